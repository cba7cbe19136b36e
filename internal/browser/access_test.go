package browser_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe reads the accessibility checker, or skips or fails the test.
func axe(t *testing.T) string {
	t.Helper()
	path := os.Getenv("CHANCERY_AXE")
	if path == "" {
		missing(t, "set CHANCERY_AXE to the path of axe-core's axe.min.js")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

const runAxe = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
	.then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + v.help + " at " + n.target.join(" ") + " — " + n.failureSummary)))`

func (tb *tab) login() {
	tb.t.Helper()
	tb.show("/login")
	tb.do(
		chromedp.SendKeys(chromedp.CSS(`main input[type="text"], main input[name="name"]`), "curator"),
		chromedp.SendKeys(chromedp.CSS(`main input[type="password"]`), password+"\r"),
	)
	tb.until(`location.pathname !== "/login"`)
	tb.settle()
}

func TestAccessibility(t *testing.T) {
	script := axe(t)
	s := newSite(t)
	for _, colours := range []string{"light", "dark"} {
		t.Run(colours, func(t *testing.T) {
			tb := open(t, s, "/login", 1200, 900, scheme(colours))
			check := func(path string) {
				tb.show(path)
				js[bool](tb, script+"; true")
				for _, v := range js[[]string](tb, runAxe) {
					t.Errorf("%s: %s", path, v)
				}
			}
			for _, path := range []string{"/", spring + "&sel=2", "/?from=nonsense", "/events/2", "/articles/1", "/actors", "/login", "/nowhere"} {
				check(path)
			}
			tb.login()
			for _, path := range []string{"/review", "/events/2/edit", "/events/2/history"} {
				check(path)
			}
			tb.show("/")
			tb.do(chromedp.Click(chromedp.CSS("[data-help]")))
			js[bool](tb, script+"; true")
			for _, v := range js[[]string](tb, runAxe) {
				t.Errorf("help: %s", v)
			}
		})
	}
}

func TestDarkAndChosenTheme(t *testing.T) {
	s := newSite(t)
	tb := open(t, s, "/", 1000, 800, scheme("dark"))
	background := `getComputedStyle(document.body).backgroundColor`
	corner := `(() => {
		const copy = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
		copy.drawImage(document.querySelector("canvas"), 4, 4, 1, 1, 0, 0, 1, 1);
		return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3).reduce((a, b) => a + b);
	})()`
	dark, canvas := js[string](tb, background), js[int](tb, corner)
	if canvas > 200 {
		t.Errorf("the canvas is light (%d) on a dark page", canvas)
	}
	toggle := chromedp.Click(chromedp.CSS(".theme-toggle"))
	tb.do(toggle)
	light := js[string](tb, background)
	tb.until(corner + " > 600")
	if light == dark {
		t.Error("the toggle changes nothing")
	}
	tb.show("/events/1")
	if got := js[string](tb, background); got != light {
		t.Errorf("the next page forgets the choice: %s", got)
	}
	tb.do(toggle, toggle)
	if got := js[string](tb, background); got != dark {
		t.Errorf("automatic follows the system no more: %s", got)
	}
	tb.quiet()
}

func TestNarrowScreens(t *testing.T) {
	s := newSite(t)
	tb := open(t, s, "/login", 320, 640)
	tb.login()
	for _, path := range []string{"/?lang=fr", "/events/2?lang=fr", "/review?lang=fr", "/?lang=en", spring + "&sel=2&lanes=country", "/events/2", "/articles/1", "/actors", "/review", "/events/2/edit", "/events/2/history", "/login"} {
		tb.show(path)
		wide := js[[]string](tb, `document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll("body *")]
			.filter(e => e.getBoundingClientRect().right > 321 && !e.closest(".scroll"))
			.map(e => e.tagName + "." + e.className)`)
		if len(wide) > 0 {
			t.Errorf("%s is wider than 320 px: %s", path, strings.Join(wide[:min(6, len(wide))], ", "))
		}
	}
	tb.show("/")
	if js[bool](tb, `document.getElementById("filter").open`) {
		t.Error("the filter covers a small screen before it is asked for")
	}
	tb.quiet()
}

func TestLanguages(t *testing.T) {
	s := newSite(t)
	tb := open(t, s, spring+"&lang=fr", 1200, 800)
	if got := js[string](tb, `document.documentElement.lang`); got != "fr" {
		t.Errorf("page language is %q", got)
	}
	if got := tb.titles(); !slices.Contains(got, "Emmanuel Macron en visite à Moscou") {
		t.Errorf("French list: %q", got)
	}
	tb.do(chromedp.Focus(chromedp.CSS("#timeline-canvas")))
	tb.press("\u0300") // no key of ours: nothing may happen
	if tb.param("sel") != "" {
		t.Error("a foreign key selects something")
	}
	tb.show("/?lang=fr&from=2022-02-07&to=2022-02-12&type=visit")
	tb.do(chromedp.Focus(chromedp.CSS("#timeline-canvas")))
	tb.press(arrowRight)
	tb.until(`document.getElementById("timeline-live").textContent.includes("Emmanuel Macron en visite à Moscou. lundi 7 février 2022. Visite, ")`)
	if got := js[string](tb, `document.getElementById("timeline-range").textContent`); !strings.Contains(got, "février 2022") {
		t.Errorf("range is said as %q", got)
	}
	tb.quiet()
}

func TestCalmAndForcedColours(t *testing.T) {
	s := newSite(t)
	for _, m := range [][2]string{{"prefers-reduced-motion", "reduce"}, {"forced-colors", "active"}} {
		tb := open(t, s, spring, 1000, 800, media(m[0], m[1]))
		if n := js[int](tb, colours); n < 3 {
			t.Errorf("%s: the canvas shows %d colours", m[0], n)
		}
		before := tb.query()
		tb.do(chromedp.Click(chromedp.CSS(`[data-zoom="in"]`)))
		tb.until(`location.search !== "` + before + `"`)
		tb.settle()
		tb.quiet()
	}
}

// TestTouch pinches with two fingers.
func TestTouch(t *testing.T) {
	tb := open(t, newSite(t), spring, 390, 844)
	before := tb.query()
	js[bool](tb, `(() => {
		const box = document.getElementById("timeline-canvas"), r = box.getBoundingClientRect();
		box.setPointerCapture = () => {};
		const send = (type, id, x) => box.dispatchEvent(new PointerEvent(type,
			{pointerId: id, pointerType: "touch", button: 0, clientX: r.left + x, clientY: r.top + 120, bubbles: true}));
		send("pointerdown", 1, 150); send("pointerdown", 2, 200);
		for (let i = 0; i < 10; i++) { send("pointermove", 1, 150 - 8 * i); send("pointermove", 2, 200 + 8 * i); }
		send("pointerup", 1, 78); send("pointerup", 2, 272);
		return true;
	})()`)
	tb.until(`location.search !== "` + before + `"`)
	tb.settle()
	if from, to := tb.param("from"), tb.param("to"); from <= "2022-01-01" || to >= "2022-04-30" {
		t.Errorf("two fingers apart lead from %s to %s, want closer", from, to)
	}
	tb.quiet()
}
