package timex

import "chancery/edtf"

// reckoner turns frames into expressions. It holds what earlier expressions of
// the text leave behind: the last day named, to which "the next day" refers.
type reckoner struct {
	m *matcher
	o Options
	memory
	other memory // of the teasers, while the article is read, and the reverse

	out   []Timex
	today []int // bare "today"s among out
	near  int   // other days close to the publication day
}

// memory is what the expressions read so far leave for later ones.
type memory struct {
	last     edtf.Day // the last day named
	has      bool
	glance   bool          // the day read just now was counted back from within a sentence
	newest   edtf.Day      // the latest named that is over at the publication day
	week     named         // a week to come that was spoken of, and where last
	lastSent int32         // the sentence of the last
	spoken   []edtf.Day    // days named so far, for a bare "the 12th"
	stay     edtf.Interval // the last range of days named, for a bare day within it
	hasStay  bool

	year     int // the last year named
	yearSent int32
	aside    bool // and it stood in an aside: "the treaty, signed in 1990, was …"

	said     point // the last point on the calendar named, of any grain
	saidSent int32
	lately   named // the last point of the calendar named, of any grain
	spell    named // the last month, quarter or half-year named
}

// evidence is where an expression stands, for the tense around it.
type evidence struct{ first, last int }

// resolve adds the expressions of one match; false when it is no date after
// all.
func (r *reckoner) resolve(mt *match) bool {
	r.share(mt)
	before := len(r.out)
	for k := range mt.spans {
		s := &mt.spans[k]
		r.out = append(r.out, Timex{First: s.first, Last: s.last, Rule: mt.rule.Name, Type: Date})
	}
	found := r.out[before:]
	// The end of a range is worked out first: it is the part with the year.
	for k := len(found) - 1; k >= 0; k-- {
		if mt.rule.Range && k == 0 && len(found) == 2 {
			mt.spans[0].frame.startBefore(&found[1])
		}
		if !r.fill(&found[k], mt.rule, &mt.spans[k].frame, evidence{mt.first, mt.last}) {
			r.out = r.out[:before]
			return false
		}
	}
	if len(found) == 2 && (mt.rule.Range || mt.rule.kind == kindWeekday) {
		found[0].notAfter(&found[1])
	}
	if mt.rule.Range && len(found) == 2 {
		pair(&found[0], &found[1])
	}
	r.dateline(mt, found)
	for k := range found {
		if r.isToday(mt.rule, &mt.spans[k].frame) {
			r.today = append(r.today, before+k)
			if r.has && r.o.HasDCT && r.o.DCT-r.last > newsDays {
				r.last, r.lastSent = r.o.DCT, r.m.toks[found[k].First].Sent // back from what was told of the past
			}
			continue
		}
		r.remember(&found[k])
	}
	return true
}

// share lets the first part of a range take month and year from the second,
// and the second its month from the first: "du 26 au 29 mars".
func (r *reckoner) share(mt *match) {
	for k := range mt.spans {
		for j := range mt.spans {
			if j == k {
				continue
			}
			a, b := &mt.spans[k].frame, &mt.spans[j].frame
			if a.has(fDay) && !a.has(fMonth) || a.has(fMonth) && b.has(fMonth) {
				a.borrow(b, fMonth, fYear, fRel)
			}
			if a.has(fClock) && !a.has(fDay) && b.has(fDay) {
				a.borrow(b, fDay, fMonth, fYear) // "at 16:15 UTC, June 1"
			}
			if a.has(fN) && !a.has(fUnit) {
				a.borrow(b, fUnit)
			}
			if a.has(fOrdinal) && !a.has(fUnit) {
				a.borrow(b, fUnit, fYear, fRel)
			}
		}
	}
}

// startBefore gives the first day or month of a range the year that puts it
// before the end already known.
func (f *frame) startBefore(end *Timex) {
	if !end.Known || !f.has(fMonth) || f.has(fYear) || f.has(fNumeric) {
		return
	}
	y, m, _ := end.Days.Start.Date()
	if f.int(fMonth) > m {
		y--
	}
	f.put(fYear, value{num: float64(y)})
}

// notAfter moves the weekday a range begins with, or the one it ends with, by a
// week when they stand the wrong way round: from Friday to Monday.
func (x *Timex) notAfter(end *Timex) {
	if x.Weekday == 0 || end.Weekday == 0 || !x.Known || !end.Known || x.Days.Start <= end.Days.Start {
		return
	}
	if x.Direction > 0 {
		end.put(dayPoint(end.Days.Start + 7))
		return
	}
	x.put(dayPoint(x.Days.Start - 7))
}

// pair writes the whole range onto its first expression.
func pair(a, b *Timex) {
	a.Role, b.Role = FirstRole, LastRole
	a.Begin, a.Finis = a.Value, b.Value
	if !a.Known || !b.Known || b.Days.End <= a.Days.Start {
		return
	}
	e := a.EDTF + "/" + b.EDTF
	if v, err := edtf.Parse(e); err == nil {
		a.EDTF, a.Days = e, v.Interval()
		return
	}
	i := edtf.Interval{Start: a.Days.Start, End: b.Days.End}
	a.EDTF, a.Days = edtf.FormatDays(i), i
}

// An essay is at least this long, in tokens, and names fewer than one other day
// this close to its publication in that many.
const (
	essayLength = 400
	essayDays   = 10
)

