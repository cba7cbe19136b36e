package timex

import (
	"fmt"
	"strings"
)

// kind is what a rule's match means; a pack writes it as "is".
type kind int8

const (
	kindNothing  kind = iota // blocks: the words are no date
	kindDate                 // day, month, year, weekday as far as they are given
	kindWeekday              // a weekday alone or with "next", "last"
	kindMonth                // a month, perhaps with a year
	kindSeason               // a season, perhaps with a year
	kindPart                 // a numbered quarter, half or semester
	kindPeriod               // this week, last year
	kindOffset               // three days ago, in two weeks
	kindDay                  // yesterday, the day after
	kindDuration             // two years
	kindSet                  // every week, on Mondays
	kindRef                  // now, recently
	kindClock                // a time of day alone
	kindHoliday              // Christmas
	kindDecade               // the nineties
	kindCentury              // the 19th century
	kindNth                  // the first Sunday of June, the last week of May
	kindLiteral              // a fixed value
	kindSame                 // the period named last, so many years on
	numKinds
)

var kindNames = [numKinds]string{
	"nothing", "date", "weekday", "month", "season", "part", "period", "offset", "day", "duration", "set", "ref", "clock",
	"holiday", "decade", "century", "nth", "literal", "same",
}

func kindNamed(s string) (kind, error) {
	for i, n := range kindNames {
		if n == s {
			return kind(i), nil
		}
	}
	return 0, fmt.Errorf("is: there is no %q; choose one of %s", s, strings.Join(kindNames[:], ", "))
}

// named tells whether the kind's words are names of days and times of the year,
// which also stand inside compounds.
func (k kind) named() bool {
	switch k {
	case kindDate, kindWeekday, kindMonth, kindSeason, kindHoliday:
		return true
	}
	return false
}

// needs lists the fields without which a kind means nothing; of each group one
// must be there.
var needs = [numKinds][][]field{
	kindDate:     {{fDay, fMonth, fYear, fShortYear, fNumeric, fDayMonth}},
	kindWeekday:  {{fWeekday}},
	kindMonth:    {{fMonth}},
	kindSeason:   {{fSeason}},
	kindPart:     {{fOrdinal}, {fUnit}},
	kindPeriod:   {{fUnit}},
	kindOffset:   {{fUnit}, {fSign}},
	kindDay:      {{fDays, fOfEvent}},
	kindDuration: {{fUnit}},
	kindSet:      {{fUnit, fWeekday, fPart, fSeason, fMonth}},
	kindRef:      {{fRef}},
	kindClock:    {{fClock, fHour, fPart}},
	kindHoliday:  {{fHoliday}},
	kindDecade:   {{fDecade}},
	kindCentury:  {{fCentury}},
	kindNth:      {{fOrdinal}, {fWeekday, fUnit}},
	kindLiteral:  {{fLiteral}},
	kindSame:     {{fRel}},
}

// complete tells what a sequence of fields lacks for a kind, so that a slip in
// a pattern shows when the pack is read and not as a date never found.
func (k kind) complete(has func(field) bool) error {
	for _, group := range needs[k] {
		found := false
		var names []string
		for _, f := range group {
			found = found || has(f)
			names = append(names, "{"+fieldNames[f]+"}")
		}
		if !found {
			return fmt.Errorf("a rule that is %q needs %s", kindNames[k], strings.Join(names, " or "))
		}
	}
	return nil
}
