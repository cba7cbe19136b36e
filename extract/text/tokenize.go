package text

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// New tokenises a text and splits it into sentences. It takes any bytes:
// invalid UTF-8 becomes symbols, never an error.
func New(s, lang string, rules *Rules) *Doc {
	d := Borrow(s, lang, rules)
	d.Keep()
	return d
}

// Borrow is New in memory that is used again and again: the caller gives it back
// with Release, or keeps the document with Keep.
func Borrow(s, lang string, rules *Rules) *Doc {
	size := len(s)*2/9 + 8
	if size > mostKept {
		t := &tokenizer{rules: rules, s: s, toks: make([]Token, 0, size)}
		return t.doc(lang)
	}
	t := borrowed()
	t.rules, t.s, t.toks = rules, s, slices.Grow(t.toks, size)
	d := t.doc(lang)
	t.s, t.toks, t.sents, d.lent = "", d.Tokens, d.Sents, t
	return d
}

// borrowed is a tokenizer at its start, with what memory an earlier one had.
func borrowed() *tokenizer {
	t, _ := tokenizers.Get().(*tokenizer)
	if t == nil {
		return &tokenizer{}
	}
	*t = tokenizer{toks: t.toks[:0], edges: t.edges[:0], sents: t.sents[:0], runes: t.runes[:0]}
	return t
}

// Keep copies a borrowed document into memory of its own, of just the right
// size. It changes nothing of any other.
func (d *Doc) Keep() {
	if d.lent == nil {
		return
	}
	t := d.lent
	d.Tokens, d.Sents, d.runes, d.lent = slices.Clone(d.Tokens), slices.Clone(d.Sents), nil, nil
	tokenizers.Put(t)
}

// Release gives a borrowed document's memory back. The document, its tokens and
// its sentences must not be used any more; its text stays.
func (d *Doc) Release() {
	if d.lent == nil {
		return
	}
	t := d.lent
	t.runes = d.runes
	*d = Doc{}
	tokenizers.Put(t)
}

func (t *tokenizer) doc(lang string) *Doc {
	t.run()
	d := &Doc{Text: t.s, Lang: lang, Tokens: t.toks, Sents: t.sents, runes: t.runes}
	split(d, t.rules, t.edges)
	return d
}

// tokenizers are kept for their buffers, which a giant text must not swell.
var tokenizers sync.Pool

// mostKept is how many tokens a kept buffer holds.
const mostKept = 1 << 15

type tokenizer struct {
	rules *Rules
	s     string
	pos   int
	toks  []Token
	sents []Sentence
	// edges are the tokens behind which a sentence may end: marks, and the last
	// ones of lines.
	edges   []int32
	runes   []int32 // of a document that was released
	space   bool
	newline bool
}

// What may begin at a byte.
const (
	beginsSlow byte = iota // not ASCII
	beginsSpace
	beginsLine
	beginsLower
	beginsUpper
	beginsNumber
	beginsMark
)

var (
	begins    = buildBegins()
	markKinds = buildMarkKinds()
)

func buildBegins() (t [256]byte) {
	for i := range utf8.RuneSelf {
		switch c := classes[i]; {
		case i == '\n':
			t[i] = beginsLine
		case c&space != 0:
			t[i] = beginsSpace
		case c&upperLetter != 0:
			t[i] = beginsUpper
		case c&letter != 0:
			t[i] = beginsLower
		case c&digit != 0:
			t[i] = beginsNumber
		default:
			t[i] = beginsMark
		}
	}
	return t
}

func buildMarkKinds() (t [utf8.RuneSelf]Kind) {
	for i := range t {
		t[i] = markKind(rune(i))
	}
	return t
}

func (t *tokenizer) run() {
	for t.pos < len(t.s) {
		b := t.s[t.pos]
		switch begins[b] {
		case beginsSpace:
			t.pos++
			t.space = true
		case beginsLine:
			t.pos++
			t.space, t.newline = true, true
		case beginsLower:
			t.plainWord(lowerLetter)
		case beginsUpper:
			t.plainWord(upperLetter)
		case beginsNumber:
			t.number()
		case beginsMark:
			t.mark(1, markKinds[b], markHashes[b])
		default:
			t.slow()
		}
	}
}

// slow takes what begins with a character outside ASCII.
func (t *tokenizer) slow() {
	r, n := utf8.DecodeRuneInString(t.s[t.pos:])
	if Ideograph(r) {
		t.ideograph(r, t.pos+n)
		return
	}
	switch c := classOf(r); {
	case c&space != 0:
		t.pos += n
		t.space = true
		t.newline = t.newline || r == '\u2029'
	case c&letter != 0:
		t.word(c)
	case c&digit != 0:
		t.number()
	default:
		h := hasher{hashSeed, hashSeed}
		h.add(r)
		t.mark(n, markKind(r), h)
	}
}

// ideograph takes a letter that is a token, and the invisible ones behind it.
func (t *tokenizer) ideograph(r rune, end int) {
	h := hasher{hashSeed, hashSeed}
	h.add(r)
	for {
		next, n := t.peek(end)
		if next < utf8.RuneSelf || classOf(next)&(invisible|space) != invisible {
			t.emit(end, Word, h, false, false)
			return
		}
		end += n
	}
}

func (t *tokenizer) peek(i int) (rune, int) {
	if i >= len(t.s) {
		return -1, 0
	}
	if c := t.s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(t.s[i:])
}

// emit ends a token.
func (t *tokenizer) emit(end int, kind Kind, h hasher, upper, caps bool) {
	if t.newline {
		t.endLine()
	}
	t.toks = append(t.toks, Token{
		Start: int32(t.pos), End: int32(end), Kind: kind, Upper: upper, AllCaps: caps, Space: t.space, Lower: h.lower, Fold: h.fold,
	})
	t.space = false
	t.pos = end
}

// endLine notes the last token of a line as one behind which a sentence may
// end, unless it is noted as a mark.
func (t *tokenizer) endLine() {
	t.newline = false
	last := int32(len(t.toks)) - 1
	if n := len(t.edges); last >= 0 && (n == 0 || t.edges[n-1] != last) {
		t.edges = append(t.edges, last)
	}
}

// number reads digits and the letters written onto them: 1er, 19th, 18h30.
func (t *tokenizer) number() {
	w := scan{end: t.pos, h: hasher{hashSeed, hashSeed}}
	t.letters(&w)
	t.emit(w.end, Number, w.h, false, false)
}

func (t *tokenizer) mark(n int, kind Kind, h hasher) {
	t.emit(t.pos+n, kind, h, false, false)
	if kind == Stop || kind == Quote || kind == Punct {
		t.edges = append(t.edges, int32(len(t.toks))-1)
	}
}

func markKind(r rune) Kind {
	switch r {
	case '-', '\u2010', '\u2011':
		return Hyphen
	case '\'', '\u2018', '\u2019', '\u02bc', '\u2032':
		return Apostrophe
	case '.', '!', '?', '…', '。', '！', '？', '｡', '؟', '۔':
		return Stop
	case '"', '«', '»', '“', '”', '„', '‹', '›', '「', '」', '『', '』', '《', '》', '〈', '〉':
		return Quote
	case ',', ';', ':', '(', ')', '[', ']', '/', '–', '—', '―', '·', '•', '|', '،', '؛', '、', '，', '；', '：', '（', '）', '【', '】', '・', '‧':
		return Punct
	}
	return Symbol
}
