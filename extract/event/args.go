package event

import (
	"slices"

	"chancery/extract/actor"
	"chancery/extract/text"
)

// How far a prepositional phrase may lie from the word it belongs to.
const (
	reachOf      = 2.2
	reachWith    = 6
	reachBetween = 4
	reachObject  = 6
	reachUnder   = 8
)

// fill finds the mentions around a core, by syntactic slot. They stand until
// the next call.
func (sc *scene) fill(c *core) *slots {
	sc.args = slots{}
	out, f := &sc.args, &sc.x.frames[c.frame]
	h := &sc.hits[c.hit]
	from := sc.argsFrom(h)
	sc.fillPreps(out, f, from, nil, nil)
	// "at the White House" is where, not with whom; "sold arms to Moscow" is not.
	out[slotTo] = slices.DeleteFunc(out[slotTo], func(i int) bool {
		return sc.mentions[i].Metonym && !sc.toWhom(c, i) && sc.venue(i)
	})
	if f.Placeless && f.asks(slotTo) && len(out[slotTo]) == 0 {
		out[slotTo] = sc.posted(from)
	}
	if len(out[slotBetween]) > 0 {
		out[slotBetween] = sc.withCoordinated(out[slotBetween][0])
	}
	if f.asks(slotAround) {
		out[slotAround] = sc.around(h)
	}
	if h.verb >= 0 {
		if f.role[slotOf] == "body" {
			out[slotOf] = sc.near(from, sc.governed(sc.after(from, anyClass, false), cOf), reachWith)
		}
		sc.fillVerb(out, h)
		return out
	}
	if f.asks(slotTopic) {
		out[slotTopic] = sc.topic(h)
	}
	out[slotOf] = sc.near(h.last, sc.after(h.last, cOf, false), reachOf)
	out[slotSubj] = sc.nounSubject(c, h)
	if c.light < 0 {
		return out
	}
	l := &sc.hits[c.light]
	if l.group.clause.known && sc.verbTakesObject(l) && !sc.passive(l) {
		_, out[slotObj] = sc.partners(l)
	}
	if l.first > h.first || l.group.clause.known {
		sc.fillPreps(out, f, sc.argsFrom(l), l, h)
	} else if sc.verbTakesObject(l) {
		if len(out[slotObj]) == 0 {
			out[slotObj] = sc.near(h.last, sc.after(h.last, 0, true), reachOf)
		}
		sc.betweenVerbAndNoun(out, c, l, h)
		if len(out[slotWith]) == 0 && f.asks(slotWith) && sc.hangsOn(h.first, cFor) {
			out[slotWith] = sc.beforeToken(sc.near(l.last, sc.after(l.last, 0, true), reachObject), h.first)
		}
	}
	return out
}

// beforeToken keeps the mentions before token k: "joins X for talks".
func (sc *scene) beforeToken(ms []int, k int) []int {
	for n, i := range ms {
		if sc.mentions[i].First >= k {
			return ms[:n]
		}
	}
	return ms
}

// fillPreps fills the slots that are still empty by the prepositions behind
// token from. With a verb that carries a noun, what stands behind another noun
// is left to that one.
func (sc *scene) fillPreps(out *slots, f *frame, from int, light, own *hit) {
	behind := sc.after(from, anyClass, false)
	var any class
	for _, i := range behind {
		any |= sc.gov[i]
	}
	for n := range prepSlots {
		p := &prepSlots[n]
		if any&p.class == 0 || len(out[p.slot]) > 0 || !f.asks(p.slot) {
			continue
		}
		out[p.slot] = sc.near(from, sc.governed(behind, p.class), p.reach)
		if light != nil {
			out[p.slot] = sc.beforeNouns(light, own, out[p.slot])
		}
	}
}

func (sc *scene) fillVerb(out *slots, h *hit) {
	subj := sc.subject(h)
	if len(subj) == 0 && sc.passive(h) && sc.opens(h) {
		subj = sc.subjectAfter(h) // "Réunis à Paris, les ministres …"
	}
	obj := sc.wholeList(sc.near(h.last, sc.after(h.last, 0, true), reachObject))
	if h.group.clause.known {
		subj, obj = sc.partners(h)
	}
	if sc.passive(h) {
		out[slotObj], out[slotSubj] = subj, out[slotBy]
		if len(subj) == 0 {
			out[slotObj] = obj
		}
		return
	}
	out[slotSubj] = subj
	if sc.meets(h) {
		out[slotBy] = nil // "met fans from France" met not France
	}
	if len(subj) == 0 && len(obj) > 0 && h.has(asReport) && sc.rightBehind(h, obj[0]) {
		out[slotSubj], obj = obj, nil
	}
	out[slotObj] = obj
}

// wholeList adds the rest of the list that the last of some mentions stands in.
func (sc *scene) wholeList(ms []int) []int {
	if len(ms) == 0 {
		return ms
	}
	end := ms[len(ms)-1]
	for _, i := range sc.withCoordinated(end) {
		if i > end {
			ms = append(ms[:len(ms):len(ms)], i)
		}
	}
	return ms
}

