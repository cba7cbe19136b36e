package handlers

import (
	"context"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
	"github.com/justinas/nosurf"

	"chancery/models"
)

// Page is what every page's layout needs; page structs embed it.
type Page struct {
	Lang      string
	Title     string // of this page; the layout adds the site's name
	Nav       string // section to mark in the menu: timeline, articles, actors, review, feeds, users
	Nonce     string // for script elements under the content security policy
	CSRF      string // for the csrf_token field of every form
	User      *models.User
	Notice    string // one line about what just happened, "" for none
	Languages []LangLink
	SiteURL   string // of this page without its lang parameter
	NoIndex   bool   // not for search engines
	Here      string // path and query of this page, to come back to
	HasFeeds  bool
	HasViews  bool
	IsAdmin   bool
	Version   string
}

// LangLink is one choice of the language switcher; its URL is the current one.
type LangLink struct {
	Tag, URL string
	Current  bool
}

func (p *Page) base() *Page { return p }

// view is any page struct: it embeds Page.
type view interface{ base() *Page }

// page fills the part all pages share.
func (s *server) page(c *gin.Context, title, nav string) Page {
	l := localeOf(c)
	p := Page{
		Lang: l.Tag, Title: title, Nav: nav, Nonce: c.GetString(keyNonce),
		CSRF: nosurf.Token(c.Request), User: userOf(c), Version: s.deps.Version,
	}
	p.Notice = s.takeNotice(c, l)
	p.Here = withoutLang(c.Request.URL)
	p.HasFeeds, p.HasViews = s.deps.Feeds != nil, s.deps.Views != nil
	p.IsAdmin = p.User != nil && p.User.Role == models.RoleAdmin
	p.SiteURL = s.deps.BaseURL + p.Here
	for _, tag := range s.locales.order {
		p.Languages = append(p.Languages, LangLink{tag, withLang(c.Request.URL, tag), tag == l.Tag})
	}
	return p
}

func withLang(u *url.URL, tag string) string {
	q := u.Query()
	q.Set("lang", tag)
	return u.EscapedPath() + "?" + q.Encode()
}

func withoutLang(u *url.URL) string {
	q := u.Query()
	q.Del("lang")
	if len(q) == 0 {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + q.Encode()
}

// Keys of what the middleware leaves in the Gin context.
const (
	keyLocale = "chancery.locale"
	keyUser   = "chancery.user"
	keyNonce  = "chancery.nonce"
)

// localeOf is the request's interface language.
func localeOf(c *gin.Context) *locale { return c.MustGet(keyLocale).(*locale) }

// userOf is who is logged in, nil for a visitor.
func userOf(c *gin.Context) *models.User {
	u, _ := c.Get(keyUser)
	user, _ := u.(*models.User)
	return user
}

// setNotice keeps a message key for the next page this browser is shown.
func (s *server) setNotice(ctx context.Context, key string) {
	s.sessions.Put(ctx, sessionNotice, key)
}

func (s *server) takeNotice(c *gin.Context, l *locale) string {
	if !isStateful(c.Request) {
		return ""
	}
	if key := s.sessions.PopString(c.Request.Context(), sessionNotice); key != "" {
		return l.T(key)
	}
	return ""
}

// redirect answers a good form: 303, so that reloading does not send it again.
func redirect(c *gin.Context, to string) error {
	c.Redirect(http.StatusSeeOther, to)
	return nil
}
