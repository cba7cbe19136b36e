package actor

import (
	"slices"

	"chancery/extract/text"
)

// survey reads the items once before anything is linked: who is named in full,
// and which states the text is about. Later choices lean on both.
func (m *matcher) survey() {
	for k := range m.items {
		it := &m.items[k]
		if it.used {
			continue
		}
		if it.is(nameEntry) {
			m.surveyName(it, int32(k))
		}
		if it.is(adjectiveEntry, peopleEntry, seatEntry) {
			for _, kind := range []entryKind{adjectiveEntry, peopleEntry, seatEntry} {
				if e := m.first(it, kind); e != nil {
					m.places[m.g.records[e.rec].country]++
				}
			}
		}
	}
	m.forgetTowns()
}

// forgetTowns takes out the names that are but those of small towns in states
// the text does not speak of: there they are words like any other.
func (m *matcher) forgetTowns() {
	for _, k := range m.towns {
		it := &m.items[k]
		likely := it.kinds != 1<<nameEntry
		m.entriesOf(it, nameEntry, func(e *entry) bool {
			r := &m.g.records[e.rec]
			likely = likely || !r.town || m.about(r.country)
			return !likely
		})
		if !likely {
			it.used = true
			m.at[it.first] = 0
		}
	}
	m.towns = m.towns[:0]
}

// about tells whether the text speaks of a state, or of one at war with it.
func (m *matcher) about(country string) bool {
	if m.places[country] > 0 {
		return true
	}
	for _, s := range m.g.foes[country] {
		if m.places[s] > 0 {
			return true
		}
	}
	return false
}

func (m *matcher) surveyName(it *item, k int32) {
	m.entriesOf(it, nameEntry, func(e *entry) bool {
		r := &m.g.records[e.rec]
		switch r.kind {
		case State:
			m.places[r.country] += 2
			if m.record(it, Place) >= 0 {
				m.shares[r.country]++
			}
		case Org:
			if m.g.states[r.country] != nil {
				m.places[r.country]++ // a state's service, an armed group
			}
		case Place:
			if r.town && (len(m.towns) == 0 || m.towns[len(m.towns)-1] != k) {
				m.towns = append(m.towns, k)
			}
			if (r.capital || r.region && !r.town) && !m.namesake(it, r) {
				m.places[r.country]++
			}
			m.surveySurname(it, r)
		}
		return true
	})
	if p := m.bestPerson(it, "", ""); p >= 0 {
		if _, have := m.full[p]; !have {
			m.full[p] = k
		}
		m.places[m.personCountry(p)]++
	}
}

// namesake: a large city of another state has the same name, so that the name
// alone speaks for neither.
func (m *matcher) namesake(it *item, r *rec) bool {
	found := false
	m.entriesOf(it, nameEntry, func(e *entry) bool {
		o := &m.g.records[e.rec]
		found = o.kind == Place && o.country != r.country && o.rank >= knownCity
		return !found
	})
	return found
}

// surveySurname notes a city's name that ends a person's name somewhere in the
// text ("Fritz Henderson"): there it is no city.
func (m *matcher) surveySurname(it *item, r *rec) {
	j := int(it.first) - 1
	if r.capital || r.region || it.last != it.first+1 || !m.capitalWord(j) || !m.adjacent(j, j+1) || m.p.openers.has(m.fold(j)) {
		return
	}
	before := m.itemBefore(j + 1)
	known := before != nil && before.is(givenEntry) && !before.is(nameEntry)
	if known || before == nil && r.rank < 300 && !m.startsSentence(j) && !m.titleCase(int(m.doc.Tokens[j].Sent)) && !m.p.capitalNouns {
		if m.surnames == nil {
			m.surnames = map[uint64]struct{}{}
		}
		m.surnames[m.fold(j+1)] = struct{}{}
	}
}

