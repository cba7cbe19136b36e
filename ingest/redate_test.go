package ingest_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/ingest"
	"chancery/models"
	"chancery/store"
)

const undatedVisit = "Emmanuel Macron se rendra lundi à Moscou pour y rencontrer Vladimir Poutine, a annoncé l'Élysée."

func date(t *testing.T, g *ingest.Ingester, article uint64, day string) []uint64 {
	t.Helper()
	ids, err := g.Date(t.Context(), article, day, models.Revision{})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func reports(t *testing.T, db *store.DB, article uint64) []models.Mention {
	t.Helper()
	a, err := db.Article(t.Context(), article)
	if err != nil {
		t.Fatal(err)
	}
	return a.Mentions
}

// TestDayGiven: once a curator gives an undated article its day, its Monday is
// that Monday; the event goes on under its identifier, and history says why.
func TestDayGiven(t *testing.T) {
	g, db := open(t)
	rep := save(t, g, "", undatedVisit)
	visit := one(t, db, rep.Events[0])
	if visit.EDTF != "" {
		t.Fatalf("an undated article gave %q", visit.EDTF)
	}
	if _, total, err := db.UndatedArticles(t.Context(), 1, 0); err != nil || total != 1 {
		t.Errorf("%d articles wait, %v", total, err)
	}
	before := len(reports(t, db, rep.ArticleID))
	ids := date(t, g, rep.ArticleID, "2022-02-04")
	e := one(t, db, visit.ID)
	if e.EDTF != "2022-02-07" || e.UID != visit.UID || len(e.Locked) > 0 || !slices.Contains(ids, e.ID) {
		t.Errorf("dated %q, locked %v, changed %v", e.EDTF, e.Locked, ids)
	}
	if after := len(reports(t, db, rep.ArticleID)); after != before {
		t.Errorf("%d mentions became %d", before, after)
	}
	revs, err := db.Revisions(t.Context(), e.ID)
	if err != nil || !slices.ContainsFunc(revs, func(r models.Revision) bool { return strings.Contains(r.Note, "2022-02-04") }) {
		t.Errorf("history does not say why: %+v, %v", revs, err)
	}
	a, err := db.Article(t.Context(), rep.ArticleID)
	if err != nil || a.Published != "2022-02-04" || a.PublishedBy != models.PublishedGiven {
		t.Errorf("the article is of %q by %q, %v", a.Published, a.PublishedBy, err)
	}
	if _, total, err := db.UndatedArticles(t.Context(), 1, 0); err != nil || total != 0 {
		t.Errorf("%d articles still wait, %v", total, err)
	}
	// Twice is the same; another day moves the visit again.
	if ids := date(t, g, rep.ArticleID, "2022-02-04"); len(ids) > 0 || one(t, db, e.ID).Version != e.Version {
		t.Errorf("the same day again changed %v", ids)
	}
	date(t, g, rep.ArticleID, "2022-02-11")
	if e = one(t, db, e.ID); e.EDTF != "2022-02-14" {
		t.Errorf("after another day: %q", e.EDTF)
	}
}

// TestDayGivenMeets: the dated report joins the event that others tell, and the
// outcome is that of an article whose day was known from the start.
func TestDayGivenMeets(t *testing.T) {
	known, knownDB := open(t)
	late, lateDB := open(t)
	for _, g := range []*ingest.Ingester{known, late} {
		save(t, g, "2022-02-07", arrived)
		save(t, g, "2022-03-01", "Emmanuel Macron se rendra jeudi à Varsovie, a annoncé l'Élysée.")
	}
	save(t, known, "2022-02-04", undatedVisit)
	rep := save(t, late, "", undatedVisit)
	date(t, late, rep.ArticleID, "2022-02-04")
	if diff := cmp.Diff(state(t, knownDB), state(t, lateDB)); diff != "" {
		t.Error(diff)
	}
}

// TestDayGivenWrongly: a report dated to another week leaves the event it had
// joined, which goes back to what its own reports say.
func TestDayGivenWrongly(t *testing.T) {
	g, db := open(t)
	first := save(t, g, "2022-02-07", arrived)
	rep := save(t, g, "", undatedVisit)
	date(t, g, rep.ArticleID, "2022-02-04")
	date(t, g, rep.ArticleID, "2022-05-06")
	e := one(t, db, first.Events[0])
	if e.EDTF != "2022-02-07" || len(e.Mentions) != 1 {
		t.Errorf("the first event: %q with %d reports; events %q", e.EDTF, len(e.Mentions), all(t, db))
	}
	if !slices.ContainsFunc(all(t, db), func(s string) bool { return strings.Contains(s, "visit planned 2022-05-09") }) {
		t.Errorf("events %q", all(t, db))
	}
}

// TestDayGivenKeepsTheCurators: what a person set on an event stays.
func TestDayGivenKeepsTheCurators(t *testing.T) {
	g, db := open(t)
	rep := save(t, g, "", undatedVisit)
	e := one(t, db, rep.Events[0])
	e.Review = models.ReviewAccepted
	if err := e.SetDate("2022-02-08"); err != nil {
		t.Fatal(err)
	}
	e.DayBasis = "curator"
	e.Lock(models.FieldDate)
	if err := db.UpdateEvent(t.Context(), e, models.Revision{Action: "edit"}); err != nil {
		t.Fatal(err)
	}
	date(t, g, rep.ArticleID, "2022-02-04")
	if e = one(t, db, e.ID); e.EDTF != "2022-02-08" || e.DayBasis != "curator" || e.Review != models.ReviewAccepted {
		t.Errorf("the curator's event is now %q by %q, %s", e.EDTF, e.DayBasis, e.Review)
	}
	if m := e.Mentions[0]; m.EDTF != "2022-02-07" {
		t.Errorf("its report says %q", m.EDTF)
	}
}

// TestDayGivenToCopies: copies of the article are dated with it.
func TestDayGivenToCopies(t *testing.T) {
	g, db := open(t)
	body := undatedVisit + strings.Repeat(" Le porte-parole n'a pas voulu en dire davantage sur le programme de ce déplacement très attendu.", 6)
	rep := save(t, g, "", body)
	twin := save(t, g, "", body+" (avec agences)")
	if twin.CopyOf != rep.ArticleID {
		t.Fatalf("no copy: %+v", twin)
	}
	date(t, g, rep.ArticleID, "2022-02-04")
	for _, m := range reports(t, db, twin.ArticleID) {
		if m.Type == "visit" && (m.EDTF != "2022-02-07" || m.EventID != rep.Events[0]) {
			t.Errorf("the copy says %q of event %d", m.EDTF, m.EventID)
		}
	}
	if e := one(t, db, rep.Events[0]); e.EDTF != "2022-02-07" {
		t.Errorf("the event is of %q; events %q", e.EDTF, all(t, db))
	}
}

func TestBadDayChangesNothing(t *testing.T) {
	g, db := open(t)
	rep := save(t, g, "", undatedVisit)
	before := state(t, db)
	for _, day := range []string{"", "2022-02-30", "lundi", "2022-02"} {
		if _, err := g.Date(t.Context(), rep.ArticleID, day, models.Revision{}); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%q: %v", day, err)
		}
	}
	if _, err := g.Date(t.Context(), 99, "2022-02-04", models.Revision{}); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an unknown article: %v", err)
	}
	if diff := cmp.Diff(before, state(t, db)); diff != "" {
		t.Error(diff)
	}
}
