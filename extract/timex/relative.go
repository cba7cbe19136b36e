package timex

import (
	"fmt"

	"chancery/edtf"
)

// weekday: a bare one by the tense around it; "next" and "last" strictly; "this"
// the nearest.
func (r *reckoner) weekday(x *Timex, f *frame, at evidence) bool {
	x.Weekday = f.int(fWeekday)
	if x.Weekday < 1 || x.Weekday > 7 {
		return false
	}
	x.Direction = r.tense(x, at)
	if r.m.pastBy(at.first, at.last) {
		x.Direction = -1
		r.because(x, "past, by the verb after it")
	}
	if f.has(fRel) && f.int(fRel) != 0 {
		x.Direction = f.int(fRel)
	}
	if !r.o.HasDCT {
		x.Value = fmt.Sprintf("XXXX-WXX-%d", x.Weekday)
		return true
	}
	x.Anchor = "dct"
	x.put(dayPoint(r.weekdayNear(x, f)))
	x.extend(f)
	return true
}

// extend covers the following day too for what runs past midnight: the night
// from Monday to Tuesday.
func (x *Timex) extend(f *frame) {
	if !f.has(fDays) || f.int(fDays) <= 0 {
		return
	}
	last := x.Days.Start + edtf.Day(f.int(fDays))
	x.Begin, x.Finis = x.Value, last.String()
	x.Days.End = last + 1
	x.EDTF = edtf.FormatDays(x.Days)
}

func (r *reckoner) weekdayNear(x *Timex, f *frame) edtf.Day {
	ahead := edtf.Day((x.Weekday - isoWeekday(r.o.DCT) + 7) % 7)
	weeks := edtf.Day(7 * f.int(fWeeks))
	if f.has(fRel) && f.str(fUnit) == "week" { // "Tuesday of last week"
		return monday(r.o.DCT) + edtf.Day(7*f.int(fRel)+x.Weekday-1)
	}
	switch rel := f.int(fRel); {
	case f.has(fRel) && rel > 0:
		if ahead == 0 {
			ahead = 7
		}
		return r.o.DCT + ahead + weeks
	case f.has(fRel) && rel < 0:
		return r.o.DCT + ahead - 7
	case f.has(fRel): // "ce vendredi"
		if ahead > 3 && x.Direction <= 0 || ahead > 0 && x.Direction < 0 {
			ahead -= 7 // told as past it is not still to come
		}
		return r.o.DCT + ahead
	case f.has(fWeeks):
		return r.o.DCT + ahead + weeks
	}
	if d, ok := r.inWeek(x); ok {
		r.because(x, "of the week spoken of")
		return d
	}
	if ahead == 0 {
		r.because(x, "the publication day is this weekday")
		return r.o.DCT
	}
	if x.Direction == 0 && r.m.opensClause(x.First) && r.m.clockFollows(x.Last) {
		// No verb, but an hour: a programme, not a report.
		x.Direction = 1
		r.because(x, "ahead, by the time of day after it")
	}
	if x.Direction > 0 {
		return r.o.DCT + ahead
	}
	if x.Direction == 0 {
		r.because(x, "the latest one, since nothing points ahead")
	}
	return r.o.DCT + ahead - 7
}

// month: with a year, with "last" and "next", or the one the clause points to.
func (r *reckoner) month(x *Timex, f *frame, at evidence) bool {
	x.Month = f.int(fMonth)
	if x.Month < 1 || x.Month > 12 {
		return false
	}
	if f.has(fShortYear) && !f.has(fYear) {
		f.put(fYear, value{num: float64(fullYear(f.int(fShortYear)))})
	}
	if f.has(fYear) {
		x.Year = f.int(fYear)
		x.put(monthPoint(x.Year, x.Month))
		return true
	}
	x.Direction = r.tense(x, at)
	if !r.o.HasDCT {
		x.Value = fmt.Sprintf("XXXX-%02d", x.Month)
		return true
	}
	if y, ok := r.toldYear(x, f); ok {
		x.put(monthPoint(y, x.Month))
		return true
	}
	x.Anchor = "dct"
	y, m, _ := r.o.DCT.Date()
	x.put(monthPoint(y, m+r.monthsAway(x.Month-m, f, x.Direction)))
	return true
}

