package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery/internal/testkit"
	"chancery/models"
)

// TestWorker runs the worker as a process would: it fetches a feed that is due,
// takes its articles in, and a second one after it finds nothing to do.
func TestWorker(t *testing.T) {
	pages := make(chan string, 100)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/rss":
			_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>Courrier</title><item><guid>g1</guid><link>/a/1</link></item><item><guid>g2</guid><link>/a/2</link></item></channel></rss>`)
		case strings.HasPrefix(r.URL.Path, "/a/"):
			pages <- r.URL.Path
			_, _ = fmt.Fprint(w, savedPage(len(r.URL.Path)+int(r.URL.Path[3]-'0')))
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	u, _ := url.Parse(s.URL)
	path := filepath.Join(t.TempDir(), "x.db")
	db := testkit.OpenFile(t, path, testkit.NewClock())
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	f := &models.Feed{URL: s.URL + "/rss"}
	if err := db.CreateFeed(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	environ := map[string]string{"CHANCERY_ALLOW_PRIVATE_NETS": "127.0.0.0/8", "CHANCERY_FETCH_PORTS": u.Port()}
	work := func(done func() bool) {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var errs bytes.Buffer
		e := &env{
			stdin: strings.NewReader(""), stdout: &bytes.Buffer{}, stderr: &errs,
			now: time.Now, getenv: func(k string) string { return environ[k] },
		}
		ended := make(chan int, 1)
		go func() { ended <- e.run(ctx, []string{"worker", "--db", path}) }()
		deadline := time.Now().Add(60 * time.Second)
		for !done() && time.Now().Before(deadline) {
			time.Sleep(20 * time.Millisecond)
		}
		if !done() {
			t.Error("the worker has not done its work")
		}
		cancel()
		if code := <-ended; code != 0 || !strings.Contains(errs.String(), "stopping") {
			t.Errorf("exit code %d, says %q", code, errs.String())
		}
	}
	taken := func() bool {
		_, n, err := db.Articles(t.Context(), 1, 0)
		p, perr := db.FeedProgress(t.Context())
		return err == nil && perr == nil && n == 2 && p[f.ID].Done == 2
	}
	work(taken)
	got, err := db.Feed(t.Context(), f.ID)
	if err != nil || got.Title != "Courrier" || got.LastOKAt == nil || got.LastRun == 0 {
		t.Errorf("feed %+v, %v", got, err)
	}
	// As if its time had come again.
	got.NextRunAt = nil
	if err := db.UpdateFeedState(t.Context(), got); err != nil {
		t.Fatal(err)
	}
	work(func() bool {
		again, err := db.Feed(t.Context(), f.ID)
		return err == nil && again.NextRunAt != nil
	})
	_, stored, err := db.Articles(t.Context(), 1, 0)
	if n := len(pages); n != 2 || stored != 2 || err != nil {
		t.Errorf("the pages were asked for %d times and %d articles are there, want 2, %v", n, stored, err)
	}
}
