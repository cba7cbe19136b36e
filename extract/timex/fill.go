package timex

import (
	"fmt"

	"chancery/edtf"
)

// fill works out one expression; false when the frame makes no date (the 31st
// of February).
func (r *reckoner) fill(x *Timex, c *compiled, f *frame, at evidence) bool {
	ok := false
	switch c.kind {
	case kindDate:
		ok = r.date(x, f, at)
	case kindWeekday:
		ok = r.weekday(x, f, at)
	case kindMonth:
		ok = r.month(x, f, at)
	case kindSeason:
		ok = r.season(x, f, at)
	case kindPart:
		ok = r.part(x, f, at)
	case kindPeriod:
		ok = r.period(x, f, at)
	case kindOffset:
		ok = r.offset(x, f)
	case kindDay:
		r.day(x, f, at)
		ok = true
	case kindDuration:
		ok = duration(x, f)
	case kindSet:
		ok = set(x, f)
	case kindRef:
		x.Value, ok = f.str(fRef), f.has(fRef)
	case kindClock:
		ok = r.clock(x, f, at)
	case kindHoliday:
		ok = r.holiday(x, f, at)
	case kindDecade:
		ok = r.decade(x, f)
	case kindCentury:
		ok = r.century(x, f)
	case kindSame:
		ok = r.same(x, f)
	case kindNth:
		ok = r.nth(x, f, at)
	case kindLiteral:
		x.Value, ok = f.str(fLiteral), true
	}
	if !ok {
		return false
	}
	if f.has(fType) {
		x.Type = Type(f.str(fType))
	}
	if f.has(fOfEvent) {
		x.OfEvent = f.int(fOfEvent)
	}
	x.modify(f)
	if c.kind != kindClock && c.kind != kindDuration && c.kind != kindSet {
		x.timeOfDay(f)
	}
	return true
}

// modify adds the TIMEX3 mod; an approximate date is so in EDTF too.
func (x *Timex) modify(f *frame) {
	if !f.has(fMod) {
		return
	}
	x.Mod = f.str(fMod)
	if x.Mod == "APPROX" && x.Known && len(x.EDTF) <= 10 && x.Type == Date {
		x.EDTF += "~"
	}
}

// timeOfDay turns a day into a time when a part of the day or a clock time
// stands with it.
func (x *Timex) timeOfDay(f *frame) {
	switch {
	case f.has(fClock) || f.has(fHour):
		s, ok := clockText(f)
		if !ok {
			return
		}
		x.Type, x.Value = Time, x.Value+s
	case f.has(fPart):
		x.Type, x.Value = Time, x.Value+"T"+f.str(fPart)
	}
}

// clockText writes T18:30, with the zone if one is given.
func clockText(f *frame) (string, bool) {
	h, mi, s := 0, 0, 0
	if f.has(fClock) {
		n := f.int(fClock)
		h, mi, s = n/3600, n/60%60, n%60
	} else {
		h, mi = f.int(fHour), f.int(fMinute)
	}
	switch f.str(fHalfDay) {
	case "pm":
		if h < 12 {
			h += 12
		}
	case "am":
		if h == 12 {
			h = 0
		}
	case "half": // "halb neun" is half past eight
		h, mi = (h+23)%24, 30
	}
	switch part := f.str(fPart); {
	case f.has(fHalfDay) || h == 0 || h >= 12:
	case part == "AF", part == "EV", part == "NI" && h > 5:
		h += 12 // "5:30 this afternoon"
	}
	if h > 24 || mi > 59 {
		return "", false
	}
	out := fmt.Sprintf("T%02d:%02d", h, mi)
	if s > 0 {
		out += fmt.Sprintf(":%02d", s)
	}
	return out + f.str(fZone), true
}

