package actor

import (
	"cmp"
	"slices"

	"chancery/extract/text"
)

// resolve links every item, left to right: roles first, since they take the
// names beside them.
func (m *matcher) resolve() {
	m.out = slices.Grow(m.out, len(m.items))
	for k := range m.items {
		it := &m.items[k]
		if it.used || it.is(blockEntry) {
			continue
		}
		switch {
		case it.is(roleEntry, pluralEntry, counterpartEntry, institutionEntry, pairEntry) && !it.is(nameEntry):
			m.role(it)
		case it.is(countEntry) && m.countAlone(it) && m.counted(it):
		case it.kinds == 1<<pronounEntry:
			m.pronoun(it)
		case it.is(seatEntry):
			m.seat(it)
		case it.is(nameEntry, surnameEntry):
			m.name(it)
		case it.is(adjectiveEntry, peopleEntry):
			if !m.ownsLaterRole(k) {
				m.demonym(it)
			}
		case it.is(givenEntry):
			m.given(it)
		}
	}
}

// ownsLaterRole: in "the South Korean acting president" the adjective comes
// first and is the role's; wait for it.
func (m *matcher) ownsLaterRole(k int) bool {
	if !m.p.adjectiveFirst {
		return false
	}
	for n := k + 1; n < len(m.items) && n <= k+2; n++ {
		next := &m.items[n]
		if !m.sameSentence(int(m.items[k].first), int(next.first)) || next.first-m.items[k].last > 4 {
			return false
		}
		if next.is(roleEntry, institutionEntry, counterpartEntry) {
			ph := m.phraseOf(next, "")
			return ph.first <= int(m.items[k].first)
		}
	}
	return false
}

func (m *matcher) emit(first, last int, mention Mention) *Mention {
	mention.First, mention.Last = first, last
	mention.Start = int(m.doc.Tokens[first].Start)
	mention.End = int(m.doc.Tokens[last-1].End)
	m.out = append(m.out, mention)
	return &m.out[len(m.out)-1]
}

// finish sorts the mentions and, where two overlap, keeps the longer.
func (m *matcher) finish() []Mention {
	order := func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last))
	}
	if !slices.IsSortedFunc(m.out, order) {
		slices.SortStableFunc(m.out, order)
	}
	kept := m.out[:0]
	for i := range m.out {
		x, n := &m.out[i], len(kept)
		switch {
		case n > 0 && x.First < kept[n-1].Last:
			if x.Last-x.First > kept[n-1].Last-kept[n-1].First {
				kept[n-1] = *x
			}
		case n == i: // in its place already
			kept = m.out[:n+1]
		default:
			kept = append(kept, *x)
		}
	}
	return kept
}

// seat is a palace or ministry that stands for its government.
func (m *matcher) seat(it *item) {
	if next := m.past(int(it.last)); next > int(it.last) && !m.p.capitalNouns && m.capitalWord(next) && m.itemAt(next) == nil {
		return // "Le Kremlin-Bicêtre"
	}
	e := m.first(it, seatEntry)
	r := &m.g.records[e.rec]
	place := m.g.seatPlaces[e.class]
	if place == "" {
		place = m.capitalID(r.country)
	}
	m.emit(int(it.first), int(it.last), Mention{
		Kind: State, ID: r.id, Name: r.name(m.p.tag), Country: r.country,
		Metonym: true, PlaceID: place, Score: 0.9, Rule: "seat",
	})
}

func (m *matcher) capitalID(country string) string {
	id, _ := m.g.CapitalOf(country)
	return id
}

// name links an item that names a record in full, or a surname.
func (m *matcher) name(it *item) {
	if p := m.bestPerson(it, "", ""); p >= 0 {
		if !m.partOfLonger(it) {
			m.posted(m.person(it, p, 1, "full-name"))
		}
		return
	}
	if it.is(surnameEntry) && m.surname(it) {
		return
	}
	if !it.is(nameEntry) {
		return
	}
	state, org := m.record(it, State), m.record(it, Org)
	if sensed, sure, ok := m.sense(it); ok {
		m.sensed(it, sensed, sure)
		return
	}
	if (state >= 0 || org < 0) && m.otherThing(it) {
		return
	}
	switch {
	case state >= 0:
		m.stateOrCity(it, state)
	case org >= 0:
		m.record1(it, org, Org, 0.95, "organisation")
	case m.record(it, Group) >= 0:
		m.asUnion(m.record1(it, m.record(it, Group), Group, 0.6, "group"))
	default:
		m.place(it)
	}
}

// stateOrCity links a state's name, unless it is a person's, a province's or a
// city's here.
func (m *matcher) stateOrCity(it *item, state int32) {
	if m.someonesName(it) || m.uncertainStart(it) {
		return
	}
	if is, lower := m.province(it); is && lower {
		return
	}
	if city, ok := m.cityOfName(it, state); ok {
		r := &m.g.records[city]
		m.record1(it, city, Place, 0.75, "place").PlaceID = r.id
		return
	}
	m.state(it, state)
}

func (m *matcher) sensed(it *item, rec int32, sure bool) {
	if m.someonesName(it) || m.otherThing(it) {
		return
	}
	score := 0.7
	if sure {
		score = 0.9
	}
	if m.g.records[rec].kind == State {
		x := m.state(it, rec)
		x.Score, x.Rule = score, "sense"
		return
	}
	m.record1(it, rec, Place, score, "sense")
}

func (m *matcher) record1(it *item, rec int32, kind Kind, score float64, rule string) *Mention {
	r := &m.g.records[rec]
	return m.emit(int(it.first), int(it.last), Mention{
		Kind: kind, ID: r.id, Name: r.name(m.p.tag), Country: r.country, Score: score, Rule: rule,
	})
}

