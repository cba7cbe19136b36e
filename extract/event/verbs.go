package event

import (
	"slices"

	"chancery/extract/text"
)

// chooseVerbs keeps the verbs that are neither names, dates or nouns, nor mere
// auxiliaries of the verb behind them.
func (sc *scene) chooseVerbs(verbs []hit, taken []bool) []hit {
	for i := range verbs {
		v := &verbs[i]
		if taken[v.first] || sc.adverbial(v.first) || sc.mention[v.first] > 0 || sc.timex[v.first] > 0 || sc.nounBehindArticle(v) || sc.secondFinite(verbs, i) ||
			sc.properNoun(v.first) || sc.class[v.first]&(anyPrep|cDet|cAnd|cRel|cSub) != 0 {
			sc.verbForm[v.first] = false
		}
	}
	sc.groups = blank(sc.groups, len(verbs))
	for i := range verbs {
		v := &verbs[i]
		if !sc.verbForm[v.first] {
			continue
		}
		sc.groups[i] = sc.verbGroup(v)
		v.group = &sc.groups[i]
		for k := v.group.first; k < v.first; k++ {
			if sc.class[k]&(cHave|cBe|cPlanned|cCond) != 0 {
				sc.auxiliary[k] = true
			}
		}
	}
	kept := 0
	for i := range verbs {
		v := &verbs[i]
		if !sc.verbForm[v.first] || sc.auxiliary[v.first] || taken[v.first] || sc.helps(v) || sc.idiom(v, taken) {
			continue
		}
		if v.roles = sc.rolesOf(v); len(v.roles) > 0 && sc.attributes(v) {
			v.roles = slices.DeleteFunc(slices.Clone(v.roles), func(r verbRole) bool { return r.kind == asTrigger || r.kind == asReport })
		}
		if len(v.roles) > 0 {
			sc.takeParticle(v, taken)
			verbs[kept] = *v
			kept++
		}
	}
	return verbs[:kept]
}

// helps: "s'est contenté": being or having with a reflexive is the auxiliary of a
// verb the pack does not know.
func (sc *scene) helps(v *hit) bool {
	return sc.class[v.first]&(cBe|cHave) != 0 && v.group.refl && !sc.x.verbFinal
}

// takeParticle: "down" in "broke down" is no form of "to down".
func (sc *scene) takeParticle(v *hit, taken []bool) {
	if v.last >= len(sc.doc.Tokens) || !sc.sameSent(v.first, v.last) {
		return
	}
	for i := range v.roles {
		if r := &v.roles[i]; len(r.particle) > 0 && sc.doc.Tokens[v.last].Lower == r.particle[0] {
			taken[v.last] = true
			return
		}
	}
}

// idiom: the verb and the words behind it evoke nothing ("met a deadline"), and
// right behind it they are no verb either ("font partie").
func (sc *scene) idiom(v *hit, taken []bool) bool {
	for _, words := range sc.x.idioms[v.verb] {
		if sc.follows(v.last, words) {
			for k := v.last; k < len(taken) && k < v.last+len(words) && sc.doc.Tokens[k].Lower == words[k-v.last]; k++ {
				taken[k] = true
			}
			return true
		}
	}
	return false
}

// properNoun: a capital inside a sentence makes a name of a word ("Secretary of
// State"); headings capitalise as they like.
func (sc *scene) properNoun(k int) bool {
	s := &sc.doc.Sents[sc.doc.Tokens[k].Sent]
	return sc.doc.Tokens[k].Upper && k > int(s.First) && !s.Heading && sc.doc.Tokens[k-1].Kind == text.Word
}

// nounBehindArticle: "le président" is no form of "présider". An article
// behind a name or a pronoun is an object pronoun instead ("Macron les reçoit").
func (sc *scene) nounBehindArticle(v *hit) bool {
	k := v.first - 1
	if k >= 0 && sc.bareForm(v, k) {
		return true
	}
	if k >= 0 && sc.sameSent(k, v.first) && (sc.class[k]&anyPrep != 0 || sc.doc.Tokens[k].Kind == text.Number && !sc.x.verbFinal) && v.tense == pres {
		return true // "agence de presse": no finite verb follows a preposition
	}
	if k < 0 || !sc.sameSent(k, v.first) || sc.class[k]&(cDet|cPoss|cBoth) == 0 || v.tense&(fut|cond|past) != 0 {
		return false
	}
	return k == 0 || !sc.sameSent(k-1, v.first) || sc.mention[k-1] == 0 && sc.class[k-1]&(cPron|cRel) == 0
}

// phraseWords is how many words may stand between a preposition and its noun.
const phraseWords = 2

// secondFinite: in "will resume talks on outstanding issues in X" the last verb
// form ends a phrase that a preposition opens, and its clause has a verb
// already, so it is a noun.
func (sc *scene) secondFinite(verbs []hit, i int) bool {
	v := &verbs[i]
	if v.tense&^(inf|pres) != 0 || sc.x.verbFinal {
		return false
	}
	k := v.first - 1
	for from := k; k > from-phraseWords && k > 0 && sc.sameSent(k, v.first) && sc.class[k] == 0 && sc.mention[k] == 0 && sc.timex[k] == 0 && sc.doc.Tokens[k].Kind == text.Word; {
		k--
	}
	if k == v.first-1 || k < 0 || !sc.sameSent(k, v.first) || sc.class[k]&anyPrep == 0 || sc.class[k]&(cAfter|cInf) != 0 {
		return false
	}
	for n := i - 1; n >= 0 && sc.sameSent(verbs[n].first, v.first); n-- {
		p := &verbs[n]
		if !sc.verbForm[p.first] || p.first >= k {
			continue
		}
		finite := p.tense&past != 0 || p.first > 0 && sc.class[p.first-1]&(anyAux|cInf) != 0
		return finite && !sc.clauseBetween(p.last, k) && !slices.ContainsFunc(sc.x.verbRoles[p.verb], func(r verbRole) bool { return r.kind == asReport })
	}
	return false
}

// clauseBetween tells whether another clause may begin between two tokens.
func (sc *scene) clauseBetween(from, to int) bool {
	for k := from; k < to; k++ {
		if sc.class[k]&(cSub|cRel|cAnd|cIf|cWhere) != 0 || sc.doc.Tokens[k].Kind > text.Number && sc.doc.Tokens[k].Kind != text.Hyphen {
			return true
		}
	}
	return false
}

// bareForm: a form that is infinitive and present alike is neither behind a
// preposition that marks no infinitive ("by phone") nor behind a hyphen
// ("president-elect") nor in a phrase of one thing ("a new phone").
func (sc *scene) bareForm(v *hit, k int) bool {
	if v.tense != inf|pres || !sc.sameSent(k, v.first) {
		return false
	}
	hyphen := sc.doc.Tokens[k].Kind == text.Hyphen && !sc.doc.Tokens[k].Space && !sc.doc.Tokens[v.first].Space
	if hyphen || sc.class[k]&anyPrep != 0 && sc.class[k]&cInf == 0 {
		return true
	}
	for words := 0; k >= 0 && words < 3 && sc.sameSent(k, v.first); k-- {
		if sc.class[k]&cSingular != 0 {
			return true
		}
		if sc.class[k] != 0 || sc.mention[k] > 0 || sc.doc.Tokens[k].Kind > text.Number {
			return false
		}
		words++
	}
	return false
}
