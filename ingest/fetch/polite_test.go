package fetch

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"testing"
	"time"
)

func TestOneHostIsAskedSlowly(t *testing.T) {
	s := site(t)
	c := near(t, s, func(o *Options) { o.Every = 60 * time.Millisecond })
	begin := time.Now()
	for range burst + 5 {
		if _, err := c.Get(t.Context(), Request{URL: s.URL + "/ok"}); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(begin); took < 5*55*time.Millisecond {
		t.Errorf("%d requests within %v", burst+5, took)
	}
}

// TestRetryAfterHolds: a host that asked us to stay away is left alone.
func TestRetryAfterHolds(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		_, _ = io.WriteString(w, "here you are")
	})
	now := time.Date(2022, 2, 4, 12, 0, 0, 0, time.UTC)
	c := near(t, s, func(o *Options) { o.Now = func() time.Time { return now } })
	get := func() error { _, err := c.Get(t.Context(), Request{URL: s.URL + "/feed"}); return err }
	if err := get(); err == nil {
		t.Fatal("a busy server's answer was taken")
	}
	now = now.Add(time.Minute)
	var e *Error
	if err := get(); !errors.Is(err, ErrPaused) || !errors.As(err, &e) || e.Wait() != time.Minute || !e.Passing() {
		t.Errorf("after a minute: %v", err)
	}
	if asked.Load() != 1 {
		t.Errorf("the server was asked %d times", asked.Load())
	}
	now = now.Add(time.Minute)
	if err := get(); err != nil {
		t.Errorf("after two minutes: %v", err)
	}
}

func TestCrawlDelay(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			_, _ = io.WriteString(w, "User-agent: *\nCrawl-delay: 0.2\n")
		}
	})
	c := near(t, s, func(o *Options) { o.Every = time.Millisecond })
	begin := time.Now()
	for range 3 {
		if _, err := c.Page(t.Context(), s.URL+"/a"); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(begin); took < 350*time.Millisecond {
		t.Errorf("three pages within %v, two pauses of 200ms were asked for", took)
	}
}

func TestHostsAreForgotten(t *testing.T) {
	c := New(Options{})
	now := time.Now()
	for i := range maxHosts + 50 {
		c.hosts.of(strconv.Itoa(i), now)
	}
	if n := len(c.hosts.known); n > maxHosts {
		t.Errorf("%d hosts are remembered", n)
	}
	u, _ := url.Parse("https://news.example/")
	c.heed(u, &Error{Status: 404, RetryAfter: time.Hour})
	if !c.hosts.of(u.Host, now).until.IsZero() {
		t.Error("a page that is not there silenced its host")
	}
}
