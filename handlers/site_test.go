package handlers

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/alexedwards/argon2id"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
	"chancery/timeline"
)

const testPassword = "a fine long sentence"

// hashOnce: one cheap hash serves all tests, a real one is slow by design.
var hashOnce = sync.OnceValue(func() string {
	h, err := argon2id.CreateHash(testPassword, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 8, KeyLength: 16})
	if err != nil {
		panic(err)
	}
	return h
})

const testText = `Le Kremlin attend Macron

Le Kremlin a confirmé attendre Emmanuel Macron lundi à Moscou. Vladimir Poutine le recevra au palais.

La visite était demandée depuis des semaines.`

const testSentence = "Le Kremlin a confirmé attendre Emmanuel Macron lundi à Moscou."

// site is the whole web interface on a real database, with a browser.
type site struct {
	t     testing.TB
	db    *store.DB
	clock *testkit.Clock
	srv   *httptest.Server
	http  *http.Client
	log   *bytes.Buffer
	deps  Deps

	article          *models.Article
	visit, later     *models.Event // the French visit; one the month after
	undated, refused *models.Event
}

// newSite fills the database; change may adjust the dependencies.
func newSite(t testing.TB, change ...func(*Deps)) *site {
	t.Helper()
	s := &site{t: t, clock: testkit.NewClock(), log: &bytes.Buffer{}}
	s.db = testkit.OpenDBAt(t, s.clock)
	s.fill()
	s.deps = Deps{
		Events: s.db, Articles: s.db, Actors: s.db, Records: s.db, Users: s.db, Feeds: s.db, Views: s.db, Streams: s.db,
		Sessions: s.db.Sessions(), Health: s.db, Now: s.clock.Now,
		Log: slog.New(slog.NewTextHandler(s.log, nil)), Version: "test",
	}
	index := timeline.New()
	if err := index.Load(t.Context(), func(ctx context.Context, fn func(*models.Event) error) error {
		return s.db.EachEvent(ctx, models.EventFilter{Reviews: models.Reviews}, fn)
	}); err != nil {
		t.Fatal(err)
	}
	s.deps.Timeline = index
	for _, fn := range change {
		fn(&s.deps)
	}
	h, err := New(s.deps)
	if err != nil {
		t.Fatal(err)
	}
	s.srv = httptest.NewServer(h)
	t.Cleanup(s.srv.Close)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(s.log)
		}
	})
	s.http = s.browser()
	return s
}