// date: a day and month with or without a year, a numeric date, a day alone.
func (r *reckoner) date(x *Timex, f *frame, at evidence) bool {
	if f.has(fNumeric) {
		n := f.int(fNumeric)
		f.put(fYear, value{num: float64(n / 10000)})
		f.put(fMonth, value{num: float64(n / 100 % 100)})
		f.put(fDay, value{num: float64(n % 100)})
	}
	if f.has(fDayMonth) {
		n := f.int(fDayMonth)
		f.put(fMonth, value{num: float64(n / 100)})
		f.put(fDay, value{num: float64(n % 100)})
	}
	if f.has(fShortYear) && !f.has(fYear) {
		f.put(fYear, value{num: float64(fullYear(f.int(fShortYear)))})
	}
	x.Weekday, x.DayOfMonth, x.Month, x.Year = f.int(fWeekday), f.int(fDay), f.int(fMonth), f.int(fYear)
	if f.has(fRel) && f.str(fRel) != "" && x.Year == 0 && !r.o.HasDCT {
		f.set &^= 1 << fRel
	}
	switch {
	case x.DayOfMonth == 0 && x.Month > 0:
		return r.month(x, f, at)
	case x.DayOfMonth == 0 && x.Year > 0:
		x.put(yearPoint(x.Year))
		return x.Known
	case x.Month > 0 && x.Year > 0:
		if !edtf.Valid(x.Year, x.Month, x.DayOfMonth) {
			return false
		}
		x.put(dayPoint(edtf.DayOf(x.Year, x.Month, x.DayOfMonth)))
		return true
	case x.Month > 0:
		return r.dayAndMonth(x, f, at)
	case x.DayOfMonth > 0:
		return r.dayAlone(x, f, at)
	}
	return false
}

// farDays is how far the nearest day must lie for the verb to overrule it:
// nearer than that, verbs are the weaker witness.
const farDays = 60

// dayAndMonth finds the year: the one in which the weekday agrees, else by
// "next" and "last", else the nearest.
func (r *reckoner) dayAndMonth(x *Timex, f *frame, at evidence) bool {
	if x.DayOfMonth > edtf.DaysIn(2024, x.Month) {
		return false
	}
	x.Direction = r.tense(x, at)
	if !r.o.HasDCT {
		x.Value = fmt.Sprintf("XXXX-%02d-%02d", x.Month, x.DayOfMonth)
		return true
	}
	if y, ok := r.toldYear(x, f); ok && edtf.Valid(y, x.Month, x.DayOfMonth) {
		x.put(dayPoint(edtf.DayOf(y, x.Month, x.DayOfMonth)))
		return true
	}
	x.Anchor = "dct"
	y, _, _ := r.o.DCT.Date()
	best, found := edtf.Day(0), false
	for _, spread := range []int{1, 6} {
		for k := y - spread; k <= y+spread; k++ {
			d, ok := r.candidate(x, f, k)
			if ok && (!found || distance(d, r.o.DCT) < distance(best, r.o.DCT)) {
				best, found = d, true
			}
		}
		if found {
			break
		}
	}
	if away := best - r.o.DCT; found && x.Weekday == 0 && !f.has(fRel) && distance(best, r.o.DCT) > farDays && against(x.Direction, away) {
		// Months away on the wrong side of the verb: the year before or after.
		if d, ok := r.candidate(x, f, yearOf(best)+x.Direction); ok {
			best = d
			r.because(x, "the clause points the other way")
		}
	}
	if !found {
		// The weekday agrees in no year near: one of the two is a slip, and the
		// number is the better witness.
		r.because(x, "no year makes the weekday agree")
		x.Weekday = 0
		return x.DayOfMonth > 0 && r.dayAndMonth(x, f, at)
	}
	if x.Weekday > 0 {
		r.because(x, "weekday and day agree in "+yearPoint(yearOf(best)).value)
	} else if !f.has(fRel) {
		r.because(x, "nearest to the publication day")
	}
	x.put(dayPoint(best))
	return true
}

func (r *reckoner) candidate(x *Timex, f *frame, y int) (edtf.Day, bool) {
	if !edtf.Valid(y, x.Month, x.DayOfMonth) {
		return 0, false
	}
	d := edtf.DayOf(y, x.Month, x.DayOfMonth)
	if x.Weekday > 0 && isoWeekday(d) != x.Weekday {
		return 0, false
	}
	if f.has(fRel) {
		switch rel := f.int(fRel); {
		case rel < 0 && d >= r.o.DCT, rel > 0 && d <= r.o.DCT:
			return 0, false
		}
	}
	return d, true
}

