package timeline

import "sort"

// Neighbour gives the filter's next dated event after (forward) or before the
// event with the id, in the order of the timeline; false when there is none or
// the event is not of the filter. Without an id (0) it is the first event
// (forward) or the last.
func (x *Index) Neighbour(q Query, id uint64, forward bool) (Item, bool) {
	q.defaults()
	sel := x.selection(&q)
	from, ok := sel.locate(id)
	if !ok && id != 0 {
		return Item{}, false
	}
	var best ref
	for i, set := range sel.sets {
		r, ok := nearest(sel.snap.parts[i].seg, set, from, forward)
		if ok && (best.seg == nil || (byTime(r, best) < 0) == forward) {
			best = r
		}
	}
	if best.seg == nil {
		return Item{}, false
	}
	return x.item(best.seg, best.row, sel.lanesBy(q.Lanes), q.Lang), true
}

// nearest is the chosen dated row of a segment that comes next to from.
func nearest(s *segment, set bitset, from ref, forward bool) (ref, bool) {
	at := 0
	switch {
	case from.seg != nil:
		at = sort.Search(s.dated, func(i int) bool { return byTime(ref{s, i}, from) > 0 })
	case !forward:
		at = s.dated
	}
	if forward {
		for ; at < s.dated; at++ {
			if set.has(at) {
				return ref{s, at}, true
			}
		}
		return ref{}, false
	}
	for at--; at >= 0; at-- {
		if set.has(at) && (from.seg == nil || byTime(ref{s, at}, from) < 0) {
			return ref{s, at}, true
		}
	}
	return ref{}, false
}
