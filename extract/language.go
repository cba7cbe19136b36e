package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"chancery/extract/text"
	"chancery/lang"
)

// teller tells a text's language by the share of its words that are function
// words of each pack.
type teller struct {
	tags  []string
	words map[uint64][]int // hash → indexes into tags
}

// sample is how many words are looked at.
const sample = 2000

// leastShare is the share of function words below which a text is in none of
// the known languages.
const leastShare = 0.08

func newTeller() (*teller, error) {
	t := &teller{words: map[uint64][]int{}}
	for _, tag := range lang.Tags() {
		if !lang.Has(tag, "text.yaml") {
			continue
		}
		pack, err := lang.LoadText(tag)
		if err != nil {
			return nil, err
		}
		t.add(pack)
		t.tags = append(t.tags, tag)
	}
	return t, nil
}

// add enters the words of the next language, each once.
func (t *teller) add(pack lang.Text) {
	for _, list := range [][]string{pack.FunctionWords, pack.Elisions, pack.Telling} {
		for _, w := range list {
			h, _ := text.Hash(w)
			if !slices.Contains(t.words[h], len(t.tags)) {
				t.words[h] = append(t.words[h], len(t.tags))
			}
		}
	}
}

// tell gives the pack whose function words the text holds most of. A word that
// several languages share counts for each by its rarity.
func (t *teller) tell(s string) (string, error) {
	scores := make([]float64, len(t.tags))
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if n++; n > sample {
			break
		}
		h, _ := text.Hash(w)
		for _, i := range t.words[h] {
			scores[i] += 1 / float64(len(t.words[h]))
		}
	}
	best := -1
	for i, score := range scores {
		if best < 0 || score > scores[best] {
			best = i
		}
	}
	if best < 0 || n == 0 || scores[best] < leastShare*float64(min(n, sample)) {
		return "", fmt.Errorf("%w: it cannot be told from the text; name it with --lang, one of %s",
			lang.ErrUnknown, strings.Join(t.tags, ", "))
	}
	return t.tags[best], nil
}
