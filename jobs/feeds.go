package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"chancery/models"
)

// FeedStore is what the job needs of the store.
type FeedStore interface {
	Feeds(ctx context.Context) ([]models.Feed, error)
	Feed(ctx context.Context, id uint64) (*models.Feed, error)
	UpdateFeedState(ctx context.Context, f *models.Feed) error
}

// FetchFunc looks at a feed. Its error's text is shown to people; an error with
// Wait() time.Duration says how long to stay away, one with Gone() bool that
// the feed will not come back.
type FetchFunc func(ctx context.Context, f models.Feed) (models.FeedFetch, error)

// IngestFunc takes in an item. It is called again for items it has seen and
// must then do nothing; isNew tells whether it did something.
type IngestFunc func(ctx context.Context, f models.Feed, item models.FeedItem) (isNew bool, err error)

// FeedJob fetches feeds when they are due.
type FeedJob struct {
	Store  FeedStore
	Fetch  FetchFunc
	Ingest IngestFunc
	Now    func() time.Time
	Log    *slog.Logger // nil: silence
	// Hand, when set, takes the items of a good run in Ingest's place: it saves
	// the feed's state together with jobs for those that are new, oldest first,
	// and gives their number.
	Hand func(ctx context.Context, f *models.Feed, items []models.FeedItem) (fresh int, err error)
	// Parallel is how many feeds are fetched at a time; 0 means 4.
	Parallel int

	mu      sync.Mutex
	running map[uint64]bool
}

// FeedReport says what a run of a feed did.
type FeedReport struct {
	Feed        models.Feed // with its new state
	NotModified bool
	Items       int // in the feed
	New         int // taken in for the first time
	Failed      int // could not be taken in; they are tried again
}

// ErrRunning says that a feed is being fetched already.
var ErrRunning = errors.New("this feed is being fetched at this moment")

// FetchDue fetches every feed whose time has come: a Job. What goes wrong with
// a feed is written to the feed, not returned.
func (j *FeedJob) FetchDue(ctx context.Context) error {
	feeds, err := j.Due(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, max(1, orDefault(j.Parallel, 4)))
	for _, f := range feeds {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			wg.Wait()
			return ctx.Err()
		}
		wg.Go(func() {
			defer func() { <-slots }()
			if _, err := j.FetchFeed(ctx, f.ID, nil); err != nil && ctx.Err() == nil && !errors.Is(err, ErrRunning) {
				j.log().WarnContext(ctx, "feed failed", "feed", f.ID, "url", f.URL, "error", err)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// Due gives the feeds whose time has come.
func (j *FeedJob) Due(ctx context.Context) ([]models.Feed, error) {
	feeds, err := j.Store.Feeds(ctx)
	now := j.Now()
	return slices.DeleteFunc(feeds, func(f models.Feed) bool {
		return f.Disabled || f.NextRunAt != nil && f.NextRunAt.After(now)
	}), err
}

// FetchFeed fetches one feed now, due or not, and writes down how it went.
// progress, which may be nil, is called after each item. The error is the
// feed's, in words for people, ErrRunning, or the store's.
func (j *FeedJob) FetchFeed(ctx context.Context, id uint64, progress func(done, total int)) (FeedReport, error) {
	if !j.begin(id) {
		return FeedReport{}, ErrRunning
	}
	defer j.end(id)
	f, err := j.Store.Feed(ctx, id)
	if err != nil {
		return FeedReport{}, err
	}
	report := FeedReport{Feed: *f}
	got, fetchErr := j.Fetch(ctx, *f)
	if ctx.Err() != nil {
		return report, ctx.Err() // stopped by us: says nothing about the feed
	}
	now := j.Now()
	if fetchErr != nil {
		failed(&report.Feed, fetchErr, now)
		if err := j.Store.UpdateFeedState(ctx, &report.Feed); err != nil {
			return report, errors.Join(fetchErr, err)
		}
		return report, &feedError{fetchErr}
	}
	if err := j.follow(ctx, &report.Feed, got.MovedTo); err != nil {
		return report, err
	}
	if j.Hand != nil {
		return j.hand(ctx, report, got, now)
	}
	firstErr := j.takeIn(ctx, &report, got, progress)
	if ctx.Err() != nil {
		return report, ctx.Err() // the same items come again next time
	}
	succeeded(&report, got, firstErr, now)
	return report, j.Store.UpdateFeedState(ctx, &report.Feed)
}

// follow takes over the address a feed has moved to for good, unless another
// subscription has it: then both go on, and people may remove one.
func (j *FeedJob) follow(ctx context.Context, f *models.Feed, to string) error {
	if to == "" || to == f.URL || !models.ValidURL(to) {
		return nil
	}
	feeds, err := j.Store.Feeds(ctx)
	if err != nil || slices.ContainsFunc(feeds, func(other models.Feed) bool { return other.URL == to }) {
		return err
	}
	j.log().InfoContext(ctx, "feed moved", "feed", f.ID, "from", f.URL, "to", to)
	f.MovedFrom, f.URL = f.URL, to
	return nil
}

// hand puts the items into the queue; from then on they cannot be lost, so the
// feed need not send them again.
func (j *FeedJob) hand(ctx context.Context, r FeedReport, got models.FeedFetch, now time.Time) (FeedReport, error) {
	r.NotModified, r.Items = got.NotModified, len(got.Items)
	succeeded(&r, got, nil, now)
	items := slices.Clone(got.Items)
	slices.Reverse(items)
	if len(items) > 0 {
		r.Feed.LastRun = now.UnixMilli()
	}
	var err error
	r.New, err = j.Hand(ctx, &r.Feed, items)
	return r, err
}

// feedError is a fault of the feed, not ours.
type feedError struct{ error }

func (e *feedError) Unwrap() error { return e.error }

// takeIn hands the items on, oldest first, so that an event's history grows in
// the order of the news.
func (j *FeedJob) takeIn(ctx context.Context, r *FeedReport, got models.FeedFetch, progress func(done, total int)) (firstErr error) {
	r.NotModified, r.Items = got.NotModified, len(got.Items)
	done := 0
	for _, item := range slices.Backward(got.Items) {
		isNew, err := j.ingest(ctx, r.Feed, item)
		switch {
		case ctx.Err() != nil:
			return firstErr
		case err != nil:
			r.Failed++
			if firstErr == nil {
				firstErr = err
			}
			j.log().WarnContext(ctx, "item failed", "feed", r.Feed.ID, "guid", item.GUID, "url", item.URL, "error", err)
		case isNew:
			r.New++
		}
		if done++; progress != nil {
			progress(done, r.Items)
		}
	}
	return firstErr
}

// ingest keeps one item's panic from the others.
func (j *FeedJob) ingest(ctx context.Context, f models.Feed, item models.FeedItem) (isNew bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			j.log().ErrorContext(ctx, "item panicked", "feed", f.ID, "url", item.URL, "panic", r)
			err = errors.New("an article could not be read because of a fault in this program")
		}
	}()
	return j.Ingest(ctx, f, item)
}

func (j *FeedJob) begin(id uint64) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.running[id] {
		return false
	}
	if j.running == nil {
		j.running = map[uint64]bool{}
	}
	j.running[id] = true
	return true
}

func (j *FeedJob) end(id uint64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.running, id)
}

