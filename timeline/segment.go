package timeline

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"
)

// segment is a run of events in columns, sorted by start day, then id; undated
// rows come last. It never changes once sealed.
type segment struct {
	id         []uint64
	start, end []int32
	typ        []uint8
	weight     []uint8
	confidence []uint8
	meta       []uint16

	// Lists of row i are data[off[i]:off[i+1]].
	countryOff []uint32
	country    []uint16
	actorOff   []uint32
	actor      []uint32
	titleOff   []uint32
	title      []byte

	byID  []uint32 // rows in order of id
	dated int      // rows before the first undated one
	// reach[b] is the greatest end of block b's dated rows, so that a search
	// skips blocks that end before it begins.
	reach []int32
}

const blockSize = 256

func (s *segment) len() int { return len(s.id) }

// find gives an event's row.
func (s *segment) find(id uint64) (int, bool) {
	i := sort.Search(len(s.byID), func(i int) bool { return s.id[s.byID[i]] >= id })
	if i == len(s.byID) || s.id[s.byID[i]] != id {
		return 0, false
	}
	return int(s.byID[i]), true
}

// before gives the number of dated rows that start before a day.
func (s *segment) before(day int32) int {
	return sort.Search(s.dated, func(i int) bool { return s.start[i] >= day })
}

func (s *segment) countries(row int) []uint16 {
	return s.country[s.countryOff[row]:s.countryOff[row+1]]
}

func (s *segment) actors(row int) []uint32 { return s.actor[s.actorOff[row]:s.actorOff[row+1]] }

func (s *segment) titles(row int) []byte { return s.title[s.titleOff[row]:s.titleOff[row+1]] }

// overlapping calls fn with the members of the set that share a day with
// [from, to), in order and in runs of at most blockSize rows, until it gives
// false. Runs rather than single rows keep the inner loops free of calls; fn
// must not keep the slice.
func (s *segment) overlapping(set bitset, from, to int32, fn func(rows []int32) bool) bool {
	var buf [blockSize]int32
	hi := s.before(to)
	for b := 0; b*blockSize < hi; b++ {
		if s.reach[b] <= from {
			continue
		}
		rows := buf[:0]
		for w := b * blockSize / 64; w < (b+1)*blockSize/64 && w < len(set); w++ {
			for word := set[w]; word != 0; word &= word - 1 {
				row := w<<6 + bits.TrailingZeros64(word)
				if row < hi && s.end[row] > from {
					rows = append(rows, int32(row))
				}
			}
		}
		if len(rows) > 0 && !fn(rows) {
			return false
		}
	}
	return true
}

// builder collects rows in any order.
type builder struct{ segment }

func (b *builder) add(r *record) {
	b.id = append(b.id, r.id)
	b.start, b.end = append(b.start, r.start), append(b.end, r.end)
	b.typ, b.weight = append(b.typ, r.typ), append(b.weight, r.weight)
	b.confidence, b.meta = append(b.confidence, r.confidence), append(b.meta, r.meta)
	b.country = append(b.country, r.countries...)
	b.actor = append(b.actor, r.actors...)
	b.title = append(b.title, r.titles...)
	b.closeRow()
}

// copyRow takes a row over from a sealed segment.
func (b *builder) copyRow(s *segment, row int) {
	b.id = append(b.id, s.id[row])
	b.start, b.end = append(b.start, s.start[row]), append(b.end, s.end[row])
	b.typ, b.weight = append(b.typ, s.typ[row]), append(b.weight, s.weight[row])
	b.confidence, b.meta = append(b.confidence, s.confidence[row]), append(b.meta, s.meta[row])
	b.country = append(b.country, s.countries(row)...)
	b.actor = append(b.actor, s.actors(row)...)
	b.title = append(b.title, s.titles(row)...)
	b.closeRow()
}

func (b *builder) closeRow() {
	if len(b.countryOff) == 0 {
		b.countryOff, b.actorOff, b.titleOff = []uint32{0}, []uint32{0}, []uint32{0}
	}
	b.countryOff = append(b.countryOff, uint32(len(b.country)))
	b.actorOff = append(b.actorOff, uint32(len(b.actor)))
	b.titleOff = append(b.titleOff, uint32(len(b.title)))
}

