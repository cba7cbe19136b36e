package timex

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// field is a slot of a frame: what one part of an expression says.
type field int8

// The slots. A pattern names them in braces, a rule's "with" sets them.
const (
	noField field = iota - 1
	fWeekday
	fDay
	fMonth
	fYear
	fShortYear
	fNumeric
	fDayMonth
	fN
	fUnit
	fN2
	fUnit2
	fRel
	fPart
	fClock
	fHour
	fMinute
	fHalfDay
	fZone
	fSeason
	fOrdinal
	fDecade
	fCentury
	fHoliday
	fMod
	fRef
	fDays
	fSign
	fAnchor
	fOfEvent
	fWeeks
	fPlus
	fType
	fLiteral
	numFields
)

var fieldNames = [numFields]string{
	"weekday", "day", "month", "year", "yy", "numeric", "daymonth", "n", "unit", "n2", "unit2", "rel", "part", "clock", "hour",
	"minute", "halfday", "zone", "season", "ord", "decade", "century", "holiday", "mod", "ref", "days", "sign", "anchor",
	"of_event", "weeks", "plus", "type", "value",
}

func fieldNamed(name string) (field, error) {
	for i, n := range fieldNames {
		if n == name {
			return field(i), nil
		}
	}
	known := append([]string(nil), fieldNames[:]...)
	sort.Strings(known)
	return noField, fmt.Errorf("there is no field %q; fields are %s", name, strings.Join(known, ", "))
}

// frame is what a match captured.
type frame struct {
	set  uint64
	vals [numFields]value
}

func (f *frame) has(x field) bool { return f.set&(1<<x) != 0 }

func (f *frame) put(x field, v value) {
	f.set |= 1 << x
	f.vals[x] = v
}

// get gives a slot, empty when nothing was captured: frames are used again and
// again, and what an older match left in vals does not count.
func (f *frame) get(x field) value {
	if !f.has(x) {
		return value{}
	}
	return f.vals[x]
}

func (f *frame) int(x field) int     { return int(f.get(x).num) }
func (f *frame) num(x field) float64 { return f.get(x).num }
func (f *frame) str(x field) string  { return f.get(x).text }

// borrow takes from o what f does not say itself.
func (f *frame) borrow(o *frame, fields ...field) {
	for _, x := range fields {
		if !f.has(x) && o.has(x) {
			f.put(x, o.vals[x])
		}
	}
}

func newValue(s string) value {
	n, _ := strconv.ParseFloat(s, 64)
	return value{text: s, num: n}
}
