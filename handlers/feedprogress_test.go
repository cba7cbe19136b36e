package handlers

import (
	"context"
	"errors"
	"testing"

	"chancery/models"
)

// queued is a queue with a given state.
type queued struct {
	progress map[uint64]models.FeedProgress
	failures []models.FeedFailure
}

func (q *queued) FeedProgress(context.Context) (map[uint64]models.FeedProgress, error) {
	return q.progress, nil
}

func (q *queued) FeedFailures(context.Context, uint64, int) ([]models.FeedFailure, error) {
	return q.failures, nil
}

// TestFeedProgress: the page says how far fetching has come, with and without
// scripts, in both languages.
func TestFeedProgress(t *testing.T) {
	q := &queued{}
	s := newSite(t, func(d *Deps) {
		d.Queue = q
		d.FetchFeed = func(context.Context, uint64) error { return nil }
		d.CheckSchedule = func(spec string) error {
			if spec == "soon" {
				return errors.New("no schedule")
			}
			return nil
		}
	})
	f := feed(t, s)
	s.login("anna")
	s.get("/feeds").want(200).lacks("[data-busy]").lacks("meta[http-equiv]").shows("tbody", "the server answers 410")
	for _, c := range []struct {
		progress models.FeedProgress
		en, fr   string
	}{
		{models.FeedProgress{Asked: true}, "Waiting for its turn", "En attente"},
		{models.FeedProgress{Running: true}, "Being fetched", "Relève en cours"},
		{models.FeedProgress{Total: 9, Done: 3, Failed: 1}, "3 of 9 articles", "3 articles pris sur 9"},
	} {
		q.progress = map[uint64]models.FeedProgress{f.ID: c.progress}
		page := s.get("/feeds").want(200).shows("[data-busy] [role=status]", c.en)
		if len(page.all("noscript")) == 0 || len(page.all("script[src*='feeds']")) == 0 {
			t.Error("the page does not come again")
		}
		s.get("/feeds?lang=fr").want(200).shows("[data-busy]", c.fr)
		s.get("/feeds?lang=en").want(200)
	}
	q.progress[f.ID] = models.FeedProgress{Total: 9, Done: 8, Failed: 1}
	q.failures = []models.FeedFailure{{URL: "https://news.example/1", Title: "A title", Error: "no article text"}}
	s.get("/feeds").want(200).lacks("[data-busy]").shows("details", "Could not be taken in: 1").shows("details li", "no article text")
	page := s.get("/feeds")
	s.submit(page, "/feeds", map[string]string{"url": "https://x.example/rss", "schedule": "soon"}).want(422).shows("#schedule-error", "no schedule")
	s.follow(s.submit(page, "/feeds", map[string]string{"url": "https://x.example/rss", "schedule": "@daily"})).shows("tbody", "@daily")
}
