package timeline

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/models"
)

// LaneBy says what the timeline's lanes stand for.
type LaneBy string

// The ways to divide the timeline.
const (
	LanesType    LaneBy = "type"
	LanesCountry LaneBy = "country"
	LanesActor   LaneBy = "actor"
	LanesNone    LaneBy = "none"
)

// LaneKinds in the order menus show them.
var LaneKinds = []LaneBy{LanesType, LanesCountry, LanesActor, LanesNone}

// ValidLanes tells whether s names a way to divide the timeline.
func ValidLanes(s string) bool { return slices.Contains(LaneKinds, LaneBy(s)) }

// Query asks for a stretch of the timeline.
type Query struct {
	// Filter chooses the events. Its text and article are not looked at (the
	// index holds neither): pass the ids they match in IDs. Its days are not
	// looked at by Tile, which takes From and To.
	Filter models.EventFilter
	IDs    []uint64
	HasIDs bool // IDs narrow the events, even when there are none

	From, To edtf.Day // half-open
	Width    int      // CSS pixels the stretch is drawn on
	Lanes    LaneBy
	Lang     string // language of titles and names
	Items    int    // most events to give one by one; 0: DefaultItems
	Select   uint64 // an event to include whatever the level of detail; 0: none
}

// DefaultItems is how many events a tile gives one by one before it turns to
// densities.
const DefaultItems = 400

// matcher is a filter in the index's own numbers.
type matcher struct {
	types, statuses, reviews uint32 // a bit each
	countries                []uint16
	actors                   []uint32
	anyCountry, anyActor     bool
	undatedOnly              bool
	ids                      *idset // nil: any
}

func (x *Index) compile(q *Query) *matcher {
	f := &q.Filter
	m := &matcher{
		types: mask(models.EventTypes, f.Types), statuses: mask(models.Statuses, f.Statuses),
		reviews:    mask(models.Reviews, f.Reviews),
		anyCountry: len(f.Countries) == 0, anyActor: len(f.Actors) == 0, undatedOnly: f.Undated,
	}
	if len(f.Reviews) == 0 {
		m.reviews = mask(models.Reviews, []string{models.ReviewPending, models.ReviewAccepted})
	}
	for _, c := range f.Countries {
		if id, ok := x.words.findCountry(c); ok {
			m.countries = append(m.countries, id)
		}
	}
	for _, a := range f.Actors {
		m.actors = append(m.actors, x.words.findActors(a)...)
	}
	if q.HasIDs {
		m.ids = newIDSet(q.IDs)
	}
	return m
}

// mask sets the bit of each chosen word; all bits when none is chosen.
func mask(all, chosen []string) uint32 {
	if len(chosen) == 0 {
		return ^uint32(0)
	}
	var m uint32
	for _, c := range chosen {
		if i := slices.Index(all, c); i >= 0 {
			m |= 1 << i
		}
	}
	return m
}

// Facets a row can fail, as bits.
const (
	failType = 1 << iota
	failStatus
	failReview
	failCountry
	failActor
	failRest
)

// fails gives the facets by which the filter refuses a row; 0 when it passes.
func (m *matcher) fails(s *segment, row int) uint8 {
	var f uint8
	if m.ids != nil && !m.ids.has(s.id[row]) || m.undatedOnly && row < s.dated {
		return failRest
	}
	meta := s.meta[row]
	if m.types>>s.typ[row]&1 == 0 {
		f |= failType
	}
	if m.statuses>>(meta&statusBits)&1 == 0 {
		f |= failStatus
	}
	if m.reviews>>(meta&reviewBits>>reviewShift)&1 == 0 {
		f |= failReview
	}
	if !m.anyCountry && !overlap(m.countries, s.countries(row)) {
		f |= failCountry
	}
	if !m.anyActor && !overlap(m.actors, s.actors(row)) {
		f |= failActor
	}
	return f
}

func overlap[T comparable](a, b []T) bool {
	for _, v := range b {
		if slices.Contains(a, v) {
			return true
		}
	}
	return false
}

// key names what a selection depends on: everything but range, width, lanes
// and language.
func (q *Query) key(version uint64) string {
	f := q.Filter
	f.From, f.To, f.Query, f.Article = "", "", "", 0
	var b strings.Builder
	fmt.Fprintf(&b, "%d?%s", version, f.Values().Encode())
	if q.HasIDs {
		h := fnv.New64a()
		for _, id := range q.IDs {
			_, _ = h.Write([]byte{
				byte(id), byte(id >> 8), byte(id >> 16), byte(id >> 24),
				byte(id >> 32), byte(id >> 40), byte(id >> 48), byte(id >> 56),
			})
		}
		fmt.Fprintf(&b, "#%d:%x", len(q.IDs), h.Sum64())
	}
	return b.String()
}
