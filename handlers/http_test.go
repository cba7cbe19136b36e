package handlers

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gin-gonic/gin"
)

func TestStaticFiles(t *testing.T) {
	s := newSite(t)
	a := s.get("/").want(200)
	href := attr(a.all("link[rel=stylesheet]")[0], "href")
	if !strings.Contains(href, "?v=") {
		t.Fatalf("the style sheet is %q", href)
	}
	css := s.get(href).want(200)
	if !strings.Contains(css.Header.Get("Cache-Control"), "immutable") || !strings.HasPrefix(css.Header.Get("Content-Type"), "text/css") {
		t.Errorf("%v", css.Header)
	}
	bare, _, _ := strings.Cut(href, "?")
	if c := s.get(bare + "?v=old").want(200).Header.Get("Cache-Control"); strings.Contains(c, "immutable") {
		t.Errorf("a stale address is cached: %s", c)
	}
	req := s.request(http.MethodGet, href, nil)
	req.Header.Set("If-None-Match", css.Header.Get("ETag"))
	if b := s.do(req).want(http.StatusNotModified); b.Body != "" {
		t.Errorf("a body with 304: %q", b.Body)
	}
	for _, path := range []string{"/static/fs.go", "/static/", "/static/../handlers/server.go", "/static/%2e%2e/go.mod"} {
		if b := s.get(path); b.Status == 200 || strings.Contains(b.Body, "package ") {
			t.Errorf("%s answers %d", path, b.Status)
		}
	}
}

func TestAssetsTypes(t *testing.T) {
	a, err := newAssets(fstest.MapFS{"js/a.js": {Data: []byte("1")}, "a.svg": {}, "a.woff2": {}, "a.bin9": {}, "a.go": {}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"js/a.js": "text/javascript; charset=utf-8", "a.svg": "image/svg+xml", "a.woff2": "font/woff2", "a.bin9": "application/octet-stream"} {
		if got := a.files[name].contentType; got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if _, there := a.files["a.go"]; there || a.url("nope.css") != "/static/nope.css" {
		t.Error("Go sources are served")
	}
}

func TestCompress(t *testing.T) {
	long := strings.Repeat("diplomatie ", 500)
	h := compress(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.URL.Query().Get("type"))
		w.Header().Set("ETag", `"x"`)
		switch r.URL.Path {
		case "/304":
			w.WriteHeader(http.StatusNotModified)
		case "/short":
			_, _ = io.WriteString(w, "short")
		default:
			_, _ = io.WriteString(w, long)
		}
	}))
	for _, tt := range []struct {
		path, accept string
		zipped       bool
	}{
		{"/?type=text/html", "gzip", true},
		{"/?type=application/json%3B+charset=utf-8", "br, gzip", true},
		{"/?type=text/calendar", "gzip", true},
		{"/?type=image/png", "gzip", false},
		{"/?type=text/html", "", false},
		{"/short?type=text/html", "gzip", false},
		{"/304?type=text/html", "gzip", false},
	} {
		req := httptest.NewRequest(http.MethodGet, tt.path, nil)
		req.Header.Set("Accept-Encoding", tt.accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != tt.zipped {
			t.Errorf("%s with %q: gzip %v", tt.path, tt.accept, got)
			continue
		}
		if !strings.Contains(w.Header().Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: Vary %q", tt.path, w.Header().Values("Vary"))
		}
		if !tt.zipped {
			continue
		}
		r, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(r); err != nil || string(b) != long || w.Header().Get("ETag") != `W/"x"` {
			t.Errorf("%s: %d bytes, %v, ETag %s", tt.path, len(b), err, w.Header().Get("ETag"))
		}
	}
}

func TestLanguageChoice(t *testing.T) {
	s := newSite(t)
	accept := func(path, header string) *answer {
		req := s.request(http.MethodGet, path, nil)
		req.Header.Set("Accept-Language", header)
		return s.do(req)
	}
	lang := func(a *answer) string { return attr(a.all("html")[0], "lang") }
	if got := lang(accept("/actors", "fr-FR,en;q=0.3")); got != "fr" {
		t.Errorf("the browser's language: %s", got)
	}
	a := accept("/actors?q=macron&lang=en", "fr")
	if got := lang(a); got != "en" {
		t.Errorf("?lang: %s", got)
	}
	link := a.all("nav.languages a[hreflang=fr]")[0]
	if got := attr(link, "href"); got != "/actors?lang=fr&q=macron" {
		t.Errorf("the switcher leads to %s", got)
	}
	if got := lang(accept("/actors", "fr")); got != "en" {
		t.Errorf("the choice is forgotten: %s", got)
	}
	s.http = s.browser()
	s.login("carl")
	u, err := s.db.UserByName(t.Context(), "carl")
	if err != nil {
		t.Fatal(err)
	}
	u.Lang = "fr"
	if err := s.db.UpdateUser(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	if got := lang(accept("/actors", "en")); got != "fr" {
		t.Errorf("the user's language: %s", got)
	}
	if got := lang(accept("/actors?lang=xx", "en")); got != "fr" {
		t.Errorf("an unknown ?lang: %s", got)
	}
}

func TestPanicsBecomePages(t *testing.T) {
	s := newSite(t)
	srv, err := newServer(s.deps)
	if err != nil {
		t.Fatal(err)
	}
	r := srv.router()
	r.GET("/api/panic", func(*gin.Context) { panic("secret inner words") })
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/panic", nil))
	if w.Code != 500 || strings.Contains(w.Body.String(), "secret") || !strings.Contains(w.Body.String(), `"internal"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if !strings.Contains(s.log.String(), "secret inner words") {
		t.Error("the log does not hold the cause")
	}
}

func TestNewNeedsItsStores(t *testing.T) {
	if _, err := New(Deps{}); err == nil {
		t.Error("a site without a store was built")
	}
}
