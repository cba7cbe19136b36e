package event

import "chancery/extract/text"

// group is what stands around a verb and makes its tense, voice and mood.
type group struct {
	have, be, planned, conditional, negated, refl, infMark, had, none, unfulfilled bool
	first                                                                          int  // leftmost token of the group
	pronoun                                                                        bool // a subject pronoun stands in it
	clause                                                                         clause
}

// noGroup stands around a noun.
var noGroup group

// groupReach is how many tokens before a verb its auxiliaries may stand.
const groupReach = 9

// unknownReach is how many words of no class ("également") a group may hold.
const unknownReach = 3

// verbGroup reads leftwards from a verb through auxiliaries, negation, clitics
// and adverbs.
func (sc *scene) verbGroup(v *hit) group {
	g := sc.nearGroup(v)
	g.negated = g.negated && !sc.only(v, &g)
	sc.embrace(v, &g)
	return g
}

func (sc *scene) nearGroup(v *hit) group {
	g := group{first: v.first}
	unknown := 0
	for k := v.first - 1; k >= 0 && v.first-k <= groupReach && sc.sameSent(k, v.first); k-- {
		c := sc.class[k]
		switch {
		case sc.timex[k] > 0 && c&cAdv != 0 && sc.mention[k] == 0: // "will now be held"
		case sc.mention[k] > 0 || sc.timex[k] > 0:
			if g.first < v.first || sc.timex[k] == 0 {
				return g
			}
			continue // "a annoncé" may hold a date: "has on Monday met"
		case sc.doc.Tokens[k].Kind == text.Quote && k > 0 && sc.class[k-1]&(cHave|cBe) != 0 && g.first == v.first:
			// "a « fermement protesté »"
		case sc.doc.Tokens[k].Kind == text.Punct || sc.doc.Tokens[k].Kind == text.Quote || sc.doc.Tokens[k].Kind == text.Stop:
			return g
		case sc.verbForm[k] && c&(cHave|cBe|cPlanned|cCond) == 0:
			return g
		case c&(cRel|cSub|cAnd) != 0 && c&(cPlanned|cBe|cHave) == 0:
			return g
		case c&(cHave|cBe|cPlanned|cCond|cNeg|cRefl|cInf|cNone|cUnfulfilled) != 0:
			g.take(c)
			g.first = k
			unknown = 0
		case c&(cPron|cThere) != 0:
			g.pronoun = g.pronoun || c&cPron != 0
			g.first = k
		case c&cAdv != 0:
		case c&(cDet|anyPrep) != 0:
			return g
		default:
			if unknown++; unknown > unknownReach {
				return g
			}
		}
	}
	// A negation may follow the auxiliary or the verb: "n'ira pas", "did not".
	for k := v.last; k < len(sc.doc.Tokens) && k < v.last+2 && sc.sameSent(k, v.first); k++ {
		g.negated = g.negated || sc.class[k]&cNeg != 0
	}
	return g
}

// only: "n'a signé que deux accords": a single negation and the word that makes
// it "only" behind the verb deny nothing.
func (sc *scene) only(v *hit, g *group) bool {
	negations := 0
	for k := g.first; k < min(v.last+2, len(sc.doc.Tokens)); k++ {
		if sc.class[k]&cNeg != 0 {
			negations++
		}
	}
	return negations == 1 && v.last < len(sc.doc.Tokens) && sc.sameSent(v.last, v.first) && sc.class[v.last]&cOnly != 0
}

func (g *group) take(c class) {
	g.have = g.have || c&cHave != 0
	g.be = g.be || c&cBe != 0
	g.planned = g.planned || c&cPlanned != 0
	g.conditional = g.conditional || c&cCond != 0
	g.negated = g.negated || c&cNeg != 0
	g.refl = g.refl || c&cRefl != 0
	g.infMark = g.infMark || c&cInf != 0
	g.unfulfilled = g.unfulfilled || c&cUnfulfilled != 0
	g.none = g.none || c&cNone != 0
	g.had = g.had || c&cHad != 0
}

// passive tells whether the verb's grammatical subject undergoes it.
func (sc *scene) passive(v *hit) bool {
	entry := &sc.x.verbs[v.verb]
	switch {
	case v.tense&pp == 0 || v.group.refl || entry.Be:
		return false
	case v.group.be:
		return true
	case v.group.have || sc.plainPresent(v):
		return false
	}
	// A bare participle is passive ("attendu lundi à Paris"), unless the form
	// is a simple past as well ("met").
	return v.tense&past == 0
}

// when is the stance of a verb towards time, before any date is known.
type when uint8

const (
	whenUnknown when = iota
	whenPast
	whenPresent
	whenFuture
	whenMaybe
)

// stance of a verb from its form and auxiliaries.
func (sc *scene) stance(v *hit) when {
	g := v.group
	switch {
	case sc.plainPresent(v):
		return whenPresent
	case g.conditional && !g.have:
		return whenMaybe
	case g.planned:
		return whenFuture
	case v.tense&fut != 0:
		return whenFuture
	case v.tense&cond != 0:
		return whenMaybe
	case g.have || (g.be && v.tense&pp != 0):
		return whenPast
	case v.tense&past != 0:
		return whenPast
	case v.tense&pp != 0:
		return whenUnknown
	case v.tense&inf != 0 && v.tense&pres == 0:
		return whenUnknown
	case v.tense&(pres|ger) != 0:
		return whenPresent
	}
	return whenUnknown
}
