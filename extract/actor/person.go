package actor

import (
	"unicode/utf8"

	"chancery/extract/text"
)

// person emits a linked person with the office held on the day.
func (m *matcher) person(it *item, p int32, score float64, rule string) *Mention {
	it.used = true
	return m.personAt(int(it.first), int(it.last), p, score, rule)
}

func (m *matcher) personAt(first, last int, p int32, score float64, rule string) *Mention {
	r := &m.g.records[p]
	x := m.emit(first, last, Mention{
		Kind: Person, ID: r.id, Name: r.name(m.p.tag), Country: m.personCountry(p), Score: score, Rule: rule,
	})
	if t := m.currentTerm(p); t != nil {
		x.Office = t.Office
	} else {
		m.asTold(x)
	}
	return x
}

// surname links a surname standing alone; false when it names nobody known.
func (m *matcher) surname(it *item) bool {
	titled := m.titled(int(it.first))
	p, score := m.bearer(it, titled)
	if p < 0 {
		return false
	}
	_, named := m.full[p]
	if m.otherPerson(it, p, titled) || m.company(it) {
		return false
	}
	if it.is(nameEntry) && m.definite(int(it.first)) && !titled {
		return false // "la Hollande" is the country
	}
	if !titled && (m.uncasedWord(it) || m.uncasedSon(it)) {
		return false
	}
	if !titled && !m.leaderOf(it, p) && !m.rareGiven(it, p) && m.ambiguousSurname(it) && (!named || it.is(givenEntry) && m.goesOn(it)) {
		return false
	}
	m.person(it, p, score, "surname")
	return true
}

// company: "Johnson & Johnson".
func (m *matcher) company(it *item) bool {
	for _, j := range []int{int(it.first) - 1, int(it.last)} {
		if m.sameSentence(int(it.first), j) && m.doc.Word(j) == "&" {
			return true
		}
	}
	return false
}

// leaderOf: a short surname inside a sentence is enough for who leads a state
// ("Biden and Xi").
func (m *matcher) leaderOf(it *item, p int32) bool {
	t := m.currentTerm(p)
	short := it.last == it.first+1 && m.short(int(it.first))
	return short && t != nil && officeRank(t.Office) >= 4 && !m.startsSentence(int(it.first)) &&
		!it.is(nameEntry, adjectiveEntry, givenEntry) && !m.p.ordinary.has(m.fold(int(it.first)))
}

// rareGiven: a surname that a few bear as a given name names who leads a state,
// inside a sentence and where no more of a name stands beside it ("a Petro").
func (m *matcher) rareGiven(it *item, p int32) bool {
	t := m.currentTerm(p)
	if t == nil || officeRank(t.Office) < 4 || it.is(nameEntry, adjectiveEntry) || m.p.ordinary.has(m.fold(int(it.first))) ||
		m.startsSentence(int(it.first)) || m.goesOn(it) || m.capitalWord(int(it.first)-1) {
		return false
	}
	bearers := 0
	m.entriesOf(it, givenEntry, func(e *entry) bool {
		bearers++
		return bearers <= fewBearers && !(e.rec >= 0 && m.hasFull(e.rec))
	})
	return bearers > 0 && bearers <= fewBearers
}

// fewBearers is how many may bear a rare given name.
const fewBearers = 2

// ambiguousSurname: the word is a place, an ordinary word, a given name or too
// short to name anybody who was not introduced.
func (m *matcher) ambiguousSurname(it *item) bool {
	first := int(it.first)
	return it.is(nameEntry, adjectiveEntry, givenEntry) ||
		it.last == it.first+1 && (m.short(first) || m.p.ordinary.has(m.fold(first)))
}

// uncasedWord: an ordinary word that no capital tells from a surname.
func (m *matcher) uncasedWord(it *item) bool {
	first := int(it.first)
	return m.p.forms != nil && it.last == it.first+1 && !m.doc.Tokens[first].Upper && m.p.ordinary.has(m.fold(first))
}

// uncasedSon: a surname that opens with a particle ("bin Salman") behind another
// word, which no capital tells from a given name: a brother's, perhaps.
func (m *matcher) uncasedSon(it *item) bool {
	first := int(it.first)
	if m.p.forms == nil || m.doc.Tokens[first].Upper || !m.p.particles.has(m.fold(first)) || !m.sameSentence(first-1, first) {
		return false
	}
	before := m.itemCovering(first - 1)
	return m.doc.Tokens[first-1].Kind == text.Word && !m.p.openers.has(m.fold(first-1)) && (before == nil || before.kinds == 1<<givenEntry)
}

// short: a word of two letters at most.
func (m *matcher) short(tok int) bool {
	t := &m.doc.Tokens[tok]
	return t.End-t.Start <= 2 || t.End-t.Start <= 8 && utf8.RuneCountInString(m.doc.Word(tok)) <= 2
}

// goesOn: another word of a name follows ("Moussa Ibrahim", "Abdallah al-Thani").
func (m *matcher) goesOn(it *item) bool {
	next := int(it.last)
	return m.adjacent(next-1, next) && (m.capitalWord(next) || m.p.particles.has(m.fold(next)) && m.capitalWord(next+1))
}

