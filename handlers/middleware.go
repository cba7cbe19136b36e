package handlers

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// maxBody is the largest form taken, in bytes.
const maxBody = 256 << 10

// recoverer turns a panic into an error page; the trace goes to the log.
func (s *server) recoverer(c *gin.Context) {
	defer func() {
		if v := recover(); v != nil {
			if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(v)
			}
			s.fail(c, fmt.Errorf("panic: %v\n%s", v, debug.Stack()))
		}
	}()
	c.Next()
}

// secure sets the headers every answer carries. There is no inline script or
// style on any page; the nonce marks the layout's own script elements.
func (s *server) secure(c *gin.Context) {
	raw := make([]byte, 16)
	_, _ = rand.Read(raw) // never fails
	nonce := base64.RawURLEncoding.EncodeToString(raw)
	c.Set(keyNonce, nonce)
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'nonce-"+nonce+"'; style-src 'self'; "+
		"img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	if s.deps.SecureCookies {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	c.Next()
}

// logRequest notes each request for the operator at debug level.
func (s *server) logRequest(c *gin.Context) {
	start := time.Now()
	c.Next()
	s.log.Debug("request", "method", c.Request.Method, "path", c.Request.URL.Path,
		"status", c.Writer.Status(), "bytes", c.Writer.Size(), "took", time.Since(start))
}

// chooseLang takes the language from ?lang=, then the cookie, then the user,
// then the browser. A choice by ?lang= is remembered.
func (s *server) chooseLang(c *gin.Context) {
	l := s.locales.get(c.Query("lang"))
	switch {
	case l != nil && isStateful(c.Request):
		http.SetCookie(c.Writer, &http.Cookie{
			Name: "lang", Value: l.Tag, Path: "/", MaxAge: 365 * 86400,
			SameSite: http.SameSiteLaxMode, HttpOnly: true, Secure: s.deps.SecureCookies,
		})
	case l == nil:
		if cookie, err := c.Request.Cookie("lang"); err == nil {
			l = s.locales.get(cookie.Value)
		}
		if u := userOf(c); l == nil && u != nil {
			l = s.locales.get(u.Lang)
		}
		if l == nil {
			l = s.locales.accept(c.GetHeader("Accept-Language"))
		}
	}
	c.Set(keyLocale, l)
	c.Header("Content-Language", l.Tag)
	c.Writer.Header().Add("Vary", "Accept-Language, Cookie")
	c.Next()
}

// isStateful tells the paths that know sessions and forms from those that
// machines fetch, which must get no cookie.
func isStateful(r *http.Request) bool {
	p := r.URL.Path
	for _, prefix := range []string{"/static/", "/api/", "/f/", "/export."} {
		if strings.HasPrefix(p, prefix) {
			return false
		}
	}
	return p != "/healthz" && p != "/readyz" && p != "/metrics" && !strings.HasSuffix(p, ".ics")
}
