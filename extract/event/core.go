package event

import "slices"

// lightReach is the most a noun and the verb that carries it may lie apart.
const lightReach = 6

// cores lists the evocations of frames in a sentence, with their verbs,
// modifiers and shifts.
func (sc *scene) cores(sent int) []*core {
	out := sc.cs[:0]
	for hi, h := range sc.hitsOf(sent) {
		switch {
		case h.verb >= 0:
			if fs := sc.triggerFrames(h, sent); len(fs) > 0 {
				c := sc.coreSlab.next()
				c.frame, c.others, c.hit, c.light = fs[0], fs[1:], hi, -1
				out = append(out, c)
			}
		case h.frame >= 0 && !sc.behindPhrase(h.first, cBeside) && (sc.x.frames[h.frame].Type == "vote" || !sc.behindPhrase(h.first, cWish)):
			if c := sc.nounCore(hi, sent); c != nil {
				out = append(out, c)
			}
		}
	}
	sc.cs = out
	if len(out) == 0 {
		return nil
	}
	if out = sc.alleged(out); len(out) > 1 { // what one does to another
		out = sc.asked(sc.spokenOf(sc.textOnly(sc.heads(out))))
		sc.carryOn(out)
		out = sc.carried(out)
	}
	sc.modify(out, sent)
	sc.shiftDays(out, sent)
	sc.verbsFirst(out)
	return out
}

// nounCore evokes the first of a noun's frames that fits its sentence and has
// the verb it needs, and keeps the others that fit; nil when none does.
func (sc *scene) nounCore(hi, sent int) *core {
	var c *core
	first := sc.hits[hi].frame
	for n := -1; n < len(sc.hits[hi].also); n++ {
		f := first
		if n >= 0 {
			f = sc.hits[hi].also[n]
		}
		if !sc.fits(f, sent) {
			continue
		}
		sc.hits[hi].frame = f
		light := sc.lightFor(hi)
		switch {
		case light < 0 && sc.x.frames[f].LightNeeded && !sc.ownDay(sc.hits[hi].first):
		case c == nil:
			c = sc.coreSlab.next()
			c.frame, c.hit, c.light = f, hi, light
		case light == c.light:
			c.others = append(c.others, f)
		}
	}
	sc.hits[hi].frame = first
	if c != nil {
		sc.hits[hi].frame = c.frame
	}
	return c
}

// besideReach is how far before its noun "on the sidelines of" may stand.
const besideReach = 6

// behindPhrase: a noun behind "on the sidelines of" says where something else
// happened, and the dates are that one's; one behind "hopes of" or "in favour
// of" did not happen, but for a text voted on.
func (sc *scene) behindPhrase(noun int, phrase class) bool {
	for k := noun - 1; k >= max(0, noun-besideReach) && sc.sameSent(k, noun); k-- {
		if sc.class[k]&phrase != 0 {
			return true
		}
		if sc.hitAt[k] > 0 || sc.timex[k] > 0 {
			return false
		}
	}
	return false
}

// triggerFrames lists the frames a verb may evoke, those with the most
// conditions (a particle, a reflexive, words nearby) first.
func (sc *scene) triggerFrames(h *hit, sent int) []int {
	type ranked struct{ frame, rank int }
	var space [8]ranked
	found := space[:0]
	for i := range h.roles {
		r := &h.roles[i]
		if r.kind != asTrigger || len(r.particle) == 0 && h.phrasal() || !sc.fits(r.frame, sent) {
			continue
		}
		rank := len(r.particle) * 2
		if r.refl {
			rank += 2
		}
		if len(sc.x.frames[r.frame].Near) > 0 {
			rank++
		}
		found = append(found, ranked{r.frame, rank})
	}
	if len(found) > 1 {
		slices.SortStableFunc(found, func(a, b ranked) int { return b.rank - a.rank })
	}
	from := len(sc.ints)
	for _, f := range found {
		if !slices.Contains(sc.ints[from:], f.frame) {
			sc.ints = append(sc.ints, f.frame)
		}
	}
	return sc.list(from)
}

