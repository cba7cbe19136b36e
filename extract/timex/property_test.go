package timex

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

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
			return validParts(v)
		}
	}
	return false
}

// calendarParts takes the numbers of a calendar value apart.
var calendarParts = regexp.MustCompile(`^(\d{4}|XXXX)-(?:W(\d\d)|(\d\d)(?:-(\d\d))?)`)

var clockParts = regexp.MustCompile(`T(\d\d)(?::(\d\d))?(?::(\d\d))?`)

// validParts asks that months, days, weeks and hours exist.
func validParts(v string) bool {
	if m := calendarParts.FindStringSubmatch(v); m != nil {
		year, week, month, day := number(m[1], 2024), number(m[2], 1), number(m[3], 1), number(m[4], 1)
		if month < 1 || month > 12 || week < 1 || week > 53 || day < 1 || day > edtf.DaysIn(year, month) {
			return false
		}
	}
	if m := clockParts.FindStringSubmatch(v); m != nil && !strings.HasPrefix(v, "P") {
		return number(m[1], 0) <= 24 && number(m[2], 0) < 60 && number(m[3], 0) < 60
	}
	return true
}

func number(s string, without int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return without
	}
	return n
}

func TestValidValue(t *testing.T) {
	for _, v := range []string{"2022-13-01", "2022-02-30", "XXXX-02-30", "2022-W54", "2022-02-04T25:00", "T12:61", "P", "PT", "today", "2022-2-4", ""} {
		if validValue(v) {
			t.Errorf("%q passes for a TIMEX3 value", v)
		}
	}
	for _, v := range []string{"2022-02-04", "XXXX-02-29", "2020-W53-6", "2022-02-04TEV", "2022-02-04T18:30", "P3D", "PT36H", "PXY", "XXXX-WXX-1", "19", "199", "2022-Q1", "PRESENT_REF"} {
		if !validValue(v) {
			t.Errorf("%q is refused", v)
		}
	}
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
		if utf8.ValidString(s) && !utf8.ValidString(s[x.Start:x.End]) {
			t.Fatalf("offsets %d–%d cut a character of %q", x.Start, x.End, s)
		}
		if !validValue(x.Value) {
			t.Errorf("%q: %q is no TIMEX3 value (rule %s)", s[x.Start:x.End], x.Value, x.Rule)
		}
		if x.Known != (x.EDTF != "") {
			t.Errorf("%q: known %v with EDTF %q", s[x.Start:x.End], x.Known, x.EDTF)
		}
		if x.EDTF == "" {
			continue
		}
		if x.Days.Start >= x.Days.End {
			t.Errorf("%q: %s covers no day (rule %s)", s[x.Start:x.End], x.EDTF, x.Rule)
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

// TestEveryValueIsValidInCorpora reads each document of the development corpora
// by its own language and one day.
func TestEveryValueIsValidInCorpora(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpora/timex/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Skip("no development corpora at ../shared/corpora")
	}
	all := opened(t)
	for _, f := range files {
		for _, d := range sharedDocs(t, filepath.Join("timex", filepath.Base(f))) {
			g := all[d.Lang]
			check(t, d.Text, g.Tag(g.Doc(d.Text), options(t, d.DCT)))
			check(t, d.Text, g.Tag(g.Doc(d.Text), Options{}))
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

// FuzzTag tries all languages on every text, or the one that
// CHANCERY_FUZZ_LANG names, so that each can be fuzzed for a time of its own.
func FuzzTag(f *testing.F) {
	all := opened(f)
	if tag := os.Getenv("CHANCERY_FUZZ_LANG"); tag != "" {
		g := all[tag]
		if g == nil {
			f.Fatalf("CHANCERY_FUZZ_LANG: there is no pack %q", tag)
		}
		all = map[string]*Tagger{tag: g}
	}
	for tag, texts := range samples(f) {
		if all[tag] == nil {
			continue
		}
		for _, s := range texts {
			f.Add(s)
		}
	}
	f.Add("le 99/99/9999 il y a 999999999999 ans\x00 31 du 0 au 32 mars 0000")
	f.Fuzz(func(t *testing.T, s string) {
		for _, g := range all {
			for _, o := range []Options{{}, {DCT: edtf.DayOf(2022, 2, 4), HasDCT: true}} {
				check(t, s, g.Tag(g.Doc(s), o))
			}
		}
	})
}
