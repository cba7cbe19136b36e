package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// Hash gives the two hashes a token with this spelling would carry: lower with
// case folded, fold with accents dropped as well. Packs and gazetteers hash
// their words with it once, so that matching compares numbers.
func Hash(word string) (lower, fold uint64) {
	lower, fold = hashSeed, hashSeed
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			c = lowerASCII[c]
			lower = (lower ^ uint64(c)) * hashPrime
			fold = (fold ^ uint64(c)) * hashPrime
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(word[i:])
		i += n
		lower, fold = mixRune(lower, fold, r)
	}
	return lower, fold
}

// mixRune folds one non-ASCII rune into both hashes. Soft hyphens and joiners
// vanish; a combining accent is dropped from fold and, since composed and
// decomposed spellings must agree, is hashed apart from its base in lower.
func mixRune(lower, fold uint64, r rune) (uint64, uint64) {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return lower, fold
	case '\u2019', '\u2018', '\u02bc', '\u2032':
		return mix(lower, '\''), mix(fold, '\'')
	}
	if r >= 0xff01 && r <= 0xff5e { // full-width forms
		r -= 0xfee0
	}
	for _, part := range decompose(unicode.ToLower(r)) {
		lower = mix(lower, part)
		if !unicode.Is(unicode.Mn, part) {
			fold = mix(fold, foldLetter(part))
		}
	}
	return lower, fold
}

func mix(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return (h ^ uint64(lowerASCII[r])) * hashPrime
	}
	return (h ^ uint64(r)) * hashPrime
}

// decompose gives a rune's canonical decomposition; the tables are only asked
// for runes outside the Latin letters kept in a small array.
func decompose(r rune) []rune {
	if int(r) < len(latin) {
		return latin[r]
	}
	return []rune(norm.NFD.String(string(r)))
}

func foldLetter(r rune) rune {
	switch r {
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'ı':
		return 'i'
	case 'đ':
		return 'd'
	}
	return r
}

var lowerASCII = func() (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
		if i >= 'A' && i <= 'Z' {
			t[i] = byte(i) + 'a' - 'A'
		}
	}
	return t
}()

// latin holds the decompositions of the first 0x250 code points.
var latin = func() (t [0x250][]rune) {
	for i := range t {
		t[i] = []rune(norm.NFD.String(string(rune(i))))
	}
	return t
}()
