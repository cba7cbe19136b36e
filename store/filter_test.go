package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

// sample stores seven events; the numbers in the tests are theirs.
func sample(t *testing.T, db *store.DB) {
	t.Helper()
	visit(t, db) // 1: 2022-02-07, Macron, Putin
	for _, e := range []*models.Event{
		testkit.Event("call", "2022-01-28", testkit.With(testkit.Putin(), "participant"), // 2
			testkit.Status(models.StatusOccurred), testkit.Countries("RUS")),
		testkit.Event("summit", "2022-02-05/2022-02-09", testkit.With(testkit.France(), "host"), // 3
			testkit.Countries("EU", "FRA"), testkit.Review(models.ReviewAccepted), testkit.Title("fr", "Sommet européen de l’été à Brest")),
		testkit.Event("vote", "2022-03", testkit.Title("en", "Résolution vote at the UN")),  // 4
		testkit.Event("agreement", "", testkit.Title("en", `Peace "accord" 100% AND more`)), // 5
		testkit.Event("visit", "2022-02-07", testkit.Review(models.ReviewRejected)),         // 6
		testkit.Event("sanction", "2022-02-24/..", testkit.Status(models.StatusOngoing)),    // 7
	} {
		testkit.Stored(t, db, e)
	}
}

func testFilter(t *testing.T, db *store.DB) {
	sample(t, db)
	for _, c := range []struct {
		name string
		f    models.EventFilter
		want []uint64
	}{
		{"everything", models.EventFilter{}, []uint64{2, 3, 1, 7, 4, 5}},
		{"newest first, undated still last", models.EventFilter{Desc: true}, []uint64{4, 7, 1, 3, 2, 5}},
		{"from", models.EventFilter{From: "2022-02-09"}, []uint64{3, 7, 4}},
		{"to", models.EventFilter{To: "2022-02-05"}, []uint64{2, 3}},
		{"one day", models.EventFilter{From: "2022-02-07", To: "2022-02-07"}, []uint64{3, 1}},
		{"day after the range", models.EventFilter{From: "2022-02-10", To: "2022-02-23"}, []uint64{}},
		{"in a month known as such", models.EventFilter{From: "2022-03-31", To: "2022-03-31"}, []uint64{7, 4}},
		{"open end", models.EventFilter{From: "2030-01-01"}, []uint64{7}},
		{"undated", models.EventFilter{Undated: true}, []uint64{5}},
		{"type", models.EventFilter{Types: []string{"call", "vote"}}, []uint64{2, 4}},
		{"status", models.EventFilter{Statuses: []string{"occurred", "ongoing"}}, []uint64{2, 7}},
		{"accepted", models.EventFilter{Reviews: []string{"accepted"}}, []uint64{3}},
		{"rejected", models.EventFilter{Reviews: []string{"rejected"}}, []uint64{6}},
		{"actor by key", models.EventFilter{Actors: []string{"Q7747"}}, []uint64{2, 1}},
		{"actor by any name", models.EventFilter{Actors: []string{"vladimir POUTINE"}}, []uint64{2, 1}},
		{"one actor or the other", models.EventFilter{Actors: []string{"Q3052772", "Frankreich"}}, []uint64{3, 1}},
		{"half a name is nobody", models.EventFilter{Actors: []string{"Putin"}}, []uint64{}},
		{"country", models.EventFilter{Countries: []string{"FRA"}}, []uint64{3, 1}},
		{"organisation or state", models.EventFilter{Countries: []string{"EU", "RUS"}}, []uint64{2, 3, 1}},
		{"article", models.EventFilter{Article: 1}, []uint64{1}},
		{"article without events", models.EventFilter{Article: 9}, []uint64{}},
		{"all must hold", models.EventFilter{Countries: []string{"FRA"}, Types: []string{"visit"}, Query: "kremlin", From: "2022-02-01"}, []uint64{1}},
		{"and one does not", models.EventFilter{Countries: []string{"EU"}, Types: []string{"visit"}}, []uint64{}},
	} {
		got, err := db.Events(t.Context(), c.f)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if ids := idsOf(got.Events); !cmp.Equal(ids, c.want) || got.Total != len(c.want) {
			t.Errorf("%s: %v of %d, want %v", c.name, ids, got.Total, c.want)
		}
	}
	for _, f := range []models.EventFilter{
		{From: "yesterday"}, {To: "2022-13-01"}, {Actors: make([]string, 5000)},
	} {
		if _, err := db.Events(t.Context(), f); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%+v: %v, want ErrInvalid", f.From+f.To, err)
		}
	}
}

