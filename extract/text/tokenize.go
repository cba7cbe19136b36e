package text

import "unicode/utf8"

// New tokenises a text and splits it into sentences. It takes any bytes:
// invalid UTF-8 becomes symbols, never an error.
func New(s, lang string, rules *Rules) *Doc {
	d := &Doc{Text: s, Lang: lang, Tokens: make([]Token, 0, len(s)*2/9+8), Sents: make([]Sentence, 0, len(s)/120+4)}
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
		if t.s[t.pos] == ' ' {
			t.pos++
			t.space = true
			continue
		}
		r, n := t.peek(t.pos)
		switch c := classOf(r); {
		case c&space != 0:
			t.pos += n
			t.space = true
		case c&letter != 0:
			t.word(c)
		case c&digit != 0:
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

// emit ends a token whose hashes are known.
func (t *tokenizer) emit(end int, kind Kind, h hasher) *Token {
	t.doc.Tokens = append(t.doc.Tokens, Token{
		Start: int32(t.pos), End: int32(end), Kind: kind, Space: t.space, Lower: h.lower, Fold: h.fold,
	})
	t.space = false
	t.pos = end
	return &t.doc.Tokens[len(t.doc.Tokens)-1]
}

// emitWord ends a word; seen gathers its letters' classes.
func (t *tokenizer) emitWord(end int, kind Kind, h hasher, first, seen class, letters int) {
	tok := t.emit(end, kind, h)
	tok.Upper = first&upperLetter != 0
	tok.AllCaps = tok.Upper && letters > 1 && seen&(lowerLetter|otherLetter) == 0
}

// scan is a word being read.
type scan struct {
	end     int
	h       hasher
	seen    class
	letters int
}

// letters reads on to the end of a run of letters and what may stand in it.
func (t *tokenizer) letters(w *scan) {
	i, s := w.end, t.s
	if w.h.lower == w.h.fold {
		t.ascii(w)
		if i = w.end; i == len(s) || s[i] < utf8.RuneSelf {
			return
		}
	}
	lower, fold, seen, count := w.h.lower, w.h.fold, w.seen, w.letters
	for i < len(s) {
		if b := s[i]; b < utf8.RuneSelf {
			c := classes[b]
			if c&(letter|digit) == 0 {
				break
			}
			if c&letter != 0 {
				count++
			}
			seen |= c
			l := uint64(asciiLower[b])
			lower = (lower ^ l) * hashPrime
			fold = (fold ^ l) * hashPrime
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		c := classOf(r)
		if c&(letter|digit|accent|invisible) == 0 {
			break
		}
		if c&letter != 0 {
			count++
		}
		seen |= c
		h := hasher{lower, fold}
		h.add(r)
		lower, fold = h.lower, h.fold
		i += n
	}
	w.end, w.h, w.seen, w.letters = i, hasher{lower, fold}, seen, count
}

// ascii reads plain letters, for which both hashes are the same.
func (t *tokenizer) ascii(w *scan) {
	i, s := w.end, t.s
	h, seen, count := w.h.lower, w.seen, w.letters
	for i < len(s) {
		b := s[i]
		if b >= utf8.RuneSelf {
			break
		}
		c := classes[b]
		if c&(letter|digit) == 0 {
			break
		}
		if c&letter != 0 {
			count++
		}
		seen |= c
		h = (h ^ uint64(asciiLower[b])) * hashPrime
		i++
	}
	w.end, w.h, w.seen, w.letters = i, hasher{h, h}, seen, count
}

// word reads letters, and the digits and apostrophes inside a word.
func (t *tokenizer) word(first class) {
	if first&upperLetter != 0 {
		if end := t.acronym(t.pos); end > 0 {
			t.emitAcronym(end)
			return
		}
	}
	w := scan{end: t.pos, h: hasher{hashSeed, hashSeed}}
	for {
		t.letters(&w)
		if w.end < len(t.s) && t.s[w.end] < utf8.RuneSelf && t.s[w.end] != '\'' {
			break
		}
		r, n := t.peek(w.end)
		if r < 0 || classOf(r) != apostrophe {
			break
		}
		if next, _ := t.peek(w.end + n); next < 0 || classOf(next)&letter == 0 {
			break
		}
		if t.rules.elisions[w.h.lower] {
			w.h.add('\'')
			t.emitWord(w.end+n, Clitic, w.h, first, w.seen, w.letters)
			return
		}
		if end := t.suffix(w.end, n); end > 0 {
			t.emitWord(w.end, Word, w.h, first, w.seen, w.letters)
			lower, fold := Hash(t.s[t.pos:end])
			t.emit(end, Clitic, hasher{lower, fold})
			return
		}
		w.h.add('\'')
		w.end += n
	}
	t.emitWord(w.end, Word, w.h, first, w.seen, w.letters)
}

// suffix gives the end of an apostrophe clitic ("'s") that starts at i and is
// followed by no further letter, or 0.
func (t *tokenizer) suffix(i, mark int) int {
	if len(t.rules.suffixes) == 0 {
		return 0
	}
	w := scan{end: i + mark, h: hasher{hashSeed, hashSeed}}
	t.letters(&w)
	if t.rules.suffixes[w.h.lower] {
		return w.end
	}
	return 0
}

// acronym gives the end of "U.S." or "O.N.U" starting at i, or 0.
func (t *tokenizer) acronym(i int) int {
	letters, end := 0, 0
	for {
		r, n := t.peek(i)
		if i+n >= len(t.s) || t.s[i+n] != '.' || classOf(r)&upperLetter == 0 {
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
	r, n := t.peek(i)
	if r >= 0 && classOf(r)&upperLetter != 0 {
		if next, _ := t.peek(i + n); next < 0 || classOf(next)&letter == 0 {
			return i + n
		}
		return 0
	}
	if r >= 0 && classOf(r)&letter != 0 || letters < 2 {
		return 0
	}
	return end
}

// emitAcronym hashes "U.S." like "US", so that one gazetteer entry serves both.
func (t *tokenizer) emitAcronym(end int) {
	h := hasher{hashSeed, hashSeed}
	for _, r := range t.s[t.pos:end] {
		if r != '.' {
			h.add(r)
		}
	}
	tok := t.emit(end, Word, h)
	tok.Upper, tok.AllCaps = true, true
}

// number reads digits and the letters written onto them: 1er, 19th, 18h30.
func (t *tokenizer) number() {
	w := scan{end: t.pos, h: hasher{hashSeed, hashSeed}}
	t.letters(&w)
	t.emit(w.end, Number, w.h)
}

func (t *tokenizer) mark(r rune, n int) {
	h := hasher{hashSeed, hashSeed}
	h.add(r)
	t.emit(t.pos+n, markKind(r), h)
}

func markKind(r rune) Kind {
	switch r {
	case '-', '\u2010', '\u2011':
		return Hyphen
	case '\'', '\u2018', '\u2019', '\u02bc', '\u2032':
		return Apostrophe
	case '.', '!', '?', '…', '。', '！', '？':
		return Stop
	case '"', '«', '»', '“', '”', '„', '‹', '›':
		return Quote
	case ',', ';', ':', '(', ')', '[', ']', '/', '–', '—', '―', '·', '•', '|':
		return Punct
	}
	return Symbol
}
