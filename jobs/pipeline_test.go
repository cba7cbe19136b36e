package jobs_test

import (
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
	"testing"
	"time"

	"chancery/ingest/feed"
	"chancery/ingest/fetch"
	"chancery/ingest/page"
	"chancery/internal/testkit"
	"chancery/jobs"
	"chancery/models"
)

// TestFeedToStore runs the job with the real fetcher, readers and database
// against a server on this machine.
func TestFeedToStore(t *testing.T) {
	answer := "feed"
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/a/"):
			_, _ = fmt.Fprintf(w, "<!doctype html><html lang=fr><title>Titre</title><article><p>%s (%s)</p></article></html>",
				strings.Repeat("Le ministre est attendu lundi à Vilnius pour un entretien avec son homologue. ", 5), r.URL.Path)
		case r.URL.Path != "/rss":
			http.NotFound(w, r)
		case answer == "busy":
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		case answer == "gone":
			w.WriteHeader(http.StatusGone)
		case answer == "page":
			_, _ = io.WriteString(w, "<!doctype html><p>We have moved!")
		case r.Header.Get("If-None-Match") == `"1"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", `"1"`)
			_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Courrier</title><item><link>/a/1</link></item><item><link>/a/2</link></item></channel></rss>`)
		}
	}))
	defer s.Close()
	u, _ := url.Parse(s.URL)
	port, _ := strconv.ParseUint(u.Port(), 10, 16)
	clock := testkit.NewClock()
	client := fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{uint16(port)}, Every: -1, Now: clock.Now})

	db := testkit.OpenDBAt(t, clock)
	f := &models.Feed{URL: s.URL + "/rss"}
	if err := db.CreateFeed(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	j := &jobs.FeedJob{
		Store: db, Now: clock.Now,
		Fetch: func(ctx context.Context, f models.Feed) (models.FeedFetch, error) { return feed.Fetch(ctx, client, f) },
		Ingest: func(ctx context.Context, f models.Feed, item models.FeedItem) (bool, error) {
			res, err := client.Page(ctx, item.URL)
			if err != nil {
				return false, err
			}
			p, err := page.Read(res.Body, res.URL, res.ContentType)
			if err != nil {
				return false, err
			}
			a := testkit.Article(p.Text)
			a.URL, a.GUID, a.FeedID, a.Lang = p.URL, item.GUID, &f.ID, p.Lang
			if err := db.CreateArticle(ctx, a); errors.Is(err, models.ErrDuplicate) {
				return false, nil
			} else if err != nil {
				return false, err
			}
			return true, nil
		},
	}
	state := func() models.Feed {
		t.Helper()
		got, err := db.Feed(t.Context(), f.ID)
		if err != nil {
			t.Fatal(err)
		}
		return *got
	}
	if err := j.FetchDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := state(); got.Title != "Courrier" || got.Items != 2 || got.LastError != "" || got.ETag != `"1"` || !got.NextRunAt.After(clock.Now()) {
		t.Errorf("after the first run: %+v", got)
	}
	articles, n, err := db.Articles(t.Context(), 0, 0)
	if err != nil || n != 2 || articles[0].Lang != "fr" {
		t.Errorf("articles %+v, %v", articles, err)
	}
	for _, again := range []string{"feed", "unconditional"} {
		clock.Advance(24 * time.Hour)
		if again == "unconditional" {
			got := state()
			got.ETag = ""
			if err := db.UpdateFeedState(t.Context(), &got); err != nil {
				t.Fatal(err)
			}
		}
		r, err := j.FetchFeed(t.Context(), f.ID, nil)
		if err != nil || r.New != 0 || r.Failed != 0 || r.NotModified != (again == "feed") {
			t.Errorf("%s again: %+v, %v", again, r, err)
		}
	}
	for _, c := range []struct {
		answer, says string
		atLeast      time.Duration
	}{{"busy", "come back later", 2 * time.Hour}, {"page", "web page", time.Hour}} {
		answer = c.answer
		clock.Advance(3 * time.Hour) // beyond the time the busy server asked for
		if _, err := j.FetchFeed(t.Context(), f.ID, nil); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.answer, err)
		}
		if got := state(); !strings.Contains(got.LastError, c.says) || got.NextRunAt.Sub(clock.Now()) < c.atLeast || got.LastOKAt == nil {
			t.Errorf("%s: state %+v", c.answer, got)
		}
	}
	answer = "gone"
	clock.Advance(3 * time.Hour)
	if _, err := j.FetchFeed(t.Context(), f.ID, nil); err == nil || !strings.Contains(err.Error(), "gone for good") {
		t.Errorf("gone: %v", err)
	}
	if got := state(); !got.Disabled || got.NextRunAt != nil || !strings.Contains(got.LastError, "gone for good") {
		t.Errorf("a feed that is gone is asked again: %+v", got)
	}
	if got := state(); got.Failures != 3 {
		t.Errorf("%d failures in a row, want 3", got.Failures)
	}
	if _, n, _ := db.Articles(t.Context(), 0, 0); n != 2 {
		t.Errorf("%d articles at the end, want 2", n)
	}
}
