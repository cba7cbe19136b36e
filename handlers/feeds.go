package handlers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// FeedsPage is /feeds.
type FeedsPage struct {
	Page
	Feeds    []models.Feed
	URL      string // as typed into the form
	Name     string
	Errors   FormErrors
	CanEdit  bool
	CanFetch bool
}

func (s *server) mountFeeds(r gin.IRoutes) {
	if s.deps.Feeds == nil {
		return
	}
	read(r, "/feeds", s.member(s.feeds))
	r.POST("/feeds", s.admin(s.addFeed))
	r.POST("/feeds/:id/remove", s.admin(s.removeFeed))
	r.POST("/feeds/:id/fetch", s.member(s.fetchFeed))
}

func (s *server) feeds(c *gin.Context) error { return s.showFeeds(c, http.StatusOK, FeedsPage{}) }

func (s *server) showFeeds(c *gin.Context, status int, v FeedsPage) (err error) {
	v.Page = s.page(c, localeOf(c).T("feeds.title"), "feeds")
	v.NoIndex = true
	v.CanEdit = v.User.Role == models.RoleAdmin
	v.CanFetch = s.deps.FetchFeed != nil
	if v.Feeds, err = s.deps.Feeds.Feeds(c.Request.Context()); err != nil {
		return err
	}
	return s.render(c, status, "feeds", &v)
}

func (s *server) addFeed(c *gin.Context) error {
	ctx := c.Request.Context()
	f := &models.Feed{URL: clean(c.PostForm("url")), Title: clean(c.PostForm("title"))}
	err := f.Validate()
	if err == nil {
		err = s.deps.Feeds.CreateFeed(ctx, f)
	}
	if errors.Is(err, models.ErrDuplicate) {
		err = models.FieldError{Field: "url", Code: "duplicate", Message: "this feed is there already"}
	}
	if errors.Is(err, models.ErrInvalid) {
		v := FeedsPage{URL: f.URL, Name: f.Title, Errors: formErrors(localeOf(c), err)}
		return s.showFeeds(c, http.StatusUnprocessableEntity, v)
	}
	if err != nil {
		return err
	}
	s.setNotice(ctx, "feeds.added")
	return redirect(c, "/feeds")
}

func (s *server) removeFeed(c *gin.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if err := s.deps.Feeds.DeleteFeed(c.Request.Context(), id); err != nil {
		return err
	}
	s.setNotice(c.Request.Context(), "feeds.removed")
	return redirect(c, "/feeds")
}

func (s *server) fetchFeed(c *gin.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	if s.deps.FetchFeed == nil {
		return notFound()
	}
	if err := s.deps.FetchFeed(c.Request.Context(), id); err != nil {
		return err
	}
	s.setNotice(c.Request.Context(), "feeds.fetching")
	return redirect(c, "/feeds")
}
