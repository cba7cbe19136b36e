package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"
)

// migrations holds a folder per dialect, numbered alike, so that a version
// means the same schema on each.
//
//go:embed migrations
var migrations embed.FS

// Migrate brings the schema up to what this program knows. It does nothing on
// a database that is there already and refuses one a newer program has made.
func (db *DB) Migrate(ctx context.Context) error {
	p, err := db.migrator()
	if err != nil {
		return err
	}
	current, latest, err := p.GetVersions(ctx)
	if err != nil {
		return fail("read the schema's version", err)
	}
	if current > latest {
		return fmt.Errorf("the database has schema %d and this program knows %d: it was made by a newer one, use that", current, latest)
	}
	done, err := p.Up(ctx)
	if err != nil {
		return fail("migrate", err)
	}
	for _, r := range done {
		db.log.DebugContext(ctx, "migrated", "version", r.Source.Version, "took", r.Duration)
	}
	return nil
}

// SchemaVersion gives the schema the database has, 0 when empty, and the
// latest this program knows.
func (db *DB) SchemaVersion(ctx context.Context) (current, latest int64, err error) {
	p, err := db.migrator()
	if err != nil {
		return 0, 0, err
	}
	current, latest, err = p.GetVersions(ctx)
	return current, latest, fail("read the schema's version", err)
}

func (db *DB) migrator() (*goose.Provider, error) {
	if db.inTx || len(db.pools) == 0 {
		return nil, errors.New("migrate: needs an open database outside a transaction")
	}
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db.pools[0], dir, goose.WithGoMigrations(queueMigrations()...),
		goose.WithDisableGlobalRegistry(true), goose.WithSlog(slog.New(slog.DiscardHandler)))
}
