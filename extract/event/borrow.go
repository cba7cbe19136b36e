package event

import (
	"slices"

	"chancery/extract/actor"
)

// borrow looks for missing sides outside a core's own slots: adjectives of
// nationality, the sentence's subject, the event before it, the last visitor.
func (st *story) borrow(d *draft, sent int, prev *draft) {
	for step := range borrowSteps {
		if len(d.order) > 0 && st.enough(d) {
			return
		}
		if step == 1 && st.ordinary(d) {
			return
		}
		switch step {
		case 0:
			st.borrowDemonyms(d, beside)
		case 1:
			st.borrowSubject(d, sent)
		case 2:
			st.borrowDemonyms(d, demonymReach)
		case 3:
			st.borrowDateline(d)
		case 4:
			st.borrowHome(d)
		case 5:
			st.borrowNamed(d)
		case 6:
			st.borrowPrevious(d, prev)
		case 7:
			st.borrowHeading(d)
		case 8:
			st.borrowTarget(d)
		case 9:
			st.borrowStory(d)
		case 10:
			st.borrowSentence(d)
		case 11:
			st.borrowTopic(d)
		case 12:
			st.borrowOther(d)
		}
	}
}

// borrowSteps is how many of them there are.
const borrowSteps = 13

// demonymReach is how far an adjective of nationality may stand from the word
// it belongs to.
const demonymReach = 3

// beside is the reach within which it can only belong there.
const beside = 1

func (st *story) borrowDemonyms(d *draft, reach float64) {
	h := &st.hits[d.core.hit]
	role := roleOr(d.frame.role[slotObj], roleOr(d.frame.role[slotWith], "participant"))
	if role == "participant" && d.frame.targets() {
		role = "target"
	}
	if role == "place" {
		role = "visitor"
	}
	for i, m := range st.mentionsOf(st.sentOf(h.first)) {
		if !m.Demonym || m.Country == "" || st.gov[i]&cTo != 0 {
			continue
		}
		var cost float64
		if m.First >= h.last {
			cost = st.between(h.last, m.First)
		} else {
			cost = st.between(m.Last, h.first) + 1
		}
		if cost <= reach && !st.partOfName(i) && !st.ofOwner(m, h) && !st.ofOthers(i, d) {
			d.add(i, role)
			d.demonyms = true
		}
	}
}

// partOfName: the adjective only describes the person named right behind it,
// who is a mention already.
func (st *story) partOfName(i int) bool {
	m := &st.mentions[i]
	for k := m.Last; k < len(st.doc.Tokens) && k <= m.Last+3; k++ {
		if st.mention[k] > 0 {
			o := &st.mentions[st.mention[k]-1]
			return o.Kind == actor.Person && o.Country == m.Country
		}
		if st.hitAt[k] > 0 || st.class[k]&^classMarks != 0 {
			return false
		}
	}
	return false
}

func (st *story) borrowSubject(d *draft, sent int) {
	h := &st.hits[d.core.hit]
	role := roleOr(d.frame.role[slotSubj], roleOr(d.frame.role[slotOf], "participant"))
	var who []int
	if h.verb < 0 {
		who = st.subject(&hit{first: h.first, last: h.last, group: &group{first: h.first}})
	}
	if i := st.apposedTo(h); i >= 0 {
		who = []int{i}
	}
	if len(who) == 0 {
		who = st.sentenceSubject(sent, h.first)
	}
	if len(who) == 0 && h.verb < 0 {
		who = st.subjectAfter(h)
	}
	if len(who) == 0 && (st.pronounBefore(h) || st.possessiveBefore(h)) {
		who = st.subjects
	}
	if len(who) == 0 {
		who = st.bothBefore(d, h)
	}
	var lead []int
	for _, i := range who {
		if d.place != i && d.role(i) == "" {
			d.add(i, role)
			d.inherit = true
			lead = append(lead, i)
		}
	}
	d.order = append(lead, slices.DeleteFunc(d.order, func(i int) bool { return slices.Contains(lead, i) })...)
}

