package handlers

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"chancery/models"
)

// finder finds what it was told to.
type finder map[string][]FeedLink

func (f finder) FindFeeds(_ context.Context, address string) ([]FeedLink, error) {
	if found, ok := f[address]; ok {
		return found, nil
	}
	return nil, errors.New("the host does not answer")
}

// TestAddSite: an address of a site leads to its feed, to a choice, or to an
// error that says what to do.
func TestAddSite(t *testing.T) {
	s := newSite(t, func(d *Deps) {
		d.FindFeeds = finder{
			"https://one.example/a/story": {{"https://one.example/rss", "One " + strings.Repeat("x", models.MaxTitle)}},
			"https://two.example/":        {{"https://two.example/world", "World"}, {"https://two.example/sport", ""}},
			"https://two.example/world":   {{"https://two.example/world", "World"}},
			"https://none.example/":       nil,
		}
	})
	s.login("anna")
	page := s.get("/feeds").want(200)
	s.follow(s.submit(page, "/feeds", map[string]string{"url": "https://one.example/a/story"})).shows("tbody", "https://one.example/rss").shows("tbody", "One xx")
	s.submit(page, "/feeds", map[string]string{"url": "https://one.example/a/story"}).want(422).shows("#url-error", "there already")
	choice := s.submit(page, "/feeds", map[string]string{"url": "https://two.example/", "title": "Mine", "schedule": "@daily"}).want(200).
		shows("#found", "choose one").shows("form ul", "https://two.example/sport").lacks(".error-summary")
	if n := len(choice.all("form ul button[name=url]")); n != 2 {
		t.Errorf("%d buttons, want 2", n)
	}
	uniqueIDs(choice)
	headingsInOrder(choice)
	// The first form of the page is the choice: it keeps what was typed.
	s.follow(s.submit(choice, "/feeds", map[string]string{"url": "https://two.example/world"})).
		shows("tbody", "https://two.example/world").shows("tbody", "Mine").shows("tbody", "@daily")
	s.submit(page, "/feeds", map[string]string{"url": "https://none.example/"}).want(422).shows("#url-error", "give that address")
	s.submit(page, "/feeds", map[string]string{"url": "https://dead.example/"}).want(422).shows("#url-error", "the host does not answer. Check it")
	feeds, err := s.db.Feeds(t.Context())
	if err != nil || len(feeds) != 2 {
		t.Errorf("%d feeds are stored, want 2, %v", len(feeds), err)
	}
	s.get("/feeds?lang=fr")
	s.submit(page, "/feeds", map[string]string{"url": "https://none.example/"}).want(422).shows("#url-error", "donnez cette adresse")
}

// TestEditFeed: a curator changes title and schedule and the switch; nothing
// wrong is stored, and nothing without the form's token.
func TestEditFeed(t *testing.T) {
	s := newSite(t, func(d *Deps) {
		d.CheckSchedule = func(spec string) error {
			if spec == "soon" {
				return errors.New("no schedule")
			}
			return nil
		}
	})
	f := feed(t, s)
	edit := "/feeds/" + itoa(f.ID) + "/edit"
	stored := func() *models.Feed {
		t.Helper()
		got, err := s.db.Feed(t.Context(), f.ID)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	s.get(edit).want(http.StatusSeeOther) // to the log-in
	s.login("carl")
	if n := len(s.get("/feeds").all("a[href='" + edit + "']")); n != 1 {
		t.Errorf("%d links to the form, want 1", n)
	}
	page := s.get(edit).want(200).shows("main", f.URL)
	s.follow(s.submit(page, edit, map[string]string{"title": " Agency ", "schedule": "@daily", "state": "off"})).
		shows(".notice", "changed").shows("tbody", "Agency").shows("tbody", "switched off: the server answers 410")
	if got := stored(); got.Title != "Agency" || got.Schedule != "@daily" || !got.Disabled || got.URL != f.URL {
		t.Errorf("stored %+v", got)
	}
	page = s.get(edit).want(200)
	for _, bad := range []struct{ field, value string }{{"schedule", "soon"}, {"state", "perhaps"}, {"state", "-"}, {"title", strings.Repeat("x", models.MaxTitle+1)}} {
		a := s.submit(page, edit, map[string]string{bad.field: bad.value}).want(422)
		if a.text("#"+bad.field+"-error") == "" {
			t.Errorf("%s %q: %s", bad.field, bad.value, a.text("main"))
		}
	}
	s.submit(page, edit, map[string]string{"csrf_token": "-", "state": "on"}).want(http.StatusForbidden)
	if got := stored(); got.Schedule != "@daily" || !got.Disabled || got.Title != "Agency" {
		t.Errorf("stored %+v", got)
	}
	s.follow(s.submit(page, edit, map[string]string{"state": "on"}))
	if got := stored(); got.Disabled || got.LastError != "" {
		t.Errorf("on again: %+v", got)
	}
	s.get(edit+"?lang=fr").want(200).shows("h1", "Modifier un flux").shows("select", "selon l’horaire")
	s.get("/feeds/99/edit").want(http.StatusNotFound)
	s.do(s.request(http.MethodPost, "/feeds/99/edit", controls(page.all("form.panel")[0]))).want(http.StatusNotFound)
}

// TestFeedMoved: the page says from where a feed has moved.
func TestFeedMoved(t *testing.T) {
	s := newSite(t)
	f := feed(t, s)
	f.MovedFrom, f.URL = f.URL, "https://new.example/rss"
	if err := s.db.UpdateFeedState(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	s.login("anna")
	s.get("/feeds").want(200).shows("tbody th", "https://new.example/rss").shows("tbody", "Moved for good from https://news.example/rss")
	s.get("/feeds?lang=fr").want(200).shows("tbody", "A déménagé pour de bon de https://news.example/rss")
}
