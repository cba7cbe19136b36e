package event

import "chancery/edtf"

// performs: "La France condamne l'attentat perpétré mardi": what is done by
// saying it, in the present and where an article opens, is done as it is
// published; a day of the past behind the verb is another thing's.
func (st *story) performs(d *draft) bool {
	if !(d.frame.Performative || d.frame.Fresh && d.timex < 0 && st.progressive(d)) || d.stance != whenPresent || !st.in.HasDCT || !st.opening(d.sent) || d.head || len(d.core.mods) > 0 {
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
	if !d.frame.Decision || d.stance != whenFuture && d.stance != whenMaybe || !st.in.HasDCT || !st.opening(d.sent) || d.head {
		return false
	}
	verb, _ := st.reporting(d.sent)
	if verb < 0 || st.stance(&st.hits[verb]) == whenFuture || st.stance(&st.hits[verb]) == whenMaybe {
		return false
	}
	for _, t := range st.timexesOf(d.sent) {
		if usable(t) {
			return false
		}
	}
	return !st.conditional(d.sent)
}

// conditional: the sentence names a condition.
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
