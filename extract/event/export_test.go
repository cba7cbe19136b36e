package event

import (
	"testing"

	"chancery/lang"
)

// PackExample is one executed example of a pack; Want is "" for a counter-example.
type PackExample struct{ Frame, Text, DCT, Want string }

// PackExamples lists those of a language's pack, in its order.
func PackExamples(t *testing.T, tag string) []PackExample {
	t.Helper()
	var p pack
	if err := lang.Decode(tag, "events.yaml", &p); err != nil {
		t.Fatal(err)
	}
	var out []PackExample
	for _, f := range p.Frames {
		if len(f.Yes) == 0 || len(f.No) == 0 {
			t.Errorf("lang/%s/events.yaml: frame %s has no example or no counter-example", tag, f.ID)
		}
		for _, e := range f.Yes {
			if e.Want == "" {
				t.Errorf("lang/%s/events.yaml: frame %s: an example without want: %s", tag, f.ID, e.Text)
			}
			out = append(out, PackExample{f.ID, e.Text, e.DCT, e.Want})
		}
		for _, e := range f.No {
			out = append(out, PackExample{f.ID, e.Text, e.DCT, ""})
		}
	}
	return out
}
