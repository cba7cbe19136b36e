package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"chancery/extract"
	"chancery/ingest"
	"chancery/ingest/page"
	"chancery/internal/testkit"
	"chancery/store"
)

// pagesOf makes n pages such as news sites send, with menus and teasers round
// the article.
func pagesOf(tb testing.TB, n int) [][]byte {
	tb.Helper()
	menu := strings.Repeat(`<li class="nav"><a href="/rubrique/monde">Monde</a> <a href="/rubrique/europe">Europe</a></li>`, 60)
	teaser := strings.Repeat(`<div class="teaser"><a href="/a/1"><img src="/i.jpg" alt=""><h3>Un autre titre</h3></a><script>track(1)</script></div>`, 40)
	out := make([][]byte, n)
	for i := range out {
		var l struct{ Published, Text string }
		if err := json.Unmarshal([]byte(madeUpLine(i)), &l); err != nil {
			tb.Fatal(err)
		}
		var body strings.Builder
		for _, s := range strings.SplitAfter(l.Text, ".") {
			fmt.Fprintf(&body, "<p>%s</p>", s)
		}
		out[i] = []byte(`<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Titre ` + fmt.Sprint(i) + `</title><meta property="article:published_time" content="` +
			l.Published + `T08:00:00Z"></head><body><nav><ul>` + menu + `</ul></nav><main><article><h1>Titre</h1>` + body.String() + `</article></main><aside>` + teaser + `</aside></body></html>`)
	}
	return out
}

// BenchmarkIngestPages takes pages in from end to end on one core and tells by
// processor time where it goes: reading the page, extracting, storing.
func BenchmarkIngestPages(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	x, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	pages := pagesOf(b, 1000)
	var read, extracted, stored time.Duration
	n := 0
	for b.Loop() {
		items := make([]ingest.Item, len(pages))
		read += spent(func() {
			for i, raw := range pages {
				p, err := page.Read(raw, fmt.Sprintf("https://news.example/%d", i), "text/html")
				if err != nil {
					b.Fatal(err)
				}
				items[i] = ingest.FromPage(p)
			}
		})
		ready := extractedBefore{x, map[string]extract.Result{}}
		extracted += spent(func() {
			for _, it := range items {
				res, err := x.Extract(extract.Document{Title: it.Title, Text: it.Text, Lang: it.Lang, Published: it.Published, PublishedBy: it.PublishedBy, URL: it.URL})
				if err != nil {
					b.Fatal(err)
				}
				ready.of[it.URL] = res
			}
		})
		b.StopTimer()
		db := ingestStore{testkit.OpenDB(b)}
		g := &ingest.Ingester{Store: db, Batch: db.Batch, Reader: ready, Now: time.Now}
		b.StartTimer()
		stored += spent(func() {
			if err := g.SaveAll(b.Context(), each(items), func(o ingest.Outcome) {
				if o.Err != nil {
					b.Error(o.Err)
				}
			}); err != nil {
				b.Fatal(err)
			}
		})
		n += len(pages)
	}
	all := read + extracted + stored
	b.ReportMetric(float64(n)/all.Seconds(), "articles/s")
	b.ReportMetric(100*read.Seconds()/all.Seconds(), "%page")
	b.ReportMetric(100*extracted.Seconds()/all.Seconds(), "%extract")
	b.ReportMetric(100*stored.Seconds()/all.Seconds(), "%store")
}

// spent is the processor time that fn takes.
func spent(fn func()) time.Duration {
	begin := testkit.ProcessorTime()
	fn()
	return testkit.ProcessorTime() - begin
}

// extractedBefore gives what was extracted of an address.
type extractedBefore struct {
	*extract.Extractor
	of map[string]extract.Result
}

func (r extractedBefore) Extract(d extract.Document) (extract.Result, error) { return r.of[d.URL], nil }

func each(items []ingest.Item) iter.Seq2[ingest.Item, error] {
	return func(yield func(ingest.Item, error) bool) {
		for _, it := range items {
			if !yield(it, nil) {
				return
			}
		}
	}
}

// TestIngestMemory takes articles in and looks at the memory that stays: a
// second half must need no more than the first. With CHANCERY_TEST_FULL=1 there
// are 10,000.
func TestIngestMemory(t *testing.T) {
	n := 600
	if os.Getenv("CHANCERY_TEST_FULL") != "" {
		n = 10000
	} else if testing.Short() {
		t.Skip("takes some seconds")
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), store.Options{DSN: filepath.Join(t.TempDir(), "x.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	g := &ingest.Ingester{Store: ingestStore{db}, Batch: ingestStore{db}.Batch, Reader: x}
	var marks []float64
	begin := time.Now()
	lines := func(yield func(ingest.Item, error) bool) {
		for i := range n {
			if !yield(lineItem(bytes.TrimSpace([]byte(madeUpLine(i))), false, "x", i)) {
				return
			}
		}
	}
	done := 0
	err = g.SaveAll(t.Context(), lines, func(o ingest.Outcome) {
		if o.Err != nil {
			t.Error(o.Err)
		}
		if done++; done%(n/10) == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			marks = append(marks, float64(m.HeapAlloc)/(1<<20))
			t.Logf("after %d articles: %.1f MB in use, %.1f MB from the system, %.0f articles a second", done, marks[len(marks)-1], float64(m.Sys)/(1<<20), float64(done)/time.Since(begin).Seconds())
		}
	})
	if err != nil || len(marks) != 10 {
		t.Fatal(err, len(marks))
	}
	if first, last := marks[4], marks[9]; last > first+8 {
		t.Errorf("%.1f MB are in use after half of the articles and %.1f MB at the end", first, last)
	}
}
