package handlers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// AccountPage is /account: one's own language and password.
type AccountPage struct {
	Page
	Choice string   // the preferred language, "" for the browser's
	Tongue []string // to choose from
	Errors FormErrors
}

func (s *server) mountAccount(r gin.IRoutes) {
	read(r, "/account", s.member(s.account))
	r.POST("/account/language", s.member(s.setLanguage))
	r.POST("/account/password", s.member(s.setPassword))
}

func (s *server) account(c *gin.Context) error { return s.showAccount(c, http.StatusOK, nil) }

func (s *server) showAccount(c *gin.Context, status int, errs FormErrors) error {
	v := AccountPage{Page: s.page(c, localeOf(c).T("account.title"), "account"), Errors: errs}
	v.NoIndex = true
	v.Choice, v.Tongue = v.User.Lang, append([]string{""}, s.locales.order...)
	return s.render(c, status, "account", &v)
}

// setLanguage keeps the preference with the account; the cookie of an earlier
// choice on this browser gives way to it.
func (s *server) setLanguage(c *gin.Context) error {
	u := *userOf(c)
	if u.Lang = c.PostForm("language"); u.Lang != "" && s.locales.get(u.Lang) == nil {
		return &httpError{Status: http.StatusBadRequest, Key: "bad_request"}
	}
	if err := s.deps.Users.UpdateUser(c.Request.Context(), &u); err != nil {
		return err
	}
	http.SetCookie(c.Writer, &http.Cookie{
		Name: "lang", Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.deps.SecureCookies,
	})
	s.setNotice(c.Request.Context(), "account.saved")
	return redirect(c, "/account")
}

// setPassword wants the old password too; the new one ends all other sessions.
func (s *server) setPassword(c *gin.Context) error {
	ctx := c.Request.Context()
	u := *userOf(c)
	faults, err := s.passwordFaults(c, &u)
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return s.showAccount(c, http.StatusUnprocessableEntity, formErrors(localeOf(c), faults))
	}
	if u.PasswordHash, err = s.hashing.hash(ctx, c.PostForm("password")); err != nil {
		return err
	}
	if err := s.deps.Users.UpdateUser(ctx, &u); err != nil {
		return err
	}
	if err := s.openSession(ctx, &u); err != nil {
		return err
	}
	s.setNotice(ctx, "account.changed")
	return redirect(c, "/account")
}

// passwordFaults checks the form. Guesses at the old password are counted as
// log-ins are.
func (s *server) passwordFaults(c *gin.Context, u *models.User) (models.FieldErrors, error) {
	if !s.logins.allow("account|" + itoa(u.ID)) {
		return models.FieldErrors{{Field: "old", Code: "slow", Message: "too many attempts: wait half a minute"}}, nil
	}
	ok, err := s.hashing.check(c.Request.Context(), u, c.PostForm("old"))
	if err != nil {
		return nil, err
	}
	var faults models.FieldErrors
	if !ok {
		faults = append(faults, models.FieldError{Field: "old", Code: "wrong", Message: "this is not your password"})
	}
	var fault models.FieldError
	if errors.As(CheckPassword(c.PostForm("password")), &fault) {
		faults = append(faults, fault)
	} else if c.PostForm("password") != c.PostForm("again") {
		faults = append(faults, models.FieldError{Field: "again", Code: "differs", Message: "type the same password twice"})
	}
	return faults, nil
}
