package event

import (
	"slices"

	"chancery/extract/actor"
)

// codes are the states and organisations a draft involves, sorted. The place's
// state counts for a visit, and otherwise only where it makes a second side. The
// list lasts as long as the story.
func (st *story) codes(d *draft) []string {
	if d.sides.of(d) {
		return d.sides.codes
	}
	codes := st.gather(d)
	d.sides.note(d, codes)
	return codes
}

// sides are the codes of a draft as it was when they were gathered.
type sides struct {
	known, met bool
	frame      *frame
	place, n   int
	order      [mostSides]int32
	codes      []string
}

// of tells whether the draft is still the same.
func (s *sides) of(d *draft) bool {
	if !s.known || s.n != len(d.order) || s.place != d.place || s.frame != d.frame || s.met != d.met {
		return false
	}
	for k, i := range d.order {
		if int(s.order[k]) != i {
			return false
		}
	}
	return true
}

func (s *sides) note(d *draft, codes []string) {
	if s.known = len(d.order) <= mostSides; !s.known {
		return
	}
	s.met, s.frame, s.place, s.n, s.codes = d.met, d.frame, d.place, len(d.order), codes
	for k, i := range d.order {
		s.order[k] = int32(i)
	}
}

// gather makes the list of codes.
func (st *story) gather(d *draft) []string {
	from := len(st.names)
	for _, i := range d.order {
		m := &st.mentions[i]
		if !d.frame.People || d.met || m.Kind == actor.Person || m.Demonym && st.officialAdjective(i) {
			st.addCode(from, m.Country)
		}
		if m.Kind == actor.Org && st.in.HasDCT {
			// A council of an organisation and a state is a side for both.
			for _, state := range st.gaz.Members(m.ID, st.in.DCT) {
				st.addCode(from, state)
			}
		}
	}
	if d.place >= 0 && (d.frame.Type == "visit" || d.frame.PlaceIn || talks(d.frame.Type) && st.seat(d.place)) && (!st.hasOrg(d) || d.frame.PlaceIn) {
		st.addCode(from, st.mentions[d.place].Country)
	}
	if from == len(st.names) {
		return nil
	}
	out := st.names[from:len(st.names):len(st.names)]
	if len(out) > 1 {
		slices.Sort(out)
	}
	return out
}

// addCode adds a code to the names since from, once.
func (st *story) addCode(from int, code string) {
	if code != "" && !slices.Contains(st.names[from:], code) {
		st.names = append(st.names, code)
	}
}

// seat: the place is a government's own house, so that government is there.
func (st *story) seat(i int) bool {
	m := &st.mentions[i]
	return m.Kind == actor.State && m.Metonym
}

func (st *story) hasOrg(d *draft) bool {
	return slices.ContainsFunc(d.order, func(i int) bool {
		m := &st.mentions[i]
		speaks := m.Kind == actor.Person && !talks(d.frame.Type)
		if m.Kind != actor.Org && !speaks || m.Country == "" {
			return false
		}
		_, state := st.gaz.State(m.Country)
		return !state
	})
}

// enough tells whether a draft has the sides its frame asks for.
func (st *story) enough(d *draft) bool {
	if d.frame.Adjacent && !st.adjacent(d) || st.unspoken(d) {
		return false
	}
	if d.frame.People && len(st.codes(d)) == 0 {
		return false // "souhaite voir le pays réintégré" sees nobody
	}
	switch d.frame.Needs {
	case "any":
		return true
	case "state":
		return len(st.codes(d)) > 0
	case "official":
		at := d.frame.PlaceIn && d.place >= 0 && st.mentions[d.place].Country != ""
		return at || slices.ContainsFunc(d.order, st.official) && len(st.codes(d)) > 0
	case "actor":
		return slices.ContainsFunc(d.order, func(i int) bool { return st.official(i) && d.role(i) == d.frame.role[slotSubj] })
	case "org":
		return st.hasOrg(d)
	case "speaker":
		return slices.ContainsFunc(d.order, func(i int) bool { return d.role(i) == "speaker" && !d.inherit && st.official(i) })
	case "doer":
		return st.doneBy(d) && (len(st.codes(d)) >= 2 || st.hasOrg(d))
	case "two":
		return st.doneBy(d) && len(st.codes(d)) >= 2
	case "member":
		return st.member(d)
	case "people":
		return !d.loose && st.peopleOfTwo(d)
	}
	if d.frame.Type == "visit" && st.strangerUnder(d) {
		return true
	}
	if st.appointed(d) {
		return true
	}
	codes := st.codes(d)
	if d.frame.Type == "visit" && !st.travels(d) {
		return false
	}
	return len(codes) >= 2 || st.hasOrg(d) && d.frame.Type != "military" || len(codes) == 1 && talks(d.frame.Type) && st.withGroup(d)
}

// withGroup: people of several states ("plusieurs dirigeants arabes") are a side,
// though no state of theirs is named.
func (st *story) withGroup(d *draft) bool {
	return slices.ContainsFunc(d.order, func(i int) bool { return st.mentions[i].Kind == actor.Group })
}