// sentenceSubject is the first acting name of a sentence that hangs on no
// preposition, with those coordinated to it.
func (st *story) sentenceSubject(sent, before int) []int {
	for i, m := range st.mentionsOf(sent) {
		if m.First >= before {
			continue
		}
		if !st.acts(i) || st.gov[i] != 0 {
			continue
		}
		if who := st.withCoordinated(i); !st.labels(who) {
			return who
		}
	}
	return nil
}

// labels: states before a heading's colon ("Iran et Syrie : X appelle Y") say
// what it is about, where somebody is named behind it.
func (st *story) labels(who []int) bool {
	last := &st.mentions[who[len(who)-1]]
	if !st.doc.Sents[st.sentOf(last.First)].Heading || last.Kind == actor.Person || last.Last >= len(st.doc.Tokens) || st.doc.Word(last.Last) != ":" {
		return false
	}
	for _, m := range st.mentionsOf(st.sentOf(last.First)) {
		if m.Kind == actor.Person && m.First > last.Last {
			return true
		}
	}
	return false
}

// possessiveBefore: "Leurs chefs de la diplomatie se retrouveront".
func (st *story) possessiveBefore(h *hit) bool {
	first := int(st.doc.Sents[st.doc.Tokens[h.first].Sent].First)
	return st.class[first]&cPoss != 0 && h.verb >= 0
}

// bothBefore: "les deux hommes", "the four countries" are those last spoken of.
func (st *story) bothBefore(d *draft, h *hit) []int {
	first := int(st.doc.Sents[d.sent].First)
	for k := first; k < h.first; k++ {
		if st.class[k]&(cBoth|cSeveral) != 0 {
			return st.parties(k)
		}
	}
	return nil
}

// pairBefore gives the two people of two states that the nearest sentence with
// such a pair names together, or nil: "X et Y", not X of one sentence and Z of
// the next.
func (st *story) pairBefore(sent int) []int {
	for s := sent - 1; s >= max(0, sent-pairReach); s-- {
		var people []int
		for i, m := range st.mentionsOf(s) {
			if m.Kind == actor.Person && m.Country != "" && !slices.ContainsFunc(people, func(o int) bool { return st.mentions[o].ID == m.ID }) {
				people = append(people, i)
			}
		}
		if len(people) == 2 && st.mentions[people[0]].Country != st.mentions[people[1]].Country {
			return people
		}
	}
	return nil
}

// pairReach is how many sentences back a pair is looked for.
const pairReach = 3

// lastSpokenOf gives the n people of different states mentioned last before
// token k, or nil.
func (st *story) lastSpokenOf(k, n int, kind actor.Kind) []int {
	var out []int
	sent := st.sentOf(k)
	for i := st.spans[sent].mentions.to - 1; i >= st.spans[max(0, sent-3)].mentions.from && len(out) < n; i-- {
		m := &st.mentions[i]
		if m.First >= k || m.Kind != kind || m.Country == "" {
			continue
		}
		if !slices.ContainsFunc(out, func(o int) bool { return st.mentions[o].Country == m.Country }) {
			out = append(out, i)
		}
	}
	if len(out) < n {
		return nil
	}
	slices.Reverse(out)
	return out
}

// lastList gives the last list of two states or more before token k, or nil.
func (st *story) lastList(k int) []int {
	for i := st.spans[st.sentOf(k)].mentions.to - 1; i > 0; i-- {
		if st.mentions[i].First >= k || st.mentions[i].Kind != actor.State || !st.acts(i) {
			continue
		}
		if list := st.withCoordinated(i); len(list) > 1 {
			return list
		}
	}
	return nil
}

// subjectAfter: "En visite à Tunis, X a salué …": the name the phrase belongs
// to follows it.
func (sc *scene) subjectAfter(h *hit) []int {
	for i, m := range sc.mentionsOf(sc.sentOf(h.first)) {
		if m.First < h.last || !sc.acts(i) || sc.gov[i] != 0 {
			continue
		}
		return sc.withCoordinated(i)
	}
	return nil
}

