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

// The tables cover the alphabets most news is written in, from the first letter
// to the end of the right-to-left scripts' main blocks, and behind them the
// blocks of typographic marks and spaces, currencies and letter-like signs.
// Ideographs need no table.
const (
	lettersEnd = 0x700
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
	if Ideograph(r) {
		return otherLetter
	}
	return slowClass(r)
}

func slowClass(r rune) class {
	switch r {
	case '\'', '\u2019', '\u02bc', '\u2018', '\u2032':
		return apostrophe
	case '\u00ad', '\u200c', '\u200d', '\u2060', stretcher:
		return invisible
	case '\ufeff', '\u200b':
		return invisible | space
	case ' ', '\n', '\t', '\r', '\u00a0', '\u202f', '\u2009':
		return space
	}
	switch {
	case unicode.Is(unicode.Bidi_Control, r):
		return invisible | space
	case unicode.Is(unicode.Nd, r):
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
	case c == digit:
		r = '0' + digitValue(r)
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
	case '\u0629': // the feminine ending, often written without its dots
		return '\u0647'
	case '\u0649', '\u06cc': // yeh without dots
		return '\u064a'
	case '\u06a9':
		return '\u0643'
	case '\u0671':
		return '\u0627'
	}
	return r
}

// stretcher widens a word of a joined script and is no letter of it.
const stretcher = '\u0640'

// digitValue is what a decimal digit of any script counts: Unicode lays each
// script's ten out in a row.
func digitValue(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if lo := rune(t.Lo); r >= lo && r <= rune(t.Hi) {
			return (r - lo) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if lo := rune(t.Lo); r >= lo && r <= rune(t.Hi) {
			return (r - lo) % 10
		}
	}
	return 0
}

// Ideograph tells the characters of the Han script, which are written without
// spaces: each is a token of its own, so that a name is a run of tokens there
// as elsewhere.
func Ideograph(r rune) bool {
	switch {
	case r < 0x2e80:
		return false
	case r >= 0x4e00 && r <= 0x9fff:
		return true
	}
	return unicode.Is(unicode.Han, r)
}
