package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// near gives a client that may reach the test server, and only it.
func near(t *testing.T, s *httptest.Server, change ...func(*Options)) *Client {
	t.Helper()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{uint16(port)}, Every: -1}
	for _, c := range change {
		c(&o)
	}
	return New(o)
}

func serve(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// site serves the failures that the network has for us.
func site(t *testing.T) *httptest.Server {
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/ok":
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Fri, 04 Feb 2022 12:00:00 GMT")
			if r.Header.Get("If-None-Match") == `"v1"` || r.Header.Get("If-Modified-Since") == "Fri, 04 Feb 2022 12:00:00 GMT" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = fmt.Fprintf(w, "%s|%s|%s", r.UserAgent(), r.Header.Get("Accept"), r.Header.Get("Accept-Encoding"))
		case "/slow":
			_, _ = io.WriteString(w, "a")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		case "/truncated":
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, "half")
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 3 {
				_, _ = z.Write(make([]byte, 1<<20))
			}
			_ = z.Close()
		case "/broken-gzip":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, "this is not gzip")
		case "/moved":
			http.Redirect(w, r, "/moved-again", http.StatusMovedPermanently)
		case "/moved-again":
			http.Redirect(w, r, "/found", http.StatusPermanentRedirect)
		case "/found":
			http.Redirect(w, r, "/moved-last", http.StatusFound)
		case "/moved-last":
			http.Redirect(w, r, "/ok", http.StatusMovedPermanently)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/to-loopback":
			http.Redirect(w, r, "http://[::1]:"+r.Host[strings.LastIndex(r.Host, ":")+1:]+"/", http.StatusFound)
		case "/to-metadata":
			http.Redirect(w, r, "http://169.254.169.254/latest/", http.StatusFound)
		case "/to-port":
			http.Redirect(w, r, "http://127.0.0.1:22/", http.StatusFound)
		case "/to-file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/busy":
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/busy-until":
			w.Header().Set("Retry-After", "Fri, 04 Feb 2022 13:00:00 GMT")
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/forbidden":
			w.WriteHeader(http.StatusForbidden)
		case "/fault":
			w.WriteHeader(http.StatusInternalServerError)
		case "/unasked-304":
			w.WriteHeader(http.StatusNotModified)
		default:
			http.NotFound(w, r)
		}
	})
}

func TestGet(t *testing.T) {
	s := site(t)
	c := near(t, s)
	res, err := c.Get(t.Context(), Request{URL: s.URL + "/ok#part", Accept: "text/html"})
	if err != nil {
		t.Fatal(err)
	}
	if want := DefaultUserAgent + "|text/html|gzip"; string(res.Body) != want {
		t.Errorf("the server saw %q, want %q", res.Body, want)
	}
	if res.URL != s.URL+"/ok" || res.Moved != "" || res.NotModified || res.ETag != `"v1"` || !strings.HasPrefix(res.ContentType, "text/plain") {
		t.Errorf("response %+v", res)
	}
	for _, r := range []Request{{ETag: res.ETag}, {LastModified: res.LastModified}} {
		r.URL = s.URL + "/ok"
		if again, err := c.Get(t.Context(), r); err != nil || !again.NotModified || len(again.Body) != 0 {
			t.Errorf("conditional: %+v, %v", again, err)
		}
	}
	moved, err := c.Get(t.Context(), Request{URL: s.URL + "/moved"})
	if err != nil || moved.URL != s.URL+"/ok" || moved.Moved != s.URL+"/found" {
		t.Errorf("moved to %q for good, came to %q, %v", moved.Moved, moved.URL, err)
	}
}

func TestFailures(t *testing.T) {
	s := site(t)
	c := near(t, s, func(o *Options) {
		o.Timeout, o.MaxBytes = 1500*time.Millisecond, 1<<20
		o.Now = func() time.Time { return time.Date(2022, 2, 4, 12, 0, 0, 0, time.UTC) }
	})
	for _, f := range []struct {
		path   string
		is     error
		status int
		retry  time.Duration
		says   string
	}{
		{path: "/slow", says: "did not answer in full within 1.5s"},
		{path: "/truncated", is: io.ErrUnexpectedEOF, says: "broke off"},
		{path: "/bomb", is: ErrTooLarge, says: "more than 1 MiB"},
		{path: "/broken-gzip", is: gzip.ErrHeader, says: "cannot be reached"},
		{path: "/loop", says: "redirects more than 10 times"},
		{path: "/to-loopback", is: ErrBlocked, says: "private or reserved network"},
		{path: "/to-metadata", is: ErrBlocked, says: "port that is not allowed"}, // 80 is not the test server's
		{path: "/to-port", is: ErrBlocked, says: "port that is not allowed"},
		{path: "/to-file", is: ErrBlocked, says: "not a web address"},
		{path: "/busy", status: 429, retry: 2 * time.Minute, says: "later"},
		{path: "/busy-until", status: 503, retry: time.Hour, says: "try again later"},
		{path: "/gone", is: ErrGone, status: 410, says: "gone for good"},
		{path: "/none", status: 404, says: "nothing at this address"},
		{path: "/forbidden", status: 403, says: "refuses"},
		{path: "/fault", status: 500, says: "fault of its own"},
		{path: "/unasked-304", status: 304, says: "no page"},
	} {
		clear(c.hosts.known) // the busy answers would silence the others
		_, err := c.Get(t.Context(), Request{URL: s.URL + f.path})
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v is no *Error", f.path, err)
			continue
		}
		if f.is != nil && !errors.Is(err, f.is) {
			t.Errorf("%s: %v does not wrap %v", f.path, errors.Unwrap(err), f.is)
		}
		if e.Status != f.status || e.RetryAfter != f.retry || !strings.Contains(err.Error(), f.says) {
			t.Errorf("%s: status %d, retry %v, %q; want %d, %v, %q", f.path, e.Status, e.RetryAfter, err, f.status, f.retry, f.says)
		}
	}
}

