// Package edtf reads and writes the dates the tracker stores: Extended
// Date/Time Format (ISO 8601-2), levels 0 and 1, and the sortable half-open
// day interval each of them covers. It knows no clock and no time zone: a
// diplomatic event happens on a calendar day.
package edtf

import (
	"fmt"
	"time"
)

// Day is a calendar day, counted from 1970-01-01 in the proleptic Gregorian
// calendar. Days before 1970 are negative.
type Day int32

// Outer bounds used for the open ends of intervals ("2022-03-01/..").
const (
	MinDay Day = -5_000_000
	MaxDay Day = 5_000_000
)

// DayOf gives the day of a year, month (1–12) and day of month. Months and
// days outside their range roll over as they do in time.Date; use Valid first
// where that is not wanted.
func DayOf(year, month, day int) Day {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return Day(floorDiv(t.Unix(), 86400))
}

// Valid tells whether the three numbers name a day of the calendar.
func Valid(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= DaysIn(year, month)
}

// DaysIn is the length of a month in days.
func DaysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// FromTime is the calendar day t shows in its own location.
func FromTime(t time.Time) Day {
	y, m, d := t.Date()
	return DayOf(y, int(m), d)
}

// ParseDay reads YYYY-MM-DD and nothing else.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a calendar day: write it as YYYY-MM-DD, for example 2022-02-04", s)
	}
	return FromTime(t), nil
}

// Time is midnight UTC at the start of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Date splits the day into year, month (1–12) and day of month.
func (d Day) Date() (year, month, day int) {
	y, m, dd := d.Time().Date()
	return y, int(m), dd
}

// Weekday of the day.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// String writes YYYY-MM-DD.
func (d Day) String() string {
	y, m, dd := d.Date()
	if y < 0 || y > 9999 {
		return fmt.Sprintf("%s-%02d-%02d", formatYear(y), m, dd)
	}
	var b [10]byte // the common case, without fmt: the tagger writes many
	b[0], b[1], b[2], b[3] = digit(y/1000), digit(y/100), digit(y/10), digit(y)
	b[4], b[5], b[6] = '-', digit(m/10), digit(m)
	b[7], b[8], b[9] = '-', digit(dd/10), digit(dd)
	return string(b[:])
}

func digit(n int) byte { return byte('0' + n%10) }

// AddMonths moves by whole months and clips the day to the month's length:
// 31 January plus one month is the last day of February.
func (d Day) AddMonths(n int) Day {
	y, m, dd := d.Date()
	idx := y*12 + m - 1 + n
	y, m = int(floorDiv(int64(idx), 12)), mod(idx, 12)+1
	return DayOf(y, m, min(dd, DaysIn(y, m)))
}

// Interval is a half-open run of days, [Start, End).
type Interval struct{ Start, End Day }

// One is the interval of a single day.
func One(d Day) Interval { return Interval{d, d + 1} }

// Days is the interval's length.
func (i Interval) Days() int { return int(i.End - i.Start) }

// Last is the interval's last day.
func (i Interval) Last() Day { return i.End - 1 }

// Overlaps tells whether the two share a day.
func (i Interval) Overlaps(o Interval) bool { return i.Start < o.End && o.Start < i.End }

// Contains tells whether o lies wholly inside i.
func (i Interval) Contains(o Interval) bool { return i.Start <= o.Start && o.End <= i.End }

func formatYear(y int) string {
	if y < 0 {
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func mod(a, b int) int { return ((a % b) + b) % b }
