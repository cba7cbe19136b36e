package export

import (
	"time"

	"chancery/models"
)

// Record is one event as the JSON formats give it: the fields of `extract`'s
// result under the same names, and what storing adds to them.
type Record struct {
	ID        uint64            `json:"id,omitempty"`
	UID       string            `json:"uid"`
	URL       string            `json:"url,omitempty"`
	Type      string            `json:"type"`
	Status    string            `json:"status"`
	Review    string            `json:"review"`
	Start     string            `json:"start"`
	End       string            `json:"end"`
	EDTF      string            `json:"edtf"`
	Precision string            `json:"precision"`
	DayBasis  string            `json:"day_basis"`
	Title     string            `json:"title"`
	Summary   string            `json:"summary"`
	Titles    map[string]string `json:"titles"`
	Summaries map[string]string `json:"summaries"`

	Actors      []RecordActor `json:"actors"`
	Countries   []string      `json:"countries"`
	Place       *RecordPlace  `json:"place"`
	Attribution string        `json:"attribution"`
	Confidence  float64       `json:"confidence"`

	Evidence []RecordEvidence `json:"evidence"`
	Sources  []RecordSource   `json:"sources"`
	Locked   []string         `json:"locked,omitempty"` // fields a person set

	CreatedAt *time.Time `json:"created_at,omitempty"`
	UpdatedAt *time.Time `json:"updated_at,omitempty"`
}

// RecordActor is one actor's part in an event.
type RecordActor struct {
	Name    string            `json:"name"`
	ID      string            `json:"id"`
	Kind    string            `json:"kind"`
	Country string            `json:"country"`
	Role    string            `json:"role"`
	Names   map[string]string `json:"names,omitempty"`
}

// RecordPlace is where an event happens; Lat and Lon are degrees, or null.
type RecordPlace struct {
	Name    string            `json:"name"`
	ID      string            `json:"id,omitempty"`
	Names   map[string]string `json:"names,omitempty"`
	Country string            `json:"country"`
	Lat     *float64          `json:"lat"`
	Lon     *float64          `json:"lon"`
}

// RecordEvidence is a sentence the event rests on. Offsets are code points into
// the article's text.
type RecordEvidence struct {
	Start   int          `json:"s"`
	End     int          `json:"e"`
	Text    string       `json:"text"`
	Timex   *RecordTimex `json:"timex"`
	Trigger string       `json:"trigger"`
	Rule    string       `json:"rule"`
	Article uint64       `json:"article_id,omitempty"`
	// What this report said of the event, which later ones may have changed.
	Status    string `json:"status"`
	EDTF      string `json:"edtf"`
	Extractor string `json:"extractor_version"`
}

// RecordTimex is the temporal expression an event's date rests on.
type RecordTimex struct {
	Start int    `json:"s"`
	End   int    `json:"e"`
	Text  string `json:"t"`
	Type  string `json:"type"`
	Value string `json:"value"`
}

// RecordSource is an article that reports the event.
type RecordSource struct {
	Article   uint64 `json:"article_id,omitempty"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Publisher string `json:"publisher"`
	Lang      string `json:"lang"`
	Published string `json:"published"`
}

// NewRecord says an event in the JSON formats' terms.
func NewRecord(e *models.Event, o Options) Record {
	start, end := e.Days()
	r := Record{
		ID: e.ID, UID: eventUID(e), URL: eventURL(o, e.ID), Type: e.Type, Status: e.Status, Review: e.Review,
		Start: start, End: end, EDTF: e.EDTF, Precision: e.Precision, DayBasis: e.DayBasis,
		Title: e.Title(o.Lang), Summary: e.Summary(o.Lang), Titles: orEmpty(e.Titles), Summaries: orEmpty(e.Summaries),
		Actors: []RecordActor{}, Countries: append([]string{}, e.Countries...), Place: recordPlace(e.Place, o.Lang),
		Attribution: e.Attribution, Confidence: e.Confidence, Locked: e.Locked,
		Evidence: []RecordEvidence{}, Sources: []RecordSource{},
		CreatedAt: instant(e.CreatedAt), UpdatedAt: instant(e.UpdatedAt),
	}
	for i := range e.Actors {
		a := &e.Actors[i]
		r.Actors = append(r.Actors, RecordActor{
			Name: a.Actor.LocalName(o.Lang), ID: a.Actor.Key, Kind: a.Actor.Kind, Country: a.Actor.Country,
			Role: a.Role, Names: a.Actor.Names,
		})
	}
	seen := map[uint64]bool{}
	for i := range e.Mentions {
		m := &e.Mentions[i]
		r.Evidence = append(r.Evidence, recordEvidence(m))
		if m.Article != nil && !seen[m.ArticleID] {
			seen[m.ArticleID] = true
			r.Sources = append(r.Sources, RecordSource{
				Article: m.ArticleID, Title: m.Article.Title, URL: articleURL(o, m), Publisher: sourceName(m.Article),
				Lang: m.Article.Lang, Published: m.Article.Published,
			})
		}
	}
	return r
}

func recordPlace(p *models.Place, lang string) *RecordPlace {
	if p == nil {
		return nil
	}
	return &RecordPlace{p.LocalName(lang), p.Key, p.Names, p.Country, p.Lat, p.Lon}
}

func recordEvidence(m *models.Mention) RecordEvidence {
	ev := RecordEvidence{
		Start: m.Start, End: m.End, Text: m.Text, Trigger: m.Trigger, Rule: m.Rule, Article: m.ArticleID,
		Status: m.Status, EDTF: m.EDTF, Extractor: m.ExtractorVersion,
	}
	if m.TimexText != "" {
		ev.Timex = &RecordTimex{m.TimexStart, m.TimexEnd, m.TimexText, m.TimexType, m.TimexValue}
	}
	return ev
}

func orEmpty(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
