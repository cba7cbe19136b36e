package actor

import (
	"iter"
	"slices"
	"strings"

	"chancery/extract/text"
)

// pairReach is how many sentences back a description of two may look for them.
const pairReach = 3

// twoBefore tells whether "the two", "both" or the like stands right before a
// token; it gives the token the description begins with, -1 without.
func (m *matcher) twoBefore(tok int) int {
	if len(m.p.two) == 0 || tok < 1 || !m.sameSentence(tok-1, tok) {
		return -1
	}
	last := m.fold(tok - 1)
	if tok > 1 && m.sameSentence(tok-2, tok) && m.p.two.has(runHash([]uint64{m.fold(tok - 2), last})) {
		if m.p.articles.has(last) {
			return tok - 2 // "entrambi i presidenti"
		}
		return tok - 1
	}
	if m.p.two.has(runHash([]uint64{last})) {
		return tok - 1
	}
	return -1
}

// both links "les deux présidents", "beide Länder" to the two the text named
// last, where there are just two it can mean. It tells whether the words are
// dealt with.
func (m *matcher) both(it *item) bool {
	first := m.twoBefore(int(it.first))
	if first < 0 {
		return false
	}
	last := int(it.last)
	class := ""
	for _, k := range []entryKind{pairEntry, counterpartEntry, pluralEntry, roleEntry} {
		if e := m.first(it, k); e != nil && class == "" {
			class = m.g.classes[e.class]
		}
	}
	if next := m.itemAt(last); next != nil && next.is(complementEntry) {
		class, last = m.g.classes[m.first(next, complementEntry).class], int(next.last)
	}
	if class == "counterpart" {
		class = m.counterpart()
	}
	if class == "" || m.saysWhich(last) {
		return false
	}
	x := Mention{Kind: Person, Described: true, Score: 0.6, Rule: "both"}
	switch class {
	case "states", "capitals":
		x.Kind, x.Metonym, x.Each = State, class == "capitals", m.twoSides(first, false)
	case "sides":
		x.Kind, x.Each = State, m.twoSides(first, true)
	default:
		x.Each = m.twoPeople(first, class)
	}
	if x.Each == nil {
		return true // two whom the text has not told apart
	}
	m.emit(first, last, x)
	it.used = true
	return true
}

// saysWhich: what follows names the two itself: "les deux présidents français
// et allemand", "the two leaders, Xi and Putin", "les deux pays du Golfe".
func (m *matcher) saysWhich(last int) bool {
	if !m.sameSentence(last-1, last) {
		return false
	}
	if m.p.pairOf.has(m.fold(last)) {
		return true
	}
	j := last
	for j < last+2 && m.sameSentence(last, j) && m.doc.Tokens[j].Kind == text.Punct {
		j++
	}
	next := m.itemAt(j)
	switch {
	case next == nil:
		return false
	case next.is(adjectiveEntry) && j == last && !m.p.adjectiveFirst:
		return true
	}
	return next.is(surnameEntry, givenEntry) || next.is(nameEntry) && (j > last || m.record(next, Person) >= 0)
}

// twoPeople finds the two of an office, or of any, who were mentioned last. One
// of them may be known by the state alone: "Macron se rendra en Algérie. Les
// deux présidents …"
func (m *matcher) twoPeople(tok int, class string) []Referent {
	var found []Referent
	for x := range m.lastly(tok, func() bool { return len(found) >= 2 }) {
		switch {
		case x.Kind != Person:
		case x.Each != nil:
			if within(found, x.Each) {
				return x.Each
			}
			return nil
		case m.among(x, class):
			found = join(found, Referent{x.Kind, x.ID, x.Name, x.Country, x.Office})
		}
	}
	if len(found) < 2 {
		found = m.byState(tok, class, found)
	}
	if len(found) != 2 || class != "people" && found[0].Country == found[1].Country {
		return nil
	}
	return found
}

// lastly yields the mentions before a token, the nearest first, until a whole
// sentence is read and enough.
func (m *matcher) lastly(tok int, enough func() bool) iter.Seq[*Mention] {
	return func(yield func(*Mention) bool) {
		here := m.doc.Tokens[tok].Sent
		sent := here
		for n := len(m.out) - 1; n >= 0; n-- {
			x := &m.out[n]
			s := m.doc.Tokens[x.First].Sent
			if here-s > pairReach || s != sent && enough() || !m.scene(x) && !yield(x) {
				return
			}
			sent = s
		}
	}
}

// scene: "À Riyad, …" opens a sentence with where it plays.
func (m *matcher) scene(x *Mention) bool {
	before := x.First - int(m.doc.Sents[m.doc.Tokens[x.First].Sent].First)
	return x.Kind == Place && before > 0 && before <= 2 && x.Last < len(m.doc.Tokens) && m.doc.Word(x.Last) == ","
}

