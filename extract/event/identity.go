package event

import (
	"fmt"
	"slices"

	"chancery/edtf"
)

// Facts are what two reports are compared by when asking whether they tell the
// same event.
type Facts struct {
	Type, Status string
	Days         edtf.Interval
	Known        bool
	Exact        bool     // known to the day
	People       []string // ids
	Countries    []string // codes, sorted
	PlaceCountry string
	Published    edtf.Day // of the report; 0 when unknown
}

// Match is the outcome of a comparison: Score 0–1 and its reasons in words.
type Match struct {
	Score   float64
	Reasons []string
}

// SameEvent is the score from which two reports tell one event.
const SameEvent = 0.6

// undatedReach is how many days apart two reports of an undated event may be.
const undatedReach = 10

// movedReach is the longest an event that was put off may wait for its new day.
const movedReach = 400

// Compare tells how likely two reports tell the same event. It is symmetric.
func Compare(a, b Facts) Match {
	var m Match
	for _, p := range parts(a, b) {
		if p.reason != "" {
			m.Reasons = append(m.Reasons, fmt.Sprintf("%+.2f %s", p.score, p.reason))
		}
	}
	m.Score = score(a, b)
	return m
}

// part of a match, with its reason.
type part struct {
	score  float64
	reason string
}

// score is Compare without its reasons.
func score(a, b Facts) float64 {
	sum := 0.0
	for _, p := range parts(a, b) {
		sum += p.score
	}
	return min(sum, 1)
}

// parts are what a match adds up from; none count when one of them rules the
// match out.
func parts(a, b Facts) (out [4]part) {
	if family(a.Type) != family(b.Type) {
		return out
	}
	who, by := whoScore(a, b)
	if who == 0 {
		return out
	}
	when, days := whenScore(a, b)
	if when == 0 || a.PlaceCountry != "" && b.PlaceCountry != "" && a.PlaceCountry != b.PlaceCountry {
		return out
	}
	out[0] = part{0.15, "the same type"}
	if a.Type != b.Type {
		out[0] = part{0.05, "types " + min(a.Type, b.Type) + " and " + max(a.Type, b.Type)}
	}
	out[1], out[2] = part{who, by}, part{when, days}
	if a.PlaceCountry != "" && b.PlaceCountry != "" {
		out[3] = part{0.1, "same country of place"}
	}
	return out
}

// whoScore: people in common weigh most; without people the states must agree.
func whoScore(a, b Facts) (float64, string) {
	common := shared(a.People, b.People)
	states := shared(a.Countries, b.Countries)
	if states == 0 {
		return 0, ""
	}
	subset := states == min(len(a.Countries), len(b.Countries))
	switch {
	case common >= 2:
		return 0.4, "two people in common"
	case common == 1 && subset:
		return 0.35, "a person and the states in common"
	case common == 1 && states >= 1 && (len(a.People) == 1 || len(b.People) == 1):
		return 0.2, "a person in common"
	case len(a.People) > 0 && len(b.People) > 0 && !(a.Type == "summit" && b.Type == "summit"):
		return 0, "" // at a summit each report names whom it is about
	case subset && states >= 2:
		return 0.3, "the states in common"
	case subset && slices.Equal(a.Countries, b.Countries):
		return 0.25, "the same single side"
	}
	return 0, ""
}

func whenScore(a, b Facts) (float64, string) {
	_, knownA := a.comparable()
	_, knownB := b.comparable()
	switch known := knownA && knownB; {
	case known && a.Days == b.Days:
		return 0.3, "the same days"
	case known && (a.Days.Contains(b.Days) || b.Days.Contains(a.Days)):
		return 0.22, "days of one inside the other's"
	case known:
		return movedScore(a, b)
	case reportsNear(a, b):
		return 0.12, "reports of the same days, one undated"
	}
	return 0, ""
}

// movedScore: an event that was put off and one announced later for another
// day, with the same people and place, are one event that moved.
func movedScore(a, b Facts) (float64, string) {
	early, late := a, b
	if b.Days.Start < a.Days.Start {
		early, late = b, a
	}
	moved := early.Status == postponed && (late.Status == planned || late.Status == occurred || late.Status == ongoing)
	gap := int(late.Days.Start - early.Days.End)
	if moved && gap <= movedReach && shared(a.People, b.People) > 0 && a.Type == b.Type {
		return 0.2, "put off, then set for a new day"
	}
	return 0, ""
}

func reportsNear(a, b Facts) bool {
	if a.Published == 0 || b.Published == 0 {
		return false
	}
	d := int(a.Published - b.Published)
	return d <= undatedReach && -d <= undatedReach
}

func shared(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}
