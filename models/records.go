package models

import "time"

// Actor is a person, state, organisation or group.
type Actor struct {
	ID       uint64            `gorm:"primaryKey" json:"id"`
	Key      string            `json:"key"` // Wikidata id, or "new:" and a folded name; unique
	Kind     string            `json:"kind"`
	Name     string            `json:"name"`                         // in its commonest spelling
	Names    map[string]string `gorm:"serializer:json" json:"names"` // by language tag
	Country  string            `json:"country,omitempty"`            // ISO 3166-1 alpha-3, or an organisation's code
	Office   string            `json:"office,omitempty"`             // for people first met in an article
	IsNew    bool              `json:"is_new"`                       // not in the gazetteer: a curator should look
	ByHand   bool              `json:"by_hand"`                      // a curator wrote or corrected it
	Revision int               `json:"-"`

	CreatedAt time.Time `json:"-"`
	UpdatedAt time.Time `json:"-"`
}

// LocalName in the wanted language, else Name.
func (a *Actor) LocalName(lang string) string {
	if s := a.Names[lang]; s != "" {
		return s
	}
	return a.Name
}

// ActorCount is an actor with the number of events it takes part in.
type ActorCount struct {
	Actor
	Events int
}

// Place is where an event happens.
type Place struct {
	ID      uint64            `gorm:"primaryKey" json:"id"`
	Key     string            `json:"key"` // Wikidata id, or "new:" and a folded name; unique
	Name    string            `json:"name"`
	Names   map[string]string `gorm:"serializer:json" json:"names,omitempty"`
	Country string            `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Lat     *float64          `json:"lat,omitempty"`
	Lon     *float64          `json:"lon,omitempty"`
}

// LocalName in the wanted language, else Name.
func (p *Place) LocalName(lang string) string {
	if s := p.Names[lang]; s != "" {
		return s
	}
	return p.Name
}

// Source is who publishes: an agency, a newspaper, a ministry.
type Source struct {
	ID        uint64 `gorm:"primaryKey"`
	Name      string
	Host      string // unique; "" for files
	CreatedAt time.Time
}

// Feed is a subscription.
type Feed struct {
	ID           uint64 `gorm:"primaryKey"`
	SourceID     *uint64
	URL          string // unique
	MovedFrom    string // the address before, when it moved for good and URL followed
	Title        string
	Schedule     string // cron expression, five fields
	ETag         string `gorm:"column:etag"`
	LastModified string
	LastRunAt    *time.Time
	LastOKAt     *time.Time `gorm:"column:last_ok_at"`
	NextRunAt    *time.Time // nil: at once, or never when a run found the feed gone
	LastError    string     // in plain words; "" when the last run went well
	Failures     int        // in a row
	Items        int        // seen in the last good run
	LastRun      int64      // number of the last run that found articles; their jobs carry it
	Disabled     bool
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// Over tells that a run found the feed gone for good and switched it off.
func (f *Feed) Over() bool { return f.Disabled && f.NextRunAt == nil && f.Failures > 0 }

// Article is a text that events were taken from.
type Article struct {
	ID          uint64 `gorm:"primaryKey"`
	SourceID    *uint64
	Source      *Source
	FeedID      *uint64
	URL         string // where it can be read; "" for a pasted or local text
	GUID        string `gorm:"column:guid"` // a feed's own identifier
	Title       string
	Byline      string
	Lang        string
	Text        string
	ContentHash string // SHA-256 of the folded text; unique
	// CopyOf is the article this one is nearly the same text as, nil when it is
	// the first of its kind.
	CopyOf *uint64
	// HTML is the page's article reduced to harmless tags. It is written with a
	// new article and read by ArticleHTML alone.
	HTML string `gorm:"-"`
	// Published is the article's day as YYYY-MM-DD, "" when nothing gives it.
	Published        string
	PublishedBy      string          // given | metadata | feed | text | inferred | none
	Candidates       []DateCandidate `gorm:"serializer:json"`
	ExtractorVersion string
	Demo             bool // from the seeds
	Mentions         []Mention
	CreatedAt        time.Time
	UpdatedAt        time.Time
}

// ArticleAddress is another place where an article's very text can be read, or
// another name a feed knows it by.
type ArticleAddress struct {
	ID        uint64 `gorm:"primaryKey"`
	ArticleID uint64
	SourceID  *uint64
	Source    *Source
	FeedID    *uint64
	URL       string
	GUID      string `gorm:"column:guid"`
	CreatedAt time.Time
}

// Print is what an article's text is recognised by.
type Print struct {
	ArticleID uint64
	CopyOf    *uint64
	Published string
	Print     []byte
}

// DateCandidate is a day an undated article may be from.
type DateCandidate struct {
	Date  string   `json:"date"`
	Score float64  `json:"score"`
	Why   []string `json:"why"`
}

// Mention is what one article says of one event, and where it says it. Offsets
// are Unicode code points into Article.Text. Machine-made mentions are never
// changed, only added; but a day that a curator gives an article dates them anew.
type Mention struct {
	ID        uint64   `gorm:"primaryKey" json:"id"`
	EventID   uint64   `json:"-"`
	ArticleID uint64   `json:"article_id"`
	Article   *Article `json:"-"`

	Start      int    `json:"s"`
	End        int    `json:"e"`
	Text       string `json:"text"` // the evidence sentence
	TimexStart int    `json:"timex_s"`
	TimexEnd   int    `json:"timex_e"`
	TimexText  string `json:"timex_text,omitempty"`
	TimexType  string `json:"timex_type,omitempty"`
	TimexValue string `json:"timex_value,omitempty"`
	Trigger    string `json:"trigger"`
	Rule       string `json:"rule"`

	// Report numbers the events that the article tells; the mentions of one
	// share it, and Facts.
	Report int         `json:"-"`
	Facts  ReportFacts `gorm:"serializer:json" json:"-"`

	// The event as this article gives it.
	Type        string  `json:"type"`
	Status      string  `json:"status"`
	EDTF        string  `gorm:"column:edtf" json:"edtf"`
	Title       string  `json:"title"`
	Attribution string  `json:"attribution,omitempty"`
	Confidence  float64 `json:"confidence"`

	ExtractorVersion string    `json:"extractor_version"`
	CreatedAt        time.Time `json:"created_at"`
}

// Change is one field's step in a revision.
type Change struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Revision is one change to an event, for ever.
type Revision struct {
	ID        uint64 `gorm:"primaryKey"`
	EventID   uint64
	UserID    *uint64 // nil: the extractor
	User      *User
	ArticleID *uint64 // the report that caused it
	Article   *Article
	Action    string   // create | report | edit | review | merge | split | undo
	Changes   []Change `gorm:"serializer:json"`
	Note      string
	CreatedAt time.Time
}

// User is someone who may log in.
type User struct {
	ID           uint64 `gorm:"primaryKey"`
	Name         string // unique, the login
	PasswordHash string // argon2id, PHC string
	Role         string
	Lang         string // preferred interface language, "" for the browser's
	DisabledAt   *time.Time
	LastLoginAt  *time.Time
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// Session is a logged-in browser; Data belongs to the session library.
type Session struct {
	Token  string `gorm:"primaryKey"` // SHA-256 of the cookie's value
	Data   []byte
	Expiry time.Time
}

// SavedView is a filter with a name, and a secret address for calendars.
type SavedView struct {
	ID        uint64 `gorm:"primaryKey"`
	UserID    uint64
	Token     string // unguessable; unique
	Slug      string
	Name      string
	Query     string // the timeline's URL query
	CreatedAt time.Time
	UpdatedAt time.Time
}
