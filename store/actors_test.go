package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

func testActors(t *testing.T, db *store.DB) {
	ctx := t.Context()
	a := models.Actor{
		Key: "new:abdoulaye diop", Kind: models.KindPerson, Name: "Abdoulaye Diop", Country: "MLI",
		Office: "ministre des Affaires étrangères", IsNew: true, Names: map[string]string{"fr": "Abdoulaye Diop"},
	}
	if err := db.UpsertActor(ctx, &a); err != nil {
		t.Fatal(err)
	}
	more := models.Actor{Key: a.Key, Name: "Abdoulaye Diop", IsNew: true, Names: map[string]string{"en": "Abdoulaye Diop"}}
	if err := db.UpsertActor(ctx, &more); err != nil {
		t.Fatal(err)
	}
	got, err := db.Actor(ctx, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if more.ID != a.ID || got.Kind != models.KindPerson || got.Country != "MLI" || got.Office == "" || len(got.Names) != 2 {
		t.Errorf("stored %+v, want what was known and what is new", got)
	}
	if !cmp.Equal(*got, more) {
		t.Errorf("the argument %+v does not say what is stored %+v", more, *got)
	}
	same := *got
	if err := db.UpsertActor(ctx, &same); err != nil || same.Revision != got.Revision {
		t.Errorf("saving it unchanged makes revision %d of %d, %v", same.Revision, got.Revision, err)
	}
	byKey, err := db.ActorByKey(ctx, a.Key)
	if err != nil || !cmp.Equal(byKey, got) {
		t.Errorf("by key %+v, %v", byKey, err)
	}
	for name, bad := range map[string]models.Actor{"no key": {Name: "x"}, "no name": {Key: "x"}} {
		if err := db.UpsertActor(ctx, &bad); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}

func testActorByHand(t *testing.T, db *store.DB) {
	ctx := t.Context()
	curated := testkit.Putin()
	curated.ByHand, curated.Name = true, "V. V. Putin"
	curated.Names = map[string]string{"en": "V. V. Putin"}
	if err := db.UpsertActor(ctx, &curated); err != nil {
		t.Fatal(err)
	}
	machine := testkit.Putin()
	if err := db.UpsertActor(ctx, &machine); err != nil {
		t.Fatal(err)
	}
	if !machine.ByHand || machine.Name != "V. V. Putin" || len(machine.Names) != 1 {
		t.Errorf("the extractor changed the curator's record: %+v", machine)
	}
	again := curated
	again.Office, again.Names = "", map[string]string{"en": "Putin"}
	if err := db.UpsertActor(ctx, &again); err != nil {
		t.Fatal(err)
	}
	if got, _ := db.Actor(ctx, curated.ID); got.Names["en"] != "Putin" || len(got.Names) != 1 || got.Revision != 1 {
		t.Errorf("the curator's own change is stored as %+v", got)
	}
}

func testActorList(t *testing.T, db *store.DB) {
	sample(t, db)
	ctx := t.Context()
	testkit.Stored(t, db, testkit.Event("call", "2022-01-01", testkit.With(testkit.Macron(), "participant"), testkit.Review(models.ReviewRejected)))
	ghost := models.Actor{Key: "Q9", Name: "Per_cent%", Kind: models.KindPerson}
	if err := db.UpsertActor(ctx, &ghost); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		q             string
		limit, offset int
		want          []string
		total         int
	}{
		{"", 0, 0, []string{"Vladimir Putin", "Emmanuel Macron", "France", "Per_cent%"}, 4},
		{"", 2, 1, []string{"Emmanuel Macron", "France"}, 4},
		{"POUTINE", 0, 0, []string{"Vladimir Putin"}, 1},
		{"ladimír", 0, 0, []string{"Vladimir Putin"}, 1},
		{"Q142", 0, 0, []string{"France"}, 1},
		{"%", 0, 0, []string{"Per_cent%"}, 1},
		{"r_c", 0, 0, []string{"Per_cent%"}, 1},
		{"nobody", 0, 0, []string{}, 0},
	} {
		got, total, err := db.Actors(ctx, c.q, c.limit, c.offset)
		if err != nil {
			t.Fatal(err)
		}
		names := []string{}
		for _, a := range got {
			names = append(names, a.Name)
		}
		if !cmp.Equal(names, c.want) || total != c.total {
			t.Errorf("%q: %v of %d, want %v of %d", c.q, names, total, c.want, c.total)
		}
	}
	got, _, _ := db.Actors(ctx, "", 0, 0)
	if got[0].Events != 2 || got[1].Events != 1 || got[3].Events != 0 || got[0].Names["fr"] != "Vladimir Poutine" {
		t.Errorf("counts: %+v, want 2, 1 (the rejected one aside), …, 0", got)
	}
}

func testPlaces(t *testing.T, db *store.DB) {
	ctx := t.Context()
	p := testkit.Moscow()
	if err := db.UpsertPlace(ctx, &p); err != nil {
		t.Fatal(err)
	}
	bare := models.Place{Key: p.Key, Name: "Moscow", Names: map[string]string{"de": "Moskau"}}
	if err := db.UpsertPlace(ctx, &bare); err != nil {
		t.Fatal(err)
	}
	if bare.ID != p.ID || bare.Country != "RUS" || bare.Lat == nil || *bare.Lat != 55.75 || len(bare.Names) != 3 {
		t.Errorf("place %+v, want what was known kept", bare)
	}
	e := testkit.Stored(t, db, testkit.Event("visit", "2022-02-07", testkit.At(models.Place{Key: p.Key, Name: "Moscow"})))
	got, err := db.Event(ctx, e.ID)
	if err != nil || !cmp.Equal(*got.Place, bare) {
		t.Errorf("event's place %+v, %v", got.Place, err)
	}
	north := 91.0
	for name, bad := range map[string]models.Place{
		"no key": {Name: "x"}, "no name": {Key: "x"}, "off the globe": {Key: "x", Name: "x", Lat: &north, Lon: &north},
	} {
		if err := db.UpsertPlace(ctx, &bad); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}
