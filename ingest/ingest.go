// Package ingest takes articles in: it sees to it that each is read once, has
// its events extracted, joins them to the events already known and saves
// everything in one transaction, so that nothing is ever half-stored.
package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"strings"
	"time"

	"chancery/extract"
	"chancery/models"
)

// Records is what taking an article in needs of a transaction.
type Records interface {
	// ArticleID finds an article by its address or, when none is known there, by
	// its content hash; models.ErrNotFound when there is none.
	ArticleID(ctx context.Context, url, hash string) (uint64, error)
	CreateArticle(ctx context.Context, a *models.Article) error
	// AddAddress notes another place of an article, once.
	AddAddress(ctx context.Context, a *models.ArticleAddress) error
	// SavePrint keeps what a text is recognised by; SimilarPrints gives the
	// prints that share several bands, those that share most first.
	SavePrint(ctx context.Context, articleID uint64, print []byte, bands []int64) error
	SimilarPrints(ctx context.Context, bands []int64, limit int) ([]models.Print, error)
	// EachEvent streams the events of a filter with actors, place and mentions.
	EachEvent(ctx context.Context, f models.EventFilter, fn func(*models.Event) error) error
	// EventsUnder and EventsOfComponents give the heads of events that are not
	// merged: those filed under one of the keys, those of the components.
	EventsUnder(ctx context.Context, keys []string) ([]models.Event, error)
	EventsOfComponents(ctx context.Context, ids []uint64) ([]models.Event, error)
	// EventRecords gives events without their mentions; unknown ids are left out.
	EventRecords(ctx context.Context, ids []uint64) ([]models.Event, error)
	// Reports gives the events' mentions as far as they are recognised by them.
	Reports(ctx context.Context, events []uint64) ([]models.Mention, error)
	Decisions(ctx context.Context, events []uint64) ([]models.Decision, error)
	// UnfiledEvents gives events that changed since FileEvent.
	UnfiledEvents(ctx context.Context, limit int) ([]models.Event, error)
	FileEvent(ctx context.Context, e *models.Event, keys []string) error
	MoveReports(ctx context.Context, reports []models.ReportKey, to uint64) error
	MergeEvents(ctx context.Context, from, into uint64, r models.Revision) error
	// ActorByKey and PlaceByKey give models.ErrNotFound when there is none.
	ActorByKey(ctx context.Context, key string) (*models.Actor, error)
	PlaceByKey(ctx context.Context, key string) (*models.Place, error)
	CreateEvent(ctx context.Context, e *models.Event, r models.Revision) error
	UpdateEvent(ctx context.Context, e *models.Event, r models.Revision) error
}

// Batch is a transaction that many articles are taken in by.
type Batch interface {
	Records
	// ReadAhead reads at once what is going to be asked for one by one.
	ReadAhead(ctx context.Context, a models.Ahead) error
}

// Store is what ingest needs of the database.
type Store interface {
	Records
	// Tx runs fn in one write transaction.
	Tx(ctx context.Context, fn func(Store) error) error
	// Article gives an article with its mentions, or models.ErrNotFound.
	Article(ctx context.Context, id uint64) (*models.Article, error)
	UpdateArticleDate(ctx context.Context, id uint64, published, by string) error
	// EventsByID gives whole events; unknown ids are left out.
	EventsByID(ctx context.Context, ids []uint64) ([]models.Event, error)
	Decide(ctx context.Context, d models.Decision) error
	// RetellReport changes what a report says, and those tied to it as copies,
	// and gives the events that hold them.
	RetellReport(ctx context.Context, ms []models.Mention) ([]uint64, error)
}

// Reader turns a text into events; *extract.Extractor is one.
type Reader interface {
	Extract(d extract.Document) (extract.Result, error)
	Titles(e extract.Event) (titles, summaries map[string]string)
}

// Item is an article to take in.
type Item struct {
	Title, Byline, Text string
	Lang                string // "" to have it told
	URL, GUID           string
	Via                 string // the address that led to URL, "" when it is the same
	HTML                string // the page's article, harmless tags only
	FeedID              *uint64
	Source              *models.Source
	Published           string // YYYY-MM-DD, "" when unknown
	PublishedBy         string
	Name                string // of the file
	Demo                bool
}

// Report says what became of an item.
type Report struct {
	ArticleID uint64
	Known     bool   // it was there already; nothing changed
	CopyOf    uint64 // the article it is nearly the same text as, 0 for none
	Created   int    // new events
	Updated   int    // events that this article reports too
	Events    []uint64
}

// Ingester takes items in. Batch, Log, Now and Changed may be nil.
type Ingester struct {
	Store  Store
	Reader Reader
	// Batch runs fn in one write transaction of Store that is made for many
	// articles: what fn does of events may be written at its end. Without it
	// Store.Tx serves, more slowly.
	Batch func(ctx context.Context, fn func(Batch) error) error
	Log   *slog.Logger
	// Now tells how long storing takes, for SaveAll to keep its pace.
	Now func() time.Time
	// Changed is told of every event created or updated, after the commit.
	Changed func(ctx context.Context, eventIDs []uint64)
}

// Hash identifies a text whatever its white space and letter case.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.Join(strings.Fields(text), " "))))
	return hex.EncodeToString(sum[:])
}

func article(it Item, hash string, res extract.Result) *models.Article {
	text := res.Article.Text
	if text == "" {
		text = it.Text
	}
	a := &models.Article{
		URL: it.URL, GUID: it.GUID, FeedID: it.FeedID, Source: it.Source, Title: res.Article.Title, Byline: it.Byline,
		Lang: res.Article.Lang, Text: text, ContentHash: hash, Published: res.Article.Published,
		PublishedBy: res.Article.PublishedBy, ExtractorVersion: extract.Version, Demo: it.Demo, HTML: it.HTML,
	}
	if a.Title == "" {
		a.Title = firstLine(text)
	}
	for _, c := range res.Article.Candidates {
		a.Candidates = append(a.Candidates, models.DateCandidate{Date: c.Date, Score: c.Score, Why: c.Why})
	}
	return a
}

// titleLength is the most code points a title made of the first line has.
const titleLength = 120

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	r := []rune(line)
	if len(r) <= titleLength {
		return line
	}
	cut := strings.LastIndexByte(string(r[:titleLength]), ' ')
	if cut < 0 {
		cut = len(string(r[:titleLength]))
	}
	return line[:cut] + "…"
}

func label(it Item) string {
	for _, s := range []string{it.URL, it.Name, it.Title} {
		if s != "" {
			return s
		}
	}
	return "the article"
}