// rightBehind: nothing but articles, adverbs and dates stands between a verb and
// the name behind it.
func (sc *scene) rightBehind(h *hit, i int) bool {
	for k := h.last; k < sc.mentions[i].First; k++ {
		if sc.timex[k] == 0 && !sc.nounPhr[k] && sc.class[k]&^(cDet|cAdv|classMarks) != 0 || sc.class[k] == 0 && sc.timex[k] == 0 && !sc.nounPhr[k] {
			return false
		}
	}
	return true
}

// posted finds the capital an envoy is posted to, which stands for its state:
// "its ambassador to Moscow".
func (sc *scene) posted(from int) []int {
	for i, m := range sc.mentionsOf(sc.sentOf(max(from-1, 0))) {
		if m.First > from+1 && m.Kind == actor.Place && m.Metonym && sc.gov[i]&cTo != 0 && sc.class[m.First-2]&cOfficial != 0 && sc.between(from, m.First) <= reachObject {
			return []int{i}
		}
	}
	return nil
}

// anyClass asks after for every mention that hangs on something.
const anyClass = ^class(0)

// governed keeps the mentions that hang on one of the prepositions.
func (sc *scene) governed(ms []int, want class) []int {
	from := len(sc.ints)
	for _, i := range ms {
		if sc.gov[i]&want != 0 {
			sc.ints = append(sc.ints, i)
		}
	}
	return sc.list(from)
}

// meets tells whether a verb evokes talks.
func (sc *scene) meets(h *hit) bool {
	return slices.ContainsFunc(h.roles, func(r verbRole) bool {
		return r.kind == asTrigger && talks(sc.x.frames[r.frame].Type)
	})
}

// topic lists the states a text or conference is about: those named behind the
// noun, whatever they hang on.
func (sc *scene) topic(h *hit) []int {
	from := len(sc.ints)
	for i, m := range sc.mentionsOf(sc.sentOf(h.first)) {
		if m.First >= h.last && m.Kind == actor.State && !m.Demonym && !m.Metonym &&
			sc.between(h.last, m.First) <= topicReach {
			sc.ints = append(sc.ints, i)
		}
	}
	return sc.list(from)
}

// around lists the states a sentence speaks of, by name or by adjective,
// besides where it was said.
func (sc *scene) around(h *hit) []int {
	from := len(sc.ints)
	for i, m := range sc.mentionsOf(sc.sentOf(h.first)) {
		capital := m.Kind == actor.Place && m.Metonym && sc.gov[i] == 0 && !sc.dateline(i)
		if (m.Kind == actor.State || capital) && m.Country != "" && sc.gov[i]&cSource == 0 {
			sc.ints = append(sc.ints, i)
		}
	}
	return sc.list(from)
}

// topicReach is how far behind its noun a topic may be named.
const topicReach = 12

// opens tells whether a verb is its sentence's first word but for articles.
func (sc *scene) opens(h *hit) bool {
	first := int(sc.doc.Sents[sc.doc.Tokens[h.first].Sent].First)
	return sc.between(first, h.group.first) == 0
}

// nounSubject: the possessor or the names right before the noun ("Macron's
// visit", "the Biden–Putin summit"), or the subject of the verb that carries it.
func (sc *scene) nounSubject(c *core, h *hit) []int {
	if i := sc.possessor(h.first); i >= 0 {
		return append(sc.withCoordinated(i), sc.doer(c, h)...)
	}
	if sc.possessive(h.first) {
		if who := sc.ownerOf(h.first); who != nil {
			return who
		}
	}
	if c.light < 0 {
		return nil
	}
	l := &sc.hits[c.light]
	if !sc.verbTakesObject(l) || sc.passive(l) {
		return nil
	}
	return sc.subject(l)
}

// doer is the subject of the verb before a noun that is something done: "X
// ratified the Y treaty".
func (sc *scene) doer(c *core, h *hit) []int {
	f := &sc.x.frames[c.frame]
	if c.light < 0 || !f.Decision && !(talks(f.Type) && f.Type != "visit") {
		return nil
	}
	l := &sc.hits[c.light]
	if l.first > h.first || l.group.clause.known || !sc.verbTakesObject(l) || sc.passive(l) {
		return nil
	}
	return sc.subject(l)
}

// possessive: "his meeting", "sa visite".
func (sc *scene) possessive(noun int) bool {
	for k := noun - 1; k >= max(0, noun-3) && sc.sameSent(k, noun); k-- {
		if sc.class[k]&cPoss != 0 {
			return true
		}
		if sc.mention[k] > 0 || sc.hitAt[k] > 0 || sc.class[k]&^classMarks != 0 {
			return false
		}
	}
	return false
}