// lightFor finds the verb that carries a noun, before or behind it.
func (sc *scene) lightFor(noun int) int {
	n := &sc.hits[noun]
	best, bestCost := -1, lightReach+0.0
	for hi, h := range sc.hitsOf(sc.sentOf(n.first)) {
		if h.verb < 0 || !h.light(n.frame) {
			continue
		}
		var cost float64
		if h.last <= n.first {
			cost = sc.between(h.last, n.first)
			if sc.hangsOn(n.first, cAfter) || h.light(-1) && sc.hangsOn(n.first, cWith) {
				continue // "… reprendront après une séance", "began with a dinner": the verb carries another noun
			}
		} else {
			if sc.onlyAuxiliary(n, h) || sc.withinClause(n, h) {
				continue
			}
			cost = sc.between(n.last, h.group.first) * 0.6 // the noun's own arguments stand between
			if sc.relativeAfter(n.last) {
				cost -= costRelative
			}
			if cost >= lightReach && sc.soleClause(n, h) {
				cost = lightReach - 1
			}
			if h.has(asReport) && sc.behindComma(h) {
				cost += costRelative // "va livrer à X des chars, a annoncé Y"
			}
		}
		if cost < bestCost {
			best, bestCost = hi, cost
		}
	}
	return sc.finiteBehind(noun, sc.nowHeld(noun, best))
}

// withinClause: an infinitive in a clause behind the noun carries nothing before
// that clause: "a summit designed to show that X is able to set …".
func (sc *scene) withinClause(n, h *hit) bool {
	if !h.group.infMark || h.group.planned || h.group.clause.known || !talks(sc.x.frames[n.frame].Type) {
		return false
	}
	return sc.classBetween(n.last, h.group.first, cRel|cSub)
}

// finiteBehind: in "un sommet réunissant X et Y se tiendra", "des frappes menées
// par X ont tué" the verb that carries the noun is the finite one behind the
// participle.
func (sc *scene) finiteBehind(noun, light int) int {
	if light < 0 || !sc.bareParticiple(&sc.hits[light]) || sc.hits[light].first < sc.hits[noun].first {
		return light
	}
	for hi, h := range sc.hitsOf(sc.sentOf(sc.hits[noun].first)) {
		if h.verb < 0 || h.first <= sc.hits[light].first {
			continue
		}
		if h.light(sc.hits[noun].frame) && (h.tense&^(inf|ger|pp) != 0 || h.group.have || h.group.be) {
			return hi
		}
		return light
	}
	return light
}

// bareParticiple: a participle with no auxiliary before it.
func (sc *scene) bareParticiple(h *hit) bool {
	return h.tense == ger || h.tense&pp != 0 && h.tense&^(pp|ger) == 0 && !h.group.have && !h.group.be && !sc.x.verbFinal
}

// hangsOn tells whether a noun's own preposition is of the class.
func (sc *scene) hangsOn(noun int, c class) bool {
	for k := noun - 1; k >= max(0, noun-8) && sc.sameSent(k, noun); k-- {
		if prep := sc.class[k] & anyPrep; prep != 0 && prep != cOf {
			return prep&c != 0 // "following an hour of talks": "of" is seen through
		}
		if sc.hitAt[k] > 0 || sc.mention[k] > 0 {
			return false
		}
	}
	return false
}

// heads keeps the first of event nouns that hang on each other and are carried
// by one verb: the "treaty on the ban of arms" is no ban and no arms.
func (sc *scene) heads(cs []*core) []*core {
	if len(cs) < 2 {
		return cs
	}
	return slices.DeleteFunc(slices.Clone(cs), func(n *core) bool {
		return n.light >= 0 && sc.hits[n.hit].verb < 0 && slices.ContainsFunc(cs, func(m *core) bool {
			return m != n && m.light == n.light && sc.hits[m.hit].verb < 0 && sc.chained(sc.hits[m.hit].last, sc.hits[n.hit].first)
		})
	})
}

// chained: nothing but "of" and articles stand between two nouns.
func (sc *scene) chained(from, to int) bool {
	of := false
	for k := from; k < to; k++ {
		if sc.class[k]&(cOf|cDet) == 0 || sc.class[k]&cAnd != 0 {
			return false
		}
		of = of || sc.class[k]&cOf != 0
	}
	return of
}

// asked drops what is only asked, threatened or refused: "menace de rompre les
// relations" breaks nothing off.
func (sc *scene) asked(cs []*core) []*core {
	return slices.DeleteFunc(slices.Clone(cs), func(c *core) bool {
		h := &sc.hits[c.hit]
		if h.verb < 0 || h.tense&inf == 0 || h.tense&^(inf|pres) != 0 || h.group.planned || h.group.conditional || h.group.have {
			return false
		}
		v := sc.verbBefore(h)
		return v != nil && slices.ContainsFunc(cs, func(o *core) bool {
			t := sc.x.frames[o.frame].Type
			return &sc.hits[o.hit] == v && (t == "demand" || t == "expulsion" || t == "statement" && sc.between(v.last, h.group.first) == 0) && v.tense&^inf != 0
		})
	})
}

