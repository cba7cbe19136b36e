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
	// UndatedArticles gives those whose day nobody has told.
	UndatedArticles(ctx context.Context, limit, offset int) ([]models.Article, int, error)
}

// ActorStore reads actors. Actor and ActorByKey give models.ErrNotFound.
type ActorStore interface {
	Actor(ctx context.Context, id uint64) (*models.Actor, error)
	ActorByKey(ctx context.Context, key string) (*models.Actor, error)
	Actors(ctx context.Context, q string, limit, offset int) ([]models.ActorCount, int, error)
}

// ActorRecordStore keeps what curators know of actors. SaveActorRecord gives
// models.ErrConflict when another record has come since base.
type ActorRecordStore interface {
	SaveActorRecord(ctx context.Context, r *models.ActorRecord, base uint64) (*models.Actor, error)
	ActorHistory(ctx context.Context, key string) ([]models.ActorRecord, error)
}

// UserStore keeps accounts. User and UserByName give models.ErrNotFound.
type UserStore interface {
	CreateUser(ctx context.Context, u *models.User) error // models.ErrDuplicate
	User(ctx context.Context, id uint64) (*models.User, error)
	UserByName(ctx context.Context, name string) (*models.User, error)
	Users(ctx context.Context) ([]models.User, error)
	CountUsers(ctx context.Context) (int, error)
	UpdateUser(ctx context.Context, u *models.User) error
}

// FeedStore keeps subscriptions. Feed gives models.ErrNotFound.
type FeedStore interface {
	Feeds(ctx context.Context) ([]models.Feed, error)
	Feed(ctx context.Context, id uint64) (*models.Feed, error)
	CreateFeed(ctx context.Context, f *models.Feed) error // models.ErrDuplicate
	UpdateFeedSettings(ctx context.Context, f *models.Feed) error
	DeleteFeed(ctx context.Context, id uint64) error
}
