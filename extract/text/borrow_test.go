package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A borrowed document is the same as one of its own, whatever stood in its
// memory before, and one that is kept does not change when that is used again.
func TestBorrow(t *testing.T) {
	texts := []string{
		"L'Élysée a dit non.\n\nLe ministre ira à Kiev lundi.", "", "Oui", strings.Repeat("Ça va, dit-elle. ", 40),
		"Un mot.\n\nThe talks went on.\n\nUn autre mot.",
	}
	same := func(a, b *Doc) string { return cmp.Diff(a, b, cmpopts.IgnoreUnexported(Doc{}), cmpopts.EquateEmpty()) }
	reread := func(d *Doc) *Doc {
		d.Reread(func(sents []Sentence) (string, *Rules) {
			if strings.HasPrefix(d.Text[sents[0].Start:], "The") {
				return "en", english
			}
			return "", nil
		})
		return d
	}
	var kept []*Doc
	for range 3 {
		for _, s := range texts {
			own := reread(New(s, "fr", french))
			d := reread(Borrow(s, "fr", french))
			if diff := same(own, d); diff != "" {
				t.Errorf("%q: %s", s, diff)
			}
			for b := range len(s) + 1 {
				if got, want := d.RuneOffset(b), runesBefore(s, b); got != want {
					t.Errorf("%q: byte %d is character %d, want %d", s, b, got, want)
				}
			}
			d.Release()
			k := reread(Borrow(s, "fr", french))
			k.Keep()
			kept = append(kept, k)
		}
	}
	for i, k := range kept {
		if diff := same(reread(New(texts[i%len(texts)], "fr", french)), k); diff != "" {
			t.Errorf("kept %q: %s", k.Text, diff)
		}
	}
}

// runesBefore counts the code points that begin before byte b.
func runesBefore(s string, b int) int {
	n := 0
	for i := range s {
		if i < b {
			n++
		}
	}
	return n
}