// verbBefore is the verb right before another in its sentence, or nil.
func (sc *scene) verbBefore(h *hit) *hit {
	var last *hit
	for _, v := range sc.hitsOf(sc.sentOf(h.first)) {
		if v.first >= h.group.first {
			break
		}
		if v.verb >= 0 {
			last = v
		}
	}
	return last
}

// spokenReach is how far behind a verb of judging the noun judged may stand.
const spokenReach = 1.5

// spokenOf drops the event that a statement is about: "denounced the drills on
// Tuesday" dates the word, not the drills; and what a demand asks for: "called
// for talks".
func (sc *scene) spokenOf(cs []*core) []*core {
	return slices.DeleteFunc(cs, func(n *core) bool {
		h := &sc.hits[n.hit]
		if h.verb < 0 && n.light < 0 && sc.calledFor(n, cs) {
			return true
		}
		said := n.light >= 0 && sc.hits[n.light].has(asReport) && sc.behindComma(&sc.hits[n.light])
		return h.verb < 0 && (n.light < 0 || said) && !sc.hangsOn(h.first, cTo) && slices.ContainsFunc(cs, func(v *core) bool {
			w := &sc.hits[v.hit]
			t := sc.x.frames[v.frame].Type
			return w.verb >= 0 && (t == "statement" || said && t == "demand") && !sc.x.frames[v.frame].Alone && w.last <= h.first && sc.between(w.last, h.first) <= spokenReach
		})
	})
}

// calledFor: the noun stands behind a verb of asking and its preposition, or is
// the next in such a list: "called for talks and an end of the war".
func (sc *scene) calledFor(n *core, cs []*core) bool {
	h := &sc.hits[n.hit]
	return slices.ContainsFunc(cs, func(v *core) bool {
		w := &sc.hits[v.hit]
		return w.verb >= 0 && sc.x.frames[v.frame].Type == "demand" && w.last <= h.first &&
			sc.between(w.last, h.first) <= spokenReach+costAnd+costWord && sc.behindPreposition(w.last, h.first)
	})
}

// behindPreposition: between a verb and a noun stand a preposition of what is
// aimed at and no other verb.
func (sc *scene) behindPreposition(from, to int) bool {
	aimed := false
	for k := from; k < to; k++ {
		if sc.hitAt[k] > 0 && sc.hits[sc.hitAt[k]-1].verb >= 0 {
			return false
		}
		aimed = aimed || sc.class[k]&(cTo|cFor) != 0
	}
	return aimed
}

// textOnly drops what a resolution says from what is done with it: "adopted a
// resolution demanding a ceasefire" is a vote, not a demand.
func (sc *scene) textOnly(cs []*core) []*core {
	texts := func(t string) bool { return t == "vote" || t == "agreement" }
	last := -1
	for _, c := range cs {
		if f := &sc.x.frames[c.frame]; texts(f.Type) && !f.Alone && last < 0 {
			last = sc.hits[c.hit].first
		}
	}
	voted := slices.ContainsFunc(cs, func(c *core) bool { return sc.x.frames[c.frame].Type == "vote" })
	return slices.DeleteFunc(cs, func(c *core) bool {
		h := &sc.hits[c.hit]
		says := h.verb >= 0 && h.tense&(ger|inf) != 0 && h.tense&(past|pp) == 0 && !h.group.planned && !h.group.be && !h.group.have
		return voted && (sc.x.frames[c.frame].Type == "demand" || says && sc.x.frames[c.frame].Type != "vote") ||
			says && last >= 0 && h.first > last && sc.between(last+1, h.first) <= costFar && !texts(sc.x.frames[c.frame].Type)
	})
}

// carryOn: in "the trip of a delegation that was due to travel to X" the verb
// of the relative clause tells more of the noun's own event.
func (sc *scene) carryOn(cs []*core) {
	for i, n := range cs {
		if sc.hits[n.hit].verb >= 0 || n.light >= 0 || i+1 >= len(cs) {
			continue
		}
		v := cs[i+1]
		vh, nh := &sc.hits[v.hit], &sc.hits[n.hit]
		if vh.verb < 0 || sc.x.frames[v.frame].Type != sc.x.frames[n.frame].Type || sc.between(nh.last, vh.group.first) > costFar {
			continue
		}
		for k := nh.last; k < vh.first; k++ {
			if sc.class[k]&cRel != 0 {
				n.light = v.hit
				break
			}
		}
	}
}

// carried drops verb cores whose verb only carries a noun core: "tenir" in
// "tenir un sommet".
func (sc *scene) carried(cs []*core) []*core {
	return slices.DeleteFunc(cs, func(c *core) bool {
		for _, other := range cs {
			if other != c && other.light == c.hit {
				return true
			}
		}
		return false
	})
}