// soonMonths is how far ahead a bare month may lie when nothing points ahead:
// reports look back more than forward.
const soonMonths = 2

// monthsAway says how many months off a month is, given its distance within
// the year.
func (r *reckoner) monthsAway(n int, f *frame, dir int) int {
	ahead := mod12(n)
	switch {
	case f.has(fRel) && f.str(fUnit) == "year": // "in March of last year"
		return n + 12*f.int(fRel)
	case f.has(fRel) && f.int(fRel) < 0:
		if ahead == 0 {
			return -12
		}
		return ahead - 12
	case f.has(fRel) && f.int(fRel) > 0:
		if ahead == 0 {
			return 12
		}
		return ahead
	case ahead == 0 || dir > 0:
		return ahead
	case dir < 0:
		return ahead - 12
	case ahead <= soonMonths:
		return ahead
	}
	return ahead - 12
}

// season: the winter of a year begins in its December.
func (r *reckoner) season(x *Timex, f *frame, at evidence) bool {
	s := f.str(fSeason)
	if seasonCodes[s] == 0 {
		return false
	}
	if f.has(fYear) {
		x.put(seasonPoint(f.int(fYear), s))
		return true
	}
	if !r.o.HasDCT {
		x.Value = "XXXX-" + s
		return true
	}
	x.Anchor = "dct"
	x.Direction = r.tense(x, at)
	y := yearOf(r.o.DCT)
	var first point
	switch rel := f.int(fRel); {
	case f.has(fRel) && f.str(fUnit) == "year":
		first = seasonPoint(y+rel, s)
	case f.has(fRel) && rel != 0:
		first = r.seasonPast(y, s, rel > 0)
	default:
		first = r.seasonNear(y, s, x.Direction)
	}
	x.put(first)
	return true
}

// seasonPast is the last season wholly before the day, or the first wholly
// after it.
func (r *reckoner) seasonPast(y int, s string, after bool) point {
	if after {
		for k := y - 1; ; k++ {
			if p := seasonPoint(k, s); p.days.Start > r.o.DCT {
				return p
			}
		}
	}
	for k := y; ; k-- {
		if p := seasonPoint(k, s); p.days.End <= r.o.DCT {
			return p
		}
	}
}

func (r *reckoner) seasonNear(y int, s string, dir int) point {
	best := seasonPoint(y-1, s)
	for k := y; k <= y+1; k++ {
		p := seasonPoint(k, s)
		if gap(p.days, r.o.DCT, dir) < gap(best.days, r.o.DCT, dir) {
			best = p
		}
	}
	return best
}

// gap is how far an interval lies from a day; a direction makes the other side
// far.
func gap(i edtf.Interval, d edtf.Day, dir int) edtf.Day {
	switch {
	case d < i.Start:
		if dir < 0 {
			return i.Start - d + 10000
		}
		return i.Start - d
	case d >= i.End:
		if dir > 0 {
			return d - i.End + 10000
		}
		return d - i.End + 1
	}
	return 0
}

// part: a numbered quarter or half of a year.
func (r *reckoner) part(x *Timex, f *frame, at evidence) bool {
	u := units[f.str(fUnit)]
	n := f.int(fOrdinal)
	letter := "Q"
	if u.grain == semesterGrain {
		letter = "H"
	}
	if u.months == 0 || n < 1 || n*u.months > 12 {
		return false
	}
	switch {
	case f.has(fYear):
		x.put(partPoint(f.int(fYear), n, u.months))
		return true
	case !r.o.HasDCT:
		x.Value = fmt.Sprintf("XXXX-%s%d", letter, n)
		return true
	}
	x.Anchor = "dct"
	y, m, _ := r.o.DCT.Date()
	if f.has(fRel) {
		x.put(partPoint(y+f.int(fRel), n, u.months))
		return true
	}
	if told, ok := r.toldYear(x, f); ok {
		x.put(partPoint(told, n, u.months))
		return true
	}
	x.Direction = r.tense(x, at)
	x.put(partPoint(y+yearsAway(n-1-(m-1)/u.months, 12/u.months, x.Direction), n, u.months))
	return true
}

