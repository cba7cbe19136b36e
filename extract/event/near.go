package event

// nearWord is a word, or the first one of phrases, whose being in a sentence
// allows or forbids frames: one bit for each frame, those that ask for it first
// and those that refuse it behind.
type nearWord struct {
	frames  []uint64
	phrases []nearPhrase
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
		if w.near == nil {
			w.near = &nearWord{frames: make([]uint64, 2*x.nearWidth())}
		}
		if len(h) > 1 {
			w.near.phrases = append(w.near.phrases, nearPhrase{h[1:], bit})
			continue
		}
		set(w.near.frames, bit)
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
	for n := range in {
		in[n] |= w.frames[n]
	}
	for _, p := range w.phrases {
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