// bearer chooses whom a surname means: someone the text names in full, the
// nearest before; else a holder of a top office on the day.
func (m *matcher) bearer(it *item, titled bool) (int32, float64) {
	best, at := int32(-1), int32(-1)
	top, tops, soon := int32(-1), 0, int32(-1)
	m.entriesOf(it, surnameEntry, func(e *entry) bool {
		if e.flags&secondary != 0 && !titled {
			return true
		}
		if k, ok := m.full[e.rec]; ok {
			pos := m.items[k].first
			nearer := pos < it.first && (pos > at || at > it.first)
			if best < 0 || m.betterNamed(e.rec, best) || nearer && !m.betterNamed(best, e.rec) {
				best, at = e.rec, pos
			}
		}
		if e.flags&shortened != 0 {
			return true
		}
		if m.hasDay && m.g.onTop(e.rec, m.day) || !m.hasDay && m.g.records[e.rec].top {
			tops++
			if top < 0 || m.topper(e.rec, top) {
				top = e.rec
			}
		}
		if m.hasDay && m.g.soonOnTop(e.rec, m.day) {
			soon = e.rec
		}
		return true
	})
	if best >= 0 {
		return best, 0.95
	}
	if top >= 0 && (m.hasDay || tops == 1) {
		if tops > 1 {
			return top, 0.6
		}
		return top, 0.85
	}
	if soon >= 0 {
		return soon, 0.75
	}
	return -1, 0
}

// betterNamed: of two people named in full, the one in a top office on the day.
func (m *matcher) betterNamed(p, than int32) bool {
	return m.hasDay && m.g.onTop(p, m.day) && !m.g.onTop(than, m.day)
}

// topper: of two holders the one whose state the text is about, then the
// higher office.
func (m *matcher) topper(p, than int32) bool {
	a, b := m.places[m.personCountry(p)], m.places[m.personCountry(than)]
	if (a > 0) != (b > 0) {
		return a > 0
	}
	ta, tb := m.currentTerm(p), m.currentTerm(than)
	return ta != nil && tb != nil && officeRank(ta.Office) > officeRank(tb.Office)
}

// titled: "M.", "Mrs", "général" or a title shared by two ("MM. Biden et
// Poutine") stands before the token.
func (m *matcher) titled(tok int) bool {
	j := tok - 1
	if !m.sameSentence(j, tok) {
		return false
	}
	if m.doc.Tokens[j].Kind == text.Stop && j > 0 {
		j--
	}
	if m.p.titles.has(m.fold(j)) {
		return true
	}
	if m.p.and.has(m.fold(j)) && len(m.out) > 0 {
		prev := &m.out[len(m.out)-1]
		return prev.Kind == Person && prev.Last == j && m.titled(prev.First)
	}
	return false
}

// otherPerson: the words around a surname make it someone else's: "Hunter
// Biden", "Brigitte Macron", "Kim Yong Chol" beside Kim Jong Un.
func (m *matcher) otherPerson(it *item, p int32, titled bool) bool {
	r := &m.g.records[p]
	if r.family {
		next := int(it.last)
		if m.capitalWord(next) && m.adjacent(int(it.last)-1, next) && m.itemAt(next) == nil {
			return true
		}
	}
	if next := int(it.last); m.capitalWord(next) && m.adjacent(next-1, next) && m.p.surnames.has(m.fold(next)) &&
		!m.titleCase(int(m.doc.Tokens[it.first].Sent)) {
		return true // "Kerry Washington"
	}
	j := int(it.first) - 1
	if m.betweenParts(j) {
		before := m.itemBefore(j)
		return before == nil || !m.ownGiven(before, p)
	}
	if titled || !m.sameSentence(j, int(it.first)) || !m.capitalWord(j) || !m.adjacent(j, j+1) {
		return false
	}
	if before := m.itemBefore(int(it.first)); before != nil && !before.is(givenEntry) {
		return false
	} else if before != nil {
		return !m.ownGiven(before, p)
	}
	if m.p.openers.has(m.fold(j)) {
		return false
	}
	return !m.doc.Sents[m.doc.Tokens[j].Sent].Heading || !m.titleCase(int(m.doc.Tokens[j].Sent))
}

// ownGiven: the given name before the surname is this person's.
func (m *matcher) ownGiven(it *item, p int32) bool {
	own := !m.g.records[p].top
	m.entriesOf(it, givenEntry, func(e *entry) bool {
		own = own || e.rec == p
		return !own
	})
	return own
}

func (m *matcher) capitalWord(tok int) bool {
	return tok >= 0 && tok < len(m.doc.Tokens) && m.doc.Tokens[tok].Kind == text.Word && m.doc.Tokens[tok].Upper
}

// adjacent: only a space or a hyphen stands between two neighbouring tokens.
func (m *matcher) adjacent(a, b int) bool {
	return b == a+1 && m.sameSentence(a, b)
}

