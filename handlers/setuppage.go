package handlers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// SetupPage is /setup: it makes the first administrator, once.
type SetupPage struct {
	Page
	Token, Name string
	Errors      FormErrors
}

var errSetupGone = &httpError{Status: http.StatusGone, Key: "setup_gone"}

func (s *server) setupForm(c *gin.Context) error {
	if !s.deps.Setup.matches(c.Query("token")) {
		return errSetupGone
	}
	if n, err := s.deps.Users.CountUsers(c.Request.Context()); err != nil {
		return err
	} else if n > 0 { // made at the command line meanwhile
		return errSetupGone
	}
	return s.showSetup(c, http.StatusOK, SetupPage{Token: c.Query("token")})
}

func (s *server) showSetup(c *gin.Context, status int, v SetupPage) error {
	v.Page = s.page(c, localeOf(c).T("setup.title"), "")
	v.NoIndex = true
	c.Header("Cache-Control", "no-store")
	return s.render(c, status, "setup", &v)
}

func (s *server) setup(c *gin.Context) error {
	v := SetupPage{Token: c.PostForm("token"), Name: clean(c.PostForm("name"))}
	var user *models.User
	known, err := s.deps.Setup.use(v.Token, func() (err error) {
		user, err = s.firstAdmin(c, v.Name)
		return err
	})
	switch {
	case !known:
		return errSetupGone
	case errors.Is(err, models.ErrInvalid):
		v.Errors = formErrors(localeOf(c), err)
		return s.showSetup(c, http.StatusUnprocessableEntity, v)
	case err != nil:
		return err
	}
	s.setNotice(c.Request.Context(), "setup.done")
	return s.welcome(c, user, "/review")
}

// firstAdmin creates the account, unless there is one already.
func (s *server) firstAdmin(c *gin.Context, name string) (*models.User, error) {
	ctx := c.Request.Context()
	if n, err := s.deps.Users.CountUsers(ctx); err != nil || n > 0 {
		if err == nil {
			err = errSetupGone
		}
		return nil, err
	}
	u := &models.User{Name: name, Role: models.RoleAdmin, Lang: localeOf(c).Tag}
	var faults models.FieldErrors
	errors.As(u.Validate(), &faults)
	var fault models.FieldError
	if errors.As(CheckPassword(c.PostForm("password")), &fault) {
		faults = append(faults, fault)
	} else if c.PostForm("password") != c.PostForm("again") {
		faults = append(faults, models.FieldError{Field: "again", Code: "differs", Message: "type the same password twice"})
	}
	if len(faults) > 0 {
		return nil, faults
	}
	var err error
	if u.PasswordHash, err = s.hashing.hash(ctx, c.PostForm("password")); err != nil {
		return nil, err
	}
	return u, s.deps.Users.CreateUser(ctx, u)
}
