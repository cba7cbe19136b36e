package actor

import (
	"strings"
	"sync"
	"testing"

	"chancery/extract/text"
	"chancery/lang"
)

// opened opens the gazetteer in all languages, once for all tests.
func opened(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := openedOnce()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

var openedOnce = sync.OnceValues(func() (*Gazetteer, error) { return Open() })

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
		b.WriteString("[" + doc.Text[m.Start:m.End] + " " + m.ID + each(m) + " " + m.Country + " " + m.Rule + "] ")
	}
	return b.String()
}