// settle reads "today" as "these days" in an essay: a long text that names
// hardly another day around its publication speaks of its age, not of a day.
func (r *reckoner) settle() {
	if !r.m.g.looseToday || r.near*essayLength > len(r.m.toks) || len(r.m.toks) < essayLength {
		return
	}
	for _, k := range r.today {
		x := &r.out[k]
		if dir, _ := r.m.direction(x.First, x.Last); dir < 0 || r.atClock(k) {
			continue // "he wrote today", "today at eight" are days in an essay, too
		}
		x.Value, x.EDTF, x.Known, x.Days, x.Anchor, x.DayOfMonth = "PRESENT_REF", "", false, edtf.Interval{}, "", 0
		r.because(x, "the text names no other day near")
	}
}

// atClock tells whether a time of day follows expression k in its sentence.
func (r *reckoner) atClock(k int) bool {
	if k+1 >= len(r.out) || r.out[k+1].Type != Time {
		return false
	}
	toks := r.m.toks
	return toks[r.out[k].First].Sent == toks[r.out[k+1].First].Sent
}

// isToday notes a bare "today", which settle may read anew.
func (r *reckoner) isToday(c *compiled, f *frame) bool {
	return c.kind == kindDay && f.has(fDays) && f.int(fDays) == 0 && f.str(fAnchor) == "" &&
		!f.has(fPart) && !f.has(fClock) && !f.has(fHour) && !f.has(fWeekday)
}

// longPast is how many years lie between a report and a story it tells.
const longPast = 2

// toldYear is the year of a story told: "in 1914 … in August". It must have
// been named in this sentence or the one before, and lie well away from the
// publication; else a month is of this time.
func (r *reckoner) toldYear(x *Timex, f *frame) (int, bool) {
	if r.year == 0 || f.has(fRel) || x.Weekday > 0 || r.m.toks[x.First].Sent-r.yearSent > 1 {
		return 0, false
	}
	if dir, _ := r.m.before(x.First); dir != 0 {
		return 0, false // "since February" leads up to today
	}
	if r.aside && r.m.toks[x.First].Sent == r.yearSent {
		return 0, false
	}
	if away := r.year - yearOf(r.o.DCT); away > -longPast && away < longPast {
		return 0, false
	}
	if x.DayOfMonth > 0 && r.isRecent(x) {
		return 0, false // an aside into the past, and back to the news
	}
	r.because(x, "the year told just before")
	x.Anchor = "text"
	return r.year, true
}

// asideReach is how long such an aside may be before its year, in tokens.
const asideReach = 8

// isAside tells whether an expression ends a phrase between commas.
func (m *matcher) isAside(x *Timex) bool {
	if x.Last >= m.limit || m.doc.Word(x.Last) != "," {
		return false
	}
	for i := x.First - 1; i > m.from && i >= x.First-asideReach; i-- {
		if m.doc.Word(i) == "," {
			return true
		}
	}
	return false
}

// newsDays is how far from its publication the days of a report mostly lie.
const newsDays = 21

// isRecent tells whether day and month fall near the publication.
func (r *reckoner) isRecent(x *Timex) bool {
	y := yearOf(r.o.DCT)
	for k := y - 1; k <= y+1; k++ {
		if edtf.Valid(k, x.Month, x.DayOfMonth) && distance(edtf.DayOf(k, x.Month, x.DayOfMonth), r.o.DCT) <= newsDays {
			return true
		}
	}
	return false
}

// stayDays is how long a range may be for "the 12th" to be a day of it alone.
const stayDays = 28

func (r *reckoner) remember(x *Timex) {
	r.note(x)
	if x.Role == FirstRole && x.Known && x.Days.Days() > 1 && x.Days.Days() <= stayDays {
		r.stay, r.hasStay = x.Days, true
	}
	if x.Year > 0 {
		r.year, r.yearSent, r.aside = x.Year, r.m.toks[x.First].Sent, r.m.isAside(x)
	} else if x.Known && x.Anchor == "dct" {
		r.year = 0
	}
	if x.Known && x.Type == Date && x.Role != FirstRole {
		r.said, r.saidSent = point{value: x.Value, days: x.Days}, r.m.toks[x.First].Sent
	}
	if x.Known && x.Days.Days() == 1 && r.o.HasDCT && distance(x.Days.Start, r.o.DCT) <= essayDays {
		r.near++
	}
	if x.Known && (x.Type == Date || x.Type == Time) && (x.Days.Days() == 1 || x.Role == FirstRole || x.Finis != "") && x.DayOfMonth > 0 {
		if r.glance {
			r.glance = false // a look back moves nothing
			return
		}
		r.last, r.has = x.Days.Start, true
		if x.Finis != "" && x.Role == NoRole { // a night: what follows is its morning
			r.last = x.Days.Last()
		}
		r.lastSent = r.m.toks[x.First].Sent
		if r.o.HasDCT && r.last <= r.o.DCT {
			r.newest = max(r.newest, r.last)
		}
		if x.Type == Date {
			r.spoken = append(r.spoken, x.Days.Start)
		}
	}
}

// put writes a point onto an expression.
func (x *Timex) put(p point) {
	x.Value, x.EDTF, x.grain = p.value, p.edtf, p.grain
	if p.edtf != "" {
		x.Days, x.Known = p.days, true
	}
	if p.grain == dayGrain && x.Known {
		x.DayOfMonth = dayOfMonth(p.days.Start)
	}
}

func dayOfMonth(d edtf.Day) int {
	_, _, n := d.Date()
	return n
}

// because keeps a reason, if anybody wants to read it.
func (r *reckoner) because(x *Timex, reason string) {
	if r.o.Explain {
		x.Why = append(x.Why, reason)
	}
}
