package ingest_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"chancery/edtf"
	"chancery/extract"
	"chancery/ingest"
	"chancery/internal/testkit"
	"chancery/models"
)

// telling is a reader whose articles were told beforehand: it measures what
// comes after the reading.
type telling map[string][]extract.Event

func (r telling) Extract(d extract.Document) (extract.Result, error) {
	return extract.Result{
		Article: extract.Article{Lang: "en", Published: d.Published, PublishedBy: "given"}, Events: r[d.Text],
	}, nil
}

func (telling) Titles(extract.Event) (titles, summaries map[string]string) {
	return map[string]string{"en": "A visit"}, nil
}

// world makes n reports of n/5 events of ten years, two an article, of the
// states and people that news tells of most.
func world(n int) (telling, []ingest.Item) {
	rng := rand.New(rand.NewPCG(11, 12))
	types := []string{"visit", "meeting", "call", "summit", "agreement", "sanction", "military", "statement"}
	statuses := []string{"planned", "occurred", "occurred", "cancelled"}
	day0, _ := edtf.ParseDay("2015-01-01")
	skewed := func(max int) int { return int(float64(max) * rng.Float64() * rng.Float64() * rng.Float64()) }
	told := telling{}
	var items []ingest.Item
	for k := range n / 10 {
		day := day0 + edtf.Day(rng.IntN(3650))
		var happenings [2]extract.Event
		for i := range happenings {
			a, b := skewed(190), skewed(190)
			happenings[i] = extract.Event{
				Type: types[rng.IntN(len(types))], EDTF: (day + edtf.Day(rng.IntN(5))).String(), DayBasis: "text",
				Countries: []string{fmt.Sprintf("C%02d", min(a, b)), fmt.Sprintf("C%02d", max(a, b)+1)}, Confidence: 0.8,
				Actors:   []extract.Actor{{Name: fmt.Sprint("Person ", a), ID: fmt.Sprint("Q", a), Kind: models.KindPerson, Role: "visitor"}},
				Evidence: []extract.Evidence{{Start: 0, End: 10, Text: "A sentence", Rule: "bench"}},
			}
		}
		for c := range 5 {
			text := fmt.Sprintf("article %d of story %d", c, k)
			events := make([]extract.Event, len(happenings))
			for i, e := range happenings {
				e.Status = statuses[rng.IntN(len(statuses))]
				events[i] = e
			}
			told[text] = events
			items = append(items, ingest.Item{Text: text, Published: (day - 2 + edtf.Day(c)).String(), Lang: "en"})
		}
	}
	rng.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	return told, items
}

// BenchmarkMerge joins and stores reports; it says how the time a report takes
// and the memory held grow with their number.
func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n, " reports"), func(b *testing.B) {
			told, items := world(n)
			for b.Loop() {
				b.StopTimer()
				db := lent{testkit.OpenDB(b)}
				g := &ingest.Ingester{Store: db, Batch: db.Batch, Reader: told, Now: time.Now}
				before := heap()
				b.StartTimer()
				begin, used := time.Now(), testkit.ProcessorTime()
				if err := g.SaveAll(b.Context(), each(items), func(o ingest.Outcome) {
					if o.Err != nil {
						b.Error(o.Err)
					}
				}); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(time.Since(begin).Microseconds())/float64(n), "µs/report")
				b.ReportMetric(float64((testkit.ProcessorTime()-used).Microseconds())/float64(n), "cpu-µs/report")
				b.ReportMetric(float64(heap()-before)/1e6, "MB-grown")
			}
		})
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// each gives the items without an error.
func each(items []ingest.Item) iter.Seq2[ingest.Item, error] {
	return func(yield func(ingest.Item, error) bool) {
		for _, it := range items {
			if !yield(it, nil) {
				return
			}
		}
	}
}
