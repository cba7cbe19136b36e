package handlers

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// httpError is an error with the status and the message it is shown with. Err,
// when set, is for the log only.
type httpError struct {
	Status int
	Key    string // message key under "error."
	Fields models.FieldErrors
	Err    error
}

func (e *httpError) Error() string {
	if e.Err != nil {
		return e.Key + ": " + e.Err.Error()
	}
	return e.Key
}

// Unwrap gives the cause.
func (e *httpError) Unwrap() error { return e.Err }

func notFound() error { return &httpError{Status: http.StatusNotFound, Key: "not_found"} }

// asHTTPError finds the answer for any error a handler returns.
func asHTTPError(err error) *httpError {
	var he *httpError
	var tooBig *http.MaxBytesError
	var fields models.FieldErrors
	var field models.FieldError
	switch {
	case errors.As(err, &he):
		return he
	case errors.Is(err, models.ErrNotFound):
		return &httpError{Status: http.StatusNotFound, Key: "not_found", Err: err}
	case errors.As(err, &fields):
		return &httpError{Status: http.StatusBadRequest, Key: "bad_query", Fields: fields}
	case errors.As(err, &field):
		return &httpError{Status: http.StatusBadRequest, Key: "bad_query", Fields: models.FieldErrors{field}}
	case errors.Is(err, models.ErrInvalid):
		return &httpError{Status: http.StatusBadRequest, Key: "bad_request", Err: err}
	case errors.Is(err, models.ErrConflict):
		return &httpError{Status: http.StatusConflict, Key: "conflict", Err: err}
	case errors.As(err, &tooBig):
		return &httpError{Status: http.StatusRequestEntityTooLarge, Key: "too_large", Err: err}
	default:
		return &httpError{Status: http.StatusInternalServerError, Key: "internal", Err: err}
	}
}

// h turns a handler that returns an error into one for Gin.
func (s *server) h(fn func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := fn(c); err != nil {
			s.fail(c, err)
		}
	}
}

// fail logs what went wrong and shows what the reader can do about it.
func (s *server) fail(c *gin.Context, err error) {
	c.Abort()
	if errors.Is(err, context.Canceled) && c.Request.Context().Err() != nil {
		return // the reader has gone
	}
	he := asHTTPError(err)
	if he.Status >= http.StatusInternalServerError {
		s.log.Error("request failed", "method", c.Request.Method, "path", c.Request.URL.Path, "error", err)
	}
	if c.Writer.Written() {
		return
	}
	for _, h := range []string{"ETag", "Content-Disposition", "Content-Length", "Last-Modified"} {
		c.Writer.Header().Del(h)
	}
	c.Header("Cache-Control", "no-store")
	if wantsJSON(c.Request) {
		c.JSON(he.Status, apiError(he))
		return
	}
	l := localeOf(c)
	page := ErrorPage{Page: s.page(c, l.T("error."+he.Key+".title"), ""), Status: he.Status, Key: he.Key, Fields: queryErrors(l, he.Fields)}
	page.NoIndex = true
	if err := s.render(c, he.Status, "error", &page); err != nil {
		s.log.Error("error page failed", "error", err)
		c.String(he.Status, http.StatusText(he.Status))
	}
}

// ErrorPage says what went wrong and what to do.
type ErrorPage struct {
	Page
	Status int
	Key    string
	Fields FormErrors // by query parameter
}

// queryErrors words what is wrong with an address. A page has no list to choose
// from, so the message names the values.
func queryErrors(l *locale, faults models.FieldErrors) FormErrors {
	known := map[string][]string{"type": models.EventTypes, "status": models.Statuses, "review": models.Reviews}
	out := formErrors(l, faults)
	for i, f := range faults {
		if values := known[f.Field]; f.Code == "unknown" && values != nil {
			out[i].Message = l.T("error.choose_from", "values", strings.Join(values, ", "))
		}
	}
	return out
}

// wantsJSON tells API paths from pages.
func wantsJSON(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// APIError is the body of every failed API request.
type APIError struct {
	Error  string          `json:"error"`   // stable code
	Detail string          `json:"message"` // English, for people
	Fields []APIFieldError `json:"fields,omitempty"`
}

// APIFieldError says what is wrong with one query parameter.
type APIFieldError struct {
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

var apiMessages = map[string]string{
	"not_found":          "There is nothing at this address.",
	"bad_query":          "Some query parameters are not understood; see fields.",
	"bad_request":        "The request is not understood.",
	"method_not_allowed": "This address does not take that method; see the Allow header.",
	"too_large":          "The request is too large.",
	"internal":           "Something went wrong on the server; it has been logged.",
}

func apiError(he *httpError) APIError {
	out := APIError{Error: he.Key, Detail: apiMessages[he.Key]}
	for _, f := range he.Fields {
		out.Fields = append(out.Fields, APIFieldError(f))
	}
	return out
}
