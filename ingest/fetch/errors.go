package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// What a fetch can fail of beside the network. Compare with errors.Is.
var (
	ErrBlocked  = errors.New("address not allowed")
	ErrRobots   = errors.New("refused by robots.txt")
	ErrTooLarge = errors.New("too large")
	ErrGone     = errors.New("gone for good")
)

var (
	errTooManyRedirects = errors.New("too many redirects")
	errBadRedirect      = errors.New("redirect out of the web")
)

// Error is a fetch that failed. Its text is for people; the cause is wrapped.
type Error struct {
	URL    string
	Status int // HTTP status, 0 when there was no answer
	// RetryAfter is how long the server asks us to stay away, 0 when it does
	// not say.
	RetryAfter time.Duration
	msg        string
	err        error
}

func (e *Error) Error() string { return e.msg }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.err }

// status explains an answer other than 200.
func (c *Client) status(address string, res *http.Response) error {
	e := &Error{
		URL: address, Status: res.StatusCode, RetryAfter: retryAfter(res.Header.Get("Retry-After"), c.opt.Now()),
		err: fmt.Errorf("HTTP status %s", res.Status),
	}
	host := hostOf(address)
	switch s := res.StatusCode; {
	case s == http.StatusGone:
		e.err = ErrGone
		e.msg = fmt.Sprintf("%s says that this address is gone for good (410)", host)
	case s == http.StatusNotFound:
		e.msg = fmt.Sprintf("%s has nothing at this address (404): check it", host)
	case s == http.StatusUnauthorized, s == http.StatusForbidden, s == http.StatusPaymentRequired:
		e.msg = fmt.Sprintf("%s refuses to show this address to us (%d)", host, s)
	case s == http.StatusTooManyRequests:
		e.msg = fmt.Sprintf("%s asks us to come back later (429)", host)
	case s >= 500:
		e.msg = fmt.Sprintf("%s has a fault of its own (%d): try again later", host, s)
	default:
		e.msg = fmt.Sprintf("%s gives an answer that is no page (%d)", host, s)
	}
	return e
}

// retryAfter reads a number of seconds or a date.
func retryAfter(s string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		return time.Duration(min(max(n, 0), 30*86400)) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return min(max(t.Sub(now), 0), 30*24*time.Hour)
	}
	return 0
}

// explain puts a failure on the way into words.
func (c *Client) explain(address string, err error) error {
	return &Error{URL: address, err: cause(err), msg: c.words(hostOf(address), err)}
}

func cause(err error) error {
	if isBlocked(err) {
		return fmt.Errorf("%w: %w", ErrBlocked, err)
	}
	return err
}

func isBlocked(err error) bool {
	for _, e := range []error{ssrf.ErrProhibitedIP, ssrf.ErrProhibitedPort, ssrf.ErrProhibitedNetwork, ssrf.ErrInvalidHostPort, errBadRedirect} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

func (c *Client) words(host string, err error) string {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var network net.Error
	switch {
	case errors.Is(err, ssrf.ErrProhibitedPort):
		return host + " leads to a port that is not allowed: web pages are on 80 and 443, allow others in the configuration"
	case errors.Is(err, errBadRedirect):
		return host + " redirects to something that is not a web address"
	case isBlocked(err):
		return host + " leads to a private or reserved network, which is not fetched: if it is yours, allow that network in the configuration"
	case errors.Is(err, errTooManyRedirects):
		return fmt.Sprintf("%s redirects more than %d times", host, c.opt.MaxRedirects)
	case errors.Is(err, context.Canceled):
		return "fetching " + host + " was stopped"
	case errors.As(err, &dns) && dns.IsNotFound:
		return host + " cannot be found: check the address"
	case errors.As(err, &dns):
		return "the name of " + host + " cannot be looked up now: check the network"
	case errors.As(err, &network) && network.Timeout():
		return fmt.Sprintf("%s did not answer in full within %s", host, c.opt.Timeout)
	case errors.As(err, &cert):
		return host + " shows a certificate that cannot be trusted"
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &record):
		return host + " does not speak https at this address: try http"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return host + " broke off in the middle of its answer"
	}
	return host + " cannot be reached: " + innermost(err)
}

// innermost gives the last cause's text, without the addresses around it.
func innermost(err error) string {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err.Error()
		}
		err = next
	}
}

// Wait is how long the server asks us to stay away, 0 when it does not say.
func (e *Error) Wait() time.Duration { return e.RetryAfter }

// Gone tells that the address will not come back.
func (e *Error) Gone() bool { return errors.Is(e.err, ErrGone) }

// Passing tells that the same request may well succeed later: the server is
// busy or has a fault, or the network has.
func (e *Error) Passing() bool {
	switch {
	case errors.Is(e.err, ErrBlocked), errors.Is(e.err, ErrRobots), errors.Is(e.err, ErrTooLarge), errors.Is(e.err, errTooManyRedirects):
		return false
	case e.Status == 0:
		var dns *net.DNSError
		return !errors.As(e.err, &dns) || !dns.IsNotFound
	}
	return e.Status >= 500 || e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout
}
