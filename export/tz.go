package export

import (
	"fmt"
	"slices"
	"time"
)

// The years a zone's rules are read from, and the earliest one written. They
// are fixed so that the same events always give the same calendar.
const (
	tzFrom, tzTo = 2024, 2037
	tzEarliest   = 1971
)

// shift is one change of a zone's offset.
type shift struct {
	at           time.Time // the instant, in UTC
	local        time.Time // wall clock just before it, as a UTC value
	name         string
	from, offset int  // seconds east of UTC before and after
	dst          bool // the clock goes forward
}

// vtimezone writes the zone's VTIMEZONE. Recurring summer time becomes a yearly
// rule that reaches back as far as it has held; a zone whose changes follow no
// such rule is written out change by change.
func vtimezone(t *icsText, zone *time.Location) {
	t.line("BEGIN", "VTIMEZONE")
	t.text("TZID", zone.String())
	shifts := shiftsIn(zone, tzEarliest, tzTo)
	recent := slices.DeleteFunc(slices.Clone(shifts), func(s shift) bool { return s.local.Year() < tzFrom })
	switch {
	case len(recent) == 0:
		steady(t, zone)
	case !yearly(recent):
		for _, s := range recent {
			observance(t, s, "")
		}
	default:
		for _, s := range recent[:2] {
			first := since(shifts, s)
			observance(t, first, rule(s))
		}
	}
	t.line("END", "VTIMEZONE")
}

// steady writes a zone that keeps one offset all year.
func steady(t *icsText, zone *time.Location) {
	name, offset := time.Date(tzFrom, 1, 1, 0, 0, 0, 0, zone).Zone()
	observance(t, shift{
		local: time.Date(tzEarliest, 1, 1, 0, 0, 0, 0, time.UTC), name: name, from: offset, offset: offset,
	}, "")
}

func observance(t *icsText, s shift, rrule string) {
	kind := "STANDARD"
	if s.dst {
		kind = "DAYLIGHT"
	}
	t.line("BEGIN", kind)
	t.line("DTSTART", s.local.Format("20060102T150405"))
	t.line("TZOFFSETFROM", utcOffset(s.from))
	t.line("TZOFFSETTO", utcOffset(s.offset))
	t.text("TZNAME", s.name)
	if rrule != "" {
		t.line("RRULE", rrule)
	}
	t.line("END", kind)
}

// shiftsIn lists a zone's changes of offset in a run of years.
func shiftsIn(zone *time.Location, first, last int) []shift {
	var out []shift
	at := time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC).In(zone)
	for {
		_, next := at.ZoneBounds()
		if next.IsZero() || next.Year() > last {
			return out
		}
		_, from := at.Zone()
		next = next.In(zone)
		name, offset := next.Zone()
		if offset != from {
			local := next.UTC().Add(time.Duration(from) * time.Second)
			out = append(out, shift{at: next.UTC(), local: local, name: name, from: from, offset: offset, dst: offset > from})
		}
		at = next
	}
}

// yearly tells whether two changes a year recur on the same weekday of the
// month throughout.
func yearly(shifts []shift) bool {
	if len(shifts) < 4 || len(shifts) != 2*(tzTo-tzFrom+1) {
		return false
	}
	for i, s := range shifts {
		if !sameRule(s, shifts[i%2]) {
			return false
		}
	}
	return true
}

// since finds the earliest change from which s's rule has held every year.
func since(all []shift, s shift) shift {
	first := s
	for year := s.local.Year() - 1; year >= tzEarliest; year-- {
		i := slices.IndexFunc(all, func(o shift) bool { return o.local.Year() == year && sameRule(o, s) })
		if i < 0 {
			break
		}
		first = all[i]
	}
	return first
}

func sameRule(a, b shift) bool {
	return rule(a) == rule(b) && a.offset == b.offset && a.from == b.from && a.name == b.name &&
		a.local.Format("150405") == b.local.Format("150405")
}

// rule says a change's day as iCalendar does: the last Sunday of March is
// FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU. The tests hold it against every year.
func rule(s shift) string {
	week := (s.local.Day() + 6) / 7
	if s.local.AddDate(0, 0, 7).Month() != s.local.Month() {
		week = -1
	}
	day := [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}[s.local.Weekday()]
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", s.local.Month(), week, day)
}

func utcOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}
