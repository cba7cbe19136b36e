package event

import "slices"

// repeatReach is how many sentences back the act may stand that is repeated.
const repeatReach = 3

// repeat codes what a sentence says was done "as well" by others: "Mali broke
// off relations with Ukraine. Niger followed suit on Tuesday."
func (st *story) repeat(sent int, times dates) {
	for hi, h := range st.hitsOf(sent) {
		if !h.has(asRepeat) || h.group.negated {
			continue
		}
		who := slices.DeleteFunc(slices.Clone(st.subject(h)), func(i int) bool { return !st.official(i) })
		p := st.lastAct(sent, h.first)
		if len(who) == 0 || p == nil {
			continue
		}
		c, d := st.coreSlab.next(), st.draftSlab.next()
		c.frame, c.hit, c.light = p.core.frame, hi, -1
		d.core, d.frame, d.sent, d.noise = c, p.frame, sent, st.noise[sent]
		d.place, d.timex, d.speaker = -1, -1, -1
		for _, i := range who {
			d.add(i, roleOr(p.frame.role[slotSubj], "actor"))
		}
		for _, i := range p.order {
			if r := p.role(i); r != p.frame.role[slotSubj] || st.gov[i]&^cBy != 0 {
				d.add(i, r)
			}
		}
		if ts := times.of(hi); len(ts) > 0 {
			d.timex, d.own = ts[0], st.timexes[ts[0]].Days
		}
		d.inherit = true
		st.date(d, c, times, d.own, false)
		st.settle(d, false)
		st.drafts = append(st.drafts, d)
	}
}

// lastAct is the act told last before token k: something one side does, not
// talks or words.
func (st *story) lastAct(sent, k int) *draft {
	for n := len(st.drafts) - 1; n >= 0 && sent-st.drafts[n].sent <= repeatReach; n-- {
		d := st.drafts[n]
		if d.status == occurred && !talks(d.frame.Type) && d.frame.Type != "statement" && d.frame.Type != "election" &&
			st.hits[d.core.hit].first < k && st.enough(d) {
			return d
		}
	}
	return nil
}
