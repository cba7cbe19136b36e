package actor

import "chancery/extract/text"

// phrase is a role with everything that belongs to it: "l'ancien ministre
// ukrainien de la Défense", "South Korea's acting president".
type phrase struct {
	owner
	class       string
	first, last int // tokens
	former      bool
	future      bool    // elected or designate, not yet in office
	items       []*item // consumed besides the role
	implied     bool    // the state follows from the role's wording alone
	dangling    bool    // an "of" follows whose object is unknown: someone else's president
}

// phraseOf reads the words around a role.
func (m *matcher) phraseOf(it *item, class string) phrase {
	ph := phrase{owner: owner{org: -1}, class: class, first: int(it.first), last: int(it.last)}
	m.right(&ph)
	m.left(&ph)
	return ph
}

// right takes what follows: "français", "de la Défense", "de l'Otan".
func (m *matcher) right(ph *phrase) {
	for {
		j := ph.last
		if j < len(m.doc.Tokens) && m.doc.Tokens[j].Kind == text.Hyphen {
			j++
		}
		if !m.sameSentence(ph.first, j) {
			return
		}
		it := m.itemAt(j)
		switch {
		case it != nil && m.ownedComplement(it) && ph.country == "" && j == ph.last:
			m.own(ph, it, adjectiveEntry)
			m.take(ph, it)
		case it != nil && it.is(complementEntry) && j == ph.last:
			ph.class = m.g.classes[m.first(it, complementEntry).class]
			m.take(ph, it)
		case it != nil && it.is(adjectiveEntry) && !m.p.adjectiveFirst && ph.country == "" && j == ph.last && m.modifier(it):
			m.own(ph, it, adjectiveEntry)
			m.take(ph, it)
		case m.p.future.has(m.fold(j)) && m.doc.Tokens[j].Kind == text.Word:
			ph.future, ph.last = true, j+1 // "président élu", "president-elect"
		case m.p.former.has(m.fold(j)) && m.doc.Tokens[j].Kind == text.Word && !m.p.adjectiveFirst:
			ph.former, ph.last = true, j+1 // "le président déchu"
		case m.p.between.has(m.fold(j)) && m.doc.Tokens[j].Kind == text.Word:
			ph.last = j + 1
		default:
			if ph.class != "minister" || !m.portfolio(ph) {
				m.ofPhrase(ph)
				return
			}
		}
	}
}

// ownedComplement: the adjective between a role and what says which one, where
// adjectives go first and owners last: "head of the French foreign ministry"
// in the genitive.
func (m *matcher) ownedComplement(it *item) bool {
	if !m.p.ownerFollows || !m.p.adjectiveFirst || !it.is(adjectiveEntry) {
		return false
	}
	next := m.itemAt(int(it.last))
	return next != nil && next.is(complementEntry) && m.sameSentence(int(it.first), int(next.first))
}

// portfolio takes a minister's field that no list knows: "des Infrastructures",
// "de l'Énergie et".
func (m *matcher) portfolio(ph *phrase) bool {
	j := ph.last
	if m.p.and.has(m.fold(j)) {
		j++
	}
	from := j
	for j < from+2 && m.p.of.has(m.fold(j)) {
		j++
	}
	if j == from || !m.capitalWord(j) || !m.sameSentence(ph.first, j) || m.itemAt(j) != nil {
		return false
	}
	ph.last = j + 1
	return true
}

// field steps over the field of an English minister to the state before it:
// "Ukrainian Infrastructure Minister", "Turkish energy minister".
func (m *matcher) field(ph *phrase) bool {
	if ph.class != "minister" || !m.p.adjectiveFirst || ph.country != "" {
		return false
	}
	for j := ph.first - 1; j >= ph.first-4 && m.sameSentence(j, ph.first) && m.doc.Tokens[j].Kind == text.Word; j-- {
		if it := m.itemBefore(j); it != nil && !it.used && m.leftOwner(ph, it) {
			ph.first = int(it.first)
			ph.items = append(ph.items, it)
			return true
		}
		if m.itemCovering(j) != nil {
			return false
		}
	}
	return false
}

// modifier: an adjective written as one. "le ministre Français" is no French.
func (m *matcher) modifier(it *item) bool {
	return !m.p.nominalCapital || !m.doc.Tokens[it.first].Upper || m.doc.Tokens[it.first].AllCaps ||
		m.first(it, adjectiveEntry).flags&needUpper != 0
}

