package handlers

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// FeedLink is a feed that a site offers.
type FeedLink struct{ URL, Title string }

// FeedFinder finds the feeds behind an address: the feed itself, or those that
// a site offers. No feed is no error; an error's text can be shown.
type FeedFinder interface {
	FindFeeds(ctx context.Context, address string) ([]FeedLink, error)
}

// findTime keeps a slow site from outlasting the answer to the browser.
const findTime = 25 * time.Second

// findFeeds gives at least one feed, or what is wrong with the address.
func (s *server) findFeeds(c *gin.Context, address string) ([]FeedLink, FormErrors) {
	if s.deps.FindFeeds == nil {
		return []FeedLink{{URL: address}}, nil
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), findTime)
	defer cancel()
	found, err := s.deps.FindFeeds.FindFeeds(ctx, address)
	l := localeOf(c)
	switch {
	case err != nil:
		return nil, FormErrors{{"url", l.T("feeds.unreachable", "why", err.Error())}}
	case len(found) == 0:
		return nil, FormErrors{{"url", l.T("feeds.none")}}
	}
	return found, nil
}

// clip shortens a stranger's title to what a title may be.
func clip(title string) string {
	if r := []rune(title); len(r) > models.MaxTitle {
		return string(r[:models.MaxTitle])
	}
	return title
}

// checkFeed tells what is wrong with what a person typed.
func (s *server) checkFeed(f *models.Feed) error {
	if err := f.Validate(); err != nil || s.deps.CheckSchedule == nil {
		return err
	}
	if s.deps.CheckSchedule(f.Schedule) != nil {
		return models.FieldError{Field: "schedule", Code: "not_a_schedule", Message: "this is no schedule, or asks more often than every five minutes"}
	}
	return nil
}

// FeedEditPage is /feeds/{id}/edit.
type FeedEditPage struct {
	Page
	ID       uint64
	URL      string
	Name     string
	Schedule string
	State    string
	States   []string
	Errors   FormErrors
}

// feedStates are the values of the switch.
var feedStates = []string{"on", "off"}

func (s *server) editFeedForm(c *gin.Context) error {
	f, err := s.pathFeed(c)
	if err != nil {
		return err
	}
	return s.showFeedEdit(c, http.StatusOK, f, nil)
}

func (s *server) showFeedEdit(c *gin.Context, status int, f *models.Feed, errs FormErrors) error {
	v := FeedEditPage{
		Page: s.page(c, localeOf(c).T("feeds.edit_title"), "feeds"), ID: f.ID, URL: f.URL, Name: f.Title,
		Schedule: f.Schedule, State: feedStates[0], States: feedStates, Errors: errs,
	}
	if f.Disabled {
		v.State = feedStates[1]
	}
	v.NoIndex = true
	return s.render(c, status, "feed_edit", &v)
}

func (s *server) editFeed(c *gin.Context) error {
	f, err := s.pathFeed(c)
	if err != nil {
		return err
	}
	f.Title, f.Schedule = clean(c.PostForm("title")), clean(c.PostForm("schedule"))
	switch c.PostForm("state") {
	case feedStates[0]:
		f.Disabled = false
	case feedStates[1]:
		f.Disabled = true
	default:
		err = models.FieldError{Field: "state", Code: "unknown", Message: "choose from the list"}
	}
	if err == nil {
		err = s.checkFeed(f)
	}
	if err == nil {
		err = s.deps.Feeds.UpdateFeedSettings(c.Request.Context(), f)
	}
	if errors.Is(err, models.ErrInvalid) {
		return s.showFeedEdit(c, http.StatusUnprocessableEntity, f, formErrors(localeOf(c), err))
	}
	if err != nil {
		return err
	}
	s.setNotice(c.Request.Context(), "feeds.saved")
	return redirect(c, "/feeds")
}

func (s *server) pathFeed(c *gin.Context) (*models.Feed, error) {
	id, err := pathID(c)
	if err != nil {
		return nil, err
	}
	return s.deps.Feeds.Feed(c.Request.Context(), id)
}
