package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/extract"
	"chancery/ingest"
	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

// TestBatchesChangeNothing takes the same articles in one at a time by the
// database's own methods, one at a time in batches of one, and many in a batch:
// all tables must be the same.
func TestBatchesChangeNothing(t *testing.T) {
	x, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	told, made := muddle(90)
	for _, c := range []collection{
		{"news", x, awkward(t)},
		{"stories", told, made},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := c.taken(t, oneByOne, false)
			t.Logf("%d rows, %d reports of known events, %d events joined, %d parted", len(want),
				count(want, "action=report"), count(want, "action=merge"), count(want, "action=split"))
			for name, take := range map[string]taker{"batches of one": oneByOne, "batches": together} {
				got := c.taken(t, take, true)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
			}
		})
	}
}

// collection is what is taken in, and by what it is read.
type collection struct {
	name   string
	reader ingest.Reader
	items  []ingest.Item
}

// taken gives all that is stored of a collection, and what was said of each item;
// after half of it a curator has a word in some events.
func (c collection) taken(t *testing.T, take taker, batches bool) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	db := testkit.OpenFile(t, path, testkit.NewClock())
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	g := &ingest.Ingester{Store: lent{db}, Reader: c.reader}
	if batches {
		g.Batch = lent{db}.Batch
	}
	half := len(c.items) / 2
	said := take(t, g, c.items[:half])
	curate(t, g, db)
	said = append(said, take(t, g, c.items[half:])...)
	return append(dump(t, path), said...)
}

// curate sets a field of every seventh event, rejects one, and tells two apart.
func curate(t *testing.T, g *ingest.Ingester, db *store.DB) {
	t.Helper()
	var events []*models.Event
	if err := db.EachEvent(t.Context(), models.EventFilter{}, func(e *models.Event) error {
		events = append(events, e)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for i, e := range events {
		e.Mentions = nil
		switch {
		case i%7 == 1:
			e.Status = models.StatusCancelled
			e.Lock(models.FieldStatus)
		case i == 3:
			e.Review = models.ReviewRejected
		default:
			continue
		}
		if err := db.UpdateEvent(t.Context(), e, models.Revision{Action: "edit"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Part(t.Context(), events[5].ID, events[6].ID, models.Revision{}); err != nil {
		t.Fatal(err)
	}
}

// taker takes items in and tells what became of each.
type taker func(*testing.T, *ingest.Ingester, []ingest.Item) []string

func oneByOne(t *testing.T, g *ingest.Ingester, items []ingest.Item) (out []string) {
	for _, it := range items {
		rep, err := g.Save(t.Context(), it)
		out = append(out, fmt.Sprintf("%+v %v", rep, err))
	}
	return out
}

func together(t *testing.T, g *ingest.Ingester, items []ingest.Item) (out []string) {
	err := g.SaveAll(t.Context(), each(items), func(o ingest.Outcome) {
		out = append(out, fmt.Sprintf("%+v %v", o.Report, o.Err))
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// torn breaks off at every summit.
type torn struct{ lent }

func (s torn) Batch(ctx context.Context, fn func(ingest.Batch) error) error {
	return s.lent.Batch(ctx, func(tx ingest.Batch) error { return fn(tornBatch{tx}) })
}

type tornBatch struct{ ingest.Batch }

func (b tornBatch) CreateEvent(ctx context.Context, e *models.Event, r models.Revision) error {
	if e.Type == "summit" {
		return errDisk
	}
	return b.Batch.CreateEvent(ctx, e, r)
}

// TestFaultKeepsNeighbours: what goes wrong with an article leaves nothing of
// it, and its neighbours in the batch are stored.
func TestFaultKeepsNeighbours(t *testing.T) {
	told, items := telling{}, make([]ingest.Item, 9)
	for i := range items {
		items[i] = ingest.Item{Text: fmt.Sprint("article ", i), Published: "2022-03-01", Lang: "en", URL: fmt.Sprint("https://news.example/", i)}
		for _, kind := range [][]string{{"visit"}, {"visit", "summit"}, {"call"}}[i%3] {
			told[items[i].Text] = append(told[items[i].Text], extract.Event{
				Type: kind, Status: "planned", EDTF: fmt.Sprintf("2022-03-%02d", 2*i+1), DayBasis: "text",
				Countries: []string{"FRA"}, Evidence: []extract.Evidence{{End: 3, Text: "x", Rule: "test"}},
			})
		}
	}
	db := testkit.OpenDB(t)
	var changed []uint64
	g := &ingest.Ingester{Store: lent{db}, Batch: torn{lent{db}}.Batch, Reader: told, Changed: func(_ context.Context, ids []uint64) { changed = append(changed, ids...) }}
	var failed []int
	n := 0
	err := g.SaveAll(t.Context(), each(items), func(o ingest.Outcome) {
		if errors.Is(o.Err, errDisk) {
			failed = append(failed, n)
		} else if o.Err != nil || o.Created != 1 {
			t.Errorf("item %d: %+v", n, o)
		}
		n++
	})
	if err != nil || n != 9 || !slices.Equal(failed, []int{1, 4, 7}) {
		t.Errorf("%d items, failed %v: %v", n, failed, err)
	}
	if _, articles, err := db.Articles(t.Context(), 1, 0); err != nil || articles != 6 {
		t.Errorf("%d articles, %v", articles, err)
	}
	if got := all(t, db); len(got) != 6 || len(changed) != 6 {
		t.Errorf("events %q, told of %v", got, changed)
	}
}

// TestStopped: items are told of as long as they are stored, and no longer.
func TestStopped(t *testing.T) {
	told, items := world(500)
	db := testkit.OpenDB(t)
	ctx, cancel := context.WithCancel(t.Context())
	g := &ingest.Ingester{Store: lent{db}, Batch: lent{db}.Batch, Reader: told}
	n := 0
	err := g.SaveAll(ctx, each(items), func(o ingest.Outcome) {
		if o.Err != nil {
			t.Error(o.Err)
		}
		if n++; n == 20 {
			cancel()
		}
	})
	_, stored, dbErr := db.Articles(t.Context(), 1, 0)
	if !errors.Is(err, context.Canceled) || dbErr != nil || n < 20 || stored != n || n == len(items) {
		t.Errorf("%d told of, %d of %d stored: %v, %v", n, stored, len(items), err, dbErr)
	}
}