func (st *story) pronounBefore(h *hit) bool {
	for k := h.first - 1; k >= 0 && st.sameSent(k, h.first); k-- {
		if st.class[k]&cPron != 0 {
			return true
		}
	}
	return false
}

// borrowDateline: who summons an envoy without being named does so where the
// article is written.
func (st *story) borrowDateline(d *draft) {
	role := d.frame.role[slotBy]
	if d.frame.Type != "protest" && d.frame.Type != "expulsion" || role == "" {
		return
	}
	if i := st.fronted(d.sent); i >= 0 && !st.sideOf(d, st.mentions[i].Country) {
		d.add(i, role) // "À Vilnius, l'ambassadeur a été prié de partir"
		d.inherit = true
		return
	}
	if d.place >= 0 && !st.sideOf(d, st.mentions[d.place].Country) {
		d.add(d.place, role) // "summoned in the Chinese capital"
		d.inherit = true
		return
	}
	last := min(datelineReach, len(st.spans)-1)
	for i := range st.spans[last].mentions.to {
		m := &st.mentions[i]
		if m.Metonym && st.dateline(i) {
			d.add(i, role)
			d.inherit = true
			if d.place < 0 {
				d.place = i
			}
			return
		}
	}
}

// fronted is the capital a sentence opens with, up to a comma; -1 without one.
func (st *story) fronted(sent int) int {
	s := &st.doc.Sents[sent]
	for i, m := range st.mentionsOf(sent) {
		if st.places(i) && m.Metonym && st.gov[i]&cTo != 0 && m.First <= int(s.First)+2 && m.Last < int(s.Last) && st.doc.Word(m.Last) == "," {
			return i
		}
		return -1
	}
	return -1
}

// datelineReach is the last sentence a dateline may open.
const datelineReach = 2

// follows: the noun only says what the sentence's own event came after
// ("following talks with X"), so its subject took part.
func (st *story) follows(c *core, args *slots) bool {
	h := &st.hits[c.hit]
	if h.verb >= 0 || c.light >= 0 || !st.hangsOn(h.first, cAfter) || !talks(st.x.frames[c.frame].Type) {
		return false
	}
	return len(args[slotOf])+len(args[slotSubj])+len(args[slotBetween]) == 0
}

// borrowPartner: "talks with him" are with the last person spoken of who
// belongs to another state.
func (st *story) borrowPartner(d *draft, c *core) {
	role := d.frame.role[slotWith]
	if role == "" || !talks(d.frame.Type) || st.enough(d) {
		return
	}
	h := &st.hits[c.hit]
	for k := h.last; k < min(h.last+4, len(st.doc.Tokens)-1); k++ {
		object := h.verb >= 0 && k == h.last && st.class[k]&cObjPron != 0 // "phoned him"
		if !object && (st.class[k]&cWith == 0 || st.class[k+1]&cObjPron == 0) {
			continue
		}
		for i := len(st.mentions) - 1; i >= 0; i-- {
			m := &st.mentions[i]
			if m.First < h.first && m.Kind == actor.Person && m.Country != "" && !st.sideOf(d, m.Country) &&
				int(st.doc.Tokens[m.First].Sent) >= d.sent-2 {
				d.add(i, role)
				d.inherit = true
				return
			}
		}
	}
}

func (st *story) sideOf(d *draft, country string) bool {
	return slices.Contains(st.codes(d), country)
}

func (st *story) borrowPrevious(d, prev *draft) {
	if prev == nil || prev.sent != d.sent || !(talks(prev.frame.Type) && talks(d.frame.Type) || prev.frame.Type == d.frame.Type) {
		return
	}
	role := roleOr(d.frame.role[slotWith], roleOr(d.frame.role[slotSubj], "participant"))
	for _, i := range prev.order {
		d.add(i, role)
		d.inherit = true
	}
	if d.place < 0 && d.frame.Type == prev.frame.Type {
		d.place = prev.place
	}
}

// targetReach is how many sentences back the act may stand whose target a
// further one shares.
const targetReach = 4

