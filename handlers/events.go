package handlers

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// EventPage is /events/{id}.
type EventPage struct {
	Page
	Event        EventItem
	Summary      string
	PlaceCountry string // code
	Attribution  string
	Confidence   float64
	Likely       string // message key of the confidence in words
	ByHand       map[string]bool
	Reports      []Report
	Prev, Next   *EventItem
	MergedInto   string
	CanEdit      bool
	Decide       DecideView
}

// Report is what one article said of the event.
type Report struct {
	Evidence
	Day         string // the article's day, YYYY-MM-DD
	Source      string
	Title       string // of the article
	SourceURL   string // at the publisher's, "" when unknown
	Type        string
	Status      string
	EDTF        string
	Moved       bool   // the status differs from the report before
	From        string // that status
	Redated     bool   // the date differs from the report before
	Attribution string
}

func (s *server) mountEvents(r gin.IRoutes) {
	s.get(r, "/events/:id", s.event)
	s.get(r, "/events/:id/history", s.history)
}

// pathID reads a numeric id from the path; anything else is not there.
func pathID(c *gin.Context, name string) (uint64, error) {
	id, err := strconv.ParseUint(c.Param(name), 10, 63)
	if err != nil {
		return 0, models.ErrNotFound
	}
	return id, nil
}

func itoa(id uint64) string { return strconv.FormatUint(id, 10) }

func (s *server) pathEvent(c *gin.Context) (*models.Event, error) {
	id, err := pathID(c, "id")
	if err != nil {
		return nil, err
	}
	return s.deps.Events.Event(c.Request.Context(), id)
}

func (s *server) event(c *gin.Context) error {
	e, err := s.pathEvent(c)
	if err != nil {
		return err
	}
	if e.MergedInto != nil && c.Query("merged") == "" {
		c.Redirect(http.StatusFound, eventURL(*e.MergedInto))
		return nil
	}
	l := localeOf(c)
	item := newEventItem(l, e)
	v := EventPage{
		Page: s.page(c, item.Title, "timeline"), Event: item, Summary: e.Summary(l.Tag),
		Attribution: e.Attribution, Confidence: e.Confidence, Likely: likely(e), ByHand: map[string]bool{},
		Reports: s.reports(e), CanEdit: userOf(c) != nil,
	}
	v.Decide = decideView(v.Page, e, item.Title, item.URL)
	v.NoIndex = e.Review == models.ReviewRejected
	if e.Place != nil {
		v.PlaceCountry = e.Place.Country
	}
	if e.MergedInto != nil {
		v.MergedInto = eventURL(*e.MergedInto)
	}
	for _, f := range e.Locked {
		v.ByHand[f] = true
	}
	if v.Prev, v.Next, err = s.neighbours(c.Request.Context(), l, e); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "event", &v)
}

// likely puts the confidence in words; what a person entered needs none.
func likely(e *models.Event) string {
	switch {
	case len(e.Mentions) == 0 && e.Confidence == 1:
		return "confidence.person"
	case e.Confidence >= 0.9:
		return "confidence.very_high"
	case e.Confidence >= 0.75:
		return "confidence.high"
	case e.Confidence >= 0.5:
		return "confidence.medium"
	}
	return "confidence.low"
}

// reports puts the mentions in the order the news came in and marks where the
// status or the date moved.
func (s *server) reports(e *models.Event) []Report {
	mentions := slices.Clone(e.Mentions)
	slices.SortStableFunc(mentions, func(a, b models.Mention) int {
		da, db := mentionDay(&a), mentionDay(&b)
		switch {
		case da < db:
			return -1
		case da > db:
			return 1
		}
		return int(a.ID) - int(b.ID)
	})
	out := make([]Report, 0, len(mentions))
	for i := range mentions {
		r := s.report(&mentions[i])
		if i > 0 {
			before := &mentions[i-1]
			r.Moved, r.From = before.Status != r.Status, before.Status
			r.Redated = before.EDTF != r.EDTF
		}
		out = append(out, r)
	}
	return out
}

// mentionDay sorts articles without a day after all others.
func mentionDay(m *models.Mention) string {
	if m.Article == nil || m.Article.Published == "" {
		return "~"
	}
	return m.Article.Published
}

func (s *server) report(m *models.Mention) Report {
	r := Report{
		Evidence: s.newEvidence(m), Type: m.Type, Status: m.Status, EDTF: m.EDTF,
		Attribution: m.Attribution,
	}
	if a := m.Article; a != nil {
		r.Day, r.Title = a.Published, a.Title
		r.Source, r.SourceURL = sourceOf(a)
	}
	return r
}

// sourceOf names an article's publisher and where it can be read; only web
// addresses become links.
func sourceOf(a *models.Article) (name, url string) {
	if a.Source != nil {
		name = a.Source.Name
		if name == "" {
			name = a.Source.Host
		}
	}
	if models.ValidURL(a.URL) {
		url = a.URL
	}
	return name, url
}

// neighbours are the events just before and after in time.
func (s *server) neighbours(ctx context.Context, l *locale, e *models.Event) (prev, next *EventItem, err error) {
	if e.StartDay == nil || e.MergedInto != nil {
		return nil, nil, nil
	}
	day := dayOf(*e.StartDay)
	if next, err = s.scan(ctx, l, models.EventFilter{From: day}, func(o *models.Event) bool { return before(e, o) }); err != nil {
		return nil, nil, err
	}
	prev, err = s.scan(ctx, l, models.EventFilter{To: day, Desc: true}, func(o *models.Event) bool { return before(o, e) })
	return prev, next, err
}

// before is the order of the timeline: by first day, then by id.
func before(a, b *models.Event) bool {
	if a.StartDay == nil || b.StartDay == nil {
		return a.StartDay != nil
	}
	if *a.StartDay != *b.StartDay {
		return *a.StartDay < *b.StartDay
	}
	return a.ID < b.ID
}

// scan reads a list a page at a time until an event fits; it gives up after
// some hundreds, when a neighbour is of no more use to a reader.
func (s *server) scan(ctx context.Context, l *locale, f models.EventFilter, fits func(*models.Event) bool) (*EventItem, error) {
	const pages = 8
	f.Limit = 40
	for range pages {
		page, err := s.deps.Events.Events(ctx, f)
		if err != nil {
			return nil, err
		}
		for i := range page.Events {
			if o := &page.Events[i]; o.StartDay != nil && fits(o) {
				item := newEventItem(l, o)
				return &item, nil
			}
		}
		if f.Offset += f.Limit; f.Offset >= page.Total {
			return nil, nil
		}
	}
	return nil, nil
}
