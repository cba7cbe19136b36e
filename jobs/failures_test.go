package jobs_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery/extract"
	"chancery/ingest"
	"chancery/ingest/feed"
	"chancery/ingest/fetch"
	"chancery/internal/testkit"
	"chancery/jobs"
	"chancery/models"
	"chancery/store"
)

type lent struct{ *store.DB }

func (s lent) Tx(ctx context.Context, fn func(ingest.Store) error) error {
	return s.DB.Tx(ctx, func(tx *store.DB) error { return fn(lent{tx}) })
}

var reader = sync.OnceValues(extract.New)

// rss writes a feed of n items whose identifiers begin with a word.
func rss(guid string, n int) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Courrier</title>`)
	for i := range n {
		fmt.Fprintf(&b, `<item><guid isPermaLink="false">%s-%d</guid><link>/a/%d</link><title>Titre %d</title><pubDate>Fri, 04 Feb 2022 11:00:00 GMT</pubDate></item>`, guid, i, i, i)
	}
	return b.String() + `</channel></rss>`
}

// faulty serves feeds that fail in the ways that were met in the wild.
func faulty(t *testing.T) (*httptest.Server, *int) {
	var mu sync.Mutex
	runs, pages := 0, 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		switch p := r.URL.Path; {
		case strings.HasPrefix(p, "/a/"):
			pages++
			_, _ = fmt.Fprintf(w, "<!doctype html><html lang=fr><title>Titre</title><article><p>Le ministre est attendu lundi à Vilnius pour un entretien avec son homologue, a dit son porte-parole numéro %s. %s</p></article></html>",
				p, strings.Repeat("Il y sera question de frontières et de sécurité "+p+". ", 5))
		case p == "/slow": // a byte now and then, without end
			w.WriteHeader(http.StatusOK)
			mu.Unlock()
			for range 100 {
				if _, err := io.WriteString(w, "<"); err != nil || r.Context().Err() != nil {
					break
				}
				w.(http.Flusher).Flush()
				time.Sleep(50 * time.Millisecond)
			}
			mu.Lock()
		case p == "/truncated":
			w.Header().Set("Content-Length", "100000")
			_, _ = io.WriteString(w, rss("t", 2))
		case p == "/cut-in-the-middle": // complete for the network, not for a reader
			_, _ = io.WriteString(w, rss("c", 3)[:300])
		case p == "/charset": // says UTF-8, is windows-1252
			w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
			_, _ = io.WriteString(w, "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>\xc9lys\xe9e \x93actu\x94</title><item><link>/a/0</link></item></channel></rss>")
		case p == "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.WriteString(z, "<rss><channel><title>")
			for range 64 {
				_, _ = z.Write(make([]byte, 1<<20))
			}
			_ = z.Close()
		case p == "/laughs":
			var b strings.Builder
			b.WriteString(`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "ha">`)
			for i := 1; i < 10; i++ {
				fmt.Fprintf(&b, `<!ENTITY l%d "%s">`, i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
			}
			_, _ = io.WriteString(w, b.String()+`]><rss version="2.0"><channel><title>&l9;</title><item><link>/a/0</link></item></channel></rss>`)
		case p == "/inside":
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusFound)
		case p == "/unchanged":
			if r.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", `"1"`)
			_, _ = io.WriteString(w, rss("u", 2))
		case p == "/busy":
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		case p == "/gone":
			w.WriteHeader(http.StatusGone)
		case p == "/page":
			_, _ = io.WriteString(w, "<!DOCTYPE html><html><body>We have moved!</body></html>")
		case p == "/renaming":
			runs++
			_, _ = io.WriteString(w, rss(fmt.Sprint("run", runs), 3))
		case p == "/endless":
			_, _ = io.WriteString(w, rss("e", feed.MaxItems+200))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s, &pages
}

func TestRecordedFailures(t *testing.T) {
	s, pages := faulty(t)
	u, _ := url.Parse(s.URL)
	port, _ := strconv.ParseUint(u.Port(), 10, 16)
	x, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path  string
		says  string // the feed's error, "" for none
		title string
		items int
		new   int           // articles stored by the first run
		wait  time.Duration // before the next run, at least
		over  bool          // switched off
		again int           // pages asked for by a second run
	}{
		{path: "/slow", says: "did not answer in full", wait: 30 * time.Minute},
		{path: "/truncated", says: "broke off", wait: 30 * time.Minute},
		{path: "/cut-in-the-middle", says: "cannot be read", wait: 30 * time.Minute},
		{path: "/charset", title: "Élysée “actu”", items: 1, new: 1},
		{path: "/bomb", says: "more than 8 MiB", wait: 30 * time.Minute},
		{path: "/laughs", title: "&l9;", items: 1, new: 1}, // entities of a feed's own are not opened
		{path: "/inside", says: "port that is not allowed", wait: 30 * time.Minute},
		{path: "/unchanged", title: "Courrier", items: 2, new: 2},
		{path: "/busy", says: "come back later", wait: 2 * time.Hour},
		{path: "/gone", says: "gone for good", over: true},
		{path: "/page", says: "web page", wait: 30 * time.Minute},
		{path: "/renaming", title: "Courrier", items: 3, new: 3},
		{path: "/none", says: "nothing at this address", wait: 30 * time.Minute},
	} {
		t.Run(c.path[1:], func(t *testing.T) {
			*pages = 0
			clock := testkit.NewClock()
			db := testkit.OpenDBAt(t, clock)
			client := fetch.New(fetch.Options{
				Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{uint16(port)},
				Every: -1, Now: clock.Now, Timeout: 2 * time.Second,
			})
			if c.path != "/slow" { // a busy machine is not a slow server
				client = fetch.New(fetch.Options{
					Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{uint16(port)}, Every: -1, Now: clock.Now,
				})
			}
			f := &models.Feed{URL: s.URL + c.path}
			if err := db.CreateFeed(t.Context(), f); err != nil {
				t.Fatal(err)
			}
			g := &ingest.Ingester{Store: lent{db}, Reader: x}
			j := &jobs.FeedJob{
				Store: db, Now: clock.Now,
				Fetch: func(ctx context.Context, f models.Feed) (models.FeedFetch, error) { return feed.Fetch(ctx, client, f) },
				Ingest: func(ctx context.Context, f models.Feed, item models.FeedItem) (bool, error) {
					return g.FeedItem(ctx, client, db, f.ID, item, false)
				},
			}
			r, err := j.FetchFeed(t.Context(), f.ID, nil)
			if (c.says == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Fatalf("error %v, want %q", err, c.says)
			}
			got, err := db.Feed(t.Context(), f.ID)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(got.LastError, c.says) || got.Title != c.title || r.Items != c.items || r.New != c.new || got.Over() != c.over || !c.over && got.NextRunAt.Sub(clock.Now()) < c.wait {
				t.Errorf("feed %+v, report %+v", got, r)
			}
			first := *pages
			clock.Advance(8 * 24 * time.Hour)
			if r, _ := j.FetchFeed(t.Context(), f.ID, nil); r.New != 0 || *pages-first != c.again {
				t.Errorf("a second run takes %d articles and asks for %d pages", r.New, *pages-first)
			}
			if _, n, err := db.Articles(t.Context(), 1, 0); err != nil || n != c.new {
				t.Errorf("%d articles, want %d, %v", n, c.new, err)
			}
		})
	}
}

// TestEndlessFeed: no more is taken of a feed than its limit.
func TestEndlessFeed(t *testing.T) {
	s, _ := faulty(t)
	u, _ := url.Parse(s.URL)
	port, _ := strconv.ParseUint(u.Port(), 10, 16)
	client := fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{uint16(port)}, Every: -1})
	got, err := feed.Fetch(t.Context(), client, models.Feed{URL: s.URL + "/endless"})
	if err != nil || len(got.Items) != feed.MaxItems || got.Dropped != 200 || errors.Is(err, feed.ErrNotFeed) {
		t.Errorf("%d items, %d dropped, %v", len(got.Items), got.Dropped, err)
	}
}
