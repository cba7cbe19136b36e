package event

import (
	"slices"

	"chancery/edtf"
)

// Statuses as the contract names them.
const (
	planned   = "planned"
	occurred  = "occurred"
	ongoing   = "ongoing"
	postponed = "postponed"
	cancelled = "cancelled"
	denied    = "denied"
	proposed  = "proposed"
)

// settle decides a draft's status from what acts upon it, its verb and, where
// both leave it open, its date against the publication day. "" means that the
// sentence says it did not happen.
func (st *story) settle(d *draft, reported bool) {
	v := st.verbOf(d.core)
	negated := v != nil && v.group.negated && !st.staysAway(d)
	none := st.noneOf(&st.hits[d.core.hit]) || v != nil && v.group.none
	switch mod := lastMod(d.core.mods); {
	case none && reported && d.stance == whenPast:
		d.status = denied
	case none:
		d.status = ""
	case (d.basis != basisText || d.days.Days() > vagueDays) && st.often(v):
		d.status = "" // "have met four times since March" tells no one meeting
	case d.anaphor != nil && d.timex < 0 && mod == "":
		d.status = "" // speaks again of what was told
	case mod != "" && st.staysOn(d.core.mods):
		d.status = st.unlessPast(d, planned)
	case mod == "cancelled" || mod == "postponed" || mod == "denied":
		d.status = mod
	case negated && d.stance == whenFuture:
		d.status = cancelled
	case negated:
		d.status = ""
	case mod == "proposed":
		d.status = proposed
	case mod == "planned" && st.hits[d.core.hit].verb >= 0 && d.stance == whenPast:
		d.status = st.byDate(d) // "est arrivé pour la cérémonie, prévue à midi"
	case mod == "planned":
		d.status = st.unlessPast(d, planned)
	case v != nil && v.group.unfulfilled && v.tense&pp != 0:
		d.status = cancelled // "were to have met"
	case mod == "suspended":
		d.status = postponed
	case d.frame.Status != "":
		d.status = st.ofFrame(d)
	case d.stance == whenMaybe && reported && st.announced(d):
		d.status = occurred
	case d.stance == whenMaybe:
		d.status = st.maybe(d, reported)
	case d.stance == whenFuture && st.announced(d):
		d.status = occurred
	case d.stance == whenFuture:
		d.status = st.unlessPast(d, planned)
	default:
		d.status = st.byDate(d)
	}
}

// announced: a decision dated by the day it was made known, which is doing it:
// "said on Monday that it would expel …".
func (st *story) announced(d *draft) bool {
	return d.frame.Decision && d.timex < 0 && (d.basis == basisText || d.basis == basisPublication) && st.in.HasDCT && d.days.End <= st.in.DCT+1
}

// oftenReach is how many tokens behind its verb "four times" may stand.
const oftenReach = 8

// often: the verb tells of several times at once.
func (st *story) often(v *hit) bool {
	if v == nil {
		return false
	}
	for k := v.group.firstOr(v.first); k < min(v.last+oftenReach, len(st.doc.Tokens)) && st.sameSent(k, v.first); k++ {
		if st.class[k]&cOften != 0 {
			return true
		}
		if k > v.last && st.class[k]&(cSub|cRel) != 0 {
			return false
		}
	}
	return false
}

// staysAway: "did not plan to attend the summit" says nothing of the summit.
func (st *story) staysAway(d *draft) bool {
	return d.frame.Type == "summit" && d.core.light >= 0 && st.verbTakesObject(&st.hits[d.core.light])
}

// staysOn: "a démenti que la visite soit reportée": what is off is denied.
func (st *story) staysOn(mods []string) bool {
	return slices.Contains(mods, denied) && (slices.Contains(mods, cancelled) || slices.Contains(mods, postponed))
}

// lastMod is the verdict among the modifiers: that it is on after all beats
// that it is off, which beats that it was planned.
func lastMod(mods []string) string {
	best := ""
	for _, m := range mods {
		if best == "" || verdict(m) >= verdict(best) {
			best = m
		}
	}
	if best == "reinstated" {
		return planned
	}
	return best
}

func verdict(mod string) int {
	switch mod {
	case "reinstated":
		return 3
	case cancelled, postponed, denied, "suspended":
		return 2
	}
	return 1
}

// maybe: a conditional behind a verb of saying is a future seen from the past
// ("said the talks would resume Monday"); alone it is only a possibility.
func (st *story) maybe(d *draft, reported bool) string {
	if reported && d.known && st.in.HasDCT && d.days.Start > st.in.DCT {
		return planned
	}
	return proposed
}

// unlessPast keeps a status that looks ahead, unless the day is over: "devait
// se rendre mardi" told on Wednesday stays planned only without a verdict.
func (st *story) unlessPast(d *draft, status string) string {
	if d.known && st.in.HasDCT && d.days.End <= st.in.DCT && d.stance != whenFuture && d.basis == basisText {
		return occurred
	}
	return status
}

// ofFrame is the status a frame's words tell by themselves; "sera en visite du
// 28 au 29" is not going on before its first day.
func (st *story) ofFrame(d *draft) string {
	if d.frame.Status == ongoing && d.known && st.in.HasDCT && d.days.Start > st.in.DCT {
		return planned
	}
	return st.unlessPast(d, d.frame.Status)
}

func (st *story) byDate(d *draft) string {
	if !d.known || !st.in.HasDCT {
		if d.stance == whenPast {
			return occurred
		}
		if d.stance == whenPresent && !d.known {
			return ongoing
		}
		if d.known && d.stance != whenPresent {
			return occurred
		}
		return "" // neither a date nor a verb says anything of it
	}
	switch {
	case d.days.Start > st.in.DCT:
		return planned
	case st.headed(d) && d.stance == whenUnknown && d.days.Last() >= st.in.DCT:
		return planned // an agenda of the day
	case d.days.End <= st.in.DCT:
		return occurred
	case d.days.Last() == st.in.DCT && d.stance != whenPresent && d.stance != whenFuture:
		return occurred
	case d.days.Last() == st.in.DCT && d.stance == whenPresent && d.basis == basisText && !d.head && st.arranged(d):
		return planned
	case d.days.Days() > 1 && d.days.Contains(edtf.One(st.in.DCT)) && d.stance != whenPast:
		return ongoing
	}
	return occurred
}
