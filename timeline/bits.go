package timeline

import "math/bits"

// bitset is a set of row numbers; the nil set is empty.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) has(i int) bool { return i>>6 < len(b) && b[i>>6]&(1<<(i&63)) != 0 }

func (b bitset) set(i int) { b[i>>6] |= 1 << (i & 63) }

func (b bitset) clone(n int) bitset {
	c := newBitset(n)
	copy(c, b)
	return c
}

// each calls fn for every member in [lo, hi), ascending, until it gives false.
func (b bitset) each(lo, hi int, fn func(i int) bool) {
	for w := lo >> 6; w < len(b) && w<<6 < hi; w++ {
		word := b[w]
		if w == lo>>6 {
			word &= ^uint64(0) << (lo & 63)
		}
		for ; word != 0; word &= word - 1 {
			i := w<<6 + bits.TrailingZeros64(word)
			if i >= hi || !fn(i) {
				return
			}
		}
	}
}

// idset is a set of event ids. Ids are small and dense in practice, so a
// bitset serves; a stray huge one falls back to a map.
type idset struct {
	dense  bitset
	sparse map[uint64]struct{}
}

const maxDenseID = 1 << 28

func newIDSet(ids []uint64) *idset {
	var top uint64
	for _, id := range ids {
		if id < maxDenseID && id > top {
			top = id
		}
	}
	s := &idset{dense: newBitset(int(top) + 1)}
	for _, id := range ids {
		if id < maxDenseID {
			s.dense.set(int(id))
			continue
		}
		if s.sparse == nil {
			s.sparse = map[uint64]struct{}{}
		}
		s.sparse[id] = struct{}{}
	}
	return s
}

func (s *idset) has(id uint64) bool {
	if id < maxDenseID {
		return s.dense.has(int(id))
	}
	_, ok := s.sparse[id]
	return ok
}