// doneBy: who does it stands in its own place in the sentence and speaks for a
// state or an organisation; "the industry said" does not.
func (st *story) doneBy(d *draft) bool {
	v := st.verbOf(d.core)
	undergone := v == nil || st.passive(v)
	return !d.inherit && slices.ContainsFunc(d.order, func(i int) bool {
		return d.role(i) == d.frame.role[slotSubj] && st.official(i) && (undergone || st.gov[i]&cBy == 0)
	})
}

// unspoken: "la France, critiquée pour …", "des Chinois accusés de …": what a
// bare participle says of somebody is said by nobody.
func (st *story) unspoken(d *draft) bool {
	h := &st.hits[d.core.hit]
	return d.frame.Type == "statement" && h.verb >= 0 && st.passive(h) && !h.group.be &&
		!slices.ContainsFunc(d.roles, func(p rolePart) bool { return p.role == "speaker" })
}

// member: a state does it, and an organisation stands in a place of its own.
func (st *story) member(d *draft) bool {
	body, state := false, false
	for _, i := range d.order {
		switch st.mentions[i].Kind {
		case actor.Org:
			body = body || d.role(i) == "body"
		case actor.State, actor.Place:
			state = state || d.role(i) == "actor" && !st.mentions[i].Demonym
		}
	}
	return body && state && !d.loose
}

// peopleOfTwo: people of two states take part.
func (st *story) peopleOfTwo(d *draft) bool {
	first := ""
	for _, i := range d.order {
		m := &st.mentions[i]
		if m.Kind != actor.Person || m.Country == "" {
			continue
		}
		if first != "" && m.Country != first {
			return true
		}
		first = m.Country
	}
	return false
}

// strangerUnder: below an agenda's day, "Maroc : visite de Prénom Nom" names
// the state visited, though the visitor is nobody the gazetteer knows.
func (st *story) strangerUnder(d *draft) bool {
	h := &st.hits[d.core.hit]
	lead := st.leadState(d.sent)
	if !st.headed(d) || h.verb >= 0 || lead < 0 || d.place < 0 || st.mentions[d.place].Country != st.mentions[lead].Country {
		return false
	}
	k := h.last
	for k < len(st.doc.Tokens) && st.sameSent(k, h.first) && st.class[k]&cOf != 0 {
		k++
	}
	for n := range 2 {
		if k+n >= len(st.doc.Tokens) || !st.sameSent(k+n, h.first) || !st.doc.Tokens[k+n].Upper || st.mention[k+n] > 0 || st.class[k+n] != 0 {
			return false
		}
	}
	return true
}

// travels: somebody goes somewhere that is not home.
func (st *story) travels(d *draft) bool {
	for _, i := range d.order {
		home := st.mentions[i].Country
		if !st.mayTravel(i) && !st.delegates(d, i) || home == "" && st.mentions[i].Kind == actor.Group {
			continue
		}
		if d.role(i) == "visitor" && d.place >= 0 && st.mentions[d.place].Country != home {
			return true
		}
		if d.role(i) == "visitor" && d.place < 0 && st.hosted(d, home) {
			return true
		}
	}
	return false
}

// mayTravel: people travel, and those who act for a state or organisation;
// "oil going into X" is no visit.
func (st *story) mayTravel(i int) bool {
	m := &st.mentions[i]
	if m.Kind == actor.Person || m.Kind == actor.Group || m.Demonym && st.officialAdjective(i) {
		return true
	}
	for k := m.First - 1; k >= max(0, m.First-8) && st.sameSent(k, m.First); k-- {
		if st.class[k]&cOfficial != 0 {
			return true
		}
	}
	return false
}

// delegates: "une délégation du gouvernement belge" is one name and travels, but
// not where the verb may tell of troops, too.
func (st *story) delegates(d *draft, i int) bool {
	m := &st.mentions[i]
	for _, f := range d.core.others {
		if st.x.frames[f].Type == "military" {
			return false
		}
	}
	return st.x.frames[d.core.frame].Type == "visit" && slices.ContainsFunc(st.class[m.First:m.Last], func(c class) bool { return c&cOfficial != 0 })
}

// hosted: somebody of another state receives or is met.
func (st *story) hosted(d *draft, home string) bool {
	return slices.ContainsFunc(d.order, func(i int) bool {
		c := st.mentions[i].Country
		return c != "" && c != home && d.role(i) != "visitor"
	})
}

// official: a state, an organisation, or a person who speaks for one.
func (st *story) official(i int) bool {
	m := &st.mentions[i]
	if m.Demonym && m.Kind == actor.State {
		return st.officialAdjective(i) // "la banque suisse" speaks for no state
	}
	switch m.Kind {
	case actor.State, actor.Org:
		return true
	case actor.Place:
		return m.Metonym
	case actor.Person:
		return m.Office != "" || (!m.New && m.Country != "")
	}
	return false
}
