package browser_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"chancery/extract"
	"chancery/ingest"
	"chancery/internal/testkit"
	"chancery/models"
	"chancery/seeds"
	"chancery/store"
	"chancery/timeline"
)

// seedStore lends the database to ingest.
type seedStore struct{ *store.DB }

func (s seedStore) Tx(ctx context.Context, fn func(ingest.Store) error) error {
	return s.DB.Tx(ctx, func(tx *store.DB) error { return fn(seedStore{tx}) })
}

// newSeededSite serves what a first start serves: the demo's articles, read by
// the extractor.
func newSeededSite(t *testing.T) *site {
	t.Helper()
	s := &site{db: testkit.OpenDB(t), index: timeline.New()}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	g := &ingest.Ingester{Store: seedStore{s.db}, Reader: x}
	err = seeds.Load(t.Context(), func(ctx context.Context, a seeds.Article, from *models.Source) error {
		_, err := g.Save(ctx, ingest.Item{
			Title: a.Title, Text: a.Text, Lang: a.Lang, Source: from, Published: a.Published,
			PublishedBy: models.PublishedGiven, Name: a.Name, Demo: true,
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s.start(t)
}

// TestScreenshots writes the pictures of the README when asked to.
func TestScreenshots(t *testing.T) {
	if os.Getenv("CHANCERY_SCREENSHOTS") != "1" {
		t.Skip("set CHANCERY_SCREENSHOTS=1 to write docs/screenshots")
	}
	s := newSeededSite(t)
	dir := filepath.Join("..", "..", "docs", "screenshots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, shot := range []struct{ file, path, scheme string }{
		{"timeline-light.png", "/", "light"},
		{"timeline-dark.png", "/", "dark"},
		{"event.png", "", "light"},
	} {
		tb := open(t, s, "/", 1280, 900, scheme(shot.scheme))
		tb.do(chromedp.Focus(chromedp.CSS("#timeline-canvas")))
		for i := 0; i < 40 && !strings.Contains(js[string](tb, `document.getElementById("timeline-live").textContent`), "Xi Jinping visits"); i++ {
			tb.press(arrowRight)
		}
		if shot.path == "" {
			tb.show("/events/" + tb.param("sel"))
		}
		js[bool](tb, `(document.activeElement?.blur(), true)`)
		time.Sleep(500 * time.Millisecond) // the card's own request
		if err := os.WriteFile(filepath.Join(dir, shot.file), get(tb, chromedp.CaptureScreenshot()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
