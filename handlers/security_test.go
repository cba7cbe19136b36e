package handlers

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// everyPage is every address a person can open, for checks that hold on all.
func (s *site) everyPage() []string {
	visit := eventURL(s.visit.ID)
	return []string{
		"/", "/?lang=fr", visit, visit + "/history", visit + "/edit", "/events/new", eventURL(s.later.ID), eventURL(s.undated.ID),
		articleURL(s.article.ID), "/articles", "/actors", actorURL(s.visit.Actors[0].ActorID), "/review", "/feeds", "/admin/users", "/account", "/views", "/views?type=visit&country=FRA&actor=Q7747&from=2022-01-01",
		"/nothing", "/?type=x",
	}
}

func TestSecurityHeadersOnEveryAnswer(t *testing.T) {
	s := newSite(t)
	nonce := regexp.MustCompile(`'nonce-([A-Za-z0-9_-]{22})'`)
	seen := map[string]bool{}
	for _, path := range append(s.everyPage(), "/login", "/api/v1/events", "/static/nothing", "/healthz", "/calendar.ics") {
		a := s.get(path)
		csp := a.Header.Get("Content-Security-Policy")
		for _, want := range []string{
			"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
			"form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
		} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: policy %q lacks %s", path, csp, want)
			}
		}
		if strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		m := nonce.FindStringSubmatch(csp)
		if m == nil || seen[m[1]] {
			t.Fatalf("%s: nonce missing or used twice: %q", path, csp)
		}
		seen[m[1]] = true
		for k, v := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"} {
			if a.Header.Get(k) != v {
				t.Errorf("%s: %s is %q", path, k, a.Header.Get(k))
			}
		}
	}
}

func TestNothingInlineAnywhere(t *testing.T) {
	s := newSite(t)
	s.login("anna")
	for _, path := range s.everyPage() {
		a := s.get(path)
		walk(a.doc, func(n *html.Node) {
			for _, at := range n.Attr {
				if at.Key == "style" || strings.HasPrefix(at.Key, "on") || strings.HasPrefix(strings.TrimSpace(strings.ToLower(at.Val)), "javascript:") {
					t.Errorf("%s: <%s %s=%q>", path, n.Data, at.Key, at.Val)
				}
			}
			if n.Data == "style" && n.Type == html.ElementNode {
				t.Errorf("%s: a style element", path)
			}
			if n.Data == "script" && n.Type == html.ElementNode && !has(n, "src") && attr(n, "type") != "application/json" && attr(n, "nonce") == "" {
				t.Errorf("%s: an inline script", path)
			}
		})
	}
}

func TestEveryFormCarriesTheToken(t *testing.T) {
	s := newSite(t)
	seen := 0
	check := func(paths ...string) {
		for _, path := range paths {
			a := s.get(path)
			for _, form := range a.all("form") {
				if !strings.EqualFold(attr(form, "method"), "post") {
					continue
				}
				seen++
				if len(controls(form).Get("csrf_token")) < 40 {
					t.Errorf("%s: the form for %s has no token", path, attr(form, "action"))
				}
			}
		}
	}
	check("/login")
	s.login("anna")
	feed(t, s)
	check(s.everyPage()...)
	check("/feeds")
	if seen < 20 {
		t.Errorf("only %d forms seen", seen)
	}
}

func TestFormsWithoutTheTokenAreRefused(t *testing.T) {
	s := newSite(t)
	s.login("anna")
	visit := eventURL(s.visit.ID)
	for page, action := range map[string]string{
		"/review": visit + "/review", visit + "/edit": visit + "/edit", "/events/new": "/events/new", "/": "/logout", "/feeds": "/feeds",
	} {
		for name, token := range map[string]string{"none": "-", "wrong": strings.Repeat("A", 88)} {
			a := s.submit(s.get(page), action, map[string]string{"csrf_token": token, "decision": "accepted", "url": "https://x.example/feed"})
			if a.Status != http.StatusForbidden {
				t.Errorf("%s with %s token answers %d", action, name, a.Status)
			}
			a.shows("h1", "form has expired")
		}
	}
	form := s.get("/events/new")
	values := controls(form.all("form[action='/events/new']")[0])
	values.Set("title.en", "Forged")
	req := s.request(http.MethodPost, "/events/new", values)
	req.Header.Set("Origin", "https://evil.example")
	if a := s.do(req); a.Status != http.StatusForbidden {
		t.Errorf("a form from elsewhere answers %d", a.Status)
	}
	if e := s.reload(s.visit.ID); e.Version != s.visit.Version {
		t.Error("something was stored")
	}
}

func TestMachinesGetNoCookie(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/api/v1/events", "/api/v1/events?lang=fr", "/static/chancery.css", "/healthz", "/readyz", "/calendar.ics", "/api/nothing"} {
		if c := s.get(path).Header.Values("Set-Cookie"); len(c) > 0 {
			t.Errorf("%s sets %q", path, c)
		}
	}
}

func TestSecureCookiesBehindHTTPS(t *testing.T) {
	s := newSite(t, func(d *Deps) { d.SecureCookies = true })
	a := s.get("/login?lang=fr")
	cookies := a.Header.Values("Set-Cookie")
	if len(cookies) < 2 {
		t.Fatalf("cookies %q", cookies)
	}
	for _, c := range cookies {
		if !strings.Contains(c, "Secure") || !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Lax") {
			t.Errorf("cookie %q", c)
		}
	}
	if a.Header.Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security")
	}
}

func TestFailuresShowNothingInside(t *testing.T) {
	s := newSite(t, func(d *Deps) { d.Health = down{} })
	if err := s.db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{eventURL(1), "/actors", "/api/v1/events"} {
		a := s.get(path).want(500)
		for _, leak := range []string{"sql", "database is closed", "store", ".go:"} {
			if strings.Contains(strings.ToLower(a.text("main")+a.Header.Get("X-Error")), leak) || strings.Contains(path, "api") && strings.Contains(a.Body, "sql") {
				t.Errorf("%s shows %q: %s", path, leak, a.Body)
			}
		}
	}
	if !strings.Contains(s.log.String(), "closed") {
		t.Error("the cause is not in the log")
	}
	if a := s.get("/readyz").want(503); strings.Contains(a.Body, "10.0.0.7") {
		t.Errorf("/readyz shows %s", a.Body)
	}
	s.get("/healthz").want(200)
}

// down is a database that does not answer.
type down struct{}

func (down) Ping(context.Context) error { return errors.New("sql: no answer from 10.0.0.7") }

func walk(n *html.Node, fn func(*html.Node)) {
	fn(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, fn)
	}
}
