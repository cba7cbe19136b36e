package handlers

import (
	"context"
	"net/http"
	"testing"

	"chancery/models"
)

// feed stores a subscription.
func feed(t *testing.T, s *site) *models.Feed {
	t.Helper()
	f := &models.Feed{URL: "https://news.example/rss", Title: "News", LastError: "the server answers 410"}
	if err := s.db.CreateFeed(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFeeds(t *testing.T) {
	var fetched []uint64
	s := newSite(t, func(d *Deps) {
		d.FetchFeed = func(_ context.Context, id uint64) error { fetched = append(fetched, id); return nil }
	})
	f := feed(t, s)
	s.login("anna")
	page := s.get("/feeds").want(200).shows("tbody", "the server answers 410")
	for url, field := range map[string]string{"": "url", "ftp://x": "url", f.URL: "url"} {
		a := s.submit(page, "/feeds", map[string]string{"url": url}).want(422)
		if a.text("#"+field+"-error") == "" || attr(a.all("#url")[0], "value") != url {
			t.Errorf("%q: %s", url, a.text("main"))
		}
	}
	s.follow(s.submit(page, "/feeds", map[string]string{"url": "https://other.example/atom"})).shows("tbody", "https://other.example/atom")
	s.follow(s.submit(page, "/feeds/"+itoa(f.ID)+"/fetch", nil)).shows(".notice", "being fetched")
	if len(fetched) != 1 || fetched[0] != f.ID {
		t.Errorf("fetched %v", fetched)
	}
	s.follow(s.submit(page, "/feeds/"+itoa(f.ID)+"/remove", nil)).shows(".notice", "removed")
	s.submit(page, "/feeds/"+itoa(f.ID)+"/remove", nil).want(http.StatusNotFound)
	s.http = s.browser()
	s.login("carl")
	s.get("/feeds").want(200).lacks("form[action$='/remove']")
	values := controls(s.get("/").all("form[action='/logout']")[0]) // a token of his own
	values.Set("url", "https://third.example/")
	s.do(s.request(http.MethodPost, "/feeds", values)).want(http.StatusForbidden).shows("h1", "Not allowed")
}
