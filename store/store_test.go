package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

func testTx(t *testing.T, db *store.DB) {
	ctx := t.Context()
	stop := errors.New("stop")
	err := db.Tx(ctx, func(tx *store.DB) error {
		a := testkit.StoredArticle(t, tx, testkit.Article("text"))
		e := testkit.Stored(t, tx, testkit.Event("visit", "2022-02-07", testkit.Says(a, "text")))
		if _, err := tx.Event(ctx, e.ID); err != nil {
			t.Errorf("a transaction does not see its own event: %v", err)
		}
		if _, err := db.Event(ctx, e.ID); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("others see it before it is committed: %v", err)
		}
		return tx.Tx(ctx, func(*store.DB) error { return stop })
	})
	if !errors.Is(err, stop) {
		t.Errorf("the error came out as %v", err)
	}
	if _, n, err := db.Articles(ctx, 0, 0); err != nil || n != 0 {
		t.Errorf("%d articles after the rollback, %v", n, err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = db.Tx(ctx, func(tx *store.DB) error {
			testkit.StoredArticle(t, tx, testkit.Article("text"))
			panic("fault")
		})
	}()
	if _, n, err := db.Articles(ctx, 0, 0); err != nil || n != 0 {
		t.Errorf("%d articles after a panic, %v", n, err)
	}
	err = db.Tx(ctx, func(tx *store.DB) error {
		return tx.Tx(ctx, func(in *store.DB) error { return in.CreateArticle(ctx, testkit.Article("kept")) })
	})
	if _, n, _ := db.Articles(ctx, 0, 0); err != nil || n != 1 {
		t.Errorf("%d articles after the commit, %v", n, err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := db.Tx(ended, func(*store.DB) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("with an ended context: %v", err)
	}
}

func testUTC(t *testing.T, db *store.DB) {
	ctx := t.Context()
	paris := time.FixedZone("CET", 3600)
	at := time.Date(2022, 2, 4, 0, 30, 0, 123456789, paris)
	f := &models.Feed{URL: "https://x.example", NextRunAt: &at}
	if err := db.CreateFeed(ctx, f); err != nil {
		t.Fatal(err)
	}
	got, err := db.Feed(ctx, f.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !got.NextRunAt.Equal(at) || got.NextRunAt.Location() != time.UTC || got.CreatedAt.Location() != time.UTC {
		t.Errorf("stored %v, created %v, want %v in UTC", got.NextRunAt, got.CreatedAt, at)
	}
}

func testNoCascade(t *testing.T, db *store.DB) {
	e := visit(t, db)
	u := testkit.StoredUser(t, db, "ada")
	e.Attribution = "x"
	if err := db.UpdateEvent(t.Context(), e, models.Revision{Action: "edit", UserID: &u.ID}); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"articles", "events", "actors", "places", "users", "sources"} {
		if err := store.Exec(t.Context(), db, "DELETE FROM "+table); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("delete from %s: %v, want it refused", table, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.db")
	if err := os.WriteFile(junk, []byte(strings.Repeat("this is no database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for dsn, want := range map[string]string{
		"":                                 "name a file",
		"postgres://localhost/x":           "not supported yet",
		filepath.Join(dir, "none", "x.db"): "create it first",
		filepath.Join(junk, "x.db"):        "create it first",
		junk:                               "no SQLite database",
		dir:                                "cannot be opened",
	} {
		db, err := store.Open(t.Context(), store.Options{DSN: dsn})
		if err == nil {
			_ = db.Close()
			t.Errorf("%q opened", dsn)
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q does not say %q", dsn, err, want)
		}
	}
}

func TestOpenOddPaths(t *testing.T) {
	for _, name := range []string{"a b.db", "100%.db", "what?.db", "no#1.db", "é&=+.db", "%41.db"} {
		path := filepath.Join(t.TempDir(), name)
		db := testkit.OpenFile(t, path, testkit.NewClock())
		if err := errors.Join(db.Migrate(t.Context()), db.Ping(t.Context())); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMemoryIsGoneAfterClose(t *testing.T) {
	db, err := store.Open(t.Context(), store.Options{DSN: ":memory:"})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	path := store.Path(db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there: %v", path, err)
	}
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	first := testkit.OpenFile(t, path, testkit.NewClock())
	if err := first.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	e := visit(t, first)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again := testkit.OpenFile(t, path, testkit.NewClock())
	if err := again.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := again.EventByUID(t.Context(), e.UID); err != nil || len(got.Mentions) != 1 {
		t.Errorf("after reopening: %+v, %v", got, err)
	}
}

// TestTwoProcesses lets two opened databases, as two programs have, write one
// file at a time: both get through.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	dbs := []*store.DB{testkit.OpenFile(t, path, testkit.NewClock()), testkit.OpenFile(t, path, testkit.NewClock())}
	if err := dbs[0].Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	const each = 40
	var wg sync.WaitGroup
	errs := make(chan error, 2*each)
	for i, db := range dbs {
		wg.Go(func() {
			for n := range each {
				a := testkit.Article(string(rune('a'+i)) + strings.Repeat("x", n))
				errs <- db.CreateArticle(t.Context(), a)
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	if _, n, err := dbs[1].Articles(t.Context(), 1, 0); err != nil || n != 2*each {
		t.Errorf("%d articles, %v", n, err)
	}
}

func TestBackupAndCheck(t *testing.T) {
	db := testkit.OpenDB(t)
	e := visit(t, db)
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := db.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(t.Context(), path); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("over a file that is there: %v", err)
	}
	backup := testkit.OpenFile(t, path, testkit.NewClock())
	if got, err := backup.Event(t.Context(), e.ID); err != nil || len(got.Actors) != 2 {
		t.Errorf("from the copy: %+v, %v", got, err)
	}
	if p, err := backup.Events(t.Context(), models.EventFilter{Query: "kremlin"}); err != nil || p.Total != 1 {
		t.Errorf("the copy's search finds %d, %v", p.Total, err)
	}
	if faults, err := db.Check(t.Context()); err != nil || len(faults) != 0 {
		t.Errorf("faults %v, %v", faults, err)
	}
	if err := store.Exec(t.Context(), db, "PRAGMA foreign_keys = 0"); err != nil {
		t.Fatal(err)
	}
	if err := store.Exec(t.Context(), db, "DELETE FROM articles"); err != nil {
		t.Fatal(err)
	}
	faults, err := db.Check(t.Context())
	if err != nil || len(faults) != 1 || !strings.Contains(faults[0], "mentions") {
		t.Errorf("faults %v, %v, want the mention without its article", faults, err)
	}
}
