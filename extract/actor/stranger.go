package actor

import "chancery/extract/text"

// personalName gives the end of a run of capitalised words from a token, the
// token itself when there is none. Particles and initials may stand inside.
func (m *matcher) personalName(j int) int {
	start, end := j, j
	for j < len(m.doc.Tokens) && j-start < 8 && m.sameSentence(start, j) {
		t := &m.doc.Tokens[j]
		switch {
		case m.capitalWord(j) && !m.blocksName(m.itemAt(j)):
			end = j + 1
		case j == start:
			return start
		case t.Kind == text.Word && m.p.particles.has(t.Fold):
		case t.Kind == text.Hyphen && !t.Space:
		case t.Kind == text.Stop && m.skippable(j):
		default:
			return end
		}
		j++
	}
	return end
}

// blocksName: states, organisations, roles and the like end a personal name.
func (m *matcher) blocksName(it *item) bool {
	if it == nil || it.is(surnameEntry, givenEntry) && !it.is(nameEntry) {
		return false
	}
	if m.p.surnameRuns.has(m.runOf(it)) {
		return false // "Philippe Saint-Martin"
	}
	if it.is(nameEntry) && !it.is(roleEntry, adjectiveEntry, seatEntry) {
		return m.record(it, State, Org, Group) >= 0 || m.record(it, Person) >= 0 && it.last-it.first > 1
	}
	return true
}

// stranger emits a person named with an office who is in no record.
func (m *matcher) stranger(first, last int, comma bool, ph *phrase) bool {
	words := 0
	for j := first; j < last; j++ {
		if m.capitalWord(j) {
			words++
		}
	}
	if ph.country == "" || ph.dangling || ph.implied || words == 0 || words < 2 && (comma || ph.class == "leader") {
		return false
	}
	if words < 2 && m.itemAt(first) != nil && m.itemAt(first).is(nameEntry) {
		return false
	}
	if comma && !m.closesApposition(last) {
		return false
	}
	m.newPerson(first, last, ph)
	return true
}

// closesApposition: after "the minister, A B" comes a mark or a verb, not
// another comma-separated capitalised name of a list.
func (m *matcher) closesApposition(last int) bool {
	if last >= len(m.doc.Tokens) {
		return true
	}
	k := m.doc.Tokens[last].Kind
	return k == text.Punct || k == text.Stop || k == text.Quote || k == text.Word && !m.doc.Tokens[last].Upper
}

func (m *matcher) newPerson(first, last int, ph *phrase) {
	name := m.doc.Slice(first, last)
	x := m.emit(first, last, Mention{
		Kind: Person, ID: "new:" + foldName(name), Name: name, New: true, Score: 0.7, Rule: "new-person",
	})
	m.describe(x, ph)
	for k := first; k < last; k++ {
		if it := m.itemAt(k); it != nil && int(it.last) <= last {
			it.used = true
		}
	}
}