// borrowTarget: "Londres a également expulsé deux diplomates": where acts of one
// kind follow each other, who is not named is the other side of the last.
func (st *story) borrowTarget(d *draft) {
	if !d.frame.targets() || d.frame.Type == "statement" || d.frame.Type == "demand" ||
		!slices.ContainsFunc(d.order, func(i int) bool { return d.role(i) == "actor" && st.official(i) }) {
		return
	}
	for k := len(st.drafts) - 1; k >= 0 && d.sent-st.drafts[k].sent <= targetReach; k-- {
		p := st.drafts[k]
		if p.frame.Type != d.frame.Type {
			continue
		}
		for _, i := range p.order {
			if c := st.mentions[i].Country; p.role(i) != "actor" && c != "" && !st.sideOf(d, c) {
				d.add(i, "target")
				d.inherit = true
			}
		}
		return
	}
}

// targets tells whether the frame has a place for whom something is done to.
func (f *frame) targets() bool { return slices.Contains(f.role[:], "target") }

// stayPlace: what a visitor does in the sentence that tells of the visit
// happens where the visit is.
func (st *story) stayPlace(d, prev *draft) {
	if d.place >= 0 || d.frame.Placeless || prev == nil || prev.sent != d.sent || prev.frame.Type != "visit" || prev.timex >= 0 {
		return
	}
	if st.sharePerson(d, prev) {
		d.place = prev.place
	}
}

// borrowSentence: whoever else the sentence names within reach has a part in
// the event, though no slot says which.
func (st *story) borrowSentence(d *draft) {
	if d.frame.Needs == "official" {
		return
	}
	h := &st.hits[d.core.hit]
	role := roleOr(d.frame.role[slotWith], roleOr(d.frame.role[slotSubj], "participant"))
	for i, m := range st.mentionsOf(st.sentOf(h.first)) {
		if m.Country == "" || st.gov[i]&cSource != 0 || i == d.place || d.role(i) != "" {
			continue
		}
		if !st.acts(i) && (!m.Demonym || st.ofOthers(i, d)) {
			continue
		}
		if st.ownsThing(i) {
			continue // "Germany's Volkswagen" is not Germany
		}
		if d.frame.Type == "military" && m.Kind == actor.Person {
			continue // who is named in passing did not do it
		}
		cost := st.between(m.Last, h.first)
		if m.First >= h.last {
			cost = st.between(h.last, m.First)
		}
		if cost <= sentenceReach {
			d.add(i, role)
			d.loose = true
		}
	}
}

// ownsThing: a state named only as the owner of something that is neither a
// person nor people in office.
func (st *story) ownsThing(i int) bool {
	m := &st.mentions[i]
	if m.Kind != actor.State && m.Kind != actor.Place || !st.owns(m.Last) {
		return false
	}
	for k := m.Last + 1; k < min(m.Last+ownedReach, len(st.doc.Tokens)); k++ {
		if st.class[k]&cOfficial != 0 || st.mention[k] > 0 && st.mentions[st.mention[k]-1].Kind == actor.Person {
			return false
		}
		if st.hitAt[k] > 0 {
			return st.hits[st.hitAt[k]-1].verb >= 0
		}
	}
	return true
}

// ownedReach is how far behind its owner what is owned may stand.
const ownedReach = 5

// sentenceReach is how far a part of the event may stand from its trigger when
// nothing binds the two.
const sentenceReach = 7

// borrowStory: "la visite du couple royal" is made by the visitor spoken of
// before.
func (st *story) borrowStory(d *draft) {
	if d.frame.Type != "visit" || d.place < 0 {
		return
	}
	if h := &st.hits[d.core.hit]; h.verb >= 0 && !h.group.pronoun && !st.there(h) {
		return // who goes is named, though unknown
	}
	for k := len(st.drafts) - 1; k >= 0; k-- {
		p := st.drafts[k]
		if p.frame.Type != "visit" || d.sent-p.sent > 5 {
			continue
		}
		for _, i := range p.order {
			if p.role(i) == "visitor" {
				d.add(i, "visitor")
				d.inherit = true
			}
		}
		return
	}
}
