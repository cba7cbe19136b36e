package text

import "math/bits"

// Set is a read-only set of token hashes that answers faster than a map: every
// token of a text may ask it. The zero Set is empty.
type Set struct {
	keys []uint64 // open addressing, 0 is free
	mask uint64
	zero bool // 0 itself is in it
}

// NewSet makes a set of hashes.
func NewSet(hashes ...uint64) Set {
	if len(hashes) == 0 {
		return Set{}
	}
	size := 1 << bits.Len(uint(4*len(hashes)-1))
	s := Set{keys: make([]uint64, size), mask: uint64(size - 1)}
	for _, h := range hashes {
		s.zero = s.zero || h == 0
		i := place(h) & s.mask
		for s.keys[i] != 0 && s.keys[i] != h {
			i = (i + 1) & s.mask
		}
		s.keys[i] = h
	}
	return s
}

// Has tells whether a hash is in the set.
func (s *Set) Has(h uint64) bool {
	if len(s.keys) == 0 {
		return false
	}
	for i := place(h) & s.mask; ; i = (i + 1) & s.mask {
		switch s.keys[i] {
		case 0:
			return h == 0 && s.zero
		case h:
			return true
		}
	}
}

// Empty tells whether nothing is in the set.
func (s *Set) Empty() bool { return len(s.keys) == 0 }

// place spreads a hash: the low bits of short words lie close together.
func place(h uint64) uint64 { return h ^ h>>29 }

// Index is a read-only table from token hashes to numbers; like Set it answers
// faster than a map. The zero Index knows no hash.
type Index struct {
	slots []slotted // open addressing, number 0 is free
	mask  uint64
	// seen has a bit for each hash: most of those that are not known end here,
	// in the nearest cache.
	seen []uint64
}

type slotted struct {
	hash   uint64
	number int32
}

// NewIndex numbers the hashes in their order, from 0; each may stand there once.
func NewIndex(hashes []uint64) Index {
	if len(hashes) == 0 {
		return Index{}
	}
	size := 1 << bits.Len(uint(2*len(hashes)-1))
	x := Index{slots: make([]slotted, size), mask: uint64(size - 1), seen: make([]uint64, max(1, 2*size/64))}
	for n, h := range hashes {
		x.seen[h>>6&uint64(len(x.seen)-1)] |= 1 << (h & 63)
		i := place(h) & x.mask
		for x.slots[i].number != 0 {
			i = (i + 1) & x.mask
		}
		x.slots[i] = slotted{h, int32(n) + 1}
	}
	return x
}

// Of gives a hash's number, or -1.
func (x *Index) Of(h uint64) int {
	if len(x.slots) == 0 || x.seen[h>>6&uint64(len(x.seen)-1)]&(1<<(h&63)) == 0 {
		return -1
	}
	return x.find(h)
}

func (x *Index) find(h uint64) int {
	for i := place(h) & x.mask; ; i = (i + 1) & x.mask {
		if s := &x.slots[i&uint64(len(x.slots)-1)]; s.number == 0 || s.hash == h {
			return int(s.number) - 1
		}
	}
}
