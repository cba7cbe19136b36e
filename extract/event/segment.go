package event

import (
	"slices"

	"chancery/edtf"
	"chancery/extract/text"
	"chancery/extract/timex"
)

// segment is a stretch of a sentence with one date of its own.
type segment struct {
	first, last int           // tokens
	timex       int           // -1
	days        edtf.Interval // of all its dates; zero without one
}

// segments cuts a sentence where one verb serves several dates: "lundi à Kiev
// et mardi à Moscou", "Macron lundi et Scholz le 15 février".
func (st *story) segments(c *core, times dates) []segment {
	s := &st.doc.Sents[st.doc.Tokens[st.hits[c.hit].first].Sent]
	whole := segment{first: int(s.First), last: int(s.Last), timex: -1}
	if len(times) == 0 {
		return append(st.segs[:0], whole)
	}
	ts := slices.Clone(times.of(c.hit))
	if c.light >= 0 && !(st.x.verbFinal && len(ts) > 0) {
		ts = append(ts, times.of(c.light)...)
	}
	ts = append(ts, st.lent(c, times)...)
	for _, plan := range c.plans {
		ts = append(ts, times.of(plan)...)
	}
	ts = st.ownSide(&st.hits[c.hit], st.outer(unique(ts)))
	if len(ts) == 0 {
		return append(st.segs[:0], whole)
	}
	whole.timex, whole.days = ts[0], st.timexes[ts[0]].Days
	out := append(st.segs[:0], whole)
	for k := 1; k < len(ts); k++ {
		last := &out[len(out)-1]
		next := &st.timexes[ts[k]]
		if next.Days.Start == last.days.End && st.adjoining(st.timexes[ts[k-1]].Last, next.First) {
			last.days.End = next.Days.End // "lundi et mardi": one event over both days
			continue
		}
		cut := st.cut(&st.timexes[ts[k-1]], next)
		if cut < 0 {
			if last.days == st.timexes[last.timex].Days && st.nearer(c, ts[k], last.timex, times) {
				last.timex, last.days = ts[k], next.Days
			}
			continue
		}
		last.last = cut
		out = append(out, segment{cut, int(s.Last), ts[k], next.Days})
	}
	return out
}

// nearer: of two dates that fell to one verb the first is another thing's where
// it hangs on a noun before the verb ("les autorités issues du coup d'État du 26
// juillet ont donné vendredi …").
func (st *story) nearer(c *core, a, b int, times dates) bool {
	own := times.of(c.hit)
	if !slices.Contains(own, a) || !slices.Contains(own, b) {
		return false
	}
	h, first := &st.hits[c.hit], st.timexes[b].First
	start := int(st.doc.Sents[st.doc.Tokens[h.first].Sent].First)
	if first <= start || st.timexes[b].Last > h.first {
		return false
	}
	gain := st.timeCost(&st.timexes[b], h, start) - st.timeCost(&st.timexes[a], h, start)
	return gain > costAnd || gain > 0 && st.class[first-1]&cOf != 0
}

// ownSide drops the dates before a verb that has dates behind it: in "après X
// lundi et Y mardi, il a reçu Z jeudi" those are of others.
func (st *story) ownSide(v *hit, ts []int) []int {
	if v.verb < 0 || v.group.clause.known || !slices.ContainsFunc(ts, func(i int) bool { return st.timexes[i].First >= v.last }) {
		return ts
	}
	return slices.DeleteFunc(ts, func(i int) bool { return st.timexes[i].Last <= v.first })
}

// lent are the dates of a verb of beginning or taking place right behind an
// event noun that another verb carries: "hold a summit starting Thursday".
func (st *story) lent(c *core, times dates) []int {
	n := &st.hits[c.hit]
	if n.verb >= 0 {
		return nil
	}
	var out []int
	for hi, h := range st.hitsOf(st.sentOf(n.first)) {
		if hi != c.light && h.verb >= 0 && h.light(-1) && h.first >= n.last &&
			st.between(n.last, h.first) <= lightReach {
			out = append(out, times.of(hi)...)
		}
	}
	return out
}

// adjoining: nothing but a conjunction and articles stands between two dates.
func (st *story) adjoining(from, to int) bool {
	for k := from; k < to; k++ {
		if st.mention[k] > 0 || st.class[k]&(cAnd|cDet|anyPrep) == 0 && st.doc.Tokens[k].Kind <= text.Number {
			return false
		}
	}
	return to-from <= 3
}

// outer drops dates that lie inside another one's range of some days, and years
// beside a day of theirs.
func (st *story) outer(ts []int) []int {
	return slices.DeleteFunc(ts, func(i int) bool {
		for _, k := range ts {
			a, b := &st.timexes[k], &st.timexes[i]
			if k == i {
				continue
			}
			if a.Days.Contains(b.Days) && (a.Days != b.Days || k < i) && a.Days.Days() <= longestStay {
				return true
			}
			if b.Days.Days() > vagueDays && a.Days.Days() == 1 && b.First < a.First && !st.adjoining(b.Last, a.First) {
				return true // "X, until last month minister, met Y on May 4"
			}
			if b.Days.Days() > longestStay && b.Days.Contains(a.Days) && a.Days != b.Days {
				return true // a year beside a day of it says nothing more
			}
		}
		return false
	})
}

// cut is the conjunction between two dates at which the list breaks, or -1
// when the dates belong together.
func (st *story) cut(a, b *timex.Timex) int {
	for k := b.First - 1; k >= a.Last; k-- {
		if st.class[k]&cAnd != 0 && !st.insideList(k) {
			return k
		}
	}
	return -1
}

// insideList: the conjunction joins two names in one slot ("avec A et B"), so
// no date of its own follows it.
func (st *story) insideList(and int) bool {
	before, behind := -1, -1
	for i, m := range st.mentionsOf(st.sentOf(and)) {
		if m.Last <= and {
			before = i
		} else if m.First > and {
			behind = i
			break
		}
	}
	if before < 0 || behind < 0 || st.gov[before] == 0 || st.gov[before] != st.gov[behind] {
		return false
	}
	for k := st.mentions[before].Last; k < st.mentions[behind].First; k++ {
		if st.timex[k] > 0 {
			return false
		}
	}
	return st.joined(before, behind)
}
