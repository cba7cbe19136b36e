package jobs

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// minGap is how often a feed may be asked at most: its owner pays for it.
const minGap = 5 * time.Minute

// ParseSchedule reads a cron expression of five fields, or @hourly and its
// like. The error says how to write one.
func ParseSchedule(spec string) (cron.Schedule, error) {
	s, err := parseStandard(strings.TrimSpace(spec))
	if err != nil {
		return nil, fmt.Errorf("%q is not a schedule: write minute, hour, day, month and weekday, for example */30 * * * *, or @hourly", spec)
	}
	return s, nil
}

// parseStandard shields us from the library, which panics on a time zone
// without the rest.
func parseStandard(spec string) (s cron.Schedule, err error) {
	defer func() {
		if recover() != nil {
			s, err = nil, errors.New("malformed")
		}
	}()
	return cron.ParseStandard(spec)
}

// CheckFeedSchedule tells whether a feed may be asked by the expression; "",
// for times that follow the feed, always is.
func CheckFeedSchedule(spec string) error {
	if strings.TrimSpace(spec) == "" {
		return nil
	}
	s, err := ParseSchedule(spec)
	if err != nil {
		return err
	}
	// A year with a leap day, from its first minute.
	t := s.Next(time.Date(2023, 12, 31, 23, 59, 59, 0, time.UTC))
	if t.IsZero() {
		return fmt.Errorf("%q never comes: there is no such day", spec)
	}
	for range 200 {
		next := s.Next(t)
		if next.IsZero() {
			break
		}
		if gap := next.Sub(t); gap < minGap {
			return fmt.Errorf("%q asks every %s: leave a feed at least %s, for example */15 * * * *", spec, gap, minGap)
		}
		t = next
	}
	return nil
}
