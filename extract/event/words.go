package event

import "chancery/extract/text"

// firstWord is all that may begin with one token: its entries stand together in
// the lexicon, those of the word by itself first, then phrases.
type firstWord struct {
	class          class  // of the word alone
	next           uint64 // one bit for each second word of the phrases
	near           int32  // index of its nearWord, -1 without
	from           int32  // its first entry
	alone, phrases uint16 // how many there are of each
}

// bit is a hash's place among 64: most second words are told apart by it.
func bit(h uint64) uint64 { return 1 << ((h ^ h>>32) * 0x9e3779b97f4a7c15 >> 58) }

// entriesAt gives what may begin at token i besides its own class, and the hash
// of the word behind: phrases stand there only where that may be their second.
func (sc *scene) entriesAt(i int, w *firstWord) (from, to int, second uint64) {
	from = int(w.from)
	to = from + int(w.alone)
	if w.next == 0 {
		return from, to, 0
	}
	k := i + 1
	for k < len(sc.doc.Tokens) && sc.doc.Tokens[k].Kind == text.Hyphen {
		k++
	}
	if k < len(sc.doc.Tokens) {
		if second = sc.doc.Tokens[k].Lower; w.next&bit(second) != 0 {
			return from, to + int(w.phrases), second
		}
	}
	return from, to, second
}

// lexiconBuilder gathers the words of a pack while it is compiled.
type lexiconBuilder struct {
	hashes         []uint64
	numbers        map[uint64]int
	alone, phrases [][]entry // by number
}

// number gives the number of a first word's hash, a new one where it has none.
func (x *lexicon) number(h uint64) int {
	n, ok := x.build.numbers[h]
	if !ok {
		n = len(x.words)
		x.build.numbers[h] = n
		x.build.hashes = append(x.build.hashes, h)
		x.words = append(x.words, firstWord{near: -1})
		x.build.alone, x.build.phrases = append(x.build.alone, nil), append(x.build.phrases, nil)
	}
	return n
}

// enter indexes a word or phrase under its first word.
func (x *lexicon) enter(first uint64, e entry) {
	n := x.number(first)
	w := &x.words[n]
	switch {
	case len(e.rest) > 0:
		w.next |= bit(e.rest[0])
		x.build.phrases[n] = append(x.build.phrases[n], e)
	case e.kind == eClass:
		w.class |= e.class
	default:
		x.build.alone[n] = append(x.build.alone[n], e)
	}
}

// seal lays the entries out and ends the building.
func (x *lexicon) seal() {
	for n := range x.words {
		w := &x.words[n]
		w.from = int32(len(x.entries))
		w.alone, w.phrases = uint16(len(x.build.alone[n])), uint16(len(x.build.phrases[n]))
		x.entries = append(x.entries, x.build.alone[n]...)
		x.entries = append(x.entries, x.build.phrases[n]...)
	}
	x.seconds = make([]uint64, len(x.entries))
	for n := range x.entries {
		if rest := x.entries[n].rest; len(rest) > 0 {
			x.seconds[n] = rest[0]
		}
	}
	x.index, x.build = text.NewIndex(x.build.hashes), lexiconBuilder{}
}

// wordOf gives what may begin with a token of the hash, or nil.
func (x *lexicon) wordOf(h uint64) *firstWord {
	if n := x.index.Of(h); n >= 0 {
		return &x.words[n]
	}
	return nil
}
