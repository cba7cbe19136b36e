package main

import (
	"context"
	"errors"
	"sync"

	"chancery/extract"
	"chancery/handlers"
	"chancery/ingest"
	"chancery/ingest/feed"
	"chancery/ingest/page"
	"chancery/jobs"
	"chancery/models"
	"chancery/store"
)

// feedRunner fetches feeds: on schedule while serve or worker runs, and when
// somebody asks.
type feedRunner struct {
	env   *env
	db    *store.DB
	queue *jobs.Queue
}

// feedJob fetches feeds and takes their articles in at once, as the command
// line does.
func (e *env) feedJob(db *store.DB, g *ingest.Ingester) *jobs.FeedJob {
	client := e.client()
	return &jobs.FeedJob{
		Store: db, Now: e.now, Log: e.log,
		Fetch: func(ctx context.Context, f models.Feed) (models.FeedFetch, error) {
			return feed.Fetch(ctx, client, f)
		},
		Ingest: func(ctx context.Context, f models.Feed, item models.FeedItem) (bool, error) {
			return g.FeedItem(ctx, client, db, f.ID, item, false)
		},
	}
}

// feedRunner wires the queue to the database, the fetching and the reading.
func (e *env) feedRunner(db *store.DB, g *ingest.Ingester) (*feedRunner, error) {
	driver, err := db.QueueDriver()
	if err != nil {
		return nil, err
	}
	r := &feedRunner{env: e, db: db}
	job, client := e.feedJob(db, g), e.client()
	job.Hand = r.hand
	r.queue, err = jobs.NewQueue(jobs.QueueOptions{
		Driver: driver, Feeds: job, Workers: e.cfg.Workers, Now: e.now, Log: e.log,
		Take: func(ctx context.Context, feedID uint64, item models.FeedItem, last bool) error {
			_, err := g.FeedItem(ctx, client, db, feedID, item, !last)
			return useless(err)
		},
		Table: []jobs.Entry{
			{Name: "feeds", Spec: "* * * * *", Run: func(ctx context.Context) error { return r.askDue(ctx, job) }},
			{Name: "sessions", Spec: "@hourly", Run: db.Sessions().Cleanup},
		},
	})
	return r, err
}

// useless marks the errors of a text, which stays as it is however often it is
// read.
func useless(err error) error {
	for _, e := range []error{page.ErrEmpty, page.ErrNotText, extract.ErrEmpty, extract.ErrTooLong, extract.ErrDate, models.ErrInvalid} {
		if errors.Is(err, e) {
			return errors.Join(err, jobs.ErrUseless)
		}
	}
	return err
}

// hand saves a feed's state and puts what it names into the queue, both or
// neither.
func (r *feedRunner) hand(ctx context.Context, f *models.Feed, items []models.FeedItem) (fresh int, err error) {
	err = r.db.Tx(ctx, func(tx *store.DB) error {
		unseen, err := tx.UnseenItems(ctx, f.ID, items)
		if err != nil {
			return err
		}
		fresh = len(unseen)
		if err := tx.UpdateFeedState(ctx, f); err != nil {
			return err
		}
		raw, err := tx.SQLTx()
		if err != nil {
			return err
		}
		return r.queue.AskArticles(ctx, raw, f.ID, f.LastRun, unseen)
	})
	return fresh, err
}

// askDue puts the feeds whose time has come into the queue.
func (r *feedRunner) askDue(ctx context.Context, job *jobs.FeedJob) error {
	feeds, err := job.Due(ctx)
	if err != nil || len(feeds) == 0 {
		return err
	}
	return r.db.Tx(ctx, func(tx *store.DB) error {
		for _, f := range feeds {
			if err := r.ask(ctx, tx, f.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *feedRunner) ask(ctx context.Context, tx *store.DB, id uint64) error {
	raw, err := tx.SQLTx()
	if err != nil {
		return err
	}
	return r.queue.AskFeed(ctx, raw, id)
}

// fetchNow puts the fetching of a feed into the queue; what comes of it stands
// with the feed.
func (r *feedRunner) fetchNow(ctx context.Context, id uint64) error {
	return r.db.Tx(ctx, func(tx *store.DB) error {
		if _, err := tx.Feed(ctx, id); err != nil {
			return err
		}
		return r.ask(ctx, tx, id)
	})
}

// start does the queue's jobs, if it shall, and what this process has to do for
// itself, until stop is called, which waits for what is under way.
func (r *feedRunner) start(ctx context.Context, work bool, own ...jobs.Entry) (stop func(), err error) {
	s, err := jobs.NewScheduler(r.env.log, own...)
	if err != nil {
		return nil, err
	}
	stopQueue := func() {}
	if work {
		if stopQueue, err = r.queue.Start(ctx); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() {
		if err := s.Run(ctx); err != nil {
			r.env.log.Error("the schedule ended", "err", err)
		}
	})
	return func() {
		cancel()
		stopQueue()
		running.Wait()
	}, nil
}

// askedFeeds is the store's feeds for the pages: a new one is fetched at once.
type askedFeeds struct {
	*store.DB
	runner *feedRunner
}

// CreateFeed adds a subscription and the job that fetches it, both or neither.
func (a *askedFeeds) CreateFeed(ctx context.Context, f *models.Feed) error {
	return a.Tx(ctx, func(tx *store.DB) error {
		if err := tx.CreateFeed(ctx, f); err != nil {
			return err
		}
		return a.runner.ask(ctx, tx, f.ID)
	})
}

// feedFinder finds feeds for the page as the command line does.
type feedFinder struct{ client feed.Getter }

// FindFeeds gives none, without an error, when the site has none.
func (f feedFinder) FindFeeds(ctx context.Context, address string) ([]handlers.FeedLink, error) {
	links, err := feed.Find(ctx, f.client, address)
	if errors.Is(err, feed.ErrNotFeed) {
		return nil, nil
	}
	out := make([]handlers.FeedLink, len(links))
	for i, l := range links {
		out[i] = handlers.FeedLink{URL: l.URL, Title: l.Title}
	}
	return out, err
}
