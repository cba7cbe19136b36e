package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"chancery/models"
)

// batch is how many events are read at a time.
const batch = 500

// Event gives an event with actors, place and mentions with their articles.
// ErrNotFound when there is none.
func (db *DB) Event(ctx context.Context, id uint64) (*models.Event, error) {
	return db.oneEvent(ctx, "events.id = ?", id)
}

// EventByUID is Event by the identifier calendars know.
func (db *DB) EventByUID(ctx context.Context, uid string) (*models.Event, error) {
	return db.oneEvent(ctx, "events.uid = ?", uid)
}

func (db *DB) oneEvent(ctx context.Context, cond string, arg any) (*models.Event, error) {
	var e models.Event
	err := db.view(ctx, "read event", func(g *gorm.DB) error {
		return g.Scopes(withParts, withMentions("*")).Where(cond, arg).First(&e).Error
	})
	if err != nil {
		return nil, err
	}
	return &e, nil
}

// Events gives a page of the filtered events, with actors and place, and how
// many there are in all.
func (db *DB) Events(ctx context.Context, f models.EventFilter) (models.EventPage, error) {
	var p models.EventPage
	err := db.view(ctx, "list events", func(g *gorm.DB) error {
		ids, err := eventIDs(g, f)
		if err != nil {
			return err
		}
		p.Total = len(ids)
		if f.Limit > 0 || f.Offset > 0 {
			if p.Total, err = countEvents(g, f); err != nil {
				return err
			}
		}
		p.Events = make([]models.Event, 0, len(ids))
		return eachByID(g, ids, []scope{withParts}, func(e *models.Event) error {
			p.Events = append(p.Events, *e)
			return nil
		})
	})
	return p, err
}

// EachEvent calls fn with each of the filtered events in order, with actors,
// place and mentions (their articles without text), and stops at its first
// error. It holds a few hundred events at a time; one that changes meanwhile is
// given as it then is.
func (db *DB) EachEvent(ctx context.Context, f models.EventFilter, fn func(*models.Event) error) error {
	g := db.read.WithContext(ctx)
	ids, err := eventIDs(g, f)
	if err != nil {
		return fail("list events", err)
	}
	var stop error
	err = eachByID(g, ids, []scope{withParts, withMentions(articleHead...)}, func(e *models.Event) error {
		stop = fn(e)
		return stop
	})
	if stop != nil {
		return stop // the caller's own, as it is
	}
	return fail("read events", err)
}

// Revisions gives an event's changes, newest first, with user and article.
func (db *DB) Revisions(ctx context.Context, eventID uint64) ([]models.Revision, error) {
	var out []models.Revision
	err := db.view(ctx, "read revisions", func(g *gorm.DB) error {
		return g.Preload("User").Preload("Article", columns(articleHead...)).
			Where(&models.Revision{EventID: eventID}, "EventID").Order("id DESC").Find(&out).Error
	})
	return out, err
}

// articleHead is an article without its text.
var articleHead = []string{
	"id", "source_id", "feed_id", "url", "guid", "title", "byline", "lang", "content_hash", "copy_of",
	"published", "published_by", "candidates", "extractor_version", "demo", "created_at", "updated_at",
}

func columns(names ...string) scope {
	return func(g *gorm.DB) *gorm.DB { return g.Select(names) }
}

func withParts(g *gorm.DB) *gorm.DB {
	byPosition := func(g *gorm.DB) *gorm.DB { return g.Order("position, actor_id") }
	return g.Preload("Actors", byPosition).Preload("Actors.Actor").Preload("Place")
}

func withMentions(articleColumns ...string) scope {
	byID := func(g *gorm.DB) *gorm.DB { return g.Order("id") }
	return func(g *gorm.DB) *gorm.DB {
		return g.Preload("Mentions", byID).Preload("Mentions.Article", columns(articleColumns...)).
			Preload("Mentions.Article.Source")
	}
}

func eventIDs(g *gorm.DB, f models.EventFilter) (ids []uint64, err error) {
	scopes, err := filter(f)
	if err != nil {
		return nil, err
	}
	err = g.Model(&models.Event{}).Scopes(scopes...).Scopes(page(f.Limit, f.Offset)).
		Clauses(byDay(f.Desc)).Pluck("events.id", &ids).Error
	return ids, err
}

func countEvents(g *gorm.DB, f models.EventFilter) (int, error) {
	scopes, err := filter(f)
	if err != nil {
		return 0, err
	}
	var n int64
	err = g.Model(&models.Event{}).Scopes(scopes...).Count(&n).Error
	return int(n), err
}

// eachByID reads the events in the order of their ids, a batch at a time.
func eachByID(g *gorm.DB, ids []uint64, load []scope, fn func(*models.Event) error) error {
	for part := range slices.Chunk(ids, batch) {
		var events []models.Event
		if err := g.Scopes(load...).Where("events.id IN ?", part).Find(&events).Error; err != nil {
			return err
		}
		at := make(map[uint64]int, len(events))
		for i := range events {
			at[events[i].ID] = i
		}
		for _, id := range part {
			if i, ok := at[id]; ok {
				if err := fn(&events[i]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
