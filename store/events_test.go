package store_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

func visit(t *testing.T, db *store.DB) *models.Event {
	t.Helper()
	a := testkit.Article("Le Kremlin a confirmé attendre lundi le président français.")
	a.Source = &models.Source{Name: "Agency", Host: "news.example"}
	testkit.StoredArticle(t, db, a)
	return testkit.Stored(t, db, testkit.Event("visit", "2022-02-07",
		testkit.Title("fr", "Emmanuel Macron en visite à Moscou"),
		testkit.With(testkit.Macron(), "visitor"), testkit.With(testkit.Putin(), "host"),
		testkit.At(testkit.Moscow()), testkit.Countries("RUS", "FRA", "RUS"), testkit.Says(a, a.Text)))
}

func testEventRoundTrip(t *testing.T, db *store.DB) {
	made := visit(t, db)
	got, err := db.Event(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	if a := got.Mentions[0].Article; a == nil || a.Text == "" || a.Source == nil || a.Source.Host != "news.example" {
		t.Errorf("the mention's article is not loaded with text and source: %+v", a)
	}
	if diff := cmp.Diff(made, got, cmpopts.IgnoreFields(models.Mention{}, "Article")); diff != "" {
		t.Errorf("stored differs from made (-made +stored):\n%s", diff)
	}
	if want := []string{"FRA", "RUS"}; !cmp.Equal(got.Countries, want) {
		t.Errorf("countries %v, want %v", got.Countries, want)
	}
	if got.UID == "" || got.Version != 1 || !got.CreatedAt.Equal(testkit.Noon) {
		t.Errorf("uid %q, version %d, created %v", got.UID, got.Version, got.CreatedAt)
	}
	byUID, err := db.EventByUID(t.Context(), made.UID)
	if err != nil || !cmp.Equal(byUID, got) {
		t.Errorf("by UID: %v, %v", byUID, err)
	}
}

func testEventNotFound(t *testing.T, db *store.DB) {
	ctx := t.Context()
	gone := testkit.Event("visit", "2022-02-07")
	gone.ID = 99
	for name, call := range map[string]func() error{
		"Event":      func() error { _, err := db.Event(ctx, 99); return err },
		"EventByUID": func() error { _, err := db.EventByUID(ctx, "x"); return err },
		"Update":     func() error { return db.UpdateEvent(ctx, gone, models.Revision{Action: "edit"}) },
		"Merge":      func() error { return db.MergeEvents(ctx, 98, 99, models.Revision{Action: "merge"}) },
		"Article":    func() error { _, err := db.Article(ctx, 99); return err },
		"ByURL":      func() error { _, err := db.ArticleByURL(ctx, ""); return err },
		"ByHash":     func() error { _, err := db.ArticleByHash(ctx, "x"); return err },
		"ByGUID":     func() error { _, err := db.ArticleByGUID(ctx, 1, ""); return err },
		"DateOf":     func() error { return db.UpdateArticleDate(ctx, 99, "2022-02-04", models.PublishedGiven) },
		"Actor":      func() error { _, err := db.Actor(ctx, 99); return err },
		"ActorByKey": func() error { _, err := db.ActorByKey(ctx, "Q1"); return err },
		"User":       func() error { _, err := db.User(ctx, 99); return err },
		"UserByName": func() error { _, err := db.UserByName(ctx, "x"); return err },
		"UpdateUser": func() error {
			return db.UpdateUser(ctx, &models.User{ID: 99, Name: "x", Role: models.RoleAdmin})
		},
		"Feed":        func() error { _, err := db.Feed(ctx, 99); return err },
		"FeedByURL":   func() error { _, err := db.FeedByURL(ctx, "x"); return err },
		"UpdateFeed":  func() error { return db.UpdateFeed(ctx, &models.Feed{ID: 99, URL: "https://x.example"}) },
		"FeedState":   func() error { return db.UpdateFeedState(ctx, &models.Feed{ID: 99}) },
		"DeleteFeed":  func() error { return db.DeleteFeed(ctx, 99) },
		"ViewByToken": func() error { _, err := db.ViewByToken(ctx, "x"); return err },
		"DeleteView":  func() error { return db.DeleteView(ctx, 99, 1) },
	} {
		if err := call(); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", name, err)
		}
	}
}

