package page

import (
	"strings"
	"testing"
)

func TestSafeHTML(t *testing.T) {
	body := strings.Repeat("The ministers met in Geneva to prepare the round of talks that opens there on Monday. ", 8)
	p, err := Read([]byte(`<!doctype html><html lang="en"><title>Talks</title><body><article><h2 onclick="x()">Talks</h2><p style="color:red">`+body+
		`<a href="javascript:alert(1)">one</a> <a href="https://news.example/2" target="_top" onmouseover="x()">two</a>`+
		`<img src="https://spy.example/pixel.gif"><script>alert(1)</script><iframe src="https://evil.example/"></iframe>`+
		`<svg onload="x()"></svg><form action="/x"><input name="a"></form></p><p>`+body+`</p></article></body></html>`), "https://news.example/1", "text/html")
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"script", "alert", "javascript", "onclick", "onmouseover", "onload", "style", "<img", "iframe", "<form", "<input", "<svg", "target"} {
		if strings.Contains(p.HTML, bad) {
			t.Errorf("%q is left in %q", bad, p.HTML)
		}
	}
	if !strings.Contains(p.HTML, `href="https://news.example/2"`) || !strings.Contains(p.HTML, "<p>") || !strings.Contains(p.HTML, "nofollow") {
		t.Errorf("too much is gone: %q", p.HTML)
	}
}
