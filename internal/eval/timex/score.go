package main

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
)

// task is a selection of the gold; predictions that overlap only other gold are
// neither right nor wrong.
type task struct {
	name string
	gold func(mark) bool
	// counts tells whether a prediction that overlaps no gold is a false alarm.
	counts func(mark) bool
	// strictZone drops every prediction that overlaps none of the selection.
	strictZone bool
}

var (
	calendar = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
	fullDay  = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
)

func isDate(m mark) bool { return m.Type == "DATE" }

func dateOrTime(m mark) bool { return m.Type == "DATE" || m.Type == "TIME" }

var tasks = []task{
	{name: "TIMEX", gold: func(mark) bool { return true }, counts: func(mark) bool { return true }},
	{name: "ALL", gold: isDate, counts: dateOrTime},
	{
		name: "CAL", gold: func(m mark) bool { return isDate(m) && calendar.MatchString(datePart(m.Value)) },
		counts: func(m mark) bool { return dateOrTime(m) && calendar.MatchString(datePart(m.Value)) },
	},
	{
		name: "DAY", gold: func(m mark) bool { return isDate(m) && fullDay.MatchString(datePart(m.Value)) },
		counts: func(m mark) bool { return dateOrTime(m) && fullDay.MatchString(datePart(m.Value)) },
	},
}

// datePart drops the time of a value that begins with a year.
func datePart(v string) string {
	if len(v) > 4 && v[4] == '-' && strings.Trim(v[:4], "0123456789") == "" {
		v, _, _ = strings.Cut(v, "T")
	}
	return strings.TrimSpace(v)
}

// figures are counts; precision, recall and F1 follow from them.
type figures struct{ gold, pred, strict, relaxed, value int }

func (f figures) f1(hits int) float64 { return ratio(2*hits, f.gold+f.pred) }

func (f figures) String() string {
	part := func(name string, hits int) string {
		return fmt.Sprintf("%s P %.3f R %.3f F1 %.3f", name, ratio(hits, f.pred), ratio(hits, f.gold), f.f1(hits))
	}
	return fmt.Sprintf("n=%d p=%d | %s | %s | %s", f.gold, f.pred, part("strict", f.strict), part("relaxed", f.relaxed), part("value", f.value))
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// report is called for every error: MISS, FALSE or VALUE.
type report func(kind string, d document, gold, pred mark)

func scoreAll(docs []document, preds [][]mark, t task, rep report) figures {
	var f figures
	for i, d := range docs {
		scoreOne(&f, d, preds[i], t, rep)
	}
	return f
}

func scoreOne(f *figures, d document, preds []mark, t task, rep report) {
	var gold, other []mark
	for _, g := range d.Gold {
		if t.gold(g) {
			gold = append(gold, g)
		} else {
			other = append(other, g)
		}
	}
	kept := keep(preds, gold, other, t)
	f.gold += len(gold)
	f.pred += len(kept)
	pairs := pairUp(gold, kept)
	f.relaxed += len(pairs)
	for gi, pi := range pairs {
		g, p := gold[gi], kept[pi]
		if g.Start == p.Start && g.End == p.End {
			f.strict++
		}
		if sameValue(g, p) {
			f.value++
		} else if rep != nil {
			rep("VALUE", d, g, p)
		}
	}
	if rep != nil {
		unpaired(d, gold, kept, pairs, rep)
	}
}

func unpaired(d document, gold, kept []mark, pairs map[int]int, rep report) {
	used := map[int]bool{}
	for _, p := range pairs {
		used[p] = true
	}
	for i, g := range gold {
		if _, ok := pairs[i]; !ok {
			rep("MISS", d, g, mark{})
		}
	}
	for i, p := range kept {
		if !used[i] {
			rep("FALSE", d, mark{}, p)
		}
	}
}

func keep(preds, gold, other []mark, t task) []mark {
	var kept []mark
	for _, p := range preds {
		switch {
		case touches(p, gold):
		case touches(p, other) || t.strictZone || !t.counts(p):
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

func touches(p mark, list []mark) bool {
	for _, g := range list {
		if overlap(p, g) > 0 {
			return true
		}
	}
	return false
}

func overlap(a, b mark) int { return min(a.End, b.End) - max(a.Start, b.Start) }

// pairUp matches gold with predictions one to one, the largest overlap first.
func pairUp(gold, preds []mark) map[int]int {
	type pair struct{ overlap, differ, g, p int }
	var all []pair
	for gi, g := range gold {
		for pi, p := range preds {
			if n := overlap(g, p); n > 0 {
				d := (g.End - g.Start) - (p.End - p.Start)
				all = append(all, pair{n, max(d, -d), gi, pi})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		switch {
		case a.overlap != b.overlap:
			return a.overlap > b.overlap
		case a.differ != b.differ:
			return a.differ < b.differ
		case a.g != b.g:
			return a.g > b.g
		}
		return a.p > b.p
	})
	out, used := map[int]int{}, map[int]bool{}
	for _, x := range all {
		if _, done := out[x.g]; !done && !used[x.p] {
			out[x.g], used[x.p] = x.p, true
		}
	}
	return out
}

func sameValue(g, p mark) bool {
	if g.Type != "DATE" {
		return g.Value == p.Value
	}
	return datePart(g.Value) == datePart(p.Value)
}
