package fetch

import (
	"net/url"
	"testing"
	"time"

	"github.com/temoto/robotstxt"
)

// FuzzRobots reads rules as strangers write them.
func FuzzRobots(f *testing.F) {
	for _, s := range []string{
		"", "User-agent: *\nDisallow: /", "User-agent: chancery\nCrawl-delay: 1e309\nAllow: /*.html$", "\xef\xbb\xbfUser-agent: *\r\nDisallow: /a*b*c*d",
		"Disallow: /\nUser-agent", "Sitemap: http://[::1\nUser-agent: *\nCrawl-delay: -5", "<html><body>404</body></html>", "User-agent: *\nDisallow: %zz\nDisallow: /%",
	} {
		f.Add([]byte(s), "/a/b?c=d")
	}
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		data, err := robotstxt.FromBytes(body)
		if err != nil {
			return
		}
		g := data.FindGroup(product(DefaultUserAgent))
		g.Test(path)
		c := New(Options{})
		u := &url.URL{Scheme: "https", Host: "news.example"}
		c.slower(u, g.CrawlDelay)
		if limit := c.hosts.of(u.Host, c.opt.Now()).limit.Limit(); limit <= 0 || float64(limit) < 0.99/maxDelay.Seconds() {
			t.Errorf("a delay of %v slows us down to %v a second", g.CrawlDelay, limit)
		}
	})
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"", "120", "-1", "99999999999999999999", "Fri, 04 Feb 2022 13:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "1.5"} {
		f.Add(s)
	}
	now := time.Date(2022, 2, 4, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, s string) {
		if d := retryAfter(s, now); d < 0 || d > 30*24*time.Hour {
			t.Errorf("%q: %v", s, d)
		}
	})
}
