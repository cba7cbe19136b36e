package event

import (
	"slices"

	"chancery/extract/actor"
	"chancery/extract/text"
)

// core is one evocation of a frame in one sentence, before its parts are bound.
type core struct {
	frame int
	hit   int // index of the noun or verb
	light int // index of the verb that carries a noun, or -1
	mods  []string
	ruled bool  // a verb of its sentence says that it is off
	plans []int // verbs that set its day: "prévue mardi"
	doers []int // who cancelled or put it off
	shift int
	moved bool // shift is set
	// others are further frames the verb may evoke, tried when the first finds
	// no sides.
	others []int
}

// verbHit gives the verb of a core, or nil for a noun without one.
func (sc *scene) verbOf(c *core) *hit {
	if sc.hits[c.hit].verb >= 0 {
		return &sc.hits[c.hit]
	}
	if c.light >= 0 {
		return &sc.hits[c.light]
	}
	return nil
}

// subject finds the mentions that stand as grammatical subject of a verb, with
// those coordinated to them; nil when there are none.
func (sc *scene) subject(v *hit) []int {
	if v.group.clause.known {
		who, _ := sc.partners(v)
		return who
	}
	if who, shared := sc.sharedSubject(v); shared {
		return who
	}
	first := int(sc.doc.Sents[sc.doc.Tokens[v.first].Sent].First)
	best, bestCost := -1, costFar+0.0
	open := sc.beforeParenthesis(v)
	for k := open - 1; k >= first; k-- {
		if sc.mention[k] == 0 {
			continue
		}
		i := int(sc.mention[k]) - 1
		k = sc.mentions[i].First
		if !sc.acts(i) || (sc.gov[i] != 0 && !sc.relativeAfter(sc.mentions[i].Last)) {
			continue
		}
		cost := sc.subjectCost(sc.mentions[i].Last, open)
		if cost < bestCost {
			best, bestCost = i, cost
		}
	}
	if best < 0 {
		return nil
	}
	return sc.inCompany(sc.withCoordinated(best), v.group.first)
}

// inCompany adds those who act along with a subject: "X, along with A and B,
// signed", where they stand between it and its verb.
func (sc *scene) inCompany(who []int, verb int) []int {
	last := who[len(who)-1]
	from := len(sc.ints)
	sc.ints = append(sc.ints, who...)
	for i := last + 1; i < len(sc.mentions) && sc.mentions[i].First < verb; i++ {
		listed := i > last+1 && sc.gov[i]&cOf != 0 && sc.class[sc.mentions[i].First-1]&cOf != 0 // "followed by A and by B"
		if sc.gov[i]&cWith == 0 && !listed || !sc.acts(i) || sc.hitBetween(sc.mentions[last].Last, sc.mentions[i].First) {
			break
		}
		sc.ints = append(sc.ints, i)
	}
	if len(sc.ints)-from == len(who) {
		sc.ints = sc.ints[:from]
		return who
	}
	return sc.list(from)
}

// hitBetween tells whether a trigger or verb stands between two tokens.
func (sc *scene) hitBetween(from, to int) bool {
	for k := from; k < to; k++ {
		if sc.hitAt[k] > 0 {
			return true
		}
	}
	return false
}

// sharedSubject: a verb behind "et" with no name between, and one with a
// pronoun for subject, take the subject of the verb before them.
func (sc *scene) sharedSubject(v *hit) (who []int, shared bool) {
	k := v.group.first - 1
	for k >= 0 && sc.class[k]&cAdv != 0 && sc.sameSent(k, v.first) {
		k--
	}
	if p := sc.meetingFor(v); p != nil {
		return sc.subject(p), true
	}
	coordinated := k >= 0 && sc.sameSent(k, v.first) && sc.class[k]&cAnd != 0
	if !coordinated && !v.group.pronoun {
		return nil, false
	}
	from, to := sc.hitRange(sc.sentOf(v.first))
	for h := to - 1; h >= from; h-- {
		p := &sc.hits[h]
		if p.verb < 0 || p.first >= v.group.first {
			continue
		}
		if coordinated && sc.between(p.last, v.group.first) > costFar {
			return nil, false
		}
		if coordinated && p.group.infMark && v.tense&past != 0 && v.group.first == v.first && h > from {
			continue // "said it would ask X to suspend the case and called …"
		}
		return sc.subject(p), true
	}
	return nil, v.group.pronoun
}

// meetingFor is the verb of meeting right before a bare infinitive, or nil: who
// "called X to ask for a truce" asks for it himself.
func (sc *scene) meetingFor(v *hit) *hit {
	if g := v.group; !g.infMark || v.tense&inf == 0 || g.have || g.be || g.planned || g.conditional || sc.x.verbFinal {
		return nil
	}
	p := sc.verbBefore(v)
	if p == nil || p.tense&past == 0 || sc.passive(p) || sc.clauseBetween(p.last, v.group.first) {
		return nil
	}
	if slices.ContainsFunc(p.roles, func(r verbRole) bool { return r.kind == asTrigger && talks(sc.x.frames[r.frame].Type) }) {
		return p
	}
	return nil
}

