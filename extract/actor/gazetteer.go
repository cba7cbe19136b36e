package actor

import (
	"maps"
	"slices"
	"sync"

	"chancery/edtf"
	"chancery/lang"
)

// Gazetteer knows who and what articles name. It is read-only once open and
// may be shared by any number of goroutines.
type Gazetteer struct {
	records  []rec
	names    sync.Map // record → its main names, see namesOf
	byID     map[string]int32
	states   map[string]*stateInfo // by alpha-3
	orgHeads map[int32]string      // organisation -> office of its head
	orgKeys  map[string]int32
	capitals map[string]int32
	classes  []string // role classes by number
	trie     *trie
	packs    map[string]*pack
	tags     []string
	terms    [][]Term // by record
	offices  map[officeKey][]tenure
	members  map[string][]membership
	occasion []Occasion
	numbered []numbered
	foes     map[string][]string // states at war with one, or on its soil
	woman    map[int32]bool
	extra    []Extra
	// seatPlaces are the places of seats outside the capital, by their number; the
	// first is none.
	seatPlaces []string
	// personEntry gives a person's full-name entry in the trie.
	personEntry []int32
	families    map[string]bool // states where the family name comes first
}

// rec is a record as it is kept.
type rec struct {
	id       string
	kind     Kind
	country  string
	names    []langName
	lat, lon float64
	hasPoint bool
	capital  bool // seats a government
	region   bool
	town     bool     // counts only where the text speaks of its state
	rank     int32    // inhabitants in thousands
	surnames []string // persons: the part that stands alone
	family   bool     // persons: the family name comes first
	top      bool     // persons: ever held an office known by surname alone
}

type langName struct{ tag, name string }

// stateInfo is what data/states.tsv says of a state.
type stateInfo struct {
	rec             int32
	monarchy        bool // a "president" there heads the government
	premier         bool // the head of government is its leader
	presidentGovern bool // the president is head of government
	noSurname       bool // people there have no family name
	chancellor      bool // the head of government is called chancellor
}

// Record gives a record by its id; false when there is none.
func (g *Gazetteer) Record(id string) (Record, bool) {
	i, ok := g.byID[id]
	if !ok {
		return Record{}, false
	}
	r := &g.records[i]
	return Record{ID: r.id, Kind: r.kind, Country: r.country, Names: g.namesOf(i), Lat: r.lat, Lon: r.lon, HasPoint: r.hasPoint}, true
}

// namesOf gives a record's main names, gathered when they are first asked for.
func (g *Gazetteer) namesOf(i int32) map[string]string {
	if have, ok := g.names.Load(i); ok {
		return have.(map[string]string) //nolint:forcetypeassert // nothing else is put there
	}
	names := map[string]string{}
	for _, n := range g.records[i].names {
		if _, have := names[n.tag]; !have && n.tag != "" {
			names[n.tag] = n.name
		}
	}
	g.names.Store(i, names)
	return names
}

// Name is a record's display name in a language, in English when it has none
// there, "" when there is no such record.
func (g *Gazetteer) Name(id, tag string) string {
	i, ok := g.byID[id]
	if !ok {
		return ""
	}
	return g.records[i].name(tag)
}

func (r *rec) name(tag string) string {
	fallback := ""
	for _, n := range r.names {
		switch {
		case n.tag == tag:
			return n.name
		case fallback == "" || n.tag == lang.Default:
			fallback = n.name
		}
	}
	return fallback
}

// CapitalOf gives the place from which a state (alpha-3) is governed.
func (g *Gazetteer) CapitalOf(country string) (placeID string, ok bool) {
	i, ok := g.capitals[country]
	if !ok {
		return "", false
	}
	return g.records[i].id, true
}

// Members lists the states (alpha-3) in an organisation on a day, sorted; nil
// when the gazetteer does not know them.
func (g *Gazetteer) Members(orgCode string, day edtf.Day) []string {
	var out []string
	for _, m := range g.members[orgCode] {
		if m.start <= day && day < m.end {
			out = append(out, m.state)
		}
	}
	slices.Sort(out)
	return out
}

// Tags lists the languages the gazetteer was opened with, sorted.
func (g *Gazetteer) Tags() []string { return slices.Sorted(maps.Keys(g.packs)) }
