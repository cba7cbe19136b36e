package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/extract"
	"chancery/ingest"
	"chancery/internal/testkit"
	"chancery/models"
	"chancery/seeds"
	"chancery/store"
)

type lent struct{ *store.DB }

func (s lent) Tx(ctx context.Context, fn func(ingest.Store) error) error {
	return s.DB.Tx(ctx, func(tx *store.DB) error { return fn(lent{tx}) })
}

func (s lent) Batch(ctx context.Context, fn func(ingest.Batch) error) error {
	return s.DB.Batch(ctx, func(b *store.Batch) error { return fn(b) })
}

// reader is shared: it is read-only and takes a while to open.
var reader = sync.OnceValues(extract.New)

func open(t *testing.T) (*ingest.Ingester, *store.DB) {
	t.Helper()
	x, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	db := testkit.OpenDB(t)
	return &ingest.Ingester{Store: lent{db}, Batch: lent{db}.Batch, Reader: x}, db
}

func save(t *testing.T, g *ingest.Ingester, published, text string) ingest.Report {
	t.Helper()
	rep, err := g.Save(t.Context(), ingest.Item{Text: text, Published: published})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// all describes the events of a database, one a line, sorted.
func all(t *testing.T, db *store.DB) []string {
	t.Helper()
	var out []string
	err := db.EachEvent(t.Context(), models.EventFilter{Reviews: models.Reviews}, func(e *models.Event) error {
		out = append(out, fmt.Sprintf("%s %s %s %s %d", e.Type, e.Status, e.EDTF, strings.Join(e.Countries, " "), len(e.Mentions)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

const announced = "Emmanuel Macron se rendra lundi à Moscou, a annoncé vendredi l'Élysée."

func TestTakenOnce(t *testing.T) {
	g, db := open(t)
	first := save(t, g, "2022-02-04", announced)
	if first.Known || first.Created != 1 {
		t.Fatalf("first time: %+v", first)
	}
	again := save(t, g, "2022-02-04", "  "+strings.ToUpper(announced[:1])+announced[1:]+"\n")
	if !again.Known || again.ArticleID != first.ArticleID {
		t.Errorf("second time: %+v", again)
	}
	if got := all(t, db); len(got) != 1 {
		t.Errorf("events: %q", got)
	}
}

func TestReportsJoin(t *testing.T) {
	g, db := open(t)
	save(t, g, "2022-02-04", announced)
	rep := save(t, g, "2022-02-07", "French President Emmanuel Macron arrived in Moscow on Monday.")
	if rep.Created != 0 || rep.Updated != 1 {
		t.Fatalf("the second report gave %+v, events %q", rep, all(t, db))
	}
	e, err := db.Event(t.Context(), rep.Events[0])
	if err != nil {
		t.Fatal(err)
	}
	if e.Status != models.StatusOccurred || len(e.Mentions) != 2 {
		t.Errorf("status %s, %d mentions", e.Status, len(e.Mentions))
	}
	revs, err := db.Revisions(t.Context(), e.ID)
	if err != nil || len(revs) != 2 {
		t.Fatalf("revisions %+v, %v", revs, err)
	}
	want := models.Change{Field: "status", Before: models.StatusPlanned, After: models.StatusOccurred}
	if !slices.Contains(revs[0].Changes, want) {
		t.Errorf("the newest revision is %+v", revs[0].Changes)
	}
}

func TestDifferentVisitsStayApart(t *testing.T) {
	g, db := open(t)
	save(t, g, "2022-02-04", announced)
	save(t, g, "2022-02-11", "Olaf Scholz se rendra lundi à Moscou, a annoncé vendredi la chancellerie.")
	save(t, g, "2022-02-18", "Emmanuel Macron se rendra lundi à Berlin, a annoncé vendredi l'Élysée.")
	if got := all(t, db); len(got) != 3 {
		t.Errorf("three visits became %q", got)
	}
}

func TestPostponedVisitMoves(t *testing.T) {
	g, db := open(t)
	save(t, g, "2023-07-01", "La visite d'État qu'Emmanuel Macron devait effectuer en Allemagne du 2 au 4 juillet est reportée.")
	save(t, g, "2024-05-24", "La visite d'État d'Emmanuel Macron en Allemagne aura lieu du 26 au 28 mai.")
	if diff := cmp.Diff([]string{"visit planned 2024-05-26/2024-05-28 DEU FRA 2"}, all(t, db)); diff != "" {
		t.Error(diff)
	}
}

func TestTitlesSayWhichAct(t *testing.T) {
	g, db := open(t)
	rep := save(t, g, "2023-06-06", "Le Maroc a rompu lundi ses relations diplomatiques avec l'Iran.")
	save(t, g, "2023-06-07", "Morocco severed diplomatic ties with Iran on Monday.")
	e, err := db.Event(t.Context(), rep.Events[0])
	if err != nil {
		t.Fatal(err)
	}
	if want := "Relations broken off: Morocco – Iran"; e.Titles["en"] != want || len(e.Mentions) != 2 {
		t.Errorf("%d reports give %q, want %q", len(e.Mentions), e.Titles["en"], want)
	}
}

func TestCuratorsWordStays(t *testing.T) {
	g, db := open(t)
	rep := save(t, g, "2022-02-04", announced)
	e, err := db.Event(t.Context(), rep.Events[0])
	if err != nil {
		t.Fatal(err)
	}
	e.Status, e.Titles["fr"] = models.StatusCancelled, "Visite annulée"
	e.Lock("status", "title.fr")
	if err := db.UpdateEvent(t.Context(), e, models.Revision{Action: "edit"}); err != nil {
		t.Fatal(err)
	}
	save(t, g, "2022-02-07", "French President Emmanuel Macron arrived in Moscow on Monday.")
	e, err = db.Event(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	if e.Status != models.StatusCancelled || e.Titles["fr"] != "Visite annulée" || len(e.Mentions) != 2 {
		t.Errorf("a report changed what the curator set: %s %q", e.Status, e.Titles["fr"])
	}
	revs, err := db.Revisions(t.Context(), e.ID)
	if err != nil || !strings.Contains(revs[0].Note, "status") {
		t.Errorf("the challenge is not noted: %+v %v", revs[0], err)
	}
}

func TestBadTextStoresNothing(t *testing.T) {
	g, db := open(t)
	for _, it := range []ingest.Item{
		{Text: "  "},
		{Text: announced, Published: "2022-02-30"},
		{Text: announced, Lang: "xx"},
		{Text: strings.Repeat("a", extract.MaxText+1), Lang: "fr"},
	} {
		if rep, err := g.Save(t.Context(), it); err == nil {
			t.Errorf("%.40q was taken: %+v", it.Text, rep)
		}
	}
	if _, n, err := db.Articles(t.Context(), 1, 0); err != nil || n != 0 {
		t.Errorf("%d articles, %v", n, err)
	}
}

// failing breaks off in the middle of an article.
type failing struct{ ingest.Store }

var errDisk = errors.New("disk full")

func (f failing) Tx(ctx context.Context, fn func(ingest.Store) error) error {
	return f.Store.Tx(ctx, func(tx ingest.Store) error { return fn(failing{tx}) })
}

func (f failing) CreateEvent(context.Context, *models.Event, models.Revision) error { return errDisk }

func TestNothingHalfStored(t *testing.T) {
	g, db := open(t)
	g.Store, g.Batch = failing{g.Store}, nil
	if _, err := g.Save(t.Context(), ingest.Item{Text: announced, Published: "2022-02-04"}); !errors.Is(err, errDisk) {
		t.Fatal(err)
	}
	if _, n, err := db.Articles(t.Context(), 1, 0); err != nil || n != 0 {
		t.Errorf("%d articles were left behind, %v", n, err)
	}
}

// TestOrder takes the demo in ten orders; the events must be the same.
func TestOrder(t *testing.T) {
	articles, err := seeds.Articles()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for n := range 10 {
		rng := rand.New(rand.NewPCG(uint64(n), 1))
		rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		g, db := open(t)
		items := make([]ingest.Item, len(articles))
		for i, a := range articles {
			items[i] = ingest.Item{Text: a.Text, Published: a.Published}
		}
		takeAll(t, g, items, func(err error) { t.Error(err) })
		got := all(t, db)
		if n == 0 {
			want = got
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("order %d: %s", n, diff)
		}
	}
}
