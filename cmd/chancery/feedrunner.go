package main

import (
	"context"
	"sync"

	"chancery/ingest"
	"chancery/ingest/feed"
	"chancery/jobs"
	"chancery/models"
	"chancery/store"
)

// feedRunner fetches feeds: on schedule while serve runs, and on demand.
type feedRunner struct {
	env *env
	db  *store.DB
	job *jobs.FeedJob

	work sync.WaitGroup
	ctx  context.Context //nolint:containedctx // of serve: work started by a click outlives its request
}

func (e *env) feedRunner(db *store.DB, g *ingest.Ingester) *feedRunner {
	client := e.client()
	r := &feedRunner{env: e, db: db, ctx: context.Background()}
	r.job = &jobs.FeedJob{
		Store: db, Now: e.now, Log: e.log,
		Fetch: func(ctx context.Context, f models.Feed) (models.FeedFetch, error) {
			return feed.Fetch(ctx, client, f)
		},
		Ingest: func(ctx context.Context, f models.Feed, item models.FeedItem) (bool, error) {
			return g.FeedItem(ctx, client, db, f, item)
		},
	}
	return r
}

// start runs the schedule, and more beside the feeds, until stop is called, which waits for what is under
// way.
func (r *feedRunner) start(ctx context.Context, more ...jobs.Entry) (stop func(), err error) {
	s, err := jobs.NewScheduler(r.env.log, append([]jobs.Entry{
		{Name: "feeds", Spec: "@every 1m", Run: r.job.FetchDue},
		{Name: "sessions", Spec: "@hourly", Run: r.db.Sessions().Cleanup},
	}, more...)...)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	r.ctx = ctx
	r.work.Go(func() {
		if err := s.Run(ctx); err != nil {
			r.env.log.Error("the schedule ended", "err", err)
		}
	})
	return func() {
		cancel()
		r.work.Wait()
	}, nil
}

// fetchNow starts fetching a feed and returns at once; what comes of it stands
// with the feed.
func (r *feedRunner) fetchNow(ctx context.Context, id uint64) error {
	if _, err := r.db.Feed(ctx, id); err != nil {
		return err
	}
	r.work.Go(func() {
		if _, err := r.job.FetchFeed(r.ctx, id, nil); err != nil {
			r.env.log.Warn("fetching a feed on demand", "feed", id, "err", err)
		}
	})
	return nil
}
