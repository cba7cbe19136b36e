package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"chancery/export"
	"chancery/models"
)

// maxCalendar is how many events a calendar holds at most, the latest ones:
// programs on telephones choke on more, and they ask again every few hours.
const maxCalendar = 5000

// mountCalendar adds the calendar addresses and the downloads.
func (s *server) mountCalendar(r gin.IRouter) {
	if s.deps.Streams == nil {
		return
	}
	d := newDownloads(s.now)
	s.get(r, "/calendar.ics", func(c *gin.Context) error {
		return s.calendar(c, d, c.Request.URL.Query(), "", "chancery")
	})
	for _, f := range export.Formats() {
		if f.Name == "ics" {
			continue
		}
		s.get(r, "/export."+f.Extension, func(c *gin.Context) error { return s.download(c, d, f) })
	}
	if s.deps.Views != nil {
		s.get(r, "/f/:token/:file", func(c *gin.Context) error { return s.viewCalendar(c, d) })
	}
}

// viewCalendar serves a saved view at its secret address. The token alone says
// which; the file's name is only there to look well in a calendar program.
func (s *server) viewCalendar(c *gin.Context, d *downloads) error {
	slug, isCalendar := strings.CutSuffix(c.Param("file"), ".ics")
	if !isCalendar {
		return notFound()
	}
	v, err := s.deps.Views.ViewByToken(c.Request.Context(), c.Param("token"))
	if err != nil {
		return err
	}
	if v.Slug != slug {
		return notFound()
	}
	q, err := url.ParseQuery(v.Query)
	if err != nil {
		return err
	}
	// Who holds the address is not known to be anyone: no proxy may keep it.
	c.Header("Cache-Control", "private, no-cache")
	return s.calendar(c, d, q, v.Name, v.Slug)
}

// calendar serves the filter as iCalendar.
func (s *server) calendar(c *gin.Context, d *downloads, q url.Values, name, file string) error {
	filter, err := models.ParseFilter(q)
	if err != nil {
		return err
	}
	l := localeOf(c)
	options := export.Options{
		Lang: l.Tag, BaseURL: s.deps.BaseURL, Name: name, Zone: s.deps.Zone,
		Self: s.deps.BaseURL + c.Request.URL.RequestURI(), Whole: q.Get("whole") == "1",
	}
	filter.Desc, filter.Limit = true, maxCalendar+1
	events, cut, err := s.latest(c, filter)
	if err != nil {
		return err
	}
	if cut {
		options.Note = l.T("calendar.cut", "max", maxCalendar)
	}
	format, err := export.Lookup("ics")
	if err != nil {
		return err
	}
	return d.serve(c, format, export.All(events), options, file)
}

// latest gives the filter's latest events in order of day, and whether there
// are more than a calendar takes.
func (s *server) latest(c *gin.Context, f models.EventFilter) (events []models.Event, cut bool, err error) {
	err = s.deps.Streams.EachEvent(c.Request.Context(), f, func(e *models.Event) error {
		if len(events) == maxCalendar {
			cut = true
			return errEnough
		}
		events = append(events, *e)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	slices.Reverse(events)
	return events, cut, err
}

// errEnough ends a read that has what it wants.
var errEnough = errors.New("enough")

// download serves the filter in another format. Data is never cut: a filter
// that matches too much is refused, with the way out.
func (s *server) download(c *gin.Context, d *downloads, f export.Format) error {
	filter, err := models.ParseFilter(c.Request.URL.Query())
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	one := filter
	one.Limit = 1
	page, err := s.deps.Events.Events(ctx, one)
	if err != nil {
		return err
	}
	if page.Total > maxDownload {
		return &httpError{Status: http.StatusBadRequest, Key: "bad_query", Fields: models.FieldErrors{{
			Field: "from", Code: "too_many", Message: "the filter matches too many events for one download: narrow it, or use the export command",
		}}}
	}
	options := export.Options{
		Lang: localeOf(c).Tag, BaseURL: s.deps.BaseURL, Self: s.deps.BaseURL + c.Request.URL.RequestURI(),
	}
	events := export.Stream(func(fn func(*models.Event) error) error { return s.deps.Streams.EachEvent(ctx, filter, fn) })
	return d.serve(c, f, events, options, "chancery-events")
}
