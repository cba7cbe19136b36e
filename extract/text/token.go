// Package text turns an article into tokens and sentences. It keeps the
// article's bytes as they are: every token points into the original text, and
// what differs only in writing (case, typographic apostrophes, no-break
// spaces, soft hyphens, decomposed accents) is folded in the tokens' hashes,
// never in the text.
package text

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

// Kind of a token.
type Kind uint8

// Token kinds. A word holds letters (and digits after a letter: "COP29"), a
// number starts with a digit and may hold one ordinal or unit tail ("1er",
// "19th", "18h"); everything else is a mark of its own.
const (
	Word Kind = iota
	Number
	Hyphen
	Apostrophe // standing alone; "d’" and "’s" are words of Kind Clitic
	Clitic     // an elided word with its apostrophe: "l’", "qu'", "'s"
	Punct      // , ; : ( ) …
	Stop       // . ! ? …
	Quote
	Symbol
)

// Token is one word, number or mark.
type Token struct {
	Start, End int32 // byte offsets into Doc.Text
	Sent       int32 // index into Doc.Sents
	Kind       Kind
	Upper      bool // starts with an upper-case letter
	AllCaps    bool // two letters or more, all upper case
	Space      bool // white space stands before it
	Lower      uint64
	Fold       uint64
}

// Sentence is a run of tokens, [First, Last).
type Sentence struct {
	First, Last int32 // tokens
	Start, End  int32 // bytes
	Para        int32
	Heading     bool // a short paragraph without a final stop
	Foreign     bool // another article's teaser, a credit line, navigation: see Doc.MarkForeign
	// Lang is the language of a paragraph that is in another than the document,
	// see Reread; "" is the document's own.
	Lang string
}

// Doc is a tokenised article.
type Doc struct {
	Text   string
	Lang   string
	Tokens []Token
	Sents  []Sentence
	runes  []int32    // code-point index of every 64th byte, built on demand
	lent   *tokenizer // whose memory it is, see Borrow
}

// Word gives a token as it is written.
func (d *Doc) Word(i int) string {
	t := d.Tokens[i]
	return d.Text[t.Start:t.End]
}

// Slice gives the text of tokens [first, last).
func (d *Doc) Slice(first, last int) string {
	if first >= last {
		return ""
	}
	return d.Text[d.Tokens[first].Start:d.Tokens[last-1].End]
}

// Sentence gives the text of a sentence.
func (d *Doc) Sentence(i int) string { return d.Text[d.Sents[i].Start:d.Sents[i].End] }

const runeStep = 64

// RuneOffset turns a byte offset into a code-point offset. It is safe for one
// goroutine at a time: the first call builds an index.
func (d *Doc) RuneOffset(b int) int {
	b = min(b, len(d.Text))
	if len(d.runes) == 0 {
		d.indexRunes()
	}
	block := b / runeStep
	return int(d.runes[block]) + runesIn(d.Text[block*runeStep:b])
}

// indexRunes counts the code points before every 64th byte.
func (d *Doc) indexRunes() {
	n := int32(0)
	d.runes = slices.Grow(d.runes, len(d.Text)/runeStep+1)
	for from := 0; ; from += runeStep {
		d.runes = append(d.runes, n)
		if from+runeStep > len(d.Text) {
			return
		}
		n += int32(runesIn(d.Text[from : from+runeStep]))
	}
}

// runesIn counts the bytes that begin a code point, eight at a time: those that
// go on with one have their highest bit set and the next one not.
func runesIn(s string) int {
	n := len(s)
	for ; len(s) >= 8; s = s[8:] {
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n -= bits.OnesCount64(x &^ (x << 1) & 0x8080808080808080)
	}
	for i := range len(s) {
		if !utf8.RuneStart(s[i]) {
			n--
		}
	}
	return n
}
