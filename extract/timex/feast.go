package timex

import (
	"fmt"
	"strconv"
	"strings"

	"chancery/edtf"
)

// holiday: a fixed day ("12-25"), one counted from Easter ("easter+1"), the
// n-th weekday of a month ("11-4th4": the fourth Thursday of November,
// "05-last1": the last Monday of May, "11-1th1+1": the day after the first
// Monday), or one
// of the Islamic calendar ("islamic-10-1", "islamic-9" for the whole month).
func (r *reckoner) holiday(x *Timex, f *frame, at evidence) bool {
	name := f.str(fHoliday)
	if f.has(fShortYear) && !f.has(fYear) {
		f.put(fYear, value{num: float64(fullYear(f.int(fShortYear)))})
	}
	if f.has(fYear) {
		i, ok := feast(name, f.int(fYear))
		if ok {
			x.feast(name, i)
		}
		return ok
	}
	if !r.o.HasDCT {
		x.Value = "XXXX-XX-XX"
		if len(name) == 5 && name[2] == '-' {
			x.Value = "XXXX-" + name
		}
		return true
	}
	x.Anchor = "dct"
	x.Direction = r.tense(x, at)
	if f.has(fRel) {
		x.Direction = f.int(fRel)
	}
	best, found := edtf.Interval{}, false
	y := yearOf(r.o.DCT)
	for k := y - 1; k <= y+1; k++ {
		i, ok := feast(name, k)
		if !ok || f.has(fRel) && against(x.Direction, i.Start-r.o.DCT) {
			continue
		}
		if !found || distance(i.Start, r.o.DCT) < distance(best.Start, r.o.DCT) {
			best, found = i, true
		}
	}
	if away := best.Start - r.o.DCT; found && !f.has(fRel) && distance(best.Start, r.o.DCT) > farDays && against(x.Direction, away) {
		// Months away on the wrong side of the verb, as with a day and a month.
		if i, ok := feast(name, yearOf(best.Start)+x.Direction); ok {
			best = i
			r.because(x, "the clause points the other way")
		}
	}
	if found {
		x.feast(name, best)
	}
	return found
}

// feast writes a feast's days. The Islamic calendar follows the moon as it is
// seen, so its days are approximate; a month of it has no TIMEX3 value of its
// own but the month it begins in.
func (x *Timex) feast(name string, i edtf.Interval) {
	if i.Days() == 1 {
		x.put(dayPoint(i.Start))
	} else {
		y, m, _ := i.Start.Date()
		x.put(monthPoint(y, m))
		x.Days, x.EDTF = i, i.Start.String()+"~/"+i.Last().String()+"~"
		x.Mod = "APPROX"
		return
	}
	if strings.HasPrefix(name, "islamic") {
		x.Mod, x.EDTF = "APPROX", x.EDTF+"~"
	}
}

// feast gives the days of a feast in a year.
func feast(name string, y int) (edtf.Interval, bool) {
	if rest, ok := strings.CutPrefix(name, "easter"); ok {
		n, _ := strconv.Atoi(rest)
		return edtf.One(easter(y) + edtf.Day(n)), true
	}
	var m, d, nth, wd int
	if len(name) == 5 && name[2] == '-' { // as most are
		m, errM := strconv.Atoi(name[:2])
		d, errD := strconv.Atoi(name[3:])
		if errM != nil || errD != nil || !edtf.Valid(y, m, d) {
			return edtf.Interval{}, false
		}
		return edtf.One(edtf.DayOf(y, m, d)), true
	}
	if n, _ := fmt.Sscanf(name, "islamic-%d-%d", &m, &d); n >= 1 {
		return islamicFeast(y, m, d)
	}
	var more int
	if n, _ := fmt.Sscanf(name, "%2d-%dth%d+%d", &m, &nth, &wd, &more); n >= 3 {
		d, ok := nthWeekday(monthPoint(y, m).days, nth, wd)
		return edtf.One(d + edtf.Day(more)), ok
	}
	if n, _ := fmt.Sscanf(name, "%2d-last%d", &m, &wd); n == 2 {
		d, ok := nthWeekday(monthPoint(y, m).days, last, wd)
		return edtf.One(d), ok
	}
	if n, _ := fmt.Sscanf(name, "%2d-%2d", &m, &d); n == 2 && edtf.Valid(y, m, d) {
		return edtf.One(edtf.DayOf(y, m, d)), true
	}
	return edtf.Interval{}, false
}

// islamicFeast gives a day of the Islamic calendar, or with day 0 a whole
// month, as it falls in a Gregorian year; the first, where it falls twice.
func islamicFeast(y, month, day int) (edtf.Interval, bool) {
	if month < 1 || month > 12 {
		return edtf.Interval{}, false
	}
	about := (y - 622) * 33 / 32 // lunar years are shorter
	for h := about - 1; h <= about+2; h++ {
		i := edtf.One(islamicDay(h, month, max(day, 1)))
		if day == 0 {
			i.End = islamicDay(h, month+1, 1)
		}
		if yearOf(i.Start) == y {
			return i, true
		}
	}
	return edtf.Interval{}, false
}

// islamicEpoch is 1 Muharram 1 (15 July 622, Julian) of the astronomical
// reckoning, which meets the days kept today more often than the civil one.
const islamicEpoch edtf.Day = -492149

// islamicDay counts by the tabular calendar, in which 11 of 30 years have a
// leap day; the moon seen may differ by a day or two.
func islamicDay(year, month, day int) edtf.Day {
	return islamicEpoch + edtf.Day((year-1)*354+(3+11*year)/30+29*(month-1)+month/2+day-1)
}
