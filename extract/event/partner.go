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
	if k == int(s.First) || k >= int(s.Last) {
		return false
	}
	switch sc.doc.Word(k) {
	case ":", "-", "–", "—":
		return true
	}
	return false
}

// agendaOwner gives an item of an agenda that names nobody of the house ("Du 4 au
// 6 : déplacement en Inde") the person whose agenda it is by the heading.
func (st *story) agendaOwner(d *draft) {
	h := &st.hits[d.core.hit]
	if h.verb >= 0 || !talks(d.frame.Type) || d.frame.Type == "summit" || !st.headed(d) && !st.ledByTime(d.sent) || !st.doc.Sents[0].Heading {
		return
	}
	for i, m := range st.mentionsOf(0) {
		if m.Kind != actor.Person || m.Country == "" {
			continue
		}
		if len(st.codes(d)) < 2 && !st.sideOf(d, m.Country) && d.role(i) == "" {
			d.add(i, roleOr(d.frame.role[slotSubj], "participant"))
		}
		return
	}
}

// hostsAt: an official without a name ("la secrétaire d'État s'est entretenue à
// Paris avec X") who meets somebody from abroad in a capital is of that state.
func (st *story) hostsAt(d *draft) {
	if d.place < 0 || !talks(d.frame.Type) || d.frame.Type == "visit" || st.hits[d.core.hit].verb < 0 || len(st.codes(d)) != 1 {
		return
	}
	m := &st.mentions[d.place]
	v := &st.hits[d.core.hit]
	if !m.Metonym || m.Country == "" || st.sideOf(d, m.Country) || len(st.subject(v)) > 0 {
		return
	}
	for k := v.group.first - 1; k >= 0 && st.sameSent(k, v.first); k-- {
		if st.mention[k] > 0 {
			return
		}
		if st.class[k]&cOfficial != 0 {
			d.add(d.place, roleOr(d.frame.role[slotSubj], "participant"))
			d.inherit = true
			return
		}
	}
}

// apposedTo: "…, en voyage privé au Gabon," tells of the person named right
// before the comma; -1 where nobody is.
func (sc *scene) apposedTo(h *hit) int {
	k := h.first - 1
	if !h.phrase || k < 1 || !sc.sameSent(k-1, h.first) || sc.doc.Word(k) != "," || sc.mention[k-1] == 0 {
		return -1
	}
	if i := int(sc.mention[k-1]) - 1; sc.mentions[i].Kind == actor.Person {
		return i
	}
	return -1
}

// ofOwner: in "une délégation du groupe coréen" the adjective is the group's, and
// not that of whoever does something.
func (sc *scene) ofOwner(m *actor.Mention, h *hit) bool {
	noun, article := m.First-1, m.First-2
	if article < 1 || !sc.sameSent(article, m.First) || article == h.last {
		return false
	}
	plain := sc.doc.Tokens[noun].Kind == text.Word && sc.class[noun] == 0 && sc.hitAt[noun] == 0 && sc.mention[noun] == 0
	return plain && !sc.doc.Tokens[noun].Upper && sc.class[article]&cDefinite != 0 && sc.class[article]&cOf != 0
}

// ofOthers: "les conservateurs français et saoudiens se sont rencontrés" tells of
// nobody in office: the adjective, or the list it stands in, follows a plain noun.
func (sc *scene) ofOthers(i int, d *draft) bool {
	if !talks(d.frame.Type) || sc.hits[d.core.hit].verb < 0 || sc.officialAdjective(i) {
		return false
	}
	k := sc.mentions[i].First - 1
	for k > 0 && sc.sameSent(k-1, sc.mentions[i].First) && (sc.class[k]&cAnd != 0 || sc.mention[k] > 0 && sc.mentions[sc.mention[k]-1].Demonym) {
		k--
	}
	return k >= 0 && sc.sameSent(k, sc.mentions[i].First) && sc.doc.Tokens[k].Kind == text.Word && !sc.doc.Tokens[k].Upper &&
		sc.class[k] == 0 && sc.mention[k] == 0 && sc.timex[k] == 0 && sc.hitAt[k] == 0
}
