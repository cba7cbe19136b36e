package actor

// role reads a role with its surroundings and emits one mention: the person
// named beside it, or else the holder it describes.
func (m *matcher) role(it *item) {
	if m.both(it) {
		return
	}
	e := m.roleEntry(it)
	if e == nil {
		return
	}
	class := m.g.classes[e.class]
	switch e.kind {
	case pluralEntry:
		m.plural(it, class)
		return
	case institutionEntry:
		m.institution(it)
		return
	case counterpartEntry:
		class = m.counterpart()
	}
	ph := m.phraseOf(it, class)
	if e.rec >= 0 && ph.country == "" {
		ph.country = m.g.records[e.rec].country
	}
	if home := homeOf(ph.class); ph.country == "" && home != "" {
		ph.country, ph.implied = home, true
	}
	if m.attribute(&ph) {
		return
	}
	if m.apposed(&ph) || m.named(&ph) || m.nameBefore(&ph) {
		m.consume(it, &ph)
		return
	}
	if !ph.former && m.described(&ph) {
		m.consume(it, &ph)
	}
}

// attribute: "official" before a capital is an adjective, no person.
func (m *matcher) attribute(ph *phrase) bool {
	next := m.itemAt(ph.last)
	return ph.class == "official" && m.p.adjectiveFirst && next != nil && next.is(adjectiveEntry)
}

func (m *matcher) roleEntry(it *item) *entry {
	for _, k := range []entryKind{counterpartEntry, roleEntry, pluralEntry, institutionEntry} {
		if e := m.first(it, k); e != nil {
			return e
		}
	}
	return nil
}

func (m *matcher) consume(it *item, ph *phrase) {
	it.used = true
	for _, x := range ph.items {
		x.used = true
	}
	m.dropInside(ph)
}

// dropInside removes mentions already made of words that turned out to belong
// to a role ("French" in "French president").
func (m *matcher) dropInside(ph *phrase) {
	for n := len(m.out) - 1; n >= 0; n-- {
		x := &m.out[n]
		if x.Last <= ph.first {
			return
		}
		if x.First >= ph.first && x.Last <= ph.last && x.Kind != Person && !x.Described {
			m.out = append(m.out[:n], m.out[n+1:]...)
		}
	}
}
