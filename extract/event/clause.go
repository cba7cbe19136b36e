package event

import (
	"slices"

	"chancery/extract/text"
)

// clause is the stretch a verb reigns over in a language that closes its
// clauses with the verb: "wird am Dienstag in Moskau von X empfangen". Subject,
// objects and dates stand between the auxiliary and the verb there, and the
// auxiliary may be far away.
type clause struct {
	known       bool
	first, last int  // tokens, [first, last)
	open        int  // the finite verb; before it there is room for one phrase only
	final       bool // the verb closes a dependent clause and nothing opens it
}

// auxReach is how many tokens before its verb an auxiliary may stand.
const auxReach = 45

const anyAux = cHave | cBe | cPlanned | cCond

// embrace widens a verb's group over its whole clause.
func (sc *scene) embrace(v *hit, g *group) {
	if !sc.x.verbFinal {
		return
	}
	k := v.last
	for ; k < len(sc.doc.Tokens) && sc.sameSent(k, v.first) && sc.class[k]&anyAux != 0; k++ {
		g.take(sc.class[k])
	}
	g.infMark = v.first > 0 && sc.sameSent(v.first-1, v.first) && sc.class[v.first-1]&cInf != 0
	c := clause{known: true, open: g.first, final: k > v.last}
	if v.tense&(inf|pp) != 0 && !g.infMark && !(g.first < v.first && sc.class[g.first]&anyAux != 0) {
		if aux := sc.farAuxiliary(g.first); aux >= 0 {
			g.take(sc.class[aux])
			g.first, c.open = aux, aux
		}
	}
	if c.open < v.first && sc.class[c.open]&anyAux != 0 {
		c.final = false
	} else {
		c.open = v.first
	}
	c.first, c.last = sc.clauseStart(c.open), sc.clauseEnd(v.last)
	if c.open == v.first && sc.closes(v, c) {
		c.final = true
	}
	if c.final || g.infMark {
		c.final = true
		c.open, c.last = c.first, k
	}
	for i := c.first; i < c.last; i++ {
		g.refl = g.refl || sc.class[i]&cRefl != 0
		g.negated = g.negated || sc.class[i]&cNeg != 0
	}
	g.pronoun = sc.pronounAt(c)
	g.clause = c
}

// farAuxiliary looks leftwards for the auxiliary of a verb form that has none
// beside it, past names and dates, to the edge of the clause.
func (sc *scene) farAuxiliary(from int) int {
	listed := false
	for k := from - 1; k >= 0 && from-k <= auxReach && sc.sameSent(k, from); k-- {
		c := sc.class[k]
		switch {
		case sc.mention[k] > 0 || sc.timex[k] > 0:
		case c&anyAux != 0:
			return k
		case sc.parts(k) || c&(cRel|cSub|cIf) != 0:
			return -1
		case sc.verbForm[k] && !listed:
			return -1
		}
		listed = listed || c&cAnd != 0
	}
	return -1
}

// parts tells whether a mark ends a clause. A comma beside a name only lists
// or sets off a name.
func (sc *scene) parts(k int) bool {
	switch sc.doc.Tokens[k].Kind {
	case text.Stop:
		return sc.doc.Tokens[k].Space || k+1 >= len(sc.doc.Tokens) || !sc.sameSent(k, k+1)
	case text.Quote:
		return true
	case text.Punct:
		if sc.doc.Word(k) == "," {
			return !sc.besideName(k)
		}
		return punctCost(sc.doc.Word(k)) >= costBreak
	}
	return false
}

// besideName: a name of one's own stands before the comma, and a name or an
// article right behind it.
func (sc *scene) besideName(comma int) bool {
	if comma == 0 || comma+1 >= len(sc.doc.Tokens) || sc.mention[comma-1] == 0 {
		return comma+1 < len(sc.doc.Tokens) && sc.mention[comma+1] > 0 && comma > 0 && sc.doc.Tokens[comma-1].Upper && sc.class[comma-1] == 0
	}
	return sc.mention[comma+1] > 0
}

func (sc *scene) clauseStart(from int) int {
	edge := from
	for k := from - 1; k >= 0 && sc.sameSent(k, from); k-- {
		c := sc.class[k]
		switch {
		case sc.mention[k] > 0 || sc.timex[k] > 0:
		case sc.parts(k) || c&(cSub|cRel|cIf) != 0:
			return k + 1
		case c&anyAux != 0 || sc.verbForm[k]:
			if edge == from {
				return k + 1
			}
			return edge // the conjunction between two verbs
		case c&cAnd != 0:
			edge = k + 1
		}
		if k == 0 || !sc.sameSent(k-1, from) {
			return k
		}
	}
	return from
}

func (sc *scene) clauseEnd(from int) int {
	edge := -1
	k := from
	for ; k < len(sc.doc.Tokens) && sc.sameSent(k, from-1); k++ {
		c := sc.class[k]
		switch {
		case sc.mention[k] > 0 || sc.timex[k] > 0:
		case sc.parts(k) || c&(cSub|cRel|cIf) != 0:
			return k
		case c&anyAux != 0 || sc.verbForm[k]:
			if edge >= 0 {
				return edge
			}
			return k
		case c&cAnd != 0:
			edge = k
		}
	}
	return k
}

