package handlers

import (
	"context"
	"log/slog"
	"time"

	"github.com/alexedwards/scs/v2"

	"chancery/models"
)

// Deps is everything the pages need from outside. The store satisfies each of
// the interfaces; they are declared beside the handlers that use them.
type Deps struct {
	Events   EventStore
	Articles ArticleStore
	Actors   ActorStore
	Records  ActorRecordStore // nil: actors cannot be corrected
	Users    UserStore
	Feeds    FeedStore // nil: no feed pages
	Views    ViewStore // nil: no saved views
	Sessions scs.Store // nil: sessions live in memory and end with the process
	Health   Pinger    // nil: always ready
	Timeline TimelineIndex
	// Streams reads whole filters for calendars and downloads; nil: neither.
	Streams EventStreamer
	Zone    *time.Location // calendars are written for; nil: Europe/Paris

	// Changed is called after a curator's change is stored, so that what is
	// kept in memory follows; nil: nothing to tell.
	Changed func(ctx context.Context, eventID uint64) error
	// Identity decides which reports are one event; nil: nobody can.
	Identity Identity
	// Dates gives an article the day a curator tells; nil: nobody can.
	Dates Dater
	// KnownActor is what the reader of articles knows of an actor, to begin a
	// correction with; nil: nothing.
	KnownActor func(ctx context.Context, key string) (models.ActorRecord, bool)
	// FetchFeed starts fetching a feed now; nil: the button is not shown.
	FetchFeed func(ctx context.Context, feedID uint64) error
	// Queue tells how far fetching has come; nil: it is not shown.
	Queue FeedQueue
	// Copies tells where else an article can be read; nil: it is not shown.
	Copies CopyStore
	// FindFeeds finds the feeds behind an address; nil: only feeds' own
	// addresses are taken.
	FindFeeds FeedFinder
	// CheckSchedule refuses a feed's schedule; nil: any is taken.
	CheckSchedule func(spec string) error
	// Sentences gives the sentence spans of a text in code points, for the
	// context around a piece of evidence; nil: paragraphs are used.
	Sentences func(lang, text string) [][2]int

	Setup         *SetupToken // nil once somebody can log in
	Now           func() time.Time
	Log           *slog.Logger
	BaseURL       string // as users type it, "http://127.0.0.1:8080", no slash at the end
	SecureCookies bool   // users reach the site by https
	Version       string
}

// Pinger tells whether the database answers.
type Pinger interface {
	Ping(ctx context.Context) error
}

// ViewStore keeps the saved views behind secret calendar addresses.
type ViewStore interface {
	ViewByToken(ctx context.Context, token string) (*models.SavedView, error)
	Views(ctx context.Context, userID uint64) ([]models.SavedView, error)
	CreateView(ctx context.Context, v *models.SavedView) error
	DeleteView(ctx context.Context, id, userID uint64) error
}
