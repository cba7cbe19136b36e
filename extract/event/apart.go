package event

import (
	"strconv"
	"strings"

	"chancery/edtf"
	"chancery/extract/text"
	"chancery/extract/timex"
)

// spanBefore gives the duration that stands right before a word like "after":
// "two weeks after"; nil when there is none.
func (sc *scene) spanBefore(after int) *timex.Timex {
	if after == 0 || sc.class[after]&cAfter == 0 || sc.timex[after-1] == 0 {
		return nil
	}
	if t := &sc.timexes[sc.timex[after-1]-1]; t.Type == timex.Duration && t.Last == after {
		return t
	}
	return nil
}

// apartReach is how many tokens behind "two weeks after" its event may stand.
const apartReach = 14

// apart gives the span between what a sentence tells and the event it names
// beside it, "two weeks after a visit of X"; nil for an event of the sentence's
// own time.
func (sc *scene) apart(c *core) *timex.Timex {
	at := sc.hits[c.hit].first
	if v := sc.verbOf(c); v != nil && v.first < at {
		at = v.group.firstOr(v.first)
	}
	for k := at - 1; k >= max(0, at-apartReach) && sc.sameSent(k, at); k-- {
		if t := sc.spanBefore(k); t != nil {
			return t
		}
		if sc.doc.Tokens[k].Kind == text.Punct {
			return nil
		}
	}
	return nil
}

// setApart dates an event by the day of what the sentence tells, less the span
// between the two. A span of weeks is about so long, one of months or years says
// the month or the year alone.
func (st *story) setApart(d *draft, span *timex.Timex, times dates) {
	base, ok := st.tellingDay(d.sent, times)
	if !ok {
		return
	}
	n, unit, ok := readSpan(span.Value)
	if !ok {
		return
	}
	y, m, _ := base.Date()
	switch unit {
	case 'D':
		d.set(edtf.One(base-edtf.Day(n)), basisContext)
		if n >= 7 {
			d.edtf += "~" // "fifteen days" is a fortnight, ten days may be eleven
		}
	case 'W':
		d.set(edtf.One(base-edtf.Day(7*n)), basisContext)
		d.edtf += "~"
	case 'M':
		d.set(edtf.Interval{Start: edtf.DayOf(y, m-n, 1), End: edtf.DayOf(y, m-n+1, 1)}, basisContext)
	case 'Y':
		d.set(edtf.Interval{Start: edtf.DayOf(y-n, 1, 1), End: edtf.DayOf(y-n+1, 1, 1)}, basisContext)
	}
}

// tellingDay is the day a sentence's own event stands at: that of its clause, of
// the story so far, or the publication's.
func (st *story) tellingDay(sent int, times dates) (edtf.Day, bool) {
	if day, ok := st.clauseDay(sent, times); ok {
		return day.Start, true
	}
	if st.hasNow && sent-st.nowSent <= 2 {
		return st.now.Start, true
	}
	return st.in.DCT, st.in.HasDCT
}

// readSpan reads a TIMEX3 duration of one unit: P2W, P15D.
func readSpan(v string) (n int, unit byte, ok bool) {
	s, ok := strings.CutPrefix(v, "P")
	if !ok || len(s) < 2 {
		return 0, 0, false
	}
	n, err := strconv.Atoi(s[:len(s)-1])
	return n, s[len(s)-1], err == nil && n > 0
}