func yearOf(d edtf.Day) int {
	y, _, _ := d.Date()
	return y
}

func distance(a, b edtf.Day) edtf.Day {
	if a > b {
		return a - b
	}
	return b - a
}

// tense asks the words around for a direction and keeps the reason.
func (r *reckoner) tense(x *Timex, at evidence) int {
	dir, word := r.m.direction(at.first, at.last)
	switch dir {
	case 1:
		r.because(x, "ahead, by “"+word+"”")
	case -1:
		r.because(x, "past, by “"+word+"”")
	}
	return dir
}

// dayAlone: "the 12th". A day named before with this number is meant again;
// else the nearest month, the way the clause points.
func (r *reckoner) dayAlone(x *Timex, f *frame, at evidence) bool {
	if x.DayOfMonth > 31 {
		return false
	}
	if d, ok := r.namedBefore(x); ok {
		x.Anchor = "text"
		r.because(x, "named before")
		x.put(dayPoint(d))
		return true
	}
	near := r.o.DCT
	switch {
	case f.str(fAnchor) == "text":
		x.Direction = r.tense(x, at)
		if r.has && !r.leapt(x.Direction) {
			near, x.Anchor = r.last, "text"
			break
		}
		// With no day before it, only a verb makes a number a day.
		if x.Direction == 0 || !r.o.HasDCT {
			return false
		}
		x.Anchor = "dct"
	case !r.o.HasDCT:
		x.Value = fmt.Sprintf("XXXX-XX-%02d", x.DayOfMonth)
		return true
	default:
		x.Anchor = "dct"
	}
	if x.Direction == 0 {
		x.Direction = r.tense(x, at)
	}
	if f.has(fRel) {
		x.Direction = f.int(fRel)
	}
	if x.Weekday > 0 {
		x.Direction = 0 // the agreement of both is the better witness
	}
	best, found := edtf.Day(0), false
	y, m, _ := near.Date()
	for k := -2; k <= 2; k++ {
		p := monthPoint(y, m+k)
		d := p.days.Start + edtf.Day(x.DayOfMonth-1)
		if d >= p.days.End || x.Weekday > 0 && isoWeekday(d) != x.Weekday ||
			x.Anchor == "dct" && against(x.Direction, d-near) {
			continue
		}
		if !found || distance(d, near) < distance(best, near) {
			best, found = d, true
		}
	}
	if !found {
		return false
	}
	x.put(dayPoint(best))
	return true
}

// leapt tells whether the clause points to the other side of the publication
// than the last day named, a day of the news: what happened on the 3rd says
// nothing of the month in which somebody "will come on the 24th".
func (r *reckoner) leapt(dir int) bool {
	return r.o.HasDCT && against(dir, r.last-r.o.DCT) && distance(r.last, r.o.DCT) <= newsDays
}

func against(dir int, away edtf.Day) bool { return dir > 0 && away < 0 || dir < 0 && away > 0 }

func (r *reckoner) namedBefore(x *Timex) (edtf.Day, bool) {
	for k := len(r.spoken) - 1; k >= 0; k-- {
		d := r.spoken[k]
		if dayOfMonth(d) == x.DayOfMonth && (x.Weekday == 0 || isoWeekday(d) == x.Weekday) {
			return d, true
		}
	}
	return r.duringStay(x)
}

// duringStay gives the day of the last range named that has the number: "from
// 23 to 25 April … on the 24th".
func (r *reckoner) duringStay(x *Timex) (edtf.Day, bool) {
	if !r.hasStay {
		return 0, false
	}
	for d := r.stay.Start; d < r.stay.End; d++ {
		if dayOfMonth(d) == x.DayOfMonth && (x.Weekday == 0 || isoWeekday(d) == x.Weekday) {
			return d, true
		}
	}
	return 0, false
}
