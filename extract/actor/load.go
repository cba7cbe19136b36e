package actor

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chancery/lang"
)

//go:embed data/*.tsv
var data embed.FS

// tables are the files the compact form holds, people and places above all.
var tables = []string{
	"states.tsv", "orgs.tsv", "places.tsv", "places-editor.tsv", "people.tsv", "people-editor.tsv", "people-offices.tsv",
	"people-scripts.tsv", "places-scripts.tsv", "particles.tsv", "translit.tsv", "spellings.tsv",
}

// Open reads the gazetteer with the names of the given languages (all that
// have an actors.yaml when none is given). People's names are kept in every
// language: articles mix them.
func Open(tags ...string) (*Gazetteer, error) { return open(tags, nil, true) }

// open reads people and places from the compact form, or from the tables where
// that is not wanted or is older than they are.
func open(tags []string, extra []Extra, compactForm bool) (*Gazetteer, error) {
	if len(tags) == 0 {
		for _, t := range lang.Tags() {
			if lang.Has(t, "actors.yaml") && lang.Has(t, "text.yaml") {
				tags = append(tags, t)
			}
		}
	}
	g := &Gazetteer{
		states: map[string]*stateInfo{}, orgHeads: map[int32]string{}, orgKeys: map[string]int32{}, capitals: map[string]int32{},
		packs: map[string]*pack{}, foes: map[string][]string{}, tags: tags, members: map[string][]membership{}, families: map[string]bool{},
	}
	b := &builder{g: g, extra: extra, classes: map[string]uint8{}, bits: map[string]uint16{}, seats: map[string]entry{}}
	load := []func() error{b.states, b.orgs}
	if !compactForm || len(extra) > 0 || !upToDate() || !b.compact() {
		load = []func() error{b.states, b.orgs, b.places, b.people, b.overlays, b.indexPeople}
		b.empty()
	}
	if err := b.languages(); err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	b.readPacks()
	for _, f := range append(load, b.numberedOrgs, b.foes, b.seatList, b.memberships, b.women, b.packs, b.occasions, b.inflect) {
		if err := f(); err != nil {
			return nil, fmt.Errorf("gazetteer: %w", err)
		}
	}
	g.findEntries()
	return g, nil
}

// empty makes room for the tables.
func (b *builder) empty() {
	b.g.byID = make(map[string]int32, recordsHint)
	b.g.records, b.g.terms = make([]rec, 0, recordsHint), make([][]Term, 0, recordsHint)
	b.g.trie = newTrie(entriesHint)
}

// mostLanguages is how many there may be at once: as many as an entry has bits.
const mostLanguages = 16

// languages gives each language its bit. Those in which places have names of
// their own come first, always in the same order, so that the compact form does
// not depend on which languages are asked for.
func (b *builder) languages() error {
	for _, file := range placeFiles {
		err := rows(file, func(c []string) error {
			if c[0] != "id" {
				return errEnough
			}
			b.bit(c[6:]...)
			return nil
		})
		if !errors.Is(err, errEnough) {
			return fmt.Errorf("%s: its first row must name the columns: %w", file, err)
		}
	}
	if b.bit(b.g.tags...); len(b.bits) > mostLanguages {
		return fmt.Errorf("%d languages at once: the gazetteer takes %d", len(b.bits), mostLanguages)
	}
	return nil
}

func (b *builder) bit(tags ...string) {
	for _, t := range tags {
		if _, have := b.bits[t]; !have {
			b.bits[t] = 1 << len(b.bits)
		}
	}
}

// errEnough ends the reading of a table.
var errEnough = errors.New("enough")

var placeFiles = []string{"places.tsv", "places-editor.tsv", "places-scripts.tsv"}

// builder fills a gazetteer.
type builder struct {
	g       *Gazetteer
	extra   []Extra
	classes map[string]uint8
	bits    map[string]uint16
	seats   map[string]entry // by key
	read    []reading        // packs, in the order of the tags
	// particles open a surname: "von der Leyen", "ben Salmane", "al-Assad".
	particles map[string]bool
	// changing are the names whose words the packs may inflect.
	changing []changing
}

