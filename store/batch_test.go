package store_test

import (
	"errors"
	"testing"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

// TestBatch changes an event several times in a batch: it is stored once, with
// all its history, and what reads it on the way sees each change.
func TestBatch(t *testing.T) {
	db, ctx := testkit.OpenDB(t), t.Context()
	a := testkit.StoredArticle(t, db, testkit.Article("Le Kremlin attend le président."))
	old := testkit.Stored(t, db, testkit.Event("visit", "2022-02-07", testkit.With(testkit.Macron(), "visitor"), testkit.Countries("FRA")))
	var fresh *models.Event
	err := db.Batch(ctx, func(b *store.Batch) error {
		for _, status := range []string{models.StatusOccurred, models.StatusCancelled} {
			records, err := b.EventRecords(ctx, []uint64{old.ID, 999})
			if err != nil || len(records) != 1 {
				t.Fatal(records, err)
			}
			e := records[0]
			e.Status, e.Countries = status, []string{"RUS", "FRA"}
			testkit.Says(a, status)(&e)
			if err := b.UpdateEvent(ctx, &e, models.Revision{Action: "report"}); err != nil {
				t.Fatal(err)
			}
			if err := b.FileEvent(ctx, &e, []string{"a", status}); err != nil {
				t.Fatal(err)
			}
			e.Version--
			if err := b.UpdateEvent(ctx, &e, models.Revision{Action: "report"}); !errors.Is(err, models.ErrConflict) {
				t.Errorf("an outdated version was written: %v", err)
			}
		}
		fresh = testkit.Event("call", "", testkit.With(testkit.Putin(), "actor"))
		if err := b.CreateEvent(ctx, fresh, models.Revision{Action: "create"}); err != nil {
			t.Fatal(err)
		}
		if err := b.CreateEvent(ctx, testkit.Event("feast", ""), models.Revision{}); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("an unknown type was taken: %v", err)
		}
		for key, want := range map[string]int{"a": 1, models.StatusOccurred: 0, models.StatusCancelled: 1} {
			if got, err := b.EventsUnder(ctx, []string{key}); err != nil || len(got) != want {
				t.Errorf("under %s: %v, %v", key, got, err)
			}
		}
		seen := 0
		return errors.Join(b.EachEvent(ctx, models.EventFilter{}, func(e *models.Event) error {
			seen++
			if e.ID == old.ID && (e.Status != models.StatusCancelled || len(e.Mentions) != 2) {
				t.Errorf("within the batch: %+v", e)
			}
			return nil
		}), mismatch(seen, 2))
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := db.Event(ctx, old.ID)
	if err != nil || e.Status != models.StatusCancelled || e.Version != 3 || e.Sequence != 2 || len(e.Mentions) != 2 || len(e.Countries) != 2 {
		t.Errorf("%+v, %v", e, err)
	}
	if revs, err := db.Revisions(ctx, old.ID); err != nil || len(revs) != 3 {
		t.Errorf("%d revisions, %v", len(revs), err)
	}
	if e, err := db.Event(ctx, fresh.ID); err != nil || e.UID != fresh.UID || len(e.Actors) != 1 {
		t.Errorf("%+v, %v", e, err)
	}
	for q, want := range map[string]uint64{"Wladimir": fresh.ID, "cancelled": old.ID} {
		if ids, err := db.EventIDs(ctx, models.EventFilter{Query: q}); err != nil || len(ids) != 1 || ids[0] != want {
			t.Errorf("search for %q: %v, %v", q, ids, err)
		}
	}
	next := testkit.Stored(t, db, testkit.Event("call", ""))
	if next.ID != fresh.ID+1 {
		t.Errorf("after %d comes %d", fresh.ID, next.ID)
	}
}

func mismatch(got, want int) error {
	if got != want {
		return errors.New("not all events were seen")
	}
	return nil
}

// TestBatchUndone: a batch that fails leaves nothing.
func TestBatchUndone(t *testing.T) {
	db, ctx := testkit.OpenDB(t), t.Context()
	broken := errors.New("broken")
	err := db.Batch(ctx, func(b *store.Batch) error {
		a := testkit.Article("One text.")
		if err := b.CreateArticle(ctx, a); err != nil {
			t.Fatal(err)
		}
		if id, err := b.ArticleID(ctx, "", a.ContentHash); err != nil || id != a.ID {
			t.Errorf("found %d, %v", id, err)
		}
		e := testkit.Event("call", "", testkit.Says(a, "One text."))
		if err := b.CreateEvent(ctx, e, models.Revision{Action: "create"}); err != nil {
			t.Fatal(err)
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	_, articles, err := db.Articles(ctx, 0, 0)
	page, pageErr := db.Events(ctx, models.EventFilter{})
	if err != nil || pageErr != nil || articles != 0 || page.Total != 0 {
		t.Errorf("%d articles and %d events were left, %v %v", articles, page.Total, err, pageErr)
	}
}
