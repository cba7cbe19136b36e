package store_test

import (
	"fmt"
	"testing"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

// fill stores n events over ten years, in batches of one transaction.
func fill(b *testing.B, db *store.DB, n int) []uint64 {
	b.Helper()
	a := testkit.StoredArticle(b, db, testkit.Article("Le Kremlin a confirmé attendre lundi le président français."))
	var ids []uint64
	err := db.Tx(b.Context(), func(tx *store.DB) error {
		for i := range n {
			e := sampleEvent(i, a)
			if err := tx.CreateEvent(b.Context(), e, models.Revision{Action: "create"}); err != nil {
				return err
			}
			ids = append(ids, e.ID)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return ids
}

func sampleEvent(i int, a *models.Article) *models.Event {
	return testkit.Event(models.EventTypes[i%len(models.EventTypes)], fmt.Sprintf("20%02d-%02d-%02d", 15+i%10, 1+i%12, 1+i%28),
		testkit.With(testkit.Macron(), "visitor"), testkit.With(testkit.Putin(), "host"),
		testkit.At(testkit.Moscow()), testkit.Countries("FRA", "RUS"), testkit.Says(a, a.Text))
}

func BenchmarkCreateEvent(b *testing.B) {
	db := testkit.OpenDB(b)
	a := testkit.StoredArticle(b, db, testkit.Article("Le Kremlin a confirmé attendre lundi le président français."))
	for i := 0; b.Loop(); i++ {
		testkit.Stored(b, db, sampleEvent(i, a))
	}
}

func BenchmarkCreateEventInBatches(b *testing.B) {
	const size = 200
	db := testkit.OpenDB(b)
	a := testkit.StoredArticle(b, db, testkit.Article("Le Kremlin a confirmé attendre lundi le président français."))
	for b.Loop() {
		err := db.Tx(b.Context(), func(tx *store.DB) error {
			for i := range size {
				testkit.Stored(b, tx, sampleEvent(i, a))
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size*b.N)/b.Elapsed().Seconds(), "events/s")
}

func BenchmarkReads(b *testing.B) {
	db := testkit.OpenDB(b)
	ids := fill(b, db, 5000)
	b.Run("point", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := db.Event(b.Context(), ids[i%len(ids)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, f := range map[string]models.EventFilter{
		"range":  {From: "2018-01-01", To: "2018-12-31", Limit: 100},
		"search": {Query: "kremlin confir", Limit: 100},
		"actor":  {Actors: []string{"vladimir poutine"}, Types: []string{"visit"}, Limit: 100},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if p, err := db.Events(b.Context(), f); err != nil || len(p.Events) == 0 {
					b.Fatal(p.Total, err)
				}
			}
		})
	}
	b.Run("each", func(b *testing.B) {
		for b.Loop() {
			if err := db.EachEvent(b.Context(), models.EventFilter{}, func(*models.Event) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(ids)*b.N)/b.Elapsed().Seconds(), "events/s")
	})
}
