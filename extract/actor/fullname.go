package actor

import "chancery/extract/text"

// joinNames turns "Antony John Blinken", "Donald J. Trump" and the like into
// full names: a given name and a surname of one person with middle names or
// initials between them.
func (m *matcher) joinNames() {
	for k := range m.items {
		it := &m.items[k]
		if !it.is(givenEntry) || it.is(nameEntry) && m.bestPerson(it, "", "") >= 0 {
			continue
		}
		if s := m.surnameAfter(k); s > k {
			if p := m.sharedPerson(it, &m.items[s]); p >= 0 {
				m.join(k, s, p)
			}
		}
	}
}

// surnameAfter finds a surname behind at most three middle names.
func (m *matcher) surnameAfter(k int) int {
	j := int(m.items[k].last)
	for n := 0; n < 4 && m.sameSentence(int(m.items[k].first), j); n++ {
		if at := m.at[j]; at > 0 {
			it := &m.items[at-1]
			if it.is(surnameEntry) && n > 0 {
				return int(at) - 1
			}
			if !it.is(givenEntry, surnameEntry) {
				return -1
			}
			j = int(it.last)
			continue
		}
		switch {
		case m.capitalWord(j):
			j++
			if j < len(m.doc.Tokens) && m.doc.Tokens[j].Kind == text.Stop && m.skippable(j) {
				j++
			}
		default:
			return -1
		}
	}
	return -1
}

// sharedPerson is someone in a top office once who bears both names.
func (m *matcher) sharedPerson(given, family *item) int32 {
	best := int32(-1)
	m.entriesOf(family, surnameEntry, func(s *entry) bool {
		m.entriesOf(given, givenEntry, func(e *entry) bool {
			if e.rec == s.rec && m.g.records[s.rec].top && (best < 0 || m.personScore(e.rec, "", "") > m.personScore(best, "", "")) {
				best = e.rec
			}
			return true
		})
		return true
	})
	return best
}

// join widens item k to the end of item s and makes it the person's full name.
func (m *matcher) join(k, s int, p int32) {
	it := &m.items[k]
	it.kinds = 1 << nameEntry
	it.only = m.g.personEntry[p] + 1
	for n := k + 1; n <= s; n++ {
		m.items[n].used = true
		m.at[m.items[n].first] = 0
	}
	it.last = m.items[s].last
}
