package ingest

import (
	"context"
	"errors"
	"strings"

	"chancery/models"
)

// GUIDFinder knows the articles a feed has given before; it gives
// models.ErrNotFound for others.
type GUIDFinder interface {
	ArticleByGUID(ctx context.Context, feedID uint64, guid string) (*models.Article, error)
}

// FeedItem takes in an item of a feed: its page when that can be had, else the
// feed's own words. It reports false for an item seen before.
func (g *Ingester) FeedItem(ctx context.Context, net Getter, seen GUIDFinder, f models.Feed, item models.FeedItem) (isNew bool, err error) {
	if item.GUID != "" {
		_, err := seen.ArticleByGUID(ctx, f.ID, item.GUID)
		if err == nil {
			return false, nil
		}
		if !errors.Is(err, models.ErrNotFound) {
			return false, err
		}
	}
	it := g.feedArticle(ctx, net, item)
	it.GUID, it.FeedID = item.GUID, &f.ID
	rep, err := g.Save(ctx, it)
	if errors.Is(err, models.ErrDuplicate) {
		return false, nil // another worker was first
	}
	return err == nil && !rep.Known, err
}

// feedArticle reads the item's page; where that fails the feed's text serves.
func (g *Ingester) feedArticle(ctx context.Context, net Getter, item models.FeedItem) Item {
	own := Item{
		Title: item.Title, Byline: item.Byline, Text: item.Text, Lang: item.Lang, URL: item.URL,
		Published: item.Published, PublishedBy: models.PublishedFeed,
	}
	if strings.TrimSpace(own.Text) == "" {
		own.Text = item.Title
	}
	if item.URL == "" || net == nil {
		return own
	}
	page, err := Fetch(ctx, net, item.URL)
	if err != nil {
		if g.Log != nil {
			g.Log.Info("the feed's own text is taken", "url", item.URL, "why", err)
		}
		return own
	}
	if page.Title == "" {
		page.Title = item.Title
	}
	if page.Published == "" {
		page.Published, page.PublishedBy = item.Published, models.PublishedFeed
	}
	return page
}