// relativeAfter: "…, qui" or "who" right behind a name makes it the subject of
// the relative clause, whatever it hangs on in its own.
func (sc *scene) relativeAfter(k int) bool {
	for ; k < len(sc.doc.Tokens); k++ {
		if sc.class[k]&cRel != 0 {
			return true
		}
		if sc.doc.Tokens[k].Kind != text.Punct {
			return false
		}
	}
	return false
}

func (sc *scene) subjectCost(from, to int) float64 {
	cost := sc.between(from, to)
	if sc.relativeAfter(from) {
		cost -= costRelative
	}
	return cost
}

// withCoordinated widens a mention to the list it stands in: "A, B et C".
func (sc *scene) withCoordinated(i int) []int {
	first, last := i, i+1
	for first > 0 && sc.joined(first-1, first) {
		first--
	}
	from := len(sc.ints)
	for k := first; k < last; k++ {
		sc.ints = append(sc.ints, k)
	}
	for end := last - 1; last < len(sc.mentions); last++ {
		if !sc.joined(end, last) {
			if sc.complements(end, last) {
				continue // "A of X, B of Y and C"
			}
			break
		}
		sc.ints = append(sc.ints, last)
		end = last
	}
	return sc.list(from)
}

// complements: the second mention is the state that the person before it acts
// for, behind an "of".
func (sc *scene) complements(i, of int) bool {
	m, o := &sc.mentions[i], &sc.mentions[of]
	return m.Kind == actor.Person && o.Kind == actor.State && !o.Demonym && o.Country == m.Country && sc.gov[of]&cOf != 0 && sc.sameSent(m.First, o.First) && o.First-m.Last <= 2
}

// joined tells whether nothing but a conjunction, a comma and the words of a
// noun phrase stand between two mentions, with one slot for both.
func (sc *scene) joined(a, b int) bool {
	ma, mb := &sc.mentions[a], &sc.mentions[b]
	if !sc.acts(a) || !sc.acts(b) || !sc.sameSent(ma.First, mb.First) || sc.gov[a] != sc.gov[b] {
		return false
	}
	if sc.second(b) || ma.Last+1 == mb.First && sc.paired(ma.Last) {
		return true
	}
	conj, words := false, 0
	for k := ma.Last; k < mb.First; k++ {
		c := sc.class[k]
		switch {
		case c&cAnd != 0:
			conj = true
		case sc.hitAt[k] > 0, sc.timex[k] > 0, c&(cSub|cRel|cHave|cBe|cPlanned|cCond) != 0:
			return false
		case sc.doc.Tokens[k].Kind == text.Punct:
			conj = conj || sc.doc.Word(k) == ","
		case sc.doc.Tokens[k].Kind == text.Stop:
			return false
		default:
			words++
		}
	}
	return conj && words <= 6
}

// paired: a hyphen or dash without spaces joins two names: "the Ghana-Togo talks".
func (sc *scene) paired(k int) bool {
	t, next := &sc.doc.Tokens[k], &sc.doc.Tokens[k+1]
	return !t.Space && !next.Space && (t.Kind == text.Hyphen || sc.doc.Word(k) == "–" || sc.doc.Word(k) == "/")
}

// after lists the acting mentions behind token k whose slot is one of want (0
// for an object), up to a clause boundary.
func (sc *scene) after(k int, want class, object bool) []int {
	start, from := len(sc.ints), k
	if m := &sc.spans[sc.sentOf(from-1)].mentions; m.from == m.to || sc.mentions[m.to-1].Last <= k {
		return nil // no name stands there, as in most sentences
	}
	for ; k < len(sc.doc.Tokens) && sc.sameSent(k, from-1); k++ {
		if sc.mention[k] > 0 {
			i := int(sc.mention[k]) - 1
			k = sc.mentions[i].Last - 1
			g := sc.gov[i]
			if !sc.acts(i) || sc.newSubject(i) {
				if g == 0 && sc.newSubject(i) {
					break
				}
				continue
			}
			if (object && g == 0) || g&want != 0 {
				sc.ints = append(sc.ints, i)
			}
			continue
		}
		if sc.stops(k) {
			break
		}
	}
	return sc.list(start)
}

// newSubject: a finite verb follows the ungoverned name, so a new clause began.
func (sc *scene) newSubject(i int) bool {
	return sc.gov[i] == 0 && sc.verbFollows(sc.mentions[i].Last)
}

// stops tells whether an argument list ends at token k.
func (sc *scene) stops(k int) bool {
	if sc.class[k]&(cSub|cAfter) != 0 {
		return true
	}
	if sc.doc.Tokens[k].Kind == text.Punct && punctCost(sc.doc.Word(k)) >= costBreak {
		return true
	}
	return false
}

// inverted finds a subject that follows its verb of saying: "a annoncé
// vendredi l'Élysée", "said Lavrov".
func (sc *scene) inverted(v *hit) []int {
	for k := v.last; k < len(sc.doc.Tokens) && sc.sameSent(k, v.first); k++ {
		if sc.mention[k] > 0 {
			i := int(sc.mention[k]) - 1
			if sc.acts(i) && sc.gov[i] == 0 {
				return sc.withCoordinated(i)
			}
			return nil
		}
		if sc.timex[k] > 0 || sc.class[k]&(cDet|cAdv) != 0 || sc.doc.Tokens[k].Upper {
			continue
		}
		if sc.between(k, k+1) > 0 {
			return nil
		}
	}
	return nil
}