// Sizes of the whole gazetteer, somewhat above what it holds, so that its tables
// need not grow while they are filled.
const (
	recordsHint = 16_000
	entriesHint = 80_000
)

const allLangs = 0xffff

// rows calls f with the cells of every line of a file; "#" begins a comment.
func rows(file string, f func(cells []string) error) error {
	raw, err := data.ReadFile("data/" + file)
	if err != nil {
		return err
	}
	n := 0
	var cells []string // one for all rows: what f keeps, it copies
	for line := range strings.SplitSeq(string(raw), "\n") {
		n++
		line = strings.TrimSuffix(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		cells = cells[:0]
		for more := true; more; {
			var cell string
			cell, line, more = strings.Cut(line, "\t")
			cells = append(cells, cell)
		}
		if err := f(cells); err != nil {
			return fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	return nil
}

func (b *builder) newRec(r rec) int32 {
	b.g.records = append(b.g.records, r)
	b.g.terms = append(b.g.terms, nil)
	i := int32(len(b.g.records) - 1)
	b.g.byID[r.id] = i
	return i
}

// record gives the record of an id and makes it where there is none.
func (b *builder) record(r rec) int32 {
	if i, known := b.g.byID[r.id]; known {
		return i
	}
	return b.newRec(r)
}

func (b *builder) states() error {
	return rows("states.tsv", func(c []string) error {
		if len(c) < 3 {
			return fmt.Errorf("want alpha-3, alpha-2, id, flags")
		}
		info := &stateInfo{rec: b.record(rec{id: c[2], kind: State, country: c[0]})}
		if len(c) > 3 {
			flags := strings.Split(c[3], ",")
			info.monarchy = slices.Contains(flags, "monarchy")
			info.premier = slices.Contains(flags, "premier")
			info.presidentGovern = slices.Contains(flags, "president-governs")
			info.chancellor = slices.Contains(flags, "chancellor")
			if slices.Contains(flags, "family-first") {
				b.g.families[c[0]] = true
			}
			info.noSurname = slices.Contains(flags, "no-surname")
		}
		b.g.states[c[0]] = info
		return nil
	})
}

func (b *builder) orgs() error {
	return rows("orgs.tsv", func(c []string) error {
		if len(c) < 4 {
			return fmt.Errorf("want key, id, code, office")
		}
		i := b.record(rec{id: c[1], kind: Org, country: c[2]})
		b.g.orgKeys[c[0]] = i
		if c[3] != "" {
			b.g.orgHeads[i] = c[3]
		}
		return nil
	})
}

// foes reads whose naming lets a text be about another state's towns.
func (b *builder) foes() error {
	return rows("foes.tsv", func(c []string) error {
		if len(c) < 2 || b.g.states[c[0]] == nil {
			return fmt.Errorf("want state, others")
		}
		for _, s := range strings.Fields(c[1]) {
			if b.g.states[s] == nil {
				return fmt.Errorf("no state %s", s)
			}
			b.g.foes[strings.Clone(c[0])] = append(b.g.foes[c[0]], s)
		}
		return nil
	})
}

func (b *builder) seatList() error {
	b.g.seatPlaces = []string{""}
	return rows("seats.tsv", func(c []string) error {
		if len(c) < 2 {
			return fmt.Errorf("want key, alpha-3, place, names")
		}
		state := b.g.states[c[1]]
		if state == nil {
			return fmt.Errorf("no state %q", c[1])
		}
		e := entry{kind: seatEntry, rec: state.rec}
		if len(c) > 2 && c[2] != "" {
			e.class = uint8(len(b.g.seatPlaces))
			b.g.seatPlaces = append(b.g.seatPlaces, strings.Clone(c[2]))
		}
		b.seats[c[0]] = e
		if len(c) > 3 {
			for name := range strings.SplitSeq(c[3], ";") {
				e.langs = allLangs
				b.add(name, e)
			}
		}
		return nil
	})
}

func (b *builder) memberships() error {
	return rows("members.tsv", func(c []string) error {
		if len(c) < 4 {
			return fmt.Errorf("want organisation, states, from, until")
		}
		span, err := parseTerms("x x " + c[2] + "/" + c[3])
		if err != nil || len(span) == 0 {
			return fmt.Errorf("membership of %s: %w", c[0], err)
		}
		for _, s := range strings.Fields(c[1]) {
			if b.g.states[s] == nil {
				return fmt.Errorf("no state %s", s)
			}
			b.g.members[c[0]] = append(b.g.members[c[0]], membership{s, span[0].Start, span[0].End})
		}
		return nil
	})
}

// places reads both place files; their first row names the columns.
func (b *builder) places() error {
	for _, file := range placeFiles {
		var langs []string
		err := rows(file, func(c []string) error {
			if c[0] == "id" {
				langs = slices.Clone(c[6:])
				return nil
			}
			return b.place(c, langs)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) place(c, langs []string) error {
	if len(c) < 7 {
		return fmt.Errorf("want id, country, latitude, longitude, flags, inhabitants, names")
	}
	i := b.record(rec{id: c[0], kind: Place, country: c[1]})
	r := &b.g.records[i]
	if c[2] != "" {
		lat, err := strconv.ParseFloat(c[2], 64)
		lon, err2 := strconv.ParseFloat(c[3], 64)
		if err != nil || err2 != nil {
			return fmt.Errorf("no coordinates: %q %q", c[2], c[3])
		}
		r.lat, r.lon, r.hasPoint = lat, lon, true
	}
	if n, err := strconv.Atoi(c[5]); err == nil {
		r.rank = int32(n)
	}
	switch c[4] {
	case "capital":
		b.g.capitals[c[1]] = i
		r.capital = true
	case "seat":
		r.capital = true
	case "region":
		r.region, r.town = true, false
	case "part":
		r.region, r.town = true, true
	case "town":
		r.town = true
	}
	b.placeNames(i, c[6:], langs)
	return nil
}

// wellKnown cities (thousands of inhabitants) are met under their English name
// in every language.
const wellKnown = 500

// placeNames adds a row's names. Where a language has none of its own the
// English one serves it.
func (b *builder) placeNames(i int32, names, langs []string) {
	var rest uint16 = allLangs
	for k := len(names) - 1; k >= 0; k-- {
		if names[k] == "" || k >= len(langs) {
			continue
		}
		tag := langs[k]
		bits := b.bits[tag]
		switch r := &b.g.records[i]; {
		case tag != lang.Default:
			rest &^= bits
		case r.rank >= wellKnown || r.capital:
			bits = allLangs
		default:
			bits |= rest
		}
		for v, name := range strings.Split(names[k], ";") {
			if v == 0 {
				r := &b.g.records[i]
				r.names = slices.Insert(r.names, 0, langName{tag, name})
			}
			if bits == 0 {
				continue
			}
			b.add(name, entry{kind: nameEntry, rec: i, langs: bits})
			if soft := strings.ReplaceAll(name, "’", ""); soft != name {
				b.add(soft, entry{kind: nameEntry, rec: i, langs: bits})
			}
		}
	}
}

// add puts a name in the trie under all its runs.
func (b *builder) add(name string, e entry) {
	e.flags |= writing(name)
	if (e.kind == nameEntry || e.kind == surnameEntry) && accentless(name) {
		e.flags |= plain
	}
	b.put(name, e)
}

// put enters a name as it stands.
func (b *builder) put(name string, e entry) {
	b.note(name, e.langs, false)
	joined, cut := paths(name)
	for _, r := range []*run{&joined, &cut} {
		if r.n > 0 {
			b.g.trie.add(r.path(), e)
		}
	}
}

func (b *builder) class(name string) uint8 {
	if n, ok := b.classes[name]; ok {
		return n
	}
	n := uint8(len(b.g.classes))
	b.g.classes = append(b.g.classes, name)
	b.classes[name] = n
	return n
}