// state emits a state. Where state and capital share a name, the place is
// given, too.
func (m *matcher) state(it *item, rec int32) *Mention {
	x := m.record1(it, rec, State, 0.95, "state")
	m.entriesOf(it, nameEntry, func(e *entry) bool {
		if r := &m.g.records[e.rec]; r.kind == Place && r.country == x.Country {
			x.PlaceID = r.id
			return false
		}
		return true
	})
	return x
}

// place chooses among the cities of one name: in a state the text is about,
// then a capital, then the largest.
func (m *matcher) place(it *item) {
	best, score := int32(-1), -1
	part, _ := m.province(it)
	m.entriesOf(it, nameEntry, func(e *entry) bool {
		r := &m.g.records[e.rec]
		if r.kind != Place || part && !r.region || r.town && !m.about(r.country) {
			return true
		}
		s := int(r.rank)
		if m.places[r.country] > 0 {
			s += 1_000_000
		}
		if r.capital || r.region {
			s += 1000 // as much as a million more inhabitants
		}
		if s > score {
			best, score = e.rec, s
		}
		return true
	})
	if best < 0 || m.someonesName(it) || m.ordinaryWord(it) || m.inRegion(it) {
		return
	}
	r := &m.g.records[best]
	if m.unlikelyPlace(it, r) {
		return
	}
	x := m.record1(it, best, Place, 0.85, "place")
	x.PlaceID, x.Metonym = r.id, r.capital
	m.atVenue(x)
}

// atVenue takes a house in front of its place into the mention: "(dans) sa
// résidence de Sotchi".
func (m *matcher) atVenue(x *Mention) {
	j := x.First - 1
	for j > x.First-3 && m.sameSentence(j, x.First) && m.p.of.has(m.fold(j)) {
		j--
	}
	if j == x.First-1 || !m.sameSentence(j, x.First) || !m.p.venues.has(m.fold(j)) || m.itemCovering(j) != nil {
		return
	}
	x.First, x.Start, x.Metonym = j, int(m.doc.Tokens[j].Start), false
}

// unlikelyPlace: a small city's name that is a person's here, a given name in a
// text that does not speak of the city's state, or a short acronym.
func (m *matcher) unlikelyPlace(it *item, r *rec) bool {
	if r.capital || r.region || it.last != it.first+1 {
		return false
	}
	t := &m.doc.Tokens[it.first]
	if _, person := m.surnames[t.Fold]; person {
		return true
	}
	if it.is(givenEntry, surnameEntry) && m.places[r.country] == 0 {
		return true
	}
	return t.AllCaps && t.End-t.Start <= 4 && !m.titleCase(int(t.Sent))
}

// ordinaryWord: a word of the language that is a city as well counts only
// inside a sentence and without an article.
func (m *matcher) ordinaryWord(it *item) bool {
	first := int(it.first)
	return it.last == it.first+1 && m.p.ordinary.has(m.fold(first)) && (m.startsSentence(first) || m.definite(first))
}

// uncertainStart: a function word that is a state's name as well, where its
// capital says nothing.
func (m *matcher) uncertainStart(it *item) bool {
	first := int(it.first)
	return m.p.forms != nil && m.doc.Tokens[first].Upper && m.ordinaryWord(it) && m.startsSentence(first)
}

// startsSentence: the token's capital says nothing.
func (m *matcher) startsSentence(tok int) bool {
	s := m.doc.Sents[m.doc.Tokens[tok].Sent]
	for j := int(s.First); j < tok; j++ {
		if m.doc.Tokens[j].Kind == text.Word || m.doc.Tokens[j].Kind == text.Number {
			return false
		}
	}
	return true
}

// demonym emits an adjective of nationality, or the people it stands for.
func (m *matcher) demonym(it *item) {
	kind := adjectiveEntry
	e := m.first(it, adjectiveEntry)
	if e == nil {
		kind = peopleEntry
		e = m.first(it, peopleEntry)
	}
	rec := e.rec
	if s, _, ok := m.sense(it); ok {
		rec = s
	}
	r := &m.g.records[rec]
	if m.p.thingsAfter.has(m.doc, m.past(int(it.last))) && m.sameSentence(int(it.first), int(it.last)) {
		return // "American Airlines"
	}
	if j := int(it.first) - 1; m.sameSentence(j, j+1) && m.p.watersBefore.has(m.fold(j)) {
		return // "l'océan Indien", "la mer Syrienne"
	}
	x := m.record1(it, rec, r.kind, 0.5, "demonym")
	x.Demonym = true
	if m.people(it, kind) {
		x.Demonym, x.Score, x.Rule = false, 0.6, "people"
		m.asUnion(x)
	}
}

// people tells whether an adjective stands as a noun for a people.
func (m *matcher) people(it *item, kind entryKind) bool {
	first := int(it.first)
	t := &m.doc.Tokens[first]
	if kind == peopleEntry {
		return true
	}
	if !m.p.nominalCapital {
		return false
	}
	if !t.Upper || t.AllCaps {
		return false
	}
	if next := m.itemAt(int(it.last)); next != nil && next.is(nameEntry, surnameEntry, givenEntry) {
		return false // "l'Américain Antony Blinken"
	}
	// A singular capital is one person; plurals end in what no singular does.
	return t.End-t.Start > 3 && pluralLooking(m.doc.Word(int(it.last)-1))
}

func pluralLooking(w string) bool {
	return w != "" && (w[len(w)-1] == 's' || w[len(w)-1] == 'x' || w[len(w)-1] == 'i' || w[len(w)-1] == 'e' || w[len(w)-1] == 'n')
}
