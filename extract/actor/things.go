package actor

import "chancery/extract/text"

// otherThing: the words beside the name of a state or city make it a river, an
// orchestra or a newspaper: "le golfe de Guinée", "Lake Chad", "the Berlin
// Philharmonic".
func (m *matcher) otherThing(it *item) bool {
	first, last := int(it.first), int(it.last)
	if next := m.past(last); m.sameSentence(first, next) && m.p.thingsAfter.has(m.doc, next) {
		return true
	}
	j := first - 1
	for j > 0 && j >= first-3 && m.p.of.has(m.fold(j)) {
		j--
	}
	if j >= 0 && m.doc.Tokens[j].Kind == text.Hyphen {
		j--
	}
	return m.sameSentence(j, first) && m.p.thingsBefore.has(m.doc, j)
}

// past steps over a hyphen that joins two words.
func (m *matcher) past(tok int) int {
	if tok < len(m.doc.Tokens) && m.doc.Tokens[tok].Kind == text.Hyphen && !m.doc.Tokens[tok].Space {
		return tok + 1
	}
	return tok
}

// province tells whether a word for a part of a state stands at the name:
// "the state of Victoria", "Niger state". A state has the word with a capital
// ("the State of Israel"), so lower is set where the text does not.
func (m *matcher) province(it *item) (is, lower bool) {
	j := int(it.first) - 1
	for j > 0 && j >= int(it.first)-3 && m.p.of.has(m.fold(j)) {
		j--
	}
	if j >= 0 && j < int(it.first)-1 && m.sameSentence(j, int(it.first)) && m.p.provinces.has(m.fold(j)) {
		return true, !m.doc.Tokens[j].Upper
	}
	// "Niger state and", but not "Iran state television".
	next := int(it.last)
	if !m.p.adjectiveFirst || !m.adjacent(next-1, next) || !m.p.provinces.has(m.fold(next)) || m.p.capitalNouns {
		return false, false
	}
	after := next + 1
	ends := !m.sameSentence(next, after) || m.doc.Tokens[after].Kind != text.Word || m.p.openers.has(m.fold(after))
	return ends, !m.doc.Tokens[next].Upper
}

// inRegion: "Vienna, Virginia" is in the region that follows, and no city of
// that name is known there.
func (m *matcher) inRegion(it *item) bool {
	j := int(it.last)
	if !m.sameSentence(int(it.first), j+1) || m.doc.Word(j) != "," {
		return false
	}
	next := m.itemAt(j + 1)
	if next == nil || !next.is(nameEntry) || m.record(next, State) >= 0 {
		return false
	}
	r := m.record(next, Place)
	if r < 0 || !m.g.records[r].region {
		return false
	}
	if end := int(next.last); end < len(m.doc.Tokens) && m.doc.Tokens[end].Kind == text.Word {
		return false
	}
	there := false
	m.entriesOf(it, nameEntry, func(e *entry) bool {
		there = m.g.records[e.rec].country == m.g.records[r].country
		return !there
	})
	return !there
}

// cityOfName: the name of a state is that of a foreign city, too, and the text
// is about the city's state and not otherwise about the other: "el Consejo de
// Granada, en España".
func (m *matcher) cityOfName(it *item, state int32) (int32, bool) {
	own := &m.g.records[state]
	if m.places[own.country] > 2*m.shares[own.country] || m.definite(int(it.first)) {
		return 0, false
	}
	best := int32(-1)
	m.entriesOf(it, nameEntry, func(e *entry) bool {
		r := &m.g.records[e.rec]
		if r.kind == Place && r.country != own.country && r.rank >= knownCity && m.places[r.country] > 0 &&
			(best < 0 || r.rank > m.g.records[best].rank) {
			best = e.rec
		}
		return true
	})
	return best, best >= 0
}

// knownCity is how many thousand inhabitants set a city beside a state of its
// name.
const knownCity = 150
