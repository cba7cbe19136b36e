package handlers

import (
	"context"
	"html/template"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"chancery/edtf"
	"chancery/models"
	"chancery/timeline"
)

// TimelineIndex is the in-memory index the timeline page reads.
type TimelineIndex interface {
	Tile(q timeline.Query) timeline.Tile
	Facets(q timeline.Query, top int) timeline.Facets
	Neighbour(q timeline.Query, id uint64, forward bool) (timeline.Item, bool)
	KnowsActor(keyOrName string) bool
	Tag() string // changes with the content
}

// EventFinder gives the ids of a filter's events in one go. The event store
// may offer it; without it text searches walk the pages of the list.
type EventFinder interface {
	EventIDs(ctx context.Context, f models.EventFilter) ([]uint64, error)
}

// listLength is how many events the list below the timeline shows at a time.
const listLength = 25

// TimelinePage is GET /.
type TimelinePage struct {
	Page
	Filter    TimelineForm
	Undated   int // events of the filter without a date
	List      TimelineList
	Config    TimelineConfig
	ImportMap template.HTML
}

// TimelineList is the part of the page that follows the filter: the list and
// the addresses where the same events can be had otherwise.
type TimelineList struct {
	EventListView
	Range       string // the days shown, in words; "" for all
	Undated     int
	UndatedURL  string // "" when the list shows them already
	CalendarURL string
	WebcalURL   template.URL // html/template refuses the scheme unless told
	CSVURL      string
	JSONURL     string
}

func (s *server) mountTimeline(r gin.IRouter) {
	s.get(r, "/", s.timeline)
	s.get(r, "/timeline/list", s.timelineList)
	s.get(r, "/timeline/card/:id", s.timelineCard)
	s.get(r, "/api/v1/timeline", s.timelineTile)
	s.get(r, "/api/v1/timeline/facets", s.timelineFacets)
	s.get(r, "/api/v1/timeline/neighbour", s.timelineNeighbour)
}

// timeline is GET /. A bad value is shown beside its field, with status 400,
// and the page stands without it.
func (s *server) timeline(c *gin.Context) error {
	q, faults, err := s.timelineQuery(c)
	if err != nil {
		return err
	}
	l := localeOf(c)
	v := TimelinePage{Page: s.page(c, l.T("timeline.title"), "timeline")}
	if v.ImportMap, err = s.assets.importMap("js/"); err != nil {
		return err
	}
	if v.List, err = s.timelineEvents(c, q); err != nil {
		return err
	}
	v.Filter = s.timelineForm(c, l, q, faults)
	v.Undated = v.List.Undated
	v.Config = s.timelineConfig(l)
	status := http.StatusOK
	if len(faults) > 0 {
		status = http.StatusBadRequest
	}
	return s.render(c, status, "timeline", &v)
}

// timelineList is GET /timeline/list: the list alone, for a page whose filter
// or range has changed.
func (s *server) timelineList(c *gin.Context) error {
	q, faults, err := s.timelineQuery(c)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return faults
	}
	list, err := s.timelineEvents(c, q)
	if err != nil {
		return err
	}
	return s.fragment(c, "timeline_list", list)
}

// timelineEvents reads one page of the filter's events from the store.
func (s *server) timelineEvents(c *gin.Context, q timelineQuery) (TimelineList, error) {
	f := q.Filter
	f.Limit = listLength
	f.Offset, _ = strconv.Atoi(c.Query("offset"))
	f.Offset = max(f.Offset, 0)
	page, err := s.deps.Events.Events(c.Request.Context(), f)
	if err != nil {
		return TimelineList{}, err
	}
	l := localeOf(c)
	address := &url.URL{Path: "/", RawQuery: q.address(c.Query("offset")).Encode()}
	v := TimelineList{EventListView: newEventList(l, page, f, address)}
	v.Range = q.rangeWords(l)
	ranged := f.From != "" || f.To != ""
	if s.deps.Timeline != nil {
		v.Undated = s.deps.Timeline.Tile(q.Query).Undated
	}
	if ranged && v.Undated > 0 && !f.Undated {
		u := q.Filter.Values()
		u.Del("from")
		u.Del("to")
		u.Set("undated", "1")
		v.UndatedURL = "/?" + u.Encode()
	}
	s.otherForms(&v, q.Filter)
	return v, nil
}

// otherForms are the addresses of calendar and downloads. The calendar leaves
// the range in view out: who subscribes wants to see what comes.
func (s *server) otherForms(v *TimelineList, f models.EventFilter) {
	values := f.Values()
	suffix := ""
	if len(values) > 0 {
		suffix = "?" + values.Encode()
	}
	v.CSVURL, v.JSONURL = "/export.csv"+suffix, "/export.json"+suffix
	values.Del("from")
	values.Del("to")
	path := "/calendar.ics"
	if len(values) > 0 {
		path += "?" + values.Encode()
	}
	v.CalendarURL = s.deps.BaseURL + path
	if u, err := url.Parse(v.CalendarURL); err == nil && u.Host != "" {
		v.WebcalURL = template.URL("webcal://" + u.Host + path) //nolint:gosec // our own host, an encoded query
	}
}

// TimelineCard says more about the selected event.
type TimelineCard struct {
	EventItem
	Summary     string
	Attribution string
	Confidence  float64
	Evidence    string // the first sentence
	SourceTitle string
	SourceURL   string // of the article's page here
	Reports     int
}

// timelineCard is GET /timeline/card/{id}: the panel of the selected event.
func (s *server) timelineCard(c *gin.Context) error {
	id, err := strconv.ParseUint(c.Param("id"), 10, 64)
	if err != nil {
		return notFound()
	}
	e, err := s.deps.Events.Event(c.Request.Context(), id)
	if err != nil {
		return err
	}
	l := localeOf(c)
	v := TimelineCard{
		EventItem: newEventItem(l, e), Summary: e.Summary(l.Tag), Attribution: e.Attribution,
		Confidence: e.Confidence, Reports: len(e.Mentions),
	}
	for _, m := range e.Mentions {
		if m.Text == "" {
			continue
		}
		v.Evidence, v.SourceURL = m.Text, articleURL(m.ArticleID)
		if m.Article != nil {
			v.SourceTitle = m.Article.Title
		}
		break
	}
	return s.fragment(c, "timeline_card", v)
}

// dayWords is a range of days in words.
func dayWords(l *locale, from, to edtf.Day) string {
	return l.Date(edtf.FormatDays(edtf.Interval{Start: from, End: to}))
}
