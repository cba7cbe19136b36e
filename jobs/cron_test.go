package jobs

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestParseSchedule(t *testing.T) {
	for _, good := range []string{"*/30 * * * *", "@hourly", "@every 1m", " 0 6 * * 1-5 ", "CRON_TZ=Europe/Paris 0 6 * * *"} {
		if _, err := ParseSchedule(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"", "* * * *", "61 * * * *", "@never", "soon", "TZ=0", "TZ=", "CRON_TZ=Mars/Base 0 6 * * *", "* * * * * *", "*/0 * * * *"} {
		if _, err := ParseSchedule(bad); err == nil || !strings.Contains(err.Error(), "for example") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestCheckFeedSchedule(t *testing.T) {
	for spec, says := range map[string]string{
		"": "", "*/5 * * * *": "", "*/15 * * * *": "", "@daily": "", "0 0 29 2 *": "", "@every 1h": "", "0,30 8-18 * * 1-5": "",
		"* * * * *": "at least 5m", "*/2 * * * *": "at least 5m", "0,1 * * * *": "at least 5m", "@every 10s": "at least 5m",
		"0 0 30 2 *": "never comes", "soon": "not a schedule", "59 23 * * *": "", "0,59 * * * *": "at least 5m",
	} {
		err := CheckFeedSchedule(spec)
		if (says == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", spec, err, says)
		}
	}
}

func TestNewSchedulerRefuses(t *testing.T) {
	run := func(context.Context) error { return nil }
	for name, table := range map[string][]Entry{
		"bad time": {{"a", "soon", 0, run}}, "no name": {{"", "@daily", 0, run}}, "nothing to do": {{"a", "@daily", 0, nil}},
		"one name twice": {{"a", "@daily", 0, run}, {"a", "@hourly", 0, run}},
	} {
		if _, err := NewScheduler(nil, table...); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestScheduler: a job that panics comes again, one that still runs is not
// started twice, and Run waits for those under way.
func TestScheduler(t *testing.T) {
	var panics, slow, ended atomic.Int32
	s, err := NewScheduler(nil,
		Entry{Name: "panics", Spec: "@every 1s", Run: func(context.Context) error { panics.Add(1); panic("fault") }},
		Entry{Name: "slow", Spec: "@every 1s", Run: func(ctx context.Context) error {
			slow.Add(1)
			<-ctx.Done()
			time.Sleep(50 * time.Millisecond)
			ended.Add(1)
			return ctx.Err()
		}},
	)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3300*time.Millisecond)
	defer cancel()
	if err := s.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if n := panics.Load(); n < 2 {
		t.Errorf("the panicking job ran %d times in three seconds", n)
	}
	if slow.Load() != 1 || ended.Load() != 1 {
		t.Errorf("the slow job began %d times and ended %d times, want once", slow.Load(), ended.Load())
	}
}

func TestRunNow(t *testing.T) {
	fault := errors.New("fault")
	s, err := NewScheduler(nil,
		Entry{Name: "fails", Spec: "@daily", Run: func(context.Context) error { return fault }},
		Entry{Name: "long", Spec: "@daily", Timeout: 10 * time.Millisecond, Run: func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }},
	)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RunNow(t.Context(), "fails"); !errors.Is(err, fault) {
		t.Errorf("fails: %v", err)
	}
	if err := s.RunNow(t.Context(), "long"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("long: %v", err)
	}
	if err := s.RunNow(t.Context(), "none"); err == nil {
		t.Error("a job that is not there ran")
	}
}
