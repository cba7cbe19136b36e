package models

import "time"

// ReportFacts are what a report is compared by, and what its event is made of
// when it turns out to be another one. Actors and place are by key.
type ReportFacts struct {
	DayBasis  string        `json:"day_basis,omitempty"`
	Countries []string      `json:"countries,omitempty"`
	Actors    []ReportActor `json:"actors,omitempty"`
	// Sense is what act of its type it is, see extract.Event; "" for any.
	Sense string `json:"sense,omitempty"`
	Place string `json:"place,omitempty"`
	// PlaceCountry is the place's ISO 3166-1 alpha-3 code.
	PlaceCountry string `json:"place_country,omitempty"`
	// CopyOf is the report of the same sentence in the article that this one's
	// is a copy of.
	CopyOf *ReportKey `json:"copy_of,omitempty"`
}

// ReportActor is an actor's part in what one article tells.
type ReportActor struct {
	Key  string `json:"key"`
	Kind string `json:"kind"`
	Role string `json:"role,omitempty"`
}

// ReportKey names what one article says of one event.
type ReportKey struct {
	ArticleID uint64 `json:"article"`
	Report    int    `json:"report"`
}

// ReportKey of the mention's report.
func (m *Mention) ReportKey() ReportKey { return ReportKey{m.ArticleID, m.Report} }

// Component of the event: see ComponentID.
func (e *Event) Component() uint64 {
	if e.ComponentID != 0 {
		return e.ComponentID
	}
	return e.ID
}

// ByHand tells whether a person has had a word in the event: it is then never
// taken apart or joined to another but by a person.
func (e *Event) ByHand() bool { return len(e.Locked) > 0 || e.Review != ReviewPending }

// Decision is a curator's word on whether a report or another event is the
// event EventID. Exactly one of OtherID and ArticleID is set. The latest of two
// on the same pair counts; none is ever removed.
type Decision struct {
	ID        uint64 `gorm:"primaryKey"`
	EventID   uint64
	OtherID   *uint64
	ArticleID *uint64
	Report    int
	Same      bool
	UserID    *uint64
	Note      string
	CreatedAt time.Time
}

// TableName is the table's name, for GORM.
func (Decision) TableName() string { return "identity_decisions" }

// Likeness is an event that may be the same as another, with the score of the
// comparison, 0–1, and its reasons in words.
type Likeness struct {
	Event   *Event
	Score   float64
	Reasons []string
}
