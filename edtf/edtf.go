package edtf

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// ErrSyntax is wrapped by every error of Parse.
var ErrSyntax = errors.New("not an EDTF date")

// Precision names how much of a date is known.
type Precision string

// The precisions a value can have, coarse to fine.
const (
	None    Precision = ""
	Century Precision = "century"
	Decade  Precision = "decade"
	Year    Precision = "year"
	Season  Precision = "season"
	Month   Precision = "month"
	DayP    Precision = "day"
	Range   Precision = "range"
)

// Value is a parsed EDTF expression.
type Value struct {
	text        string
	span        Interval
	precision   Precision
	Uncertain   bool // '?' or '%'
	Approximate bool // '~' or '%'
	OpenStart   bool
	OpenEnd     bool
}

// String gives the expression as it was parsed.
func (v Value) String() string { return v.text }

// Interval is the days the value may cover. Open ends reach MinDay or MaxDay.
func (v Value) Interval() Interval { return v.span }

// Precision of the value; Range for an interval whose two ends differ.
func (v Value) Precision() Precision { return v.precision }

// Exact tells whether start and end are known to the day.
func (v Value) Exact() bool {
	return !v.OpenStart && !v.OpenEnd && !v.Uncertain && !v.Approximate &&
		(v.precision == DayP || v.precision == Range)
}

// FormatDays writes the days of an interval: one day, or "first/last".
func FormatDays(i Interval) string {
	if i.Days() == 1 {
		return i.Start.String()
	}
	return i.Start.String() + "/" + i.Last().String()
}

// Parse reads EDTF level 0 and 1: dates, date-times (the time is dropped from
// the interval), seasons 21–24, unspecified digits from the right, years beyond
// four digits, '?', '~', '%', and intervals with open or unknown ends.
func Parse(s string) (Value, error) {
	if s == "" || len(s) > 64 {
		return Value{}, syntax(s, "empty or too long")
	}
	from, to, isRange := strings.Cut(s, "/")
	if !isRange {
		v, err := parseOne(s)
		v.text = s
		return v, err
	}
	return parseRange(s, from, to)
}

func parseRange(s, from, to string) (Value, error) {
	v := Value{text: s, precision: Range, span: Interval{MinDay, MaxDay}}
	a, b := Value{}, Value{}
	var err error
	if v.OpenStart = from == ".." || from == ""; !v.OpenStart {
		if a, err = parseOne(from); err != nil {
			return Value{}, syntax(s, err.Error())
		}
		v.span.Start = a.span.Start
	}
	if v.OpenEnd = to == ".." || to == ""; !v.OpenEnd {
		if b, err = parseOne(to); err != nil {
			return Value{}, syntax(s, err.Error())
		}
		v.span.End = b.span.End
	}
	if v.OpenStart && v.OpenEnd {
		return Value{}, syntax(s, "both ends are open")
	}
	if v.span.Start >= v.span.End {
		return Value{}, syntax(s, "it ends before it starts")
	}
	v.Uncertain = a.Uncertain || b.Uncertain
	v.Approximate = a.Approximate || b.Approximate
	// A range between months is known to the month only.
	for _, e := range []Value{a, b} {
		if e.precision != None && e.precision != DayP {
			v.precision = e.precision
		}
	}
	return v, nil
}

var (
	dateRE = regexp.MustCompile(`^(-?[0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?(?:T([0-9:]{2,8})(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$`)
	longRE = regexp.MustCompile(`^Y(-?[0-9]{5,7})$`)
)

func parseOne(s string) (Value, error) {
	v := Value{text: s}
	core := s
	switch {
	case strings.HasSuffix(s, "?"):
		v.Uncertain, core = true, s[:len(s)-1]
	case strings.HasSuffix(s, "~"):
		v.Approximate, core = true, s[:len(s)-1]
	case strings.HasSuffix(s, "%"):
		v.Uncertain, v.Approximate, core = true, true, s[:len(s)-1]
	}
	if len(core) == 10 && plainDay(core) {
		return v, v.fill(s, core[:4], core[5:7], core[8:])
	}
	if m := longRE.FindStringSubmatch(core); m != nil {
		return v, syntax(s, "years of five digits or more are outside the timeline")
	}
	m := dateRE.FindStringSubmatch(core)
	if m == nil {
		return v, syntax(s, "expected YYYY, YYYY-MM or YYYY-MM-DD")
	}
	if m[4] != "" && len(m[3]) == 0 {
		return v, syntax(s, "a time needs a full day")
	}
	return v, v.fill(s, m[1], m[2], m[3])
}

// plainDay tells whether ten bytes are digits written as YYYY-MM-DD.
func plainDay(s string) bool {
	for i := range len(s) {
		if i == 4 || i == 7 {
			if s[i] != '-' {
				return false
			}
		} else if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// fill sets interval and precision from the three parts of a date.
func (v *Value) fill(s, ys, ms, ds string) error {
	lo, hi, err := yearBounds(ys)
	if err != nil {
		return syntax(s, err.Error())
	}
	switch {
	case lo != hi:
		if ms != "" && strings.Trim(ms, "X") != "" || ds != "" && strings.Trim(ds, "X") != "" {
			return syntax(s, "only the right-hand digits may be unspecified")
		}
		v.precision = Decade
		if hi-lo > 9 {
			v.precision = Century
		}
		v.span = Interval{DayOf(lo, 1, 1), DayOf(hi+1, 1, 1)}
		return nil
	case ms == "" || ms == "XX":
		if ds != "" && ds != "XX" {
			return syntax(s, "only the right-hand digits may be unspecified")
		}
		v.precision = Year
		v.span = Interval{DayOf(lo, 1, 1), DayOf(lo+1, 1, 1)}
		return nil
	}
	month, err := strconv.Atoi(ms)
	if err != nil {
		return syntax(s, "month "+ms)
	}
	if month >= 21 && month <= 24 && ds == "" {
		v.precision, v.span = Season, seasonSpan(lo, month)
		return nil
	}
	if month < 1 || month > 12 {
		return syntax(s, "there is no month "+ms)
	}
	if ds == "" || ds == "XX" {
		v.precision = Month
		v.span = Interval{DayOf(lo, month, 1), DayOf(lo, month+1, 1)}
		return nil
	}
	day, err := strconv.Atoi(ds)
	if err != nil || !Valid(lo, month, day) {
		return syntax(s, "there is no such day")
	}
	v.precision, v.span = DayP, One(DayOf(lo, month, day))
	return nil
}

// seasonSpan takes the meteorological seasons of the northern hemisphere, by
// which newsrooms write; winter 2022-24 runs from December 2022.
func seasonSpan(year, code int) Interval {
	first := 3 + 3*(code-21)
	return Interval{DayOf(year, first, 1), DayOf(year, first+3, 1)}
}

func yearBounds(ys string) (lo, hi int, err error) {
	digits := strings.TrimPrefix(ys, "-")
	known := strings.TrimRight(digits, "X")
	if strings.Contains(known, "X") || known == "" {
		return 0, 0, errors.New("only the right-hand digits of a year may be unspecified")
	}
	unknown := len(digits) - len(known)
	lo, err = strconv.Atoi(known + strings.Repeat("0", unknown))
	hi, _ = strconv.Atoi(known + strings.Repeat("9", unknown))
	if strings.HasPrefix(ys, "-") {
		lo, hi = -hi, -lo
	}
	return lo, hi, err
}

func syntax(s, why string) error { return fmt.Errorf("%w: %q: %s", ErrSyntax, s, why) }
