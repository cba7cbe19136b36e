package timeline

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"chancery/models"
)

func TestDensityAddsUp(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	events := []*models.Event{}
	for id := range uint64(5000) {
		events = append(events, randomEvent(rnd, id+1))
	}
	x := loaded(t, events...)
	for _, lanes := range []LaneBy{LanesType, LanesCountry, LanesNone} {
		for _, width := range []int{50, 300, 1400} {
			q := Query{From: day("2003-02-01"), To: day("2015-07-09"), Width: width, Lanes: lanes, Items: 100}
			got := x.Tile(q)
			if got.Density == nil {
				t.Fatalf("%s: no density for %d events", lanes, got.Total)
			}
			var sum float64
			for _, row := range got.Density.Bins {
				for _, n := range row {
					sum += float64(n)
				}
			}
			if math.Abs(sum-float64(got.Total)) > 0.01*float64(got.Total)+1 {
				t.Errorf("%s, %d px: bins add up to %.1f, total is %d", lanes, width, sum, got.Total)
			}
			if len(got.Items) == 0 || len(got.Items) > mostLabels {
				t.Errorf("%d labelled events", len(got.Items))
			}
			end := int(got.Density.From) + got.Density.Days*len(got.Density.Bins[0])
			if got.Density.From > q.From || end < int(q.To) {
				t.Errorf("bins cover %d–%d, want %d–%d", got.Density.From, end, q.From, q.To)
			}
		}
	}
}

// TestDailyCountsEqualRows asks a large selection, which is counted by day, and
// the same events walked row by row.
func TestDailyCountsEqualRows(t *testing.T) {
	rnd := rand.New(rand.NewPCG(8, 8))
	events := []*models.Event{}
	for id := range uint64(dailyEvents + 2000) {
		e := randomEvent(rnd, id+1)
		e.Confidence = float64(rnd.IntN(4)) / 4
		events = append(events, e)
	}
	x := loaded(t, events...)
	for _, lanes := range LaneKinds {
		q := Query{From: day("2001-02-03"), To: day("2016-07-09"), Width: 900, Lanes: lanes, Items: 100}
		sel := x.selection(&q)
		l := sel.lanesBy(lanes)
		got := x.Tile(q)
		if l.daily == nil {
			t.Fatalf("%s: not counted by day", lanes)
		}
		rows := l
		rows.daily = nil // the rows once more
		labels, want, total := density(sel, rows, &q)
		if got.Total != total {
			t.Errorf("%s: total %d, want %d", lanes, got.Total, total)
		}
		for lane := range want.Bins {
			for i, n := range want.Bins[lane] {
				if d := got.Density.Bins[lane][i] - n; d > 0.02 || d < -0.02 {
					t.Fatalf("%s: lane %d bin %d has %v, want %v", lanes, lane, i, got.Density.Bins[lane][i], n)
				}
			}
		}
		for i, r := range labels {
			if got.Items[i].ID != r.seg.id[r.row] {
				t.Fatalf("%s: label %d is event %d, want %d", lanes, i, got.Items[i].ID, r.seg.id[r.row])
			}
		}
	}
}

func TestDensityStandsStillWhilePanning(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	events := []*models.Event{}
	for id := range uint64(3000) {
		e := randomEvent(rnd, id+1)
		_ = e.SetDate((day("2000-01-01") + 3).String())
		_ = e.SetDate(e.EDTF)
		events = append(events, e)
	}
	x := loaded(t, events...)
	a := x.Tile(Query{From: day("1999-06-01"), To: day("2001-06-01"), Width: 800, Lanes: LanesNone, Items: 10})
	b := x.Tile(Query{From: day("1999-06-14"), To: day("2001-06-14"), Width: 800, Lanes: LanesNone, Items: 10})
	if a.Density.Days != b.Density.Days || int(a.Density.From-b.Density.From)%a.Density.Days != 0 {
		t.Errorf("grids %v+%d and %v+%d do not match", a.Density.From, a.Density.Days, b.Density.From, b.Density.Days)
	}
	if !slices.Equal(ids(a.Items), ids(b.Items)) {
		t.Errorf("labels jump: %v and %v", ids(a.Items), ids(b.Items))
	}
}

func TestSelectedEventIsAlwaysThere(t *testing.T) {
	x := loaded(t, february()...)
	q := Query{From: day("2022-02-01"), To: day("2022-02-10"), Select: 2}
	if got := ids(x.Tile(q).Items); !slices.Contains(got, 2) {
		t.Errorf("%v lacks the selected event outside the range", got)
	}
	q.Filter.Types = []string{"summit"}
	if got := ids(x.Tile(q).Items); slices.Contains(got, 2) {
		t.Errorf("%v has an event the filter refuses", got)
	}
	q = Query{From: day("2022-02-01"), To: day("2022-02-10"), Select: 5}
	if got := ids(x.Tile(q).Items); slices.Contains(got, 5) {
		t.Errorf("%v draws an undated event", got)
	}
}

