package actor

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
	} else if p := m.holder(ph.country, office); ph.future {
		m.elect(ph, &x)
	} else if p >= 0 {
		r := &m.g.records[p]
		x.ID, x.Name, x.Score, x.Rule = r.id, r.name(m.p.tag), 0.9, "office-holder"
	} else {
		x.ID = "office:" + ph.country + ":" + office
		x.Name, x.Score, x.Rule = m.doc.Slice(ph.first, ph.last), 0.6, "office"
	}
	m.emit(ph.first, ph.last, x)
	return true
}

// elect is who comes into an office soon after the day: the president-elect.
// The one still in office is never meant.
func (m *matcher) elect(ph *phrase, x *Mention) {
	office := x.Office
	x.Office, x.ID = "", "office:"+ph.country+":"+office+":next"
	x.Name, x.Score, x.Rule = m.doc.Slice(ph.first, ph.last), 0.6, "office"
	if p := m.g.next(ph.country, office, m.day); m.hasDay && p >= 0 {
		r := &m.g.records[p]
		x.ID, x.Name, x.Score, x.Rule = r.id, r.name(m.p.tag), 0.8, "elect"
	}
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