func testSearch(t *testing.T, db *store.DB) {
	sample(t, db)
	for _, c := range []struct {
		q    string
		want []uint64
	}{
		{"kremlin", []uint64{1}},                     // evidence
		{"KREML", []uint64{1}},                       // the last word is a prefix
		{"krem confirmé", []uint64{}},                // another is not
		{"confirme kremlin", []uint64{1}},            // order and accents do not matter
		{"moscou", []uint64{1}},                      // a title in French
		{"poutine", []uint64{2, 1}},                  // an actor's other name
		{"resolution", []uint64{4}},                  // accents in the text
		{"Résolution", []uint64{4}},                  // and in the query, decomposed or not
		{"Re\u0301solution", []uint64{4}},            //
		{"l'ete", []uint64{3}},                       // straight for typographic
		{"d’été", []uint64{3}},                       // another elision
		{"l’", []uint64{3, 1}},                       // an elision alone is a word, here the start of "le" too
		{`"president francais"`, []uint64{1}},        // a phrase
		{`"francais president"`, []uint64{}},         // not in that order
		{`"sommet europ"`, []uint64{}},               // a phrase is whole
		{`accord" AND`, []uint64{5}},                 // quotes and operators are words
		{"100%", []uint64{5}},                        //
		{"NOT accord", []uint64{}},                   //
		{"title:accord", []uint64{}},                 // no column filter
		{"acc*", []uint64{5}},                        //
		{"* ^ ( ) : - + {", []uint64{}},              // signs alone find nothing
		{"accord NEAR(", []uint64{}},                 //
		{"'; DROP TABLE events; --", []uint64{}},     //
		{strings.Repeat("accord ", 40), []uint64{5}}, //
		{"   ", []uint64{2, 3, 1, 7, 4, 5}},          // no query
		{"\x00", []uint64{}},                         //
	} {
		got, err := db.Events(t.Context(), models.EventFilter{Query: c.q})
		if err != nil {
			t.Errorf("%q: %v", c.q, err)
			continue
		}
		if ids := idsOf(got.Events); !cmp.Equal(ids, c.want) {
			t.Errorf("%q: %v, want %v", c.q, ids, c.want)
		}
	}
}

