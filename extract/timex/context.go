package timex

import (
	"fmt"

	"chancery/edtf"
)

// reckoner turns frames into expressions. It holds what earlier expressions of
// the text leave behind: the last day named, to which "the next day" refers.
type reckoner struct {
	m      *matcher
	o      Options
	last   edtf.Day // the last day named
	has    bool
	spoken []edtf.Day // days named so far, for a bare "the 12th"
}

// evidence is where an expression stands, for the tense around it.
type evidence struct{ first, last int }

// resolve makes the expressions of one match; none when it is no date after
// all.
func (r *reckoner) resolve(mt *match) []Timex {
	if mt.rule.kind == kindNothing {
		return nil
	}
	r.share(mt)
	out := make([]Timex, 0, len(mt.spans))
	for k := range mt.spans {
		s := &mt.spans[k]
		x := Timex{First: s.first, Last: s.last, Rule: mt.rule.Name, Type: Date}
		if !r.fill(&x, mt.rule, &s.frame, evidence{mt.first, mt.last}) {
			return nil
		}
		out = append(out, x)
	}
	if mt.rule.Range && len(out) == 2 {
		pair(&out[0], &out[1])
	}
	for k := range out {
		r.remember(&out[k])
	}
	return out
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
				a.borrow(b, fMonth, fYear)
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

func (r *reckoner) remember(x *Timex) {
	if x.Known && (x.Type == Date || x.Type == Time) && (x.Days.Days() == 1 || x.Role == FirstRole) && x.DayOfMonth > 0 {
		r.last, r.has = x.Days.Start, true
		if x.Type == Date {
			r.spoken = append(r.spoken, x.Days.Start)
		}
	}
}

// put writes a point onto an expression.
func (x *Timex) put(p point) {
	x.Value, x.EDTF = p.value, p.edtf
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

func (x *Timex) because(format string, args ...any) {
	x.Why = append(x.Why, fmt.Sprintf(format, args...))
}
