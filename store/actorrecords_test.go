package store_test

import (
	"errors"
	"testing"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

func testActorRecords(t *testing.T, db *store.DB) {
	ctx := t.Context()
	u := testkit.StoredUser(t, db, "carla")
	first := models.ActorRecord{
		Key: "Q7747", Kind: models.KindPerson, Country: "RUS", Names: map[string]string{"en": "V. Putin"}, Source: "kremlin.ru", UserID: &u.ID,
		Terms: []models.OfficeTerm{{Country: "RUS", Office: "head-of-state", Start: "2012-05-07"}},
	}
	a, err := db.SaveActorRecord(ctx, &first, 0)
	if err != nil || a.Name != "V. Putin" || !a.ByHand || a.ID == 0 {
		t.Fatalf("%+v, %v", a, err)
	}
	second := first
	second.Aliases = []string{"Wladimir P."}
	if _, err := db.SaveActorRecord(ctx, &second, 0); !errors.Is(err, models.ErrConflict) {
		t.Errorf("over a record not seen: %v, want ErrConflict", err)
	}
	if _, err := db.SaveActorRecord(ctx, &second, first.ID); err != nil {
		t.Fatal(err)
	}
	list, err := db.ActorRecords(ctx)
	if err != nil || len(list) != 1 || list[0].ID != second.ID || len(list[0].Aliases) != 1 || list[0].Terms[0].Start != "2012-05-07" {
		t.Errorf("the last of a key counts: %+v, %v", list, err)
	}
	all, err := db.ActorHistory(ctx, "Q7747")
	if err != nil || len(all) != 2 || all[0].ID != second.ID || all[1].User == nil || all[1].User.Name != "carla" {
		t.Errorf("history %+v, %v", all, err)
	}
	if last, err := db.LastActorRecord(ctx); err != nil || last != second.ID {
		t.Errorf("last %d, %v", last, err)
	}
	bad := models.ActorRecord{Key: "x", Kind: models.KindPerson, Names: map[string]string{"en": "X"}}
	if _, err := db.SaveActorRecord(ctx, &bad, 0); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("without a source: %v, want ErrInvalid", err)
	}
	if _, err := db.ActorByKey(ctx, "x"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("half of it was stored: %v", err)
	}
}

// testActorRecordsTogether: several records are stored all or none.
func testActorRecordsTogether(t *testing.T, db *store.DB) {
	ctx := t.Context()
	rec := func(key, source string) models.ActorRecord {
		return models.ActorRecord{Key: key, Kind: models.KindPerson, Names: map[string]string{"en": key}, Source: source}
	}
	bad := [][]models.ActorRecord{
		{rec("new:a", "gazette"), rec("new:b", "")},        // invalid
		{rec("new:a", "gazette"), rec("new:a", "gazette")}, // the second on a base that is old by then
	}
	for _, records := range bad {
		if _, err := db.SaveActorRecords(ctx, records, []uint64{0, 0}); err == nil {
			t.Errorf("%+v was stored", records)
		}
		if list, err := db.ActorRecords(ctx); err != nil || len(list) != 0 {
			t.Errorf("half stored: %+v, %v", list, err)
		}
		if _, err := db.ActorByKey(ctx, "new:a"); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("the actor of a refused record: %v", err)
		}
	}
	saved, err := db.SaveActorRecords(ctx, []models.ActorRecord{rec("new:a", "gazette"), rec("new:b", "gazette")}, []uint64{0, 0})
	if err != nil || len(saved) != 2 || saved[1].Key != "new:b" || saved[1].ID == 0 {
		t.Errorf("%+v, %v", saved, err)
	}
}
