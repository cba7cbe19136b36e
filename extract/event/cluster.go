package event

import (
	"cmp"
	"slices"

	"chancery/edtf"
)

// Report is what one article says of one event, as Cluster takes it.
type Report struct {
	Facts
	// Key orders reports whatever order they came in; it is unique.
	Key string
	// Article it stands in: what one article tells apart stays apart.
	Article string
	// Pin, when not 0, is the event a person gave the report to: those of one
	// pin stay together, those of two never meet.
	Pin uint64
	// Tie, when not "", is the Key of the report of the same sentence in another
	// printing of the article: the two are of one event whatever they say.
	Tie string
}

// Cluster parts reports into events: each group lists indices into rs, in order
// of Key, and the groups are in order of their first report. The best matches
// join first, and two groups only while all they say can be true of one event.
// The outcome depends on the set of reports alone, not on their order.
//
// apart tells of two reports that a person found not to be of one event; it may
// be nil.
func Cluster(rs []Report, apart func(a, b int) bool) [][]int {
	g := newGroups(rs, apart)
	g.tie()
	for _, e := range g.edges() {
		g.join(e.a, e.b)
	}
	return g.list()
}

// edge is a match of two reports; a comes before b in order of Key.
type edge struct {
	a, b  int
	score float64
}

type groups struct {
	rs    []Report
	order []int // indices in order of Key
	of    []int // report → its group, named by a member
	in    map[int][]int
	apart func(a, b int) bool
}

func newGroups(rs []Report, apart func(a, b int) bool) *groups {
	g := &groups{rs: rs, order: make([]int, len(rs)), of: make([]int, len(rs)), in: map[int][]int{}, apart: apart}
	for i := range rs {
		g.order[i] = i
	}
	slices.SortFunc(g.order, func(a, b int) int { return cmp.Compare(rs[a].Key, rs[b].Key) })
	pinned := map[uint64]int{}
	for _, i := range g.order {
		home := i
		if first, ok := pinned[rs[i].Pin]; ok && rs[i].Pin != 0 {
			home = first
		} else {
			pinned[rs[i].Pin] = i
		}
		g.of[i] = home
		g.in[home] = append(g.in[home], i)
	}
	return g
}

// tie makes one group of each report and the one it is tied to, but for those a
// person gave to different events.
func (g *groups) tie() {
	at := make(map[string]int, len(g.rs))
	for i, r := range g.rs {
		at[r.Key] = i
	}
	for _, i := range g.order {
		k, ok := at[g.rs[i].Tie]
		if !ok || g.of[i] == g.of[k] || g.apart != nil && g.apart(i, k) || g.pin(i) != 0 && g.pin(k) != 0 {
			continue
		}
		g.unite(g.of[i], g.of[k])
	}
}

// pin of a report's group.
func (g *groups) pin(i int) uint64 {
	for _, m := range g.in[g.of[i]] {
		if g.rs[m].Pin != 0 {
			return g.rs[m].Pin
		}
	}
	return 0
}

// edges are the matches between reports, best first.
func (g *groups) edges() []edge {
	var out []edge
	for x, i := range g.order {
		for _, k := range g.order[x+1:] {
			if g.of[i] == g.of[k] {
				continue
			}
			if s := score(g.rs[i].Facts, g.rs[k].Facts); s >= SameEvent {
				out = append(out, edge{i, k, s})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b edge) int { return cmp.Compare(b.score, a.score) })
	return out
}

// join makes one group of two reports' groups, if they agree.
func (g *groups) join(i, k int) {
	a, b := g.of[i], g.of[k]
	if a == b || !g.agree(g.in[a], g.in[b]) {
		return
	}
	g.unite(a, b)
}

func (g *groups) unite(a, b int) {
	g.in[a] = append(g.in[a], g.in[b]...)
	for _, m := range g.in[b] {
		g.of[m] = a
	}
	delete(g.in, b)
}

// agree tells whether all that two groups say can be true of one event.
func (g *groups) agree(a, b []int) bool {
	for _, i := range a {
		for _, k := range b {
			r, s := g.rs[i], g.rs[k]
			switch {
			case r.Article != "" && r.Article == s.Article, r.Pin != 0 && s.Pin != 0 && r.Pin != s.Pin:
				return false
			case r.PlaceCountry != "" && s.PlaceCountry != "" && r.PlaceCountry != s.PlaceCountry:
				return false
			case g.apart != nil && g.apart(i, k):
				return false
			}
		}
	}
	return sameTime(g.rs, slices.Concat(a, b)) || g.onDaysOf(a, b) || g.onDaysOf(b, a)
}

// onDaysOf tells whether the second group's days are all among those of the
// first, which a person put together although they do not hang together.
func (g *groups) onDaysOf(byHand, others []int) bool {
	if g.rs[byHand[0]].Pin == 0 {
		return false
	}
	for _, i := range others {
		r := g.rs[i]
		near := func(k int) bool { return g.rs[k].Known && g.rs[k].Days.Overlaps(r.Days) }
		if r.Known && r.Exact && !slices.ContainsFunc(byHand, near) {
			return false
		}
	}
	return true
}

// sameTime tells whether the exact days of the reports can be those of one
// event: they hang together, or the event was put off from one stretch of days
// to the next.
func sameTime(rs []Report, members []int) bool {
	var exact []Report
	for _, i := range members {
		if rs[i].Known && rs[i].Exact {
			exact = append(exact, rs[i])
		}
	}
	slices.SortFunc(exact, func(a, b Report) int {
		return cmp.Or(cmp.Compare(a.Days.Start, b.Days.Start), cmp.Compare(a.Days.End, b.Days.End))
	})
	end, off := edtf.MinDay, true
	for _, r := range exact {
		if r.Days.Start >= end && end != edtf.MinDay && !off {
			return false
		}
		if r.Days.Start >= end {
			off = false
		}
		off = off || r.Status == postponed
		end = max(end, r.Days.End)
	}
	return true
}

// list gives the groups in order of their first report.
func (g *groups) list() [][]int {
	out := make([][]int, 0, len(g.in))
	rank := make([]int, len(g.rs))
	for r, i := range g.order {
		rank[i] = r
	}
	for _, i := range g.order {
		members, ok := g.in[g.of[i]]
		if !ok {
			continue
		}
		delete(g.in, g.of[i])
		slices.SortFunc(members, func(a, b int) int { return cmp.Compare(rank[a], rank[b]) })
		out = append(out, members)
	}
	return out
}

// Consistent tells whether all the reports can be of one event, each with each:
// a report that matches one of them then simply joins, without comparing all.
func Consistent(rs []Report) bool {
	start, end := edtf.MinDay, edtf.MaxDay
	place, seen := "", make(map[string]bool, len(rs))
	for _, r := range rs {
		if r.Known && r.Exact {
			start, end = max(start, r.Days.Start), min(end, r.Days.End)
		}
		if r.PlaceCountry != "" && place != "" && r.PlaceCountry != place || seen[r.Article] || r.Pin != 0 {
			return false
		}
		if r.PlaceCountry != "" {
			place = r.PlaceCountry
		}
		seen[r.Article] = r.Article != ""
	}
	return start < end
}
