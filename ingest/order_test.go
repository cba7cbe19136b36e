package ingest_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/extract"
	"chancery/ingest"
	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

// remembering reads each text once, however often it is taken in.
type remembering struct {
	ingest.Reader
	read map[string]extract.Result
}

func (r remembering) Extract(d extract.Document) (extract.Result, error) {
	if res, ok := r.read[d.Text]; ok {
		return res, nil
	}
	res, err := r.Reader.Extract(d)
	if err == nil {
		r.read[d.Text] = res
	}
	return res, err
}

// state describes all that the order of arrival must not change, one event a
// line, sorted.
func state(t testing.TB, db *store.DB) []string {
	t.Helper()
	var out []string
	err := db.EachEvent(t.Context(), models.EventFilter{Reviews: models.Reviews}, func(e *models.Event) error {
		var parts, said []string
		for _, a := range e.Actors {
			parts = append(parts, a.Actor.Key+":"+a.Role)
		}
		for _, m := range e.Mentions {
			said = append(said, fmt.Sprint(m.Article.ContentHash[:8], ".", m.Start))
		}
		slices.Sort(said)
		out = append(out, fmt.Sprintf("%s %s %s %v %v %q %.6f %v", e.Type, e.Status, e.EDTF, e.Countries, parts, e.Title("en"), e.Confidence, said))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// TestOrderOfManyArticles takes 300 articles of the development corpora in ten
// orders: the events, down to their titles, must be the same.
func TestOrderOfManyArticles(t *testing.T) {
	items := corpusItems(t, 300)
	x, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	cached := remembering{x, map[string]extract.Result{}}
	var want []string
	for n := range 10 {
		rng := rand.New(rand.NewPCG(uint64(n), 7))
		rng.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		db := testkit.OpenDB(t)
		g := &ingest.Ingester{Store: lent{db}, Batch: lent{db}.Batch, Reader: cached}
		takeAll(t, g, items, func(err error) {
			if n == 0 {
				t.Logf("left out: %v", err)
			}
		})
		got := state(t, db)
		if n == 0 {
			want = got
			t.Logf("%d articles give %d events", len(items), len(got))
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("order %d: %s", n, diff)
		}
	}
}

// takeAll takes the items in and tells of those that could not be.
func takeAll(t testing.TB, g *ingest.Ingester, items []ingest.Item, failed func(error)) {
	t.Helper()
	err := g.SaveAll(t.Context(), each(items), func(o ingest.Outcome) {
		if o.Err != nil {
			failed(o.Err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// corpusItems reads n articles from the corpora that lie beside the checkout.
func corpusItems(t testing.TB, n int) []ingest.Item {
	t.Helper()
	var out []ingest.Item
	for _, name := range []string{"fr-crisis-dev", "en-clusters-dev"} {
		f, err := os.Open("../../shared/corpora/events/" + name + ".jsonl")
		if err != nil {
			t.Skip("the development corpora do not lie beside the checkout")
		}
		defer func() { _ = f.Close() }()
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<26)
		for s.Scan() {
			var row struct{ Title, Text, Published, Date, Day, Lang string }
			if err := json.Unmarshal(s.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			day := row.Published + row.Date + row.Day
			if len(day) > 10 {
				day = day[:10]
			}
			if strings.TrimSpace(row.Text) != "" {
				out = append(out, ingest.Item{Title: row.Title, Text: row.Text, Published: day, Lang: name[:2]})
			}
		}
	}
	rng := rand.New(rand.NewPCG(8, 9))
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out[:min(n, len(out))]
}
