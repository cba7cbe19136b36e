package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// TimelineIndex is the in-memory index the timeline page reads.
type TimelineIndex any

// TimelinePage is GET /.
type TimelinePage struct {
	Page
	List EventListView
}

func (s *server) mountTimeline(r gin.IRouter) {
	s.get(r, "/", s.timeline)
}

func (s *server) timeline(c *gin.Context) error {
	f, err := models.ParseFilter(c.Request.URL.Query())
	if err != nil {
		return err
	}
	f.Limit = 50
	page, err := s.deps.Events.Events(c.Request.Context(), f)
	if err != nil {
		return err
	}
	l := localeOf(c)
	v := TimelinePage{Page: s.page(c, l.T("nav.timeline"), "timeline"), List: newEventList(l, page, f, c.Request.URL)}
	return s.render(c, http.StatusOK, "timeline", &v)
}
