package store_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/internal/testkit"
	"chancery/store"
)

var update = flag.Bool("update", false, "write schema.sql from the migrations")

// dumpSQL lists what the migrations made: not SQLite's own tables, nor those in
// which the full-text index keeps itself, nor the table of versions, nor those
// of the job queue, which are River's own.
const dumpSQL = `SELECT sql || ';' FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'event\_search\_%' ESCAPE '\'
  AND tbl_name <> 'goose_db_version' AND tbl_name NOT LIKE 'river\_%' ESCAPE '\'
ORDER BY tbl_name, type DESC, name`

func TestSchemaDump(t *testing.T) {
	got := "-- What the migrations add up to. Written by: go test ./store -run Schema -update\n\n" +
		strings.Join(store.Strings(t, testkit.OpenDB(t), dumpSQL), "\n\n") + "\n"
	if *update {
		if err := os.WriteFile("schema.sql", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("schema.sql is not what the migrations make; run with -update (-file +migrations):\n%s", diff)
	}
}

func TestMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := testkit.OpenFile(t, path, testkit.NewClock())
	current, latest, err := db.SchemaVersion(t.Context())
	if err != nil || current != 0 || latest < 2 {
		t.Fatalf("an empty database has schema %d of %d, %v", current, latest, err)
	}
	for range 2 { // the second time does nothing
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if current, _, err := db.SchemaVersion(t.Context()); err != nil || current != latest {
			t.Errorf("schema %d of %d, %v", current, latest, err)
		}
	}
	if err := store.Exec(t.Context(), db, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("a newer schema: %v", err)
	}
}

// TestFilterUsesIndexes looks at the plans of the queries people wait for.
func TestFilterUsesIndexes(t *testing.T) {
	db := testkit.OpenDB(t)
	for query, index := range map[string]string{
		"SELECT id FROM events WHERE merged_into IS NULL AND review <> 'rejected' AND start_day <= 5 AND end_day > 2 ORDER BY start_day ASC NULLS LAST, id ASC": "events_days",
		"SELECT event_id FROM event_actors WHERE actor_id = 1":                                         "event_actors_actor",
		"SELECT event_id FROM event_countries WHERE code = 'FRA'":                                      "event_countries_code",
		"SELECT * FROM mentions WHERE event_id = 1 ORDER BY id":                                        "mentions_event",
		"SELECT id FROM articles WHERE url = 'x' AND url <> ''":                                        "articles_url",
		"SELECT id FROM articles WHERE content_hash = 'x'":                                             "articles_hash",
		"SELECT actor_id FROM actor_names WHERE folded = 'x'":                                          "actor_names_folded",
		"SELECT id FROM articles ORDER BY published DESC, id DESC":                                     "articles_newest",
		"SELECT article_id, count(*) AS n FROM article_bands WHERE band IN (1, 2) GROUP BY article_id": "PRIMARY KEY (band",
		"SELECT article_id FROM article_addresses WHERE feed_id = 1 AND guid = 'x' AND guid <> ''":     "article_addresses_guid",
		"SELECT article_id FROM article_addresses WHERE url = 'x' AND url <> ''":                       "article_addresses_url",
		"SELECT id FROM articles WHERE copy_of = 1":                                                    "articles_copy",
	} {
		var plan strings.Builder
		for _, line := range store.Plan(t, db, query) {
			plan.WriteString(line + "\n")
		}
		if !strings.Contains(plan.String(), index) {
			t.Errorf("%s\ndoes not use %s:\n%s", query, index, plan.String())
		}
	}
}
