package event

import (
	"slices"

	"chancery/extract/actor"
	"chancery/extract/text"
)

// anaphoraReach is how many sentences back what "the two leaders" or "the call"
// stand for may have been told.
const anaphoraReach = 5

// collectiveAt tells whether the words at token k stand for several sides spoken
// of before, and gives the token behind them: "the two", "both sides", "the
// delegations", "they". A list of them that follows ("the leaders of A and B")
// names them anew.
func (sc *scene) collectiveAt(k int) (end int, ok bool) {
	switch {
	case sc.class[k]&(cBoth|cSeveral|cThey) != 0:
		end = k + 1
		for end < len(sc.doc.Tokens) && sc.class[end]&(cBoth|cSeveral) != 0 && sc.class[end]&classCovered != 0 {
			end++
		}
	case sc.class[k]&cDefinite != 0:
		end = sc.pairNoun(k + 1)
	}
	return end, end > 0 && !(end < len(sc.doc.Tokens) && sc.sameSent(k, end) && sc.class[end]&cOf != 0)
}

// pairNoun gives the token behind a plural noun of people or sides ("foreign
// ministers", "warring parties") that starts at token k; 0 when there is none.
func (sc *scene) pairNoun(k int) int {
	for n := 0; n < 3 && k+n < len(sc.doc.Tokens) && sc.sameSent(k-1, k+n); n++ {
		switch {
		case sc.class[k+n]&cPair != 0:
			return k + n + 1
		case sc.mention[k+n] > 0 || sc.timex[k+n] > 0 || sc.hitAt[k+n] > 0:
			return 0
		case sc.class[k+n]&^(cOfficial|cDet) != 0 || sc.doc.Tokens[k+n].Kind > text.Number:
			return 0
		}
	}
	return 0
}

// collectiveSubject gives the token of a collective that is the subject of a
// verb, or -1.
func (sc *scene) collectiveSubject(v *hit) int {
	words := 0
	for k := v.group.first; k >= 0 && sc.sameSent(k, v.first); k-- {
		if end, ok := sc.collectiveAt(k); ok && (end <= v.group.first || k >= v.group.first && end <= v.first) {
			return k
		}
		if k == v.group.first {
			continue
		}
		c := sc.class[k]
		switch {
		case sc.timex[k] > 0 || c&(cAdv|cPair|cOfficial|cBoth|cSeveral|cHave|cBe|cPlanned|cDet) != 0:
		case sc.mention[k] > 0, sc.hitAt[k] > 0, c != 0, sc.doc.Tokens[k].Kind > text.Number:
			return -1
		default:
			if words++; words > 3 {
				return -1
			}
		}
	}
	return -1
}

// parties are the sides that a collective at token k stands for: those that the
// talks told of lately are most often about, the last of them where two are as
// often; or of whatever else sides did, the last two people spoken of, or the
// last list of states.
func (st *story) parties(k int) []int {
	sent := st.sentOf(k)
	least := 2
	if st.class[k]&cSeveral != 0 {
		least = 3
	}
	for _, any := range []bool{false, true} {
		if who := st.partiesTold(sent, least, any); who != nil {
			return who
		}
	}
	if least > 2 {
		return st.lastList(int(st.doc.Sents[sent].First))
	}
	if who := st.pairBefore(sent); who != nil {
		return who
	}
	if who := st.lastSpokenOf(int(st.doc.Sents[sent].First), 2, actor.Person); who != nil {
		return who
	}
	return st.lastList(int(st.doc.Sents[sent].First))
}

// partiesTold are the sides, so many at least, most told of in talks, or in any
// event, before a sentence's end; nil when none were.
func (st *story) partiesTold(sent, least int, any bool) []int {
	var best []int
	most := 0
	for i := len(st.drafts) - 1; i >= 0 && sent-st.drafts[i].sent <= anaphoraReach; i-- {
		d := st.drafts[i]
		if !any && !talks(d.frame.Type) || d.topical || d.loose {
			continue
		}
		who := st.partiesOf(d)
		if n := st.toldOf(who); len(who) >= least && n > most {
			best, most = who, n
		}
	}
	return best
}

// toldOf counts the drafts in which all of the sides take part.
func (st *story) toldOf(who []int) int {
	n := 0
	for _, d := range st.drafts {
		codes := st.codes(d)
		if d.status != "" && d.known && !slices.ContainsFunc(who, func(i int) bool { return !slices.Contains(codes, st.mentions[i].Country) }) {
			n++
		}
	}
	return n
}