// yearsAway says in which year a numbered part lies that is ahead parts later
// in a year of that many: the way the clause points, else the nearest.
func yearsAway(ahead, parts, dir int) int {
	switch {
	case ahead > 0 && (dir < 0 || dir == 0 && 2*ahead > parts):
		return -1
	case ahead < 0 && (dir > 0 || dir == 0 && -2*ahead > parts):
		return 1
	}
	return 0
}

// period: this week, last year, the coming months.
func (r *reckoner) period(x *Timex, f *frame, at evidence) bool {
	u, ok := units[f.str(fUnit)]
	if !ok || u.grain == clockGrain {
		return false
	}
	anchor, by, known := r.anchor(f)
	if known && f.str(fAnchor) == "text" {
		// "the quarter", "the previous year": of the time the text tells of.
		if d, ok := r.told(x, u); ok {
			anchor, by = d, "text"
		} else if u.months > 1 && u.months < 12 {
			return false
		} else {
			anchor, by = r.periodAnchor(u.grain)
		}
	}
	if !known {
		x.Value = unresolved(u.grain)
		return true
	}
	x.Anchor = by
	n := f.int(fRel)
	if u.grain == weekendGrain && n == 0 && by == "dct" && isoWeekday(anchor) <= 5 {
		// Until Friday "the weekend" is the one just over when the clause
		// is past.
		if x.Direction = r.tense(x, at); x.Direction < 0 {
			n = -1
		}
	}
	p := shift(u.grain, anchor, n)
	if p.value == "" {
		return false
	}
	x.put(p)
	return true
}

// periodAnchor is what "the year before" counts from: the point named just
// before, if it is at least as fine, else the publication day.
func (r *reckoner) periodAnchor(g grain) (edtf.Day, string) {
	if r.isFresh() && (g != monthGrain || r.said.days.Days() <= 31) && (g != weekGrain || r.said.days.Days() <= 7) {
		return r.said.days.Start, "text"
	}
	return r.o.DCT, "dct"
}

// anchor is the day a relative expression counts from.
func (r *reckoner) anchor(f *frame) (d edtf.Day, by string, ok bool) {
	if a := f.str(fAnchor); r.has && (a == "text" || a == "story") {
		return r.last, "text", true
	}
	if !r.o.HasDCT {
		return 0, "", false
	}
	return r.o.DCT, "dct", true
}

// opens tells whether an expression is its sentence's first.
func (r *reckoner) opens(x *Timex) bool {
	return x.First == 0 || r.m.toks[x.First-1].Sent != r.m.toks[x.First].Sent
}

// storyDay is the day that "the day before" and "the same day" count from: the
// last one named, if it opens its sentence or one was named in it; else the day
// the news stands at, which is the latest named that is over. So the past that a
// report goes on to tell of does not move the day it counts from.
func (r *reckoner) storyDay(x *Timex) edtf.Day {
	sent := r.m.toks[x.First].Sent
	if r.o.HasDCT && r.last > r.o.DCT && r.newest > 0 && r.tense(x, evidence{x.First, x.Last}) < 0 {
		return r.newest // what is past is not counted from a day to come
	}
	if r.opens(x) || r.lastSent == sent || !r.o.HasDCT || r.last > r.o.DCT || r.o.DCT-r.last > newsDays {
		return r.last
	}
	return max(r.last, r.newest)
}

var unresolvedValues = map[grain]string{
	dayGrain: "XXXX-XX-XX", weekGrain: "XXXX-WXX", weekendGrain: "XXXX-WXX-WE", monthGrain: "XXXX-XX",
	quarterGrain: "XXXX-QX", semesterGrain: "XXXX-HX", yearGrain: "XXXX", decadeGrain: "XXX", centuryGrain: "XX",
	milleniumGrain: "X", clockGrain: "XXXX-XX-XX",
}

func unresolved(g grain) string { return unresolvedValues[g] }

// day: yesterday, the day after.
func (r *reckoner) day(x *Timex, f *frame, at evidence) {
	anchor, by, known := r.anchor(f)
	if f.has(fOfEvent) || !known {
		x.Value = unresolved(dayGrain)
		return
	}
	if by == "text" && f.str(fAnchor) == "story" {
		anchor = r.storyDay(x)
		r.glance = f.int(fDays) < 0 && !r.opens(x)
		if r.o.HasDCT && anchor > r.o.DCT && r.tense(x, at) < 0 {
			anchor = r.newest // told as past, it counts from no day to come
			if r.newest == 0 {
				anchor = r.o.DCT
			}
		}
	}
	x.Anchor = by
	d := anchor + edtf.Day(f.int(fDays))
	if f.has(fWeekday) {
		x.Weekday = f.int(fWeekday)
	}
	x.put(dayPoint(d))
}

