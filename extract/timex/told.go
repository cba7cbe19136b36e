package timex

import "chancery/edtf"

// named is a point of the calendar the text named, and where.
type named struct {
	at    edtf.Day // its first day
	grain grain
	sent  int32
}

// How many sentences on a point named is still meant by "two years later" and
// "in the quarter".
const (
	latelyReach = 2
	spellReach  = 8
)

// note keeps the points that later expressions may count from.
func (r *reckoner) note(x *Timex) {
	if !x.Known || x.Type != Date && x.Type != Time || x.compared {
		return
	}
	n := named{x.Days.Start, x.grain, r.m.toks[x.First].Sent}
	if x.grain == weekGrain && r.o.HasDCT && x.Days.Start > r.o.DCT {
		r.week = n
	}
	switch x.grain {
	case dayGrain, yearGrain:
		r.lately = n
	case seasonGrain:
		n.grain = yearGrain // no finer than a year for what is counted from it
		r.lately = n
	case monthGrain, quarterGrain, semesterGrain:
		r.lately, r.spell = n, n
	}
}

// inWeek is the day of a week to come that the text spoke of just before: "will
// travel next week. He will be in X on Tuesday", in its paragraph or behind one
// that is no more than that sentence.
func (r *reckoner) inWeek(x *Timex) (edtf.Day, bool) {
	sent := r.m.toks[x.First].Sent
	if x.Direction <= 0 || r.week.grain == noGrain || sent-r.week.sent > 1 {
		return 0, false
	}
	sents, w := r.m.doc.Sents, r.week.sent
	if sents[sent].Para != sents[w].Para && w > 0 && sents[w-1].Para == sents[w].Para {
		return 0, false
	}
	r.week.sent = sent
	return r.week.at + edtf.Day(x.Weekday-1), true
}

// told is the point of the text from which months, quarters or years are
// counted; days and weeks count from a day.
func (r *reckoner) told(x *Timex, u unit) (edtf.Day, bool) {
	sent := r.m.toks[x.First].Sent
	switch {
	case u.months == 3 || u.months == 6:
		return r.spell.at, r.spell.grain == u.grain && sent-r.spell.sent <= spellReach
	case u.months == 0 || r.lately.grain == noGrain || sent-r.lately.sent > latelyReach:
		return 0, false
	}
	return r.lately.at, u.months >= 12 || r.lately.grain != yearGrain
}

// yearBefore reads "a year earlier" as the same quarter, half or month of the
// year before, when figures of one are compared: of this sentence, or, where
// the words lean on the text, of the one before.
func (r *reckoner) yearBefore(x *Timex, f *frame) (point, bool) {
	away, s := r.m.toks[x.First].Sent-r.spell.sent, r.spell
	leans := f.str(fAnchor) == "text"
	if s.grain == noGrain || away > 1 || away == 1 && !leans || s.grain == monthGrain && !leans {
		return point{}, false
	}
	if r.lately != s && (away > 0 || s.grain == monthGrain) { // "the quarter, ended Sept. 30, … a year earlier"
		return point{}, false
	}
	y, m, _ := s.at.Date()
	r.because(x, "the same period a year before")
	x.Anchor = "text"
	switch s.grain {
	case quarterGrain:
		return partPoint(y-1, (m-1)/3+1, 3), true
	case semesterGrain:
		return partPoint(y-1, (m-1)/6+1, 6), true
	}
	return monthPoint(y-1, m), true
}
