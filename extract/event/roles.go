package event

import (
	"slices"

	"chancery/extract/actor"
)

// assignRoles gives the mentions in a core's slots their roles. In a list,
// what stands in a segment is that segment's own; what stands before the list
// is shared.
func (st *story) assignRoles(d *draft, args *slots, seg *segment, n, total int) {
	h := &st.hits[d.core.hit]
	for slot := range slotCount {
		role := d.frame.role[slot]
		if role == "" && slot == slotUnder {
			role = "mediator"
		}
		if role == "" || role == "place" {
			continue
		}
		for _, i := range args[slot] {
			m := &st.mentions[i]
			if total > 1 && m.First >= h.last && (m.First < seg.first || m.First >= seg.last) && st.ownInSegment(args[slot], seg, h.last) {
				continue
			}
			if total > 1 && n == 0 && m.First >= seg.last {
				continue
			}
			d.add(i, role)
			d.inherit = d.inherit || len(m.Each) > 0 // they were named elsewhere
		}
	}
	if total > 1 && n > 0 {
		st.gapped(d, args, seg)
	}
	for _, i := range d.core.doers {
		if st.mentions[i].Kind == actor.Person || st.mentions[i].Kind == actor.State {
			d.add(i, roleOr(d.frame.role[slotSubj], "participant"))
		}
	}
}

// ownInSegment tells whether a slot has a filler inside the segment.
func (st *story) ownInSegment(ms []int, seg *segment, after int) bool {
	for _, i := range ms {
		if f := st.mentions[i].First; f >= after && f >= seg.first && f < seg.last {
			return true
		}
	}
	return false
}

// gapped: in "Macron ira à Kiev lundi et Scholz mardi" the second name stands
// for the first one's slot though no verb is repeated.
func (st *story) gapped(d *draft, args *slots, seg *segment) {
	role := d.frame.role[slotSubj]
	if role == "" || len(args[slotObj]) > 0 && d.frame.role[slotObj] != "place" && d.frame.role[slotObj] != "" {
		return
	}
	for i, m := range st.mentionsOf(d.sent) {
		if m.First <= seg.first || m.First >= seg.last || st.gov[i] != 0 || !st.acts(i) || m.Kind == actor.Place {
			continue
		}
		for _, k := range args[slotSubj] {
			d.drop(k)
		}
		d.add(i, role)
		return
	}
}

func (st *story) assignPlace(d *draft, c *core, args *slots, seg *segment, total int) {
	h := &st.hits[c.hit]
	from, to := seg.first, seg.last
	if total == 1 || seg.first > h.first {
		d.place = st.placeOf(c, from, to)
	}
	if total > 1 && d.place < 0 {
		for i, m := range st.mentionsOf(d.sent) {
			if m.First >= from && m.Last <= to && st.gov[i]&cTo != 0 && st.places(i) {
				d.place = i
			}
		}
		if d.place < 0 {
			d.place = st.placeOf(c, int(st.doc.Sents[d.sent].First), int(st.doc.Sents[d.sent].Last))
		}
	}
	for slot := range slotCount {
		if d.frame.role[slot] != "place" || d.place >= 0 {
			continue
		}
		for _, i := range args[slot] {
			if st.mentions[i].Kind == actor.Place || st.mentions[i].Kind == actor.State {
				d.place = i
				break
			}
		}
		switch {
		case d.place >= 0:
		case slot == slotObj:
			d.place = st.objectPlace(h)
		case slot == slotFor:
			d.place = st.boundFor(h)
		}
	}
	if d.place < 0 && (st.there(h) || c.light >= 0 && st.there(&st.hits[c.light])) {
		d.place = st.lastPlace(h.first)
	}
	if d.place < 0 && total == 1 && d.frame.Type == "visit" {
		d.place = st.enumerated(h)
	}
	if d.place < 0 && st.desk >= 0 && (d.frame.Arrives || st.here(h) || c.light >= 0 && st.here(&st.hits[c.light])) {
		d.place = st.desk
	}
	if d.place < 0 {
		return
	}
	if m := &st.mentions[d.place]; d.frame.Type == "statement" && m.Kind == actor.State && !m.Metonym && d.role(d.place) != "" {
		d.place = -1 // "disappointed in X" was not said there
		return
	}
	if d.role(d.place) != "" && st.toWhom(c, d.place) {
		d.place = -1 // "livrera à Kiev des chars"
		return
	}
	if d.frame.Placeless || d.frame.role[slotTo] != "" && d.role(d.place) == d.frame.role[slotTo] && st.mentions[d.place].Kind != actor.Place {
		d.place = -1
		return
	}
	d.drop(d.place)
	if total == 1 && d.frame.Type == "visit" {
		st.alsoVisited(d)
	}
}