// modReach is the most a modifier and the event it acts upon may lie apart.
const modReach = 9

// rules: "was called off", "has put off the talks", "cancelled his visit" give a
// verdict, as "the postponed visit" and "had been postponed" do not.
func (sc *scene) rules(h *hit) bool {
	return h.verb >= 0 && !h.group.had && (h.group.be || h.group.have || sc.sameSent(h.last, h.first) && sc.class[h.last]&(cDefinite|cPoss) != 0)
}

// modify hands each modifier of a sentence (cancelled, postponed, …) to the
// event it acts upon.
func (sc *scene) modify(cs []*core, sent int) {
	if len(cs) == 0 {
		return
	}
	for hi, h := range sc.hitsOf(sent) {
		mod := h.mod
		if h.verb >= 0 {
			mod = h.modifier()
		}
		off := sc.calledOff(h)
		if off {
			mod = cancelled
		}
		if mod == "" || h.verb >= 0 && h.tense == ger && h.group.first > 0 && sc.class[h.group.first-1]&cOf != 0 || h.group.negated && !off || sc.noneBefore(h.first) || sc.ofAnother(h) {
			continue
		}
		c := sc.modified(cs, h)
		if c == nil || sc.overtaken(c, h) {
			continue
		}
		c.mods = sc.ordered(c.mods, mod, h)
		c.ruled = c.ruled || sc.rules(h)
		if mod == planned || mod == "reinstated" {
			c.plans = append(c.plans, hi)
		}
		if h.verb >= 0 && !sc.passive(h) && !sc.behindComma(h) {
			c.doers = append(c.doers, sc.subject(h)...)
		}
	}
}

// calledOff: "le sommet qui devait réunir X et Y n'aura pas lieu": the verb of
// taking place, denied of the time to come, cancels the event.
func (sc *scene) calledOff(h *hit) bool {
	return h.verb >= 0 && h.group.negated && h.light(-1) && sc.stance(h) == whenFuture
}

// overtaken: "la visite, repoussée en juillet, aura lieu en mai": what a bare
// participle tells is over, for the verb that carries the event looks ahead.
func (sc *scene) overtaken(c *core, m *hit) bool {
	if c.light < 0 || m.verb < 0 || m.mod != "" {
		return false
	}
	bare := sc.passive(m) && !m.group.be
	light := &sc.hits[c.light]
	return bare && light.first != m.first && sc.stance(light) == whenFuture
}

func (sc *scene) modified(cs []*core, m *hit) *core {
	var best *core
	bestCost := modReach + 0.0
	active := m.verb >= 0 && !sc.passive(m) && !m.group.refl
	for _, c := range cs {
		h := &sc.hits[c.hit]
		if h.first == m.first {
			continue
		}
		var cost float64
		if m.last <= h.first {
			if sc.hangsOn(h.first, cAfter) && sc.classBetween(m.last, h.first, cAfter) {
				continue // "put off during talks with X": the talks were held
			}
			from := m.last
			if active && m.modifier() == denied {
				from = sc.denyingClause(m)
			}
			cost = sc.between(min(from, h.first), h.first)
			if active && m.modifier() != denied && sc.classBetween(m.last, h.first, cWhere) { // a clause about the place just named
				continue // "a repoussé son départ pour X, où elle participera à …"
			}
			if m.verb >= 0 && !active {
				cost += 3
			}
		} else {
			if h.verb >= 0 && (m.verb < 0 && m.mod == denied || m.verb >= 0 && m.modifier() == denied && !active && !m.group.be) {
				continue // "broke off relations, in spite of denials": others deny why, not that
			}
			cost = sc.between(h.last, m.group.firstOr(m.first)) * 0.5 // the arguments of the noun stand between
			if active {
				cost += 3
			}
			if active && h.verb >= 0 {
				continue // "X, qui avait convoqué l'ambassadeur, a renoncé à …"
			}
			if active && (m.modifier() == denied || m.mod == denied) {
				continue // one denies what one names behind it
			}
			if m.verb >= 0 && m.tense&inf != 0 && h.verb >= 0 {
				continue // "asked X to give up …": what is asked is not done to the asking
			}
		}
		if cost < bestCost {
			best, bestCost = c, cost
		}
	}
	return best
}

// classBetween tells whether a word of the class stands between two tokens.
func (sc *scene) classBetween(from, to int, c class) bool {
	for k := from; k < to; k++ {
		if sc.class[k]&c != 0 {
			return true
		}
	}
	return false
}

func (g *group) firstOr(k int) int {
	if g.first == 0 {
		return k
	}
	return g.first
}
