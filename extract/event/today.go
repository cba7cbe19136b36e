package event

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