// closes tells whether a finite verb ends a dependent clause: ", dass X heute
// Y trifft", ", der heute Y trifft,".
func (sc *scene) closes(v *hit, c clause) bool {
	if c.first == 0 || c.first >= v.first || !sc.sameSent(c.first-1, v.first) {
		return false
	}
	before := sc.class[c.first-1]&(cSub|cRel|cIf) != 0 || sc.doc.Word(c.first-1) == ","
	return before && (v.last >= len(sc.doc.Tokens) || !sc.sameSent(v.last, v.first) || sc.doc.Tokens[v.last].Kind > text.Clitic)
}

// pronounAt: a pronoun stands where the subject does, beside the finite verb or
// at the head of a dependent clause.
func (sc *scene) pronounAt(c clause) bool {
	at := []int{c.open - 1, c.open + 1}
	if c.final {
		at = []int{c.first, c.first + 1}
	}
	for _, k := range at {
		if k >= c.first && k < c.last && sc.class[k]&cPron != 0 {
			return true
		}
	}
	return false
}

// partners finds the subject and the object of a verb by their order in the
// clause: of the names that hang on nothing the first is the subject.
func (sc *scene) partners(v *hit) (subj, obj []int) {
	var lists [][]int
	for i, m := range sc.mentionsOf(sc.sentOf(v.first)) {
		if m.First < v.group.clause.first || m.First >= v.group.clause.last || sc.gov[i] != 0 || !sc.acts(i) {
			continue
		}
		if n := len(lists); n > 0 && lists[n-1][len(lists[n-1])-1] >= i {
			continue
		}
		lists = append(lists, sc.withCoordinated(i))
	}
	if who, elsewhere := sc.subjectElsewhere(v, lists); elsewhere {
		subj = who
	} else if len(lists) > 0 {
		subj, lists = lists[0], lists[1:]
	}
	if len(lists) > 0 {
		obj = lists[0]
	}
	return subj, obj
}

// subjectElsewhere: infinitives, relative clauses and clauses joined by "und"
// have their subject in the clause before.
func (sc *scene) subjectElsewhere(v *hit, own [][]int) (who []int, elsewhere bool) {
	c := v.group.clause
	if c.final && c.first > 0 && sc.sameSent(c.first-1, v.first) && sc.x.genitives.Has(sc.doc.Tokens[c.first].Lower) {
		if k := c.first - 2; k >= 0 && sc.mention[k] > 0 && sc.acts(int(sc.mention[k])-1) {
			return sc.withCoordinated(int(sc.mention[k]) - 1), true // "X, der … trifft"
		}
	}
	head := c.first == c.open && c.first > 0 && sc.sameSent(c.first-1, v.first) && sc.class[c.first-1]&cAnd != 0
	front := len(own) > 0 && sc.mentions[own[0][0]].First < c.open
	if !v.group.infMark && !head && (!v.group.pronoun || front) {
		return nil, false
	}
	from, to := sc.hitRange(sc.sentOf(v.first))
	for h := to - 1; h >= from; h-- {
		p := &sc.hits[h]
		if p.verb >= 0 && p.first < c.first && p.first < v.group.first {
			return sc.subject(p), true
		}
	}
	return nil, v.group.pronoun || v.group.infMark
}

// argsFrom is the token behind which a hit's arguments stand.
func (sc *scene) argsFrom(h *hit) int {
	if c := h.group.clause; h.verb >= 0 && c.known && c.open < h.first {
		if c.final {
			return c.open
		}
		return c.open + 1
	}
	return h.last
}

// bracketed is the cost of a phrase between the two parts of a verb, which are
// both near it; ok is false when it stands elsewhere.
func (sc *scene) bracketed(h *hit, first, last int) (cost float64, ok bool) {
	from := sc.argsFrom(h)
	if h.verb < 0 || from > first || last > h.first {
		return 0, false
	}
	return min(sc.between(from, first), sc.between(last, h.first)), true
}

// genitive reads "der" behind a noun as "of the", and a name right behind a
// noun as its owner.
func (sc *scene) genitive() {
	if sc.x.genitives.Empty() {
		return
	}
	for k := 1; k < len(sc.doc.Tokens); k++ {
		if sc.x.genitives.Has(sc.doc.Tokens[k].Lower) && sc.sameSent(k-1, k) && sc.plainNoun(k-1) {
			sc.class[k] |= cOf
		}
	}
}

func (sc *scene) plainNoun(k int) bool {
	t := sc.doc.Tokens[k]
	return t.Kind == text.Word && t.Upper && sc.mention[k] == 0 && sc.timex[k] == 0 && sc.class[k]&^cOfficial == 0
}

