package timeline

import (
	"cmp"
	"slices"

	"chancery/edtf"
	"chancery/models"
)

// Facet is one value of a filter field and the number of events it would give.
type Facet struct {
	Key   string `json:"key"`
	Label string `json:"label,omitempty"` // an actor's name
	Kind  string `json:"kind,omitempty"`  // an actor's kind
	Count int    `json:"count"`
}

// Facets counts the filter's events by each of its fields. A field's own choice
// is left out of its counts: with type=visit chosen, the other types still show
// what choosing them would add.
type Facets struct {
	Total     int     `json:"total"`
	Types     []Facet `json:"types"` // in the order of menus, zeros left out
	Statuses  []Facet `json:"statuses"`
	Reviews   []Facet `json:"reviews"`
	Countries []Facet `json:"countries"` // most events first
	Actors    []Facet `json:"actors"`
}

// tally counts by number.
type tally struct {
	total                                      int
	types, statuses, reviews, countries, actor []int
}

// Facets counts within the filter's own days; undated events count when it has
// none. At most top countries and actors are given.
func (x *Index) Facets(q Query, top int) Facets {
	snap, m := x.now.Load(), x.compile(&q)
	from, to, ranged := filterDays(&q.Filter)
	countries, actors := x.words.sizes()
	t := &tally{
		types: make([]int, len(models.EventTypes)), statuses: make([]int, len(models.Statuses)),
		reviews:   make([]int, len(models.Reviews)),
		countries: make([]int, countries), actor: make([]int, actors),
	}
	for i := range snap.parts {
		p := &snap.parts[i]
		hi := p.seg.len()
		if ranged {
			hi = p.seg.before(to)
		}
		for row := range hi {
			if p.alive(row) && (!ranged || p.seg.end[row] > from) {
				t.add(p.seg, row, m.fails(p.seg, row))
			}
		}
	}
	return x.facets(t, q.Lang, top)
}

// filterDays is the filter's range, half-open; false when it has none.
func filterDays(f *models.EventFilter) (from, to int32, ok bool) {
	from, to = int32(edtf.MinDay), int32(edtf.MaxDay)
	if d, err := edtf.ParseDay(f.From); err == nil {
		from, ok = int32(d), true
	}
	if d, err := edtf.ParseDay(f.To); err == nil {
		to, ok = int32(d)+1, true
	}
	return from, to, ok
}

// add counts a row for each facet that alone refuses it, or for all when none
// does.
func (t *tally) add(s *segment, row int, fails uint8) {
	if fails == 0 {
		t.total++
	}
	if fails&^failType == 0 {
		t.types[s.typ[row]]++
	}
	if fails&^failStatus == 0 {
		t.statuses[s.meta[row]&statusBits]++
	}
	if fails&^failReview == 0 {
		t.reviews[s.meta[row]&reviewBits>>reviewShift]++
	}
	if fails&^failCountry == 0 {
		for _, c := range s.countries(row) {
			t.countries[c]++
		}
	}
	if fails&^failActor == 0 {
		for _, a := range s.actors(row) {
			t.actor[a]++
		}
	}
}

func (x *Index) facets(t *tally, lang string, top int) Facets {
	f := Facets{
		Total: t.total, Types: inOrder(models.EventTypes, t.types),
		Statuses: inOrder(models.Statuses, t.statuses), Reviews: inOrder(models.Reviews, t.reviews),
		Countries: []Facet{}, Actors: []Facet{},
	}
	for _, id := range topOf(t.countries, top) {
		f.Countries = append(f.Countries, Facet{Key: x.words.country(uint16(id)), Count: t.countries[id]})
	}
	for _, id := range topOf(t.actor, top) {
		key, name, kind := x.words.actorLabel(uint32(id), lang)
		f.Actors = append(f.Actors, Facet{Key: key, Label: name, Kind: kind, Count: t.actor[id]})
	}
	return f
}

func inOrder(keys []string, counts []int) []Facet {
	out := []Facet{}
	for i, k := range keys {
		if counts[i] > 0 {
			out = append(out, Facet{Key: k, Count: counts[i]})
		}
	}
	return out
}

func topOf(counts []int, n int) []int {
	ids := []int{}
	for id, c := range counts {
		if c > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b int) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return ids[:min(n, len(ids))]
}
