package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"

	"chancery/models"
)

// QueueOptions say what a queue works with.
type QueueOptions struct {
	// Driver is the database the jobs lie in, the same the data lies in.
	Driver riverdriver.Driver[*sql.Tx]
	// Feeds does the work of fetching; Take that of an article.
	Feeds *FeedJob
	Take  TakeFunc
	// Table are the regular jobs, each put into the queue when its time comes.
	Table []Entry
	// Workers is how many jobs are done at a time.
	Workers int
	// Rescue is how long after its start a job counts as lost with the process
	// that did it, and is done again; 0 means 5 minutes.
	Rescue time.Duration
	Now    func() time.Time
	Log    *slog.Logger // nil: silence
}

// TakeFunc takes in an article that a feed names. It is called again for those
// it has seen and must then do nothing. Unless it is the last time it should
// give an error where waiting may help; one with Wait() time.Duration says for
// how long.
type TakeFunc func(ctx context.Context, feedID uint64, item models.FeedItem, last bool) error

// ErrUseless is wrapped by errors that trying again cannot mend.
var ErrUseless = errors.New("of no use to try again")

// Limits of a job.
const (
	feedTimeout    = 2 * time.Minute
	articleTimeout = 2 * time.Minute
	articleTries   = 5
	keepDone       = 6 * time.Hour
	// patience is how old a job may get by waiting as servers ask it to.
	patience = 24 * time.Hour
	// stopTime is how long jobs may go on when the process is asked to end.
	stopTime = 3 * time.Second
)

// Queue keeps jobs in the database until they are done. Jobs are put there in
// the transaction of the data they are about, so that neither is ever without
// the other; each is of a kind that may be done twice.
type Queue struct {
	opt    QueueOptions
	client *river.Client[*sql.Tx]
}

// NewQueue checks the table of regular jobs and makes a queue, which works once
// Start is called.
func NewQueue(o QueueOptions) (*Queue, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rescue == 0 {
		o.Rescue = 5 * time.Minute
	}
	q := &Queue{opt: o}
	periodic, err := q.periodic()
	if err != nil {
		return nil, err
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &feedWorker{q: q})
	river.AddWorker(workers, &articleWorker{q: q})
	river.AddWorker(workers, &taskWorker{q: q})
	q.client, err = river.NewClient(o.Driver, &river.Config{
		Workers:      workers,
		Queues:       map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: max(1, o.Workers)}},
		PeriodicJobs: periodic,
		// The database has no way of calling us, so the queue looks once a second.
		PollOnly:                    true,
		JobTimeout:                  min(articleTimeout, o.Rescue-time.Millisecond),
		RescueStuckJobsAfter:        o.Rescue,
		CompletedJobRetentionPeriod: keepDone,
		RetryPolicy:                 backOff{o.Now},
		SoftStopTimeout:             stopTime,
		Logger:                      slog.New(quiet{o.Log.Handler()}),
	})
	if err != nil {
		return nil, fmt.Errorf("the queue: %w", err)
	}
	return q, nil
}

// periodic turns the table into jobs by the scheduler's language.
func (q *Queue) periodic() ([]*river.PeriodicJob, error) {
	// The table's own rules hold here too.
	if _, err := NewScheduler(q.opt.Log, q.opt.Table...); err != nil {
		return nil, err
	}
	var out []*river.PeriodicJob
	for _, e := range q.opt.Table {
		schedule, err := ParseSchedule(e.Spec)
		if err != nil {
			return nil, fmt.Errorf("job %s: %w", e.Name, err)
		}
		out = append(out, river.NewPeriodicJob(schedule, func() (river.JobArgs, *river.InsertOpts) {
			return taskArgs{Name: e.Name}, nil
		}, &river.PeriodicJobOpts{ID: e.Name, RunOnStart: true}))
	}
	return out, nil
}

// Start does jobs until stop is called, which lets those under way end.
func (q *Queue) Start(ctx context.Context) (stop func(), err error) {
	if err := q.client.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("start the queue: %w", err)
	}
	return func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*stopTime)
		defer cancel()
		if err := q.client.Stop(grace); err != nil {
			q.opt.Log.Warn("jobs were left in the middle; they are done again", "error", err)
		}
	}, nil
}

// AskFeed puts the fetching of a feed into the queue, in the transaction tx. One
// that is there already is not doubled.
func (q *Queue) AskFeed(ctx context.Context, tx *sql.Tx, feedID uint64) error {
	_, err := q.client.InsertTx(ctx, tx, feedArgs{FeedID: feedID}, &river.InsertOpts{Priority: 1})
	return err
}

// AskArticles puts the items of a feed's run into the queue, in the transaction
// tx that saves the feed's state, in their order.
func (q *Queue) AskArticles(ctx context.Context, tx *sql.Tx, feedID uint64, run int64, items []models.FeedItem) error {
	if len(items) == 0 {
		return nil
	}
	params := make([]river.InsertManyParams, len(items))
	for i, it := range items {
		params[i].Args = articleArgs{feedID, it.GUID, run, it.URL, it.Title, it.Byline, it.Lang, it.Text, it.Published, it.PublishedAt}
	}
	_, err := q.client.InsertManyTx(ctx, tx, params)
	return err
}

// backOff waits half a minute after the first failure and twice as long after
// each further one, an hour at most.
type backOff struct{ now func() time.Time }

func pauseAfterTry(attempt int) time.Duration {
	return min(30*time.Second<<min(max(attempt-1, 0), 10), time.Hour)
}

// quiet tells what the library finds worth an info on the debug level only.
type quiet struct{ slog.Handler }

func (h quiet) Handle(ctx context.Context, r slog.Record) error {
	if r.Level == slog.LevelInfo {
		r.Level = slog.LevelDebug
		if !h.Enabled(ctx, r.Level) {
			return nil
		}
	}
	return h.Handler.Handle(ctx, r)
}

func (h quiet) WithAttrs(a []slog.Attr) slog.Handler { return quiet{h.Handler.WithAttrs(a)} }
func (h quiet) WithGroup(name string) slog.Handler   { return quiet{h.Handler.WithGroup(name)} }
