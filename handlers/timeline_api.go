package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"chancery/models"
	"chancery/timeline"
)

// timelineTile is GET /api/v1/timeline: a stretch of the timeline at the level
// of detail its width calls for.
func (s *server) timelineTile(c *gin.Context) error {
	q, err := s.apiQuery(c)
	if err != nil || s.unchanged(c) {
		return err
	}
	tile := s.deps.Timeline.Tile(q.Query)
	nameLanes(localeOf(c), q.Lanes, tile.Lanes)
	for i := range tile.Items {
		s.entitle(c, &tile.Items[i])
	}
	c.JSON(http.StatusOK, tile)
	return nil
}

// timelineFacets is GET /api/v1/timeline/facets: how many events each value of
// the filter's fields gives.
func (s *server) timelineFacets(c *gin.Context) error {
	q, err := s.apiQuery(c)
	if err != nil || s.unchanged(c) {
		return err
	}
	c.JSON(http.StatusOK, nameFacets(localeOf(c), s.deps.Timeline.Facets(q.Query, facetLength)))
	return nil
}

// timelineNeighbour is GET /api/v1/timeline/neighbour?id=…&dir=next|prev: the
// event beside another; without an id, the first or the last one.
func (s *server) timelineNeighbour(c *gin.Context) error {
	q, err := s.apiQuery(c)
	if err != nil {
		return err
	}
	var id uint64
	if text := c.Query("id"); text != "" {
		if id, err = strconv.ParseUint(text, 10, 64); err != nil {
			return models.FieldErrors{{Field: "id", Code: "unknown", Message: "the id of an event is a number"}}
		}
	}
	item, ok := s.deps.Timeline.Neighbour(q.Query, id, c.Query("dir") != "prev")
	if !ok {
		return notFound()
	}
	s.entitle(c, &item)
	c.JSON(http.StatusOK, item)
	return nil
}

// apiQuery is timelineQuery for machines: any fault refuses the request.
func (s *server) apiQuery(c *gin.Context) (timelineQuery, error) {
	if s.deps.Timeline == nil {
		return timelineQuery{}, notFound()
	}
	q, faults, err := s.timelineQuery(c)
	if err == nil && len(faults) > 0 {
		err = faults
	}
	return q, err
}

// unchanged sets the entity tag and answers 304 when the client has it. The
// index's content, the address and the language decide.
func (s *server) unchanged(c *gin.Context) bool {
	sum := sha256.Sum256([]byte(s.deps.Timeline.Tag() + "|" + c.Request.URL.RequestURI() + "|" + localeOf(c).Tag))
	tag := `"` + hex.EncodeToString(sum[:9]) + `"`
	c.Header("ETag", "W/"+tag)
	c.Header("Cache-Control", "private, no-cache")
	if !strings.Contains(c.GetHeader("If-None-Match"), tag) {
		return false
	}
	c.Status(http.StatusNotModified)
	return true
}

// entitle gives an event without a title the one its page has.
func (s *server) entitle(c *gin.Context, i *timeline.Item) {
	if i.Title == "" {
		i.Title = localeOf(c).T("event.untitled", "id", i.ID)
	}
}

// nameLanes puts the words of the page's language on lanes.
func nameLanes(l *locale, by timeline.LaneBy, lanes []timeline.Lane) {
	for i := range lanes {
		lane := &lanes[i]
		switch {
		case by == timeline.LanesNone:
			lane.Label = l.T("timeline.lane.all")
		case lane.Key == "":
			lane.Label = l.T("timeline.lane.rest_" + string(by))
		case by == timeline.LanesType:
			lane.Label = l.V("type", lane.Key)
		case by == timeline.LanesCountry:
			lane.Label = countryName(l, lane.Key)
		}
	}
}

// nameFacets puts the words of the page's language on facets.
func nameFacets(l *locale, f timeline.Facets) timeline.Facets {
	for _, group := range []struct {
		facets []timeline.Facet
		name   func(string) string
	}{
		{f.Types, func(k string) string { return l.V("type", k) }},
		{f.Statuses, func(k string) string { return l.V("status", k) }},
		{f.Reviews, func(k string) string { return l.V("review", k) }},
		{f.Countries, func(k string) string { return countryName(l, k) }},
	} {
		for i := range group.facets {
			group.facets[i].Label = group.name(group.facets[i].Key)
		}
	}
	return f
}
