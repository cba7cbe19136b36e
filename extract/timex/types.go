// Package timex finds temporal expressions in news text and says what they
// mean: TIMEX3 type and value, and an EDTF date with its sortable interval.
// The engine knows no language; what it knows of one comes from that
// language's pack (lang/<tag>/timex.yaml).
package timex

import "chancery/edtf"

// Type is the TIMEX3 type.
type Type string

// The four TIMEX3 types.
const (
	Date     Type = "DATE"
	Time     Type = "TIME"
	Duration Type = "DURATION"
	Set      Type = "SET"
)

// Timex is one temporal expression.
type Timex struct {
	Start, End  int // bytes in the document's text
	First, Last int // tokens, [First, Last)
	Type        Type
	// Value as TIMEX3 writes it: 2022-02-07, 2022-W06, P3D, XXXX-02-15 when no
	// anchor resolves it, PRESENT_REF.
	Value string
	Mod   string // TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER, EARLY, LATE …
	Begin string // value of the first point of a range or anchored duration
	Finis string // value of its last point
	// EDTF is Value on the calendar, "" when it names no calendar date.
	EDTF string
	// Days is EDTF's interval; Known is false when EDTF is "".
	Days  edtf.Interval
	Known bool
	Rule  string // the pack rule that made it
	// Anchor says what the value was reckoned from: "" (nothing: absolute),
	// "dct" (the publication day) or "text" (an earlier date in the text).
	Anchor string
}

// Options of one call of Tag.
type Options struct {
	// DCT is the document creation time's day; without HasDCT relative
	// expressions stay unresolved.
	DCT    edtf.Day
	HasDCT bool
}
