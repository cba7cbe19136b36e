package event

import (
	"chancery/edtf"
	"chancery/extract/timex"
)

// longestStay is the longest visit or gathering a duration makes of one day.
const longestStay = 31

// lengthen widens an event of one known day by the duration its noun carries:
// "une visite de trois jours", "a three-day visit".
func (st *story) lengthen(d *draft, noun *hit) {
	if !d.known || d.basis != basisText || d.days.Days() != 1 || noun.verb >= 0 || !talks(d.frame.Type) {
		return
	}
	for i := range st.timexes {
		t := &st.timexes[i]
		if t.Type != timex.Duration || !st.sameSent(t.First, noun.first) {
			continue
		}
		n, ok := wholeDays(t.Value)
		if !ok || n < 2 || n > longestStay || !st.belongs(t, noun) {
			continue
		}
		d.days.End = d.days.Start + edtf.Day(n)
		d.edtf = edtf.FormatDays(d.days)
		return
	}
}

// belongs: the duration stands right before the noun or hangs on it by "of".
func (st *story) belongs(t *timex.Timex, noun *hit) bool {
	if t.Last <= noun.first {
		return noun.first-t.Last <= 2
	}
	for k := noun.last; k < t.First; k++ {
		if st.class[k]&^(cOf|cDet|classCovered|classMarks) != 0 || st.class[k] == 0 && st.hitAt[k] == 0 && k-noun.last > 2 {
			return false
		}
	}
	return t.First > noun.last && st.class[t.First-1]&cOf != 0
}

// wholeDays reads P3D.
func wholeDays(v string) (int, bool) {
	n, unit, ok := readSpan(v)
	return n, ok && unit == 'D'
}
