package testkit

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"chancery/models"
	"chancery/store"
)

// Option changes a built event.
type Option func(*models.Event)

// Event gives a valid event, not stored: pending, planned, with an English
// title, on the EDTF date ("" for undated). It panics on a bad date: a test's
// own text.
func Event(typ, date string, opts ...Option) *models.Event {
	e := &models.Event{
		Type: typ, Status: models.StatusPlanned, Review: models.ReviewPending,
		Titles: map[string]string{"en": typ + " " + date}, Confidence: 0.5,
	}
	if err := e.SetDate(date); err != nil {
		panic(err)
	}
	if date != "" {
		e.DayBasis = "text"
	}
	for _, o := range opts {
		o(e)
	}
	return e
}

// Title sets the event's title in a language.
func Title(lang, title string) Option {
	return func(e *models.Event) { e.Titles[lang] = title }
}

// Status sets the event's status.
func Status(s string) Option { return func(e *models.Event) { e.Status = s } }

// Review sets the event's review state.
func Review(s string) Option { return func(e *models.Event) { e.Review = s } }

// Countries sets the states involved.
func Countries(codes ...string) Option { return func(e *models.Event) { e.Countries = codes } }

// With adds an actor in a role.
func With(a models.Actor, role string) Option {
	return func(e *models.Event) {
		e.Actors = append(e.Actors, models.EventActor{Role: role, Actor: a})
	}
}

// At sets the place.
func At(p models.Place) Option { return func(e *models.Event) { e.Place = &p } }

// Says adds a mention: what the stored article says, with text as evidence from
// the article's start.
func Says(a *models.Article, text string) Option {
	return func(e *models.Event) {
		e.Mentions = append(e.Mentions, models.Mention{
			ArticleID: a.ID, Start: 0, End: len([]rune(text)), Text: text, Rule: "test",
			Type: e.Type, Status: e.Status, EDTF: e.EDTF,
		})
	}
}

// Macron is a person under his Wikidata id.
func Macron() models.Actor {
	return models.Actor{
		Key: "Q3052772", Kind: models.KindPerson, Name: "Emmanuel Macron", Country: "FRA",
		Names: map[string]string{"fr": "Emmanuel Macron", "en": "Emmanuel Macron"},
	}
}

// Putin is spelled differently in each language.
func Putin() models.Actor {
	return models.Actor{
		Key: "Q7747", Kind: models.KindPerson, Name: "Vladimir Putin", Country: "RUS",
		Names: map[string]string{"fr": "Vladimir Poutine", "en": "Vladimir Putin", "de": "Wladimir Putin"},
	}
}

// France is a state.
func France() models.Actor {
	return models.Actor{
		Key: "Q142", Kind: models.KindState, Name: "France", Country: "FRA",
		Names: map[string]string{"fr": "France", "en": "France", "de": "Frankreich"},
	}
}

// Moscow is a place.
func Moscow() models.Place {
	lat, lon := 55.75, 37.62
	return models.Place{
		Key: "Q649", Name: "Moscow", Country: "RUS", Lat: &lat, Lon: &lon,
		Names: map[string]string{"fr": "Moscou", "en": "Moscow"},
	}
}

// Article gives a valid article with the text, not stored.
func Article(text string) *models.Article {
	sum := sha256.Sum256([]byte(text))
	return &models.Article{
		Title: "A report", Lang: "en", Text: text, ContentHash: hex.EncodeToString(sum[:]),
		Published: "2022-02-04", PublishedBy: models.PublishedGiven,
	}
}

// Stored creates the event in the database and gives it back.
func Stored(t testing.TB, db *store.DB, e *models.Event) *models.Event {
	t.Helper()
	if err := db.CreateEvent(t.Context(), e, models.Revision{Action: "create"}); err != nil {
		t.Fatalf("create event: %v", err)
	}
	return e
}

// StoredArticle creates the article in the database and gives it back.
func StoredArticle(t testing.TB, db *store.DB, a *models.Article) *models.Article {
	t.Helper()
	if err := db.CreateArticle(t.Context(), a); err != nil {
		t.Fatalf("create article: %v", err)
	}
	return a
}

// StoredUser creates a curator who cannot log in and gives it back.
func StoredUser(t testing.TB, db *store.DB, name string) *models.User {
	t.Helper()
	u := &models.User{Name: name, Role: models.RoleCurator, PasswordHash: "!"}
	if err := db.CreateUser(t.Context(), u); err != nil {
		t.Fatalf("create user: %v", err)
	}
	return u
}
