package handlers

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"chancery/export"
	"chancery/models"
	"chancery/timeline"
)

// Limits of one API page.
const (
	apiLimit    = 50
	apiMaxLimit = 500
)

// APIEvents is GET /api/v1/events.
type APIEvents struct {
	Total  int             `json:"total"`
	Limit  int             `json:"limit"`
	Offset int             `json:"offset"`
	Events []export.Record `json:"events"`
}

// APIArticle is GET /api/v1/articles/{id}.
type APIArticle struct {
	ID          uint64                 `json:"id"`
	Title       string                 `json:"title"`
	Byline      string                 `json:"byline"`
	Lang        string                 `json:"lang"`
	URL         string                 `json:"url"`
	Source      string                 `json:"source"`
	Published   string                 `json:"published"`
	PublishedBy string                 `json:"published_by"`
	Candidates  []models.DateCandidate `json:"published_candidates"`
	Text        string                 `json:"text"`
	Mentions    []APIMention           `json:"mentions"`
	Extractor   string                 `json:"extractor_version"`
}

// APIMention is a mention with the event it belongs to.
type APIMention struct {
	EventID uint64 `json:"event_id"`
	models.Mention
}

// apiRoute is one address of the API; the router and the description are both
// made from the same list, so that neither can forget one.
type apiRoute struct {
	path    string // as Gin writes it
	summary string
	params  []apiParam
	answer  any                      // a value of the type it answers with
	handler func(*gin.Context) error // nil: mounted elsewhere
}

func (s *server) apiRoutes() []apiRoute {
	return []apiRoute{
		{"/api/v1/events", "Events that match a filter, by first day; undated ones last. Evidence is given with the single event.", listParams(), APIEvents{}, s.apiEvents},
		{"/api/v1/events/:id", "One event with its evidence and sources.", nil, export.Record{}, s.apiEvent},
		{"/api/v1/articles/:id", "One article with its text and every mention of an event in it.", nil, APIArticle{}, s.apiArticle},
		{"/api/v1/timeline", "A stretch of the timeline, at the level of detail its width calls for. Days count from 1970-01-01.", tileParams(), timeline.Tile{}, nil},
		{"/api/v1/timeline/facets", "How many events of the filter each value of its fields gives.", tileParams(), timeline.Facets{}, nil},
		{"/api/v1/timeline/neighbour", "The event of the filter before or after another one.", neighbourParams(), timeline.Item{}, nil},
	}
}

func (s *server) mountAPI(r gin.IRoutes) {
	for _, route := range s.apiRoutes() {
		if route.handler != nil {
			s.get(r, route.path, route.handler)
		}
	}
	s.get(r, "/api/openapi.json", s.openAPI)
}

func (s *server) recordOptions(c *gin.Context) export.Options {
	return export.Options{Lang: localeOf(c).Tag, BaseURL: s.deps.BaseURL}
}

func (s *server) apiEvents(c *gin.Context) error {
	f, err := models.ParseFilter(c.Request.URL.Query())
	if err != nil {
		return err
	}
	if f.Limit, err = queryNumber(c, "limit", apiLimit, 1, apiMaxLimit); err != nil {
		return err
	}
	if f.Offset, err = queryNumber(c, "offset", 0, 0, 1<<30); err != nil {
		return err
	}
	f.Desc, _ = strconv.ParseBool(c.Query("desc"))
	page, err := s.deps.Events.Events(c.Request.Context(), f)
	if err != nil {
		return err
	}
	out := APIEvents{Total: page.Total, Limit: f.Limit, Offset: f.Offset, Events: []export.Record{}}
	for i := range page.Events {
		out.Events = append(out.Events, export.NewRecord(&page.Events[i], s.recordOptions(c)))
	}
	c.JSON(http.StatusOK, out)
	return nil
}

func (s *server) apiEvent(c *gin.Context) error {
	e, err := s.pathEvent(c)
	if err != nil {
		return err
	}
	if e.MergedInto != nil {
		c.Redirect(http.StatusFound, "/api/v1"+eventURL(*e.MergedInto))
		return nil
	}
	c.JSON(http.StatusOK, export.NewRecord(e, s.recordOptions(c)))
	return nil
}

func (s *server) apiArticle(c *gin.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	a, err := s.deps.Articles.Article(c.Request.Context(), id)
	if err != nil {
		return err
	}
	out := APIArticle{
		ID: a.ID, Title: a.Title, Byline: a.Byline, Lang: a.Lang, URL: a.URL, Published: a.Published,
		PublishedBy: a.PublishedBy, Candidates: a.Candidates, Text: a.Text, Extractor: a.ExtractorVersion,
		Mentions: []APIMention{},
	}
	if out.Candidates == nil {
		out.Candidates = []models.DateCandidate{}
	}
	out.Source, _ = sourceOf(a)
	for _, m := range a.Mentions {
		out.Mentions = append(out.Mentions, APIMention{m.EventID, m})
	}
	c.JSON(http.StatusOK, out)
	return nil
}
