package models

import (
	"slices"
	"time"

	"chancery/edtf"
)

// Event is one dated diplomatic event with everything the tracker believes
// about it now. How it came to believe it stands in its Mentions (what each
// article said) and Revisions (what changed, when, by whom).
type Event struct {
	ID     uint64 `gorm:"primaryKey" json:"id"`
	UID    string `json:"uid"` // stable for ever: calendars know the event by it
	Type   string `json:"type"`
	Status string `json:"status"`
	Review string `json:"review"`

	// EDTF is the date as far as it is known; "" for an undated event.
	EDTF string `gorm:"column:edtf" json:"edtf"`
	// StartDay and EndDay are the sortable half-open interval [StartDay,
	// EndDay) in days since 1970-01-01; nil for an undated event.
	StartDay  *int32 `json:"-"`
	EndDay    *int32 `json:"-"`
	Precision string `json:"precision"`
	// DayBasis says what the day rests on: "text" (a date in its own clause),
	// "context" (a date of the sentences around it),
	// "publication" (the article's own day, a last resort) or "curator".
	DayBasis string `json:"day_basis"`

	// Titles and Summaries by language tag, written from the facts.
	Titles    map[string]string `gorm:"serializer:json" json:"titles"`
	Summaries map[string]string `gorm:"serializer:json" json:"summaries"`

	PlaceID     *uint64  `json:"-"`
	Place       *Place   `json:"place,omitempty"`
	Countries   []string `gorm:"serializer:json" json:"countries"` // ISO 3166-1 alpha-3 and organisation codes, sorted
	Attribution string   `json:"attribution,omitempty"`
	Confidence  float64  `json:"confidence"` // 0–1
	// Locked names the fields a person set; no extraction changes them.
	Locked []string `gorm:"serializer:json" json:"locked,omitempty"`
	// MergedInto is set when this event was found to be another one.
	MergedInto *uint64 `json:"merged_into,omitempty"`
	// ComponentID names the events whose reports were compared with this one's
	// and matched; 0 stands for the event alone.
	ComponentID uint64 `json:"-"`
	// BlockedVersion is the version whose blocks are filed.
	BlockedVersion int `json:"-"`
	Version        int `json:"version"`  // optimistic lock
	Sequence       int `json:"sequence"` // iCalendar SEQUENCE

	Actors   []EventActor `json:"actors"`
	Mentions []Mention    `json:"mentions,omitempty"`

	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// EventActor is one actor's part in an event.
type EventActor struct {
	EventID  uint64 `gorm:"primaryKey" json:"-"`
	ActorID  uint64 `gorm:"primaryKey" json:"-"`
	Role     string `json:"role"`
	Position int    `json:"-"` // order of display
	Actor    Actor  `json:"actor"`
}

// SetDate stores an EDTF expression with its interval and precision; "" makes
// the event undated. On an error, which wraps edtf.ErrSyntax, nothing changes.
func (e *Event) SetDate(expr string) error {
	if expr == "" {
		e.EDTF, e.StartDay, e.EndDay, e.Precision = "", nil, nil, string(edtf.None)
		return nil
	}
	v, err := edtf.Parse(expr)
	if err != nil {
		return err
	}
	start, end := int32(v.Interval().Start), int32(v.Interval().End)
	e.EDTF, e.StartDay, e.EndDay, e.Precision = expr, &start, &end, string(v.Precision())
	return nil
}

// Days gives the inclusive first and last day as YYYY-MM-DD when both are known
// to the day, else two empty strings: no day is invented for "en mars".
func (e *Event) Days() (first, last string) {
	if e.StartDay == nil || (e.Precision != string(edtf.DayP) && e.Precision != string(edtf.Range)) {
		return "", ""
	}
	v, err := edtf.Parse(e.EDTF)
	if err != nil || v.OpenStart || v.OpenEnd {
		return "", ""
	}
	return edtf.Day(*e.StartDay).String(), edtf.Day(*e.EndDay - 1).String()
}

// Title in the wanted language, else English, else any.
func (e *Event) Title(lang string) string { return pick(e.Titles, lang) }

// Summary in the wanted language, else English, else any.
func (e *Event) Summary(lang string) string { return pick(e.Summaries, lang) }

func pick(m map[string]string, lang string) string {
	for _, l := range []string{lang, "en"} {
		if s := m[l]; s != "" {
			return s
		}
	}
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if m[k] != "" {
			return m[k]
		}
	}
	return ""
}

// IsLocked tells whether a person set the field.
func (e *Event) IsLocked(field string) bool { return slices.Contains(e.Locked, field) }

// Lock marks fields as set by a person.
func (e *Event) Lock(fields ...string) {
	for _, f := range fields {
		if !e.IsLocked(f) {
			e.Locked = append(e.Locked, f)
		}
	}
	slices.Sort(e.Locked)
}
