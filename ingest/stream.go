package ingest

import (
	"context"
	"iter"
	"time"
)

const (
	// pace is how long a transaction that stores several articles shall take:
	// other writers, a curator's among them, wait for its end.
	pace = 100 * time.Millisecond
	// most is how many articles it stores at the most, few how many the first
	// one does.
	most, few = 256, 8
	// grace is how long an article waits for others to be stored with.
	grace = 50 * time.Millisecond
)

// SaveAll takes many items in, as Save does each of them, in their order: what
// is stored is the same. The next ones are read while some are stored, and
// those that are ready together are stored in one transaction. The items' own
// errors are passed on in their place. done is told what became of each; it is
// called from one goroutine. SaveAll ends early when ctx does; done is then not
// told of the items that were not stored.
func (g *Ingester) SaveAll(ctx context.Context, items iter.Seq2[Item, error], done func(Outcome)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	read := make(chan ready, 2*most)
	go func() {
		defer close(read)
		for it, err := range items {
			r := ready{err: err}
			if err == nil {
				r.reading, r.err = g.read(ctx, it)
			}
			select {
			case read <- r:
			case <-ctx.Done():
				return
			}
		}
	}()
	size := few
	for ctx.Err() == nil {
		some := gathered(read, size)
		if len(some) == 0 {
			break
		}
		begin := g.now()
		g.storeReady(ctx, some, done)
		size = nextSize(size, len(some), g.now().Sub(begin))
	}
	stopped := ctx.Err()
	cancel()
	for range read { // until the reader has ended
		continue
	}
	return stopped
}

// ready is an item that was read, or the reason why it was not.
type ready struct {
	reading
	err error
}

// gathered takes what has been read, up to n items; it waits for the first as
// long as that takes and a moment for others.
func gathered(read <-chan ready, n int) []ready {
	first, ok := <-read
	if !ok {
		return nil
	}
	some := []ready{first}
	soon := time.NewTimer(grace)
	defer soon.Stop()
	for len(some) < n {
		select {
		case r, ok := <-read:
			if !ok {
				return some
			}
			some = append(some, r)
		case <-soon.C:
			return some
		}
	}
	return some
}

func (g *Ingester) storeReady(ctx context.Context, some []ready, done func(Outcome)) {
	var rs []reading
	for _, r := range some {
		if r.err == nil {
			rs = append(rs, r.reading)
		}
	}
	stored := g.store(ctx, rs)
	for _, r := range some {
		o := Outcome{Err: r.err}
		if r.err == nil {
			o, stored = stored[0], stored[1:]
		}
		if o.Err == nil || ctx.Err() == nil {
			done(o)
		}
	}
}

// now is only for taking the time; without a clock there is none.
func (g *Ingester) now() time.Time {
	if g.Now == nil {
		return time.Time{}
	}
	return g.Now()
}

// nextSize goes towards as many items as take the pace, not more than twice as
// many at once.
func nextSize(size, stored int, took time.Duration) int {
	fit := most
	if took > 0 {
		fit = int(time.Duration(stored) * pace / took)
	}
	return max(1, min(fit, 2*size, most))
}
