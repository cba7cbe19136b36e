package ingest

import (
	"context"
	"net/url"
	"strings"

	"chancery/ingest/fetch"
	"chancery/ingest/page"
	"chancery/models"
)

// FromPage makes an item of a page that was read.
func FromPage(p page.Page) Item {
	it := Item{Title: p.Title, Byline: p.Byline, Text: p.Text, HTML: p.HTML, Lang: p.Lang, URL: p.URL, Published: p.Published}
	if p.Published != "" {
		it.PublishedBy = models.PublishedMetadata
	}
	it.Source = sourceOf(p)
	return it
}

// sourceOf names who published a page: the site's own name and its host.
func sourceOf(p page.Page) *models.Source {
	u, err := url.Parse(p.URL)
	if err != nil || u.Host == "" {
		return nil
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	name := p.SiteName
	if name == "" {
		name = host
	}
	return &models.Source{Name: name, Host: host}
}

// Getter fetches article pages; *fetch.Client is one.
type Getter interface {
	Page(ctx context.Context, address string) (*fetch.Response, error)
}

// Fetch reads the article at an address. Errors can be shown as they are.
func Fetch(ctx context.Context, g Getter, address string) (Item, error) {
	res, err := g.Page(ctx, address)
	if err != nil {
		return Item{}, err
	}
	p, err := page.Read(res.Body, res.URL, res.ContentType)
	if err != nil {
		return Item{}, err
	}
	if p.URL == "" {
		p.URL = res.URL
	}
	return FromPage(p), nil
}
