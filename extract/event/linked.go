package event

import (
	"slices"

	"chancery/extract/text"
)

// linked: what a visitor does on the visit, told in the same breath and with no
// day of its own ("flies to X on Monday, where he will meet Y", "arrived in X
// and met Y", "went to X to see Y"), belongs to the visit. A gathering is one of
// its own.
func (st *story) linked(c *core, prev *draft, times dates) bool {
	f := st.x.frames[c.frame]
	if prev == nil || prev.frame.Type != "visit" || !talks(f.Type) || f.Type == "call" || f.Type == "visit" || len(c.mods) > 0 || c.moved {
		return false
	}
	if len(times.of(c.hit)) > 0 || c.light >= 0 && len(times.of(c.light)) > 0 {
		return false
	}
	if f.Type == "summit" && st.hits[c.hit].verb < 0 {
		return false
	}
	p, h := &st.hits[prev.core.hit], &st.hits[c.hit]
	v := st.verbOf(c)
	if v == nil || v.first < p.last || v.group.clause.known || v.group.negated || v.group.conditional && !st.hits[prev.core.hit].group.conditional {
		return false
	}
	for k := p.last; k < min(h.first, v.first); k++ {
		if st.class[k]&cWhere != 0 {
			return true
		}
	}
	return st.sameDoer(v, p.last)
}

// sameDoer: between the visit's trigger and a later verb no other subject
// begins: the verb is an infinitive or participle, or joined by "and".
func (st *story) sameDoer(v *hit, from int) bool {
	k := v.group.first - 1
	for k >= from && st.class[k]&cAdv != 0 {
		k--
	}
	joined := k >= from && st.class[k]&cAnd != 0
	loose := v.group.infMark && v.tense&inf != 0 || v.tense == ger && !v.group.be
	if !joined && !loose {
		return false
	}
	for i := from; i < v.group.first; i++ {
		if st.class[i]&(cSub|cRel) != 0 {
			return false
		}
		if st.hitAt[i] > 0 && st.hits[st.hitAt[i]-1].verb >= 0 {
			return false
		}
	}
	return true
}

// sameStay: what a visitor does on the day of a visit told in the same breath is
// part of it, though it has its own hour: "landed on Tuesday evening and talked
// with X until midnight".
func (st *story) sameStay(d, prev *draft) {
	if prev == nil || prev.sent != d.sent || prev.frame.Type != "visit" || !d.known || d.days != prev.days || d.frame.Type != "meeting" {
		return
	}
	from := st.hits[prev.core.hit].last
	if v := st.verbOf(d.core); v != nil && v.first >= from && !v.group.clause.known && st.sameDoer(v, from) {
		d.aside = true
	}
}

// enlist adds whom a visitor meets to the visit.
func (st *story) enlist(prev *draft, c *core) {
	args := st.fill(c)
	home := map[string]bool{}
	for _, i := range prev.order {
		home[st.mentions[i].Country] = true
	}
	role := roleOr(prev.frame.role[slotWith], "participant")
	for _, d := range st.drafts {
		if d.core != prev.core || d != prev && !slices.Contains(st.drafts, d) {
			continue
		}
		for _, slot := range [...]slot{slotWith, slotOf, slotBetween, slotBy, slotObj, slotSubj} {
			for _, i := range args[slot] {
				if !home[st.mentions[i].Country] {
					d.add(i, role)
					d.met = true
				}
			}
		}
	}
}

// borrowHeading: a heading names the sides and the sentence below it the day
// ("The heads of government will convene on 29 June").
func (st *story) borrowHeading(d *draft) {
	if d.head || d.timex < 0 || !talks(d.frame.Type) || !st.opening(d.sent) {
		return
	}
	for _, o := range st.drafts {
		if !o.head || o.timex >= 0 || !kin(o.frame.Type, d.frame.Type) || o.loose || len(st.codes(o)) < 2 {
			continue
		}
		for _, i := range o.order {
			d.add(i, o.role(i))
			d.inherit = true
		}
		return
	}
}

// here tells whether "here" or "this city" stands among a hit's arguments: where
// the article was written.
func (sc *scene) here(h *hit) bool {
	for k := h.last; k < min(h.last+hereReach, len(sc.doc.Tokens)) && sc.sameSent(k, h.first); k++ {
		if sc.class[k]&cHere != 0 {
			return true
		}
		if sc.stops(k) || sc.class[k]&cRel != 0 {
			return false
		}
	}
	return false
}

const hereReach = 8

// denyingClause is the token behind the conjunction that opens what a verb of
// denying denies ("denied reports that …"), or the verb's own end.
func (sc *scene) denyingClause(m *hit) int {
	for k := m.last; k < min(m.last+4, len(sc.doc.Tokens)) && sc.sameSent(k, m.first); k++ {
		if sc.class[k]&(cRel|cSub) != 0 {
			return k + 1
		}
	}
	return m.last
}

