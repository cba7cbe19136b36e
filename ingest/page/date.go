package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ParseDate reads the dates that pages and feeds carry, in the forms of the
// standards and in those that newsrooms' software makes up: "ven., 10 janv.
// 2020 12:15", "31.05.2017", "GMT+1". The time keeps the offset it is written
// with, so that its day is the day the newsroom meant; without one it is UTC,
// without a clock it is midnight. A day and month that could be read either way
// (04/02/2022) is no date.
func ParseDate(s string) (time.Time, bool) {
	if len(s) > 200 {
		return time.Time{}, false
	}
	s = plain(s)
	if t, ok := unixTime(s); ok {
		return t, true
	}
	day, rest, ok := calendarDay(s)
	if !ok {
		return time.Time{}, false
	}
	clock, rest := clockTime(rest)
	t := time.Date(day.y, time.Month(day.m), day.d, 0, 0, 0, 0, zone(rest)).Add(clock)
	return t, true
}

// plain folds case, accents and odd spaces.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		case r == '−' || r == '–':
			return '-'
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	return strings.Join(strings.Fields(s), " ")
}

type ymd struct{ y, m, d int }

func (v ymd) valid() bool {
	t := time.Date(v.y, time.Month(v.m), v.d, 0, 0, 0, 0, time.UTC)
	return v.y >= 1900 && v.y <= 2200 && t.Day() == v.d && int(t.Month()) == v.m
}

var (
	isoRE     = regexp.MustCompile(`(?:^|[^\d])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]|$|[^\d])`)
	compactRE = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?`)
	dayNameRE = regexp.MustCompile(`(\d{1,2})(?:er|st|nd|rd|th|\.|º)?[ -](?:de |di )?([a-z]{3,})\.?,?[ -](?:de |del )?(\d{4}|\d{2})(?:[^\d]|$)`)
	nameDayRE = regexp.MustCompile(`([a-z]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[^\d]|$)`)
	cRE       = regexp.MustCompile(`([a-z]{3}) (\d{1,2}) (\d{1,2}:\d{2}:\d{2})( [a-z]{3,4})? (\d{4})$`) // as C prints it
	dottedRE  = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[^\d]|$)`)
	slashedRE = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[^\d]|$)`)
	clockRE   = regexp.MustCompile(`(\d{1,2})(?:[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?| ?h\b) ?([ap]\.?m\b)?`)
	offsetRE  = regexp.MustCompile(`^(?:gmt|utc|z)? ?([+-])(\d{1,2}):?(\d{2})?(?:[^\d]|$)`)
	zoneRE    = regexp.MustCompile(`^[a-z]{1,5}\b`)
)

// calendarDay finds the day and gives what is left to find a clock in.
func calendarDay(s string) (day ymd, rest string, ok bool) {
	if m := compactRE.FindStringSubmatch(s); m != nil {
		day, rest = ymd{number(m[1]), number(m[2]), number(m[3])}, s[len(m[0]):]
		if m[4] != "" {
			rest = m[4] + ":" + m[5] + ":" + or(m[6], "00") + rest
		}
		return day, rest, day.valid()
	}
	if m := cRE.FindStringSubmatch(s); m != nil {
		day = ymd{number(m[5]), month(m[1]), number(m[2])}
		return day, m[3] + m[4], day.valid()
	}
	for _, form := range []struct {
		re   *regexp.Regexp
		read func(m []string) ymd
	}{
		{isoRE, func(m []string) ymd { return ymd{number(m[1]), number(m[2]), number(m[3])} }},
		{dayNameRE, func(m []string) ymd { return ymd{year(m[3]), month(m[2]), number(m[1])} }},
		{nameDayRE, func(m []string) ymd { return ymd{number(m[3]), month(m[1]), number(m[2])} }},
		{dottedRE, func(m []string) ymd { return ymd{number(m[3]), number(m[2]), number(m[1])} }},
		{slashedRE, slashed},
	} {
		at := form.re.FindStringSubmatchIndex(s)
		if at == nil {
			continue
		}
		if day = form.read(form.re.FindStringSubmatch(s)); day.valid() {
			last := at[7] // the end of the third number
			return day, s[:at[2]] + " " + s[last:], true
		}
	}
	return ymd{}, "", false
}

// slashed reads a day and a month whose order only their size tells.
func slashed(m []string) ymd {
	a, b, y := number(m[1]), number(m[2]), number(m[3])
	switch {
	case a > 12 || a == b:
		return ymd{y, b, a}
	case b > 12:
		return ymd{y, a, b}
	}
	return ymd{}
}

// clockTime finds the time of day and gives what follows it.
func clockTime(s string) (time.Duration, string) {
	at := clockRE.FindStringSubmatchIndex(s)
	if at == nil {
		return 0, ""
	}
	m := clockRE.FindStringSubmatch(s)
	h, min, sec := number(m[1]), number(m[2]), number(m[3])
	switch {
	case strings.HasPrefix(m[4], "p") && h < 12:
		h += 12
	case strings.HasPrefix(m[4], "a") && h == 12:
		h = 0
	}
	if h > 24 || min > 59 || sec > 60 {
		return 0, ""
	}
	return time.Duration(h)*time.Hour + time.Duration(min)*time.Minute + time.Duration(sec)*time.Second,
		strings.TrimLeft(s[at[1]:], " ,")
}

// zone reads the offset that follows a clock, UTC when there is none it knows.
func zone(s string) *time.Location {
	if m := offsetRE.FindStringSubmatch(s); m != nil {
		seconds := number(m[2])*3600 + number(m[3])*60
		if seconds > 14*3600 {
			return time.UTC
		}
		if m[1] == "-" {
			seconds = -seconds
		}
		return time.FixedZone("", seconds)
	}
	if hours, ok := zones[zoneRE.FindString(s)]; ok && hours != 0 {
		return time.FixedZone("", int(hours*3600))
	}
	return time.UTC
}

// zones gives the hours east of UTC of abbreviations that are used in feeds and
// mean one thing there.
var zones = map[string]float64{
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "art": -3, "brt": -3,
	"wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3,
	"ist": 5.5, "pkt": 5, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}

// months gives the month by the first letters of its name in the languages
// feeds are found in.
var months = map[string]int{
	"jan": 1, "ene": 1, "gen": 1, "feb": 2, "fev": 2, "mar": 3, "mrt": 3, "mae": 3, "maa": 3, "apr": 4, "avr": 4, "abr": 4,
	"may": 5, "mai": 5, "mag": 5, "mei": 5, "jun": 6, "juin": 6, "giu": 6, "jul": 7, "juil": 7, "lug": 7,
	"aug": 8, "aou": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "out": 10,
	"nov": 11, "dec": 12, "dez": 12, "dic": 12,
}

func month(name string) int {
	if len(name) >= 4 {
		if m, ok := months[name[:4]]; ok {
			return m
		}
	}
	return months[name[:3]]
}

// year reads four digits, or two as mail once wrote them.
func year(s string) int {
	y := number(s)
	switch {
	case len(s) == 4:
		return y
	case y < 69:
		return 2000 + y
	}
	return 1900 + y
}

// unixTime reads seconds or milliseconds since 1970, from 2001 on.
func unixTime(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil:
		return time.Time{}, false
	case len(s) == 10:
		return time.Unix(n, 0).UTC(), true
	case len(s) == 13:
		return time.UnixMilli(n).UTC(), true
	}
	return time.Time{}, false
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func or(s, def string) string {
	if s == "" {
		return def
	}
	return s
}
