package store

import (
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
	const text = "SELECT n FROM twice WHERE n >= ? ORDER BY n"
	outer, err := tx.QueryContext(t.Context(), text, 0)
	if err != nil {
		t.Fatal(err)
	}
	var pairs []string
	for outer.Next() {
		var a int
		if err := outer.Scan(&a); err != nil {
			t.Fatal(err)
		}
		inner, err := tx.QueryContext(t.Context(), text, a+1)
		if err != nil {
			t.Fatal(err)
		}
		for inner.Next() {
			var b int
			if err := inner.Scan(&b); err != nil {
				t.Fatal(err)
			}
			pairs = append(pairs, fmt.Sprint(a, b))
		}
		if err := inner.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := outer.Close(); err != nil {
		t.Fatal(err)
	}
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
