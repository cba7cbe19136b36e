package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"chancery/internal/testkit"
	"chancery/jobs"
	"chancery/models"
	"chancery/store"
)

// bench is a queue on a database of its own, with a feed in it.
type bench struct {
	db    *store.DB
	feed  *models.Feed
	queue *jobs.Queue
	mu    sync.Mutex
	taken map[string]int // how often an item was begun
}

func newBench(t *testing.T, items []models.FeedItem, take jobs.TakeFunc, change ...func(*jobs.QueueOptions)) *bench {
	t.Helper()
	b := &bench{db: testkit.OpenDB(t), feed: &models.Feed{URL: "https://news.example/rss"}, taken: map[string]int{}}
	if err := b.db.CreateFeed(t.Context(), b.feed); err != nil {
		t.Fatal(err)
	}
	driver, err := b.db.QueueDriver()
	if err != nil {
		t.Fatal(err)
	}
	o := jobs.QueueOptions{
		Driver: driver, Workers: 4,
		Take: func(ctx context.Context, id uint64, it models.FeedItem, last bool) error {
			b.mu.Lock()
			b.taken[it.GUID]++
			b.mu.Unlock()
			return take(ctx, id, it, last)
		},
		Feeds: &jobs.FeedJob{
			Store: b.db, Now: time.Now,
			Fetch: func(context.Context, models.Feed) (models.FeedFetch, error) {
				return models.FeedFetch{ETag: `"1"`, Items: items}, nil
			},
			Hand: func(ctx context.Context, f *models.Feed, items []models.FeedItem) (int, error) {
				return len(items), b.in(ctx, func(tx *store.DB) error {
					raw, err := tx.SQLTx()
					if err != nil {
						return err
					}
					return errors.Join(tx.UpdateFeedState(ctx, f), b.queue.AskArticles(ctx, raw, f.ID, f.LastRun, items))
				})
			},
		},
	}
	for _, c := range change {
		c(&o)
	}
	if b.queue, err = jobs.NewQueue(o); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bench) in(ctx context.Context, fn func(*store.DB) error) error { return b.db.Tx(ctx, fn) }

func (b *bench) ask(t *testing.T, fail error) {
	t.Helper()
	err := b.in(t.Context(), func(tx *store.DB) error {
		raw, err := tx.SQLTx()
		if err != nil {
			return err
		}
		return errors.Join(b.queue.AskFeed(t.Context(), raw, b.feed.ID), fail)
	})
	if !errors.Is(err, fail) {
		t.Fatal(err)
	}
}

func (b *bench) progress(t *testing.T) models.FeedProgress {
	t.Helper()
	all, err := b.db.FeedProgress(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all[b.feed.ID]
}

// until waits for the feed's progress to be as wanted.
func (b *bench) until(t *testing.T, what string, ok func(models.FeedProgress) bool) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !ok(b.progress(t)) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: %+v", what, b.progress(t))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (b *bench) start(t *testing.T) {
	t.Helper()
	stop, err := b.queue.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
}

func someItems(n int) []models.FeedItem {
	var out []models.FeedItem
	for i := range n {
		out = append(out, models.FeedItem{GUID: fmt.Sprint(i), URL: fmt.Sprintf("https://news.example/%d", i), Title: "A title"})
	}
	return out
}

func fine(context.Context, uint64, models.FeedItem, bool) error { return nil }

func TestQueueRunsAFeed(t *testing.T) {
	b := newBench(t, someItems(20), fine)
	b.ask(t, errors.New("undone")) // goes with its transaction
	if p := b.progress(t); p.Asked {
		t.Errorf("a job outlived its transaction: %+v", p)
	}
	for range 3 { // one job whoever asks
		b.ask(t, nil)
	}
	if counts, err := b.db.QueueCounts(t.Context()); err != nil || counts["available"] != 1 {
		t.Errorf("jobs %v, %v", counts, err)
	}
	b.start(t)
	b.until(t, "the articles", func(p models.FeedProgress) bool { return p.Done == 20 && !p.Busy() })
	for guid, n := range b.taken {
		if n != 1 {
			t.Errorf("item %s was taken %d times", guid, n)
		}
	}
	if f, err := b.db.Feed(t.Context(), b.feed.ID); err != nil || f.ETag != `"1"` || f.LastRun == 0 || f.Items != 20 {
		t.Errorf("feed %+v, %v", f, err)
	}
}

// later asks for patience.
type later time.Duration

func (l later) Error() string       { return "come back later" }
func (l later) Wait() time.Duration { return time.Duration(l) }

func TestQueueRetries(t *testing.T) {
	b := newBench(t, someItems(4), func(_ context.Context, _ uint64, it models.FeedItem, _ bool) error {
		switch it.GUID {
		case "0":
			return errors.New("no answer")
		case "1":
			return fmt.Errorf("no text: %w", jobs.ErrUseless)
		case "2":
			return later(time.Hour)
		}
		panic("fault")
	})
	b.ask(t, nil)
	b.start(t)
	b.until(t, "three put off, one given up", func(models.FeedProgress) bool {
		c, err := b.db.QueueCounts(t.Context())
		return err == nil && c["cancelled"] == 1 && c["retryable"] == 2 && c["scheduled"] == 1
	})
	if p := b.progress(t); p.Failed != 1 || !p.Busy() {
		t.Errorf("progress %+v", p)
	}
	failures, err := b.db.FeedFailures(t.Context(), b.feed.ID, 10)
	if err != nil || len(failures) != 1 || failures[0].URL != "https://news.example/1" || failures[0].Error == "" {
		t.Errorf("failures %+v, %v", failures, err)
	}
}

// TestQueueRescues: a job that was under way when its process was killed is
// done again.
func TestQueueRescues(t *testing.T) {
	b := newBench(t, someItems(3), fine, func(o *jobs.QueueOptions) { o.Rescue = time.Second })
	b.ask(t, nil)
	err := b.in(t.Context(), func(tx *store.DB) error {
		raw, err := tx.SQLTx()
		if err != nil {
			return err
		}
		_, err = raw.ExecContext(t.Context(), `UPDATE river_job SET state = 'running', attempt = 1,
			attempted_at = datetime('now', '-1 hour'), attempted_by = jsonb('["dead"]')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b.start(t)
	b.until(t, "the job of the dead", func(models.FeedProgress) bool {
		c, err := b.db.QueueCounts(t.Context())
		return err == nil && c["running"] == 0
	})
}

func TestQueueTable(t *testing.T) {
	ran := make(chan struct{}, 1)
	b := newBench(t, nil, fine, func(o *jobs.QueueOptions) {
		o.Table = []jobs.Entry{{Name: "sweep", Spec: "0 4 * * *", Run: func(context.Context) error {
			ran <- struct{}{}
			return nil
		}}}
	})
	b.start(t)
	select {
	case <-ran: // at the start, not only at four
	case <-time.After(20 * time.Second):
		t.Error("the regular job did not run")
	}
	driver, err := b.db.QueueDriver()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := jobs.NewQueue(jobs.QueueOptions{Driver: driver, Table: []jobs.Entry{{Name: "x", Spec: "soon", Run: func(context.Context) error { return nil }}}}); err == nil {
		t.Error("a table with a bad time was taken")
	}
}
