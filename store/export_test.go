package store

import (
	"context"
	"testing"
)

// Exec runs SQL as a careless hand would, with the store's errors.
func Exec(ctx context.Context, db *DB, sql string) error {
	return fail("exec", db.write.WithContext(ctx).Exec(sql).Error)
}

// Strings runs SQL whose rows are one text each.
func Strings(t *testing.T, db *DB, sql string) []string {
	t.Helper()
	var out []string
	if err := db.read.Raw(sql).Scan(&out).Error; err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return out
}

// Path gives the file the database is in.
func Path(db *DB) string { return db.path }

// Plan gives the lines of SQLite's plan for a query.
func Plan(t *testing.T, db *DB, query string) []string {
	t.Helper()
	var rows []struct{ Detail string }
	if err := db.read.Raw("EXPLAIN QUERY PLAN " + query).Scan(&rows).Error; err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, r.Detail)
	}
	return out
}
