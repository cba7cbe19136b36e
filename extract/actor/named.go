package actor

import "chancery/extract/text"

// apposed: "Emmanuel Macron, le président français".
func (m *matcher) apposed(ph *phrase) bool {
	j := ph.first - 1
	for j >= 0 && (m.p.articles.has(m.fold(j)) || m.p.between.has(m.fold(j))) {
		j--
	}
	if j < 1 || !m.sameSentence(j, ph.first) || m.doc.Tokens[j].Kind != text.Punct || m.doc.Word(j) != "," || ph.country == "" {
		return false
	}
	for n := len(m.out) - 1; n >= 0 && m.out[n].Last >= j; n-- {
		x := &m.out[n]
		if x.Last != j || x.Kind != Person {
			continue
		}
		p, ok := m.g.byID[x.ID]
		if !ok || !m.related(p, ph.country) {
			return false
		}
		m.describe(x, ph)
		return true
	}
	return false
}

// describe puts an office the text states onto a person's mention.
func (m *matcher) describe(x *Mention, ph *phrase) {
	if ph.country != "" {
		x.Country = ph.country
	}
	if !ph.former && !ph.future && !(x.Office != "" && generic(ph.class)) {
		if office := m.office(ph.class, owner{x.Country, ph.org}); office != "" && office != "official" || x.Office == "" {
			x.Office = office
		}
	}
}

// generic roles say less than an office already known.
func generic(class string) bool { return class == "minister" || class == "official" || class == "head" }

// named links the name that follows a role, with or without a comma.
func (m *matcher) named(ph *phrase) bool {
	j := ph.last
	comma := false
	if j < len(m.doc.Tokens) && m.doc.Tokens[j].Kind == text.Punct && m.doc.Word(j) == "," {
		j, comma = j+1, true
	}
	for j < len(m.doc.Tokens) && m.p.titles.has(m.fold(j)) {
		j++
		if j < len(m.doc.Tokens) && m.doc.Tokens[j].Kind == text.Stop {
			j++
		}
	}
	if !m.sameSentence(ph.last-1, j) {
		return false
	}
	return m.nameAt(j, comma, ph)
}

// nameAt links the name at a token to the role before it.
func (m *matcher) nameAt(j int, comma bool, ph *phrase) bool {
	next := m.itemAt(j)
	office := m.office(ph.class, ph.owner)
	if next != nil && !next.used && next.is(nameEntry) {
		if p := m.bestPerson(next, ph.country, office); p >= 0 {
			if comma && ph.country != "" && !m.related(p, ph.country) || comma && ph.country == "" && ph.dangling {
				return false
			}
			m.describe(m.person(next, p, 1, "role-name"), ph)
			return true
		}
	}
	end := m.personalName(j)
	if next != nil && !next.used && next.is(surnameEntry) && end <= int(next.last) {
		if p := m.officeBearer(next, ph, office); p >= 0 {
			m.full[p] = m.at[j] - 1
			m.describe(m.person(next, p, 0.95, "role-surname"), ph)
			return true
		}
	}
	return m.stranger(j, end, comma, ph)
}

// officeBearer: the bearer of a surname who holds the office of the role.
func (m *matcher) officeBearer(it *item, ph *phrase, office string) int32 {
	best := int32(-1)
	m.entriesOf(it, surnameEntry, func(e *entry) bool {
		ok := m.g.held(e.rec, ph.country, office, m.day, m.hasDay)
		if !ok && ph.former {
			ok = m.g.held(e.rec, ph.country, office, 0, false)
		}
		if !ok && ph.country == "" {
			ok = m.heldAs(e.rec, ph.class)
		}
		if ok {
			best = e.rec
		}
		return !ok
	})
	if best < 0 {
		if p, _ := m.bearer(it, true); p >= 0 && (ph.country == "" || m.related(p, ph.country)) {
			best = p
		}
	}
	return best
}

// heldAs: without a state in the text, the person's own state says what office
// the role means.
func (m *matcher) heldAs(p int32, class string) bool {
	c := m.g.records[p].country
	return m.g.held(p, c, m.office(class, owner{c, -1}), m.day, m.hasDay)
}

// nameBefore: "Kim Yong Chol, the most senior North Korean official".
func (m *matcher) nameBefore(ph *phrase) bool {
	j := ph.first - 1
	for j >= 0 && (m.p.articles.has(m.fold(j)) || m.p.between.has(m.fold(j))) {
		j--
	}
	if j < 1 || !m.sameSentence(j, ph.first) || m.doc.Word(j) != "," || ph.country == "" || ph.dangling {
		return false
	}
	start := m.nameStart(j)
	if j-start < 2 || j-start > 6 {
		return false
	}
	m.newPerson(start, j, ph)
	return true
}

// nameStart gives the first token of the personal name that ends before j.
func (m *matcher) nameStart(j int) int {
	start := j
	for k := j - 1; k >= 0 && m.sameSentence(k, j); k-- {
		t := &m.doc.Tokens[k]
		switch {
		case m.capitalWord(k) && !m.blocksName(m.itemCovering(k)) && !m.p.openers.has(t.Fold):
			start = k
		case start < j && (t.Kind == text.Hyphen && !t.Space || m.p.particles.has(t.Fold)):
		default:
			return start
		}
	}
	return start
}

func (m *matcher) itemCovering(tok int) *item {
	for k := tok; k >= 0 && k > tok-maxRun; k-- {
		if it := m.itemAt(k); it != nil {
			if int(it.last) > tok {
				return it
			}
			return nil
		}
	}
	return nil
}
