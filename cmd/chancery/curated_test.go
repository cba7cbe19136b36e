package main

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"chancery/config"
	"chancery/extract"
	"chancery/models"
)

// TestCuratorsActorsCountAtOnce: what a curator writes of an actor is used for
// the next article, by a reader that was open before, and corrected again by
// the next record.
func TestCuratorsActorsCountAtOnce(t *testing.T) {
	ctx := t.Context()
	cfg, err := config.Load(config.Input{Flags: map[string]string{"db": t.TempDir() + "/x.db"}})
	if err != nil {
		t.Fatal(err)
	}
	e := &env{stdout: io.Discard, stderr: io.Discard, now: time.Now, cfg: cfg, log: slog.New(slog.DiscardHandler)}
	db, err := e.openStore(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	r, err := newCurated(db, e.log)
	if err != nil {
		t.Fatal(err)
	}
	read := func() (people []string) {
		t.Helper()
		res, err := r.Extract(extract.Document{
			Text: "La présidente française se rendra lundi à Moscou, a annoncé vendredi l'Élysée.", Lang: "fr", Published: "2031-05-02",
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, ev := range res.Events {
			for _, a := range ev.Actors {
				if a.Kind == models.KindPerson {
					people = append(people, a.Name)
				}
			}
		}
		return people
	}
	has := func(want string) {
		t.Helper()
		for _, p := range read() {
			if p == want {
				return
			}
		}
		t.Errorf("%s is not among %v", want, read())
	}
	rec := models.ActorRecord{
		Key: "new:zoe", Kind: models.KindPerson, Country: "FRA", Names: map[string]string{"fr": "Zoé Quelquun"}, Source: "made up",
		Terms: []models.OfficeTerm{{Country: "FRA", Office: "head-of-state", Start: "2027-05-14"}},
	}
	if _, err := db.SaveActorRecord(ctx, &rec, 0); err != nil {
		t.Fatal(err)
	}
	has("Zoé Quelquun")
	next := rec
	next.Names = map[string]string{"fr": "Zoé Quelqu'une"}
	if _, err := db.SaveActorRecord(ctx, &next, rec.ID); err != nil {
		t.Fatal(err)
	}
	has("Zoé Quelqu'une")
	if k, ok := r.known(ctx, "new:zoe"); !ok || len(k.Terms) != 1 || k.Terms[0].Start != "2027-05-14" || k.Terms[0].End != "" {
		t.Errorf("known %+v", k)
	}
	if k, ok := r.known(ctx, "Q3052772"); !ok || k.Country != "FRA" || len(k.Terms) == 0 {
		t.Errorf("a built-in one: %+v", k)
	}
	if _, ok := r.known(ctx, "nobody"); ok {
		t.Error("nobody is known")
	}
}
