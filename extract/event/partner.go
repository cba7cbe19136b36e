package event

import (
	"slices"

	"chancery/extract/actor"
	"chancery/extract/text"
)

// ordinary: the event says with whom or between whom, and those are nobody of
// note ("une rencontre avec de jeunes violonistes"), so nobody else is meant.
func (st *story) ordinary(d *draft) bool {
	if !talks(d.frame.Type) || d.frame.Type == "visit" {
		return false
	}
	h := &st.hits[d.core.hit]
	k := st.argsFrom(h)
	for ; k < len(st.doc.Tokens) && st.sameSent(k, h.first) && st.class[k]&(cWith|cBetween) == 0; k++ {
		if st.timex[k] == 0 && st.class[k]&cAdv == 0 {
			return false
		}
	}
	words := 0
	for k++; k < len(st.doc.Tokens) && st.sameSent(k, h.first); k++ {
		c := st.class[k]
		switch {
		case st.mention[k] > 0 || c&(cOfficial|cBoth|cObjPron|cPron|cPoss|cThere) != 0 || st.doc.Tokens[k].Upper:
			return false
		case st.timex[k] > 0 || st.hitAt[k] > 0 || st.doc.Tokens[k].Kind > text.Clitic || c&(anyPrep&^cOf|cRel|cSub|anyAux) != 0:
			return words > 0
		case c == 0:
			words++
		}
	}
	return words > 0
}

// appointed: in a minister's agenda ("9h30 : entretien avec X, ministre de Y")
// the other side is whose agenda it is.
func (st *story) appointed(d *draft) bool {
	h := &st.hits[d.core.hit]
	if !st.headed(d) && !st.ledByTime(d.sent) || h.verb >= 0 || !talks(d.frame.Type) || d.frame.Type == "summit" || d.inherit || d.loose || d.topical {
		return false
	}
	return slices.ContainsFunc(d.order, func(i int) bool {
		return st.mentions[i].Kind == actor.Person && st.mentions[i].Country != "" && st.gov[i]&cWith != 0
	})
}

// ledByTime: an item of an agenda opens with its time and a colon: "9h30 : …".
func (sc *scene) ledByTime(sent int) bool {
	s := &sc.doc.Sents[sent]
	k := int(s.First)
	for k < int(s.Last) && sc.timex[k] > 0 {
		k++
	}
	return k > int(s.First) && k < int(s.Last) && sc.doc.Word(k) == ":"
}
