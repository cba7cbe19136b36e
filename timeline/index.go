// Package timeline keeps every event in memory, ordered by time, in a few
// flat columns, and answers what the interactive timeline asks many times a
// second: which events lie in this stretch of days, how dense they are when
// there are too many to draw, and how many there are of each kind.
//
// The data stands in immutable segments. A writer adds a small segment, marks
// the old row dead and merges small segments now and then; readers hold a
// snapshot and never wait.
package timeline

import (
	"context"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"

	"chancery/models"
)

// Index is the events in memory. It is safe for concurrent use; reads take no
// lock. The zero value is not usable: call New.
type Index struct {
	epoch string
	write sync.Mutex // held by writers, never by readers
	now   atomic.Pointer[snapshot]
	words *dictionary
	cache *selections

	// loading and journal keep what is put during a Load, which runs without
	// the write lock for most of its time.
	loading bool
	journal []change
}

// snapshot is what a reader sees: it never changes.
type snapshot struct {
	version uint64
	parts   []part // oldest and largest first
	live    int
}

// part is a segment and the rows of it that have been replaced or removed.
type part struct {
	seg  *segment
	dead bitset // nil: none
	gone int
}

type change struct {
	id  uint64
	row *record // nil: removed
}

// New gives an empty index.
func New() *Index {
	x := &Index{epoch: strconv.FormatUint(rand.Uint64(), 36), words: newDictionary(), cache: newSelections(16)}
	x.now.Store(&snapshot{version: 1})
	return x
}

// Version grows with every change; equal versions mean equal answers.
func (x *Index) Version() uint64 { return x.now.Load().version }

// Len is the number of events held, undated and rejected ones included.
func (x *Index) Len() int { return x.now.Load().live }

// Stream hands every event to a function, in any order, and stops at its first
// error. The store's EachEvent is one, given its context and filter.
type Stream func(ctx context.Context, fn func(*models.Event) error) error

// Load replaces the whole content by a stream's. Readers see the old content
// until the new one stands; changes put meanwhile are kept. On an error nothing
// changes.
func (x *Index) Load(ctx context.Context, stream Stream) error {
	x.write.Lock()
	x.loading, x.journal = true, nil
	x.write.Unlock()
	seg, err := x.build(ctx, stream)
	x.write.Lock()
	defer x.write.Unlock()
	journal := x.journal
	x.loading, x.journal = false, nil
	if err != nil {
		return err
	}
	next := &snapshot{version: x.now.Load().version + 1}
	if seg.len() > 0 {
		next.parts, next.live = []part{{seg: seg}}, seg.len()
	}
	x.now.Store(x.apply(next, journal))
	return nil
}

func (x *Index) build(ctx context.Context, stream Stream) (*segment, error) {
	var b builder
	err := stream(ctx, func(e *models.Event) error {
		if r := x.record(e); r != nil {
			b.add(r)
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	return b.seal(), nil
}

// Put adds events or replaces them by their id. An event merged into another
// is taken out.
func (x *Index) Put(events ...*models.Event) {
	changes := make([]change, len(events))
	for i, e := range events {
		changes[i] = change{e.ID, x.record(e)}
	}
	x.commit(changes)
}

// Remove takes events out; unknown ids are ignored.
func (x *Index) Remove(ids ...uint64) {
	changes := make([]change, len(ids))
	for i, id := range ids {
		changes[i] = change{id: id}
	}
	x.commit(changes)
}

func (x *Index) commit(changes []change) {
	if len(changes) == 0 {
		return
	}
	x.write.Lock()
	defer x.write.Unlock()
	if x.loading {
		x.journal = append(x.journal, changes...)
	}
	x.now.Store(x.apply(x.now.Load(), changes))
}

// apply gives a new snapshot with the changes made; the last one for an id
// counts.
func (x *Index) apply(s *snapshot, changes []change) *snapshot {
	next := &snapshot{version: s.version + 1, live: s.live, parts: append([]part(nil), s.parts...)}
	if len(changes) == 0 {
		return next
	}
	last := make(map[uint64]int, len(changes))
	for i, c := range changes {
		last[c.id] = i
	}
	fresh := make([]bool, len(next.parts)) // dead set already copied
	var b builder
	for i, c := range changes {
		if last[c.id] != i {
			continue
		}
		next.bury(c.id, fresh)
		if c.row != nil {
			b.add(c.row)
			next.live++
		}
	}
	if b.len() > 0 {
		next.parts = append(next.parts, part{seg: b.seal()})
	}
	next.compact()
	return next
}

// bury marks an event's row dead, copying the set before its first change.
func (s *snapshot) bury(id uint64, fresh []bool) {
	for i := range fresh {
		p := &s.parts[i]
		row, ok := p.seg.find(id)
		if !ok || p.dead.has(row) {
			continue
		}
		if !fresh[i] {
			p.dead, fresh[i] = p.dead.clone(p.seg.len()), true
		}
		p.dead.set(row)
		p.gone++
		s.live--
		return
	}
}

// growth is how many times larger each segment stays than the next: writes
// cost little and a reader visits few segments.
const growth = 6

// compact merges the youngest segments until sizes fall by growth from one to
// the next, and rewrites the oldest when half of it is dead.
func (s *snapshot) compact() {
	for len(s.parts) > 1 {
		n := len(s.parts)
		if s.parts[n-2].size() > growth*s.parts[n-1].size() {
			break
		}
		merged := part{seg: merge(s.parts[n-2:])}
		s.parts = append(s.parts[:n-2:n-2], merged)
	}
	for i, p := range s.parts {
		if p.gone > 64 && p.gone > p.seg.len()/2 {
			s.parts[i] = part{seg: merge(s.parts[i : i+1])}
		}
	}
	kept := s.parts[:0:0]
	for _, p := range s.parts {
		if p.size() > 0 {
			kept = append(kept, p)
		}
	}
	s.parts = kept
}

func (p *part) size() int { return p.seg.len() - p.gone }

// alive tells whether a row has not been replaced.
func (p *part) alive(row int) bool { return p.dead == nil || !p.dead.has(row) }

// Tag names the content: it changes with every change and differs from one run
// of the program to the next, as an HTTP entity tag must.
func (x *Index) Tag() string { return x.epoch + "." + strconv.FormatUint(x.Version(), 36) }
