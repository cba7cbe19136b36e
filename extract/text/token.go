// Package text turns an article into tokens and sentences. It keeps the
// article's bytes as they are: every token points into the original text, and
// what differs only in writing (case, typographic apostrophes, no-break
// spaces, soft hyphens, decomposed accents) is folded in the tokens' hashes,
// never in the text.
package text

import "unicode/utf8"

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
	runes  []int32 // code-point index of every 64th byte, built on demand
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
	if d.runes == nil {
		d.runes = make([]int32, len(d.Text)/runeStep+1)
		n := int32(0)
		for i := range len(d.Text) {
			if i%runeStep == 0 {
				d.runes[i/runeStep] = n
			}
			if utf8.RuneStart(d.Text[i]) {
				n++
			}
		}
		if len(d.Text)%runeStep == 0 {
			d.runes[len(d.Text)/runeStep] = n
		}
	}
	b = min(b, len(d.Text))
	n := int(d.runes[b/runeStep])
	for i := b / runeStep * runeStep; i < b; i++ {
		if utf8.RuneStart(d.Text[i]) {
			n++
		}
	}
	return n
}
