package browser_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"chancery/handlers"
	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
	"chancery/timeline"
)

const password = "correct horse battery"

// site is the real server over a real store.
type site struct {
	url   string
	db    *store.DB
	index *timeline.Index
}

// newSite serves the demo: an article and what it reports, then the rest.
func newSite(t testing.TB) *site {
	t.Helper()
	s := &site{db: testkit.OpenDB(t), index: timeline.New()}
	a := testkit.Article(reportText)
	a.Title, a.URL = "Moscow prepares for guests", "https://example.org/news/guests"
	testkit.StoredArticle(t, s.db, a)
	for i, e := range demo() {
		if i == 1 {
			reports(a)(e)
		}
		testkit.Stored(t, s.db, e)
	}
	return s.start(t)
}

// start serves what the store holds, with an account to log in with.
func (s *site) start(t testing.TB) *site {
	t.Helper()
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 8 << 10, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	u := &models.User{Name: "curator", Role: models.RoleCurator, PasswordHash: hash}
	if err := s.db.CreateUser(t.Context(), u); err != nil {
		t.Fatal(err)
	}
	s.load(t)
	s.serve(t)
	return s
}

func (s *site) load(t testing.TB) {
	t.Helper()
	all := models.EventFilter{Reviews: models.Reviews}
	err := s.index.Load(t.Context(), func(ctx context.Context, fn func(*models.Event) error) error {
		return s.db.EachEvent(ctx, all, fn)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s *site) serve(t testing.TB) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	s.url = "http://" + server.Listener.Addr().String()
	h, err := handlers.New(handlers.Deps{
		Events: s.db, Articles: s.db, Actors: s.db, Users: s.db, Feeds: s.db, Views: s.db, Streams: s.db,
		Sessions: s.db.Sessions(), Health: s.db, Timeline: s.index,
		Changed: func(ctx context.Context, id uint64) error {
			e, err := s.db.Event(ctx, id)
			if err == nil {
				s.index.Put(e)
			}
			return err
		},
		Now: testkit.NewClock().Now, BaseURL: s.url,
		Log: slog.New(slog.NewTextHandler(testWriter{t}, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = h
	server.Start()
	t.Cleanup(server.Close)
}

type testWriter struct{ t testing.TB }

func (w testWriter) Write(p []byte) (int, error) {
	w.t.Log(strings.TrimSpace(string(p)))
	return len(p), nil
}

// chromium finds the browser, or skips or fails the test.
func chromium(t testing.TB) string {
	t.Helper()
	if p := os.Getenv("CHANCERY_CHROMIUM"); p != "" {
		return p
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	missing(t, "no Chromium in PATH; install it or set CHANCERY_CHROMIUM to its path")
	return ""
}

// missing skips, or fails where a browser is required.
func missing(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CHANCERY_REQUIRE_BROWSER") == "1" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// tab is one browser tab and what its console complained about.
type tab struct {
	context.Context
	t     testing.TB
	site  *site
	mu    sync.Mutex
	wrong []string
}

// action is a step in the browser that gives nothing back.
type action = chromedp.Action[chromedp.Void]

// open starts a fresh browser of a size and shows a page.
func open(t testing.TB, s *site, path string, width, height int, steps ...action) *tab {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:len(chromedp.DefaultExecAllocatorOptions):len(chromedp.DefaultExecAllocatorOptions)],
		chromedp.ExecPath(chromium(t)), chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(width, height))
	for _, flag := range []string{
		"no-sandbox", "disable-gpu", "no-first-run", "disable-background-networking",
		"disable-component-update", "disable-sync", "disable-dev-shm-usage",
	} {
		opts = append(opts, chromedp.Flag(flag, true))
	}
	opts = append(opts, chromedp.Flag("lang", "en"))
	// Not the test's own context: that ends before the clean-up, and the browser
	// must be gone before its folder is.
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		stop()
	})
	tb := &tab{Context: ctx, t: t, site: s}
	if err := chromedp.Do(ctx); err != nil { // starts the browser; must not carry a deadline
		t.Fatalf("the browser does not start: %v", err)
	}
	if err := chromedp.Listen(ctx, tb.listen); err != nil {
		t.Fatal(err)
	}
	tb.do(append([]action{chromedp.EmulateViewport(int64(width), int64(height))}, steps...)...)
	tb.show(path)
	return tb
}

func (tb *tab) listen(ev any) {
	var text string
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		text = ev.ExceptionDetails.Text
		if ex := ev.ExceptionDetails.Exception; ex != nil {
			text += " " + ex.Description
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type != "error" && ev.Type != "warning" {
			return
		}
		for _, a := range ev.Args {
			text += string(a.Value) + a.Description + " "
		}
	case *log.EventEntryAdded:
		if ev.Entry.Level != log.EntryLevelError && ev.Entry.Level != log.EntryLevelWarning {
			return
		}
		text = ev.Entry.Text + " " + ev.Entry.URL
	default:
		return
	}
	tb.mu.Lock()
	tb.wrong = append(tb.wrong, text)
	tb.mu.Unlock()
}

// complaints are the console's errors and warnings so far.
func (tb *tab) complaints() []string {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	return append([]string(nil), tb.wrong...)
}

// do takes steps within half a minute.
func (tb *tab) do(steps ...action) {
	tb.t.Helper()
	ctx, cancel := context.WithTimeout(tb.Context, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		tb.t.Fatalf("browser: %v\nconsole: %q", err, tb.complaints())
	}
}

// get runs an action and gives its value.
func get[T any](tb *tab, a chromedp.Action[T]) T {
	tb.t.Helper()
	ctx, cancel := context.WithTimeout(tb.Context, 60*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		tb.t.Fatalf("browser: %v\nconsole: %q", err, tb.complaints())
	}
	return v
}

// js evaluates an expression in the page; promises are awaited.
func js[T any](tb *tab, expression string) T {
	tb.t.Helper()
	return get(tb, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// show goes to a path of the site and waits for the timeline, where there is one.
func (tb *tab) show(path string) {
	tb.t.Helper()
	tb.do(chromedp.Navigate(tb.site.url + path))
	tb.settle()
}

// settle waits until the timeline has drawn its tile and the list is in step.
func (tb *tab) settle() {
	tb.t.Helper()
	tb.until(`document.readyState === "complete" && !document.querySelector("[aria-busy=true]") &&
		(!document.getElementById("timeline-canvas") ||
		document.getElementById("timeline-canvas").dataset.state === "settled")`)
}

// until waits for a condition in the page, across navigations too.
func (tb *tab) until(condition string) {
	tb.t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(tb.Context, 5*time.Second)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+condition+")"))
		cancel()
		if err == nil && ok {
			return
		}
	}
	tb.t.Fatalf("never came: %s\nat %s\nannounced: %s\nconsole: %q", condition, js[string](tb, "location.href"),
		js[string](tb, `document.getElementById("timeline-live")?.textContent ?? ""`), tb.complaints())
}

// query is the address's query string.
func (tb *tab) query() string { return js[string](tb, `location.search`) }

// press sends keys to what has the focus, then waits for the page.
func (tb *tab) press(keys ...string) {
	tb.t.Helper()
	for _, k := range keys {
		tb.do(chromedp.KeyEvent(k))
		time.Sleep(60 * time.Millisecond) // lets the key's own work begin
		tb.settle()
	}
}
