package actor

import (
	"slices"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
	"chancery/lang"
)

// opened opens the gazetteer in all languages, once for all tests.
func opened(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func rules(t testing.TB, tag string) *text.Rules {
	t.Helper()
	w, err := lang.LoadText(tag)
	if err != nil {
		t.Fatal(err)
	}
	return text.NewRules(text.Words{
		Elisions: w.Elisions, Suffixes: w.Suffixes, Abbreviations: w.Abbreviations,
		ReadAlso: w.ReadAlso, Credits: w.Credits, OrdinalDot: w.OrdinalDot,
	})
}

type testCase struct {
	Text string   `yaml:"text"`
	Day  string   `yaml:"day"`
	Want []string `yaml:"want"`
	Not  []string `yaml:"not"`
}

// TestCases executes the hand-made cases beside every pack.
func TestCases(t *testing.T) {
	g := opened(t)
	for _, tag := range g.Tags() {
		var cases []testCase
		if err := lang.Decode(tag, "actors-cases.yaml", &cases); err != nil {
			t.Fatalf("every pack has its cases: %v", err)
		}
		r := rules(t, tag)
		for _, c := range cases {
			t.Run(tag+"/"+c.Text, func(t *testing.T) { check(t, g, r, tag, c) })
		}
	}
}

func check(t *testing.T, g *Gazetteer, r *text.Rules, tag string, c testCase) {
	day, err := edtf.ParseDay(c.Day)
	doc := text.New(c.Text, tag, r)
	got := g.Match(doc, day, err == nil)
	at := 0
	for _, w := range c.Want {
		words, id, _ := strings.Cut(w, " = ")
		i := slices.IndexFunc(got, func(m Mention) bool {
			return m.Start >= at && words == doc.Text[m.Start:m.End] && (id == m.ID || id == m.Country)
		})
		if i < 0 {
			t.Errorf("no %q in %s", w, show(doc, got))
			continue
		}
		at = got[i].Start
	}
	for _, n := range c.Not {
		words, id, _ := strings.Cut(n, " = ")
		for _, m := range got {
			if words == doc.Text[m.Start:m.End] && (id == "" || id == m.ID || id == m.Country) {
				t.Errorf("%q must not come out: %s", n, show(doc, got))
			}
		}
	}
	orderly(t, doc, got)
}

// orderly: mentions are sorted, disjoint and lie on token bounds.
func orderly(t *testing.T, doc *text.Doc, got []Mention) {
	t.Helper()
	end := 0
	for _, m := range got {
		if m.First < end || m.Last <= m.First || m.Start != int(doc.Tokens[m.First].Start) || m.End != int(doc.Tokens[m.Last-1].End) {
			t.Errorf("mention out of order: %+v", m)
		}
		end = m.Last
	}
}

func show(doc *text.Doc, got []Mention) string {
	var b strings.Builder
	for _, m := range got {
		b.WriteString("[" + doc.Text[m.Start:m.End] + " " + m.ID + " " + m.Country + " " + m.Rule + "] ")
	}
	return b.String()
}
