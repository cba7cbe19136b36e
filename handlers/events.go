package handlers

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"chancery/models"
	"chancery/timeline"
)

// EventPage is /events/{id}.
type EventPage struct {
	Page
	Event        EventItem
	Summary      string
	PlaceCountry string // code
	Attribution  string
	Confidence   float64
	Likely       string          // message key of the confidence in words
	ByHand       map[string]bool // by field name
	TitleByHand  bool
	Reports      []Report
	Prev, Next   *EventLink
	MergedInto   string
	HasIdentity  bool // curators can tell which reports are the event
	CanEdit      bool
	Decide       DecideView
}

// EventLink is the title of an event and its page.
type EventLink struct{ Title, URL string }

// Report is what one article said of the event.
type Report struct {
	Day       string // the article's day, YYYY-MM-DD
	Source    string
	Title     string // of the article
	Lang      string
	URL       string // of the article's page here
	SourceURL string // at the publisher's, "" when unknown
	Status    string // the article's last word
	Moved     bool   // whether that moved the status
	Parts     []ReportPart
}

// ReportPart is one sentence of a report. What it says of status and date is
// only shown where it is news.
type ReportPart struct {
	Evidence    Evidence
	Status      string
	Shown       bool   // the status differs from the part before, or is the first
	From        string // the status before, "" for the first
	EDTF        string
	Redated     bool // the date differs from the one before
	Attribution string
}

func (s *server) mountEvents(r gin.IRoutes) {
	s.get(r, "/events/:id", s.event)
	s.get(r, "/events/:id/history", s.history)
	s.mountIdentity(r)
}

// pathID reads a numeric id from the path; anything else is not there.
func pathID(c *gin.Context) (uint64, error) {
	id, err := strconv.ParseUint(c.Param("id"), 10, 63)
	if err != nil {
		return 0, models.ErrNotFound
	}
	return id, nil
}

func itoa(id uint64) string { return strconv.FormatUint(id, 10) }

func (s *server) pathEvent(c *gin.Context) (*models.Event, error) {
	id, err := pathID(c)
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
		Reports: s.reports(e), CanEdit: userOf(c) != nil, HasIdentity: s.deps.Identity != nil,
	}
	v.Decide = decideView(v.Page, e, item.Title, item.URL)
	v.NoIndex = e.Review == models.ReviewRejected
	if p := e.Place; p != nil && fold(countryName(l, p.Country)) != fold(p.LocalName(l.Tag)) {
		v.PlaceCountry = p.Country
	}
	if e.MergedInto != nil {
		v.MergedInto = eventURL(*e.MergedInto)
	}
	for _, f := range e.Locked {
		v.ByHand[f] = true
	}
	v.TitleByHand = v.ByHand[models.FieldTitle+"."+l.Tag]
	v.Prev, v.Next = s.neighbours(l, e)
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
	case e.Confidence >= 0.65:
		return "confidence.medium"
	}
	return "confidence.low"
}

// reports puts the mentions in the order the news came in, one report an
// article, and marks where status or date moved.
func (s *server) reports(e *models.Event) []Report {
	mentions := slices.Clone(e.Mentions)
	slices.SortStableFunc(mentions, func(a, b models.Mention) int {
		return cmp.Or(cmp.Compare(mentionDay(&a), mentionDay(&b)), cmp.Compare(a.ArticleID, b.ArticleID),
			cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
	})
	var out []Report
	status, date := "", ""
	for i := range mentions {
		m := &mentions[i]
		if i == 0 || mentions[i-1].ArticleID != m.ArticleID {
			out = append(out, newReport(m))
		}
		r := &out[len(out)-1]
		p := ReportPart{Evidence: s.newEvidence(m), Status: m.Status, EDTF: m.EDTF, Attribution: m.Attribution}
		p.Shown, p.From = status != m.Status || len(r.Parts) == 0, status
		p.Redated = m.EDTF != "" && date != "" && m.EDTF != date
		r.Moved = r.Moved || status != "" && status != m.Status
		r.Status, status = m.Status, m.Status
		if m.EDTF != "" {
			date = m.EDTF
		}
		r.Parts = append(r.Parts, p)
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

func newReport(m *models.Mention) Report {
	r := Report{URL: articleURL(m.ArticleID)}
	if a := m.Article; a != nil {
		r.Day, r.Title, r.Lang = a.Published, a.Title, a.Lang
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

// neighbours are the events just before and after on the timeline.
func (s *server) neighbours(l *locale, e *models.Event) (prev, next *EventLink) {
	if s.deps.Timeline == nil || e.StartDay == nil || e.MergedInto != nil {
		return nil, nil
	}
	return s.neighbour(l, e.ID, false), s.neighbour(l, e.ID, true)
}

func (s *server) neighbour(l *locale, id uint64, forward bool) *EventLink {
	item, ok := s.deps.Timeline.Neighbour(timeline.Query{Lang: l.Tag}, id, forward)
	if !ok {
		return nil
	}
	if item.Title == "" {
		item.Title = l.T("event.untitled", "id", item.ID)
	}
	return &EventLink{item.Title, eventURL(item.ID)}
}
