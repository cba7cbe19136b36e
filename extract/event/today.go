package event

// performs: "La France condamne l'attentat perpétré mardi": what is done by
// saying it, in the present and where an article opens, is done as it is
// published; a day of the past behind the verb is another thing's.
func (st *story) performs(d *draft) bool {
	if !d.frame.Performative || d.stance != whenPresent || !st.in.HasDCT || !st.opening(d.sent) || d.head || len(d.core.mods) > 0 {
		return false
	}
	return d.timex < 0 || st.timexes[d.timex].First > st.hits[d.core.hit].first && d.own.End <= st.in.DCT
}

// todays: where an article opens, people who meet in the present, with no day
// told, do so today: "La présidente X reçoit Y à Z pour …".
func (st *story) todays(d *draft) bool {
	v := st.verbOf(d.core)
	if v == nil || d.stance != whenPresent || v.tense != pres || !talks(d.frame.Type) || !st.in.HasDCT || !st.opening(d.sent) || d.head {
		return false
	}
	if v.group.infMark || v.group.negated || st.subordinate(v) || d.loose || d.topical || d.inherit {
		return false
	}
	for _, t := range st.timexesOf(d.sent) {
		if usable(t) {
			return false
		}
	}
	return true
}
