// Package store keeps the tracker's records and is the only room that speaks
// SQL. SQLite is its database: writes go through one connection, so that they
// queue in the process and never meet a lock, and reads through a pool beside
// it, which write-ahead logging lets run meanwhile.
//
// Every error wraps a sentinel of models where the caller can act on it:
// ErrNotFound, ErrDuplicate, ErrConflict, ErrInvalid.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gorm.io/gorm"
)

// Options say which database to open and what it is given from outside.
type Options struct {
	// DSN is the path of the database file, or ":memory:" for one that is
	// gone after Close.
	DSN string
	Now func() time.Time // nil: time.Now
	Log *slog.Logger     // nil: silence
}

// DB is an open database, or a transaction in it: every method works on both.
// It is safe for concurrent use; a transaction is not.
type DB struct {
	write, read *gorm.DB // the same connection inside a transaction
	pools       []*sql.DB
	now         func() time.Time
	log         *slog.Logger
	path        string // of the file
	scratch     string // folder to remove on Close
	inTx        bool
}

// Open opens the database and creates an empty file when there is none. It
// does not migrate: see Migrate.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	db := &DB{now: func() time.Time { return o.Now().UTC() }, log: o.Log}
	path, err := db.file(o.DSN)
	if err != nil {
		return nil, err
	}
	db.path = path
	if err := db.connect(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), db.Close())
	}
	return db, nil
}

// file turns the DSN into the path of a database file.
func (db *DB) file(dsn string) (string, error) {
	switch {
	case dsn == "":
		return "", errors.New("no database given: name a file, for example chancery.db")
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		return "", errors.New("PostgreSQL is not supported yet: name an SQLite file, for example chancery.db")
	case dsn == ":memory:":
		dir, err := os.MkdirTemp("", "chancery-*")
		if err != nil {
			return "", fmt.Errorf("make a folder for the passing database: %w", err)
		}
		db.scratch = dir
		return filepath.Join(dir, "chancery.db"), nil
	}
	if dir := filepath.Dir(dsn); dir != "." {
		if st, err := os.Stat(dir); err != nil || !st.IsDir() {
			return "", fmt.Errorf("open database %s: there is no folder %s: create it first", dsn, dir)
		}
	}
	return dsn, nil
}

// Close closes all connections. A passing database is removed.
func (db *DB) Close() error {
	if db.inTx {
		return errors.New("close of a transaction")
	}
	var errs []error
	for i := len(db.pools) - 1; i >= 0; i-- { // the writer last: it folds the log into the file
		errs = append(errs, db.pools[i].Close())
	}
	db.pools = nil
	if db.scratch != "" {
		errs = append(errs, os.RemoveAll(db.scratch))
	}
	return errors.Join(errs...)
}

// Ping tells whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	for _, p := range db.pools {
		if err := p.PingContext(ctx); err != nil {
			return fail("ping", err)
		}
	}
	return nil
}

// Tx runs fn in one write transaction, which holds the only writer from its
// start: it commits when fn returns nil and undoes everything otherwise. A Tx
// inside fn joins it. Inside fn use tx alone; a write through db would wait for
// the transaction to end. Records fn was given may be left with new ids or
// versions when it fails: read them again.
func (db *DB) Tx(ctx context.Context, fn func(tx *DB) error) error {
	if db.inTx {
		return fn(db)
	}
	var own error
	err := db.write.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		own = fn(&DB{write: g, read: g, now: db.now, log: db.log, inTx: true})
		return own
	})
	if own != nil {
		return own // the caller's, as it is
	}
	return fail("write to the database", err)
}

// update runs fn in a write transaction and names op in its error.
func (db *DB) update(ctx context.Context, op string, fn func(g *gorm.DB) error) error {
	return fail(op, db.Tx(ctx, func(tx *DB) error { return fn(tx.write.WithContext(ctx)) }))
}

// view runs fn on one unchanging state of the database and names op in its
// error.
func (db *DB) view(ctx context.Context, op string, fn func(g *gorm.DB) error) error {
	g := db.read.WithContext(ctx)
	if db.inTx {
		return fail(op, fn(g))
	}
	return fail(op, g.Transaction(fn, &sql.TxOptions{ReadOnly: true}))
}