func testSearchFollows(t *testing.T, db *store.DB) {
	sample(t, db)
	ctx := t.Context()
	e, err := db.Event(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	e.Titles = map[string]string{"en": "Talks at the Elbe"}
	if err := db.UpdateEvent(ctx, e, models.Revision{Action: "edit"}); err != nil {
		t.Fatal(err)
	}
	macron := testkit.Macron()
	macron.Names["pl"] = "Emanuel Makron"
	if err := db.UpsertActor(ctx, &macron); err != nil {
		t.Fatal(err)
	}
	for q, want := range map[string]int{"elbe": 1, "moscou": 0, "makron": 1, "kremlin": 1} {
		if p, err := db.Events(ctx, models.EventFilter{Query: q}); err != nil || p.Total != want {
			t.Errorf("%s: %d, %v, want %d", q, p.Total, err, want)
		}
	}
	stop := errors.New("stop")
	err = db.Tx(ctx, func(tx *store.DB) error {
		e.Titles["en"] = "Talks at the Oder"
		if err := tx.UpdateEvent(ctx, e, models.Revision{Action: "edit"}); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	for q, want := range map[string]int{"elbe": 1, "oder": 0} {
		if p, err := db.Events(ctx, models.EventFilter{Query: q}); err != nil || p.Total != want {
			t.Errorf("after the rollback %s: %d, %v, want %d", q, p.Total, err, want)
		}
	}
}

func testPages(t *testing.T, db *store.DB) {
	sample(t, db)
	var seen []uint64
	for offset := 0; ; offset += 4 {
		p, err := db.Events(t.Context(), models.EventFilter{Limit: 4, Offset: offset})
		if err != nil {
			t.Fatal(err)
		}
		if p.Total != 6 {
			t.Errorf("offset %d: total %d, want 6", offset, p.Total)
		}
		if len(p.Events) == 0 {
			break
		}
		seen = append(seen, idsOf(p.Events)...)
	}
	if want := []uint64{2, 3, 1, 7, 4, 5}; !cmp.Equal(seen, want) {
		t.Errorf("pages give %v, want %v", seen, want)
	}
	p, err := db.Events(t.Context(), models.EventFilter{Types: []string{"visit"}, Limit: 1})
	if err != nil || len(p.Events) != 1 {
		t.Fatal(p, err)
	}
	if e := p.Events[0]; len(e.Actors) != 2 || e.Actors[0].Actor.Key != "Q3052772" || e.Place == nil || e.Place.Name != "Moscow" {
		t.Errorf("actors or place are not loaded: %+v", e)
	}
}

// testEachEvent goes over more events than one batch holds.
func testEachEvent(t *testing.T, db *store.DB) {
	const n = 510
	a := testkit.StoredArticle(t, db, testkit.Article("Something happened."))
	err := db.Tx(t.Context(), func(tx *store.DB) error {
		for i := range n {
			e := testkit.Event("visit", fmt.Sprintf("20%02d-02-07", i%50), testkit.With(testkit.Macron(), "visitor"), testkit.Says(a, a.Text))
			if err := tx.CreateEvent(t.Context(), e, models.Revision{Action: "create"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var last models.Event
	seen := 0
	err = db.EachEvent(t.Context(), models.EventFilter{}, func(e *models.Event) error {
		if seen > 0 && (*e.StartDay < *last.StartDay || *e.StartDay == *last.StartDay && e.ID < last.ID) {
			t.Errorf("event %d of %s comes after %d of %s", e.ID, e.EDTF, last.ID, last.EDTF)
		}
		if len(e.Mentions) != 1 || e.Mentions[0].Article.Title != "A report" || e.Mentions[0].Article.Text != "" || len(e.Actors) != 1 {
			t.Fatalf("parts are not loaded: %+v", e)
		}
		seen, last = seen+1, *e
		return nil
	})
	if err != nil || seen != n {
		t.Errorf("%d events, %v, want %d", seen, err, n)
	}
	stop := errors.New("enough")
	seen = 0
	err = db.EachEvent(t.Context(), models.EventFilter{Limit: 10}, func(*models.Event) error {
		if seen++; seen == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || seen != 3 {
		t.Errorf("stopped after %d with %v", seen, err)
	}
	if p, err := db.Events(t.Context(), models.EventFilter{}); err != nil || len(p.Events) != n {
		t.Errorf("no limit: %d events, %v", len(p.Events), err)
	}
}

func TestChangedAfter(t *testing.T) {
	clock := testkit.NewClock()
	db := testkit.OpenDBAt(t, clock)
	testkit.Stored(t, db, testkit.Event("visit", "2022-02-07"))
	since := clock.Now()
	clock.Advance(time.Second)
	late := testkit.Stored(t, db, testkit.Event("call", "2022-02-08"))
	page, err := db.Events(t.Context(), models.EventFilter{ChangedAfter: since})
	if err != nil || page.Total != 1 || page.Events[0].ID != late.ID {
		t.Errorf("got %+v, %v", page, err)
	}
}
