package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"chancery/handlers"
	"chancery/ingest/fetch"
	"chancery/internal/testkit"
)

// TestFeedLife takes feeds through the command line from a site's address over
// a move to their end, as a server would tell of it.
func TestFeedLife(t *testing.T) {
	gone := false
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p := r.URL.Path; {
		case p == "/story":
			_, _ = fmt.Fprint(w, `<html><link rel=alternate type="application/rss+xml" title=Old href="/old"><link rel=alternate type="application/rss+xml" href="/late">`)
		case p == "/mute":
			http.NotFound(w, r)
		case p == "/old" && gone:
			http.Redirect(w, r, "/new", http.StatusPermanentRedirect)
		case p == "/lost" && gone:
			http.Redirect(w, r, "/mute", http.StatusMovedPermanently)
		case p == "/late" && gone:
			w.WriteHeader(http.StatusGone)
		case p == "/old", p == "/new", p == "/late", p == "/lost":
			_, _ = fmt.Fprint(w, `<rss version="2.0"><channel><title>Courrier</title></channel></rss>`)
		}
	}))
	defer s.Close()
	u, _ := url.Parse(s.URL)
	path := database(t)
	environ := map[string]string{"CHANCERY_ALLOW_PRIVATE_NETS": "127.0.0.0/8", "CHANCERY_FETCH_PORTS": u.Port()}
	for _, p := range []string{"/story", "/late", "/lost"} {
		if got := call(t, environ, "", "feeds", "add", s.URL+p, "--db", path); got.code != exitOK {
			t.Fatalf("%s: %+v", p, got)
		}
	}
	gone = true
	call(t, environ, "", "feeds", "fetch", "--db", path)
	db := testkit.OpenFile(t, path, testkit.NewClock())
	for old, want := range map[string]struct {
		url string
		off bool
	}{"/old": {"/new", false}, "/late": {"/late", true}, "/lost": {"/lost", false}} {
		f, err := db.FeedByURL(t.Context(), s.URL+want.url)
		if err != nil || f.Disabled != want.off || (f.MovedFrom != "") != (old != want.url) {
			t.Errorf("%s: %+v, %v", old, f, err)
		}
	}
	for _, args := range [][]string{{"doctor"}, {"feeds", "list"}} {
		got := call(t, environ, "", append(args, "--db", path)...)
		if !strings.Contains(got.stdout, "gone for good (410): it is asked no more") {
			t.Errorf("%v does not say why a feed is off:\n%s", args, got.stdout)
		}
	}
	port, _ := strconv.ParseUint(u.Port(), 10, 16)
	find := feedFinder{fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{uint16(port)}, Every: -1})}
	links, err := find.FindFeeds(t.Context(), s.URL+"/story")
	if err != nil || len(links) != 2 || links[0] != (handlers.FeedLink{URL: s.URL + "/old", Title: "Old"}) {
		t.Errorf("%v, %v", links, err)
	}
	if links, err := find.FindFeeds(t.Context(), s.URL+"/"); err != nil || len(links) != 0 {
		t.Errorf("a site without feeds: %v, %v", links, err)
	}
	if _, err := find.FindFeeds(t.Context(), s.URL+"/mute"); err == nil {
		t.Error("no error for a page that is not there")
	}
}

// TestDoctorQueue: doctor counts the jobs that wait and those given up.
func TestDoctorQueue(t *testing.T) {
	path := database(t)
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	for i, state := range []string{"available", "retryable", "scheduled", "running", "discarded", "cancelled", "completed"} {
		var done any
		if i > 3 {
			done = "2022-02-04 12:00:00"
		}
		if _, err := raw.ExecContext(t.Context(), "INSERT INTO river_job (args, kind, max_attempts, state, finalized_at) VALUES ('{}', 'x', 3, ?, ?)", state, done); err != nil {
			t.Fatal(err)
		}
	}
	got := call(t, nil, "", "doctor", "--db", path)
	if want := "warn queue: 3 jobs waiting (1 of them after a failure), 1 running, 2 failed: the page /feeds"; got.code != exitOK || !strings.Contains(got.stdout, want) {
		t.Errorf("exit code %d, missing %q in\n%s", got.code, want, got.stdout)
	}
}