// bestPerson chooses among the persons an item may name: in the given office,
// in any top office on the day, most recently in office, first listed.
func (m *matcher) bestPerson(it *item, country, office string) int32 {
	best, score := int32(-1), -1
	m.entriesOf(it, nameEntry, func(e *entry) bool {
		if m.g.records[e.rec].kind != Person {
			return true
		}
		if s := m.personScore(e.rec, country, office); s > score {
			best, score = e.rec, s
		}
		return true
	})
	return best
}

func (m *matcher) personScore(p int32, country, office string) int {
	s := 0
	if country != "" && m.related(p, country) {
		s += 8
	}
	if office != "" && m.g.held(p, country, office, m.day, m.hasDay) {
		s += 16
	}
	if m.hasDay && m.g.onTop(p, m.day) {
		s += 4
	}
	if _, ok := m.full[p]; ok {
		s += 2
	}
	if m.g.records[p].top {
		s++
	}
	return s
}

// related: a person is of a state, or served it or an organisation once.
func (m *matcher) related(p int32, country string) bool {
	return m.g.records[p].country == country || m.g.held(p, country, "", 0, false)
}

// personCountry is whom a person speaks for on the day: the organisation or
// state served then, else the state of origin.
func (m *matcher) personCountry(p int32) string {
	if t := m.currentTerm(p); t != nil {
		return t.Country
	}
	return m.g.records[p].country
}

// currentTerm is the weightiest term on the article's day, nil without.
func (m *matcher) currentTerm(p int32) *Term {
	if !m.hasDay {
		return nil
	}
	var best *Term
	terms := m.g.terms[p]
	for i := range terms {
		t := &terms[i]
		if t.Start > m.day || m.day >= t.End {
			continue
		}
		if best == nil || m.weight(p, t) > m.weight(p, best) {
			best = t
		}
	}
	return best
}

// weight: the higher office counts, at equal rank the one at home (a monarch of
// several realms).
func (m *matcher) weight(p int32, t *Term) int {
	w := officeRank(t.Office) * 2
	if t.Country == m.g.records[p].country {
		w++
	}
	return w
}

func officeRank(office string) int {
	switch office {
	case "head-of-state":
		return 5
	case "head-of-government":
		return 4
	case "secretary-general", "commission-president", "council-president", "high-representative", "director":
		return 3
	case "foreign-minister":
		return 2
	}
	if topOffices[office] {
		return 1
	}
	return 0
}

// sensed is the record an ambiguous name means, and whether the text says so.
type sensed struct {
	rec  int32
	sure bool
}

// sense chooses among the records of an ambiguous name by the other words of
// the text; ok is false when the name is not listed as ambiguous.
func (m *matcher) sense(it *item) (rec int32, sure, ok bool) {
	if len(m.p.senses) == 0 {
		return 0, false, false
	}
	run := m.runOf(it)
	c, ok := m.p.senses[run]
	if !ok {
		return 0, false, false
	}
	s, known := m.meant[run]
	if !known {
		s = m.vote(&c)
		m.meant[run] = s
	}
	return s.rec, s.sure, true
}

// vote counts the words of the text that speak for each record, each word once.
func (m *matcher) vote(c *compiledSense) sensed {
	var heard []uint64
	votes := map[int32]int{}
	for i := range m.doc.Tokens {
		t := &m.doc.Tokens[i]
		if t.Kind != text.Word || !c.words.Has(t.Fold) || slices.Contains(heard, t.Fold) {
			continue
		}
		heard = append(heard, t.Fold)
		for _, r := range c.cues[t.Fold] {
			votes[r]++
		}
	}
	best := c.otherwise
	for r, n := range votes {
		if n > votes[best] || n == votes[best] && best != c.otherwise && r < best {
			best = r
		}
	}
	return sensed{best, votes[best] > 0}
}

func (m *matcher) runOf(it *item) uint64 {
	var run [maxRun]uint64
	n := 0
	for j := it.first; j < it.last && n < maxRun; j++ {
		if j > it.first && m.skippable(int(j)) {
			continue
		}
		run[n] = m.doc.Tokens[j].Fold
		n++
	}
	return runHash(run[:n])
}