// alsoVisited adds the states listed with the place: "a trip to A, B and C".
func (st *story) alsoVisited(d *draft) {
	last := &st.mentions[d.place]
	for i := d.place + 1; i < len(st.mentions); i++ {
		m := &st.mentions[i]
		if !st.places(i) || st.gov[i] != st.gov[d.place] || !st.sameSent(m.First, last.First) || !st.listed(last.Last, m.First) {
			return
		}
		if m.Country != "" && m.Country != st.mentions[d.place].Country {
			d.add(i, "host")
		}
		last = m
	}
}

// listed: nothing but a comma, a conjunction, articles and prepositions stand
// between two names.
func (st *story) listed(from, to int) bool {
	joined := false
	for k := from; k < to; k++ {
		comma := st.doc.Word(k) == ","
		if !comma && (st.mention[k] > 0 || st.timex[k] > 0 || st.hitAt[k] > 0 || st.class[k]&(cAnd|cDet|anyPrep) == 0) {
			return false
		}
		joined = joined || comma || st.class[k]&cAnd != 0
	}
	return joined
}

// enumerated: "une visite dans trois pays : A, B et C": the first of the places a
// colon introduces.
func (st *story) enumerated(h *hit) int {
	for i, m := range st.mentionsOf(st.sentOf(h.first)) {
		k := m.First - 1
		for k > h.last && st.class[k]&cDet != 0 {
			k--
		}
		if k >= h.last && st.doc.Word(k) == ":" && st.places(i) && i+1 < len(st.mentions) && st.places(i+1) && st.listed(m.Last, st.mentions[i+1].First) {
			return i
		}
	}
	return -1
}

// objectPlace: "visits Kyiv", "visitera Berlin": a place right behind the verb.
func (st *story) objectPlace(h *hit) int {
	for i, m := range st.mentionsOf(st.sentOf(h.first)) {
		if m.First >= h.last && st.places(i) && st.between(h.last, m.First) <= costWord*2 {
			return i
		}
	}
	return -1
}

// boundFor: "s'est envolé lundi pour Charm el-Cheikh": the place a verb of
// leaving is bound for.
func (st *story) boundFor(h *hit) int {
	for i, m := range st.mentionsOf(st.sentOf(h.first)) {
		if m.First >= h.last && st.gov[i]&cFor != 0 && st.places(i) && st.between(h.last, m.First) <= reachOf {
			return i
		}
	}
	return -1
}

func (d *draft) add(i int, role string) {
	for _, p := range d.roles {
		if p.mention == i {
			return
		}
	}
	d.roles = append(d.roles, rolePart{i, role})
	d.order = append(d.order, i)
}

// role of a mention; "" when it has none.
func (d *draft) role(i int) string {
	for _, p := range d.roles {
		if p.mention == i {
			return p.role
		}
	}
	return ""
}

func (d *draft) drop(i int) {
	d.roles = slices.DeleteFunc(d.roles, func(p rolePart) bool { return p.mention == i })
	d.order = slices.DeleteFunc(d.order, func(k int) bool { return k == i })
}
