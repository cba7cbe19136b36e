// Package timex finds temporal expressions in news text and says what they
// mean: TIMEX3 type and value, and an EDTF date with its sortable interval.
// The engine knows no language; what it knows of one comes from that
// language's pack (lang/<tag>/timex.yaml).
//
//	tagger, err := timex.Open("fr")
//	doc := tagger.Doc("Il est attendu lundi à Rome.")
//	found := tagger.Tag(doc, timex.Options{DCT: day, HasDCT: true})
//
// A Tagger is read-only once opened and may be shared by goroutines.
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

// Role says which end of a range an expression is.
type Role string

// Roles of the two expressions of a range: "du 26 [First] au 29 mars [Last]".
const (
	NoRole    Role = ""
	FirstRole Role = "first"
	LastRole  Role = "last"
)

// Timex is one temporal expression.
//
// A range such as "du 26 au 29 mars" is two expressions, as TIMEX3 wants it.
// The first has Role FirstRole and carries the whole range: Begin and Finis
// hold the values of both ends, EDTF is "2023-03-26/2023-03-29" and Days covers
// it, while its Value stays its own day. The second has Role LastRole and only
// its own day. So a consumer that wants ranges takes EDTF and Days of
// everything but LastRole.
type Timex struct {
	Start, End  int // bytes in the document's text
	First, Last int // tokens, [First, Last)
	Type        Type
	// Value as TIMEX3 writes it: 2022-02-07, 2022-W06, P3D, XXXX-02-15 when no
	// anchor resolves it, PRESENT_REF.
	Value string
	Mod   string // TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER, MORE_THAN, LESS_THAN …
	Begin string // value of the first point of a range or anchored duration
	Finis string // value of its last point
	// EDTF is Value on the calendar, "" when it names no calendar date.
	EDTF string
	// A Duration counted from a day ("vor drei Tagen") has the point it leads to
	// here.
	// Days is EDTF's interval; Known is false when EDTF is "".
	Days  edtf.Interval
	Known bool
	Rule  string // the pack rule that made it
	// Anchor says what the value was reckoned from: "" (nothing: absolute),
	// "dct" (the publication day) or "text" (an earlier date in the text).
	Anchor string
	Role   Role

	// What the words themselves say, whatever the anchor, so that a text without
	// a publication day can be dated from them; 0 where they say nothing.
	Weekday    int // 1 Monday … 7 Sunday
	DayOfMonth int
	Month      int
	Year       int
	// Direction the context gives: -1 past, +1 future, 0 nothing said.
	Direction int
	// OfEvent is set by "au lendemain de", "on the eve of": the event named next
	// lies that many days from the day of the clause (-1, +1).
	OfEvent  int
	compared bool  // a year before, for comparison: the text does not go there
	grain    grain // of the calendar point, for later expressions that lean on it
	// Why keeps the reasons of a choice, when Options.Explain asks for them.
	Why []string
}

// Options of one call of Tag.
type Options struct {
	// DCT is the document creation time's day; without HasDCT relative
	// expressions stay unresolved.
	DCT    edtf.Day
	HasDCT bool
	// Explain keeps the reasons in Timex.Why.
	Explain bool
}