func TestNoServer(t *testing.T) {
	s := site(t)
	s.Close()
	_, err := near(t, s).Get(t.Context(), Request{URL: s.URL})
	if err == nil || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("closed server: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := near(t, s).Get(ctx, Request{URL: s.URL}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	tls.StartTLS()
	defer tls.Close()
	if _, err := near(t, tls).Get(t.Context(), Request{URL: tls.URL}); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate of its own making: %v", err)
	}
	plain := site(t)
	if _, err := near(t, plain).Get(t.Context(), Request{URL: strings.Replace(plain.URL, "http:", "https:", 1)}); err == nil || !strings.Contains(err.Error(), "try http") {
		t.Errorf("https where there is none: %v", err)
	}
}

func TestNotWeb(t *testing.T) {
	for _, address := range []string{
		"", "news.example", "ftp://x.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///x", "://", "http://a b/", "\x00", "http://[::1",
	} {
		for name, get := range map[string]func(string) error{
			"Get":  func(a string) error { _, err := New(Options{}).Get(t.Context(), Request{URL: a}); return err },
			"Page": func(a string) error { _, err := New(Options{}).Page(t.Context(), a); return err },
		} {
			if err := get(address); err == nil || !strings.Contains(err.Error(), "not a web address") {
				t.Errorf("%s(%q): %v", name, address, err)
			}
		}
	}
}

// TestEnvironmentProxy: a proxy would be asked to go where we must not.
func TestEnvironmentProxy(t *testing.T) {
	var asked atomic.Bool
	proxy := serve(t, func(http.ResponseWriter, *http.Request) { asked.Store(true) })
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	s := site(t)
	_, _ = near(t, s).Get(t.Context(), Request{URL: s.URL + "/ok"})
	_, _ = New(Options{}).Get(t.Context(), Request{URL: "http://192.0.2.1/"})
	if asked.Load() {
		t.Error("the environment's proxy was used")
	}
}

func TestRobots(t *testing.T) {
	var asked atomic.Int32
	rules := "User-agent: *\nDisallow: /\n\nUser-agent: chancery\nDisallow: /private\nAllow: /private/open\n"
	status := http.StatusOK
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			_, _ = io.WriteString(w, "page")
			return
		}
		asked.Add(1)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, rules)
	})
	now := time.Date(2022, 2, 4, 12, 0, 0, 0, time.UTC)
	client := func() *Client { return near(t, s, func(o *Options) { o.Now = func() time.Time { return now } }) }
	c := client()
	for path, allowed := range map[string]bool{"": true, "/": true, "/a": true, "/private": false, "/private/x?y=z": false, "/private/open": true} {
		_, err := c.Page(t.Context(), s.URL+path)
		if allowed != (err == nil) || (!allowed && !errors.Is(err, ErrRobots)) {
			t.Errorf("%q: %v, want allowed %v", path, err, allowed)
		}
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("robots.txt was asked for %d times, want 1", n)
	}
	now = now.Add(robotsFor + time.Second)
	_, _ = c.Page(t.Context(), s.URL)
	if n := asked.Load(); n != 2 {
		t.Errorf("after %v it was asked for %d times, want 2", robotsFor, n)
	}
	for _, answer := range []struct {
		status  int
		rules   string
		allowed bool
	}{{404, "", true}, {403, "", true}, {500, "", false}, {503, "", false}, {429, "", false}, {200, "<html>", true}, {200, "", true}} {
		status, rules = answer.status, answer.rules
		if _, err := client().Page(t.Context(), s.URL+"/private"); (err == nil) != answer.allowed {
			t.Errorf("robots.txt with %d %q: %v", answer.status, answer.rules, err)
		}
	}
	for i := range maxRobots + 10 {
		c.remember(strconv.Itoa(i), robots{}, now)
	}
	if len(c.robots) > maxRobots {
		t.Errorf("%d sites are remembered, more than %d", len(c.robots), maxRobots)
	}
}
