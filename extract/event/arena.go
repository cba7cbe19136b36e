package event

// slab hands out zeroed values one after the other and takes all of them back
// at once, so that a document's small things cost no allocation each.
type slab[T any] struct {
	chunks [][]T
	chunk  int // the one in use
	used   int // of it
}

const slabSize = 32

// next gives a zeroed value.
func (s *slab[T]) next() *T {
	if s.chunk < len(s.chunks) && s.used == slabSize {
		s.chunk, s.used = s.chunk+1, 0
	}
	if s.chunk == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, slabSize))
	}
	s.used++
	return &s.chunks[s.chunk][s.used-1]
}

// reset takes all values back. What they held is let go.
func (s *slab[T]) reset() {
	for n := 0; n <= s.chunk && n < len(s.chunks); n++ {
		clear(s.chunks[n])
	}
	s.chunk, s.used = 0, 0
}

// list makes a lasting list of what was appended to the scene's numbers since
// from; nil for nothing.
func (sc *scene) list(from int) []int {
	if from == len(sc.ints) {
		return nil
	}
	return sc.ints[from:len(sc.ints):len(sc.ints)]
}
