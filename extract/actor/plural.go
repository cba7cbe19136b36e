package actor

// institution: "gouvernement français", "Russian Foreign Ministry" stand for
// the state.
func (m *matcher) institution(it *item) {
	ph := m.phraseOf(it, "institution")
	info := m.g.states[ph.country]
	if info == nil {
		return
	}
	m.consume(it, &ph)
	if m.g.classes[m.first(it, institutionEntry).class] == "capital" {
		m.capital(&ph)
		return
	}
	r := &m.g.records[info.rec]
	m.emit(ph.first, ph.last, Mention{
		Kind: State, ID: r.id, Name: r.name(m.p.tag), Country: r.country, Described: true,
		PlaceID: m.capitalID(r.country), Score: 0.8, Rule: "institution",
	})
	m.alsoOf(ph.last)
}

// alsoOf: "les gouvernements français et britannique" are two states.
func (m *matcher) alsoOf(tok int) {
	next := m.itemAt(tok + 1)
	if m.p.adjectiveFirst || !m.p.and.has(m.fold(tok)) || next == nil || !next.is(adjectiveEntry) || !m.modifier(next) {
		return
	}
	if after := m.itemAt(int(next.last)); after != nil && after.is(roleEntry) {
		return
	}
	m.demonym(next)
	x := &m.out[len(m.out)-1]
	if x.Kind == State {
		x.Demonym, x.Described, x.Score, x.Rule = false, true, 0.75, "institution"
	}
	next.used = true
}

// capital: "la capitale chinoise" is Beijing.
func (m *matcher) capital(ph *phrase) {
	id := m.capitalID(ph.country)
	if id == "" {
		return
	}
	m.emit(ph.first, ph.last, Mention{
		Kind: Place, ID: id, Name: m.g.Name(id, m.p.tag), Country: ph.country, Described: true,
		Metonym: true, PlaceID: id, Score: 0.85, Rule: "capital",
	})
}

// plural: "les présidents russe et ukrainien" are two holders; names that
// follow ("les présidents Biden et Poutine") link by themselves.
func (m *matcher) plural(it *item, class string) {
	j := int(it.last)
	if m.p.ownerFollows && m.owners(it, class) {
		return
	}
	if m.p.adjectiveFirst {
		m.coordinated(m.backward(int(it.first)), class)
		return
	}
	var found []*item
	for {
		next := m.itemAt(j)
		switch {
		case next != nil && next.is(complementEntry):
			class = m.g.classes[m.first(next, complementEntry).class]
			j = int(next.last)
		case next != nil && next.is(adjectiveEntry):
			found = append(found, next)
			j = int(next.last)
		case len(found) > 0 && m.sameSentence(int(it.first), j) && (m.p.and.has(m.fold(j)) || m.doc.Word(j) == ",") &&
			m.itemAt(j+1) != nil && m.itemAt(j+1).is(adjectiveEntry):
			j++
		default:
			m.coordinated(found, class)
			return
		}
	}
}

// owners: "the presidents of Russia and Turkey" where the owners stand right
// behind, each its own holder.
func (m *matcher) owners(it *item, class string) bool {
	j := int(it.last)
	if next := m.itemAt(j); next != nil && next.is(complementEntry) {
		class, j = m.g.classes[m.first(next, complementEntry).class], int(next.last)
	}
	found := false
	for m.sameSentence(int(it.first), j) {
		next := m.itemAt(j)
		if next == nil || !next.is(nameEntry) || m.record(next, State) < 0 {
			return found
		}
		ph := phrase{owner: owner{org: -1}, class: class, first: j, last: int(next.last)}
		if m.ownName(&ph, next); ph.country != "" && m.described(&ph) {
			next.used, found = true, true
		}
		j = int(next.last)
		if m.sameSentence(j-1, j) && (m.p.and.has(m.fold(j)) || m.doc.Word(j) == ",") {
			j++
		}
	}
	return found
}

// backward collects "French and German" before a plural.
func (m *matcher) backward(tok int) []*item {
	var found []*item
	for {
		it := m.itemBefore(tok)
		if it == nil || !it.is(adjectiveEntry) || !m.sameSentence(int(it.first), tok) {
			return found
		}
		found = append(found, it)
		tok = int(it.first)
		if tok > 0 && (m.p.and.has(m.fold(tok-1)) || m.doc.Word(tok-1) == ",") {
			tok--
		}
	}
}

func (m *matcher) coordinated(adjectives []*item, class string) {
	for _, a := range adjectives {
		ph := phrase{owner: owner{org: -1}, class: class, first: int(a.first), last: int(a.last)}
		m.own(&ph, a, adjectiveEntry)
		if m.g.states[ph.country] == nil {
			continue
		}
		m.dropInside(&ph)
		m.described(&ph)
		a.used = true
	}
}
