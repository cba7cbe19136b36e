// Package language tells what language a text, or one paragraph of it, is
// written in, by the function words that the language packs list.
package language

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/extract/text"
	"chancery/lang"
)

// Teller tells the languages that have a pack apart. It is read-only.
type Teller struct {
	tags []string
	// never and always are the letters that tell neighbours apart, by tag.
	never, always []string
	words         map[uint64][]int // hash → indexes into tags
	known         text.Set         // their hashes: most words of a text are none of them
}

// mostTags is how many languages are counted without memory of their own.
const mostTags = 32

// sample is how many words are looked at.
const sample = 2000

// After so many words, and again after as many, a language that has so large a
// share of function words, and so many times as many as any other, is told.
const (
	plenty     = 200
	clearShare = 0.25
	clearTimes = 3
)

// leastShare is the share of function words below which a text is in none of
// the known languages.
const leastShare = 0.08

// New reads the words of every language that has a pack.
func New() (*Teller, error) {
	t := &Teller{words: map[uint64][]int{}}
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
		t.never, t.always = append(t.never, pack.Never), append(t.always, pack.Always)
	}
	t.known = text.NewSet(slices.Collect(maps.Keys(t.words))...)
	return t, nil
}

// add enters the words of the next language, each once.
func (t *Teller) add(pack lang.Text) {
	for _, list := range [][]string{pack.FunctionWords, pack.Elisions, pack.Telling} {
		for _, w := range list {
			t.enter(w)
		}
	}
	for _, w := range pack.Elisions {
		t.enter(w + "'") // as the tokenizer hands it over
	}
}

func (t *Teller) enter(word string) {
	h, _ := text.Hash(word)
	if !slices.Contains(t.words[h], len(t.tags)) {
		t.words[h] = append(t.words[h], len(t.tags))
	}
}

// Tell gives the pack whose function words the text holds most of. Its error
// wraps lang.ErrUnknown.
func (t *Teller) Tell(s string) (string, error) {
	var space [mostTags]float64
	scores := append(space[:0], make([]float64, len(t.tags))...)
	n := 0
	for w := range words(s) {
		if n++; n > sample {
			break
		}
		h, _ := text.Hash(w)
		t.count(scores, h)
		if n%plenty == 0 && farAhead(scores, n) {
			break
		}
	}
	best := highest(scores)
	for n > 0 && scores[best] > 0 && t.neighbour(best, s) {
		scores[best] = 0
		best = highest(scores)
	}
	if n == 0 || scores[best] < leastShare*float64(min(n, sample)) {
		return "", fmt.Errorf("%w: it cannot be told from the text; name it with --lang, one of %s",
			lang.ErrUnknown, strings.Join(t.tags, ", "))
	}
	return t.tags[best], nil
}

// What shows a text to be in a neighbour of a language: of its letters, one in
// so many that the language never has, or none that it always has in so many.
const (
	foreignShare = 150
	longEnough   = 100
)

// neighbour tells whether the letters of a text are not those of a language.
func (t *Teller) neighbour(tag int, s string) bool {
	if t.never[tag]+t.always[tag] == "" {
		return false
	}
	letters, foreign, own := 0, 0, 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch r = unicode.ToLower(r); {
		case strings.ContainsRune(t.never[tag], r):
			foreign++
		case strings.ContainsRune(t.always[tag], r):
			own++
		}
	}
	return foreign*foreignShare > letters || t.always[tag] != "" && own == 0 && letters >= longEnough
}

// words gives the runs of letters in a text, ideographs one by one.
func words(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range strings.FieldsFuncSeq(s, parts) {
			for w != "" {
				n := strings.IndexFunc(w, text.Ideograph)
				if n == 0 {
					_, n = utf8.DecodeRuneInString(w)
				}
				if n < 0 {
					n = len(w)
				}
				if !yield(w[:n]) {
					return
				}
				w = w[n:]
			}
		}
	}
}

// parts tells whether a character stands between words.
func parts(r rune) bool {
	if r < utf8.RuneSelf {
		return (r|0x20) < 'a' || (r|0x20) > 'z'
	}
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r)
}

// count enters a word: one that several languages share counts for each by its
// rarity.
func (t *Teller) count(scores []float64, hash uint64) {
	if !t.known.Has(hash) {
		return
	}
	for _, i := range t.words[hash] {
		scores[i] += 1 / float64(len(t.words[hash]))
	}
}

// farAhead tells whether one language is far ahead of all others.
func farAhead(scores []float64, n int) bool {
	best := highest(scores)
	if scores[best] < clearShare*float64(n) {
		return false
	}
	for i, score := range scores {
		if i != best && scores[best] < clearTimes*score {
			return false
		}
	}
	return true
}

func highest(scores []float64) int {
	best := 0
	for i := range scores {
		if scores[i] > scores[best] {
			best = i
		}
	}
	return best
}

// What a paragraph must show to be taken for another language than its text:
// so many words, of which the first so many are counted, so many function
// words, such a share of them, and so many times as many as of the text's own
// language and as of any third.
const (
	leastWords  = 12
	mostWords   = 200
	leastScore  = 3
	sureShare   = 0.2
	timesOwn    = 2
	timesOthers = 1.25
)

// Other gives the language of a paragraph, as its tokens, in a text of the
// language own, when it is clearly another; "" else.
func (t *Teller) Other(paragraph []text.Token, own string) string {
	var space [mostTags]float64
	scores := append(space[:0], make([]float64, len(t.tags))...)
	n := 0
	for i := range paragraph {
		if k := paragraph[i].Kind; k != text.Word && k != text.Clitic {
			continue
		}
		if n++; n > mostWords {
			break
		}
		t.count(scores, paragraph[i].Lower)
	}
	best := highest(scores)
	if n < leastWords || t.tags[best] == own || scores[best] < max(leastScore, sureShare*float64(min(n, mostWords))) {
		return ""
	}
	for i, score := range scores {
		times := timesOthers
		if t.tags[i] == own {
			times = timesOwn
		}
		if i != best && scores[best] < times*score {
			return ""
		}
	}
	return t.tags[best]
}
