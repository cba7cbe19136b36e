package handlers

import (
	"crypto/rand"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// ViewsPage is /views: the reader's saved filters with their calendars.
type ViewsPage struct {
	Page
	Views  []ViewItem
	Name   string // as typed
	Query  string // the filter to save, as a URL query
	Filter []FilterPart
	Errors FormErrors
}

// ViewItem is a saved view in the list.
type ViewItem struct {
	ID       uint64
	Name     string
	Timeline string       // address of the timeline
	Calendar string       // secret address of the calendar
	Webcal   template.URL // the same for calendar programs
	Filter   []FilterPart
	Created  time.Time
}

// FilterPart is one condition of a filter, for people: the name of the
// parameter and its values.
type FilterPart struct{ Name, Values string }

func (s *server) mountViews(r gin.IRoutes) {
	if s.deps.Views == nil {
		return
	}
	read(r, "/views", s.member(s.savedViews))
	r.POST("/views", s.member(s.saveView))
	r.POST("/views/:id/remove", s.member(s.removeView))
}

// savedViews offers the filter of its own address for saving.
func (s *server) savedViews(c *gin.Context) error {
	f, err := models.ParseFilter(c.Request.URL.Query())
	if err != nil {
		return err
	}
	return s.showViews(c, http.StatusOK, f, ViewsPage{})
}

func (s *server) showViews(c *gin.Context, status int, f models.EventFilter, v ViewsPage) error {
	l := localeOf(c)
	v.Page = s.page(c, l.T("views.title"), "views")
	v.NoIndex = true
	v.Query, v.Filter = f.Values().Encode(), filterParts(l, f)
	list, err := s.deps.Views.Views(c.Request.Context(), v.User.ID)
	if err != nil {
		return err
	}
	for i := range list {
		v.Views = append(v.Views, s.viewItem(l, &list[i]))
	}
	return s.render(c, status, "views", &v)
}

func (s *server) viewItem(l *locale, view *models.SavedView) ViewItem {
	path := "/f/" + view.Token + "/" + view.Slug + ".ics"
	item := ViewItem{
		ID: view.ID, Name: view.Name, Timeline: "/?" + view.Query, Calendar: s.deps.BaseURL + path, Created: view.CreatedAt,
	}
	if u, err := url.Parse(s.deps.BaseURL); err == nil && u.Host != "" {
		item.Webcal = template.URL("webcal://" + u.Host + path) //nolint:gosec // our own host, a token and a slug
	}
	if q, err := url.ParseQuery(view.Query); err == nil {
		f, _ := models.ParseFilter(q) // was checked when it was saved
		item.Filter = filterParts(l, f)
	}
	return item
}

// filterParts words a filter.
func filterParts(l *locale, f models.EventFilter) []FilterPart {
	var out []FilterPart
	add := func(key string, values []string, word func(string) string) {
		words := make([]string, 0, len(values))
		for _, v := range values {
			if v != "" {
				words = append(words, word(v))
			}
		}
		if len(words) > 0 {
			out = append(out, FilterPart{l.T(key), strings.Join(words, ", ")})
		}
	}
	same := func(s string) string { return s }
	of := func(vocabulary string) func(string) string {
		return func(s string) string { return l.V(vocabulary, s) }
	}
	add("filter.q", []string{f.Query}, same)
	add("filter.from", []string{f.From}, l.Day)
	add("filter.to", []string{f.To}, l.Day)
	add("field.actors", f.Actors, same)
	add("field.countries", f.Countries, func(code string) string { return countryName(l, code) })
	add("field.type", f.Types, of("type"))
	add("field.status", f.Statuses, of("status"))
	add("field.review", f.Reviews, of("review"))
	if f.Undated {
		out = append(out, FilterPart{l.T("field.date"), l.Date("")})
	}
	return out
}

// saveView keeps the filter under a new, unguessable address.
func (s *server) saveView(c *gin.Context) error {
	q, err := url.ParseQuery(c.PostForm("query"))
	if err != nil {
		return &httpError{Status: http.StatusBadRequest, Key: "bad_request", Err: err}
	}
	f, err := models.ParseFilter(q)
	if err != nil {
		return err
	}
	v := &models.SavedView{
		UserID: userOf(c).ID, Token: rand.Text(), Name: clean(c.PostForm("name")), Query: f.Values().Encode(),
	}
	v.Slug = slug(v.Name)
	if err := v.Validate(); errors.Is(err, models.ErrInvalid) {
		return s.showViews(c, http.StatusUnprocessableEntity, f, ViewsPage{Name: v.Name, Errors: formErrors(localeOf(c), err)})
	}
	if err := s.deps.Views.CreateView(c.Request.Context(), v); err != nil {
		return err
	}
	s.setNotice(c.Request.Context(), "views.saved")
	return redirect(c, "/views")
}

// removeView ends a view and with it its calendar's address.
func (s *server) removeView(c *gin.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if err := s.deps.Views.DeleteView(c.Request.Context(), id, userOf(c).ID); err != nil {
		return err
	}
	s.setNotice(c.Request.Context(), "views.removed")
	return redirect(c, "/views")
}

// slug writes a name as a file name: small letters, digits and hyphens.
func slug(name string) string {
	var b strings.Builder
	for _, r := range fold(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 60 {
			break
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "calendar"
}
