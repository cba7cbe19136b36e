package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	"gorm.io/gorm"
)

// Backup writes a compact copy of the database to a new file while others go
// on reading and, but for moments, writing. A file that is there already is
// left alone and an error.
func (db *DB) Backup(ctx context.Context, path string) error {
	if db.inTx {
		return errors.New("back up: not inside a transaction")
	}
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("back up: %s is there already: name a new file", path)
	} else if !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("back up: %w", err)
	}
	// A connection of its own: the readers may not write, not even elsewhere,
	// and the writer would be kept from its work.
	conn, err := sql.Open(driverName, dsn(db.path, url.Values{}))
	if err != nil {
		return fail("back up", err)
	}
	_, err = conn.ExecContext(ctx, "VACUUM INTO ?", path)
	return fail("back up", errors.Join(err, conn.Close()))
}

// Check looks for damage and gives a line for each fault found; none is good.
func (db *DB) Check(ctx context.Context) ([]string, error) {
	var faults []string
	err := db.view(ctx, "check the database", func(g *gorm.DB) error {
		var lines []string
		if err := g.Raw("PRAGMA integrity_check").Scan(&lines).Error; err != nil {
			return err
		}
		for _, l := range lines {
			if l != "ok" {
				faults = append(faults, l)
			}
		}
		var broken []struct {
			Table  string
			Parent string
			Rowid  *int64
		}
		if err := g.Raw("PRAGMA foreign_key_check").Scan(&broken).Error; err != nil {
			return err
		}
		for _, b := range broken {
			row := "a row"
			if b.Rowid != nil {
				row = fmt.Sprintf("row %d", *b.Rowid)
			}
			faults = append(faults, fmt.Sprintf("%s of %s refers to a record that %s does not have", row, b.Table, b.Parent))
		}
		return nil
	})
	return faults, err
}
