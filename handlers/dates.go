package handlers

import (
	"strconv"
	"strings"
	"time"

	"chancery/edtf"
)

// Date says an EDTF expression in words: "lundi 7 février 2022", "26–29 March
// 2023", "mars 2022". "" is "undated"; what cannot be read is shown as it is.
func (l *locale) Date(expr string) string {
	if expr == "" {
		return l.T("date.undated")
	}
	v, err := edtf.Parse(expr)
	if err != nil {
		return expr
	}
	text := l.bare(expr, v)
	switch {
	case v.Uncertain && v.Approximate:
		return l.T("date.uncertain", "date", l.T("date.approximate", "date", text))
	case v.Uncertain:
		return l.T("date.uncertain", "date", text)
	case v.Approximate:
		return l.T("date.approximate", "date", text)
	}
	return text
}

func (l *locale) bare(expr string, v edtf.Value) string {
	from, to, isRange := strings.Cut(expr, "/")
	switch {
	case !isRange:
		return l.one(expr, true)
	case v.OpenStart:
		return l.T(openKey("date.until", to), "date", l.one(to, false))
	case v.OpenEnd:
		return l.T(openKey("date.since", from), "date", l.one(from, false))
	default:
		return l.between(from, to)
	}
}

// openKey chooses between "since the 24th" and "since February", which some
// languages write differently.
func openKey(key, expr string) string {
	if v, err := edtf.Parse(expr); err == nil && v.Precision() == edtf.DayP {
		return key + "_day"
	}
	return key
}

// between writes a range and says only once what both ends share.
func (l *locale) between(from, to string) string {
	a, errA := edtf.Parse(from)
	b, errB := edtf.Parse(to)
	if errA != nil || errB != nil {
		return from + "/" + to
	}
	ay, am, ad := a.Interval().Start.Date()
	by, bm, bd := b.Interval().Start.Date()
	days := a.Precision() == edtf.DayP && b.Precision() == edtf.DayP
	months := a.Precision() == edtf.Month && b.Precision() == edtf.Month
	key, first, last := "date.range", l.one(from, false), l.one(to, false)
	switch {
	case days && ay == by && am == bm && ad == bd:
		return l.one(to, true)
	case days && ay == by && am == bm:
		key, first = "date.range_tight", l.dayNumber(ad)
	case days && ay == by:
		first = l.T("date.day_month", "day", l.dayNumber(ad), "month", l.month(am))
	case months && ay == by && am != bm:
		key, first, last = "date.range_tight", l.month(am), l.one(to, false)
	}
	return l.T(key, "from", first, "to", last)
}

// one writes a single date; weekday adds the day's name.
func (l *locale) one(expr string, weekday bool) string {
	v, err := edtf.Parse(expr)
	if err != nil {
		return expr
	}
	start := v.Interval().Start
	y, m, d := start.Date()
	year := l.year(y)
	switch v.Precision() {
	case edtf.DayP:
		key := "date.day_month_year"
		if weekday {
			key = "date.full"
		}
		return l.T(key, "weekday", l.T("date.weekday."+strconv.Itoa(int(start.Weekday()))),
			"day", l.dayNumber(d), "month", l.month(m), "year", year)
	case edtf.Month:
		return l.T("date.month_year", "month", l.month(m), "year", year)
	case edtf.Season:
		return l.T("date.season_year", "season", l.T("date.season."+strconv.Itoa(21+(m-3)/3)), "year", year)
	case edtf.Decade:
		return l.T("date.decade", "year", year)
	case edtf.Century:
		ly, _, _ := v.Interval().Last().Date()
		return l.T("date.range", "from", year, "to", l.year(ly))
	default:
		return year
	}
}

// year counts as historians do: there is no year 0.
func (l *locale) year(y int) string {
	if y <= 0 {
		return l.T("date.before_era", "year", 1-y)
	}
	return strconv.Itoa(y)
}

func (l *locale) month(m int) string { return l.T("date.month." + strconv.Itoa(m)) }

// dayNumber is the day of the month as the language writes the first ("1er").
func (l *locale) dayNumber(d int) string {
	if d == 1 {
		return l.T("date.first")
	}
	return strconv.Itoa(d)
}

// Day writes a YYYY-MM-DD day in words without the weekday; "" stays "".
func (l *locale) Day(day string) string {
	if day == "" {
		return ""
	}
	return l.one(day, false)
}

// Moment writes a point in time to the minute, in UTC.
func (l *locale) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	return l.T("date.moment", "date", l.one(t.Format(time.DateOnly), false), "time", t.Format("15:04"))
}

// Percent writes a share between 0 and 1.
func (l *locale) Percent(x float64) string {
	return l.T("number.percent", "n", strconv.Itoa(int(x*100+0.5)))
}

// datetimeAttr is what a <time> element may carry: a day, a month or a year;
// "" for anything else.
func datetimeAttr(expr string) string {
	v, err := edtf.Parse(expr)
	if err != nil || v.Uncertain || v.Approximate || strings.ContainsAny(expr, "/XT") || strings.HasPrefix(expr, "-") {
		return ""
	}
	switch v.Precision() {
	case edtf.DayP, edtf.Month, edtf.Year:
		return expr
	}
	return ""
}
