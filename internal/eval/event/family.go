package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"chancery/extract"
)

// family counts one family of types.
type family struct{ must, found, events, right int }

// families groups types as PLOVER does, which takes what people do when they
// meet for one; types it does not know stand alone.
var families = map[string]string{
	"visit": "consult", "meeting": "consult", "call": "consult", "summit": "consult", "negotiation": "consult", "mediation": "consult",
	"statement": "statement", "demand": "demand", "protest": "protest", "agreement": "agree", "vote": "agree",
	"sanction": "sanction", "expulsion": "sanction", "recognition": "cooperate", "aid": "aid", "military": "military", "legal": "coerce",
}

func familyOf(t string) string {
	if f := families[t]; f != "" {
		return f
	}
	return t
}

// alike tells whether an event's type is among the families accepted.
func alike(accepted []string, t string) bool {
	return len(accepted) == 0 || slices.ContainsFunc(accepted, func(a string) bool { return familyOf(a) == familyOf(t) })
}

// tally counts an expected event by its first type, its day where type and
// states were found, and its actors where all was.
func (s *score) tally(m expected, events []extract.Event, at int) {
	f := s.family(m.Type[0])
	f.must++
	undated := m
	undated.Start, undated.EDTF = "", ""
	if slices.ContainsFunc(events, func(e extract.Event) bool { return fits(undated, e) }) {
		s.datable++
	}
	if at < 0 {
		return
	}
	f.found++
	s.dated++
	for _, names := range m.Actors {
		s.actors++
		if acts(events[at], names) {
			s.named++
		}
	}
}

func (s *score) coded(t string, right bool) {
	f := s.family(t)
	f.events++
	if right {
		f.right++
	}
}

func (s *score) family(t string) *family {
	if s.families == nil {
		s.families = map[string]*family{}
	}
	name := familyOf(t)
	if s.families[name] == nil {
		s.families[name] = &family{}
	}
	return s.families[name]
}

// byFamily prints precision and recall of each family.
func (s *score) byFamily(w io.Writer, verbose bool) {
	if !verbose {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(s.families)) {
		f := s.families[name]
		_, _ = fmt.Fprintf(w, "    %-12s expected %3d, found %3d; given %3d, right %3d\n", name, f.must, f.found, f.events, f.right)
	}
}
