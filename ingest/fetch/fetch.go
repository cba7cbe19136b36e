// Package fetch is the tracker's one way out to the network. It takes web
// addresses that people and strangers' pages name, so it goes to public
// addresses only, checked after name resolution at the moment of dialling and
// thus on every redirect; it reads no more than a set size, waits no longer
// than a set time, says who it is, and honours robots.txt.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"code.dny.dev/ssrf"
)

// Options of a Client; each zero value is the default named.
type Options struct {
	UserAgent    string         // DefaultUserAgent
	Timeout      time.Duration  // for a whole request, body included: 30 s
	MaxBytes     int64          // of a decompressed body: 8 MiB
	MaxRedirects int            // 10
	Ports        []uint16       // that may be dialled: 80 and 443
	Private      []netip.Prefix // private networks that may be reached: none
	Every        time.Duration  // between two requests to one host, after the first few: 1 s; below 0: none
	Resolver     *net.Resolver  // the system's
	Now          func() time.Time
}

// DefaultUserAgent says who asks and where to complain.
const DefaultUserAgent = "Chancery/0.1 (+https://chancery.example/bot; diplomatic event timeline)"

// Client fetches. It is safe for concurrent use.
type Client struct {
	opt    Options
	http   *http.Client
	mu     sync.Mutex
	robots map[string]robots // by scheme and host
	hosts  hosts
}

// New gives a client.
func New(o Options) *Client {
	orString(&o.UserAgent, DefaultUserAgent)
	orNumber(&o.Timeout, 30*time.Second)
	orNumber(&o.MaxBytes, 8<<20)
	orNumber(&o.MaxRedirects, 10)
	orNumber(&o.Every, time.Second)
	if o.Ports == nil {
		o.Ports = []uint16{80, 443}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	c := &Client{opt: o, robots: map[string]robots{}, hosts: hosts{every: o.Every, known: map[string]*host{}}}
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second, Resolver: o.Resolver, Control: guard(o).Safe}
	c.http = &http.Client{
		Timeout: o.Timeout,
		Transport: &http.Transport{
			Proxy:                  nil, // a proxy would resolve names behind the guard's back
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			MaxIdleConnsPerHost:    2,
			MaxConnsPerHost:        4,
			IdleConnTimeout:        30 * time.Second,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
		},
		CheckRedirect: c.redirect,
	}
	return c
}

func orString(p *string, def string) {
	if *p == "" {
		*p = def
	}
}

func orNumber[T int | int64 | time.Duration](p *T, def T) {
	if *p == 0 {
		*p = def
	}
}

func guard(o Options) *ssrf.Guardian {
	var v4, v6 []netip.Prefix
	for _, p := range o.Private {
		if p.Addr().Is4() {
			v4 = append(v4, p)
		} else {
			v6 = append(v6, p)
		}
	}
	return ssrf.New(ssrf.WithPorts(o.Ports...), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))
}

// Request is what to fetch.
type Request struct {
	URL string
	// ETag and LastModified of the last answer make the request conditional.
	ETag, LastModified string
	Accept             string // media types wanted; "" for any
}

// Response is what came.
type Response struct {
	URL                string // after redirects
	Moved              string // where the address has moved for good, "" when it has not
	NotModified        bool   // nothing new since ETag or LastModified; Body is empty
	ContentType        string
	ETag, LastModified string
	Body               []byte // decompressed
}

// Get fetches an address. An error is an *Error whose text can be shown.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	u, err := parse(r.URL)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(context.WithValue(ctx, movedKey{}, new(moved)), http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, notWeb(r.URL, err)
	}
	for name, v := range map[string]string{
		"User-Agent": c.opt.UserAgent, "Accept": r.Accept, "If-None-Match": r.ETag, "If-Modified-Since": r.LastModified,
	} {
		if v != "" {
			req.Header.Set(name, v)
		}
	}
	if err := c.turn(ctx, u); err != nil {
		return nil, err
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, c.explain(r.URL, err)
	}
	defer res.Body.Close()
	out, err := c.read(r, req, res)
	c.heed(u, err)
	return out, err
}

// Page fetches an article's page unless the site's robots.txt asks not to,
// which gives ErrRobots.
func (c *Client) Page(ctx context.Context, address string) (*Response, error) {
	u, err := parse(address)
	if err != nil {
		return nil, err
	}
	if err := c.mayRead(ctx, u); err != nil {
		return nil, err
	}
	return c.Get(ctx, Request{URL: address, Accept: "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.5"})
}

func (c *Client) read(r Request, req *http.Request, res *http.Response) (*Response, error) {
	out := &Response{
		URL:         res.Request.URL.String(),
		ContentType: res.Header.Get("Content-Type"),
		ETag:        res.Header.Get("ETag"), LastModified: res.Header.Get("Last-Modified"),
	}
	if m := req.Context().Value(movedKey{}).(*moved); m.to != "" {
		out.Moved = m.to
	}
	if res.StatusCode == http.StatusNotModified && (r.ETag != "" || r.LastModified != "") {
		out.NotModified = true
		return out, nil
	}
	if res.StatusCode != http.StatusOK {
		return nil, c.status(r.URL, res)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, c.opt.MaxBytes+1))
	switch {
	case int64(len(body)) > c.opt.MaxBytes:
		return nil, &Error{URL: r.URL, err: ErrTooLarge, msg: fmt.Sprintf("%s sends more than %d MiB: too much for an article or a feed", hostOf(r.URL), c.opt.MaxBytes>>20)}
	case err != nil:
		return nil, c.explain(r.URL, err)
	}
	out.Body = body
	return out, nil
}

// moved follows the redirects that hold for good, up to the first that does
// not.
type moved struct {
	to     string
	broken bool
}

type movedKey struct{}

// redirect is asked before each redirect is followed.
func (c *Client) redirect(next *http.Request, via []*http.Request) error {
	if len(via) > c.opt.MaxRedirects {
		return errTooManyRedirects
	}
	if s := next.URL.Scheme; s != "http" && s != "https" {
		return fmt.Errorf("%w: to a %s: address", errBadRedirect, s)
	}
	if m, ok := next.Context().Value(movedKey{}).(*moved); ok && !m.broken {
		switch next.Response.StatusCode {
		case http.StatusMovedPermanently, http.StatusPermanentRedirect:
			m.to = next.URL.String()
		default:
			m.broken = true
		}
	}
	return nil
}

// parse reads a web address.
func parse(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil {
		return nil, notWeb(s, err)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
		return nil, notWeb(s, errors.New("scheme or host"))
	}
	u.Fragment = ""
	return u, nil
}

func notWeb(s string, err error) error {
	return &Error{URL: s, err: err, msg: fmt.Sprintf("%q is not a web address: it must begin with http:// or https:// and name a host", s)}
}

func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return address
}
