package timex

import "chancery/edtf"

// same is the period named last, so many years on: "in February … the same
// period of the year before". Without one it is the year.
func (r *reckoner) same(x *Timex, f *frame) bool {
	years := f.int(fRel)
	if !r.isFresh() {
		return r.sameYear(x, years)
	}
	y, m, _ := r.said.days.Start.Date()
	switch v := r.said.value; {
	case len(v) == 7 && v[5] == 'Q':
		x.put(partPoint(y+years, (m-1)/3+1, 3))
	case len(v) == 7 && v[5] == 'H':
		x.put(partPoint(y+years, (m-1)/6+1, 6))
	case len(v) == 7 && v[5] <= '1':
		x.put(monthPoint(y+years, m))
	case len(v) == 10 && f.has(fDay):
		x.put(dayPoint(edtf.DayOf(y+years, m, dayOfMonth(r.said.days.Start))))
	default:
		x.put(yearPoint(y + years))
	}
	x.Anchor = "text"
	r.because(x, "the period named before")
	return x.Known
}

func (r *reckoner) sameYear(x *Timex, years int) bool {
	if !r.o.HasDCT {
		x.Value = unresolved(yearGrain)
		return true
	}
	x.Anchor = "dct"
	x.put(yearPoint(yearOf(r.o.DCT) + years))
	return x.Known
}

// freshSentences is how far back what was named last still counts.
const freshSentences = 1

// isFresh tells whether a point on the calendar was named just before.
func (r *reckoner) isFresh() bool {
	return r.said.value != "" && r.m.toks[r.m.start].Sent-r.saidSent <= freshSentences
}
