package timeline

import (
	"cmp"
	"container/list"
	"slices"
	"sync"

	"chancery/edtf"
	"chancery/models"
)

// selection is the rows of one snapshot that pass a filter. While a person
// pans and zooms the filter stays, so it is made once and kept.
type selection struct {
	snap    *snapshot
	sets    []bitset // one for each part
	dated   int
	undated int
	first   edtf.Day // extent of the known ends; first > last when there are none
	last    edtf.Day

	mu    sync.Mutex
	lanes map[LaneBy]*laneSet
}

func newSelection(snap *snapshot, m *matcher) *selection {
	sel := &selection{snap: snap, first: edtf.MaxDay, last: edtf.MinDay, lanes: map[LaneBy]*laneSet{}}
	for i := range snap.parts {
		p := &snap.parts[i]
		set := newBitset(p.seg.len())
		for row := range p.seg.len() {
			if !p.alive(row) || m.fails(p.seg, row) != 0 {
				continue
			}
			set.set(row)
			sel.count(p.seg, row)
		}
		sel.sets = append(sel.sets, set)
	}
	return sel
}

func (sel *selection) count(s *segment, row int) {
	if row >= s.dated {
		sel.undated++
		return
	}
	sel.dated++
	if s.meta[row]&flagOpenStart == 0 {
		sel.first = min(sel.first, edtf.Day(s.start[row]))
		sel.last = max(sel.last, edtf.Day(s.start[row]))
	}
	if s.meta[row]&flagOpenEnd == 0 {
		sel.first = min(sel.first, edtf.Day(s.end[row]-1))
		sel.last = max(sel.last, edtf.Day(s.end[row]-1))
	}
}

// each calls fn for every chosen row, undated ones included.
func (sel *selection) each(fn func(s *segment, row int)) {
	for i, set := range sel.sets {
		seg := sel.snap.parts[i].seg
		set.each(0, seg.len(), func(row int) bool {
			fn(seg, row)
			return true
		})
	}
}

// overlapping calls fn with runs of chosen rows that share a day with
// [from, to), until it gives false.
func (sel *selection) overlapping(from, to edtf.Day, fn func(s *segment, rows []int32) bool) {
	for i, set := range sel.sets {
		seg := sel.snap.parts[i].seg
		if !seg.overlapping(set, int32(from), int32(to), func(rows []int32) bool { return fn(seg, rows) }) {
			return
		}
	}
}

// laneSet says which lane a row belongs to.
type laneSet struct {
	by    LaneBy
	keys  []uint32 // type index, country or actor number of each lane but "other"
	total []int    // chosen dated events by lane, "other" last
	index []int8   // lane by country or actor number, -1: none of its own
	typ   [32]int  // lane by type index

	once  sync.Once
	daily *daily // see dailyOf
}

// most lanes of countries or actors; what is left shares one more.
const mostLanes = 10

// lanesBy gives the lanes of a selection. They do not depend on the range in
// view, so that they stay where they are while one pans.
func (sel *selection) lanesBy(by LaneBy) *laneSet {
	sel.mu.Lock()
	defer sel.mu.Unlock()
	if l := sel.lanes[by]; l != nil {
		return l
	}
	counts := map[uint32]int{}
	switch by {
	case LanesType:
		sel.each(func(s *segment, row int) { counts[uint32(s.typ[row])]++ })
	case LanesCountry:
		sel.each(func(s *segment, row int) { addAll(counts, s.countries(row)) })
	case LanesActor:
		sel.each(func(s *segment, row int) { addAll(counts, s.actors(row)) })
	}
	l := &laneSet{by: by, keys: topKeys(counts, mostLanes)}
	if by == LanesType {
		l.keys = topKeys(counts, len(models.EventTypes))
		slices.Sort(l.keys) // the order of menus
	}
	for i, k := range l.keys {
		if by == LanesType {
			l.typ[k] = i
			continue
		}
		for len(l.index) <= int(k) {
			l.index = append(l.index, -1)
		}
		l.index[k] = int8(i)
	}
	l.total = make([]int, len(l.keys)+1)
	var buf [16]int
	sel.each(func(s *segment, row int) {
		if row >= s.dated {
			return
		}
		for _, lane := range l.of(s, row, buf[:0]) {
			l.total[lane]++
		}
	})
	sel.lanes[by] = l
	return l
}

func addAll[T uint16 | uint32](counts map[uint32]int, ids []T) {
	for _, id := range ids {
		counts[uint32(id)]++
	}
}

func topKeys(counts map[uint32]int, n int) []uint32 {
	keys := make([]uint32, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return keys[:min(n, len(keys))]
}

// of appends the lanes a row stands in; the last lane is "other".
func (l *laneSet) of(s *segment, row int, out []int) []int {
	switch l.by {
	case LanesType:
		return append(out, l.typ[s.typ[row]&31])
	case LanesCountry:
		for _, c := range s.countries(row) {
			if int(c) < len(l.index) && l.index[c] >= 0 {
				out = append(out, int(l.index[c]))
			}
		}
	case LanesActor:
		for _, a := range s.actors(row) {
			if int(a) < len(l.index) && l.index[a] >= 0 {
				out = append(out, int(l.index[a]))
			}
		}
	}
	if len(out) == 0 {
		out = append(out, len(l.keys))
	}
	return out
}

// selections keeps the latest selections.
type selections struct {
	mu    sync.Mutex
	size  int
	order *list.List // of *kept, latest used first
	byKey map[string]*list.Element
}

type kept struct {
	key  string
	once sync.Once
	sel  *selection
}

func newSelections(size int) *selections {
	return &selections{size: size, order: list.New(), byKey: map[string]*list.Element{}}
}

// get gives the selection of a key, made at most once however many ask.
func (c *selections) get(key string, build func() *selection) *selection {
	c.mu.Lock()
	el := c.byKey[key]
	if el == nil {
		el = c.order.PushFront(&kept{key: key})
		c.byKey[key] = el
		if c.order.Len() > c.size {
			old := c.order.Remove(c.order.Back()).(*kept)
			delete(c.byKey, old.key)
		}
	}
	c.order.MoveToFront(el)
	c.mu.Unlock()
	k := el.Value.(*kept)
	k.once.Do(func() { k.sel = build() })
	return k.sel
}

func (x *Index) selection(q *Query) *selection {
	snap := x.now.Load()
	return x.cache.get(q.key(snap.version), func() *selection {
		return newSelection(snap, x.compile(q))
	})
}
