package event

// moved codes what a sentence says of the gathering told before only by "it":
// "The summit was postponed. It will now take place on June 4."
func (st *story) moved(sent int, times dates, cores []*core) {
	for hi, h := range st.hitsOf(sent) {
		if h.verb < 0 || !h.light(-1) || h.group.negated || len(times.of(hi)) == 0 || st.stance(h) != whenFuture || !st.impersonal(h) {
			continue
		}
		for _, c := range cores {
			if c.light == hi || c.hit == hi {
				return
			}
		}
		p := st.lastGathering(sent)
		if p == nil {
			return
		}
		t := &st.timexes[times.of(hi)[0]]
		d := st.newDraft()
		d.core, d.frame, d.sent, d.noise = p.core, p.frame, sent, st.noise[sent]
		d.place, d.speaker, d.timex, d.own = p.place, -1, times.of(hi)[0], t.Days
		for _, i := range p.order {
			d.add(i, p.role(i))
		}
		d.inherit, d.stance, d.status = true, whenFuture, planned
		st.setOwn(d)
		st.drafts = append(st.drafts, d)
		return
	}
}

// impersonal: a pronoun that stands for nobody is the verb's subject.
func (st *story) impersonal(h *hit) bool {
	k := h.group.first
	return h.group.pronoun && st.class[k]&cPron != 0 && st.mention[k] == 0
}

// lastGathering is what was told last, where people were to meet in it.
func (st *story) lastGathering(sent int) *draft {
	n := len(st.drafts) - 1
	if n < 0 || sent-st.drafts[n].sent > repeatReach {
		return nil
	}
	if d := st.drafts[n]; talks(d.frame.Type) && st.enough(d) && (d.status == postponed || d.status == cancelled || d.status == planned) {
		return d
	}
	return nil
}