// browser is a client with cookies that shows redirects instead of following.
func (s *site) browser() *http.Client {
	jar, _ := cookiejar.New(nil)
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (s *site) fill() {
	sum := sha256.Sum256([]byte(testText))
	s.article = testkit.StoredArticle(s.t, s.db, &models.Article{
		Title: "Le Kremlin attend Macron", Lang: "fr", Text: testText, ContentHash: hex.EncodeToString(sum[:]),
		URL: "https://news.example/kremlin?a=1&b=2", Published: "2022-02-04", PublishedBy: models.PublishedInferred,
		Candidates: []models.DateCandidate{{Date: "2022-02-04", Score: 0.93, Why: []string{"Friday <agrees>"}}},
		Source:     &models.Source{Name: "News Example", Host: "news.example"}, ExtractorVersion: "0.1.0",
	})
	start := strings.Index(testText, testSentence)
	start = len([]rune(testText[:start]))
	timex := start + len([]rune("Le Kremlin a confirmé attendre Emmanuel Macron "))
	mention := models.Mention{
		ArticleID: s.article.ID, Start: start, End: start + len([]rune(testSentence)), Text: testSentence,
		TimexStart: timex, TimexEnd: timex + 5, TimexText: "lundi", TimexType: "DATE", TimexValue: "2022-02-07",
		Trigger: "attendre", Rule: "fr.visit.await", Type: "visit", Status: models.StatusPlanned, EDTF: "2022-02-07",
		Attribution: "Kremlin", Confidence: 0.91, ExtractorVersion: "0.1.0",
	}
	e := testkit.Event("visit", "2022-02-07", testkit.Title("fr", "Emmanuel Macron en visite à Moscou"),
		testkit.Title("en", "Emmanuel Macron visits Moscow"), testkit.Countries("FRA", "RUS"),
		testkit.With(testkit.Macron(), "visitor"), testkit.With(testkit.Putin(), "host"), testkit.At(testkit.Moscow()))
	e.Attribution, e.Confidence, e.Mentions = "Kremlin", 0.91, []models.Mention{mention}
	s.visit = testkit.Stored(s.t, s.db, e)
	s.later = testkit.Stored(s.t, s.db, testkit.Event("summit", "2022-03", testkit.Title("en", `Summit <script>alert("x")</script>`),
		testkit.Review(models.ReviewAccepted), testkit.With(testkit.Macron(), "participant")))
	s.undated = testkit.Stored(s.t, s.db, testkit.Event("statement", "", testkit.Title("en", "A statement without a day")))
	s.refused = testkit.Stored(s.t, s.db, testkit.Event("other", "2022-02-10", testkit.Title("en", "Not diplomatic"), testkit.Review(models.ReviewRejected)))
	for name, role := range map[string]string{"anna": models.RoleAdmin, "carl": models.RoleCurator} {
		u := &models.User{Name: name, Role: role, PasswordHash: hashOnce()}
		if err := s.db.CreateUser(s.t.Context(), u); err != nil {
			s.t.Fatal(err)
		}
	}
}

// answer is a response with its page parsed.
type answer struct {
	t      testing.TB
	path   string
	Status int
	Header http.Header
	Body   string
	doc    *html.Node
}

func (s *site) do(req *http.Request) *answer {
	s.t.Helper()
	res, err := s.http.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	return &answer{s.t, req.URL.RequestURI(), res.StatusCode, res.Header, string(body), doc}
}

func (s *site) request(method, path string, form url.Values) *http.Request {
	s.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.srv.URL+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return req
}

func (s *site) get(path string) *answer {
	s.t.Helper()
	return s.do(s.request(http.MethodGet, path, nil))
}

// follow gets the page an answer redirects to.
func (s *site) follow(a *answer) *answer {
	s.t.Helper()
	if a.Status != http.StatusSeeOther {
		s.t.Fatalf("%s answers %d, not a redirect: %s", a.path, a.Status, a.text("main"))
	}
	return s.get(a.Header.Get("Location"))
}

// submit sends the form with the action from the page, as a browser would:
// with everything the page filled in, changed by set. A value of "-" leaves a
// control out.
func (s *site) submit(a *answer, action string, set map[string]string) *answer {
	s.t.Helper()
	form := cascadia.Query(a.doc, cascadia.MustCompile(`form[method=post][action="`+action+`"]`))
	if form == nil {
		s.t.Fatalf("%s has no form for %s", a.path, action)
	}
	values := controls(form)
	for k, v := range set {
		if v == "-" {
			values.Del(k)
			continue
		}
		values.Set(k, v)
	}
	return s.do(s.request(http.MethodPost, action, values))
}

// controls are what a browser would send of a form without its buttons.
func controls(form *html.Node) url.Values {
	values := url.Values{}
	for _, n := range cascadia.QueryAll(form, cascadia.MustCompile("input, textarea, select")) {
		name := attr(n, "name")
		switch {
		case name == "" || attr(n, "type") == "checkbox" && !has(n, "checked"):
		case n.Data == "textarea":
			values.Set(name, textOf(n))
		case n.Data == "select":
			for _, o := range cascadia.QueryAll(n, cascadia.MustCompile("option")) {
				if has(o, "selected") || !values.Has(name) {
					values.Set(name, attr(o, "value"))
				}
			}
		default:
			values.Set(name, attr(n, "value"))
		}
	}
	return values
}

// login logs the browser in.
func (s *site) login(name string) {
	s.t.Helper()
	a := s.submit(s.get("/login"), "/login", map[string]string{"name": name, "password": testPassword})
	if a.Status != http.StatusSeeOther {
		s.t.Fatalf("log-in of %s: %d %s", name, a.Status, a.text("main"))
	}
}

func (a *answer) all(selector string) []*html.Node {
	return cascadia.QueryAll(a.doc, cascadia.MustCompile(selector))
}

// text of the first element that the selector finds, spaces made single.
func (a *answer) text(selector string) string {
	n := cascadia.Query(a.doc, cascadia.MustCompile(selector))
	if n == nil {
		return ""
	}
	return strings.Join(strings.Fields(textOf(n)), " ")
}

func (a *answer) want(status int) *answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Fatalf("%s answers %d, want %d: %s", a.path, a.Status, status, a.text("main"))
	}
	return a
}

// shows demands that the element's text holds the words.
func (a *answer) shows(selector, words string) *answer {
	a.t.Helper()
	for _, n := range a.all(selector) {
		if strings.Contains(strings.Join(strings.Fields(textOf(n)), " "), words) {
			return a
		}
	}
	a.t.Errorf("%s: no %s shows %q; main is: %s", a.path, selector, words, a.text("main"))
	return a
}

// lacks demands that nothing matches the selector.
func (a *answer) lacks(selector string) *answer {
	a.t.Helper()
	if n := len(a.all(selector)); n > 0 {
		a.t.Errorf("%s: %d × %s", a.path, n, selector)
	}
	return a
}

func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
