package ingest_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chancery/extract"
	"chancery/ingest"
	"chancery/models"
	"chancery/seeds"
)

// muddle makes n articles of few states and days, which say more or less of what
// they report, so that events are found to be one, or two, later on.
func muddle(n int) (telling, []ingest.Item) {
	rng := rand.New(rand.NewPCG(21, 22))
	told := telling{}
	items := make([]ingest.Item, n)
	for i := range items {
		text := fmt.Sprint("article ", i)
		day := 1 + rng.IntN(24)
		events := make([]extract.Event, 1+rng.IntN(3))
		for k := range events {
			at := day + rng.IntN(4)
			e := extract.Event{
				Type: []string{"visit", "meeting"}[rng.IntN(2)], Status: []string{"planned", "occurred", "postponed"}[rng.IntN(3)],
				EDTF: fmt.Sprintf("2022-03-%02d", at), DayBasis: "text", Countries: []string{"FRA", []string{"DEU", "ITA"}[rng.IntN(2)]}, Confidence: 0.8,
				Evidence: []extract.Evidence{{Start: k, End: 10, Text: "A sentence", Rule: "test"}},
			}
			if rng.IntN(2) == 0 {
				e.EDTF = fmt.Sprintf("2022-03-%02d/2022-03-%02d", at, at+rng.IntN(3)+1)
			}
			if rng.IntN(3) > 0 {
				e.Actors = []extract.Actor{{Name: fmt.Sprint("Person ", rng.IntN(4)), ID: fmt.Sprint("Q", rng.IntN(4)), Kind: models.KindPerson, Role: "visitor"}}
			}
			if rng.IntN(4) == 0 {
				e.Place = &extract.Place{Name: "Town", ID: fmt.Sprint("P", rng.IntN(2)), Country: []string{"DEU", "ITA", "FRA"}[rng.IntN(3)]}
			}
			events[k] = e
		}
		told[text] = events
		items[i] = ingest.Item{Text: text, Published: fmt.Sprintf("2022-03-%02d", day), Lang: "en"}
	}
	return told, items
}

// awkward are articles of the demo with all that can come between: texts and
// addresses a second time, copies, other addresses, sources, texts that cannot
// be read.
func awkward(t *testing.T) []ingest.Item {
	t.Helper()
	articles, err := seeds.Articles()
	if err != nil {
		t.Fatal(err)
	}
	var out []ingest.Item
	for i, a := range articles {
		it := ingest.Item{Title: a.Title, Text: a.Text, Lang: a.Lang, Published: a.Published, URL: fmt.Sprint("https://news.example/", i)}
		it.Source = &models.Source{Name: fmt.Sprint("Paper ", i%3), Host: fmt.Sprint("Paper", i%4, ".example")}
		if i%5 == 0 {
			it.Via, it.HTML = fmt.Sprint("https://short.example/", i), "<p>…</p>"
		}
		out = append(out, it)
		switch i % 7 {
		case 1: // the same text elsewhere
			it.URL = fmt.Sprint("https://mirror.example/", i)
			out = append(out, it)
		case 2: // a copy, a little changed
			it.URL, it.Text = fmt.Sprint("https://copy.example/", i), it.Text+" This report was copied."
			out = append(out, it)
		case 3: // the same address with another text
			it.Text = "Another text stands here now."
			out = append(out, it)
		case 4: // nothing to read
			out = append(out, ingest.Item{Name: "empty", Text: " "})
		case 5: // one that the way led to before
			it.URL, it.Text = fmt.Sprint("https://short.example/", i), "A third text."
			out = append(out, it)
		}
	}
	return out
}

// dump gives every row of a database as text, without what differs from run to
// run.
func dump(t *testing.T, path string) (out []string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, table := range []string{
		"articles", "article_addresses", "article_pages", "article_prints", "article_bands", "sources", "places", "actors", "actor_names",
		"events", "event_actors", "event_countries", "mentions", "revisions", "event_blocks", "event_search_docsize", "sqlite_sequence",
	} {
		out = append(out, rowsOf(t, db, table)...)
	}
	slices.Sort(out)
	return out
}

// rowsOf gives the rows of a table.
func rowsOf(t *testing.T, db *sql.DB, table string) (out []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values := make([]any, len(names))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		line := []string{table}
		for i, n := range names {
			if n != "uid" && n != "origin" { // made up; where the index has a row
				line = append(line, fmt.Sprintf("%s=%v", n, *values[i].(*any)))
			}
		}
		out = append(out, strings.Join(line, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// count tells how many lines hold a text.
func count(lines []string, text string) (n int) {
	for _, l := range lines {
		if strings.Contains(l, text) {
			n++
		}
	}
	return n
}
