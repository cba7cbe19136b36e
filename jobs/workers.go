package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"chancery/models"
)

// unfinished are the states in which a job stands in the way of its like.
var unfinished = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
	rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

func once(priority, tries int) river.InsertOpts {
	return river.InsertOpts{
		MaxAttempts: tries, Priority: priority,
		UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished},
	}
}

// NextRetry is part of River's interface.
func (b backOff) NextRetry(job *rivertype.JobRow) time.Time {
	return b.now().Add(pauseAfterTry(len(job.Errors) + 1))
}

// feedArgs ask for a look at a feed.
type feedArgs struct {
	FeedID uint64 `json:"feed_id" river:"unique"`
}

func (feedArgs) Kind() string                 { return models.JobFeed }
func (feedArgs) InsertOpts() river.InsertOpts { return once(2, 3) }

type feedWorker struct {
	river.WorkerDefaults[feedArgs]
	q *Queue
}

func (w *feedWorker) Timeout(*river.Job[feedArgs]) time.Duration { return feedTimeout }

// Work fetches the feed. What is wrong with the feed is written to the feed,
// which has a time of its own for the next try; only our own faults are the
// job's.
func (w *feedWorker) Work(ctx context.Context, job *river.Job[feedArgs]) error {
	_, err := w.q.opt.Feeds.FetchFeed(ctx, job.Args.FeedID, nil)
	var feed *feedError
	switch {
	case errors.As(err, &feed), errors.Is(err, ErrRunning):
		w.q.opt.Log.WarnContext(ctx, "feed failed", "feed", job.Args.FeedID, "error", err)
		return nil
	case errors.Is(err, models.ErrNotFound):
		return river.JobCancel(err)
	}
	return err
}

// articleArgs ask for an article that a feed names.
type articleArgs struct {
	FeedID      uint64    `json:"feed_id" river:"unique"`
	GUID        string    `json:"guid" river:"unique"`
	Run         int64     `json:"run"`
	URL         string    `json:"url"`
	Title       string    `json:"title"`
	Byline      string    `json:"byline,omitempty"`
	Lang        string    `json:"lang,omitempty"`
	Text        string    `json:"text,omitempty"`
	Published   string    `json:"published,omitempty"`
	PublishedAt time.Time `json:"published_at,omitzero"`
}

func (articleArgs) Kind() string                 { return models.JobArticle }
func (articleArgs) InsertOpts() river.InsertOpts { return once(3, articleTries) }

func (a articleArgs) item() models.FeedItem {
	return models.FeedItem{
		GUID: a.GUID, URL: a.URL, Title: a.Title, Byline: a.Byline, Lang: a.Lang, Text: a.Text,
		Published: a.Published, PublishedAt: a.PublishedAt,
	}
}

type articleWorker struct {
	river.WorkerDefaults[articleArgs]
	q *Queue
}

// Work takes the article in, or puts it off as the error says.
func (w *articleWorker) Work(ctx context.Context, job *river.Job[articleArgs]) error {
	waited := w.q.opt.Now().Sub(job.CreatedAt)
	last := job.Attempt >= job.MaxAttempts || waited > patience
	err := w.q.opt.Take(ctx, job.Args.FeedID, job.Args.item(), last)
	var wait interface{ Wait() time.Duration }
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return err
	case errors.Is(err, ErrUseless), last && waited > patience:
		return river.JobCancel(err)
	case errors.As(err, &wait) && wait.Wait() > 0:
		return river.JobSnooze(min(wait.Wait(), patience))
	}
	return err
}

// taskArgs ask for a regular job of the table.
type taskArgs struct {
	Name string `json:"name" river:"unique"`
}

func (taskArgs) Kind() string                 { return "task" }
func (taskArgs) InsertOpts() river.InsertOpts { return once(1, 1) } // it comes again by itself

type taskWorker struct {
	river.WorkerDefaults[taskArgs]
	q *Queue
}

func (w *taskWorker) Work(ctx context.Context, job *river.Job[taskArgs]) error {
	for _, e := range w.q.opt.Table {
		if e.Name == job.Args.Name {
			return e.Run(ctx)
		}
	}
	return river.JobCancel(fmt.Errorf("there is no job %q", job.Args.Name))
}
