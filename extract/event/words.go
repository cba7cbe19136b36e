package event

import "chancery/extract/text"

// firstWord is all that may begin with one token.
type firstWord struct {
	class class   // of the word alone
	alone []entry // what else the word is by itself
	all   []entry // that and the phrases it begins, in the pack's order
	next  uint64  // one bit for each second word of those phrases
	near  *nearWord
}

// add enters a word or phrase.
func (w *firstWord) add(e entry) {
	if len(e.rest) > 0 {
		w.next |= bit(e.rest[0])
		w.all = append(w.all, e)
		return
	}
	if e.kind == eClass {
		w.class |= e.class
		return
	}
	w.alone, w.all = append(w.alone, e), append(w.all, e)
}

// bit is a hash's place among 64: most second words are told apart by it.
func bit(h uint64) uint64 { return 1 << ((h ^ h>>32) * 0x9e3779b97f4a7c15 >> 58) }

// entriesAt gives what may begin at token i besides its own class: phrases only
// where the word behind may be their second.
func (sc *scene) entriesAt(i int, w *firstWord) []entry {
	if w.next == 0 {
		return w.all
	}
	k := i + 1
	for k < len(sc.doc.Tokens) && sc.doc.Tokens[k].Kind == text.Hyphen {
		k++
	}
	if k == len(sc.doc.Tokens) || w.next&bit(sc.doc.Tokens[k].Lower) == 0 {
		return w.alone
	}
	return w.all
}

// lexiconBuilder gathers the words of a pack while it is compiled.
type lexiconBuilder struct {
	hashes  []uint64
	numbers map[uint64]int
}

// firstWord gives the entry of a hash, made new where there is none.
func (x *lexicon) firstWord(h uint64) *firstWord {
	n, ok := x.build.numbers[h]
	if !ok {
		n = len(x.words)
		x.build.numbers[h] = n
		x.build.hashes = append(x.build.hashes, h)
		x.words = append(x.words, firstWord{})
	}
	return &x.words[n]
}

// wordOf gives what may begin with a token of the hash, or nil.
func (x *lexicon) wordOf(h uint64) *firstWord {
	if n := x.index.Of(h); n >= 0 {
		return &x.words[n]
	}
	return nil
}