// among: a person may be one of two of a class.
func (m *matcher) among(x *Mention, class string) bool {
	if x.Country == "" || x.Office == "" && (x.New || class != "people") {
		return false
	}
	switch class {
	case "people", "official":
		return true
	case "leader":
		return officeRank(x.Office) >= 3
	case "minister":
		return strings.HasSuffix(x.Office, "minister")
	}
	return x.Office == m.office(class, m.ownerOf(x)) && m.fits(x, class)
}

// byState completes those found by the holders of the office in the states
// spoken of.
func (m *matcher) byState(tok int, class string, found []Referent) []Referent {
	if class != "leader" && !standalone(class) {
		return nil
	}
	sides := m.twoSides(tok, false)
	if sides == nil || len(found) == 1 && sides[0].Country != found[0].Country && sides[1].Country != found[0].Country {
		return nil
	}
	for i, side := range sides {
		if len(found) > 0 && found[0].Country == side.Country {
			sides[i] = found[0]
			continue
		}
		office := m.office(class, owner{side.Country, -1})
		p := m.holder(side.Country, office)
		if p < 0 {
			return nil
		}
		r := &m.g.records[p]
		sides[i] = Referent{Person, r.id, r.name(m.p.tag), side.Country, office}
	}
	return sides
}

// twoSides finds the two states spoken of last; with parties, organisations and
// armed groups count as well. Where a sentence has more, those it sets side by
// side are meant ("entre Moscou et Kiev"), or those that are no mere scene.
func (m *matcher) twoSides(tok int, parties bool) []Referent {
	var found, acting []Referent
	for x := range m.lastly(tok, func() bool { return len(found) >= 2 }) {
		if x.Each != nil {
			if x.Kind == State && within(found, x.Each) {
				return x.Each
			}
			for k := len(x.Each) - 1; k >= 0; k-- {
				found = join(found, m.sideOf(x.Each[k].Country))
				acting = join(acting, m.sideOf(x.Each[k].Country))
			}
			continue
		}
		var side Referent
		switch info := m.g.states[x.Country]; {
		case info != nil && (x.Kind == State || x.Kind == Person || x.Kind == Place && x.Metonym):
			side = m.sideOf(x.Country)
		case parties && (x.Kind == Org || x.Kind == Group):
			side = Referent{Kind: x.Kind, ID: x.ID, Name: x.Name, Country: x.Country}
		default:
			continue
		}
		found = join(found, side)
		if x.Kind != Place {
			acting = join(acting, side)
		}
	}
	switch {
	case len(found) == 2:
		return found
	case len(acting) == 2:
		return acting
	case len(found) > 2:
		return m.sideBySide(tok)
	}
	return nil
}

// sideBySide: the one pair of states that "and" joins in the last sentence that
// has any.
func (m *matcher) sideBySide(tok int) []Referent {
	var found []Referent
	var later *Mention
	pairs, open := 0, false
	for x := range m.lastly(tok, func() bool { return pairs > 0 }) {
		comma, and := false, false
		if later != nil {
			comma, and = m.listed(x, later)
		}
		switch {
		case open && comma:
			return nil // "A, B et C" are three
		case and && x.Country != later.Country && m.g.states[x.Country] != nil && m.g.states[later.Country] != nil:
			pairs++
			found = []Referent{m.sideOf(x.Country), m.sideOf(later.Country)}
		}
		open, later = and, x
	}
	if pairs != 1 {
		return nil
	}
	return found
}

// listed: nothing but a comma or "and" and an article stands between two
// mentions.
func (m *matcher) listed(a, b *Mention) (comma, and bool) {
	for j := a.Last; j < b.First; j++ {
		switch f := m.fold(j); {
		case m.p.and.has(f):
			and = true
		case m.doc.Word(j) == ",":
			comma = true
		case !m.p.articles.has(f):
			return false, false
		}
	}
	return comma, and && m.sameSentence(a.First, b.First)
}

func (m *matcher) sideOf(country string) Referent {
	info := m.g.states[country]
	if info == nil {
		return Referent{}
	}
	r := &m.g.records[info.rec]
	return Referent{Kind: State, ID: r.id, Name: r.name(m.p.tag), Country: country}
}

// join puts one more in front, unless it is there.
func join(list []Referent, r Referent) []Referent {
	if r.ID == "" || slices.ContainsFunc(list, func(o Referent) bool { return o.ID == r.ID }) {
		return list
	}
	return slices.Insert(list, 0, r)
}

func within(part, all []Referent) bool {
	for _, r := range part {
		if !slices.ContainsFunc(all, func(o Referent) bool { return o.ID == r.ID }) {
			return false
		}
	}
	return true
}
