package handlers

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"chancery/edtf"
	"chancery/models"
	"chancery/timeline"
)

// timelineQuery is what the address of the timeline asks for: one filter for
// the store, the same for the index.
type timelineQuery struct {
	timeline.Query
	raw   url.Values
	lanes string
}

// timelineQuery reads the address. The faults are the reader's to correct; the
// query stands without the values they name.
func (s *server) timelineQuery(c *gin.Context) (timelineQuery, models.FieldErrors, error) {
	q := timelineQuery{raw: c.Request.URL.Query()}
	var faults models.FieldErrors
	f, err := models.ParseFilter(q.raw)
	if err != nil && !errors.As(err, &faults) {
		return q, nil, err
	}
	if q.lanes = q.raw.Get("lanes"); q.lanes == "" {
		q.lanes = string(timeline.LanesType)
	}
	if !timeline.ValidLanes(q.lanes) {
		faults = append(faults, models.FieldError{
			Field: "lanes", Code: "unknown",
			Message: fmt.Sprintf("unknown lanes %q: choose from type, country, actor, none", q.lanes),
		})
		q.lanes = string(timeline.LanesType)
	}
	if f.Actors, err = s.meantActors(c, f.Actors); err != nil {
		return q, nil, err
	}
	q.Filter, q.Lanes, q.Lang = f, timeline.LaneBy(q.lanes), localeOf(c).Tag
	q.Select, _ = strconv.ParseUint(q.raw.Get("sel"), 10, 64)
	q.Width = bounded(q.raw.Get("width"), 1000, 100, 12_000)
	q.Items = bounded(q.raw.Get("items"), timeline.DefaultItems, 20, 2000)
	q.From, q.To = viewDays(f)
	if s.deps.Timeline != nil && (f.Query != "" || f.Article != 0) {
		q.HasIDs = true
		q.IDs, err = s.findIDs(c, models.EventFilter{Query: f.Query, Article: f.Article, Reviews: models.Reviews})
	}
	return q, faults, err
}

func bounded(s string, usual, least, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return usual
	}
	return min(max(n, least), most)
}

// viewDays is the filter's range, half-open; both zero when it has none. A
// range with one end is drawn up to the end of the calendar's four digits.
func viewDays(f models.EventFilter) (from, to edtf.Day) {
	if f.From == "" && f.To == "" {
		return 0, 0
	}
	from, to = edtf.DayOf(1, 1, 1), edtf.DayOf(10_000, 1, 1)
	if d, err := edtf.ParseDay(f.From); err == nil {
		from = d
	}
	if d, err := edtf.ParseDay(f.To); err == nil {
		to = d + 1
	}
	return from, to
}

// meantActors turns a part of a name ("Macron") into the keys of the actors it
// may mean; whole names and keys stay as they are.
func (s *server) meantActors(c *gin.Context, actors []string) ([]string, error) {
	var out []string
	for _, a := range actors {
		if s.deps.Timeline == nil || s.deps.Timeline.KnowsActor(a) {
			out = append(out, a)
			continue
		}
		found, _, err := s.deps.Actors.Actors(c.Request.Context(), a, 50, 0)
		if err != nil {
			return nil, err
		}
		for i := range found {
			out = append(out, found[i].Key)
		}
		if len(found) == 0 {
			out = append(out, a) // matches nothing, as it should
		}
	}
	return out, nil
}

// findIDs asks the store for what the index does not hold.
func (s *server) findIDs(c *gin.Context, f models.EventFilter) ([]uint64, error) {
	ctx := c.Request.Context()
	if finder, ok := s.deps.Events.(EventFinder); ok {
		return finder.EventIDs(ctx, f)
	}
	var ids []uint64
	for f.Limit = 500; ; f.Offset += f.Limit {
		page, err := s.deps.Events.Events(ctx, f)
		if err != nil {
			return nil, err
		}
		for i := range page.Events {
			ids = append(ids, page.Events[i].ID)
		}
		if len(page.Events) < f.Limit {
			return ids, nil
		}
	}
}

// address is the page's query as the reader wrote it, without the selection
// and the language, and with the list's offset.
func (q *timelineQuery) address(offset string) url.Values {
	out := url.Values{}
	for k, v := range q.raw {
		switch k {
		case "sel", "lang", "width", "items":
			continue
		}
		if strings.Join(v, "") != "" {
			out[k] = v
		}
	}
	if offset == "" || offset == "0" {
		out.Del("offset")
	}
	return out
}

// rangeWords says which days are in view; "" for all.
func (q *timelineQuery) rangeWords(l *locale) string {
	switch f := q.Filter; {
	case f.From != "" && f.To != "":
		return dayWords(l, q.From, q.To)
	case f.From != "":
		return l.T("date.since", "date", l.Day(f.From))
	case f.To != "":
		return l.T("date.until", "date", l.Day(f.To))
	}
	return ""
}

// fragment answers with one named template of the timeline's page.
func (s *server) fragment(c *gin.Context, name string, data any) error {
	set := s.views.pages[localeOf(c).Tag]["timeline"]
	var buf bytes.Buffer
	if err := set.ExecuteTemplate(&buf, name, data); err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-cache")
	c.Data(http.StatusOK, "text/html; charset=utf-8", buf.Bytes())
	return nil
}