func (j *FeedJob) log() *slog.Logger {
	if j.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return j.Log
}

// succeeded writes a good run into the feed's state. With items that could not
// be taken in, the feed is to be sent in full again, so that they come again.
func succeeded(r *FeedReport, got models.FeedFetch, firstErr error, now time.Time) {
	f := &r.Feed
	every := pace(got.Items, now)
	if got.NotModified {
		every = paceAgain(*f)
	} else {
		f.Items = r.Items
	}
	f.LastRunAt, f.LastOKAt, f.Failures, f.LastError = &now, &now, 0, ""
	if r.Failed > 0 {
		f.LastError = fmt.Sprintf("%d of %d articles could not be taken in: %v", r.Failed, r.Items, firstErr)
		f.ETag, f.LastModified = "", ""
	} else if got.ETag != "" || got.LastModified != "" || !got.NotModified {
		f.ETag, f.LastModified = got.ETag, got.LastModified
	}
	if f.Title == "" {
		f.Title = got.Title
	}
	next := nextRun(*f, now, every)
	f.NextRunAt = &next
}

// failed writes a run that came to nothing into the feed's state.
func failed(f *models.Feed, err error, now time.Time) {
	f.LastRunAt, f.LastError = &now, err.Error()
	f.Failures++
	next := nextRun(*f, now, pauseAfter(f.Failures))
	if until := now.Add(pauseAfter(f.Failures)); next.Before(until) {
		next = until
	}
	var gone interface{ Gone() bool }
	if errors.As(err, &gone) && gone.Gone() {
		f.LastError += ": it is asked no more; remove it and add its new address, or switch it on again"
		f.Disabled, f.NextRunAt = true, nil
		return
	}
	var wait interface{ Wait() time.Duration }
	if errors.As(err, &wait) {
		if until := now.Add(wait.Wait()); until.After(next) {
			next = until
		}
	}
	f.NextRunAt = &next
}

func orDefault(n, def int) int {
	if n == 0 {
		return def
	}
	return n
}
