package store

import (
	"context"
	"database/sql"
	"time"

	"chancery/models"
)

// Batch is a write transaction that takes many reports in. What it reads of
// events it keeps, and what becomes of them it writes at the end: an event that
// ten reports of a batch change is read and written once, with ten revisions.
// Its methods do what those of DB do, seen from inside; they are not safe for
// concurrent use.
type Batch struct {
	db  *DB // the transaction
	raw raw

	events map[uint64]*held
	// under are the events that the database has under a key, for the keys asked
	// for; filing are those filed under it since. An event that was filed anew
	// counts in filing alone.
	under, filing map[string][]uint64
	// members are the events held of each component; read are the components
	// read whole.
	members map[uint64][]uint64
	read    map[uint64]bool
	actors  map[string]*heldActor
	places  map[string]*heldPlace
	sources map[string]models.Source
	facts   map[string]models.ReportFacts // by the text they were read from

	last      map[string]uint64 // ids given out, by table
	mentions  []models.Mention  // to be added, as revisions
	revisions []models.Revision
	moves     []move
	// filed is set when no event waits to be filed by FileEvent.
	filed bool
}

// move is a report that goes over to another event.
type move struct {
	report models.ReportKey
	to     uint64
}

// Batch runs fn in one write transaction, as Tx does: all it did is stored when
// it returns nil, nothing otherwise.
func (db *DB) Batch(ctx context.Context, fn func(b *Batch) error) error {
	return db.Tx(ctx, func(tx *DB) error {
		b := &Batch{db: tx, raw: raw{tx.write.Statement.ConnPool}, sources: map[string]models.Source{}, facts: map[string]models.ReportFacts{}}
		if err := b.forget(ctx); err != nil {
			return fail("begin a batch", err)
		}
		if err := fn(b); err != nil {
			return err
		}
		return fail("write a batch", b.flush(ctx))
	})
}

// forget drops what is held of events, after something was written past it.
func (b *Batch) forget(ctx context.Context) error {
	b.events, b.read, b.filed = map[uint64]*held{}, map[uint64]bool{}, false
	b.under, b.filing, b.members = map[string][]uint64{}, map[string][]uint64{}, map[uint64][]uint64{}
	b.actors, b.places = map[string]*heldActor{}, map[string]*heldPlace{}
	b.last = map[string]uint64{}
	return b.raw.each(ctx, func(rows *sql.Rows) error {
		var table string
		var id uint64
		err := rows.Scan(&table, &id)
		b.last[table] = id
		return err
	}, "SELECT name, seq FROM sqlite_sequence WHERE name IN ('events', 'mentions', 'actors', 'places')")
}

// next gives out the id that the table's next row would get by itself: nobody
// else writes meanwhile.
func (b *Batch) next(table string) uint64 {
	b.last[table]++
	return b.last[table]
}

func (b *Batch) now() time.Time { return b.db.now() }

// EachEvent is DB.EachEvent.
func (b *Batch) EachEvent(ctx context.Context, f models.EventFilter, fn func(*models.Event) error) error {
	if err := b.flush(ctx); err != nil {
		return fail("list events", err)
	}
	return b.db.EachEvent(ctx, f, fn)
}

// Decisions is DB.Decisions.
func (b *Batch) Decisions(ctx context.Context, events []uint64) ([]models.Decision, error) {
	return b.db.Decisions(ctx, events)
}

// MergeEvents is DB.MergeEvents.
func (b *Batch) MergeEvents(ctx context.Context, from, into uint64, r models.Revision) error {
	if err := b.flush(ctx); err != nil {
		return fail("merge events", err)
	}
	if err := b.db.MergeEvents(ctx, from, into, r); err != nil {
		return err
	}
	return fail("merge events", b.forget(ctx))
}

// UnfiledEvents is DB.UnfiledEvents.
func (b *Batch) UnfiledEvents(ctx context.Context, limit int) ([]models.Event, error) {
	if b.filed {
		return nil, nil
	}
	if err := b.flush(ctx); err != nil {
		return nil, fail("read unfiled events", err)
	}
	out, err := b.db.UnfiledEvents(ctx, limit)
	b.filed = err == nil && len(out) == 0
	return out, err
}
