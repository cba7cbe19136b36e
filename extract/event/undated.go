package event

import (
	"chancery/edtf"
	"chancery/extract/text"
)

// performs: "La France condamne l'attentat perpétré mardi": what is done by
// saying it, in the present and where an article opens, is done as it is
// published; a day of the past behind the verb is another thing's.
func (st *story) performs(d *draft) bool {
	if !(d.frame.Performative || d.frame.Fresh && d.timex < 0 && st.progressive(d)) || d.stance != whenPresent || !st.in.HasDCT || !st.toldFirst(d.sent) || d.head || len(d.core.mods) > 0 {
		return false
	}
	return d.timex < 0 || st.timexes[d.timex].First > st.hits[d.core.hit].first && d.own.End <= st.in.DCT
}

// progressive: "is expelling", "are voting": what goes on as it is published.
func (st *story) progressive(d *draft) bool {
	v := st.verbOf(d.core)
	return v != nil && v.tense&ger != 0 && v.group.be && st.class[v.group.first]&cBe != 0 && st.enough(d)
}

// decided: what an article opens with as decided ("is to expel …, the ministry
// said") is decided as it is published, where nothing tells a day and no
// condition is named.
func (st *story) decided(d *draft) bool {
	if !d.frame.Decision || !st.in.HasDCT || !st.toldFirst(d.sent) || d.head {
		return false
	}
	verb, _ := st.reporting(d.sent)
	if verb < 0 || st.hits[verb].group.negated || st.hits[verb].group.infMark || !st.ahead(d, verb) || st.stance(&st.hits[verb]) == whenFuture || st.stance(&st.hits[verb]) == whenMaybe {
		return false
	}
	for _, t := range st.timexesOf(d.sent) {
		if usable(t) {
			return false
		}
	}
	return !st.conditional(d.sent)
}

// ahead: told as still to be done, be it by the infinitive right behind the
// deciding ("has decided to expel …").
func (st *story) ahead(d *draft, deciding int) bool {
	if d.stance == whenFuture || d.stance == whenMaybe {
		return true
	}
	v := st.verbOf(d.core)
	return v != nil && v.group.infMark && v.tense&inf != 0 && st.hits[deciding].last == v.first-1
}

// conditional: the sentence names a condition, or leaves open whether.
func (st *story) conditional(sent int) bool {
	for k := int(st.doc.Sents[sent].First); k < int(st.doc.Sents[sent].Last); k++ {
		if st.class[k]&cIf != 0 {
			return true
		}
	}
	return false
}

// headline gives the act an article's first line tells in the present ("X expels
// two diplomats") where the text below tells of no event: then it is of the day
// of publication.
func (st *story) headline(out []*draft) []*draft {
	for _, d := range st.drafts {
		if d.sent > 0 || !d.head || !st.in.HasDCT || d.known || !st.tellsNow(d) || !st.enough(d) || !st.doneBy(d) || len(d.core.mods) > 0 {
			continue
		}
		d.set(edtf.One(st.in.DCT), basisPublication)
		d.status = occurred
		d.rate(st)
		return append(out, d)
	}
	return out
}

// tellsNow: an act told by a plain present, as headlines tell what was done.
func (st *story) tellsNow(d *draft) bool {
	v := st.verbOf(d.core)
	return (d.frame.Fresh || d.frame.Decision || d.frame.Performative) && d.stance == whenPresent && v != nil && v.tense&pres != 0 && !v.group.negated
}

// announcedReach is how many sentences back, and how many days before the
// publication, what a sentence says was announced may stand.
const announcedReach = 3

// announcedOn dates what the sentences before tell without a day by a sentence
// that says when it was announced: "The decision was announced on Sunday."
func (st *story) announcedOn(sent int) {
	day, ok := st.announcingDay(sent)
	if !ok {
		return
	}
	for _, d := range st.drafts {
		if d.sent < sent-announcedReach && !d.head || d.sent >= sent || d.basis != basisPublication || d.stance == whenMaybe || !d.frame.Decision {
			continue
		}
		d.set(edtf.One(day), basisContext)
		d.reported = true
	}
}

// announcingDay is the day of a sentence that only says when something was
// announced.
func (st *story) announcingDay(sent int) (edtf.Day, bool) {
	s := &st.doc.Sents[sent]
	for k := int(s.First); k < int(s.Last); k++ {
		if st.class[k]&cAnnouncing == 0 {
			continue
		}
		for _, t := range st.timexesOf(sent) {
			if usable(t) && t.Days.Days() == 1 && st.notFuture(t.Days) && (!st.in.HasDCT || t.Days.Start >= st.in.DCT-announcedReach) {
				return t.Days.Start, true
			}
		}
	}
	return 0, false
}

// toldFirst: the sentence is among the first that tell something, so that what
// it tells without a day is the article's news; bylines and credits tell nothing.
func (st *story) toldFirst(sent int) bool {
	n := 0
	for i := 0; i <= sent; i++ {
		if s := &st.doc.Sents[i]; !s.Heading && !s.Foreign && (i == sent || st.tells(s)) {
			n++
		}
	}
	return n <= openingLength
}

// tells: a sentence has a verb, as bylines and credits have none.
func (st *story) tells(s *text.Sentence) bool {
	for k := int(s.First); k < int(s.Last); k++ {
		if st.verbForm[k] || st.class[k]&(cBe|cHave) != 0 {
			return true
		}
	}
	return false
}
