package text

import (
	"unicode"
	"unicode/utf8"
)

// New tokenises a text and splits it into sentences. It takes any bytes:
// invalid UTF-8 becomes symbols, never an error.
func New(s, lang string, rules *Rules) *Doc {
	d := &Doc{Text: s, Lang: lang, Tokens: make([]Token, 0, len(s)/5+8)}
	t := tokenizer{doc: d, rules: rules, s: s}
	t.run()
	split(d, rules)
	return d
}

type tokenizer struct {
	doc   *Doc
	rules *Rules
	s     string
	pos   int
	space bool
}

func (t *tokenizer) run() {
	for t.pos < len(t.s) {
		r, n := t.peek(t.pos)
		switch {
		case isSpace(r):
			t.pos += n
			t.space = true
		case isLetter(r):
			t.word()
		case isDigit(r):
			t.number()
		default:
			t.mark(r, n)
		}
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

func (t *tokenizer) emit(start, end int, kind Kind) {
	word := t.s[start:end]
	tok := Token{Start: int32(start), End: int32(end), Kind: kind, Space: t.space}
	if kind <= Number || kind == Clitic {
		tok.Lower, tok.Fold = Hash(word)
		tok.Upper, tok.AllCaps = casing(word)
	} else {
		tok.Lower, tok.Fold = Hash(word)
	}
	t.doc.Tokens = append(t.doc.Tokens, tok)
	t.space = false
	t.pos = end
}

// word reads letters, and the digits and apostrophes inside a word.
func (t *tokenizer) word() {
	start := t.pos
	if end := t.acronym(start); end > 0 {
		t.emitAcronym(start, end)
		return
	}
	i := start
	for i < len(t.s) {
		r, n := t.peek(i)
		switch {
		case isLetter(r) || isDigit(r) || unicode.Is(unicode.Mn, r) || isInvisible(r):
			i += n
		case isApostrophe(r):
			next, _ := t.peek(i + n)
			if !isLetter(next) {
				t.emit(start, i, Word)
				return
			}
			lower, _ := Hash(t.s[start:i])
			if t.rules.elisions[lower] {
				t.emit(start, i+n, Clitic)
				return
			}
			if end := t.suffix(i, n); end > 0 {
				t.emit(start, i, Word)
				t.emit(i, end, Clitic)
				return
			}
			i += n
		default:
			t.emit(start, i, Word)
			return
		}
	}
	t.emit(start, i, Word)
}

// suffix gives the end of an apostrophe clitic ("'s") that starts at i and is
// followed by no further letter, or 0.
func (t *tokenizer) suffix(i, apostrophe int) int {
	end := i + apostrophe
	for end < len(t.s) {
		r, n := t.peek(end)
		if !isLetter(r) {
			break
		}
		end += n
	}
	lower, _ := Hash(t.s[i+apostrophe : end])
	if t.rules.suffixes[lower] {
		return end
	}
	return 0
}

// acronym gives the end of "U.S." or "O.N.U" starting at i, or 0.
func (t *tokenizer) acronym(i int) int {
	letters, end := 0, 0
	for {
		r, n := t.peek(i)
		dot, _ := t.peek(i + n)
		if !unicode.IsUpper(r) || dot != '.' {
			break
		}
		letters++
		i += n + 1
		end = i
	}
	if letters == 0 {
		return 0
	}
	// The last letter may stand without its dot: "O.N.U".
	if r, n := t.peek(i); unicode.IsUpper(r) {
		if next, _ := t.peek(i + n); !isLetter(next) {
			return i + n
		}
		return 0
	}
	if r, _ := t.peek(i); isLetter(r) || letters < 2 {
		return 0
	}
	return end
}

// emitAcronym hashes "U.S." like "US", so that one gazetteer entry serves both.
func (t *tokenizer) emitAcronym(start, end int) {
	t.emit(start, end, Word)
	tok := &t.doc.Tokens[len(t.doc.Tokens)-1]
	letters := make([]byte, 0, 16)
	for i := start; i < end; i++ {
		if t.s[i] != '.' {
			letters = append(letters, t.s[i])
		}
	}
	tok.Lower, tok.Fold = Hash(string(letters))
	tok.Upper, tok.AllCaps = true, true
}

// number reads digits and the letters written onto them: 1er, 19th, 18h30.
func (t *tokenizer) number() {
	i := t.pos
	for i < len(t.s) {
		r, n := t.peek(i)
		if !isDigit(r) && !isLetter(r) {
			break
		}
		i += n
	}
	t.emit(t.pos, i, Number)
}

func (t *tokenizer) mark(r rune, n int) {
	kind := Symbol
	switch r {
	case '-', '\u2010', '\u2011':
		kind = Hyphen
	case '\'', '\u2018', '\u2019', '\u02bc', '\u2032':
		kind = Apostrophe
	case '.', '!', '?', '…', '。', '！', '？':
		kind = Stop
	case '"', '«', '»', '“', '”', '„', '‹', '›':
		kind = Quote
	case ',', ';', ':', '(', ')', '[', ']', '/', '–', '—', '―', '·', '•', '|':
		kind = Punct
	}
	t.emit(t.pos, t.pos+n, kind)
}

func casing(word string) (upper, all bool) {
	letters := 0
	all = true
	for i, r := range word {
		if i == 0 {
			upper = unicode.IsUpper(r)
		}
		if unicode.IsLetter(r) {
			letters++
			all = all && unicode.IsUpper(r)
		}
		if !upper {
			return false, false
		}
	}
	return upper, all && letters > 1
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r)
}

func isDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= 0xff10 && r <= 0xff19
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '\u2019' || r == '\u02bc' || r == '\u2018' || r == '\u2032'
}

func isInvisible(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff'
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\n', '\t', '\r', '\u00a0', '\u202f', '\u2009', '\ufeff', '\u200b':
		return true
	}
	return r >= utf8.RuneSelf && unicode.IsSpace(r)
}
