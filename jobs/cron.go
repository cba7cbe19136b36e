// Package jobs does the tracker's regular work. A job is a plain function that
// the queue, the command line and a button call alike; a cron table says when.
// The queue keeps jobs in the database, so that none is lost with a process; the
// scheduler beside it does what every process has to do for itself.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// Job is a piece of work that may be done at any time and done again.
type Job func(ctx context.Context) error

// Entry is a line of the cron table.
type Entry struct {
	Name    string
	Spec    string        // cron expression, or @every 1m
	Timeout time.Duration // 0: none
	Run     Job
}

// Scheduler runs jobs by their table.
type Scheduler struct {
	entries []Entry
	log     *slog.Logger
}

// NewScheduler checks the table.
func NewScheduler(log *slog.Logger, table ...Entry) (*Scheduler, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	seen := map[string]bool{}
	for _, e := range table {
		if _, err := ParseSchedule(e.Spec); err != nil {
			return nil, fmt.Errorf("job %s: %w", e.Name, err)
		}
		if e.Name == "" || e.Run == nil || seen[e.Name] {
			return nil, fmt.Errorf("job %q: needs a name of its own and something to do", e.Name)
		}
		seen[e.Name] = true
	}
	return &Scheduler{table, log}, nil
}

// Run does the jobs until ctx ends and waits for those under way, which see
// that end too. A job still running when its time comes again is left alone.
func (s *Scheduler) Run(ctx context.Context) error {
	logger := cronLog{s.log}
	// The order matters: were Recover outside, a panic would leave the mark of
	// a running job in place and the job would never run again.
	table := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(logger),
		cron.WithChain(cron.SkipIfStillRunning(logger), cron.Recover(logger)))
	for _, e := range s.entries {
		if _, err := table.AddFunc(e.Spec, func() { _ = s.do(ctx, e) }); err != nil {
			return fmt.Errorf("job %s: %w", e.Name, err)
		}
	}
	table.Start()
	<-ctx.Done()
	<-table.Stop().Done()
	return nil
}

// RunNow does one job at once, beside the table.
func (s *Scheduler) RunNow(ctx context.Context, name string) error {
	for _, e := range s.entries {
		if e.Name == name {
			return s.do(ctx, e)
		}
	}
	return fmt.Errorf("there is no job %q", name)
}

func (s *Scheduler) do(ctx context.Context, e Entry) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if e.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, e.Timeout)
		defer cancel()
	}
	err := e.Run(ctx)
	switch {
	case err == nil:
		s.log.DebugContext(ctx, "job done", "job", e.Name)
	case !errors.Is(err, context.Canceled):
		s.log.ErrorContext(ctx, "job failed", "job", e.Name, "error", err)
	}
	return err
}

// cronLog hands the library's messages to slog.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(msg string, args ...any) { l.log.Debug("cron: "+msg, args...) }

func (l cronLog) Error(err error, msg string, args ...any) {
	l.log.Error("cron: "+msg, append(args, "error", err)...)
}
