package actor

import (
	"fmt"
	"slices"
	"strings"

	"chancery/edtf"
)

// Term is a time in office, [Start, End).
type Term struct {
	Country string // alpha-3, or the code of an organisation
	Office  string
	Start   edtf.Day
	End     edtf.Day // edtf.MaxDay while it lasts
	// Vague: a bound is known to the month or year only; the interval is the
	// part that is certain.
	Vague bool
	top   bool // the office is one of topOffices
	// Acting terms stand beside another holder's.
	Acting bool
}

type officeKey struct{ country, office string }

type tenure struct {
	person int32
	Term
}

type membership struct {
	state      string
	start, end edtf.Day
}

// shared offices have several holders at a time.
var shared = map[string]bool{
	"ambassador": true, "envoy": true, "spokesperson": true, "minister": true, "official": true,
	"adviser": true, "vice-president": true, "first-lady": true,
}

// topOffices are held by people whom a surname alone names.
var topOffices = map[string]bool{
	"head-of-state": true, "head-of-government": true, "foreign-minister": true, "defence-minister": true,
	"secretary-general": true, "commission-president": true, "council-president": true,
	"high-representative": true, "director": true, "crown-prince": true, "high-commissioner": true,
}

// Terms gives a person's terms of office, oldest first.
func (g *Gazetteer) Terms(id string) []Term {
	i, ok := g.byID[id]
	if !ok {
		return nil
	}
	return slices.Clone(g.terms[i])
}

// Holders gives the ids of those in an office of a state or organisation on a
// day, the one longest in office last.
func (g *Gazetteer) Holders(country, office string, day edtf.Day) []string {
	var out []string
	for _, i := range g.holders(country, office, day) {
		out = append(out, g.records[i].id)
	}
	return out
}

func (g *Gazetteer) holders(country, office string, day edtf.Day) []int32 {
	var out []int32
	list := g.offices[officeKey{country, office}]
	for i := len(list) - 1; i >= 0; i-- {
		if t := &list[i]; t.Start <= day && day < t.End {
			out = append(out, t.person)
		}
	}
	return out
}

// electDays is how long before its start a term is that of an elect.
const electDays = 120

// next is who comes into an office within electDays after a day, -1 without.
func (g *Gazetteer) next(country, office string, day edtf.Day) int32 {
	for _, t := range g.offices[officeKey{country, office}] {
		if t.Start > day && t.Start <= day+electDays && !t.Acting {
			return t.person
		}
	}
	return -1
}

// soonOnTop tells whether a person is about to lead a state.
func (g *Gazetteer) soonOnTop(person int32, day edtf.Day) bool {
	for i := range g.terms[person] {
		t := &g.terms[person][i]
		if officeRank(t.Office) >= 4 && t.Start > day && t.Start <= day+electDays {
			return true
		}
	}
	return false
}

// held tells whether a person was in one of a state's offices on a day; office
// "" means any, and no day means ever.
func (g *Gazetteer) held(person int32, country, office string, day edtf.Day, hasDay bool) bool {
	for i := range g.terms[person] {
		t := &g.terms[person][i]
		if (country == "" || t.Country == country) && (office == "" || t.Office == office) &&
			(!hasDay || t.Start <= day && day < t.End) {
			return true
		}
	}
	return false
}

// onTop tells whether a person held an office on a day that makes the surname
// alone enough.
func (g *Gazetteer) onTop(person int32, day edtf.Day) bool {
	for i := range g.terms[person] {
		t := &g.terms[person][i]
		if t.top && t.Start <= day && day < t.End {
			return true
		}
	}
	return false
}