// offset: n units before or after the anchor.
func (r *reckoner) offset(x *Timex, f *frame) bool {
	u, ok := units[f.str(fUnit)]
	if !ok {
		return false
	}
	sign := f.int(fSign)
	if sign == 0 {
		return false
	}
	if f.str(fN) == "X" && f.str(fType) == string(Duration) {
		return duration(x, f)
	}
	if f.str(fN) == "X" {
		x.Value = "PAST_REF"
		if sign > 0 {
			x.Value = "FUTURE_REF"
		}
		return true
	}
	f.add()
	n := f.num(fN)
	if !f.has(fN) {
		n = 1
	}
	anchor, by, known := r.anchor(f)
	if !known {
		x.Value = unresolved(u.grain)
		if f.str(fType) == string(Duration) {
			return duration(x, f)
		}
		return true
	}
	if f.str(fAnchor) == "text" && by == "dct" && sign > 0 && u.grain == yearGrain && !r.isFresh() {
		x.Value = unresolved(u.grain) // "thirty years on", with nothing named to count from
		return true
	}
	if f.str(fAnchor) == "text" && r.isFresh() && u.grain >= monthGrain && u.grain < clockGrain {
		anchor, by = r.said.days.Start, "text" // "In 1982 … two years later"
	}
	x.Anchor = by
	p, ok := point{}, false
	if n == 1 && sign < 0 && u.grain == yearGrain && !f.has(fDays) {
		x.compared = true
		p, ok = r.yearBefore(x, f)
	}
	if !ok {
		if d, told := r.told(x, u); told && f.str(fAnchor) == "text" {
			anchor, x.Anchor = d, "text"
		}
		p = away(u, anchor, n*float64(sign), f)
	}
	if p.value == "" {
		return false
	}
	x.put(p)
	return f.str(fType) != string(Duration) || x.asDuration(f, anchor, p.days.Start)
}

// asDuration keeps the day an offset leads to, but writes the span as TIMEX3
// wants it where only the span is annotated: the "drei Tagen" of "vor drei
// Tagen".
func (x *Timex) asDuration(f *frame, anchor, target edtf.Day) bool {
	s, ok := period(f.str(fUnit), f.get(fN), f.has(fN))
	x.Value = s
	x.Begin, x.Finis = min(anchor, target).String(), max(anchor, target).String()
	return ok
}

// away moves by n units and keeps their grain; hours and minutes stay on the
// day unless they leave it for sure.
func away(u unit, d edtf.Day, n float64, f *frame) point {
	if n > 100000 || n < -100000 {
		return point{}
	}
	switch u.grain {
	case clockGrain:
		if u.letter == "H" {
			return dayPoint(d + edtf.Day(int(n)/24))
		}
		return dayPoint(d)
	case dayGrain:
		return dayPoint(d + edtf.Day(n))
	case weekGrain, weekendGrain:
		return dayOrWeek(d+edtf.Day(n*float64(u.days)), f)
	}
	if n != float64(int(n)) { // "two and a half years ago"
		return shift(monthGrain, d, int(n*float64(u.months)))
	}
	if f.has(fDays) { // "one year ago today"
		return dayPoint(d.AddMonths(int(n)*u.months) + edtf.Day(f.int(fDays)))
	}
	if u.months > 0 && u.months < 12 {
		return shift(monthGrain, d, int(n)*u.months)
	}
	if u.grain == decadeGrain || u.grain == centuryGrain || u.grain == milleniumGrain {
		return yearPoint(yearOf(d) + int(n)*u.months/12)
	}
	return shift(u.grain, d, int(n))
}

// dayOrWeek: "a week ago" is a day, "three weeks ago" a week.
func dayOrWeek(d edtf.Day, f *frame) point {
	if f.has(fDays) || f.num(fN) == 1 {
		return dayPoint(d)
	}
	return weekPoint(d)
}