// ofPhrase takes "de l'Otan", "of the United States", "du Kremlin".
func (m *matcher) ofPhrase(ph *phrase) {
	j := ph.last
	for j < ph.last+3 && m.p.of.has(m.fold(j)) {
		j++
	}
	if !m.sameSentence(ph.first, j) {
		return
	}
	it := m.itemAt(j)
	if j == ph.last {
		if it == nil || ph.country != "" || !m.p.ownerFollows || !m.owns(ph, it) {
			return
		}
		if next := m.itemAt(int(it.last)); it.is(adjectiveEntry) {
			it = next // the genitive of "the French government"
		}
	}
	if it == nil {
		ph.dangling = ph.country == ""
		return
	}
	if !it.is(nameEntry, seatEntry, institutionEntry) && !(m.p.ownerFollows && it.is(roleEntry)) || m.p.possessive.has(m.fold(int(it.last))) {
		ph.dangling = ph.country == "" // "head of Germany's police union"
		return
	}
	known := ph.country != ""
	sub := *ph
	if it.is(institutionEntry, roleEntry) && !it.is(nameEntry) {
		inner := m.phraseOf(it, "institution")
		sub.owner, sub.last, sub.items = inner.owner, inner.last, append(inner.items, it)
	} else if !m.ownName(&sub, it) {
		ph.dangling = !known
		return
	} else {
		sub.last, sub.items = int(it.last), []*item{it}
	}
	if sub.country == "" {
		ph.dangling = !known
		return
	}
	ph.last = sub.last
	ph.items = append(ph.items, sub.items...)
	if !known {
		ph.owner = sub.owner
	}
}

// owns: a name that may stand right behind an office as its owner; another
// office where this one serves it ("the president's spokesman").
func (m *matcher) owns(ph *phrase, it *item) bool {
	serves := ph.class == "spokesperson" || ph.class == "adviser" || ph.class == "envoy" || ph.class == "head"
	switch {
	case it.used:
		return false
	case it.is(adjectiveEntry):
		next := m.itemAt(int(it.last))
		return m.p.adjectiveFirst && next != nil && (next.is(institutionEntry) || serves && next.is(roleEntry)) && m.adjacent(int(it.last)-1, int(it.last))
	case it.is(seatEntry, institutionEntry):
		return true
	case it.is(roleEntry):
		return serves
	}
	if m.record(it, State, Org) >= 0 {
		return true
	}
	r := m.record(it, Place)
	return r >= 0 && m.g.records[r].capital
}

// left takes what stands before: "former", "South Korea's", "UN".
func (m *matcher) left(ph *phrase) {
	for ph.first > 0 && m.sameSentence(ph.first-1, ph.first) {
		j := ph.first - 1
		t := &m.doc.Tokens[j]
		if it := m.itemBefore(ph.first); it != nil && m.p.adjectiveFirst && ph.country == "" && !it.used && m.leftOwner(ph, it) {
			ph.first = int(it.first)
			ph.items = append(ph.items, it)
			continue
		}
		if it := m.itemBefore(j); t.Kind == text.Hyphen && it != nil && ph.country == "" && m.p.adjectiveFirst && !it.used && m.leftOwner(ph, it) {
			ph.first = int(it.first) // "US-Präsident"
			ph.items = append(ph.items, it)
			continue
		}
		if m.field(ph) {
			continue
		}
		switch {
		case m.p.former.has(t.Fold):
			ph.former = true
		case m.p.future.has(t.Fold) && t.Kind == text.Word:
			ph.future = true
		case m.p.between.has(t.Fold) && t.Kind == text.Word:
		case t.Kind == text.Hyphen && j > 0 && (m.p.former.has(m.fold(j-1)) || m.p.between.has(m.fold(j-1))):
		case m.p.possessive.has(t.Fold) && ph.country == "" && m.p.adjectiveFirst:
		default:
			return
		}
		ph.first = j
	}
}

func (m *matcher) leftOwner(ph *phrase, it *item) bool {
	switch {
	case it.is(adjectiveEntry):
		m.own(ph, it, adjectiveEntry)
		return ph.country != ""
	case it.is(nameEntry, seatEntry):
		return m.ownName(ph, it)
	}
	return false
}

// ownName makes a state, organisation or government seat the owner.
func (m *matcher) ownName(ph *phrase, it *item) bool {
	if it.is(seatEntry) {
		m.own(ph, it, seatEntry)
		return true
	}
	if r := m.record(it, State); r >= 0 {
		if s, _, ok := m.sense(it); ok {
			r = s
		}
		ph.country = m.g.records[r].country
		return true
	}
	if r := m.record(it, Org); r >= 0 {
		ph.country, ph.org = m.g.records[r].country, r
		return true
	}
	if r := m.record(it, Place); r >= 0 && m.g.records[r].capital {
		ph.country = m.g.records[r].country
		return true
	}
	return false
}

func (m *matcher) own(ph *phrase, it *item, kind entryKind) {
	e := m.first(it, kind)
	r := e.rec
	if s, _, ok := m.sense(it); ok && kind == adjectiveEntry {
		r = s
	}
	ph.country = m.g.records[r].country
	if m.g.records[r].id == europeans {
		ph.country, ph.org = "EU", m.g.orgKeys["EU"]
	}
}

func (m *matcher) take(ph *phrase, it *item) {
	ph.last = int(it.last)
	ph.items = append(ph.items, it)
}
