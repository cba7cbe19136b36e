package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// LoginPage is /login.
type LoginPage struct {
	Page
	Name, Next string
	NoAccount  bool // the set-up link still waits to be used
	Errors     FormErrors
}

func (s *server) mountAuth(r gin.IRoutes) {
	s.get(r, "/login", s.loginForm)
	r.POST("/login", s.h(s.login))
	r.POST("/logout", s.h(s.logout))
	s.get(r, "/setup", s.setupForm)
	r.POST("/setup", s.h(s.setup))
}

func (s *server) loginForm(c *gin.Context) error {
	if userOf(c) != nil {
		return redirect(c, localPath(c.Query("next")))
	}
	return s.showLogin(c, http.StatusOK, LoginPage{Next: localPath(c.Query("next"))})
}

func (s *server) showLogin(c *gin.Context, status int, v LoginPage) error {
	v.Page = s.page(c, localeOf(c).T("login.title"), "")
	v.NoIndex = true
	if s.deps.Setup.Value() != "" {
		n, err := s.deps.Users.CountUsers(c.Request.Context())
		v.NoAccount = err == nil && n == 0
	}
	c.Header("Cache-Control", "no-store")
	return s.render(c, status, "login", &v)
}

// login answers an unknown name, a wrong password and a disabled account alike,
// in words and in time.
func (s *server) login(c *gin.Context) error {
	ctx, l := c.Request.Context(), localeOf(c)
	v := LoginPage{Name: clean(c.PostForm("name")), Next: localPath(c.PostForm("next"))}
	key := strings.ToLower(v.Name) + "|" + c.ClientIP()
	if !s.callers.allow(c.ClientIP()) || !s.logins.allow(key) {
		c.Header("Retry-After", "20")
		v.Errors = FormErrors{{"name", l.T("login.slow")}}
		return s.showLogin(c, http.StatusTooManyRequests, v)
	}
	u, err := s.deps.Users.UserByName(ctx, v.Name)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	if err != nil {
		u = nil
	}
	ok, err := s.hashing.check(ctx, u, c.PostForm("password"))
	if err != nil {
		return err
	}
	if !ok || u.DisabledAt != nil {
		s.log.Info("log-in refused", "name", v.Name, "from", c.ClientIP())
		v.Errors = FormErrors{{"name", l.T("login.wrong")}}
		return s.showLogin(c, http.StatusUnprocessableEntity, v)
	}
	s.logins.forget(key)
	return s.welcome(c, u, v.Next)
}

// welcome opens the session and notes the log-in.
func (s *server) welcome(c *gin.Context, u *models.User, next string) error {
	ctx := c.Request.Context()
	if err := s.openSession(ctx, u); err != nil {
		return err
	}
	now := s.now().UTC()
	u.LastLoginAt = &now
	if err := s.deps.Users.UpdateUser(ctx, u); err != nil {
		s.log.Warn("cannot note the log-in", "user", u.ID, "error", err)
	}
	return redirect(c, next)
}

func (s *server) logout(c *gin.Context) error {
	ctx := c.Request.Context()
	if err := s.sessions.Destroy(ctx); err != nil {
		return err
	}
	s.setNotice(ctx, "login.out")
	return redirect(c, "/")
}

// localPath keeps a redirect inside the site; anything else becomes "/".
func localPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") ||
		strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}

// member lets only logged-in users through; others go to the log-in page and
// come back.
func (s *server) member(fn func(*gin.Context) error) gin.HandlerFunc {
	return s.h(func(c *gin.Context) error {
		c.Header("Cache-Control", "no-store")
		if userOf(c) != nil {
			return fn(c)
		}
		next := "/"
		if c.Request.Method == http.MethodGet || c.Request.Method == http.MethodHead {
			next = withoutLang(c.Request.URL)
		}
		return redirect(c, "/login?next="+url.QueryEscape(next))
	})
}

// admin lets only administrators through.
func (s *server) admin(fn func(*gin.Context) error) gin.HandlerFunc {
	return s.member(func(c *gin.Context) error {
		if userOf(c).Role != models.RoleAdmin {
			return &httpError{Status: http.StatusForbidden, Key: "forbidden"}
		}
		return fn(c)
	})
}
