package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/go-cmp/cmp"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

var _ scs.CtxStore = (*store.SessionStore)(nil)

func testUsers(t *testing.T, db *store.DB) {
	ctx := t.Context()
	if n, err := db.CountUsers(ctx); err != nil || n != 0 {
		t.Fatalf("%d users, %v", n, err)
	}
	zoe := testkit.StoredUser(t, db, "Zoé")
	ada := testkit.StoredUser(t, db, "ada")
	if err := db.CreateUser(ctx, &models.User{Name: "ADA", Role: models.RoleAdmin}); !errors.Is(err, models.ErrDuplicate) {
		t.Errorf("the name in capitals: %v, want ErrDuplicate", err)
	}
	for name, u := range map[string]models.User{
		"no name": {Role: models.RoleAdmin}, "a space": {Name: "a b", Role: models.RoleAdmin}, "role": {Name: "x", Role: "king"},
	} {
		if err := db.CreateUser(ctx, &u); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	now := testkit.Noon
	ada.DisabledAt, ada.PasswordHash, ada.Lang = &now, "new", "fr"
	if err := db.UpdateUser(ctx, ada); err != nil {
		t.Fatal(err)
	}
	if got, err := db.UserByName(ctx, "Ada"); err != nil || !cmp.Equal(got, ada) {
		t.Errorf("stored %+v, %v, want %+v", got, err, ada)
	}
	ada.DisabledAt = nil
	if err := db.UpdateUser(ctx, ada); err != nil {
		t.Fatal(err)
	}
	if got, err := db.User(ctx, ada.ID); err != nil || got.DisabledAt != nil {
		t.Errorf("enabled again: %+v, %v", got, err)
	}
	ada.Name = "zoé"
	if err := db.UpdateUser(ctx, ada); !errors.Is(err, models.ErrDuplicate) {
		t.Errorf("renamed to one there is: %v, want ErrDuplicate", err)
	}
	if users, err := db.Users(ctx); err != nil || len(users) != 2 || users[1].ID != zoe.ID {
		t.Errorf("users %+v, %v", users, err)
	}
}

func testSessions(t *testing.T, db *store.DB) {
	ctx := t.Context()
	s := db.Sessions()
	expiry := testkit.Noon.Add(time.Hour)
	for _, data := range []string{"first", "second"} {
		if err := s.Commit("token", []byte(data), expiry); err != nil {
			t.Fatal(err)
		}
	}
	if data, found, err := s.Find("token"); err != nil || !found || string(data) != "second" {
		t.Errorf("%q, %v, %v", data, found, err)
	}
	if err := s.CommitCtx(ctx, "old", []byte("x"), testkit.Noon); err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{"old", "unknown", ""} {
		if _, found, err := s.FindCtx(ctx, token); err != nil || found {
			t.Errorf("%q: found %v, %v", token, found, err)
		}
	}
	if err := s.Cleanup(ctx); err != nil {
		t.Fatal(err)
	}
	if _, found, _ := s.Find("token"); !found {
		t.Error("clean-up took a session that is not over")
	}
	for range 2 {
		if err := s.Delete("token"); err != nil {
			t.Fatal(err)
		}
	}
	if _, found, _ := s.Find("token"); found {
		t.Error("the deleted session is there")
	}
}

func testFeeds(t *testing.T, db *store.DB) {
	ctx := t.Context()
	f := &models.Feed{URL: "https://news.example/rss", Title: "News", Schedule: "*/30 * * * *"}
	if err := db.CreateFeed(ctx, f); err != nil {
		t.Fatal(err)
	}
	if err := db.CreateFeed(ctx, &models.Feed{URL: f.URL}); !errors.Is(err, models.ErrDuplicate) {
		t.Errorf("second subscription: %v, want ErrDuplicate", err)
	}
	for _, u := range []string{"", "news.example", "file:///etc/passwd", "javascript:1", "http://"} {
		if err := db.CreateFeed(ctx, &models.Feed{URL: u}); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%q: %v, want ErrInvalid", u, err)
		}
	}
	f.Disabled, f.Title = true, ""
	if err := db.UpdateFeed(ctx, f); err != nil {
		t.Fatal(err)
	}
	if got, err := db.FeedByURL(ctx, f.URL); err != nil || !cmp.Equal(got, f) {
		t.Errorf("stored %+v, %v, want %+v", got, err, f)
	}
	a := testkit.Article("from the feed")
	a.FeedID = &f.ID
	testkit.StoredArticle(t, db, a)
	if err := db.DeleteFeed(ctx, f.ID); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Article(ctx, a.ID); err != nil || got.FeedID != nil {
		t.Errorf("the article after its feed: %+v, %v: want it kept", got, err)
	}
	if all, err := db.Feeds(ctx); err != nil || len(all) != 0 {
		t.Errorf("feeds %+v, %v", all, err)
	}
}

