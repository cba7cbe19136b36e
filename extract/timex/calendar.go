package timex

import (
	"fmt"

	"chancery/edtf"
)

// grain is how fine a value is.
type grain int8

const (
	noGrain grain = iota
	dayGrain
	weekGrain
	weekendGrain
	monthGrain
	quarterGrain
	semesterGrain
	seasonGrain
	yearGrain
	decadeGrain
	centuryGrain
	milleniumGrain
	clockGrain // hour, minute, second: finer than a day
)

// unit describes a unit of time: how TIMEX3 writes it and how long it is.
type unit struct {
	letter string // after P, or after PT for clock units
	grain  grain
	days   int
	months int
}

var units = map[string]unit{
	"second":     {"S", clockGrain, 0, 0},
	"minute":     {"M", clockGrain, 0, 0},
	"hour":       {"H", clockGrain, 0, 0},
	"day":        {"D", dayGrain, 1, 0},
	"night":      {"NI", dayGrain, 1, 0},
	"week":       {"W", weekGrain, 7, 0},
	"fortnight":  {"W", weekGrain, 14, 0},
	"weekend":    {"WE", weekendGrain, 7, 0},
	"month":      {"M", monthGrain, 0, 1},
	"quarter":    {"Q", quarterGrain, 0, 3},
	"semester":   {"H", semesterGrain, 0, 6},
	"year":       {"Y", yearGrain, 0, 12},
	"decade":     {"DE", decadeGrain, 0, 120},
	"tenyears":   {"DE", decadeGrain, 0, 120}, // a decade, counted in years
	"century":    {"CE", centuryGrain, 0, 1200},
	"millennium": {"ML", milleniumGrain, 0, 12000},
}

// point is a value on the calendar.
type point struct {
	grain grain
	value string // TIMEX3
	edtf  string
	days  edtf.Interval
}

func dayPoint(d edtf.Day) point {
	s := d.String()
	return point{dayGrain, s, s, edtf.One(d)}
}

func monthPoint(y, m int) point {
	y, m = y+(m-1-mod12(m-1))/12, mod12(m-1)+1
	s := dayText(y, m, 1)[:7]
	return point{monthGrain, s, s, edtf.Interval{Start: edtf.DayOf(y, m, 1), End: edtf.DayOf(y, m+1, 1)}}
}

// dayText writes a date without fmt, which would be a fair share of the time.
func dayText(y, m, d int) string {
	b := [10]byte{
		byte('0' + y/1000%10), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-',
		byte('0' + m/10), byte('0' + m%10), '-', byte('0' + d/10), byte('0' + d%10),
	}
	return string(b[:])
}

func mod12(n int) int { return ((n % 12) + 12) % 12 }

func yearPoint(y int) point {
	if y < 0 || y > 9999 {
		return point{}
	}
	s := dayText(y, 1, 1)[:4]
	return point{yearGrain, s, s, edtf.Interval{Start: edtf.DayOf(y, 1, 1), End: edtf.DayOf(y+1, 1, 1)}}
}

// weekPoint is the ISO week that holds d.
func weekPoint(d edtf.Day) point {
	y, w := d.Time().ISOWeek()
	mon := monday(d)
	i := edtf.Interval{Start: mon, End: mon + 7}
	return point{weekGrain, fmt.Sprintf("%04d-W%02d", y, w), edtf.FormatDays(i), i}
}

// weekendPoint is the Saturday and Sunday of the week that holds d.
func weekendPoint(d edtf.Day) point {
	y, w := d.Time().ISOWeek()
	i := edtf.Interval{Start: monday(d) + 5, End: monday(d) + 7}
	return point{weekendGrain, fmt.Sprintf("%04d-W%02d-WE", y, w), edtf.FormatDays(i), i}
}

func monday(d edtf.Day) edtf.Day { return d - edtf.Day(isoWeekday(d)-1) }

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(d edtf.Day) int { return (int(d.Weekday())+6)%7 + 1 }

// partPoint is the n-th run of months of a year: a quarter (3) or a half (6).
func partPoint(y, n, months int) point {
	letter, g := "Q", quarterGrain
	if months == 6 {
		letter, g = "H", semesterGrain
	}
	first := monthPoint(y, (n-1)*months+1)
	last := monthPoint(y, n*months)
	return point{
		g, fmt.Sprintf("%04d-%s%d", y, letter, n), first.edtf + "/" + last.edtf,
		edtf.Interval{Start: first.days.Start, End: last.days.End},
	}
}

var seasonCodes = map[string]int{"SP": 21, "SU": 22, "FA": 23, "WI": 24}

func seasonPoint(y int, s string) point {
	return withEDTF(seasonGrain, fmt.Sprintf("%04d-%s", y, s), fmt.Sprintf("%04d-%d", y, seasonCodes[s]))
}

func decadePoint(y int) point {
	s := fmt.Sprintf("%03d", y/10)
	return withEDTF(decadeGrain, s, s+"X")
}

func centuryPoint(y int) point {
	s := fmt.Sprintf("%02d", y/100)
	return withEDTF(centuryGrain, s, s+"XX")
}

// withEDTF completes a point whose interval edtf can tell.
func withEDTF(g grain, value, date string) point {
	v, err := edtf.Parse(date)
	if err != nil {
		return point{grain: g, value: value}
	}
	return point{g, value, date, v.Interval()}
}

// shift is the period of this grain that lies n away from the one holding d.
func shift(g grain, d edtf.Day, n int) point {
	y, m, _ := d.Date()
	switch g {
	case dayGrain:
		return dayPoint(d + edtf.Day(n))
	case weekGrain:
		return weekPoint(d + edtf.Day(7*n))
	case weekendGrain:
		return weekendPoint(d + edtf.Day(7*n))
	case monthGrain:
		return monthPoint(y, m+n)
	case quarterGrain:
		q := y*4 + (m-1)/3 + n
		return partPoint(q/4, q%4+1, 3)
	case semesterGrain:
		h := y*2 + (m-1)/6 + n
		return partPoint(h/2, h%2+1, 6)
	case yearGrain:
		return yearPoint(y + n)
	case decadeGrain:
		return decadePoint(y + 10*n)
	case centuryGrain:
		return centuryPoint(y + 100*n)
	}
	return point{}
}

// easter is the Sunday of Western Easter (Gregorian computus of Meeus, Jones
// and Butcher).
func easter(y int) edtf.Day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return edtf.DayOf(y, n/31, n%31+1)
}
