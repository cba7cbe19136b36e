package timex

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chancery/edtf"
)

// What TIMEX3 allows as a value, by the guidelines and the ISO 8601 forms they
// build on.
var valueForms = []*regexp.Regexp{
	regexp.MustCompile(`^(PAST|PRESENT|FUTURE)_REF$`),
	regexp.MustCompile(`^P(T?(\d+(\.\d+)?|X)(Y|M|W|D|H|S|DE|CE|ML|Q|WE|NI|L))+(T((\d+(\.\d+)?|X)[HMS])+)?$`),
	// Years, decades, centuries, parts of years.
	regexp.MustCompile(`^(\d\d|\d{3}|\d{4}|XXXX|XXX|XX|X)(-(Q[1-4X]|H[12X]|SP|SU|FA|WI))?$`),
	// Days and months, weeks, with a time or a part of the day.
	regexp.MustCompile(`^(\d{4}|XXXX)-(\d\d|XX)(-(\d\d|XX))?(T(MO|AF|EV|NI|DT|MI|\d\d(:\d\d){0,2}(Z|[+-]\d\d(:\d\d)?)?))?$`),
	regexp.MustCompile(`^(\d{4}|XXXX)-W(\d\d|XX)(-(WE|[1-7]))?(T(MO|AF|EV|NI|DT|\d\d(:\d\d){0,2}(Z|[+-]\d\d(:\d\d)?)?))?$`),
	regexp.MustCompile(`^T(MO|AF|EV|NI|DT|\d\d(:\d\d){0,2}(Z|[+-]\d\d(:\d\d)?)?)$`),
}

func validValue(v string) bool {
	for _, re := range valueForms {
		if re.MatchString(v) {
			return true
		}
	}
	return false
}

// check holds what must be true of every expression whatever the text.
func check(t *testing.T, s string, found []Timex) {
	t.Helper()
	end := 0
	for _, x := range found {
		if x.Start < end || x.End <= x.Start || x.End > len(s) {
			t.Fatalf("offsets %d–%d after %d in %q", x.Start, x.End, end, s)
		}
		end = x.End
		if !validValue(x.Value) {
			t.Errorf("%q: %q is no TIMEX3 value (rule %s)", s[x.Start:x.End], x.Value, x.Rule)
		}
		if x.Known != (x.EDTF != "") {
			t.Errorf("%q: known %v with EDTF %q", s[x.Start:x.End], x.Known, x.EDTF)
		}
		if x.EDTF == "" {
			continue
		}
		v, err := edtf.Parse(x.EDTF)
		if err != nil {
			t.Errorf("%q: %v (rule %s)", s[x.Start:x.End], err, x.Rule)
		} else if v.Interval() != x.Days {
			t.Errorf("%q: EDTF %s covers %v, not %v (rule %s)", s[x.Start:x.End], x.EDTF, v.Interval(), x.Days, x.Rule)
		}
	}
}

// samples are the examples of all packs, positive and negative.
func samples(t testing.TB) map[string][]string {
	out := map[string][]string{}
	for tag, g := range opened(t) {
		for _, r := range g.rules {
			for _, e := range append(append([]example(nil), r.Examples...), r.Not...) {
				out[tag] = append(out[tag], e.Text)
			}
		}
	}
	return out
}

func TestEveryValueIsValid(t *testing.T) {
	all := opened(t)
	for tag, texts := range samples(t) {
		// One long text as well, so that expressions meet each other.
		for _, s := range append(texts, strings.Join(texts, ". "), strings.Join(texts, "\n\n")) {
			for _, dct := range []string{"", "2022-02-04", "2024-02-29", "1999-12-31"} {
				check(t, s, all[tag].Tag(all[tag].Doc(s), options(t, dct)))
			}
		}
	}
}

// TestEveryValueIsValidInNews runs over the development texts when they lie
// beside the checkout.
func TestEveryValueIsValidInNews(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/articles/*.txt")
	if len(files) == 0 {
		t.Skip("no development articles at ../shared/articles")
	}
	all := opened(t)
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range all { // in the wrong languages too
			check(t, string(raw), g.Tag(g.Doc(string(raw)), options(t, "2022-02-04")))
		}
	}
}

// TestWithoutDCT: nothing relative may be resolved, least of all to today.
func TestWithoutDCT(t *testing.T) {
	for tag, g := range opened(t) {
		for _, r := range g.rules {
			for _, e := range r.Examples {
				for _, x := range g.Tag(g.Doc(e.Text), Options{}) {
					if x.Anchor == "dct" {
						t.Errorf("%s: %q: %q = %s without a publication day", tag, e.Text, e.Text[x.Start:x.End], x.Value)
					}
				}
			}
		}
	}
}

// TestWriting: what differs only in writing gives the same values at the
// original's offsets.
func TestWriting(t *testing.T) {
	all := opened(t)
	for tag, texts := range samples(t) {
		g := all[tag]
		for _, s := range texts {
			want := values(g, s, t)
			for name, change := range writings {
				changed := change(s)
				if got := values(g, changed, t); strings.Join(got, " ") != strings.Join(want, " ") {
					t.Errorf("%s, %s: %q gives %q, %q gives %q", tag, name, s, want, changed, got)
				}
			}
		}
	}
}

func values(g *Tagger, s string, t *testing.T) (out []string) {
	for _, x := range g.Tag(g.Doc(s), options(t, "2022-02-04")) {
		out = append(out, x.Value)
	}
	return out
}

func FuzzTag(f *testing.F) {
	for _, texts := range samples(f) {
		for _, s := range texts {
			f.Add(s)
		}
	}
	f.Add("le 99/99/9999 il y a 999999999999 ans\x00 31 du 0 au 32 mars 0000")
	all := opened(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, g := range all {
			for _, o := range []Options{{}, {DCT: edtf.DayOf(2022, 2, 4), HasDCT: true}} {
				check(t, s, g.Tag(g.Doc(s), o))
			}
		}
	})
}
