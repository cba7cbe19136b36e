package text

import "unicode/utf8"

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

// hasher builds both hashes of a token, character by character (FNV-1a).
type hasher struct{ lower, fold uint64 }

func (h *hasher) add(r rune) {
	if uint32(r) < tableSize {
		f := &foldings[r]
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
		return
	}
	h.addSlow(r)
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

// asciiLower folds the case of ASCII.
var asciiLower = func() (t [utf8.RuneSelf]byte) {
	for i := range t {
		t[i] = byte(i)
		if i >= 'A' && i <= 'Z' {
			t[i] = byte(i) + 'a' - 'A'
		}
	}
	return t
}()
