package handlers

import (
	"context"

	"chancery/models"
)

// EventStore reads and changes events. Event gives models.ErrNotFound,
// UpdateEvent models.ErrConflict when the version has moved on.
type EventStore interface {
	Event(ctx context.Context, id uint64) (*models.Event, error)
	Events(ctx context.Context, f models.EventFilter) (models.EventPage, error)
	CreateEvent(ctx context.Context, e *models.Event, r models.Revision) error
	UpdateEvent(ctx context.Context, e *models.Event, r models.Revision) error
	Revisions(ctx context.Context, eventID uint64) ([]models.Revision, error)
}

// ArticleStore reads articles. Article gives models.ErrNotFound.
type ArticleStore interface {
	Article(ctx context.Context, id uint64) (*models.Article, error)
	Articles(ctx context.Context, limit, offset int) ([]models.Article, int, error)
	UpdateArticleDate(ctx context.Context, id uint64, published, by string) error
}

// ActorStore reads actors. Actor and ActorByKey give models.ErrNotFound.
type ActorStore interface {
	Actor(ctx context.Context, id uint64) (*models.Actor, error)
	ActorByKey(ctx context.Context, key string) (*models.Actor, error)
	Actors(ctx context.Context, q string, limit, offset int) ([]models.ActorCount, int, error)
}

// FeedStore keeps subscriptions. Feed gives models.ErrNotFound.
type FeedStore interface {
	Feeds(ctx context.Context) ([]models.Feed, error)
	Feed(ctx context.Context, id uint64) (*models.Feed, error)
	CreateFeed(ctx context.Context, f *models.Feed) error // models.ErrDuplicate
	UpdateFeed(ctx context.Context, f *models.Feed) error
	DeleteFeed(ctx context.Context, id uint64) error
}