// titleCase: most words of a sentence begin with a capital, so capitals tell
// nothing.
func (m *matcher) titleCase(sent int) bool {
	s := m.doc.Sents[sent]
	words, upper := 0, 0
	for j := s.First; j < s.Last; j++ {
		if t := &m.doc.Tokens[j]; t.Kind == text.Word && t.End-t.Start > 3 {
			words++
			if t.Upper {
				upper++
			}
		}
	}
	return (words > 5 || s.Heading && words > 2) && upper*10 >= words*7
}

// partOfLonger: a full name that goes on in capitals is another's ("Charles
// Michel Dupont").
func (m *matcher) partOfLonger(it *item) bool {
	j := int(it.first) - 1
	before := m.itemBefore(int(it.first))
	return before != nil && before.is(givenEntry) && before.kinds == 1<<givenEntry && m.adjacent(j, j+1) &&
		it.last == it.first+1
}

// someonesName: a place or state name that is part of a person's name:
// "Paris Hilton", "Michael Jordan", "M. Washington".
func (m *matcher) someonesName(it *item) bool {
	first, last := int(it.first), int(it.last)
	several := m.p.surnameRuns.has(m.runOf(it))
	if m.titled(first) && (it.last == it.first+1 || several) {
		return true
	}
	if several && m.bornBy(first) {
		return true
	}
	if m.capitalWord(last) && m.adjacent(last-1, last) && m.p.names.has(m.fold(last-1)) {
		next := m.itemAt(last)
		unknown := next == nil && !m.titleCase(int(m.doc.Tokens[first].Sent)) &&
			(!m.p.capitalNouns || m.p.surnames.has(m.fold(last)))
		if unknown || next != nil && next.is(surnameEntry) {
			return true
		}
	}
	j := first - 1
	if m.initial(j) && it.last == it.first+1 {
		return true
	}
	if before := m.itemBefore(first); before != nil && before.is(roleEntry) && m.adjacent(j, first) && !m.p.possessive.has(m.fold(last)) {
		return true // "la reine Victoria"
	}
	if !m.capitalWord(j) || !m.adjacent(j, first) || it.last != it.first+1 {
		return false
	}
	before := m.itemBefore(first)
	if before != nil && before.is(surnameEntry) && !before.is(nameEntry) && m.p.surnames.has(m.fold(first)) &&
		!m.titleCase(int(m.doc.Tokens[first].Sent)) {
		return true
	}
	if before != nil && before.is(givenEntry) && !before.is(nameEntry) {
		return true
	}
	return before == nil && m.p.surnames.has(m.fold(first)) && !m.p.openers.has(m.fold(j)) &&
		!m.titleCase(int(m.doc.Tokens[first].Sent))
}

// bornBy: a given name stands before a surname, with or without a particle:
// "José de Saint-Martin".
func (m *matcher) bornBy(first int) bool {
	if m.p.particles.has(m.fold(first - 1)) {
		first--
	}
	if !m.sameSentence(first-1, first) || !m.capitalWord(first-1) || m.p.openers.has(m.fold(first-1)) {
		return false
	}
	before := m.itemBefore(first)
	return before != nil && before.is(givenEntry) || before == nil && !m.titleCase(int(m.doc.Tokens[first].Sent)) && !m.startsSentence(first-1)
}

// initial: the token is the full stop of a name's initial: "Booker T.".
func (m *matcher) initial(tok int) bool {
	return tok > 1 && m.skippable(tok) && m.doc.Tokens[tok].Kind == text.Stop &&
		m.doc.Tokens[tok-1].End-m.doc.Tokens[tok-1].Start == 1 && m.capitalWord(tok-2) && m.sameSentence(tok-2, tok+1)
}

// given links the first of two given names before one surname: "Emmanuel et
// Brigitte Macron".
func (m *matcher) given(it *item) {
	j := int(it.last)
	if !m.p.and.has(m.fold(j)) || !m.capitalWord(j+1) {
		return
	}
	for k := j + 1; k <= j+3; k++ {
		s := m.itemAt(k)
		if s == nil || !s.is(surnameEntry, nameEntry) || !m.sameSentence(j, k) {
			continue
		}
		m.entriesOf(it, givenEntry, func(e *entry) bool {
			if e.rec >= 0 && m.bears(s, e.rec) && (m.hasDay && m.g.onTop(e.rec, m.day) || m.hasFull(e.rec)) {
				m.person(it, e.rec, 0.8, "given-name")
				return false
			}
			return true
		})
		return
	}
}

func (m *matcher) hasFull(p int32) bool {
	_, ok := m.full[p]
	return ok
}

// bears: an item ends in a person's surname.
func (m *matcher) bears(s *item, p int32) bool {
	last := m.fold(int(s.last) - 1)
	for _, n := range m.g.records[p].names {
		var r run
		r.read(surname(n.name, m.g.records[p].family, nil), false)
		if r.n > 0 && r.hash[r.n-1] == last {
			return true
		}
	}
	return false
}
