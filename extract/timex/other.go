package timex

import (
	"fmt"
	"strconv"
	"strings"

	"chancery/edtf"
)

// duration writes P3D, PT15M, P2.5Y, PXW; two parts join: P3Y4M.
func duration(x *Timex, f *frame) bool {
	x.Type = Duration
	f.add()
	s, ok := period(f.str(fUnit), f.get(fN), f.has(fN))
	if !ok {
		return false
	}
	if f.has(fUnit2) {
		more, ok := period(f.str(fUnit2), f.get(fN2), f.has(fN2))
		if !ok {
			return false
		}
		s = joinPeriods(s, more)
	}
	x.Value = s
	return true
}

// add brings "and a half" into the count.
func (f *frame) add() {
	if f.has(fPlus) && f.str(fN) != "X" {
		f.put(fN, value{num: f.num(fN) + f.num(fPlus)})
	}
}

func period(name string, n value, given bool) (string, bool) {
	u, ok := units[name]
	if !ok {
		return "", false
	}
	if !given {
		n = value{text: "X"}
	}
	num, letter := n.num, u.letter
	switch {
	case name == "fortnight":
		num *= 2
	case (name == "century" || name == "decade") && num != float64(int(num)):
		num, letter = num*float64(u.months)/12, "Y"
	case name == "tenyears" && n.text != "X":
		num, letter = num*10, "Y"
	case name == "hour" && num == 0.5:
		num, letter = 30, "M"
	case name == "year" && num == 0.5:
		num, letter = 6, "M"
	case name == "semester":
		num, letter = num*6, "M"
	}
	count := strconv.FormatFloat(num, 'f', -1, 64)
	if n.text == "X" {
		count = "X"
	}
	if u.grain == clockGrain {
		return "PT" + count + letter, true
	}
	return "P" + count + letter, true
}

// joinPeriods: P3Y and P4M make P3Y4M, P1D and PT6H make P1DT6H.
func joinPeriods(a, b string) string {
	b = strings.TrimPrefix(b, "P")
	if strings.HasPrefix(a, "PT") {
		b = strings.TrimPrefix(b, "T")
	}
	return a + b
}

// set: what comes again. A weekday or month repeats on the calendar, a unit by
// its length.
func set(x *Timex, f *frame) bool {
	x.Type = Set
	switch {
	case f.has(fWeekday):
		x.Weekday = f.int(fWeekday)
		x.Value = fmt.Sprintf("XXXX-WXX-%d", x.Weekday)
	case f.has(fSeason):
		x.Value = "XXXX-" + f.str(fSeason)
	case f.has(fMonth) && f.has(fDay):
		x.Value = fmt.Sprintf("XXXX-%02d-%02d", f.int(fMonth), f.int(fDay))
	case f.has(fMonth):
		x.Value = fmt.Sprintf("XXXX-%02d", f.int(fMonth))
	case f.has(fPart) && !f.has(fUnit):
		x.Value = "XXXX-XX-XXT" + f.str(fPart)
		return true
	case f.has(fUnit):
		n := f.get(fN)
		if !f.has(fN) {
			n = value{num: 1}
		}
		s, ok := period(f.str(fUnit), n, true)
		x.Value = s
		return ok
	default:
		return false
	}
	if f.has(fPart) {
		x.Value += "T" + f.str(fPart)
	}
	return true
}

// clock: a time of day stands on the last day the text named, else on the
// publication day.
func (r *reckoner) clock(x *Timex, f *frame, at evidence) bool {
	s := "T" + f.str(fPart)
	if !f.has(fPart) {
		var ok bool
		if s, ok = clockText(f); !ok {
			return false
		}
	}
	x.Type = Time
	day, by, known := r.o.DCT, "dct", r.o.HasDCT
	if r.has && f.str(fAnchor) != "dct" {
		day, by, known = r.last, "text", true
		if r.o.HasDCT && day > r.o.DCT && r.newest > 0 && r.tense(x, at) < 0 {
			day = r.newest // told as past, it is not of the day to come named last
		}
	}
	if !known {
		x.Value = s
		return true
	}
	x.Anchor = by
	p := dayPoint(day + edtf.Day(f.int(fDays)))
	x.put(p)
	x.Value += s
	return true
}

func (r *reckoner) decade(x *Timex, f *frame) bool {
	n := f.int(fDecade)
	if f.str(fDecade) == "X" {
		return false // "the few" are no decade
	}
	if n < 100 {
		if n%10 != 0 {
			return false
		}
		n += 1900
		if n < 1930 && r.o.HasDCT && yearOf(r.o.DCT) >= 2025 {
			n += 100
		}
	}
	if n%10 != 0 || n > 2190 {
		return false
	}
	x.put(decadePoint(n))
	return x.Value != ""
}

func (r *reckoner) century(x *Timex, f *frame) bool {
	n := f.int(fCentury)
	if n < 1 || n > 30 {
		return false
	}
	x.put(centuryPoint((n - 1) * 100))
	return true
}
