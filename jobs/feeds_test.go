package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery/models"
)

var noon = time.Date(2022, 2, 4, 12, 0, 0, 0, time.UTC)

// memory is a store of feeds.
type memory struct {
	mu    sync.Mutex
	feeds map[uint64]models.Feed
}

func (m *memory) Feeds(context.Context) ([]models.Feed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []models.Feed
	for id := uint64(1); id <= uint64(len(m.feeds)); id++ {
		out = append(out, m.feeds[id])
	}
	return out, nil
}

func (m *memory) Feed(_ context.Context, id uint64) (*models.Feed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.feeds[id]
	if !ok {
		return nil, models.ErrNotFound
	}
	return &f, nil
}

func (m *memory) UpdateFeedState(_ context.Context, f *models.Feed) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.feeds[f.ID] = *f
	return nil
}

func store(feeds ...models.Feed) *memory {
	m := &memory{feeds: map[uint64]models.Feed{}}
	for i, f := range feeds {
		f.ID = uint64(i + 1)
		f.URL = fmt.Sprintf("https://news.example/%d", f.ID)
		m.feeds[f.ID] = f
	}
	return m
}

// items gives n items, one every gap, newest first.
func items(n int, gap time.Duration) []models.FeedItem {
	var out []models.FeedItem
	for i := range n {
		out = append(out, models.FeedItem{GUID: fmt.Sprint(n - i), PublishedAt: noon.Add(-time.Duration(i) * gap)})
	}
	return out
}

func job(m *memory, fetch FetchFunc, ingest IngestFunc) *FeedJob {
	return &FeedJob{Store: m, Fetch: fetch, Ingest: ingest, Now: func() time.Time { return noon }}
}

func gives(got models.FeedFetch, err error) FetchFunc {
	return func(context.Context, models.Feed) (models.FeedFetch, error) { return got, err }
}

func nothing(context.Context, models.Feed, models.FeedItem) (bool, error) { return false, nil }

func TestFetchFeed(t *testing.T) {
	m := store(models.Feed{LastError: "once", Failures: 3})
	var order []string
	j := job(m, gives(models.FeedFetch{Title: "News", ETag: `"1"`, LastModified: "then", Items: items(3, time.Hour)}, nil),
		func(_ context.Context, f models.Feed, i models.FeedItem) (bool, error) {
			order = append(order, i.GUID)
			return i.GUID != "2", nil
		})
	var steps []string
	r, err := j.FetchFeed(t.Context(), 1, func(done, total int) { steps = append(steps, fmt.Sprintf("%d/%d", done, total)) })
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(order, " "); got != "1 2 3" {
		t.Errorf("items came as %s, want oldest first", got)
	}
	if got := strings.Join(steps, " "); got != "1/3 2/3 3/3" {
		t.Errorf("progress %s", got)
	}
	if r.Items != 3 || r.New != 2 || r.Failed != 0 {
		t.Errorf("report %+v", r)
	}
	f := m.feeds[1]
	if f.ETag != `"1"` || f.LastModified != "then" || f.Title != "News" || f.LastError != "" || f.Failures != 0 || f.Items != 3 ||
		!f.LastOKAt.Equal(noon) || !f.LastRunAt.Equal(noon) || !f.NextRunAt.After(noon) {
		t.Errorf("state %+v", f)
	}
}

func TestNotModified(t *testing.T) {
	before := noon.Add(-time.Hour)
	m := store(models.Feed{ETag: `"1"`, Items: 7, LastRunAt: &before, NextRunAt: &noon})
	j := job(m, gives(models.FeedFetch{NotModified: true}, nil), func(context.Context, models.Feed, models.FeedItem) (bool, error) {
		t.Error("an item came")
		return false, nil
	})
	r, err := j.FetchFeed(t.Context(), 1, nil)
	f := m.feeds[1]
	if err != nil || !r.NotModified || f.ETag != `"1"` || f.Items != 7 || !f.LastOKAt.Equal(noon) {
		t.Errorf("%+v, %v: %+v", r, err, f)
	}
	if wait := f.NextRunAt.Sub(noon); wait < 75*time.Minute || wait > 85*time.Minute {
		t.Errorf("asked again after %v, want a little longer than the hour before", wait)
	}
}

func TestItemsFail(t *testing.T) {
	m := store(models.Feed{ETag: `"0"`})
	j := job(m, gives(models.FeedFetch{ETag: `"1"`, Items: items(4, time.Hour)}, nil),
		func(_ context.Context, _ models.Feed, i models.FeedItem) (bool, error) {
			switch i.GUID {
			case "2":
				return false, errors.New("the page is empty")
			case "3":
				panic("fault")
			}
			return true, nil
		})
	r, err := j.FetchFeed(t.Context(), 1, nil)
	if err != nil || r.New != 2 || r.Failed != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	if f := m.feeds[1]; f.ETag != "" || f.Failures != 0 || f.LastError != "2 of 4 articles could not be taken in: the page is empty" {
		t.Errorf("state %+v: want the feed to be sent in full again", f)
	}
}

