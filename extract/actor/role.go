package actor

import "chancery/extract/text"

// role reads a role with its surroundings and emits one mention: the person
// named beside it, or else the holder it describes.
func (m *matcher) role(it *item) {
	e := m.roleEntry(it)
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
	if !ph.former && !(x.Office != "" && generic(ph.class)) {
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

// described emits the holder an office describes where no name stands.
func (m *matcher) described(ph *phrase) bool {
	if ph.org >= 0 && m.g.states[ph.country] != nil {
		return false // the chief of an armed group is no official of its state
	}
	if ph.country == "" {
		return m.antecedent(ph)
	}
	office := m.office(ph.class, ph.owner)
	x := Mention{Kind: Person, Country: ph.country, Office: office, Described: true}
	if info := m.g.states[ph.country]; office == "official" && info != nil {
		// Nobody in particular: officials act for their state.
		r := &m.g.records[info.rec]
		x.Kind, x.ID, x.Name, x.Score, x.Rule = State, r.id, r.name(m.p.tag), 0.6, "officials"
	} else if p := m.holder(ph.country, office); p >= 0 {
		r := &m.g.records[p]
		x.ID, x.Name, x.Score, x.Rule = r.id, r.name(m.p.tag), 0.9, "office-holder"
	} else {
		x.ID = "office:" + ph.country + ":" + office
		x.Name, x.Score, x.Rule = m.doc.Slice(ph.first, ph.last), 0.6, "office"
	}
	m.emit(ph.first, ph.last, x)
	return true
}

// antecedent resolves a bare role ("le chancelier", "the king") to the last
// person mentioned who fills it.
func (m *matcher) antecedent(ph *phrase) bool {
	if !standalone(ph.class) || ph.dangling || ph.first == 0 || !m.p.definite.has(m.fold(ph.first-1)) {
		return false
	}
	here := m.doc.Tokens[ph.first].Sent
	for n := len(m.out) - 1; n >= 0; n-- {
		x := &m.out[n]
		if here-m.doc.Tokens[x.First].Sent > reach {
			return false
		}
		if x.Kind != Person || x.Office == "" || x.Office != m.office(ph.class, m.ownerOf(x)) || !m.fits(x, ph.class) {
			continue
		}
		m.emit(ph.first, ph.last, Mention{
			Kind: Person, ID: x.ID, Name: x.Name, Country: x.Country, Office: x.Office,
			Described: true, Score: 0.7, Rule: "antecedent",
		})
		return true
	}
	return false
}

// reach is how many sentences back a bare role may look for its holder.
const reach = 8

// fits: a king is no president, though both head a state.
func (m *matcher) fits(x *Mention, class string) bool {
	info := m.g.states[x.Country]
	switch class {
	case "monarch":
		return info != nil && info.monarchy && x.Country != "VAT"
	case "emperor":
		return x.Country == "JPN"
	case "president":
		return info == nil || !info.monarchy
	}
	return true
}

func (m *matcher) ownerOf(x *Mention) owner {
	o := owner{x.Country, -1}
	if m.g.states[x.Country] == nil {
		if i, ok := m.g.orgKeys[x.Country]; ok {
			o.org = i
		}
	}
	return o
}

// definite: an article or possessive before the role.
func (m *matcher) definite(tok int) bool {
	return tok > 0 && m.sameSentence(tok-1, tok) && m.p.articles.has(m.fold(tok-1))
}

// counterpart gives the class of office the last person named holds.
func (m *matcher) counterpart() string {
	for n := len(m.out) - 1; n >= 0; n-- {
		if x := &m.out[n]; x.Kind == Person && x.Office != "" {
			return x.Office
		}
	}
	return "official"
}

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
