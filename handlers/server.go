// Package handlers is the web interface: a Gin router, one file per resource,
// typed page structs and the HTML templates they fill. Handlers return errors;
// one wrapper turns them into pages or JSON. What the pages need is declared
// here as small interfaces and passed in by Deps.
package handlers

import (
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"chancery/static"
	"chancery/templates"
)

// server holds what all handlers share; it is read-only once built.
type server struct {
	deps     Deps
	log      *slog.Logger
	now      func() time.Time
	locales  *locales
	views    *renderer
	assets   *assets
	sessions *scs.SessionManager
	logins   *loginLimiter // by name and address
	callers  *loginLimiter // by address
	hashing  hashing
}

// New builds the site's handler. It fails on a template or message file that
// does not hold together, never later.
func New(d Deps) (http.Handler, error) {
	s, err := newServer(d)
	if err != nil {
		return nil, err
	}
	return s.handler(), nil
}

func newServer(d Deps) (*server, error) {
	if d.Events == nil || d.Articles == nil || d.Actors == nil || d.Users == nil {
		return nil, errors.New("handlers: Deps needs Events, Articles, Actors and Users")
	}
	s := &server{deps: d, log: d.Log, now: d.Now}
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.now == nil {
		s.now = time.Now
	}
	var err error
	if s.locales, err = loadLocales(templates.FS); err != nil {
		return nil, err
	}
	if s.assets, err = newAssets(static.FS); err != nil {
		return nil, err
	}
	if s.views, err = newRenderer(templates.FS, s.locales, s.assets); err != nil {
		return nil, err
	}
	s.sessions = newSessions(d)
	s.logins = newLoginLimiter(s.now, loginBurst, loginInterval)
	s.callers = newLoginLimiter(s.now, addressBurst, addressInterval)
	s.hashing = newHashing()
	return s, nil
}
