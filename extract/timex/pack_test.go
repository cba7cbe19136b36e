package timex

import (
	"slices"
	"testing"

	"chancery/edtf"
	"chancery/lang"
)

// opened opens every language that has a pack.
func opened(t testing.TB) map[string]*Tagger {
	t.Helper()
	all := map[string]*Tagger{}
	for _, tag := range lang.Tags() {
		if !lang.Has(tag, packFile) {
			continue
		}
		g, err := Open(tag)
		if err != nil {
			t.Fatal(err)
		}
		all[tag] = g
	}
	return all
}

func options(t testing.TB, dct string) (o Options) {
	t.Helper()
	if dct == "" {
		return o
	}
	d, err := edtf.ParseDay(dct)
	if err != nil {
		t.Fatal(err)
	}
	return Options{DCT: d, HasDCT: true}
}

// TestPackExamples runs every example that stands beside a rule.
func TestPackExamples(t *testing.T) {
	for tag, g := range opened(t) {
		for _, r := range g.rules {
			for _, e := range r.Examples {
				checkExample(t, tag, g, r.Name, e)
			}
			for _, e := range r.Not {
				for _, x := range g.Tag(g.Doc(e.Text), options(t, e.DCT)) {
					if x.Rule == r.Name || len(e.Values) == 0 && r.Is.Text == "nothing" {
						t.Errorf("lang/%s/%s:%d: rule %s must not fire in %q, found %q = %s by %s",
							tag, packFile, e.Line, r.Name, e.Text, e.Text[x.Start:x.End], x.Value, x.Rule)
					}
				}
			}
		}
	}
}

// TestEveryRuleIsProved: a rule without an example is a guess; one that blocks
// proves itself by what it keeps silent.
func TestEveryRuleIsProved(t *testing.T) {
	for tag, g := range opened(t) {
		names := map[string]bool{}
		for _, r := range g.rules {
			at := r.Is.Line
			if len(r.Examples) == 0 && (r.Is.Text != "nothing" || len(r.Not) == 0) {
				t.Errorf("lang/%s/%s:%d: rule %s has no example", tag, packFile, at, r.Name)
			}
			if names[r.Name] {
				t.Errorf("lang/%s/%s:%d: two rules are called %s", tag, packFile, at, r.Name)
			}
			names[r.Name] = true
		}
	}
}

func checkExample(t *testing.T, tag string, g *Tagger, rule string, e example) {
	t.Helper()
	var got []string
	fired := false
	for _, x := range g.Tag(g.Doc(e.Text), options(t, e.DCT)) {
		got = append(got, x.Value)
		fired = fired || x.Rule == rule
	}
	for _, want := range e.Values {
		if !slices.Contains(got, want) {
			t.Errorf("lang/%s/%s:%d: rule %s in %q: want %s, got %q", tag, packFile, e.Line, rule, e.Text, want, got)
		}
	}
	if !fired {
		t.Errorf("lang/%s/%s:%d: rule %s did not fire in %q", tag, packFile, e.Line, rule, e.Text)
	}
}