// reserve makes room for what the parts hold, so that a merge copies once.
func (b *builder) reserve(parts []part) {
	var rows, countries, actors, titles int
	for _, p := range parts {
		rows += p.seg.len()
		countries += len(p.seg.country)
		actors += len(p.seg.actor)
		titles += len(p.seg.title)
	}
	b.id = make([]uint64, 0, rows)
	b.start, b.end = make([]int32, 0, rows), make([]int32, 0, rows)
	b.typ, b.weight, b.confidence = make([]uint8, 0, rows), make([]uint8, 0, rows), make([]uint8, 0, rows)
	b.meta = make([]uint16, 0, rows)
	b.country, b.actor = make([]uint16, 0, countries), make([]uint32, 0, actors)
	b.title = make([]byte, 0, titles)
	b.countryOff = append(make([]uint32, 0, rows+1), 0)
	b.actorOff = append(make([]uint32, 0, rows+1), 0)
	b.titleOff = append(make([]uint32, 0, rows+1), 0)
}

// seal sorts the rows and gives the finished segment. Of two rows with one id
// the later one stays.
func (b *builder) seal() *segment {
	s := &b.segment
	s.number()
	if !s.sorted() || s.doubled() {
		s = s.reordered()
		s.number()
	}
	s.dated = sort.Search(s.len(), func(i int) bool { return s.start[i] == undatedDay })
	for i := range s.dated {
		if i%blockSize == 0 {
			s.reach = append(s.reach, s.end[i])
		}
		last := len(s.reach) - 1
		s.reach[last] = max(s.reach[last], s.end[i])
	}
	s.clip()
	return s
}

// number fills byID.
func (s *segment) number() {
	s.byID = make([]uint32, s.len())
	for i := range s.byID {
		s.byID[i] = uint32(i)
	}
	if !slices.IsSorted(s.id) {
		slices.SortFunc(s.byID, func(a, b uint32) int { return cmp.Compare(s.id[a], s.id[b]) })
	}
}

// doubled tells whether an id stands twice; byID is filled.
func (s *segment) doubled() bool {
	for i := 1; i < len(s.byID); i++ {
		if s.id[s.byID[i-1]] == s.id[s.byID[i]] {
			return true
		}
	}
	return false
}

func (s *segment) order(a, b int) int {
	if c := cmp.Compare(s.start[a], s.start[b]); c != 0 {
		return c
	}
	return cmp.Compare(s.id[a], s.id[b])
}

func (s *segment) sorted() bool {
	for i := 1; i < s.len(); i++ {
		if s.order(i-1, i) >= 0 {
			return false
		}
	}
	return true
}

func (s *segment) reordered() *segment {
	last := make(map[uint64]uint32, s.len())
	for i, id := range s.id {
		last[id] = uint32(i)
	}
	rows := make([]uint32, 0, len(last))
	for i, id := range s.id {
		if last[id] == uint32(i) {
			rows = append(rows, uint32(i))
		}
	}
	slices.SortFunc(rows, func(a, b uint32) int { return s.order(int(a), int(b)) })
	var b builder
	b.reserve([]part{{seg: s}})
	for _, row := range rows {
		b.copyRow(s, int(row))
	}
	return &b.segment
}

// clip gives back the room that growing by doubling left over.
func (s *segment) clip() {
	s.id, s.start, s.end = shrink(s.id), shrink(s.start), shrink(s.end)
	s.typ, s.weight, s.confidence, s.meta = shrink(s.typ), shrink(s.weight), shrink(s.confidence), shrink(s.meta)
	s.countryOff, s.country = shrink(s.countryOff), shrink(s.country)
	s.actorOff, s.actor = shrink(s.actorOff), shrink(s.actor)
	s.titleOff, s.title = shrink(s.titleOff), shrink(s.title)
}

func shrink[T any](v []T) []T {
	if cap(v)-len(v) <= len(v)/32+16 {
		return v
	}
	return append(make([]T, 0, len(v)), v...)
}

// merge writes the living rows of sorted parts into one segment.
func merge(parts []part) *segment {
	var b builder
	b.reserve(parts)
	at := make([]int, len(parts))
	for {
		best := -1
		for i := range parts {
			p := &parts[i]
			for at[i] < p.seg.len() && !p.alive(at[i]) {
				at[i]++
			}
			if at[i] < p.seg.len() && (best < 0 || precedes(p.seg, at[i], parts[best].seg, at[best])) {
				best = i
			}
		}
		if best < 0 {
			return b.seal()
		}
		b.copyRow(parts[best].seg, at[best])
		at[best]++
	}
}

func precedes(a *segment, i int, b *segment, j int) bool {
	if a.start[i] != b.start[j] {
		return a.start[i] < b.start[j]
	}
	return a.id[i] < b.id[j]
}