type refusal struct {
	wait time.Duration
	gone bool
}

func (r refusal) Error() string       { return "news.example says no" }
func (r refusal) Wait() time.Duration { return r.wait }
func (r refusal) Gone() bool          { return r.gone }

func TestFailures(t *testing.T) {
	for _, c := range []struct {
		name     string
		feed     models.Feed
		err      error
		min, max time.Duration
		says     string
	}{
		{"first", models.Feed{}, errors.New("no answer"), 30 * time.Minute, 35 * time.Minute, "no answer"},
		{"fourth", models.Feed{Failures: 3}, errors.New("no answer"), 4 * time.Hour, 5 * time.Hour, "no answer"},
		{"hundredth", models.Feed{Failures: 99}, errors.New("no answer"), 24 * time.Hour, 27 * time.Hour, "no answer"},
		{"with a schedule, which it outlasts", models.Feed{Failures: 4, Schedule: "*/15 * * * *"}, errors.New("x"), 8 * time.Hour, 8 * time.Hour, "x"},
		{"with a schedule that outlasts it", models.Feed{Schedule: "0 0 * * *"}, errors.New("x"), 12 * time.Hour, 12 * time.Hour, "x"},
		{"asked to wait", models.Feed{}, fmt.Errorf("busy: %w", refusal{wait: 3 * time.Hour}), 3 * time.Hour, 3 * time.Hour, "says no"},
		{"asked to wait a moment", models.Feed{}, refusal{wait: time.Second}, 30 * time.Minute, 35 * time.Minute, "says no"},
	} {
		c.feed.ETag = `"1"`
		m := store(c.feed)
		_, err := job(m, gives(models.FeedFetch{}, c.err), nothing).FetchFeed(t.Context(), 1, nil)
		if !errors.Is(err, c.err) && err.Error() != c.err.Error() {
			t.Errorf("%s: error %v", c.name, err)
		}
		f := m.feeds[1]
		if wait := f.NextRunAt.Sub(noon); wait < c.min || wait > c.max {
			t.Errorf("%s: next after %v, want %v to %v", c.name, wait, c.min, c.max)
		}
		if f.Failures != c.feed.Failures+1 || !strings.Contains(f.LastError, c.says) || f.LastOKAt != nil || f.ETag != `"1"` {
			t.Errorf("%s: state %+v", c.name, f)
		}
	}
}

// TestGone: a feed that is gone for good is switched off with the reason and
// never due again by itself.
func TestGone(t *testing.T) {
	m := store(models.Feed{Schedule: "*/15 * * * *", NextRunAt: &noon})
	j := job(m, gives(models.FeedFetch{}, fmt.Errorf("busy: %w", refusal{gone: true, wait: time.Hour})), nothing)
	if _, err := j.FetchFeed(t.Context(), 1, nil); err == nil {
		t.Error("no error")
	}
	f := m.feeds[1]
	if !f.Disabled || !f.Over() || f.Failures != 1 || !strings.Contains(f.LastError, "says no: it is asked no more; remove it") {
		t.Errorf("state %+v", f)
	}
	if due, err := j.Due(t.Context()); err != nil || len(due) != 0 {
		t.Errorf("due %v, %v", due, err)
	}
}

// TestMoved: the address follows a feed that has moved for good and can be read
// there, and stays when the new one cannot be taken.
func TestMoved(t *testing.T) {
	const to = "https://new.example/rss"
	for _, c := range []struct {
		name      string
		got       models.FeedFetch
		err       error
		url, from string
	}{
		{"moved", models.FeedFetch{MovedTo: to, Items: items(2, time.Hour)}, nil, to, "https://news.example/1"},
		{"moved, nothing new", models.FeedFetch{MovedTo: to, NotModified: true}, nil, to, "https://news.example/1"},
		{"not moved", models.FeedFetch{}, nil, "https://news.example/1", ""},
		{"failed there", models.FeedFetch{MovedTo: to}, errors.New("not a feed"), "https://news.example/1", ""},
		{"to one known", models.FeedFetch{MovedTo: "https://news.example/2"}, nil, "https://news.example/1", ""},
		{"out of the web", models.FeedFetch{MovedTo: "file:///etc/passwd"}, nil, "https://news.example/1", ""},
	} {
		m := store(models.Feed{}, models.Feed{})
		_, err := job(m, gives(c.got, c.err), nothing).FetchFeed(t.Context(), 1, nil)
		if f := m.feeds[1]; f.URL != c.url || f.MovedFrom != c.from || (err != nil) != (c.err != nil) {
			t.Errorf("%s: %q from %q, %v", c.name, f.URL, f.MovedFrom, err)
		}
	}
}

