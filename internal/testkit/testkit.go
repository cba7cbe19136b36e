// Package testkit holds what tests of several rooms share: a real, migrated
// database that goes away with the test, a clock that stands still, and
// builders of valid records.
package testkit

import (
	"sync"
	"testing"
	"time"

	"chancery/store"
)

// Noon is when tests happen unless they say otherwise.
var Noon = time.Date(2022, 2, 4, 12, 0, 0, 0, time.UTC)

// Clock is a clock that moves only when told. It is safe for concurrent use.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock gives a clock that stands at Noon.
func NewClock() *Clock { return &Clock{at: Noon} }

// Now gives the time the clock stands at.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Advance moves the clock.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// OpenDB gives an empty, migrated database in a file, with a clock that stands
// at Noon. It is closed when the test ends.
func OpenDB(t testing.TB) *store.DB {
	t.Helper()
	return OpenDBAt(t, NewClock())
}

// OpenDBAt is OpenDB with a clock of the test's own.
func OpenDBAt(t testing.TB, c *Clock) *store.DB {
	t.Helper()
	db := OpenFile(t, t.TempDir()+"/test.db", c)
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatalf("migrate: %v", err)
	}
	return db
}

// OpenFile opens a database file as it is, to look at one again or before its
// migration.
func OpenFile(t testing.TB, path string, c *Clock) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{DSN: path, Now: c.Now})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}
