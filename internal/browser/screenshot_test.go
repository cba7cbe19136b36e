package browser_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestScreenshots writes the pictures of the README when asked to.
func TestScreenshots(t *testing.T) {
	if os.Getenv("CHANCERY_SCREENSHOTS") != "1" {
		t.Skip("set CHANCERY_SCREENSHOTS=1 to write docs/screenshots")
	}
	s := newSite(t)
	dir := filepath.Join("..", "..", "docs", "screenshots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, shot := range []struct{ file, path, scheme string }{
		{"timeline-light.png", "/?from=2022-01-08&to=2022-03-20&sel=2", "light"},
		{"timeline-dark.png", "/?from=2022-01-08&to=2022-03-20&sel=2", "dark"},
		{"event.png", "/events/2", "light"},
	} {
		tb := open(t, s, shot.path, 1280, 900, scheme(shot.scheme))
		if err := os.WriteFile(filepath.Join(dir, shot.file), get(tb, chromedp.CaptureScreenshot()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
