package feed

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chancery/ingest/fetch"
	"chancery/ingest/page"
	"chancery/models"
)

// Link is a feed that a site offers.
type Link struct {
	URL   string
	Title string
}

// usual are places where feeds are when the page does not say.
var usual = []string{"/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml"}

// Find gives the feeds behind an address: itself if it is one, else those its
// page names, else one in a usual place. None is an error that says so.
func Find(ctx context.Context, g Getter, address string) ([]Link, error) {
	res, err := g.Get(ctx, fetch.Request{URL: address, Accept: Accept + ",text/html"})
	if err != nil {
		return nil, err
	}
	if f, err := Parse(res.Body, res.URL, res.ContentType); err == nil {
		return []Link{{res.URL, f.Title}}, nil
	}
	if links := Discover(page.Decode(res.Body, res.ContentType), res.URL); len(links) > 0 {
		return links, nil
	}
	base := absolute(nil, res.URL)
	for _, path := range usual {
		guess := base.ResolveReference(&url.URL{Path: path}).String()
		res, err := g.Get(ctx, fetch.Request{URL: guess, Accept: Accept})
		if err != nil {
			if ctx.Err() != nil {
				return nil, err
			}
			continue
		}
		if f, err := Parse(res.Body, res.URL, res.ContentType); err == nil {
			return []Link{{res.URL, f.Title}}, nil
		}
	}
	return nil, fmt.Errorf("%w: %s offers none that can be found; give the feed's own address", ErrNotFeed, base.Host)
}

// Discover gives the feeds that a page (UTF-8) names: those made known to
// programs, else those it links to by the looks of their addresses.
func Discover(doc []byte, address string) []Link {
	root, err := html.Parse(bytes.NewReader(doc))
	if err != nil {
		return nil
	}
	base := absolute(nil, address)
	var named, linked []Link
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		a := attrs(n)
		switch {
		case n.DataAtom == atom.Base && a["href"] != "":
			base = absolute(base, a["href"])
		case n.DataAtom == atom.Link && isAlternate(a["rel"]) && isFeedType(a["type"]):
			named = addLink(named, base, a["href"], a["title"])
		case n.DataAtom == atom.A && looksLikeFeed(a["href"]):
			linked = addLink(linked, base, a["href"], a["title"])
		}
	}
	if len(named) > 0 {
		return named
	}
	return linked
}

func attrs(n *html.Node) map[string]string {
	m := make(map[string]string, len(n.Attr))
	for _, a := range n.Attr {
		m[a.Key] = strings.TrimSpace(a.Val)
	}
	return m
}

func isAlternate(rel string) bool {
	for _, s := range strings.Fields(strings.ToLower(rel)) {
		if s == "alternate" || s == "feed" {
			return true
		}
	}
	return false
}

func isFeedType(t string) bool {
	t, _, _ = strings.Cut(strings.ToLower(t), ";")
	switch strings.TrimSpace(t) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/x.atom+xml":
		return true
	}
	return false
}

func looksLikeFeed(href string) bool {
	u, err := url.Parse(href)
	if err != nil {
		return false
	}
	p := strings.ToLower(strings.TrimSuffix(u.Path, "/"))
	for _, end := range []string{".rss", ".atom", "/rss", "/feed", "rss.xml", "atom.xml", "feed.xml", "feed.json"} {
		if strings.HasSuffix(p, end) {
			return true
		}
	}
	return false
}

func addLink(links []Link, base *url.URL, href, title string) []Link {
	u := absolute(base, href)
	u.Fragment = ""
	if !models.ValidURL(u.String()) || len(links) >= 100 {
		return links
	}
	for _, l := range links {
		if l.URL == u.String() {
			return links
		}
	}
	return append(links, Link{u.String(), line(title)})
}