// ownerOf a noun with a possessive: the subject of the verb before it.
func (sc *scene) ownerOf(noun int) []int {
	from, to := sc.hitRange(sc.sentOf(noun))
	for h := to - 1; h >= from; h-- {
		p := &sc.hits[h]
		if p.verb < 0 && p.frame >= 0 && p.first < noun && talks(sc.x.frames[p.frame].Type) {
			if i := sc.possessor(p.first); i >= 0 && sc.mentions[i].Kind == actor.Person {
				return sc.withCoordinated(i) // "X's visit to Y and his trip to Z"
			}
		}
		if p.verb >= 0 && p.first < noun {
			return sc.subject(p)
		}
	}
	return nil
}

// verbTakesObject: the verb carries a noun as its object ("effectuer une
// visite"), not as its subject ("la visite a lieu").
func (sc *scene) verbTakesObject(l *hit) bool {
	for _, r := range l.roles {
		if r.kind == asLight && r.frame >= 0 {
			return true
		}
	}
	return false
}

// possessor finds an acting name within two words before a noun, with no verb
// or preposition between.
func (sc *scene) possessor(noun int) int {
	words := 0
	for k := noun - 1; k >= 0 && sc.sameSent(k, noun); k-- {
		if sc.mention[k] > 0 {
			i := int(sc.mention[k]) - 1
			if sc.acts(i) {
				return i
			}
			return -1
		}
		if sc.hitAt[k] > 0 || sc.class[k]&^classMarks != 0 && sc.doc.Tokens[k].Kind != text.Clitic {
			return -1
		}
		if words++; words > 3 {
			return -1
		}
	}
	return -1
}

// near keeps the mentions that lie within reach of token k; each one kept
// brings the next nearer, so that lists are kept whole.
func (sc *scene) near(k int, ms []int, reach float64) []int {
	from := len(sc.ints)
	for _, i := range ms {
		m := &sc.mentions[i]
		if m.First < k {
			continue
		}
		if sc.between(k, m.First) > reach {
			break
		}
		sc.ints = append(sc.ints, i)
		k = m.Last
	}
	return sc.list(from)
}

// place finds where a core happens: the nearest place behind a preposition of
// place, else "y"/"there", else nothing. It returns a mention index or -1.
func (sc *scene) placeOf(c *core, from, to int) int {
	anchor := &sc.hits[c.hit]
	best, bestCost := -1, 5.0
	for i, m := range sc.mentionsOf(sc.sentOf(anchor.first)) {
		if m.First < from || m.Last > to || sc.gov[i]&cTo == 0 || !sc.places(i) || sc.inTopic(m) || sc.dateline(i) {
			continue
		}
		cost := sc.placeCost(anchor, m)
		if c.light >= 0 && !sc.othersNoun(&sc.hits[c.light], anchor, m.First) {
			cost = min(cost, sc.placeCost(&sc.hits[c.light], m))
		}
		if m.Kind == actor.State && m.Metonym {
			cost += 1
		}
		if cost < bestCost {
			best, bestCost = i, cost
		}
	}
	return best
}

// inTopic: "une conférence sur la paix en Ukraine" is about the place, not there.
func (sc *scene) inTopic(m *actor.Mention) bool {
	for k := m.First - 1; k >= max(0, m.First-7) && sc.sameSent(k, m.First); k-- {
		if sc.class[k]&cAbout != 0 {
			return true
		}
		if sc.mention[k] > 0 || sc.hitAt[k] > 0 || sc.timex[k] > 0 || sc.doc.Tokens[k].Kind == text.Punct {
			return false
		}
	}
	return false
}

func (sc *scene) placeCost(h *hit, m *actor.Mention) float64 {
	if cost, ok := sc.bracketed(h, m.First, m.Last); ok {
		return cost
	}
	if h.group.clause.known && m.Last <= h.group.first {
		return sc.between(m.Last, h.group.first) + 1.5
	}
	if h.last <= m.First {
		return sc.between(h.last, m.First)
	}
	return sc.between(m.Last, h.first) + 1.5
}

// there tells whether the verb's group holds "y" or "there".
func (sc *scene) there(h *hit) bool {
	if h.verb < 0 {
		return false
	}
	for k := max(h.group.first-1, 0); k < min(h.last+2, len(sc.doc.Tokens)); k++ {
		if sc.class[k]&cThere != 0 && sc.sameSent(k, h.first) {
			return true
		}
	}
	return false
}

// lastPlace is the last place mentioned before token k in the sentence or the
// one before it.
func (sc *scene) lastPlace(k int) int {
	sent, best := sc.sentOf(k), -1
	for i := sc.spans[max(0, sent-1)].mentions.from; i < sc.spans[sent].mentions.to; i++ {
		m := &sc.mentions[i]
		if m.First >= k {
			break
		}
		if sc.places(i) && (m.Kind == actor.Place || sc.gov[i]&cTo != 0) {
			best = i
		}
	}
	return best
}

func unique(ms []int) []int {
	slices.Sort(ms)
	return slices.Compact(ms)
}