func testFeedState(t *testing.T, db *store.DB) {
	ctx := t.Context()
	f := &models.Feed{URL: "https://news.example/rss"}
	if err := db.CreateFeed(ctx, f); err != nil {
		t.Fatal(err)
	}
	run := *f // a run begins …
	f.Disabled, f.Schedule = true, "@daily"
	if err := db.UpdateFeed(ctx, f); err != nil { // … and meanwhile someone edits
		t.Fatal(err)
	}
	now := testkit.Noon
	run.ETag, run.LastRunAt, run.LastError, run.Failures, run.Title = `"x"`, &now, "the server says no", 3, "News"
	if err := db.UpdateFeedState(ctx, &run); err != nil {
		t.Fatal(err)
	}
	got, err := db.Feed(ctx, f.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Disabled || got.Schedule != "@daily" {
		t.Errorf("the run undid the edit: %+v", got)
	}
	if got.ETag != `"x"` || got.Failures != 3 || got.LastError == "" || !got.LastRunAt.Equal(now) || got.Title != "News" {
		t.Errorf("the run's findings are not stored: %+v", got)
	}
	run.LastError, run.Failures, run.Title = "", 0, "Renamed by its owner"
	if err := db.UpdateFeedState(ctx, &run); err != nil {
		t.Fatal(err)
	}
	if got, _ := db.Feed(ctx, f.ID); got.LastError != "" || got.Failures != 0 || got.Title != "News" {
		t.Errorf("after a good run: %+v", got)
	}
}

// testFeedSettings: people and runs change a feed at once without undoing each
// other's work.
func testFeedSettings(t *testing.T, db *store.DB) {
	ctx := t.Context()
	other := &models.Feed{URL: "https://other.example/rss"}
	f := &models.Feed{URL: "https://news.example/rss", Title: "News"}
	for _, f := range []*models.Feed{f, other} {
		if err := db.CreateFeed(ctx, f); err != nil {
			t.Fatal(err)
		}
	}
	state := func(change func(*models.Feed)) *models.Feed {
		t.Helper()
		run, err := db.Feed(ctx, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		change(run)
		if err := db.UpdateFeedState(ctx, run); err != nil {
			t.Fatal(err)
		}
		got, err := db.Feed(ctx, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	next := testkit.Noon.Add(time.Hour)
	got := state(func(f *models.Feed) {
		f.URL, f.MovedFrom, f.NextRunAt, f.ETag = "https://new.example/rss", f.URL, &next, `"1"`
	})
	if got.URL != "https://new.example/rss" || got.MovedFrom != "https://news.example/rss" {
		t.Errorf("moved: %+v", got)
	}
	got = state(func(f *models.Feed) { f.URL, f.MovedFrom = other.URL, f.URL })
	if got.URL != "https://new.example/rss" || got.MovedFrom != "https://news.example/rss" {
		t.Errorf("moved onto another: %+v", got)
	}
	set := func(title, schedule string, off bool) *models.Feed {
		t.Helper()
		if err := db.UpdateFeedSettings(ctx, &models.Feed{ID: f.ID, URL: f.URL, Title: title, Schedule: schedule, Disabled: off}); err != nil {
			t.Fatal(err)
		}
		got, err := db.Feed(ctx, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got = set("Renamed", "", false); got.Title != "Renamed" || got.URL != "https://new.example/rss" || got.ETag != `"1"` || got.NextRunAt == nil {
		t.Errorf("renamed: %+v", got)
	}
	if got = set("Renamed", "@daily", false); got.Schedule != "@daily" || got.NextRunAt != nil {
		t.Errorf("a new schedule does not count at once: %+v", got)
	}
	got = state(func(f *models.Feed) { f.Disabled, f.NextRunAt, f.LastError, f.Failures = true, nil, "gone", 1 })
	if !got.Over() || got.LastError != "gone" {
		t.Errorf("gone: %+v", got)
	}
	if got = set("Renamed", "@daily", true); !got.Over() {
		t.Errorf("still off: %+v", got)
	}
	if got = set("", "@daily", false); got.Disabled || got.LastError != "" || got.Failures != 0 || got.Title != "" {
		t.Errorf("on again: %+v", got)
	}
	if err := db.UpdateFeedSettings(ctx, &models.Feed{ID: 99, URL: f.URL}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("no such feed: %v", err)
	}
	if err := db.UpdateFeedSettings(ctx, &models.Feed{ID: f.ID, URL: f.URL, Title: strings.Repeat("x", models.MaxTitle+1)}); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("a title too long: %v", err)
	}
}

func testViews(t *testing.T, db *store.DB) {
	ctx := t.Context()
	ada, bob := testkit.StoredUser(t, db, "ada"), testkit.StoredUser(t, db, "bob")
	v := &models.SavedView{UserID: ada.ID, Name: "Visits", Slug: "visits", Query: "type=visit"}
	if err := db.CreateView(ctx, v); err != nil {
		t.Fatal(err)
	}
	if len(v.Token) < 20 {
		t.Errorf("token %q can be guessed", v.Token)
	}
	if got, err := db.ViewByToken(ctx, v.Token); err != nil || !cmp.Equal(got, v) {
		t.Errorf("stored %+v, %v", got, err)
	}
	if err := db.CreateView(ctx, &models.SavedView{UserID: bob.ID, Name: "x", Token: v.Token}); !errors.Is(err, models.ErrDuplicate) {
		t.Errorf("same token: %v, want ErrDuplicate", err)
	}
	if err := db.CreateView(ctx, &models.SavedView{UserID: ada.ID}); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("no name: %v, want ErrInvalid", err)
	}
	if err := db.DeleteView(ctx, v.ID, bob.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("someone else's: %v, want ErrNotFound", err)
	}
	if err := db.DeleteView(ctx, v.ID, ada.ID); err != nil {
		t.Error(err)
	}
	if views, err := db.Views(ctx, ada.ID); err != nil || len(views) != 0 {
		t.Errorf("views %+v, %v", views, err)
	}
}
