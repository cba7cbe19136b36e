package actor

import (
	"fmt"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/extract/text"
)

// numbered is an organisation that is called by how many its members are.
type numbered struct {
	key     string // of its members
	rec     int32
	context []string // alpha-3 codes and record ids that point to it
}

// manyMembers: so many have only one organisation, which needs no other word in
// the text: nobody else is "les Vingt-Sept".
const manyMembers = 25

func (b *builder) numberedOrgs() error {
	return rows("numbered.tsv", func(c []string) error {
		if len(c) < 3 {
			return fmt.Errorf("want key of members, key, context")
		}
		i, ok := b.g.orgKeys[c[1]]
		if !ok {
			return fmt.Errorf("no organisation %q", c[1])
		}
		b.g.numbered = append(b.g.numbered, numbered{strings.Clone(c[0]), i, strings.Fields(c[2])})
		return nil
	})
}

// countAlone tells whether the words around a number leave it standing alone
// for its bearers: "les Vingt-Sept ont", "the 27." but not "the 27 hostages".
func (m *matcher) countAlone(it *item) bool {
	first, last := int(it.first), int(it.last)
	if !m.sameSentence(first-1, first) || !m.p.counting.has(m.fold(first-1)) {
		return false
	}
	if !m.sameSentence(first, last) {
		return true
	}
	t := &m.doc.Tokens[last]
	switch {
	case t.Kind == text.Stop:
		return !m.sameSentence(first, last+1) // "den 27. Juni"
	case t.Kind == text.Number || t.Kind == text.Word && t.Upper:
		return false // "les Six Jours"
	case t.Kind != text.Word:
		return t.Kind != text.Hyphen && m.doc.Word(last) != "%"
	}
	if m.p.and.has(t.Fold) && last+1 < len(m.doc.Tokens) && m.doc.Tokens[last+1].Kind == text.Number {
		return false // "les 27 et 28 mars"
	}
	return m.doc.Tokens[first].Kind != text.Number || m.p.openers.has(t.Fold)
}

// counted links a number of members to the organisation that had as many on
// the day, or ever had so many; false without.
func (m *matcher) counted(it *item) bool {
	n := int(m.first(it, countEntry).class)
	for _, o := range m.g.numbered {
		now := m.hasDay && len(m.g.Members(o.key, m.day)) == n
		if !now && (n <= 8 || !m.g.everHad(o.key, n)) {
			continue
		}
		byWord := m.doc.Tokens[it.first].Kind == text.Word
		if (n < manyMembers || !byWord) && !m.speaksOf(&o) {
			continue
		}
		m.record1(it, o.rec, Org, 0.8, "counted")
		return true
	}
	return false
}

// everHad: an organisation had n members on some day.
func (g *Gazetteer) everHad(key string, n int) bool {
	return slices.ContainsFunc(g.members[key], func(m membership) bool {
		return slices.ContainsFunc([]edtf.Day{m.start, m.end}, func(d edtf.Day) bool { return len(g.Members(key, d)) == n })
	})
}

// speaksOf: the text names the organisation, one of its bodies or people, or
// what points to it.
func (m *matcher) speaksOf(o *numbered) bool {
	code := m.g.records[o.rec].country
	for _, c := range o.context {
		if m.places[c] > 0 {
			return true
		}
	}
	for k := range m.items {
		it := &m.items[k]
		found := false
		look := func(e *entry) bool {
			r := &m.g.records[e.rec]
			switch r.kind {
			case Org:
				found = r.country == code || slices.Contains(o.context, r.country)
			case Person:
				found = m.hasFull(e.rec) && m.personCountry(e.rec) == code
			default:
				found = slices.Contains(o.context, r.id)
			}
			return !found
		}
		if m.entriesOf(it, nameEntry, look); !found {
			m.entriesOf(it, adjectiveEntry, look)
		}
		if found {
			return true
		}
	}
	return false
}

// asUnion: the people of a continent act as its union where the text speaks of
// that.
func (m *matcher) asUnion(x *Mention) {
	if x.ID != europeans || x.Demonym {
		return
	}
	for k := range m.g.numbered {
		o := &m.g.numbered[k]
		r := &m.g.records[o.rec]
		if !slices.Contains(o.context, europeans) || !m.namesOrg(o.rec) {
			continue
		}
		x.Kind, x.ID, x.Name, x.Country, x.Score, x.Rule = Org, r.id, r.name(m.p.tag), r.country, 0.6, "union"
	}
}

// europeans is the group that may stand for the Union.
const europeans = "group:europeans"

// namesOrg: the text names an organisation or one of its bodies. The answer is
// kept, for a long text asks again and again.
func (m *matcher) namesOrg(rec int32) bool {
	if m.asked != rec+1 {
		m.asked, m.answer = rec+1, m.lookForOrg(rec)
	}
	return m.answer
}

func (m *matcher) lookForOrg(rec int32) bool {
	code := m.g.records[rec].country
	return slices.ContainsFunc(m.items, func(it item) bool {
		found := false
		m.entriesOf(&it, nameEntry, func(e *entry) bool {
			r := &m.g.records[e.rec]
			found = r.kind == Org && r.country == code
			return !found
		})
		return found || it.is(countEntry) && m.first(&it, countEntry).class >= manyMembers
	})
}
