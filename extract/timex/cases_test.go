package timex

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery/lang"
)

// casesFile holds whole sentences with every expression in them, written
// before the tagger read them: what examples beside a rule cannot show is that
// nothing else fires.
const casesFile = "timex-cases.yaml"

// cases are sentences of one publication day.
type cases struct {
	Day   string  `yaml:"day"`
	About string  `yaml:"about"`
	Say   located `yaml:"say"`
	// Open are sentences that are still read wrongly; one that comes right must
	// move up, so that the list stays true.
	Open located `yaml:"open"`
}

// wanted is a marked part of a sentence and the values to be found in it.
type wanted struct {
	start, end int
	values     []string
}

// unmark takes the marks out of "am <Montag|2022-02-07>".
func unmark(s string) (plain string, marks []wanted, err error) {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "<")
		b.WriteString(before)
		if !ok {
			return b.String(), marks, nil
		}
		inner, after, closed := strings.Cut(rest, ">")
		words, values, told := strings.Cut(inner, "|")
		if !closed || !told {
			return "", nil, fmt.Errorf("write <words|value>, not <%s", inner)
		}
		w := wanted{start: b.Len(), values: strings.Split(values, ",")}
		b.WriteString(words)
		w.end = b.Len()
		marks, s = append(marks, w), after
	}
}

// tally counts over a language's cases.
type tally struct{ wanted, found, right int }

func (t tally) String() string {
	p, r := float64(t.right)/float64(max(t.found, 1)), float64(t.right)/float64(max(t.wanted, 1))
	return fmt.Sprintf("%d expressions, value P %.3f R %.3f F1 %.3f", t.wanted, p, r, 2*p*r/max(p+r, 1e-9))
}

// read compares what the tagger finds in a sentence with its marks.
func (t *tally) read(g *Tagger, plain string, marks []wanted, o Options) (slips []string) {
	found := g.Tag(g.Doc(plain), o)
	t.found += len(found)
	used := make([]bool, len(found))
	for _, w := range marks {
		var got []string
		for k, x := range found {
			if x.Start < w.end && w.start < x.End && !used[k] {
				used[k] = true
				got = append(got, x.Value)
			}
		}
		t.wanted += len(w.values)
		for i, v := range w.values {
			if i < len(got) && got[i] == v {
				t.right++
			}
		}
		if !slices.Equal(got, w.values) {
			slips = append(slips, fmt.Sprintf("%q: want %v, got %v", plain[w.start:w.end], w.values, got))
		}
	}
	for k, x := range found {
		if !used[k] {
			slips = append(slips, fmt.Sprintf("%q is no date, got %s by %s", plain[x.Start:x.End], x.Value, x.Rule))
		}
	}
	return slips
}

// TestCases reads every sentence of every language's cases.
func TestCases(t *testing.T) {
	for tag, g := range opened(t) {
		if !lang.Has(tag, casesFile) {
			continue
		}
		var groups []cases
		if err := lang.Decode(tag, casesFile, &groups); err != nil {
			t.Fatal(err)
		}
		var all tally
		sentences := 0
		for _, c := range groups {
			for _, l := range append(slices.Clone(c.Say), c.Open...) {
				plain, marks, err := unmark(l.Text)
				if err != nil {
					t.Errorf("lang/%s/%s:%d: %v", tag, casesFile, l.Line, err)
					continue
				}
				sentences++
				slips := all.read(g, plain, marks, options(t, c.Day))
				switch open := slices.Contains(c.Open, l); {
				case open && len(slips) == 0:
					t.Errorf("lang/%s/%s:%d: read well now: move it up to say", tag, casesFile, l.Line)
				case !open && len(slips) > 0:
					t.Errorf("lang/%s/%s:%d: %s", tag, casesFile, l.Line, strings.Join(slips, "; "))
				}
			}
		}
		t.Logf("%s: %d sentences, %v", tag, sentences, all)
	}
}
