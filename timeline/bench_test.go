package timeline

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"chancery/edtf"
	"chancery/models"
)

// benchSize is how many events the benchmarks hold; CHANCERY_BENCH_EVENTS
// changes it.
func benchSize() int {
	if n, err := strconv.Atoi(os.Getenv("CHANCERY_BENCH_EVENTS")); err == nil && n > 0 {
		return n
	}
	return 1_000_000
}

// Synthetic streams n events between 1990 and 2026 with titles in two
// languages, two countries and two or three of 50,000 actors each.
func synthetic(n int) Stream {
	return func(_ context.Context, fn func(*models.Event) error) error {
		rnd := rand.New(rand.NewPCG(7, 8))
		first := day("1990-01-01")
		for id := range uint64(n) {
			start := first + edtf.Day(float64(id)*13_400/float64(n))
			date := start.String()
			switch rnd.IntN(12) {
			case 0:
				date += "/" + (start + 1 + edtf.Day(rnd.IntN(10))).String()
			case 1:
				date = date[:7]
			}
			a, b := rnd.IntN(180), rnd.IntN(180)
			e := event(id+1, models.EventTypes[rnd.IntN(20)], date,
				countries(fmt.Sprintf("X%02d", a), fmt.Sprintf("X%02d", b)))
			e.Titles = map[string]string{
				"en": fmt.Sprintf("Minister %d received in capital %d", a, b),
				"fr": fmt.Sprintf("Le ministre %d reçu dans la capitale %d", a, b),
			}
			e.Status, e.Confidence = models.Statuses[rnd.IntN(7)], rnd.Float64()
			for range 2 + rnd.IntN(2) {
				k := int(50_000 * rnd.Float64() * rnd.Float64())
				actor(fmt.Sprintf("Q%d", k), fmt.Sprintf("Person %d", k))(e)
			}
			if err := fn(e); err != nil {
				return err
			}
		}
		return nil
	}
}

// cpu adds the processor time of each operation to a benchmark's figures: on a
// shared machine the clock on the wall says little.
func cpu(b *testing.B, op func()) {
	start := processorTime()
	for b.Loop() {
		op()
	}
	b.ReportMetric(float64((processorTime()-start).Microseconds())/1e3/float64(b.N), "cpu-ms/op")
}

// million is built once: it takes seconds.
var million = sync.OnceValue(func() *Index {
	x := New()
	if err := x.Load(context.Background(), synthetic(benchSize())); err != nil {
		panic(err)
	}
	return x
})

func BenchmarkTile(b *testing.B) {
	x := million()
	views := []struct {
		name     string
		from, to string
		f        models.EventFilter
		lanes    LaneBy
	}{
		{"all", "1990-01-01", "2026-12-31", models.EventFilter{}, LanesType},
		{"all-by-country", "1990-01-01", "2026-12-31", models.EventFilter{}, LanesCountry},
		{"year", "2010-01-01", "2010-12-31", models.EventFilter{}, LanesType},
		{"week", "2010-03-01", "2010-03-07", models.EventFilter{}, LanesType},
		{"all-visits-of-one-country", "1990-01-01", "2026-12-31", models.EventFilter{Types: []string{"visit"}, Countries: []string{"X07"}}, LanesType},
	}
	for _, v := range views {
		b.Run(v.name, func(b *testing.B) {
			q := Query{Filter: v.f, From: day(v.from), To: day(v.to) + 1, Width: 1400, Lanes: v.lanes, Lang: "fr"}
			x.Tile(q)
			cpu(b, func() { x.Tile(q) })
		})
	}
}

// BenchmarkFirstTile asks with a filter not seen before each time.
func BenchmarkFirstTile(b *testing.B) {
	x := million()
	i := 0
	cpu(b, func() {
		i++
		x.Tile(Query{
			Filter: models.EventFilter{Countries: []string{fmt.Sprintf("X%02d", i%180), fmt.Sprintf("Y%d", i)}},
			From:   day("1990-01-01"), To: day("2027-01-01"), Width: 1400, Lang: "fr",
		})
	})
}

func BenchmarkFacets(b *testing.B) {
	x := million()
	for _, f := range []models.EventFilter{{}, {Types: []string{"visit"}, Countries: []string{"X07"}}} {
		b.Run(fmt.Sprintf("types=%d", len(f.Types)), func(b *testing.B) {
			cpu(b, func() { x.Facets(Query{Filter: f, Lang: "fr"}, 50) })
		})
	}
}

func BenchmarkPut(b *testing.B) {
	x := million()
	rnd := rand.New(rand.NewPCG(9, 9))
	cpu(b, func() { x.Put(event(uint64(1+rnd.IntN(benchSize())), "visit", "2015-06-01")) })
}

func BenchmarkMemory(b *testing.B) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	x := New()
	n := benchSize()
	for b.Loop() {
		x = New()
		if err := x.Load(context.Background(), synthetic(n)); err != nil {
			b.Fatal(err)
		}
		x.Tile(Query{})
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "B/event")
	runtime.KeepAlive(x)
}
