package handlers

import (
	"context"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// Identity tells and decides which reports are one event. Errors wrap
// models.ErrNotFound and models.ErrInvalid.
type Identity interface {
	Similar(ctx context.Context, id uint64) ([]models.Likeness, error)
	Join(ctx context.Context, from, into uint64, r models.Revision) error
	Part(ctx context.Context, a, b uint64, r models.Revision) error
	Split(ctx context.Context, id uint64, report models.ReportKey, r models.Revision) (uint64, error)
}

// IdentityPage is /events/{id}/identity.
type IdentityPage struct {
	Page
	Event   EventItem
	Similar []SimilarEvent
	Reports []IdentityReport
}

// SimilarEvent is an event that may be the same.
type SimilarEvent struct {
	EventItem
	ID      uint64
	Score   float64
	Reasons []string
}

// IdentityReport is what one article says of the event. Alone is set when it is
// the only one.
type IdentityReport struct {
	Report
	Key, Text string
	Alone     bool
}

func (s *server) mountIdentity(r gin.IRoutes) {
	if s.deps.Identity == nil {
		return
	}
	read(r, "/events/:id/identity", s.member(s.identity))
	r.POST("/events/:id/same", s.member(s.same))
	r.POST("/events/:id/apart", s.member(s.apart))
	r.POST("/events/:id/split", s.member(s.split))
}

// identity shows what may be the same event, and the reports it is made of.
func (s *server) identity(c *gin.Context) error {
	e, err := s.openEvent(c)
	if err != nil {
		return err
	}
	similar, err := s.deps.Identity.Similar(c.Request.Context(), e.ID)
	if err != nil {
		return err
	}
	l := localeOf(c)
	item := newEventItem(l, e)
	v := IdentityPage{Page: s.page(c, l.T("identity.title", "event", item.Title), "review"), Event: item}
	v.NoIndex = true
	for _, x := range similar {
		v.Similar = append(v.Similar, SimilarEvent{newEventItem(l, x.Event), x.Event.ID, x.Score, x.Reasons})
	}
	seen := map[models.ReportKey]bool{}
	for i := range e.Mentions {
		m := &e.Mentions[i]
		if seen[m.ReportKey()] {
			continue
		}
		seen[m.ReportKey()] = true
		v.Reports = append(v.Reports, IdentityReport{Report: newReport(m), Key: reportValue(m.ReportKey()), Text: m.Text})
	}
	for i := range v.Reports {
		v.Reports[i].Alone = len(v.Reports) == 1
	}
	return s.render(c, http.StatusOK, "identity", &v)
}

func reportValue(k models.ReportKey) string { return itoa(k.ArticleID) + "." + strconv.Itoa(k.Report) }

// same is POST /events/{id}/same: the event in the field other is this one.
func (s *server) same(c *gin.Context) error {
	return s.withOther(c, "identity.joined", func(ctx context.Context, id, other uint64, r models.Revision) error {
		return s.deps.Identity.Join(ctx, other, id, r)
	})
}

// apart is POST /events/{id}/apart: the event in the field other is another one.
func (s *server) apart(c *gin.Context) error {
	return s.withOther(c, "identity.parted", s.deps.Identity.Part)
}

func (s *server) withOther(c *gin.Context, notice string, decide func(ctx context.Context, id, other uint64, r models.Revision) error) error {
	e, err := s.openEvent(c)
	if err != nil {
		return err
	}
	other, err := strconv.ParseUint(clean(c.PostForm("other")), 10, 63)
	if err != nil {
		return &httpError{Status: http.StatusBadRequest, Key: "bad_request"}
	}
	ctx := c.Request.Context()
	if err := decide(ctx, e.ID, other, s.revision(c, "", clean(c.PostForm("note")), nil)); err != nil {
		return err
	}
	s.changed(ctx, other)
	return s.saved(c, e.ID, notice)
}

// split is POST /events/{id}/split: the report in the field report tells
// another event. The new event is shown.
func (s *server) split(c *gin.Context) error {
	e, err := s.openEvent(c)
	if err != nil {
		return err
	}
	for i := range e.Mentions {
		key := e.Mentions[i].ReportKey()
		if reportValue(key) != clean(c.PostForm("report")) {
			continue
		}
		ctx := c.Request.Context()
		id, err := s.deps.Identity.Split(ctx, e.ID, key, s.revision(c, "", clean(c.PostForm("note")), nil))
		if err != nil {
			return err
		}
		s.changed(ctx, e.ID)
		return s.saved(c, id, "identity.split_done")
	}
	return notFound()
}
