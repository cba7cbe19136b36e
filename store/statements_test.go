package store

import (
	"database/sql"
	"fmt"
	"testing"
)

// TestStatements holds what reusing compiled statements must not change: rows
// of one text read inside each other, a schema that changes beneath, more texts
// than are kept, and an error in between.
func TestStatements(t *testing.T) {
	db := open(t)
	g := db.write
	if err := g.Exec("CREATE TABLE twice (n INTEGER NOT NULL)").Error; err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if err := g.Exec("INSERT INTO twice (n) VALUES (?)", i).Error; err != nil {
			t.Fatal(err)
		}
	}
	conn, err := g.DB()
	if err != nil {
		t.Fatal(err)
	}
	tx, err := conn.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var pairs []string
	each(t, tx, 0, func(a int) {
		each(t, tx, a+1, func(b int) { pairs = append(pairs, fmt.Sprint(a, b)) })
	})
	if got := fmt.Sprint(pairs); got != "[0 1 0 2 1 2]" {
		t.Errorf("rows within rows of the same text: %s", got)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}

	for _, change := range []string{
		"ALTER TABLE twice ADD COLUMN more TEXT NOT NULL DEFAULT 'x'", "INSERT INTO twice (n) VALUES (NULL)", "DROP TABLE nowhere",
	} {
		err := g.Exec(change).Error
		if fails := change[0] != 'A'; fails != (err != nil) {
			t.Errorf("%s: %v", change, err)
		}
		var row map[string]any
		if err := g.Raw("SELECT * FROM twice WHERE n = ?", 1).Scan(&row).Error; err != nil || row["more"] != "x" {
			t.Errorf("after %s: %v %v", change, row, err)
		}
	}
	for i := range 2 * statements {
		var n int
		if err := g.Raw(fmt.Sprintf("SELECT %d", i)).Scan(&n).Error; err != nil || n != i {
			t.Fatalf("text %d gives %d: %v", i, n, err)
		}
	}
}

// each reads the numbers from least on, with one text whatever they are.
func each(t *testing.T, tx *sql.Tx, least int, fn func(n int)) {
	t.Helper()
	rows, err := tx.QueryContext(t.Context(), "SELECT n FROM twice WHERE n >= ? ORDER BY n", least)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		fn(n)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