// ownsNoun: "der Besuch Macrons".
func (sc *scene) ownsNoun(start int) bool {
	if sc.x.genitives.Empty() || start == 0 || !sc.sameSent(start-1, start) || sc.hitAt[start-1] == 0 {
		return false
	}
	return sc.hits[sc.hitAt[start-1]-1].verb < 0 && !sc.doc.Tokens[start-1].AllCaps
}

// parted tells whether a separable verb's particle closes the clause: "reist …
// ab".
func (sc *scene) parted(i int, particle uint64) bool {
	for k := i + 1; k < len(sc.doc.Tokens) && k-i <= auxReach && sc.sameSent(k, i); k++ {
		if sc.doc.Tokens[k].Lower != particle {
			continue
		}
		if k+1 >= len(sc.doc.Tokens) || !sc.sameSent(k, k+1) || sc.doc.Tokens[k+1].Kind > text.Clitic || sc.class[k+1]&cAnd != 0 || sc.isAnd(k+1) {
			return true
		}
	}
	return false
}

// isAnd asks the lexicon, for the words further on are not yet classed.
func (sc *scene) isAnd(k int) bool {
	w := sc.x.wordOf(sc.doc.Tokens[k].Lower)
	return w != nil && w.class&(cAnd|cSub) != 0
}

// capital tells whether a capital letter makes a word a noun: it stands there
// though no sentence begins.
func (sc *scene) capital(i int) bool {
	t := sc.doc.Tokens[i]
	if !t.Upper || i == 0 || !sc.sameSent(i-1, i) {
		return false
	}
	before := sc.doc.Tokens[i-1]
	return before.Kind != text.Quote && !(before.Kind == text.Punct && sc.doc.Word(i-1) == ":")
}

// precedes tells whether the words that belong to a verb stand right before it,
// as they do at the end of a clause ("zu Ende gegangen"), or anywhere behind it
// in its clause ("geht heute in Genf zu Ende").
func (sc *scene) precedes(v *hit, words []uint64) bool {
	c := v.group.clause
	if !c.known {
		return false
	}
	for k := v.last; k < c.last; k++ {
		if sc.doc.Tokens[k].Lower == words[0] && sc.match(k, words[1:]) > 0 {
			return true
		}
	}
	k := v.first - len(words)
	return k >= 0 && sc.sameSent(k, v.first) && sc.doc.Tokens[k].Lower == words[0] && sc.match(k, words[1:]) == v.first
}

// plainPresent: with no auxiliary a form that is present and participle alike
// ("besucht") is the present, for a participle needs one.
func (sc *scene) plainPresent(v *hit) bool {
	g := v.group
	return g.clause.known && !g.infMark && v.tense&(pres|pp) == pres|pp && !g.have && !g.be && !g.planned && !g.conditional
}

// ordered adds what acts upon an event. A participle before its noun ("das
// geplante Treffen") tells what was so before the verb acts, wherever it stands.
func (sc *scene) ordered(mods []string, mod string, h *hit) []string {
	if sc.x.verbFinal && h.verb < 0 && mod == planned {
		return append([]string{mod}, mods...)
	}
	return append(mods, mod)
}

// attributive: in "das für Donnerstag in Genf geplante Treffen" all between the
// article and the participle belongs to the participle.
func (sc *scene) attributive(first int, h *hit) bool {
	if !sc.x.verbFinal || h.verb >= 0 || h.mod == "" || first == 0 {
		return false
	}
	for k := first - 1; k > 0 && sc.sameSent(k-1, h.first) && first-k <= nounReach; k-- {
		if sc.doc.Tokens[k].Kind != text.Word || sc.hitAt[k] > 0 {
			return false
		}
		if sc.class[k]&anyPrep != 0 && sc.class[k-1]&(cDet|cPoss) != 0 {
			return true
		}
	}
	return false
}

// othersNoun tells whether another event's noun stands before token k in the
// clause of the verb that carries both: what stands there may be that noun's.
func (sc *scene) othersNoun(light, own *hit, k int) bool {
	if !light.group.clause.known {
		return false
	}
	for _, h := range sc.hitsOf(sc.sentOf(light.first)) {
		if h.verb < 0 && h.frame >= 0 && h.first != own.first && h.first >= light.group.clause.first && h.last <= k {
			return true
		}
	}
	return false
}

func (sc *scene) beforeNouns(light, own *hit, ms []int) []int {
	if !light.group.clause.known {
		return ms
	}
	return slices.DeleteFunc(ms, func(i int) bool { return sc.othersNoun(light, own, sc.mentions[i].First) })
}

// verbsFirst puts an event's verb before the nouns its clause embraces, as
// other languages have them: "wird zu einem Besuch in X erwartet" is told by its
// verb, and the visit only says what for.
func (sc *scene) verbsFirst(cs []*core) {
	if !sc.x.verbFinal {
		return
	}
	at := func(c *core) int {
		h := &sc.hits[c.hit]
		if from := sc.argsFrom(h); from < h.first {
			return from
		}
		return h.first
	}
	slices.SortStableFunc(cs, func(a, b *core) int { return at(a) - at(b) })
}
