package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// ErrPaused says that a host asked us to stay away and the time is not over.
var ErrPaused = errors.New("asked to stay away")

const (
	// burst is how many requests may follow each other at once.
	burst = 4
	// maxDelay bounds the pause between requests that a robots.txt can ask for.
	maxDelay = 30 * time.Second
	// maxHosts bounds the hosts remembered.
	maxHosts = 2000
)

// host is how a host wants to be treated.
type host struct {
	limit *rate.Limiter
	until time.Time // not before
	used  time.Time
}

// hosts are those met. They are safe for concurrent use.
type hosts struct {
	mu    sync.Mutex
	every time.Duration // between two requests to one host; below 0: none
	known map[string]*host
}

func (h *hosts) of(name string, now time.Time) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	at := h.known[name]
	if at == nil {
		if len(h.known) >= maxHosts {
			h.forget(now)
		}
		at = &host{limit: rate.NewLimiter(rate.Every(h.every), burst)}
		if h.every < 0 {
			at.limit.SetLimit(rate.Inf)
		}
		h.known[name] = at
	}
	at.used = now
	return at
}

// forget drops the hosts not asked for some time, or all when there are none.
func (h *hosts) forget(now time.Time) {
	for name, at := range h.known {
		if now.Sub(at.used) > time.Hour && now.After(at.until) {
			delete(h.known, name)
		}
	}
	if len(h.known) >= maxHosts {
		clear(h.known)
	}
}

// turn waits until the host may be asked again. When it asked us to stay away
// it is not asked at all.
func (c *Client) turn(ctx context.Context, u *url.URL) error {
	now := c.opt.Now()
	at := c.hosts.of(u.Host, now)
	c.hosts.mu.Lock()
	left := at.until.Sub(now)
	c.hosts.mu.Unlock()
	if left > 0 {
		return &Error{
			URL: u.String(), RetryAfter: left, err: ErrPaused,
			msg: fmt.Sprintf("%s asked us to stay away for another %s", u.Host, left.Round(time.Second)),
		}
	}
	if err := at.limit.Wait(ctx); err != nil {
		return c.explain(u.String(), err)
	}
	return nil
}

// heed remembers how long a busy host wants to be left alone.
func (c *Client) heed(u *url.URL, err error) {
	var e *Error
	if !errors.As(err, &e) || e.RetryAfter <= 0 || e.Status != http.StatusTooManyRequests && e.Status != http.StatusServiceUnavailable {
		return
	}
	now := c.opt.Now()
	at := c.hosts.of(u.Host, now)
	c.hosts.mu.Lock()
	defer c.hosts.mu.Unlock()
	at.until = now.Add(min(e.RetryAfter, 24*time.Hour))
}

// slower makes the pauses as long as a robots.txt asks for.
func (c *Client) slower(u *url.URL, delay time.Duration) {
	if delay = min(delay, maxDelay); delay <= c.hosts.every || c.hosts.every < 0 {
		return
	}
	at := c.hosts.of(u.Host, c.opt.Now())
	at.limit.SetLimit(rate.Every(delay))
	at.limit.SetBurst(1)
}