func TestPace(t *testing.T) {
	for _, c := range []struct {
		name     string
		schedule string
		items    []models.FeedItem
		min, max time.Duration
	}{
		{"busy", "", items(50, time.Minute), 15 * time.Minute, 17 * time.Minute},
		{"every two hours", "", items(50, 2*time.Hour), 55 * time.Minute, 65 * time.Minute},
		{"still", "", items(5, 100*time.Hour), 6 * time.Hour, 7 * time.Hour},
		{"empty", "", nil, 30 * time.Minute, 35 * time.Minute},
		{"undated", "", make([]models.FeedItem, 9), 30 * time.Minute, 35 * time.Minute},
		{"from the future", "", []models.FeedItem{{PublishedAt: noon.AddDate(1, 0, 0)}, {PublishedAt: noon.AddDate(2, 0, 0)}}, 30 * time.Minute, 35 * time.Minute},
		{"by schedule", "20 * * * *", items(50, time.Minute), 20 * time.Minute, 20 * time.Minute},
		{"by a bad schedule", "soon", nil, 30 * time.Minute, 35 * time.Minute},
	} {
		m := store(models.Feed{Schedule: c.schedule})
		if _, err := job(m, gives(models.FeedFetch{Items: c.items}, nil), nothing).FetchFeed(t.Context(), 1, nil); err != nil {
			t.Fatal(err)
		}
		if wait := m.feeds[1].NextRunAt.Sub(noon); wait < c.min || wait > c.max {
			t.Errorf("%s: next after %v, want %v to %v", c.name, wait, c.min, c.max)
		}
	}
}

func TestFetchDue(t *testing.T) {
	later, earlier := noon.Add(time.Minute), noon.Add(-time.Minute)
	m := store(models.Feed{}, models.Feed{NextRunAt: &earlier}, models.Feed{NextRunAt: &later}, models.Feed{Disabled: true}, models.Feed{NextRunAt: &noon})
	var mu sync.Mutex
	fetched, now, most := map[uint64]int{}, 0, 0
	j := job(m, func(_ context.Context, f models.Feed) (models.FeedFetch, error) {
		mu.Lock()
		fetched[f.ID]++
		now++
		most = max(most, now)
		mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		now--
		mu.Unlock()
		if f.ID == 2 {
			return models.FeedFetch{}, errors.New("no answer")
		}
		return models.FeedFetch{}, nil
	}, nothing)
	j.Parallel = 2
	for range 2 { // the second time nothing is due
		if err := j.FetchDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(fetched) != 3 || fetched[1] != 1 || fetched[2] != 1 || fetched[5] != 1 {
		t.Errorf("fetched %v, want 1, 2 and 5 once", fetched)
	}
	if most > 2 {
		t.Errorf("%d at a time, want at most 2", most)
	}
}

func TestOneAtATime(t *testing.T) {
	m := store(models.Feed{})
	var j *FeedJob
	j = job(m, func(ctx context.Context, _ models.Feed) (models.FeedFetch, error) {
		if _, err := j.FetchFeed(ctx, 1, nil); !errors.Is(err, ErrRunning) {
			t.Errorf("while it runs: %v", err)
		}
		return models.FeedFetch{}, nil
	}, nothing)
	for range 2 {
		if _, err := j.FetchFeed(t.Context(), 1, nil); err != nil {
			t.Error(err)
		}
	}
	if _, err := j.FetchFeed(t.Context(), 9, nil); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a feed that is not there: %v", err)
	}
}

// TestStopped: a run that we stop leaves the feed's state as it was.
func TestStopped(t *testing.T) {
	m := store(models.Feed{ETag: `"0"`})
	ctx, cancel := context.WithCancel(t.Context())
	j := job(m, gives(models.FeedFetch{ETag: `"1"`, Items: items(5, time.Hour)}, nil), func(_ context.Context, _ models.Feed, i models.FeedItem) (bool, error) {
		if i.GUID == "2" {
			cancel()
		}
		return true, nil
	})
	if _, err := j.FetchFeed(ctx, 1, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if f := m.feeds[1]; f.ETag != `"0"` || f.LastRunAt != nil || f.LastError != "" {
		t.Errorf("state %+v", f)
	}
	if err := j.FetchDue(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
