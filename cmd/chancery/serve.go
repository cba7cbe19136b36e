package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"chancery/extract"
	"chancery/handlers"
	"chancery/jobs"
	"chancery/models"
	"chancery/store"
	"chancery/timeline"
)

func newServe(e *env) *cobra.Command {
	var noDemo bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the timeline",
		Long: "Brings the database up to date, loads the demo into an empty one, and serves the\n" +
			"timeline. As long as there is no account, a link to make the first one is printed.",
		Example: "  chancery serve\n  chancery serve --addr 127.0.0.1:9000 --db events.db --no-demo",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.withNewStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				return e.serve(ctx, db, e.cfg.Demo && !noDemo)
			})
		},
	}
	settingFlags(cmd.Flags(), "addr", "base_url", "zone", "allow_private_nets", "fetch_ports", "workers")
	cmd.Flags().BoolVar(&noDemo, "no-demo", false, "do not load the demo into an empty database")
	return cmd
}

// serve listens before it loads anything, so that a port in use is the first
// thing said, and answers once the timeline is in memory.
func (e *env) serve(ctx context.Context, db *store.DB, demo bool) error {
	var lc net.ListenConfig
	ln, err := lc.Listen(ctx, "tcp", e.cfg.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; choose another with --addr", e.cfg.Addr, err)
	}
	defer func() { _ = ln.Close() }() // closed by the server first
	site, err := e.site(ctx, db, demo, e.cfg.URL(ln.Addr().String()))
	if err != nil {
		return err
	}
	// Loading left much behind that nothing holds any more.
	debug.FreeOSMemory()
	stop, err := site.start(ctx)
	if err != nil {
		return err
	}
	defer stop()
	e.greet(site)
	return e.answer(ctx, ln, site.handler)
}

// site is a server about to start.
type site struct {
	env     *env
	db      *store.DB
	index   *timeline.Index
	handler http.Handler
	url     string
	setup   *handlers.SetupToken
	seen    time.Time // changes of the database up to here are in the index
	start   func(context.Context) (stop func(), err error)
}

func (e *env) site(ctx context.Context, db *store.DB, demo bool, url string) (*site, error) {
	s := &site{env: e, db: db, index: timeline.New(), url: url}
	g, err := e.ingester(db, s.changed)
	if err != nil {
		return nil, err
	}
	if demo {
		if err := e.demo(ctx, db, func(ctx context.Context) error { return loadDemo(ctx, g) }); err != nil {
			return nil, err
		}
	}
	s.seen = e.now()
	err = s.index.Load(ctx, func(ctx context.Context, fn func(*models.Event) error) error {
		return db.EachEvent(ctx, models.EventFilter{Reviews: models.Reviews}, fn)
	})
	if err != nil {
		return nil, err
	}
	users, err := db.CountUsers(ctx)
	if err != nil {
		return nil, err
	}
	if users == 0 {
		s.setup = handlers.NewSetupToken()
	}
	feeds, err := e.feedRunner(db, g)
	if err != nil {
		return nil, err
	}
	reader, _ := g.Reader.(*curated) // as ingester makes it
	s.start = func(ctx context.Context) (func(), error) {
		return feeds.start(ctx, e.cfg.Workers > 0, jobs.Entry{Name: "timeline", Spec: "@every 15s", Run: s.follow})
	}
	s.handler, err = handlers.New(handlers.Deps{
		Events: db, Articles: db, Actors: db, Records: db, Users: db, Feeds: &askedFeeds{db, feeds}, Queue: db, Copies: db, Views: db, Sessions: db.Sessions(), Health: db,
		Timeline: s.index, Streams: db, Zone: e.cfg.Location(),
		Changed:       func(ctx context.Context, id uint64) error { return s.refresh(ctx, id) },
		KnownActor:    reader.known,
		FindFeeds:     feedFinder{e.client()},
		CheckSchedule: jobs.CheckFeedSchedule,
		FetchFeed:     feeds.fetchNow, Sentences: sentences(),
		Identity: g, Dates: g,
		Setup: s.setup, Now: e.now, Log: e.log, BaseURL: url, SecureCookies: e.cfg.SecureCookies(), Version: extract.Version,
	})
	return s, err
}

// demo loads the demo when the database holds nothing.
func (e *env) demo(ctx context.Context, db *store.DB, load func(context.Context) error) error {
	_, articles, err := db.Articles(ctx, 1, 0)
	if err != nil || articles > 0 {
		return err
	}
	page, err := db.Events(ctx, models.EventFilter{Reviews: models.Reviews, Limit: 1})
	if err != nil || page.Total > 0 {
		return err
	}
	return load(ctx)
}

// refresh puts an event's present state into the timeline.
func (s *site) refresh(ctx context.Context, id uint64) error {
	e, err := s.db.Event(ctx, id)
	if errors.Is(err, models.ErrNotFound) || err == nil && e.MergedInto != nil {
		s.index.Remove(id)
		return nil
	}
	if err != nil {
		return err
	}
	s.index.Put(e)
	return nil
}

// overlap is how far back a look at the database reaches into the one before:
// a transaction may end after its rows were stamped.
const overlap = time.Minute

// follow takes in what other processes stored since the last look, such as an
// ingest on the command line.
func (s *site) follow(ctx context.Context) error {
	now := s.env.now()
	f := models.EventFilter{Reviews: models.Reviews, ChangedAfter: s.seen.Add(-overlap)}
	err := s.db.EachEvent(ctx, f, func(e *models.Event) error {
		s.index.Put(e)
		return nil
	})
	if err == nil {
		s.seen = now
	}
	return err
}

// changed follows what ingest stored.
func (s *site) changed(ctx context.Context, ids []uint64) {
	for _, id := range ids {
		if err := s.refresh(ctx, id); err != nil {
			s.env.log.Error("the timeline lags behind the database", "event", id, "err", err)
		}
	}
}

func (e *env) greet(s *site) {
	e.say("Chancery serves %s from %s", s.url, e.cfg.DB)
	if token := s.setup.Value(); token != "" {
		e.say("There is no account yet. Make the first one (the link works once):\n  %s/setup?token=%s", s.url, token)
	}
	e.say("Stop with Ctrl-C.")
}

// Limits that keep slow or huge requests from holding the server.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	graceTime     = 5 * time.Second
	maxHeader     = 64 << 10
)

// answer serves until the context ends, then lets requests finish for a while.
func (e *env) answer(ctx context.Context, ln net.Listener, h http.Handler) error {
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	e.say("stopping")
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTime)
	defer cancel()
	return srv.Shutdown(grace)
}
