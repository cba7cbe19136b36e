package timex

import "chancery/edtf"

// last as an ordinal counts from the end.
const last = -1

// nth: the first Sunday of June, the last week of May, the last day of the
// month.
func (r *reckoner) nth(x *Timex, f *frame, at evidence) bool {
	var in Timex
	in.First, in.Last = x.First, x.Last
	if f.has(fMonth) {
		if !r.month(&in, f, at) {
			return false
		}
	} else if !r.o.HasDCT {
		in.Value = "XXXX-XX"
	} else {
		y, m, _ := r.o.DCT.Date()
		in.put(monthPoint(y, m+f.int(fRel)))
		in.Anchor = "dct"
	}
	x.Month, x.Year, x.Anchor, x.Direction, x.Why = in.Month, in.Year, in.Anchor, in.Direction, in.Why
	n, wd := f.int(fOrdinal), f.int(fWeekday)
	if !in.Known {
		x.Value, x.Weekday = in.Value, wd
		return true
	}
	if wd > 0 {
		d, ok := nthWeekday(in.Days, n, wd)
		if ok {
			x.put(dayPoint(d))
			x.Weekday = wd
		}
		return ok
	}
	return x.nthUnit(in.Days, n, f.str(fUnit))
}

// nthUnit is the n-th day or week of a month; a week belongs to the month that
// holds its Thursday.
func (x *Timex) nthUnit(in edtf.Interval, n int, name string) bool {
	switch units[name].grain {
	case dayGrain:
		d := in.Start + edtf.Day(n-1)
		if n == last {
			d = in.End - 1
		}
		if d < in.Start || d >= in.End {
			return false
		}
		x.put(dayPoint(d))
		return true
	case weekGrain:
		d, ok := nthWeekday(in, n, 4)
		if ok {
			x.put(weekPoint(d))
		}
		return ok
	case weekendGrain:
		d, ok := nthWeekday(in, n, 6)
		if ok {
			x.put(weekendPoint(d))
		}
		return ok
	}
	return false
}

// nthWeekday finds the n-th of a weekday in a month, or the last one.
func nthWeekday(in edtf.Interval, n, weekday int) (edtf.Day, bool) {
	d := in.Start + edtf.Day((weekday-isoWeekday(in.Start)+7)%7) + edtf.Day(7*(n-1))
	if n == last {
		end := in.End - 1
		d = end - edtf.Day((isoWeekday(end)-weekday+7)%7)
	}
	return d, n != 0 && d >= in.Start && d < in.End
}
