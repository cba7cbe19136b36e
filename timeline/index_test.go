package timeline

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"chancery/edtf"
	"chancery/models"
)

// event builds a valid event; opts change it.
func event(id uint64, typ, date string, opts ...func(*models.Event)) *models.Event {
	e := &models.Event{
		ID: id, Type: typ, Status: models.StatusPlanned, Review: models.ReviewPending,
		Titles: map[string]string{"en": fmt.Sprintf("%s %d", typ, id)}, Confidence: .5,
	}
	if err := e.SetDate(date); err != nil {
		panic(err)
	}
	for _, o := range opts {
		o(e)
	}
	return e
}

func countries(c ...string) func(*models.Event) { return func(e *models.Event) { e.Countries = c } }

func actor(key, name string) func(*models.Event) {
	return func(e *models.Event) {
		e.Actors = append(e.Actors, models.EventActor{Actor: models.Actor{Key: key, Name: name, Kind: "person"}})
	}
}

func status(s string) func(*models.Event) { return func(e *models.Event) { e.Status = s } }
func review(s string) func(*models.Event) { return func(e *models.Event) { e.Review = s } }

func loaded(t testing.TB, events ...*models.Event) *Index {
	t.Helper()
	x := New()
	err := x.Load(t.Context(), func(_ context.Context, fn func(*models.Event) error) error {
		for _, e := range events {
			if err := fn(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func day(s string) edtf.Day {
	d, err := edtf.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func ids(items []Item) []uint64 {
	out := []uint64{}
	for _, i := range items {
		out = append(out, i.ID)
	}
	return out
}

func february() []*models.Event {
	return []*models.Event{
		event(1, "visit", "2022-02-07", countries("FRA", "RUS"), actor("Q1", "Emmanuel Macron")),
		event(2, "visit", "2022-02-15", countries("DEU", "RUS"), actor("Q2", "Olaf Scholz")),
		event(3, "statement", "2022-02-04", countries("CHN", "RUS"), status(models.StatusOccurred)),
		event(4, "summit", "2022-03", countries("FRA")),
		event(5, "negotiation", "", countries("FRA"), actor("Q1", "Emmanuel Macron")),
		event(6, "military", "2022-02-10/2022-02-20", countries("RUS", "BLR")),
		event(7, "sanction", "2022-02-24/.."),
		event(8, "meeting", "2022-02-08", review(models.ReviewRejected)),
	}
}

func TestTileFilters(t *testing.T) {
	x := loaded(t, february()...)
	tests := []struct {
		name     string
		f        models.EventFilter
		ids      []uint64 // text search result; nil: none was made
		from, to string
		want     []uint64
	}{
		{"all but rejected", models.EventFilter{}, nil, "2022-01-01", "2022-12-31", []uint64{3, 1, 6, 2, 7, 4}},
		{"the range's last day counts", models.EventFilter{}, nil, "2022-02-05", "2022-02-07", []uint64{1}},
		{"an event that began before the range", models.EventFilter{}, nil, "2022-02-19", "2022-02-19", []uint64{6}},
		{"an open end reaches on", models.EventFilter{}, nil, "2050-01-01", "2050-01-02", []uint64{7}},
		{"before everything", models.EventFilter{}, nil, "1990-01-01", "1990-12-31", []uint64{}},
		{"type", models.EventFilter{Types: []string{"visit"}}, nil, "2022-01-01", "2022-12-31", []uint64{1, 2}},
		{"status", models.EventFilter{Statuses: []string{"occurred"}}, nil, "2022-01-01", "2022-12-31", []uint64{3}},
		{"country", models.EventFilter{Countries: []string{"FRA", "BLR"}}, nil, "2022-01-01", "2022-12-31", []uint64{1, 6, 4}},
		{"unknown country", models.EventFilter{Countries: []string{"XXX"}}, nil, "2022-01-01", "2022-12-31", []uint64{}},
		{"actor by key", models.EventFilter{Actors: []string{"Q2"}}, nil, "2022-01-01", "2022-12-31", []uint64{2}},
		{"actor by name", models.EventFilter{Actors: []string{"emmanuel macron"}}, nil, "2022-01-01", "2022-12-31", []uint64{1}},
		{"part of a name is no name", models.EventFilter{Actors: []string{"Macr"}}, nil, "2022-01-01", "2022-12-31", []uint64{}},
		{"rejected on request", models.EventFilter{Reviews: []string{"rejected"}}, nil, "2022-01-01", "2022-12-31", []uint64{8}},
		{"text", models.EventFilter{}, []uint64{2, 5, 99}, "2022-01-01", "2022-12-31", []uint64{2}},
		{"text without a hit", models.EventFilter{}, []uint64{}, "2022-01-01", "2022-12-31", []uint64{}},
		{"undated only", models.EventFilter{Undated: true}, nil, "2022-01-01", "2022-12-31", []uint64{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := x.Tile(Query{
				Filter: tt.f, IDs: tt.ids, HasIDs: tt.ids != nil,
				From: day(tt.from), To: day(tt.to) + 1, Lang: "en",
			})
			if !slices.Equal(ids(got.Items), tt.want) {
				t.Errorf("got %v, want %v", ids(got.Items), tt.want)
			}
			if got.Total != len(tt.want) || got.Density != nil {
				t.Errorf("total %d, density %v", got.Total, got.Density)
			}
		})
	}
}

func TestTileTellsExtentAndUndated(t *testing.T) {
	x := loaded(t, february()...)
	got := x.Tile(Query{Lang: "en"})
	if got.Undated != 1 || got.Matches != 6 {
		t.Errorf("undated %d, matches %d; want 1 and 6", got.Undated, got.Matches)
	}
	if got.First == nil || got.First.String() != "2022-02-04" || got.Last.String() != "2022-03-31" {
		t.Errorf("extent %v–%v, want 2022-02-04–2022-03-31: the open end is left out", got.First, got.Last)
	}
	if got.From != *got.First || got.To != *got.Last+1 {
		t.Errorf("a query without a range covers %v–%v", got.From, got.To)
	}
	if empty := New().Tile(Query{}); empty.First != nil || empty.Total != 0 || len(empty.Items) != 0 {
		t.Errorf("empty index gives %+v", empty)
	}
}

func TestItemSaysHowMuchIsKnown(t *testing.T) {
	guess := event(9, "visit", "2022-05-01")
	guess.DayBasis = "publication"
	guess.Titles = map[string]string{"fr": "Visite à Moscou", "de": "Besuch"}
	x := loaded(t, append(february(), guess, event(10, "visit", "2022-06~"))...)
	by := map[uint64]Item{}
	for _, i := range x.Tile(Query{From: day("2022-01-01"), To: day("2023-01-01"), Lang: "fr"}).Items {
		by[i.ID] = i
	}
	if i := by[4]; i.Precision != "month" || i.Start.String() != "2022-03-01" || i.End.String() != "2022-04-01" {
		t.Errorf("a month is drawn as %+v", i)
	}
	if i := by[7]; !i.OpenEnd || i.OpenStart {
		t.Errorf("open end is lost: %+v", i)
	}
	if !by[9].Unsure || !by[10].Unsure || by[1].Unsure {
		t.Errorf("unsure: publication day %v, approximate %v, plain %v", by[9].Unsure, by[10].Unsure, by[1].Unsure)
	}
	if by[9].Title != "Visite à Moscou" || by[1].Title != "visit 1" {
		t.Errorf("titles %q and %q", by[9].Title, by[1].Title)
	}
}

func TestPutAndRemove(t *testing.T) {
	x := loaded(t, february()...)
	before := x.Version()
	moved := event(1, "visit", "2022-04-01")
	into := uint64(3)
	merged := event(2, "visit", "2022-02-15")
	merged.MergedInto = &into
	x.Put(moved, merged, event(20, "call", "2022-02-01"))
	x.Remove(6, 777)
	got := x.Tile(Query{From: day("2022-01-01"), To: day("2023-01-01")})
	if want := []uint64{20, 3, 7, 4, 1}; !slices.Equal(ids(got.Items), want) {
		t.Errorf("got %v, want %v", ids(got.Items), want)
	}
	if x.Version() == before || x.Len() != 7 {
		t.Errorf("version %d (was %d), %d events", x.Version(), before, x.Len())
	}
}

func TestLoadKeepsWhatIsPutMeanwhile(t *testing.T) {
	x := New()
	err := x.Load(t.Context(), func(_ context.Context, fn func(*models.Event) error) error {
		if err := fn(event(1, "visit", "2022-02-07")); err != nil {
			return err
		}
		x.Put(event(1, "visit", "2022-02-09"), event(2, "visit", "2022-02-10"))
		x.Remove(3)
		return fn(event(3, "visit", "2022-02-11"))
	})
	if err != nil {
		t.Fatal(err)
	}
	got := x.Tile(Query{From: day("2022-01-01"), To: day("2023-01-01")})
	if want := []uint64{1, 2}; !slices.Equal(ids(got.Items), want) || got.Items[0].Start.String() != "2022-02-09" {
		t.Errorf("got %+v", got.Items)
	}
	bad := errors.New("disk")
	if err := x.Load(t.Context(), func(context.Context, func(*models.Event) error) error { return bad }); !errors.Is(err, bad) || x.Len() != 2 {
		t.Errorf("a failed load gives %v and leaves %d events", err, x.Len())
	}
}

// TestAgainstScan puts and removes at random and compares every answer with a
// plain walk over the same events.
func TestAgainstScan(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	x, all := New(), map[uint64]*models.Event{}
	for step := range 400 {
		batch := []*models.Event{}
		for range 1 + rnd.IntN(20) {
			e := randomEvent(rnd, uint64(1+rnd.IntN(800)))
			batch = append(batch, e)
		}
		x.Put(batch...)
		for _, e := range batch {
			all[e.ID] = e
		}
		if gone := uint64(1 + rnd.IntN(800)); step%3 == 0 {
			x.Remove(gone)
			delete(all, gone)
		}
		if step%10 != 0 {
			continue
		}
		f := models.EventFilter{}
		if rnd.IntN(2) == 0 {
			f.Types = []string{"visit", "summit"}
		}
		if rnd.IntN(2) == 0 {
			f.Countries = []string{"C1"}
		}
		from := day("2000-01-01") + edtf.Day(rnd.IntN(7000))
		to := from + 1 + edtf.Day(rnd.IntN(1000))
		got := x.Tile(Query{Filter: f, From: from, To: to, Items: 10000})
		if want := scan(all, f, from, to); !slices.Equal(ids(got.Items), want) {
			t.Fatalf("step %d: got %v, want %v", step, ids(got.Items), want)
		}
		if x.Len() != len(all) {
			t.Fatalf("step %d: %d events, want %d", step, x.Len(), len(all))
		}
	}
	if n := len(x.now.Load().parts); n > 8 {
		t.Errorf("%d segments are left after %d writes", n, 400)
	}
}

func randomEvent(rnd *rand.Rand, id uint64) *models.Event {
	typ := models.EventTypes[rnd.IntN(len(models.EventTypes))]
	start := day("2000-01-01") + edtf.Day(rnd.IntN(8000))
	date := start.String()
	switch rnd.IntN(6) {
	case 0:
		date += "/" + (start + edtf.Day(rnd.IntN(30))).String()
	case 1:
		date = date[:7]
	case 2:
		if rnd.IntN(5) == 0 {
			date = ""
		}
	}
	return event(id, typ, date, countries(fmt.Sprintf("C%d", rnd.IntN(4))))
}

func scan(all map[uint64]*models.Event, f models.EventFilter, from, to edtf.Day) []uint64 {
	hits := []*models.Event{}
	for _, e := range all {
		if e.StartDay == nil || edtf.Day(*e.StartDay) >= to || edtf.Day(*e.EndDay) <= from ||
			len(f.Types) > 0 && !slices.Contains(f.Types, e.Type) ||
			len(f.Countries) > 0 && !slices.Contains(f.Countries, e.Countries[0]) {
			continue
		}
		hits = append(hits, e)
	}
	slices.SortFunc(hits, func(a, b *models.Event) int {
		if *a.StartDay != *b.StartDay {
			return int(*a.StartDay - *b.StartDay)
		}
		return int(a.ID) - int(b.ID)
	})
	out := []uint64{}
	for _, e := range hits {
		out = append(out, e.ID)
	}
	return out
}

func TestReadersSeeWholeSnapshots(t *testing.T) {
	x := New()
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range 200 {
				id := uint64(1 + w*1000 + i)
				x.Put(event(id, "visit", "2022-02-07"), event(id+100_000, "visit", "2022-02-08"))
			}
		})
	}
	for range 2 {
		wg.Go(func() {
			for range 100 {
				got := x.Tile(Query{From: day("2022-02-01"), To: day("2022-03-01"), Items: 5000})
				x.Facets(Query{}, 5)
				if got.Total%2 != 0 {
					t.Errorf("half a change is visible: %d events", got.Total)
				}
			}
		})
	}
	wg.Wait()
	if x.Len() != 1600 {
		t.Errorf("%d events, want 1600", x.Len())
	}
}
