package store

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"
)

func open(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), Options{DSN: filepath.Join(t.TempDir(), "x.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestCheckVersion(t *testing.T) {
	for v, ok := range map[string]bool{
		"3.51.3": true, "3.51.10": true, "3.54.1": true, "4.0": true,
		"3.51.2": false, "3.9.99": false, "3.51": false, "2.99.99": false, "": false,
	} {
		if err := checkVersion(v); (err == nil) != ok {
			t.Errorf("%q: %v", v, err)
		}
	}
}

// TestOneDriver fails when a second SQLite comes into the build.
func TestOneDriver(t *testing.T) {
	if d := sql.Drivers(); !slices.Equal(d, []string{driverName}) {
		t.Errorf("database drivers %v, want only %q", d, driverName)
	}
}

func TestPragmas(t *testing.T) {
	db := open(t)
	for i, want := range []map[string]string{
		{"journal_mode": "wal", "foreign_keys": "1", "busy_timeout": "10000", "synchronous": "1", "query_only": "0"},
		{"journal_mode": "wal", "foreign_keys": "1", "busy_timeout": "10000", "query_only": "1"},
	} {
		for pragma, v := range want {
			var got string
			if err := db.pools[i].QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != v {
				t.Errorf("pool %d: %s = %q, %v, want %q", i, pragma, got, err, v)
			}
		}
	}
	if n := db.pools[0].Stats().MaxOpenConnections; n != 1 {
		t.Errorf("%d writers, want 1", n)
	}
	if _, err := db.pools[1].Exec("CREATE TABLE x (y)"); err == nil {
		t.Error("a reader wrote")
	}
}

// TestTxIsImmediate: a second program is kept waiting from a transaction's
// start, not refused at its first write.
func TestTxIsImmediate(t *testing.T) {
	db := open(t)
	other, err := sql.Open(driverName, dsn(db.path, map[string][]string{"_txlock": {"immediate"}}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Close() })
	if _, err := other.Exec("PRAGMA busy_timeout = 0"); err != nil {
		t.Fatal(err)
	}
	other.SetMaxOpenConns(1)
	err = db.Tx(t.Context(), func(*DB) error {
		_, err := other.Begin()
		if code(err)&0xff != codeBusy {
			t.Errorf("begin beside a transaction that has written nothing: %v, want busy", err)
		}
		if words := fail("save", err).Error(); !strings.Contains(words, "another program is writing") {
			t.Errorf("it is told as %q", words)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTranslate(t *testing.T) {
	db := open(t)
	for _, s := range []string{
		`CREATE TABLE p (id INTEGER PRIMARY KEY, u TEXT UNIQUE, c INTEGER CHECK (c > 0), n TEXT NOT NULL DEFAULT '')`,
		`CREATE TABLE k (a TEXT, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID`,
		`CREATE TABLE f (p INTEGER REFERENCES p (id) ON DELETE RESTRICT, q INTEGER REFERENCES p (id))`,
		`INSERT INTO p (id, u) VALUES (1, 'x'), (2, 'y')`,
		`INSERT INTO k VALUES ('x', 'y')`,
		`INSERT INTO f VALUES (1, 2)`,
	} {
		if err := db.write.Exec(s).Error; err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		code int
		sql  string
		want error
	}{
		{codePrimaryKey, `INSERT INTO p (id) VALUES (1)`, gorm.ErrDuplicatedKey},
		{codePrimaryKey, `INSERT INTO k VALUES ('x', 'y')`, gorm.ErrDuplicatedKey},
		{codeUnique, `INSERT INTO p (u) VALUES ('x')`, gorm.ErrDuplicatedKey},
		{codeForeignKey, `INSERT INTO f (p) VALUES (9)`, gorm.ErrForeignKeyViolated},
		{codeForeignKey, `DELETE FROM p WHERE id = 2`, gorm.ErrForeignKeyViolated},
		{codeTrigger, `DELETE FROM p WHERE id = 1`, gorm.ErrForeignKeyViolated},
		{codeCheck, `INSERT INTO p (c) VALUES (0)`, gorm.ErrCheckConstraintViolated},
	} {
		_, raw := db.pools[0].Exec(c.sql)
		if code(raw) != c.code {
			t.Errorf("%s: code %d, want %d", c.sql, code(raw), c.code)
		}
		if err := db.write.Exec(c.sql).Error; !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.sql, err, c.want)
		}
	}
	plain := errors.New("plain")
	if err := (dialect{}).Translate(plain); !errors.Is(err, plain) || errors.Is(err, gorm.ErrDuplicatedKey) {
		t.Errorf("an error of another kind became %v", err)
	}
	wrapped := fmt.Errorf("while saving: %w", db.write.Exec(`INSERT INTO p (id) VALUES (1)`).Error)
	if !errors.Is(wrapped, gorm.ErrDuplicatedKey) {
		t.Errorf("wrapped: %v", wrapped)
	}
}
