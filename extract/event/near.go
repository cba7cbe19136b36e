package event

import "slices"

// nearWord is a word, or the first one of phrases, whose being in a sentence
// allows or forbids frames: one bit for each frame, those that ask for it first
// and those that refuse it behind. Most words have a bit or two.
type nearWord struct {
	frames  []nearBits
	phrases []nearPhrase
}

// nearBits are the bits of one number of those that hold a bit for each frame.
type nearBits struct {
	number int
	bits   uint64
}

// set adds a bit.
func (w *nearWord) set(bit int) {
	k := slices.IndexFunc(w.frames, func(b nearBits) bool { return b.number == bit/64 })
	if k < 0 {
		k, w.frames = len(w.frames), append(w.frames, nearBits{number: bit / 64})
	}
	w.frames[k].bits |= 1 << (bit % 64)
}

type nearPhrase struct {
	rest []uint64 // the hashes of its further words
	bit  int
}

// nearWidth is how many numbers hold a bit for each frame.
func (x *lexicon) nearWidth() int { return (len(x.frames) + 63) / 64 }

// addNear enters the words of a frame's near or not_near list.
func (x *lexicon) addNear(words []string, bit int) {
	for _, phrase := range words {
		h := x.hashes(phrase)
		if len(h) == 0 {
			continue
		}
		w := &x.words[x.number(h[0])]
		if w.near < 0 {
			w.near = int32(len(x.nears))
			x.nears = append(x.nears, nearWord{})
		}
		near := &x.nears[w.near]
		if len(h) > 1 {
			near.phrases = append(near.phrases, nearPhrase{h[1:], bit})
			continue
		}
		near.set(bit)
	}
}

func set(bits []uint64, n int) { bits[n/64] |= 1 << (n % 64) }

func isSet(bits []uint64, n int) bool { return bits[n/64]&(1<<(n%64)) != 0 }

// nearIn are the frames that the words of a sentence allow and forbid.
func (sc *scene) nearIn(sent int) []uint64 {
	n := 2 * sc.x.nearWidth()
	return sc.nears[sent*n : (sent+1)*n]
}

// noteNear notes what a word at token i allows and forbids in its sentence.
func (sc *scene) noteNear(i int, w *nearWord) {
	in := sc.nearIn(sc.sentOf(i))
	for _, b := range w.frames {
		in[b.number] |= b.bits
	}
	for n := range w.phrases {
		p := &w.phrases[n]
		if sc.match(i, p.rest) > 0 {
			set(in, p.bit)
		}
	}
}

// fits checks a frame's near and not_near words in the sentence.
func (sc *scene) fits(frame, sent int) bool {
	in := sc.nearIn(sent)
	if isSet(in, sc.x.nearWidth()*64+frame) {
		return false
	}
	return len(sc.x.frames[frame].Near) == 0 || isSet(in, frame)
}
