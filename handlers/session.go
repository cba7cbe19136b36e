package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gin-gonic/gin"
	"github.com/justinas/nosurf"

	"chancery/models"
)

// Keys of what a session holds.
const (
	sessionUser   = "user"   // int64
	sessionStamp  = "stamp"  // of the password it was opened with
	sessionNotice = "notice" // message key for the next page
)

const sessionLifetime = 30 * 24 * time.Hour

func newSessions(d Deps) *scs.SessionManager {
	m := scs.New()
	if d.Sessions != nil {
		m.Store = d.Sessions
	}
	m.Lifetime = sessionLifetime
	m.IdleTimeout = 7 * 24 * time.Hour
	m.Cookie.Name = "chancery"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = d.SecureCookies
	m.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		d.Log.Error("session store failed", "path", r.URL.Path, "error", err)
		http.Error(w, "The session could not be read. Try again in a moment.", http.StatusInternalServerError)
	}
	return m
}

// loadUser finds who is logged in. A disabled or deleted account, or one with a
// new password, is out at once: it is looked up again with every request.
func (s *server) loadUser(c *gin.Context) {
	if !isStateful(c.Request) {
		c.Next()
		return
	}
	ctx := c.Request.Context()
	if uid, ok := s.sessions.Get(ctx, sessionUser).(int64); ok {
		u, err := s.deps.Users.User(ctx, uint64(uid))
		switch {
		case err == nil && u.DisabledAt == nil && s.sessions.GetString(ctx, sessionStamp) == stamp(u):
			c.Set(keyUser, u)
		case err == nil || errors.Is(err, models.ErrNotFound):
			_ = s.sessions.Destroy(ctx)
		default:
			s.log.Error("cannot read the user", "user", uid, "error", err)
		}
	}
	c.Next()
}

// stamp changes with the password, so that a new one ends the old sessions.
func stamp(u *models.User) string {
	sum := sha256.Sum256([]byte(u.PasswordHash))
	return hex.EncodeToString(sum[:8])
}

// openSession logs the user in under a new token, so that one planted before
// is worth nothing.
func (s *server) openSession(ctx context.Context, u *models.User) error {
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Put(ctx, sessionUser, int64(u.ID))
	s.sessions.Put(ctx, sessionStamp, stamp(u))
	return nil
}

// csrf guards every form with a token. Requests without any of the headers by
// which browsers name their origin do not come from a browser; for them the
// token alone decides.
func (s *server) csrf(next http.Handler) http.Handler {
	guard := nosurf.New(next)
	guard.SetBaseCookie(http.Cookie{
		Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.deps.SecureCookies, MaxAge: 365 * 86400,
	})
	guard.SetIsTLSFunc(func(r *http.Request) bool { return s.deps.SecureCookies || r.TLS != nil })
	guard.SetFailureHandler(s.forged(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == "" && r.Referer() == "" {
			r.Header.Set("Sec-Fetch-Site", "same-origin")
		}
		guard.ServeHTTP(w, r)
	})
}

type ctxKey int

const ctxRefused ctxKey = iota

// forged lets the router draw the refusal, so that it looks like the site.
func (s *server) forged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Value(ctxRefused) != nil { // an unreadable form has no token either
			next.ServeHTTP(w, r)
			return
		}
		s.log.Warn("form refused", "path", r.URL.Path, "reason", nosurf.Reason(r))
		err := &httpError{Status: http.StatusForbidden, Key: "forged"}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), ctxRefused, err)))
	})
}

// limit refuses bodies that are too large before anything reads them.
func (s *server) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != nil && r.Method != http.MethodGet && r.Method != http.MethodHead {
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			if err := r.ParseForm(); err != nil {
				r = r.WithContext(context.WithValue(r.Context(), ctxRefused, formError(err)))
			}
		}
		next.ServeHTTP(w, r)
	})
}

func formError(err error) error {
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		return err
	}
	return &httpError{Status: http.StatusBadRequest, Key: "bad_request", Err: err}
}

// refused stops a request that an outer layer has already turned down. Where
// there is no such page or method, that is said instead.
func (s *server) refused(c *gin.Context) {
	if err, ok := c.Request.Context().Value(ctxRefused).(error); ok && c.FullPath() != "" {
		s.fail(c, err)
		return
	}
	c.Next()
}
