package event

import (
	"slices"

	"chancery/extract/text"
)

// attributes: a participle between an article and its noun, or before a title
// that opens the sentence, only describes: "the ousted president", "Expelled
// diplomats". What acts upon a noun ("the cancelled visit") is not meant.
func (sc *scene) attributes(v *hit) bool {
	if v.tense&pp == 0 || v.tense&fut != 0 || sc.x.verbFinal || v.group.first < v.first || v.last >= len(sc.doc.Tokens) || !sc.sameSent(v.first, v.last) {
		return false
	}
	if sc.class[v.last]&cOf != 0 && v.tense&past != 0 {
		return true // "a general accused of …" accuses nobody
	}
	next := sc.doc.Tokens[v.last]
	if next.Kind != text.Word || sc.timex[v.last] > 0 || sc.class[v.last]&^cOfficial != 0 {
		return false
	}
	k := v.first - 1
	if k < 0 || !sc.sameSent(k, v.first) {
		return sc.class[v.last]&cOfficial != 0
	}
	if sc.doc.Tokens[k].Kind == text.Hyphen {
		return true // "a UN-backed court"
	}
	return sc.class[k]&(cDet|cPoss) != 0 && sc.class[k]&(cRel|cSub|cPron|cObjPron) == 0
}

// ownDay: "Thursday's referendum", "Tuesday's attack" need no verb to be events:
// their day owns them.
func (sc *scene) ownDay(noun int) bool {
	for k := noun - 1; k > max(0, noun-4) && sc.sameSent(k, noun); k-- {
		if sc.owns(k) {
			return sc.timex[k-1] > 0
		}
		if sc.class[k] != 0 || sc.hitAt[k] > 0 || sc.doc.Tokens[k].Kind != text.Word {
			return false
		}
	}
	return false
}

// alleged drops what an "of" makes the object of other words: "accused X of
// having shipped arms", "the risk of breaking off ties".
func (sc *scene) alleged(cs []*core) []*core {
	return slices.DeleteFunc(cs, func(c *core) bool {
		v := sc.verbOf(c)
		if v == nil || v.group.clause.known || v.tense != ger && !v.group.have || v.group.first == 0 {
			return false
		}
		k := v.group.first - 1
		return sc.sameSent(k, v.first) && sc.class[k]&cOf != 0
	})
}

// soleClause: the noun opens its sentence and the verb is its first: "A meeting of
// X, the minister of Y, with Z, the …, was held".
func (sc *scene) soleClause(n, h *hit) bool {
	for k := int(sc.doc.Sents[sc.sentOf(n.first)].First); k < n.first; k++ {
		if sc.class[k]&^(cDet|classMarks) != 0 || sc.mention[k] > 0 {
			return false
		}
	}
	for k := n.last; k < h.group.first; k++ {
		if sc.verbForm[k] || sc.class[k]&(cSub|cRel|anyAux|cIf) != 0 {
			return false
		}
	}
	return true
}

// onlyAuxiliary: a verb of having behind its noun carries it in a relative
// clause alone ("l'entretien qu'il a eu"); else it belongs to another verb
// ("l'entretien n'a débouché sur rien").
func (sc *scene) onlyAuxiliary(n, h *hit) bool {
	if sc.class[h.first]&cHave == 0 || h.light(-1) || h.group.pronoun || h.group.planned || h.tense&inf != 0 {
		return false
	}
	for k := n.last; k < h.first; k++ {
		if sc.class[k]&cRel != 0 {
			return false
		}
	}
	return true
}

// nowHeld: in "the summit, which was to be held on D, will now be held on E" the
// verb of the main clause carries the noun, where it has a day.
func (sc *scene) nowHeld(noun, light int) int {
	if light < 0 {
		return light
	}
	n, l := &sc.hits[noun], &sc.hits[light]
	if l.first < n.last || !l.group.planned || l.group.clause.known || !sc.relativeBetween(n.last, l.group.first) {
		return light
	}
	for hi, h := range sc.hitsOf(sc.sentOf(n.first)) {
		if h.verb < 0 || h.first <= l.first || !h.light(n.frame) || !h.group.planned || sc.clauseOpens(l.last, h.group.first) {
			continue
		}
		for _, t := range sc.timexesOf(sc.sentOf(n.first)) {
			if t.First >= h.last && usable(t) && sc.between(h.last, t.First) < costFar {
				return hi
			}
		}
	}
	return light
}

// relativeBetween tells whether a relative clause opens between two tokens.
func (sc *scene) relativeBetween(from, to int) bool {
	for k := from; k < to; k++ {
		if sc.class[k]&cRel != 0 {
			return true
		}
	}
	return false
}

// clauseOpens tells whether a conjunction or pronoun opens a clause between two
// tokens.
func (sc *scene) clauseOpens(from, to int) bool {
	for k := from; k < to; k++ {
		if sc.class[k]&(cSub|cRel|cAnd|cIf|cPron) != 0 {
			return true
		}
	}
	return false
}
