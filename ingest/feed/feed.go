// Package feed reads news feeds (RSS, Atom, JSON Feed), finds the feeds of a
// site, and speaks OPML, in which readers pass on their subscriptions.
package feed

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"

	"chancery/ingest/fetch"
	"chancery/ingest/page"
	"chancery/models"
)

// MaxItems is the most items taken of one feed.
const MaxItems = 1000

// ErrNotFeed is wrapped by every error about a text that is no feed.
var ErrNotFeed = errors.New("not a feed")

// Accept names the media types of feeds for a request.
const Accept = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"

// Getter is what Fetch needs of a client.
type Getter interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// Fetch looks at a feed, conditionally when an earlier look left an ETag or a
// date. The error's text can be shown.
func Fetch(ctx context.Context, g Getter, f models.Feed) (models.FeedFetch, error) {
	res, err := g.Get(ctx, fetch.Request{URL: f.URL, ETag: f.ETag, LastModified: f.LastModified, Accept: Accept})
	if err != nil {
		return models.FeedFetch{}, err
	}
	out := models.FeedFetch{NotModified: true}
	if !res.NotModified {
		if out, err = Parse(res.Body, res.URL, res.ContentType); err != nil {
			return models.FeedFetch{}, err
		}
	}
	out.MovedTo, out.ETag, out.LastModified = res.Moved, res.ETag, res.LastModified
	return out, nil
}

// Parse reads a feed. The address, which may be "", is what relative links
// start from.
func Parse(body []byte, address, contentType string) (models.FeedFetch, error) {
	parsed, err := parse(body, contentType)
	if err != nil {
		return models.FeedFetch{}, err
	}
	base := absolute(nil, address)
	out := models.FeedFetch{Title: line(parsed.Title), SiteURL: absolute(base, parsed.Link).String()}
	if home := absolute(base, parsed.Link); home.Host != "" {
		base = home
	}
	for _, it := range parsed.Items {
		if it == nil {
			continue
		}
		if len(out.Items) == MaxItems {
			out.Dropped++
			continue
		}
		if item, ok := read(it, base, langOf(parsed.Language)); ok {
			out.Items = append(out.Items, item)
		}
	}
	slices.SortStableFunc(out.Items, func(a, b models.FeedItem) int { return b.PublishedAt.Compare(a.PublishedAt) })
	return out, nil
}

// encodingRE finds the encoding an XML declaration names.
var encodingRE = regexp.MustCompile(`^(\s*<\?xml[^>]*?encoding\s*=\s*)(?:"[^"]*"|'[^']*')`)

func parse(body []byte, contentType string) (*gofeed.Feed, error) {
	body = page.Decode(body, contentType)
	// It is UTF-8 now, whatever it says of itself.
	if loc := encodingRE.FindSubmatchIndex(body[:min(len(body), 512)]); loc != nil {
		body = slices.Concat(body[:loc[3]], []byte(`"utf-8"`), body[loc[1]:])
	}
	start := bytes.ToLower(bytes.TrimSpace(body[:min(len(body), 1024)]))
	switch {
	case len(start) == 0:
		return nil, fmt.Errorf("%w: the answer is empty", ErrNotFeed)
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")):
		return nil, fmt.Errorf("%w: it is a web page; look there for the address of its feed", ErrNotFeed)
	}
	f, err := decode(body)
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected):
		return nil, fmt.Errorf("%w: it is neither RSS, Atom nor JSON Feed", ErrNotFeed)
	case err != nil:
		return nil, fmt.Errorf("%w: it cannot be read: %w", ErrNotFeed, err)
	}
	return f, nil
}

// decode turns a fault of the parser, which a null in JSON Feed brings out,
// into an error: the text is a stranger's.
func decode(body []byte) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("the parser fails on it: %v", r)
		}
	}()
	return gofeed.NewParser().Parse(bytes.NewReader(body))
}

// read takes over an item; one without words and without a page is none.
func read(it *gofeed.Item, base *url.URL, lang string) (models.FeedItem, bool) {
	out := models.FeedItem{Title: line(it.Title), Lang: lang, Text: body(it), URL: link(it, base)}
	if out.URL == "" && out.Text == "" {
		return out, false
	}
	var authors []string
	for _, a := range it.Authors {
		if a != nil && a.Name != "" {
			authors = append(authors, line(a.Name))
		}
	}
	out.Byline = strings.Join(authors[:min(len(authors), 10)], ", ")
	out.GUID = cmp.Or(strings.TrimSpace(it.GUID), out.URL, hash(out.Title, out.Text))
	if len(out.GUID) > 1000 {
		out.GUID = hash(out.GUID)
	}
	dated(&out, it)
	return out, true
}

// dated sets the day of publication: read here first, because the parser knows
// fewer forms and drops offsets it does not understand; then by the parser; an
// item that only says when it changed is dated by that.
func dated(out *models.FeedItem, it *gofeed.Item) {
	for _, d := range []struct {
		raw    string
		parsed bool
	}{{it.Published, it.PublishedParsed != nil}, {it.Updated, it.UpdatedParsed != nil}} {
		if t, ok := page.ParseDate(d.raw); ok {
			out.PublishedAt = t
			break
		}
		if d.parsed {
			out.PublishedAt = *cmp.Or(it.PublishedParsed, it.UpdatedParsed)
			break
		}
	}
	if !out.PublishedAt.IsZero() {
		out.Published = out.PublishedAt.Format("2006-01-02")
	}
}

// body is the longer of the two texts a feed can hold.
func body(it *gofeed.Item) string {
	content, summary := page.Text(it.Content), page.Text(it.Description)
	if len(summary) > len(content) {
		return summary
	}
	return content
}

// link gives the page's address; that of a service that counts readers is
// replaced by the one it leads to, where the feed names it.
func link(it *gofeed.Item, base *url.URL) string {
	if ext := it.Extensions["feedburner"]["origLink"]; len(ext) > 0 && models.ValidURL(ext[0].Value) {
		return page.CleanURL(ext[0].Value)
	}
	for _, s := range append([]string{it.Link}, it.Links...) {
		if u := absolute(base, s).String(); models.ValidURL(u) {
			return page.CleanURL(u)
		}
	}
	if models.ValidURL(it.GUID) {
		return page.CleanURL(it.GUID)
	}
	return ""
}

// absolute resolves an address; what is none gives an empty one.
func absolute(base *url.URL, s string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return &url.URL{}
	}
	if base != nil && base.Host != "" {
		u = base.ResolveReference(u)
	}
	return u
}

// line gives a title, which may hold tags, on one line.
func line(s string) string {
	s = page.Line(s)
	if r := []rune(s); len(r) > models.MaxTitle {
		s = string(r[:models.MaxTitle])
	}
	return s
}

func langOf(s string) string {
	primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "_", "-"), "-")
	if len(primary) < 2 || len(primary) > 3 {
		return ""
	}
	return primary
}

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "sha256:" + hex.EncodeToString(sum[:])
}
