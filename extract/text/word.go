package text

import "unicode/utf8"

// scan is a word being read; seen gathers its letters' classes.
type scan struct {
	end     int
	h       hasher
	seen    class
	letters int
}

// plainWord reads a word of ASCII letters, as most are; one that has other
// letters or an apostrophe is read on by rest, an acronym by word.
func (t *tokenizer) plainWord(first class) {
	s := t.s[t.pos:]
	h := uint64(hashSeed)
	k := 0
	for k < len(s) {
		f := plainFolds[s[k]]
		if f == 0 {
			break
		}
		h = (h ^ uint64(f)) * hashPrime
		k++
	}
	if k < len(s) && s[k] == '.' && k == 1 && first == upperLetter {
		t.word(first)
		return
	}
	var w scan
	if first == upperLetter {
		w.look(s[:k]) // whether all are capitals is asked of these alone
	}
	if k < len(s) && (s[k] >= utf8.RuneSelf || s[k] == '\'') {
		w.end, w.h = t.pos+k, hasher{h, h}
		t.rest(&w, first)
		return
	}
	caps := first == upperLetter && w.allCaps()
	t.emit(t.pos+k, Word, hasher{h, h}, first == upperLetter, caps)
}

// look gathers the classes of plain letters.
func (w *scan) look(s string) {
	for i := range len(s) {
		c := classes[s[i]]
		w.seen |= c
		if c&letter != 0 {
			w.letters++
		}
	}
}

// allCaps tells whether a word that begins with a capital has only those.
func (w *scan) allCaps() bool { return w.letters > 1 && w.seen&(lowerLetter|otherLetter) == 0 }

// emitWord ends a word.
func (t *tokenizer) emitWord(end int, kind Kind, w *scan, first class) {
	upper := first&upperLetter != 0
	t.emit(end, kind, w.h, upper, upper && w.allCaps())
}

// word reads letters, and the digits and apostrophes inside a word.
func (t *tokenizer) word(first class) {
	if first&upperLetter != 0 {
		if end := t.acronym(t.pos); end > 0 {
			t.emitAcronym(end)
			return
		}
	}
	t.rest(&scan{end: t.pos, h: hasher{hashSeed, hashSeed}}, first)
}

// rest reads on in a word.
func (t *tokenizer) rest(w *scan, first class) {
	for {
		t.letters(w)
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
		if t.rules.elisions.Has(w.h.lower) {
			w.h.add('\'')
			t.emitWord(w.end+n, Clitic, w, first)
			return
		}
		if end := t.suffix(w.end, n); end > 0 {
			t.emitWord(w.end, Word, w, first)
			lower, fold := Hash(t.s[t.pos:end])
			t.emit(end, Clitic, hasher{lower, fold}, false, false)
			return
		}
		w.h.add('\'')
		w.end += n
	}
	t.emitWord(w.end, Word, w, first)
}

// letters reads on to the end of a run of letters and what may stand in it.
func (t *tokenizer) letters(w *scan) {
	i, s := w.end, t.s
	lower, fold, seen, count := w.h.lower, w.h.fold, w.seen, w.letters
	for i < len(s) {
		if f := plainFolds[s[i]]; f != 0 {
			c := classes[s[i]]
			if c&letter != 0 {
				count++
			}
			seen |= c
			lower = (lower ^ uint64(f)) * hashPrime
			fold = (fold ^ uint64(f)) * hashPrime
			i++
			continue
		}
		if s[i] < utf8.RuneSelf {
			break
		}
		r, n := decode(s, i)
		c := classOf(r)
		if c&(letter|digit|accent|invisible) == 0 || Ideograph(r) {
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

// decode reads the character at i; those of two bytes, most letters of
// European languages outside ASCII, are had without a call.
func decode(s string, i int) (rune, int) {
	if b := s[i]; b >= 0xc2 && b < 0xe0 && i+1 < len(s) && s[i+1]&0xc0 == 0x80 {
		return rune(b&0x1f)<<6 | rune(s[i+1]&0x3f), 2
	}
	return utf8.DecodeRuneInString(s[i:])
}

// suffix gives the end of an apostrophe clitic ("'s") that starts at i and is
// followed by no further letter, or 0.
func (t *tokenizer) suffix(i, mark int) int {
	if t.rules.suffixes.Empty() {
		return 0
	}
	w := scan{end: i + mark, h: hasher{hashSeed, hashSeed}}
	t.letters(&w)
	if t.rules.suffixes.Has(w.h.lower) {
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
	t.emit(end, Word, h, true, true)
}
