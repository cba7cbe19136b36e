package event_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/event"
	"chancery/extract/timex"
	"chancery/lang"
)

// TestPackExamples runs every example and counter-example of every pack.
func TestPackExamples(t *testing.T) {
	gaz, err := actor.Open(tags("actors.yaml")...)
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range tags("events.yaml") {
		coder, err := event.Open(tag, gaz)
		if err != nil {
			t.Fatal(err)
		}
		tagger, err := timex.Open(tag)
		if err != nil {
			t.Fatal(err)
		}
		code := func(s, dct string) string {
			day, err := edtf.ParseDay(dct)
			if err != nil {
				t.Fatalf("%s: %v", s, err)
			}
			doc := tagger.Doc(s)
			return describe(coder.Code(event.Input{
				Doc: doc, Timexes: tagger.Tag(doc, timex.Options{DCT: day, HasDCT: true}),
				Mentions: gaz.Match(doc, day, true), DCT: day, HasDCT: true,
			}))
		}
		runCases(t, tag, code)
		for _, f := range event.PackExamples(t, tag) {
			t.Run(fmt.Sprintf("%s/%s/%.40s", tag, f.Frame, f.Text), func(t *testing.T) {
				got := code(f.Text, f.DCT)
				if f.Want == "" && got != "" {
					t.Errorf("%s\nmust give no event, gives %q", f.Text, got)
				}
				for want := range strings.SplitSeq(f.Want, "; ") {
					if want != "" && !slices.Contains(strings.Split(got, "; "), want) {
						t.Errorf("%s\ngives %q, want %q", f.Text, got, want)
					}
				}
			})
		}
	}
}

// runCases runs a language's events-cases.yaml, by type: a case gives the events
// it wants and no other.
func runCases(t *testing.T, tag string, code func(text, dct string) string) {
	if !lang.Has(tag, "events-cases.yaml") {
		return
	}
	var cases map[string][]struct{ Text, DCT, Want string }
	if err := lang.Decode(tag, "events-cases.yaml", &cases); err != nil {
		t.Fatal(err)
	}
	for kind, list := range cases {
		for _, c := range list {
			got, want := strings.Split(code(c.Text, c.DCT), "; "), strings.Split(c.Want, "; ")
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("lang/%s/events-cases.yaml, %s: %s\ngives %q, want %q", tag, kind, c.Text, got, want)
			}
		}
	}
}

func tags(file string) []string {
	return slices.DeleteFunc(lang.Tags(), func(t string) bool { return !lang.Has(t, file) })
}

// describe writes events as the packs' examples do: "type status date CODES".
func describe(es []event.Event) string {
	var out []string
	for _, e := range es {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", e.Type, e.Status, e.EDTF, strings.Join(e.Countries, " "))))
	}
	return strings.Join(out, "; ")
}