// settle orders the holders of every office and lets a successor end the term
// before: sources often leave it open or let two days overlap.
func (g *Gazetteer) settle() {
	g.offices = map[officeKey][]tenure{}
	for person, terms := range g.terms {
		for _, t := range terms {
			k := officeKey{t.Country, t.Office}
			t.top = topOffices[t.Office]
			g.offices[k] = append(g.offices[k], tenure{int32(person), t})
		}
		g.terms[person] = terms[:0]
	}
	for k, list := range g.offices {
		slices.SortFunc(list, func(a, b tenure) int {
			if a.Start != b.Start {
				return int(a.Start) - int(b.Start)
			}
			return int(a.End) - int(b.End)
		})
		if !shared[k.office] {
			for i := range list {
				cutBySuccessor(list, i)
			}
		}
	}
	for _, list := range g.offices {
		for _, t := range list {
			g.terms[t.person] = append(g.terms[t.person], t.Term)
		}
	}
	for _, terms := range g.terms {
		slices.SortFunc(terms, func(a, b Term) int {
			if a.Start != b.Start {
				return int(a.Start) - int(b.Start)
			}
			return strings.Compare(a.Country+a.Office, b.Country+b.Office)
		})
	}
}

func cutBySuccessor(list []tenure, i int) {
	for j := i + 1; j < len(list); j++ {
		next := &list[j]
		if next.person == list[i].person || next.Acting || list[i].Acting {
			continue
		}
		if list[i].End < edtf.MaxDay && next.End < list[i].End {
			next.Acting = true // wholly inside a longer term: a stand-in
			continue
		}
		if next.Start == list[i].Start {
			list[i].Acting = true // the shorter of two that begin together
			return
		}
		list[i].End = min(list[i].End, next.Start)
		return
	}
}

// parseTerms reads "RUS head-of-state 2012-05-07/..; …". A bound may be a
// month or a year, of which only what is certain counts; a "~" before the
// office marks an acting or joint holder.
func parseTerms(s string) ([]Term, error) {
	var out []Term
	for part := range strings.SplitSeq(s, ";") {
		f := strings.Fields(part)
		if len(f) == 0 {
			continue
		}
		if len(f) != 3 {
			return nil, fmt.Errorf("term %q: write COUNTRY OFFICE START/END", part)
		}
		t := Term{Country: f[0], Office: strings.TrimPrefix(f[1], "~"), Acting: strings.HasPrefix(f[1], "~")}
		start, end, ok := strings.Cut(f[2], "/")
		if !ok {
			return nil, fmt.Errorf("term %q: write START/END, with .. for an open end", part)
		}
		from, err := bound(start)
		if err != nil {
			return nil, err
		}
		t.Start, t.End = from.Start, edtf.MaxDay
		if from.Days() > 1 {
			t.Start, t.Vague = from.End, true
		}
		if end != ".." && end != "" {
			to, err := bound(end)
			if err != nil {
				return nil, err
			}
			t.End = to.End
			if to.Days() > 1 {
				t.End, t.Vague = to.Start, true
			}
		}
		if t.Vague && t.End <= t.Start {
			continue // nothing of it is certain
		}
		out = append(out, t)
	}
	return out, nil
}

// bound reads YYYY, YYYY-MM or YYYY-MM-DD without the weight of a full parser:
// thousands are read at every start.
func bound(s string) (edtf.Interval, error) {
	num := func(s string) int {
		n := 0
		for _, c := range []byte(s) {
			if c < '0' || c > '9' {
				return -1
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	switch len(s) {
	case 4:
		if y := num(s); y > 0 {
			return edtf.Interval{Start: edtf.DayOf(y, 1, 1), End: edtf.DayOf(y+1, 1, 1)}, nil
		}
	case 7:
		if y, m := num(s[:4]), num(s[5:]); y > 0 && m >= 1 && m <= 12 {
			return edtf.Interval{Start: edtf.DayOf(y, m, 1), End: edtf.DayOf(y, m+1, 1)}, nil
		}
	case 10:
		if y, m, d := num(s[:4]), num(s[5:7]), num(s[8:]); y > 0 && edtf.Valid(y, m, d) {
			return edtf.One(edtf.DayOf(y, m, d)), nil
		}
	}
	return edtf.Interval{}, fmt.Errorf("%q is no day, month or year", s)
}
