package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class of a character, as far as the tokenizer cares; bits, so that the
// classes seen in a word can be gathered with OR.
type class uint8

const (
	lowerLetter class = 1 << iota
	upperLetter
	otherLetter // without case
	digit
	space
	apostrophe
	invisible // soft hyphens and joiners: part of a word, not of its spelling
	accent    // combining marks
)

const letter = lowerLetter | upperLetter | otherLetter

// The tables cover the Latin, Greek and Cyrillic letters, what European news
// is written in, and behind them the blocks of typographic marks and spaces,
// currencies and letter-like signs.
const (
	lettersEnd = 0x530
	marksFirst = 0x2000
	marksCount = 0x190
	tableSize  = lettersEnd + marksCount
)

// slot gives a character's place in the tables, tableSize and more for none.
func slot(r rune) uint32 {
	if uint32(r) < lettersEnd {
		return uint32(r)
	}
	if m := uint32(r) - marksFirst; m < marksCount {
		return lettersEnd + m
	}
	return tableSize
}

// character is the reverse of slot.
func character(slot int) rune {
	if slot < lettersEnd {
		return rune(slot)
	}
	return rune(slot - lettersEnd + marksFirst)
}

// folding is how a character enters the two hashes; zero ends the run.
type folding struct {
	lower [3]uint16
	fold  [3]uint16
}

var (
	classes  = buildClasses()
	foldings = buildFoldings()
)

func buildClasses() (t [tableSize]class) {
	for i := range t {
		t[i] = slowClass(character(i))
	}
	return t
}

func buildFoldings() (t [tableSize]folding) {
	for i := range t {
		lower, fold := parts(character(i))
		for k := range min(3, len(lower)) {
			t[i].lower[k] = uint16(lower[k])
		}
		for k := range min(3, len(fold)) {
			t[i].fold[k] = uint16(fold[k])
		}
	}
	return t
}

func classOf(r rune) class {
	if i := slot(r); i < tableSize {
		return classes[i]
	}
	return slowClass(r)
}

func slowClass(r rune) class {
	switch r {
	case '\'', '\u2019', '\u02bc', '\u2018', '\u2032':
		return apostrophe
	case '\u00ad', '\u200c', '\u200d', '\u2060':
		return invisible
	case '\ufeff', '\u200b':
		return invisible | space
	case ' ', '\n', '\t', '\r', '\u00a0', '\u202f', '\u2009':
		return space
	}
	switch {
	case r >= '0' && r <= '9' || r >= 0xff10 && r <= 0xff19:
		return digit
	case unicode.IsUpper(r):
		return upperLetter
	case unicode.IsLower(r):
		return lowerLetter
	case unicode.IsLetter(r):
		return otherLetter
	case unicode.Is(unicode.Mn, r):
		return accent
	case r >= utf8.RuneSelf && unicode.IsSpace(r):
		return space
	}
	return 0
}

// parts gives what a character adds to the case-folded and to the accentless
// spelling.
func parts(r rune) (lower, fold []rune) {
	c := slowClass(r)
	switch {
	case c&invisible != 0:
		return nil, nil
	case c == apostrophe:
		return []rune{'\''}, []rune{'\''}
	case r == '\u2010' || r == '\u2011': // hyphens that are no "-"
		return []rune{'-'}, []rune{'-'}
	case r >= 0xff01 && r <= 0xff5e: // full-width forms
		r -= 0xfee0
	}
	for _, part := range norm.NFD.String(string(unicode.ToLower(r))) {
		lower = append(lower, part)
		if !unicode.Is(unicode.Mn, part) {
			fold = append(fold, foldLetter(part))
		}
	}
	return lower, fold
}

// foldLetter gives the base of the letters that do not decompose.
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
