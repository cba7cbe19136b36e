package jobs

import (
	"slices"
	"time"

	"chancery/models"
)

// How often a feed without a schedule of its own is asked.
const (
	busy  = 15 * time.Minute
	usual = 30 * time.Minute
	still = 6 * time.Hour
)

// pace finds how often to ask from how often the feed has news: twice between
// two items, within bounds.
func pace(items []models.FeedItem, now time.Time) time.Duration {
	var at []time.Time
	for _, i := range items {
		if !i.PublishedAt.IsZero() && !i.PublishedAt.After(now.Add(time.Hour)) {
			at = append(at, i.PublishedAt)
		}
	}
	if len(at) < 2 {
		return usual
	}
	slices.SortFunc(at, func(a, b time.Time) int { return b.Compare(a) })
	at = at[:min(len(at), 20)]
	gap := now.Sub(at[len(at)-1]) / time.Duration(len(at))
	return min(max(gap/2, busy), still)
}

// paceAgain asks a little less often than the last time, when there was nothing
// new.
func paceAgain(f models.Feed) time.Duration {
	if f.LastRunAt == nil || f.NextRunAt == nil {
		return usual
	}
	return min(max(f.NextRunAt.Sub(*f.LastRunAt)*5/4, busy), still)
}

// pauseAfter grows with each failure in a row: half an hour, one, two, … a day.
func pauseAfter(failures int) time.Duration {
	return min(usual<<min(max(failures-1, 0), 10), 24*time.Hour)
}

// nextRun is the feed's next time by its own schedule, or after a while that is
// a little different for each feed, so that they do not all come at once.
func nextRun(f models.Feed, now time.Time, every time.Duration) time.Time {
	if f.Schedule != "" {
		if s, err := ParseSchedule(f.Schedule); err == nil {
			if next := s.Next(now.UTC()); !next.IsZero() {
				return next
			}
		}
	}
	spread := time.Duration(f.ID*7919%97) * every / 1000
	return now.Add(every + spread)
}