func testEventInvalid(t *testing.T, db *store.DB) {
	for name, spoil := range map[string]testkit.Option{
		"type":       func(e *models.Event) { e.Type = "party" },
		"status":     testkit.Status("perhaps"),
		"review":     testkit.Review(""),
		"title":      func(e *models.Event) { e.Titles = nil },
		"date":       func(e *models.Event) { e.EDTF = "2022-02-08" },
		"no date":    func(e *models.Event) { e.EDTF = "soon" },
		"country":    testkit.Countries("France"),
		"confidence": func(e *models.Event) { e.Confidence = 1.5 },
		"role":       testkit.With(testkit.Macron(), "dancer"),
		"actor":      testkit.With(models.Actor{Key: "Q1"}, "host"),
		"actor id":   func(e *models.Event) { e.Actors = []models.EventActor{{ActorID: 99, Role: "host"}} },
		"article":    testkit.Says(&models.Article{ID: 99}, "…"),
	} {
		err := db.CreateEvent(t.Context(), testkit.Event("visit", "2022-02-07", spoil), models.Revision{Action: "create"})
		if !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	if err := db.CreateEvent(t.Context(), testkit.Event("visit", "2022-02-07"), models.Revision{}); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("a revision without an action: %v, want ErrInvalid", err)
	}
	if p, err := db.Events(t.Context(), models.EventFilter{}); err != nil || p.Total != 0 {
		t.Errorf("%d events stored, %v: want none", p.Total, err)
	}
	if _, n, err := db.Actors(t.Context(), "", 0, 0); err != nil || n != 0 {
		t.Errorf("%d actors left behind by failed events, %v", n, err)
	}
	a := testkit.Stored(t, db, testkit.Event("visit", "2022-02-07"))
	again := testkit.Event("call", "2022-02-08", func(e *models.Event) { e.UID = a.UID })
	if err := db.CreateEvent(t.Context(), again, models.Revision{Action: "create"}); !errors.Is(err, models.ErrDuplicate) {
		t.Errorf("a second event of one UID: %v, want ErrDuplicate", err)
	}
}

