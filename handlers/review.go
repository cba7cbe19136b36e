package handlers

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// pageSize is how many records a list page shows.
const pageSize = 50

// ReviewPage is /review, the curator's queue.
type ReviewPage struct {
	Page
	Filter   FilterForm
	List     EventListView
	Items    []ReviewItem
	Reviews  []string
	Types    []string
	Statuses []string
	Waiting  int // articles whose day nobody has told
}

// ReviewItem is an event in the queue with the evidence it rests on.
type ReviewItem struct {
	EventItem
	Decide     DecideView
	Confidence float64
	Likely     string
	Evidence   []Evidence
}

// FilterForm is the filter as its form shows it.
type FilterForm struct{ Query, From, To, Actor, Country, Type, Status, Review string }

func filterForm(f models.EventFilter) FilterForm {
	v := f.Values()
	return FilterForm{
		Query: f.Query, From: f.From, To: f.To, Actor: v.Get("actor"), Country: v.Get("country"),
		Type: v.Get("type"), Status: v.Get("status"), Review: v.Get("review"),
	}
}

func (s *server) mountReview(r gin.IRoutes) {
	read(r, "/review", s.member(s.review))
	r.POST("/events/:id/review", s.member(s.decide))
}

// pageFilter reads the filter and the offset of a list page from the address.
func pageFilter(c *gin.Context) (models.EventFilter, error) {
	f, err := models.ParseFilter(c.Request.URL.Query())
	if err != nil {
		return f, err
	}
	f.Limit = pageSize
	f.Offset, err = queryNumber(c, "offset", 0, 0, 1<<30)
	return f, err
}

// queryNumber reads a whole number from the query.
func queryNumber(c *gin.Context, name string, preset, least, most int) (int, error) {
	s := c.Query(name)
	if s == "" {
		return preset, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		return 0, models.FieldError{
			Field: name, Code: "out_of_range",
			Message: "use a whole number from " + strconv.Itoa(least) + " to " + strconv.Itoa(most),
		}
	}
	return n, nil
}

func (s *server) review(c *gin.Context) error {
	f, err := pageFilter(c)
	if err != nil {
		return err
	}
	if len(f.Reviews) == 0 {
		f.Reviews = []string{models.ReviewPending}
	}
	f.Limit = 20 // each comes with its evidence
	ctx, l := c.Request.Context(), localeOf(c)
	page, err := s.deps.Events.Events(ctx, f)
	if err != nil {
		return err
	}
	v := ReviewPage{
		Page: s.page(c, l.T("review.title"), "review"), Filter: filterForm(f),
		List: newEventList(l, page, f, c.Request.URL), Reviews: models.Reviews,
		Types: append([]string{""}, models.EventTypes...), Statuses: append([]string{""}, models.Statuses...),
	}
	v.NoIndex = true
	v.List.Empty = "review.empty"
	if v.Waiting, err = s.waiting(c); err != nil {
		return err
	}
	for i := range page.Events {
		e, err := s.deps.Events.Event(ctx, page.Events[i].ID)
		if err != nil {
			return err
		}
		v.Items = append(v.Items, s.reviewItem(l, e, v.Page))
	}
	return s.render(c, http.StatusOK, "review", &v)
}

// DecideView fills the partial "decide": the buttons that accept or reject.
type DecideView struct {
	URL, Title, Review, Back, CSRF string
	Version                        int
}

func decideView(p Page, e *models.Event, title, back string) DecideView {
	return DecideView{URL: eventURL(e.ID), Title: title, Review: e.Review, Back: back, CSRF: p.CSRF, Version: e.Version}
}

func (s *server) reviewItem(l *locale, e *models.Event, p Page) ReviewItem {
	item := ReviewItem{EventItem: newEventItem(l, e), Confidence: e.Confidence, Likely: likely(e)}
	item.Decide = decideView(p, e, item.Title, p.Here+"#queue")
	for i := range e.Mentions {
		if i == 3 { // the rest is on the event's page
			break
		}
		item.Evidence = append(item.Evidence, s.newEvidence(&e.Mentions[i]))
	}
	return item
}

// decide is POST /events/{id}/review: accept, reject or put back.
func (s *server) decide(c *gin.Context) error {
	was, err := s.openEvent(c)
	if err != nil {
		return err
	}
	decision := c.PostForm("decision")
	if !slices.Contains(models.Reviews, decision) {
		return &httpError{Status: http.StatusBadRequest, Key: "bad_request"}
	}
	if version, err := strconv.Atoi(c.PostForm("version")); err != nil || version != was.Version {
		return &httpError{Status: http.StatusConflict, Key: "conflict"}
	}
	back := localPath(c.PostForm("back"))
	e := cloneEvent(was)
	e.Review = decision
	changes := models.Changes(was, e)
	ctx := c.Request.Context()
	if len(changes) > 0 {
		if err := s.deps.Events.UpdateEvent(ctx, e, s.revision(c, "review", clean(c.PostForm("note")), changes)); err != nil {
			return err
		}
		s.changed(ctx, e.ID)
	}
	s.setNotice(ctx, "review.done_"+decision)
	return redirect(c, back)
}
