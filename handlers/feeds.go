package handlers

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// FeedsPage is /feeds.
type FeedsPage struct {
	Page
	Feeds    []FeedRow
	Busy     bool   // a feed is being fetched: the page shows how far
	URL      string // as typed into the form
	Name     string
	Schedule string
	Errors   FormErrors
	Found    []FeedLink // feeds of the site named, of which the person chooses
	CanEdit  bool
	CanFetch bool
}

// FeedRow is a feed and how far its fetching has come.
type FeedRow struct {
	models.Feed
	Progress models.FeedProgress
	Failures []models.FeedFailure
}

// FeedQueue tells what the queue has done and has to do for feeds.
type FeedQueue interface {
	FeedProgress(ctx context.Context) (map[uint64]models.FeedProgress, error)
	FeedFailures(ctx context.Context, feedID uint64, limit int) ([]models.FeedFailure, error)
}

// shownFailures is how many articles that could not be taken in are listed.
const shownFailures = 10

func (s *server) mountFeeds(r gin.IRoutes) {
	if s.deps.Feeds == nil {
		return
	}
	read(r, "/feeds", s.member(s.feeds))
	r.POST("/feeds", s.admin(s.addFeed))
	read(r, "/feeds/:id/edit", s.member(s.editFeedForm))
	r.POST("/feeds/:id/edit", s.member(s.editFeed))
	r.POST("/feeds/:id/remove", s.admin(s.removeFeed))
	r.POST("/feeds/:id/fetch", s.member(s.fetchFeed))
}

func (s *server) feeds(c *gin.Context) error { return s.showFeeds(c, http.StatusOK, FeedsPage{}) }

func (s *server) showFeeds(c *gin.Context, status int, v FeedsPage) (err error) {
	v.Page = s.page(c, localeOf(c).T("feeds.title"), "feeds")
	v.NoIndex = true
	v.CanEdit = v.User.Role == models.RoleAdmin
	v.CanFetch = s.deps.FetchFeed != nil
	if v.Feeds, err = s.feedRows(c.Request.Context()); err != nil {
		return err
	}
	v.Busy = slices.ContainsFunc(v.Feeds, func(f FeedRow) bool { return f.Progress.Busy() })
	return s.render(c, status, "feeds", &v)
}

// feedRows gives every feed with what the queue says of it.
func (s *server) feedRows(ctx context.Context) ([]FeedRow, error) {
	feeds, err := s.deps.Feeds.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]FeedRow, len(feeds))
	for i, f := range feeds {
		rows[i].Feed = f
	}
	if s.deps.Queue == nil {
		return rows, nil
	}
	progress, err := s.deps.Queue.FeedProgress(ctx)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].Progress = progress[rows[i].ID]
		if rows[i].Progress.Failed == 0 {
			continue
		}
		if rows[i].Failures, err = s.deps.Queue.FeedFailures(ctx, rows[i].ID, shownFailures); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func (s *server) addFeed(c *gin.Context) error {
	ctx := c.Request.Context()
	f := &models.Feed{URL: clean(c.PostForm("url")), Title: clean(c.PostForm("title")), Schedule: clean(c.PostForm("schedule"))}
	v := FeedsPage{URL: f.URL, Name: f.Title, Schedule: f.Schedule}
	err := s.checkFeed(f)
	if err == nil {
		v.Found, v.Errors = s.findFeeds(c, f.URL)
		switch {
		case len(v.Errors) > 0:
			return s.showFeeds(c, http.StatusUnprocessableEntity, v)
		case len(v.Found) > 1:
			return s.showFeeds(c, http.StatusOK, v)
		}
		f.URL, f.Title = v.Found[0].URL, cmp.Or(f.Title, clip(v.Found[0].Title))
		err = s.deps.Feeds.CreateFeed(ctx, f)
	}
	if errors.Is(err, models.ErrDuplicate) {
		err = models.FieldError{Field: "url", Code: "duplicate", Message: "this feed is there already"}
	}
	if errors.Is(err, models.ErrInvalid) {
		v.Found, v.Errors = nil, formErrors(localeOf(c), err)
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
