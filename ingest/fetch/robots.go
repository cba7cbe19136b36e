package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

// robotsFor is how long a robots.txt holds; RFC 9309 says at most a day.
const robotsFor = 6 * time.Hour

// maxRobots bounds the sites remembered.
const maxRobots = 2000

type robots struct {
	group *robotstxt.Group
	until time.Time
}

// mayRead asks the site's robots.txt, which is remembered.
func (c *Client) mayRead(ctx context.Context, u *url.URL) error {
	site := u.Scheme + "://" + u.Host
	now := c.opt.Now()
	c.mu.Lock()
	r, ok := c.robots[site]
	c.mu.Unlock()
	if !ok || now.After(r.until) {
		group, err := c.robotsOf(ctx, site)
		if err != nil {
			return err
		}
		r = robots{group, now.Add(robotsFor)}
		c.remember(site, r, now)
		c.slower(u, group.CrawlDelay)
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !r.group.Test(path) {
		return &Error{URL: u.String(), err: ErrRobots, msg: fmt.Sprintf("%s asks programs not to read this page (robots.txt)", u.Host)}
	}
	return nil
}

func (c *Client) remember(site string, r robots, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.robots) >= maxRobots {
		for s, old := range c.robots {
			if now.After(old.until) || len(c.robots) >= maxRobots {
				delete(c.robots, s)
			}
		}
	}
	c.robots[site] = r
}

// robotsOf fetches a site's rules for us. None there means all is allowed; a
// server that fails means, as RFC 9309 has it, that nothing is for now, which
// is not remembered.
func (c *Client) robotsOf(ctx context.Context, site string) (*robotstxt.Group, error) {
	var body []byte
	res, err := c.Get(ctx, Request{URL: site + "/robots.txt", Accept: "text/plain,*/*;q=0.5"})
	var e *Error
	switch {
	case err == nil:
		body = res.Body
	case errors.Is(err, ErrTooLarge): // no rules fill megabytes
	case errors.As(err, &e) && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests: // none
	default:
		return nil, err
	}
	data, err := robotstxt.FromBytes(body)
	if err != nil { // not rules: a page in place of an error, say
		data, _ = robotstxt.FromBytes(nil)
	}
	return data.FindGroup(product(c.opt.UserAgent)), nil
}

// product is the name before the version, by which robots.txt addresses us.
func product(userAgent string) string {
	name, _, _ := strings.Cut(userAgent, "/")
	return name
}