// noneOf: "no call took place", "no meeting is planned".
func (sc *scene) noneOf(h *hit) bool { return h.verb < 0 && sc.noneBefore(h.first) }

// noneBefore tells whether "no" stands before a noun and its adjectives.
func (sc *scene) noneBefore(noun int) bool {
	for k := noun - 1; k >= max(0, noun-3) && sc.sameSent(k, noun); k-- {
		if sc.class[k]&cNone != 0 {
			return true
		}
		if sc.class[k] != 0 && sc.mention[k] == 0 || sc.hitAt[k] > 0 {
			return false
		}
	}
	return false
}

// ofAnother: in "a planned sale" the participle tells of a noun that is no
// event.
func (sc *scene) ofAnother(m *hit) bool {
	if sc.beforeNoun(m) {
		return true
	}
	if m.verb < 0 || m.tense&pp == 0 || m.group.be || m.group.have || m.first == 0 || sc.class[m.first-1]&(cDet|cPoss) == 0 {
		return false
	}
	for k := m.last; k < min(m.last+3, len(sc.doc.Tokens)) && sc.sameSent(k, m.first); k++ {
		if sc.class[k]&^(cOfficial|cPair) != 0 || sc.hitAt[k] > 0 || sc.mention[k] > 0 || sc.timex[k] > 0 || sc.doc.Tokens[k].Kind != text.Word {
			return k > m.last && sc.hitAt[k] == 0 && sc.mention[k] == 0
		}
	}
	return true
}

// beforeNoun: a bare participle right before a noun that evokes nothing here
// ("the planned import tariffs") is that noun's own.
func (sc *scene) beforeNoun(m *hit) bool {
	if m.verb < 0 || m.tense&pp == 0 || m.group.be || m.group.have || m.last >= len(sc.doc.Tokens) || !sc.sameSent(m.first, m.last) {
		return false
	}
	i := int(sc.hitAt[m.last]) - 1
	return i >= 0 && sc.hits[i].verb < 0 && sc.hits[i].frame >= 0 && sc.x.frames[sc.hits[i].frame].LightNeeded && sc.lightFor(i) < 0
}

// parenthesisReach is the most tokens a clause between commas has.
const parenthesisReach = 25

// beforeParenthesis gives the comma that opens a relative clause or apposition
// between a verb and its subject ("X, who chairs Y, will fly", "X, until May
// ambassador in Y, spoke"), or else the verb's own start.
func (sc *scene) beforeParenthesis(v *hit) int {
	k := v.group.first - 1
	if k < 1 || !sc.sameSent(k, v.first) || sc.doc.Word(k) != "," {
		return v.group.first
	}
	verbs := false
	for j := k - 1; j > 0 && k-j < parenthesisReach && sc.sameSent(j-1, v.first); j-- {
		if sc.class[j]&cRel != 0 && sc.doc.Word(j-1) == "," {
			if verbs {
				return j - 1
			}
			return v.group.first // "X, whose envoy, Y, had left": the clause goes on
		}
		verbs = verbs || sc.verbForm[j] || sc.class[j]&anyAux != 0
		if i := int(sc.mention[j-1]) - 1; !verbs && sc.doc.Word(j) == "," && i >= 0 && sc.gov[i] == 0 && sc.acts(i) {
			return j
		}
	}
	return v.group.first
}

// alongside dates what a relative clause tells of an event of the same sentence
// ("mardi à Paris, où elle dînera avec X", "X, qui a été reçu par Y") by that
// event, unless one is told as past and the other as to come.
func (st *story) alongside(d, prev *draft) {
	if d.known && d.basis == basisText || prev == nil || !prev.known || prev.sent != d.sent || len(d.core.mods) > 0 ||
		prev.days.Days() > longestStay {
		return
	}
	v, p := st.verbOf(d.core), st.hits[prev.core.hit]
	if v == nil || v.group.first < p.last || st.disagree(v, prev) {
		return
	}
	for k := p.last; k < v.group.first; k++ {
		switch rel := st.class[k]&cRel != 0; {
		case rel && talks(d.frame.Type):
			d.set(prev.days, basisContext)
			d.aside = talks(prev.frame.Type)
			return
		case rel && st.class[k]&cWhere != 0 && st.doneOnVisit(d, prev):
			d.set(prev.days, basisText)
			return
		}
	}
}

// doneOnVisit: "a visité X dimanche, où il a annoncé un don".
func (st *story) doneOnVisit(d, prev *draft) bool {
	said := d.frame.Type == "statement" || d.frame.Type == "demand"
	return !said && talks(prev.frame.Type) && prev.days.Days() == 1
}

// disagree: a verb looks ahead where the event before is over, or back where it
// is to come.
func (st *story) disagree(v *hit, prev *draft) bool {
	ahead := v.tense&(fut|cond) != 0 || v.group.planned
	if prev.status == planned {
		return !ahead && st.stance(v) == whenPast
	}
	return ahead
}