func TestLanes(t *testing.T) {
	x := loaded(t, february()...)
	q := Query{From: day("2022-01-01"), To: day("2023-01-01"), Lanes: LanesCountry}
	got := x.Tile(q)
	if got.Lanes[0].Key != "RUS" || got.Lanes[0].Total != 4 {
		t.Errorf("first lane %+v, want RUS with 4", got.Lanes[0])
	}
	if last := got.Lanes[len(got.Lanes)-1]; last.Key != "" || last.Total != 1 {
		t.Errorf("last lane %+v, want the one event without a country", last)
	}
	for _, i := range got.Items {
		if i.ID == 1 && len(i.Lanes) != 2 {
			t.Errorf("a Franco-Russian event stands in lanes %v", i.Lanes)
		}
	}
	q.Lanes = LanesActor
	if got := x.Tile(q); got.Lanes[0].Key != "Q1" || got.Lanes[0].Label != "Emmanuel Macron" {
		t.Errorf("first lane %+v", got.Lanes[0])
	}
	q.Lanes = LanesNone
	if got := x.Tile(q); len(got.Lanes) != 1 || got.Lanes[0].Total != 6 {
		t.Errorf("lanes %+v", got.Lanes)
	}
	q.Lanes = LanesType
	keys := []string{}
	for _, l := range x.Tile(q).Lanes {
		keys = append(keys, l.Key)
	}
	if want := []string{"visit", "summit", "negotiation", "statement", "sanction", "military"}; !slices.Equal(keys, want) {
		t.Errorf("lanes %v, want %v", keys, want)
	}
}

func count(facets []Facet, key string) int {
	for _, f := range facets {
		if f.Key == key {
			return f.Count
		}
	}
	return 0
}

func TestFacets(t *testing.T) {
	x := loaded(t, february()...)
	f := x.Facets(Query{Lang: "en"}, 10)
	if f.Total != 7 || count(f.Types, "visit") != 2 || count(f.Countries, "RUS") != 4 || count(f.Actors, "Q1") != 2 {
		t.Errorf("%+v", f)
	}
	if count(f.Reviews, "rejected") != 1 || count(f.Types, "meeting") != 0 {
		t.Errorf("a rejected event counts for its review state only: %+v", f)
	}
	f = x.Facets(Query{Filter: models.EventFilter{Types: []string{"visit"}, From: "2022-02-05", To: "2022-02-28"}}, 10)
	if f.Total != 2 || count(f.Types, "military") != 1 || count(f.Types, "statement") != 0 || count(f.Countries, "BLR") != 0 {
		t.Errorf("with a type and days chosen: %+v", f)
	}
	f = x.Facets(Query{Filter: models.EventFilter{Types: []string{"visit"}, Countries: []string{"FRA"}}}, 10)
	if f.Total != 1 || count(f.Types, "summit") != 1 || count(f.Countries, "DEU") != 1 {
		t.Errorf("with a type and a country chosen: %+v", f)
	}
	if f := x.Facets(Query{}, 2); len(f.Countries) != 2 || len(f.Actors) != 2 {
		t.Errorf("top 2 gives %d countries, %d actors", len(f.Countries), len(f.Actors))
	}
}

func TestNeighbour(t *testing.T) {
	x := loaded(t, february()...)
	x.Put(event(30, "visit", "2022-02-07")) // in a segment of its own
	order := []uint64{3, 1, 30, 6, 2, 7, 4}
	for i, id := range order {
		next, ok := x.Neighbour(Query{}, id, true)
		if want := i < len(order)-1; ok != want || ok && next.ID != order[i+1] {
			t.Errorf("after %d comes %d, %v", id, next.ID, ok)
		}
		prev, ok := x.Neighbour(Query{}, id, false)
		if want := i > 0; ok != want || ok && prev.ID != order[i-1] {
			t.Errorf("before %d comes %d, %v", id, prev.ID, ok)
		}
	}
	if first, _ := x.Neighbour(Query{}, 0, true); first.ID != 3 {
		t.Errorf("the first event is %d, want 3", first.ID)
	}
	if last, _ := x.Neighbour(Query{}, 0, false); last.ID != 4 {
		t.Errorf("the last event is %d, want 4", last.ID)
	}
	if _, ok := New().Neighbour(Query{}, 0, true); ok {
		t.Error("an empty index has a first event")
	}
	for _, id := range []uint64{5, 8, 99} {
		if _, ok := x.Neighbour(Query{}, id, true); ok {
			t.Errorf("event %d is undated, refused or unknown and has a neighbour", id)
		}
	}
}
