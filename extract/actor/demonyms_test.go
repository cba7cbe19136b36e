package actor

import (
	"slices"
	"strings"
	"testing"
)

// unwritten adjectives: the state's name stands for it, or is written alike.
var unwritten = map[string]string{"en": "DMA NZL VAT", "fr": "VAT", "es": "VAT", "it": "VAT", "pt": "VAT", "ar": "MLI KNA LCA VCT"}

// TestEveryStateHasAnAdjective: all members of the United Nations, the two
// observers, Kosovo and Taiwan, in the languages that have adjectives; and a name of each in
// one that has none.
func TestEveryStateHasAnAdjective(t *testing.T) {
	var states []string
	err := rows("states.tsv", func(c []string) error {
		if slices.Contains(strings.Split(c[3], ","), "un") {
			states = append(states, c[0])
		}
		return nil
	})
	if err != nil || len(states) != 193 {
		t.Fatalf("%d members of the United Nations, %v", len(states), err)
	}
	states = append(states, "VAT", "PSE", "XKX", "TWN")
	for _, tag := range strings.Fields("en fr de es it pt ru ar zh") {
		file, _, err := loadPack(tag, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range states {
			if len(file.States[s]) == 0 {
				t.Errorf("%s: %s has no name", tag, s)
			}
			if len(file.Adjectives) > 0 && len(file.Adjectives[s]) == 0 && !slices.Contains(strings.Fields(unwritten[tag]), s) {
				t.Errorf("%s: %s has no adjective", tag, s)
			}
		}
	}
}

// TestInflection: every form of gender, number and case is there.
func TestInflection(t *testing.T) {
	for _, tt := range []struct{ tag, state, forms string }{
		{"fr", "GRC", "grec grecque grecs grecques"},
		{"fr", "TUR", "turc turque turcs turques"},
		{"fr", "FRA", "français française françaises"},
		{"fr", "EGY", "égyptien égyptienne égyptiens égyptiennes"},
		{"de", "FRA", "französisch französische französischer französischen französischem französisches"},
		{"es", "DEU", "alemán alemana alemanes alemanas"},
		{"es", "FRA", "francés francesa franceses francesas"},
		{"it", "DEU", "tedesco tedesca tedeschi tedesche"},
		{"it", "AUT", "austriaco austriaca austriaci austriache"},
		{"it", "FRA", "francese francesi"},
		{"pt", "ESP", "espanhol espanhola espanhóis espanholas"},
		{"pt", "FRA", "francês francesa franceses francesas"},
		{"pt", "DEU", "alemão alemã alemães alemãs"},
	} {
		file, _, err := loadPack(tt.tag, 1)
		if err != nil {
			t.Fatal(err)
		}
		got := inflect(file.Adjectives[tt.state][0], file.Endings)
		for form := range strings.FieldsSeq(tt.forms) {
			if !slices.Contains(got, form) {
				t.Errorf("%s: %s misses %q: %v", tt.tag, tt.state, form, got)
			}
		}
	}
}