// partiesOf gives one mention of each side of a draft, people first, with the
// state visited.
func (st *story) partiesOf(d *draft) []int {
	var out []int
	have := map[string]bool{}
	add := func(i int) {
		if m := st.mentions[i]; m.Country != "" && !have[m.Country] && d.role(i) != "topic" {
			have[m.Country] = true
			out = append(out, i)
		}
	}
	for _, people := range []bool{true, false} {
		for _, i := range d.order {
			if (st.mentions[i].Kind == actor.Person) == people {
				add(i)
			}
		}
	}
	if d.place >= 0 && d.frame.Type == "visit" {
		add(d.place)
	}
	return out
}

// standFor fills the slots of a core that a collective takes: "the two leaders
// met", "talks between the two sides", "their meeting".
func (st *story) standFor(c *core, args *slots) {
	t := st.x.frames[c.frame].Type
	if !talks(t) {
		return
	}
	h := &st.hits[c.hit]
	if h.verb < 0 {
		st.nounStandsFor(h, args)
	}
	st.toldSides(args)
	v := st.verbOf(c)
	if v == nil || v.group.clause.known || c.light >= 0 && !st.verbTakesObject(v) {
		return
	}
	k := st.collectiveSubject(v)
	if k < 0 || st.class[k]&cThey != 0 && len(st.subject(v)) > 0 {
		return
	}
	slot := slotSubj
	if st.passive(v) && c.light < 0 {
		slot = slotObj
	}
	if who := st.parties(k); who != nil {
		args[slot] = who
	}
}

// toldSides prefers the sides of the talks told of to the two states or people
// named last, whom "the two sides" was taken for.
func (st *story) toldSides(args *slots) {
	for slot, ms := range args {
		for _, i := range ms {
			if len(st.mentions[i].Each) == 0 || i != ms[0] {
				continue // "avec X et les deux hommes ont …": a new clause
			}
			if who := st.partiesTold(st.sentOf(st.mentions[i].First), 2, false); who != nil {
				args[slot] = who
				break
			}
		}
	}
}

func (st *story) nounStandsFor(h *hit, args *slots) {
	for k := h.first - 1; k >= max(0, h.first-3) && st.sameSent(k, h.first); k-- {
		if st.class[k]&cThey != 0 && len(args[slotSubj])+len(args[slotOf]) == 0 && st.sentenceSubject(st.sentOf(k), k) == nil {
			args[slotOf] = st.parties(k)
		}
	}
	for k := h.last; k < min(h.last+4, len(st.doc.Tokens)-1) && st.sameSent(k, h.first); k++ {
		if st.mention[k] > 0 {
			return
		}
		for _, p := range prepSlots {
			if st.class[k]&p.class&(cBetween|cWith) == 0 || len(args[p.slot]) > 0 {
				continue
			}
			if _, ok := st.collectiveAt(k + 1); ok {
				args[p.slot] = st.parties(k + 1)
				return
			}
		}
	}
}

// definite tells whether a noun is one spoken of before: "the call", "this
// fresh round of talks".
func (sc *scene) definite(h *hit) bool {
	if h.verb >= 0 {
		return false
	}
	k := h.first - 1
	for k >= 0 && sc.sameSent(k, h.first) && sc.timex[k] > 0 {
		k-- // "the November 9 summit"
	}
	for from := k; k >= max(0, from-2) && sc.sameSent(k, h.first); k-- {
		if sc.class[k]&cDefinite != 0 {
			return true
		}
		if sc.class[k]&^cOfficial != 0 || sc.mention[k] > 0 || sc.hitAt[k] > 0 {
			return false
		}
	}
	return false
}

// takeUp: "the call, on Friday, lasted ten minutes" tells more of the call told
// before: its sides are that one's.
func (st *story) takeUp(d *draft) {
	if len(d.order) > 1 || !st.definite(&st.hits[d.core.hit]) || !talks(d.frame.Type) {
		return
	}
	for i := len(st.drafts) - 1; i >= 0 && d.sent-st.drafts[i].sent <= anaphoraReach; i-- {
		o := st.drafts[i]
		if !takesUp(d.frame.Type, o.frame.Type) || o.loose || o.topical || len(st.codes(o)) < 2 || !st.enough(o) {
			continue
		}
		if len(d.order) > 0 && !st.sideOf(o, st.mentions[d.order[0]].Country) {
			continue
		}
		for _, k := range o.order {
			d.add(k, o.role(k))
		}
		if d.place < 0 {
			d.place = o.place
		}
		d.anaphor = o
		return
	}
}

// takesUp: what is called a meeting or negotiations was told as talks of any
// kind; a call, a visit and a summit as such.
func takesUp(t, before string) bool {
	if t == before {
		return true
	}
	return (t == "meeting" || t == "negotiation") && talks(before) && before != "visit" && before != "call"
}