func testEventUpdate(t *testing.T, db *store.DB) {
	made := visit(t, db)
	e, err := db.Event(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	b := testkit.StoredArticle(t, db, testkit.Article("La visite est reportée au 15 février."))
	if err := e.SetDate("2022-02-15"); err != nil {
		t.Fatal(err)
	}
	e.Status, e.Attribution = models.StatusPostponed, ""
	e.Actors = append(e.Actors[1:], models.EventActor{Role: "visitor", Actor: testkit.France()})
	e.Place, e.PlaceID = nil, nil
	e.Countries = []string{"FRA"}
	testkit.Says(b, b.Text)(e)
	e.Mentions[0].Text = "tampered with"
	if err := db.UpdateEvent(t.Context(), e, models.Revision{Action: "report", ArticleID: &b.ID}); err != nil {
		t.Fatal(err)
	}
	got, err := db.Event(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Version != 2 || got.Sequence != 1 || got.EDTF != "2022-02-15" || got.Place != nil || got.UID != made.UID {
		t.Errorf("stored %+v", got)
	}
	if len(got.Actors) != 2 || got.Actors[0].Actor.Key != "Q7747" || got.Actors[1].Actor.Key != "Q142" {
		t.Errorf("actors %+v, want Putin, France", got.Actors)
	}
	if len(got.Mentions) != 2 || got.Mentions[0].Text == "tampered with" || got.Mentions[1].ArticleID != b.ID {
		t.Errorf("mentions %+v, want the old one unchanged and a new one", got.Mentions)
	}
	p, err := db.Events(t.Context(), models.EventFilter{Countries: []string{"RUS"}})
	if err != nil || p.Total != 0 {
		t.Errorf("the country taken away still finds it: %d, %v", p.Total, err)
	}
}

func testEventConflict(t *testing.T, db *store.DB) {
	made := visit(t, db)
	mine, _ := db.Event(t.Context(), made.ID)
	theirs, _ := db.Event(t.Context(), made.ID)
	theirs.Attribution = "theirs"
	if err := db.UpdateEvent(t.Context(), theirs, models.Revision{Action: "edit"}); err != nil {
		t.Fatal(err)
	}
	mine.Attribution = "mine"
	err := db.UpdateEvent(t.Context(), mine, models.Revision{Action: "edit"})
	if !errors.Is(err, models.ErrConflict) {
		t.Fatalf("stale update: %v, want ErrConflict", err)
	}
	if mine.Version != 1 || mine.Sequence != 0 {
		t.Errorf("the refused event says version %d, sequence %d", mine.Version, mine.Sequence)
	}
	got, _ := db.Event(t.Context(), made.ID)
	revs, _ := db.Revisions(t.Context(), made.ID)
	if got.Attribution != "theirs" || len(revs) != 2 {
		t.Errorf("stored %q with %d revisions, want theirs with 2", got.Attribution, len(revs))
	}
}

// testConcurrentUpdates lets many writers add one each to the same event: all
// get through, none is lost, none meets a locked database.
func testConcurrentUpdates(t *testing.T, db *store.DB) {
	const workers, each = 8, 6
	made := testkit.Stored(t, db, testkit.Event("visit", "2022-02-07"))
	var wg sync.WaitGroup
	errs := make(chan error, workers)
	for range workers {
		wg.Go(func() {
			for n := 0; n < each; {
				e, err := db.Event(t.Context(), made.ID)
				if err != nil {
					errs <- err
					return
				}
				e.Locked = append(e.Locked, "x")
				switch err := db.UpdateEvent(t.Context(), e, models.Revision{Action: "edit"}); {
				case err == nil:
					n++
				case !errors.Is(err, models.ErrConflict):
					errs <- err
					return
				}
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		t.Error(err)
	}
	got, err := db.Event(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Locked) != workers*each || got.Version != 1+workers*each {
		t.Errorf("%d changes at version %d, want %d at %d", len(got.Locked), got.Version, workers*each, 1+workers*each)
	}
	if revs, err := db.Revisions(t.Context(), made.ID); err != nil || len(revs) != 1+workers*each {
		t.Errorf("%d revisions, %v", len(revs), err)
	}
}

func testMergeEvents(t *testing.T, db *store.DB) {
	ctx := t.Context()
	from := visit(t, db)
	into := testkit.Stored(t, db, testkit.Event("visit", "2022-02-07"))
	last := testkit.Stored(t, db, testkit.Event("visit", "2022-02-08"))
	u := testkit.StoredUser(t, db, "ada")
	rev := models.Revision{Action: "merge", UserID: &u.ID}
	if err := db.MergeEvents(ctx, from.ID, into.ID, rev); err != nil {
		t.Fatal(err)
	}
	got, err := db.Event(ctx, into.ID)
	if err != nil || len(got.Mentions) != 1 || got.Version != 2 {
		t.Errorf("into has %d mentions at version %d, %v", len(got.Mentions), got.Version, err)
	}
	if old, err := db.Event(ctx, from.ID); err != nil || old.MergedInto == nil || *old.MergedInto != into.ID || len(old.Mentions) != 0 {
		t.Errorf("from: %+v, %v", old, err)
	}
	for _, id := range []uint64{from.ID, into.ID} {
		if revs, err := db.Revisions(ctx, id); err != nil || len(revs) != 2 || revs[0].Action != "merge" || revs[0].User.Name != "ada" {
			t.Errorf("event %d: revisions %+v, %v", id, revs, err)
		}
	}
	if p, _ := db.Events(ctx, models.EventFilter{Query: "Kremlin"}); len(p.Events) != 1 || p.Events[0].ID != into.ID {
		t.Errorf("the evidence finds %v, want the event it moved to", p.Events)
	}
	for _, pair := range [][2]uint64{{into.ID, into.ID}, {from.ID, last.ID}, {last.ID, from.ID}} {
		if err := db.MergeEvents(ctx, pair[0], pair[1], rev); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("merge %v: %v, want ErrInvalid", pair, err)
		}
	}
	if err := db.MergeEvents(ctx, into.ID, last.ID, rev); err != nil {
		t.Fatal(err)
	}
	if old, _ := db.Event(ctx, from.ID); *old.MergedInto != last.ID {
		t.Errorf("the first merge points to %d, want %d", *old.MergedInto, last.ID)
	}
}

func testRevisions(t *testing.T, db *store.DB) {
	e := visit(t, db)
	u := testkit.StoredUser(t, db, "ada")
	want := []models.Change{{Field: "status", Before: "planned", After: "occurred"}}
	e.Status = models.StatusOccurred
	rev := models.Revision{
		Action: "edit", UserID: &u.ID, ArticleID: &e.Mentions[0].ArticleID, Changes: want, Note: "seen on TV",
	}
	if err := db.UpdateEvent(t.Context(), e, rev); err != nil {
		t.Fatal(err)
	}
	revs, err := db.Revisions(t.Context(), e.ID)
	if err != nil || len(revs) != 2 {
		t.Fatalf("%d revisions, %v", len(revs), err)
	}
	if r := revs[0]; r.Action != "edit" || r.Note != "seen on TV" || r.User.Name != "ada" || r.Article.Title != "A report" ||
		!cmp.Equal(r.Changes, want) || !r.CreatedAt.Equal(testkit.Noon) {
		t.Errorf("newest is %+v", r)
	}
	if revs[1].Action != "create" || revs[1].User != nil {
		t.Errorf("oldest is %+v", revs[1])
	}
}

func idsOf(events []models.Event) []uint64 {
	ids := []uint64{}
	for _, e := range events {
		ids = append(ids, e.ID)
	}
	return ids
}
