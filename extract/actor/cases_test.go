package actor

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
	"chancery/lang"
)

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
			t.Run(tag+"/"+c.Text, func(t *testing.T) {
				for _, f := range faults(t, g, r, tag, c) {
					t.Error(f)
				}
			})
		}
	}
}

// leastRight is the share of the disambiguation cases that must hold.
const leastRight = 0.98

// TestDisambiguation executes the cases of names that mean one thing here and
// another there, and prints the share that holds, by language and in all.
func TestDisambiguation(t *testing.T) {
	g := opened(t)
	asked, right := 0, 0
	for _, tag := range g.Tags() {
		var cases []testCase
		if err := lang.Decode(tag, "actors-disambiguation.yaml", &cases); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		r, ok := rules(t, tag), 0
		for _, c := range cases {
			if f := faults(t, g, r, tag, c); len(f) > 0 {
				t.Logf("%s: %s (%s)\n\t%s", tag, c.Text, c.Day, strings.Join(f, "\n\t"))
				continue
			}
			ok++
		}
		t.Logf("%s: %d of %d", tag, ok, len(cases))
		asked, right = asked+len(cases), right+ok
	}
	t.Logf("all: %d of %d, %.1f %%", right, asked, 100*float64(right)/float64(asked))
	if float64(right) < leastRight*float64(asked) {
		t.Errorf("%d of %d cases hold, at least %.0f %% must", right, asked, 100*leastRight)
	}
}

// faults says what is wrong with the reading of a case. A wanted mention's
// words are followed by an id, a country code or the place of a seat ("A+B" where two are meant);
// without, any will do.
func faults(t *testing.T, g *Gazetteer, r *text.Rules, tag string, c testCase) []string {
	t.Helper()
	day, err := edtf.ParseDay(c.Day)
	doc := text.New(c.Text, tag, r)
	got := g.Match(doc, day, err == nil)
	orderly(t, doc, got)
	var out []string
	at := 0
	for _, w := range c.Want {
		i := find(doc, got, at, w)
		if i < 0 {
			out = append(out, "no "+w+" in "+show(doc, got))
			continue
		}
		at = got[i].End
	}
	for _, n := range c.Not {
		if find(doc, got, 0, n) >= 0 {
			out = append(out, n+" must not come out: "+show(doc, got))
		}
	}
	return out
}

// each joins whom a description of two means by "+": the ids of people, the
// codes of states.
func each(m Mention) string {
	var out []string
	for _, r := range m.Each {
		if r.Kind == State {
			r.ID = r.Country
		}
		out = append(out, r.ID)
	}
	return strings.Join(out, "+")
}

func find(doc *text.Doc, got []Mention, from int, want string) int {
	words, id, _ := strings.Cut(want, " = ")
	for i, m := range got {
		if m.Start >= from && words == doc.Text[m.Start:m.End] && (id == "" || id == m.ID || id == m.Country || id == m.PlaceID && m.Metonym || m.Each != nil && id == each(m)) {
			return i
		}
	}
	return -1
}
