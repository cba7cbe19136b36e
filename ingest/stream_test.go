package ingest_test

import (
	"context"
	"testing"
	"time"

	"chancery/ingest"
	"chancery/internal/testkit"
	"chancery/models"
)

// counted notes how many articles each transaction stores.
type counted struct {
	lent
	sizes *[]int
}

func (s counted) Batch(ctx context.Context, fn func(ingest.Batch) error) error {
	*s.sizes = append(*s.sizes, 0)
	return s.lent.Batch(ctx, func(tx ingest.Batch) error { return fn(countedBatch{tx, &(*s.sizes)[len(*s.sizes)-1]}) })
}

type countedBatch struct {
	ingest.Batch
	size *int
}

func (b countedBatch) CreateArticle(ctx context.Context, a *models.Article) error {
	*b.size++
	return b.Batch.CreateArticle(ctx, a)
}

// TestPace: where storing takes long, a transaction is for one article, so that
// other writers have their turn; where it is quick it is for many.
func TestPace(t *testing.T) {
	told, items := world(600)
	for _, c := range []struct {
		name        string
		step        time.Duration
		least, most int // of the largest but the first
	}{{"slow", time.Second, 1, 1}, {"quick", time.Millisecond, 9, 256}} {
		var sizes []int
		now := time.Unix(0, 0)
		db := lent{testkit.OpenDB(t)}
		g := &ingest.Ingester{
			Store: db, Batch: counted{db, &sizes}.Batch, Reader: told,
			Now: func() time.Time { now = now.Add(c.step); return now },
		}
		if err := g.SaveAll(t.Context(), each(items), func(ingest.Outcome) {}); err != nil {
			t.Fatal(err)
		}
		largest, all := 0, sizes[0]
		for _, n := range sizes[1:] {
			largest, all = max(largest, n), all+n
		}
		if all != len(items) || sizes[0] > 8 || largest < c.least || largest > c.most {
			t.Errorf("%s: %d articles of %d in transactions of %v", c.name, all, len(items), sizes)
		}
	}
}
