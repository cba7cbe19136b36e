package handlers

import (
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"chancery/edtf"
	"chancery/models"
)

// Dater gives an article its day and has it read again, and tells which events
// that changed. Errors wrap models.ErrNotFound and models.ErrInvalid.
type Dater interface {
	Date(ctx context.Context, article uint64, day string, r models.Revision) ([]uint64, error)
}

// PublishedForm is where a curator says which day an article is from.
type PublishedForm struct {
	Action string
	Waits  bool   // nobody has told the day yet
	Chosen string // of the candidates
	Other  string // the day that was typed
	Errors FormErrors
}

// undated tells whether nobody has told the article's day: it was inferred, or
// nothing gave it.
func undated(a *models.Article) bool {
	return a.PublishedBy == models.PublishedInferred || a.PublishedBy == models.PublishedNone || a.Published == ""
}

func (s *server) mountPublished(r gin.IRoutes) {
	if s.deps.Dates != nil {
		r.POST("/articles/:id/published", s.member(s.published))
	}
}

// publishedForm is nil for those who may not give the day.
func (s *server) publishedForm(c *gin.Context, a *models.Article) *PublishedForm {
	if s.deps.Dates == nil || userOf(c) == nil {
		return nil
	}
	return &PublishedForm{Action: articleURL(a.ID) + "/published", Waits: undated(a), Chosen: a.Published}
}

// published is POST /articles/{id}/published: the day chosen in the field day,
// or, before it, the one typed in the field published.
func (s *server) published(c *gin.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	a, err := s.deps.Articles.Article(ctx, id)
	if err != nil {
		return err
	}
	chosen, other := clean(c.PostForm("day")), clean(c.PostForm("published"))
	day := chosen
	if other != "" {
		day = other
	}
	var changed []uint64
	if err = s.checkPublished(day); err == nil {
		changed, err = s.deps.Dates.Date(ctx, id, day, s.revision(c, "", "", nil))
	}
	if errors.Is(err, models.ErrInvalid) {
		form := s.publishedForm(c, a)
		form.Chosen, form.Other, form.Errors = chosen, other, formErrors(localeOf(c), err)
		return s.showArticle(c, http.StatusUnprocessableEntity, a, form)
	}
	if err != nil {
		return err
	}
	for _, id := range changed {
		s.changed(ctx, id)
	}
	s.setNotice(ctx, "article.dated")
	return redirect(c, articleURL(id))
}

// checkPublished refuses what cannot be the day an article is from. A day
// further is let pass: it may be tomorrow already where it was printed.
func (s *server) checkPublished(day string) error {
	if day == "" {
		return models.FieldError{Field: "published", Code: "required", Message: "choose or type a day"}
	}
	d, err := edtf.ParseDay(day)
	if err != nil {
		return models.FieldError{Field: "published", Code: "not_a_date", Message: err.Error()}
	}
	now := s.deps.Now().UTC()
	if d > edtf.DayOf(now.Year(), int(now.Month()), now.Day())+1 {
		return models.FieldError{Field: "published", Code: "future", Message: "the day is still to come"}
	}
	return nil
}

// waiting counts the articles whose day nobody has told, for those who may.
func (s *server) waiting(c *gin.Context) (int, error) {
	if s.deps.Dates == nil || userOf(c) == nil {
		return 0, nil
	}
	_, n, err := s.deps.Articles.UndatedArticles(c.Request.Context(), 1, 0)
	return n, err
}
