package ingest_test

import (
	"errors"
	"slices"
	"testing"

	"chancery/models"
	"chancery/store"
)

const arrived = "French President Emmanuel Macron arrived in Moscow on Monday."

func one(t *testing.T, db *store.DB, id uint64) *models.Event {
	t.Helper()
	e, err := db.Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestNotTheSameIsKept: a report that a curator took out of an event never
// comes back, and reports of either still find their own.
func TestNotTheSameIsKept(t *testing.T) {
	g, db := open(t)
	first := save(t, g, "2022-02-04", announced)
	second := save(t, g, "2022-02-07", arrived)
	e := one(t, db, first.Events[0])
	split, err := g.Split(t.Context(), e.ID, models.ReportKey{ArticleID: second.ArticleID}, models.Revision{})
	if err != nil {
		t.Fatal(err)
	}
	e, other := one(t, db, e.ID), one(t, db, split)
	if len(e.Mentions) != 1 || e.Status != models.StatusPlanned || len(other.Mentions) != 1 || other.Status != models.StatusOccurred {
		t.Fatalf("after the split: %s with %d, %s with %d reports", e.Status, len(e.Mentions), other.Status, len(other.Mentions))
	}
	if other.Title("fr") == "" || len(other.Actors) == 0 || other.EDTF != "2022-02-07" {
		t.Errorf("the new event is %+v", other)
	}
	save(t, g, "2022-02-05", "Le président français Emmanuel Macron est attendu lundi à Moscou.")
	if n := len(one(t, db, e.ID).Mentions) + len(one(t, db, split).Mentions); n != 3 {
		t.Errorf("the two events have %d reports", n)
	}
	said := one(t, db, e.ID).Mentions
	if slices.ContainsFunc(said, func(m models.Mention) bool { return m.ArticleID == second.ArticleID }) {
		t.Error("the report that was taken out has come back")
	}
	if _, err := g.Split(t.Context(), split, models.ReportKey{ArticleID: 99}, models.Revision{}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an unknown report: %v", err)
	}
}

// TestTheSameIsKept: events that a curator found to be one stay one and gather
// the reports of both.
func TestTheSameIsKept(t *testing.T) {
	g, db := open(t)
	a := save(t, g, "2022-02-04", announced)
	b := save(t, g, "2022-02-11", "Emmanuel Macron se rendra mardi à Moscou, a annoncé vendredi l'Élysée.")
	if len(all(t, db)) != 2 {
		t.Fatalf("events %q", all(t, db))
	}
	if err := g.Join(t.Context(), b.Events[0], a.Events[0], models.Revision{Note: "one visit, moved"}); err != nil {
		t.Fatal(err)
	}
	e := one(t, db, a.Events[0])
	if len(e.Mentions) != 2 || e.EDTF != "2022-02-15" || !e.IsLocked(models.FieldIdentity) {
		t.Errorf("joined: %s with %d reports, locked %v", e.EDTF, len(e.Mentions), e.Locked)
	}
	save(t, g, "2022-02-15", "French President Emmanuel Macron arrived in Moscow on Tuesday.")
	if e = one(t, db, e.ID); len(e.Mentions) != 3 || e.Status != models.StatusOccurred {
		t.Errorf("a later report: %s with %d reports; events %q", e.Status, len(e.Mentions), all(t, db))
	}
	if err := g.Join(t.Context(), b.Events[0], a.Events[0], models.Revision{}); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("joining a merged event again: %v", err)
	}
}

func TestPartedEventsStayApart(t *testing.T) {
	g, db := open(t)
	a := save(t, g, "2022-02-04", announced)
	b := save(t, g, "2022-02-11", "Emmanuel Macron se rendra mardi à Moscou, a annoncé vendredi l'Élysée.")
	like, err := g.Similar(t.Context(), a.Events[0])
	if err != nil || len(like) != 1 || like[0].Event.ID != b.Events[0] {
		t.Fatalf("similar %+v, %v", like, err)
	}
	if err := g.Part(t.Context(), a.Events[0], b.Events[0], models.Revision{}); err != nil {
		t.Fatal(err)
	}
	if like, err = g.Similar(t.Context(), a.Events[0]); err != nil || len(like) != 0 {
		t.Errorf("still similar %+v, %v", like, err)
	}
	// A report that spans both days joins one of them, never both.
	save(t, g, "2022-02-04", "Emmanuel Macron sera en visite à Moscou du 7 au 15 février, a annoncé l'Élysée.")
	if got := len(all(t, db)); got < 2 {
		t.Errorf("%d events are left", got)
	}
	if err := g.Part(t.Context(), 5, 5, models.Revision{}); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("an event apart from itself: %v", err)
	}
}

// TestLaterReportJoinsTwo: a report shows two events to be one; the older goes
// on, the other leads to it.
func TestLaterReportJoinsTwo(t *testing.T) {
	g, db := open(t)
	a := save(t, g, "2022-02-04", "Emmanuel Macron se rendra lundi 7 février à Moscou, a annoncé l'Élysée.")
	b := save(t, g, "2022-02-05", "Emmanuel Macron se rendra mardi 8 février à Moscou, a annoncé l'Élysée.")
	rep := save(t, g, "2022-02-06", "Emmanuel Macron sera en visite à Moscou du 7 au 8 février, a annoncé l'Élysée.")
	if got := all(t, db); len(got) != 1 {
		t.Fatalf("events %q", got)
	}
	gone := one(t, db, b.Events[0])
	if gone.MergedInto == nil || *gone.MergedInto != a.Events[0] || !slices.Contains(rep.Events, gone.ID) {
		t.Errorf("merged into %v, told of %v", gone.MergedInto, rep.Events)
	}
}
