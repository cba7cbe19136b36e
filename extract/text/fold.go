package text

import (
	"strings"
	"unicode/utf8"
)

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// Hash gives the two hashes a token with this spelling would carry: lower with
// case folded, fold with accents dropped as well. Packs and gazetteers hash
// their words with it once, so that matching compares numbers. Composed and
// decomposed accents, typographic apostrophes, full-width digits and soft
// hyphens make no difference.
func Hash(word string) (lower, fold uint64) {
	h := hasher{hashSeed, hashSeed}
	for i := 0; i < len(word); {
		r, n := rune(word[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(word[i:])
		}
		h.add(r)
		i += n
	}
	return h.lower, h.fold
}

// FoldOn goes on with a fold hash: that of a word, given the letters that follow
// it, becomes that of the longer word.
func FoldOn(fold uint64, more string) uint64 {
	h := hasher{0, fold}
	for _, r := range more {
		h.add(r)
	}
	return h.fold
}

// Visible gives a word without the characters that are no part of its spelling:
// soft hyphens, joiners, zero-width spaces.
func Visible(word string) string {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return strings.Map(func(r rune) rune {
				if classOf(r)&invisible != 0 {
					return -1
				}
				return r
			}, word)
		}
	}
	return word
}

// hasher builds both hashes of a token, character by character (FNV-1a).
type hasher struct{ lower, fold uint64 }

func (h *hasher) add(r rune) {
	i := slot(r)
	if i >= tableSize {
		if r >= 0x4e00 && r <= 0x9fff { // ideographs stand for themselves
			h.lower = (h.lower ^ uint64(r)) * hashPrime
			h.fold = (h.fold ^ uint64(r)) * hashPrime
			return
		}
		h.addSlow(r)
		return
	}
	f := &foldings[i]
	for _, p := range f.lower {
		if p == 0 {
			break
		}
		h.lower = (h.lower ^ uint64(p)) * hashPrime
	}
	for _, p := range f.fold {
		if p == 0 {
			break
		}
		h.fold = (h.fold ^ uint64(p)) * hashPrime
	}
}

func (h *hasher) addSlow(r rune) {
	lower, fold := parts(r)
	for _, p := range lower {
		h.lower = (h.lower ^ uint64(p)) * hashPrime
	}
	for _, p := range fold {
		h.fold = (h.fold ^ uint64(p)) * hashPrime
	}
}

// Hash tables of ASCII: what a letter or digit adds to a hash (0: it is
// neither), and the hash of a mark that stands alone.
var (
	plainFolds = buildPlainFolds()
	markHashes = buildMarkHashes()
)

func buildPlainFolds() (t [256]byte) {
	for i := range utf8.RuneSelf {
		switch {
		case classes[i]&upperLetter != 0:
			t[i] = byte(i) + 'a' - 'A'
		case classes[i]&(letter|digit) != 0:
			t[i] = byte(i)
		}
	}
	return t
}

func buildMarkHashes() (t [utf8.RuneSelf]hasher) {
	for i := range t {
		t[i] = hasher{hashSeed, hashSeed}
		t[i].add(rune(i))
	}
	return t
}
