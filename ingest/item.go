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
// feed's own words. It reports false for an item seen before. With patience, a
// page that cannot be had now but perhaps later is an error, for the caller to
// come back.
func (g *Ingester) FeedItem(ctx context.Context, net Getter, seen GUIDFinder, feedID uint64, item models.FeedItem, patience bool) (isNew bool, err error) {
	if known, err := g.seen(ctx, seen, feedID, item); err != nil || known {
		return false, err
	}
	it, err := g.feedArticle(ctx, net, item, patience)
	if err != nil {
		return false, err
	}
	it.GUID, it.FeedID = item.GUID, &feedID
	rep, err := g.Save(ctx, it)
	if errors.Is(err, models.ErrDuplicate) {
		return false, nil // another worker was first
	}
	return err == nil && !rep.Known, err
}

// seen spares asking a server for a page that is here already, under the feed's
// name for it or under its address.
func (g *Ingester) seen(ctx context.Context, seen GUIDFinder, feedID uint64, item models.FeedItem) (bool, error) {
	if item.GUID != "" {
		_, err := seen.ArticleByGUID(ctx, feedID, item.GUID)
		if err == nil || !errors.Is(err, models.ErrNotFound) {
			return err == nil, err
		}
	}
	if item.URL == "" {
		return false, nil
	}
	id, err := known(ctx, g.Store, item.URL, "")
	return id != 0, err
}

// feedArticle reads the item's page; where that fails the feed's text serves.
func (g *Ingester) feedArticle(ctx context.Context, net Getter, item models.FeedItem, patience bool) (Item, error) {
	own := Item{
		Title: item.Title, Byline: item.Byline, Text: item.Text, Lang: item.Lang, URL: item.URL,
		Published: item.Published, PublishedBy: models.PublishedFeed,
	}
	if strings.TrimSpace(own.Text) == "" {
		own.Text = item.Title
	}
	if item.URL == "" || net == nil {
		return own, nil
	}
	page, err := Fetch(ctx, net, item.URL)
	if err != nil {
		var passing interface{ Passing() bool }
		if ctx.Err() != nil || patience && errors.As(err, &passing) && passing.Passing() {
			return Item{}, err
		}
		if g.Log != nil {
			g.Log.Info("the feed's own text is taken", "url", item.URL, "why", err)
		}
		return own, nil
	}
	if page.URL != item.URL {
		page.Via = item.URL
	}
	if page.Title == "" {
		page.Title = item.Title
	}
	if page.Published == "" {
		page.Published, page.PublishedBy = item.Published, models.PublishedFeed
	}
	return page, nil
}
