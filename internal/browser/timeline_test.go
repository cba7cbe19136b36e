package browser_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"chancery/models"
)

const arrowRight = kb.ArrowRight

const spring = "/?from=2022-01-01&to=2022-04-30"

// quiet fails the test when the console has complained.
func (tb *tab) quiet() {
	tb.t.Helper()
	for _, c := range tb.complaints() {
		tb.t.Errorf("console: %s", c)
	}
}

// titles are those of the list below the timeline.
func (tb *tab) titles() []string {
	tb.t.Helper()
	return js[[]string](tb, `[...document.querySelectorAll("#timeline-list .event-title a")].map(a => a.textContent)`)
}

func (tb *tab) param(name string) string {
	tb.t.Helper()
	q, err := url.ParseQuery(strings.TrimPrefix(tb.query(), "?"))
	if err != nil {
		tb.t.Fatal(err)
	}
	return q.Get(name)
}

// colours reads one thing of the canvas: how many differently coloured pixels it
// has, which is 1 for an empty one.
const colours = `(() => {
	const c = document.querySelector("#timeline-canvas canvas");
	const copy = new OffscreenCanvas(c.width, c.height).getContext("2d", {willReadFrequently: true});
	copy.drawImage(c, 0, 0);
	const d = copy.getImageData(0, 0, c.width, c.height).data;
	const seen = new Set();
	for (let i = 0; i < d.length; i += 4 * 37) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]);
	return seen.size;
})()`

func TestPageLoads(t *testing.T) {
	tb := open(t, newSite(t), "/", 1200, 800)
	if n := js[int](tb, colours); n < 8 {
		t.Errorf("the canvas shows %d colours: nothing is drawn", n)
	}
	if q := tb.query(); q != "" {
		t.Errorf("the untouched page changes its address to %q", q)
	}
	if got := js[string](tb, `document.querySelector(".notice-quiet").textContent`); !strings.Contains(got, "1 event") {
		t.Errorf("the undated event is not told of: %q", got)
	}
	tb.quiet()
}

// watchNote remembers whether the note over the timeline has ever been seen.
const watchNote = `addEventListener("DOMContentLoaded", () => {
	const note = document.querySelector("#timeline-note");
	window.noteSeen = false;
	if (note) new MutationObserver(() => { window.noteSeen ||= !note.hidden; }).observe(note, {attributes: true, attributeFilter: ["hidden"]});
})`

// onNewPage runs a script in every page before its own.
func onNewPage(script string) action {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return chromedp.Void{}, err
	}
}

func TestEmptyNote(t *testing.T) {
	s := newSite(t)
	tb := open(t, s, "/", 1200, 800, onNewPage(watchNote))
	if js[bool](tb, `window.noteSeen`) {
		t.Error("the timeline says it is empty before it has asked")
	}
	tb.show("/?q=nosuchword")
	if !js[bool](tb, `!document.querySelector("#timeline-note").hidden`) {
		t.Error("a filter that keeps nothing is not said to be empty")
	}
	tb.quiet()
}

func TestKeyboard(t *testing.T) {
	tb := open(t, newSite(t), spring, 1200, 800)
	for i := 0; js[string](tb, `document.activeElement.id`) != "timeline-canvas"; i++ {
		if i > 80 {
			t.Fatal("the timeline cannot be reached with Tab")
		}
		tb.do(chromedp.KeyEvent(kb.Tab))
	}
	if js[string](tb, `getComputedStyle(document.activeElement).outlineStyle`) == "none" {
		t.Error("the focus cannot be seen")
	}
	tb.press(kb.ArrowRight)
	first := tb.param("sel")
	tb.press(kb.ArrowRight, kb.ArrowRight)
	third := tb.param("sel")
	if first == "" || third == "" || first == third {
		t.Fatalf("arrows select %q, then %q", first, third)
	}
	tb.press(kb.ArrowLeft, kb.ArrowLeft)
	if back := tb.param("sel"); back != first {
		t.Errorf("two steps back select %q, want %q", back, first)
	}
	tb.until(`document.getElementById("timeline-live").textContent.includes("Strategic stability talks in Geneva. Monday 10 January 2022. Negotiation, Occurred.")`)
	tb.until(`document.querySelector("#timeline-card .card-title")?.textContent.includes("Strategic stability")`)

	tb.press(kb.ArrowUp)
	if got := tb.param("sel"); got == first {
		t.Error("ArrowUp stays in the lane")
	}
	tb.press(kb.Home)
	if got := tb.param("sel"); got != first {
		t.Errorf("Home selects %q, want the first event %q", got, first)
	}
	tb.press(kb.End)
	if got := tb.text("#timeline-card .card-title"); !strings.Contains(got, "Presidential election") {
		t.Errorf("End shows %q", got)
	}
	tb.press(kb.Escape)
	if tb.param("sel") != "" || !js[bool](tb, `document.getElementById("timeline-card").hidden`) {
		t.Error("Escape leaves the selection")
	}
	before := tb.query()
	tb.press("+")
	if tb.query() == before {
		t.Error("+ does not zoom")
	}
	before = tb.query()
	tb.press(kb.PageDown)
	if tb.query() == before {
		t.Error("PageDown does not move the view")
	}
	tb.press("?")
	if !js[bool](tb, `document.getElementById("timeline-help").open`) {
		t.Error("? does not show the help")
	}
	tb.press(kb.Escape)
	tb.press("/")
	if got := js[string](tb, `document.activeElement.id`); got != "q" {
		t.Errorf("/ leads to %q", got)
	}
	tb.quiet()
}

// text waits for the card's own request first.
func (tb *tab) text(selector string) string {
	tb.t.Helper()
	time.Sleep(300 * time.Millisecond)
	return js[string](tb, `document.querySelector("`+selector+`")?.textContent ?? ""`)
}

func TestEnterOpensAndBackReturns(t *testing.T) {
	tb := open(t, newSite(t), spring, 1200, 800)
	tb.do(chromedp.Focus(chromedp.CSS("#timeline-canvas")))
	tb.press(kb.ArrowRight, kb.ArrowRight)
	sel, address := tb.param("sel"), tb.query()
	tb.do(chromedp.KeyEvent(kb.Enter))
	tb.until(`location.pathname === "/events/` + sel + `"`)
	tb.back()
	tb.until(`location.pathname === "/"`)
	tb.settle()
	if got := tb.query(); got != address {
		t.Errorf("back leads to %q, want %q", got, address)
	}
	tb.until(`!document.getElementById("timeline-card").hidden`)
	tb.quiet()
}

func TestZoomAndPanStandInTheAddress(t *testing.T) {
	tb := open(t, newSite(t), spring, 1200, 800)
	x, y := tb.middle()
	tb.wheel(x, y, -400)
	tb.settle()
	zoomed := tb.query()
	if zoomed == "" || strings.Contains(zoomed, "from=2022-01-01") {
		t.Fatalf("the wheel leaves the address at %q", zoomed)
	}
	tb.do(chromedp.Func(drag(x, y, x-200, y)))
	tb.settle()
	panned := tb.query()
	if panned == zoomed {
		t.Error("dragging leaves the address")
	}
	tb.show("/" + panned)
	if got := tb.query(); got != panned {
		t.Errorf("a reload changes %q into %q", panned, got)
	}
	words := js[string](tb, `document.getElementById("timeline-range").textContent`)
	tb.show("/" + panned)
	if got := js[string](tb, `document.getElementById("timeline-range").textContent`); got != words || got == "" {
		t.Errorf("the link shows %q, then %q", words, got)
	}
	if from := js[string](tb, `document.getElementById("from").value`); from != tb.param("from") {
		t.Errorf("the form says from %q, the address %q", from, tb.param("from"))
	}
	tb.do(chromedp.Click(chromedp.CSS(`[data-range="all"]`)))
	tb.settle()
	if got := tb.query(); got != "" {
		t.Errorf("All leaves the address at %q", got)
	}
	tb.quiet()
}

func TestFiltersWithoutReload(t *testing.T) {
	s := newSite(t)
	tb := open(t, s, "/", 1200, 800)
	tb.do(chromedp.Evaluate[chromedp.Void](`window.kept = true`))
	tb.do(chromedp.Click(chromedp.CSS(`input[name="type"][value="visit"]`)))
	tb.settle()
	want := s.titles(t, models.EventFilter{Types: []string{"visit"}})
	if got := tb.titles(); !slices.Equal(got, want) || len(got) != 4 {
		t.Errorf("visits: list shows %q, want %q", got, want)
	}
	if got := tb.param("type"); got != "visit" {
		t.Errorf("address has type=%q", got)
	}
	tb.do(chromedp.SendKeys(chromedp.CSS("#actor"), "Olaf Scholz"+kb.Enter))
	tb.until(`location.search.includes("actor")`)
	tb.settle()
	if got, want := tb.titles(), []string{"Olaf Scholz visits Kyiv", "Olaf Scholz visits Moscow"}; !slices.Equal(got, want) {
		t.Errorf("visits of an actor: %q, want %q", got, want)
	}
	if got := js[int](tb, `Number(document.querySelector('[data-count="type:summit"]').textContent)`); got != 1 {
		t.Errorf("the count beside the other types is %d, want his one summit", got)
	}
	tb.back()
	tb.until(`!location.search.includes("actor")`)
	tb.settle()
	if got := tb.titles(); len(got) != 4 || tb.param("actor") != "" || js[string](tb, `document.getElementById("actor").value`) != "" {
		t.Errorf("back: %q at %s", got, tb.query())
	}
	tb.do(chromedp.Click(chromedp.CSS("[data-clear]")))
	tb.settle()
	tb.do(chromedp.SendKeys(chromedp.CSS("#q"), "kremlin"))
	tb.until(`location.search.includes("kremlin")`)
	tb.settle()
	if got, want := tb.titles(), []string{"Emmanuel Macron visits Moscow"}; !slices.Equal(got, want) {
		t.Errorf("a word of the evidence: %q, want %q", got, want)
	}
	if !js[bool](tb, `window.kept === true`) {
		t.Error("the page was reloaded")
	}
	tb.quiet()
}

// titles asks the store.
func (s *site) titles(t *testing.T, f models.EventFilter) []string {
	t.Helper()
	list, err := s.db.Events(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for i := range list.Events {
		out = append(out, list.Events[i].Title("en"))
	}
	return out
}

func TestClickSelectsAndClusterZooms(t *testing.T) {
	tb := open(t, newSite(t), "/?from=2022-01-15&to=2022-02-28&lanes=none", 1200, 800)
	// Walk over the canvas until something is under the pointer.
	hit := js[[]float64](tb, `(() => {
		const box = document.getElementById("timeline-canvas"), r = box.getBoundingClientRect();
		for (let y = 50; y < r.height; y += 6) for (let x = 160; x < r.width; x += 6) {
			box.dispatchEvent(new PointerEvent("pointermove", {clientX: r.left + x, clientY: r.top + y, pointerId: 9}));
			const tip = document.getElementById("timeline-tip");
			if (!tip.hidden && tip.textContent.includes("Visit")) return [r.left + x, r.top + y];
		}
		return [];
	})()`)
	if len(hit) != 2 {
		t.Fatal("no event under the pointer anywhere")
	}
	tb.do(chromedp.MouseClickXY(hit[0], hit[1]))
	tb.until(`new URLSearchParams(location.search).get("sel")`)
	tb.until(`document.querySelector("#timeline-card .btn-primary")`)
	sel := tb.param("sel")
	tb.do(chromedp.Click(chromedp.CSS("#timeline-card .btn-primary")))
	tb.until(`location.pathname === "/events/` + sel + `"`)
	tb.quiet()
}

func TestListEqualsFilterWithoutScript(t *testing.T) {
	s := newSite(t)
	tb := open(t, s, "/login", 1000, 800, noScript())
	for path, f := range map[string]models.EventFilter{
		"/":                                 {},
		"/?type=visit,summit":               {Types: []string{"visit", "summit"}},
		"/?from=2022-02-05&to=2022-02-15":   {From: "2022-02-05", To: "2022-02-15"},
		"/?country=UN&status=occurred":      {Countries: []string{"UN"}, Statuses: []string{"occurred"}},
		"/?actor=Vladimir+Poutine&lanes=no": {Actors: []string{"Vladimir Poutine"}},
		"/?undated=1":                       {Undated: true},
	} {
		tb.do(chromedp.Navigate(s.url + path))
		f.Limit = 25
		got := get(tb, texts("#timeline-list .event-title a"))
		if want := s.titles(t, f); !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s lists %q, want %q", path, got, want)
		}
	}
	tb.do(chromedp.Navigate(s.url+"/"), chromedp.Click(chromedp.CSS(`input[name="status"][value="cancelled"]`)),
		chromedp.Click(chromedp.CSS(`#timeline-filter [type="submit"]`)))
	time.Sleep(500 * time.Millisecond)
	if got, want := get(tb, texts("#timeline-list .event-title a")), []string{"Blinken and Lavrov to meet"}; !slices.Equal(got, want) {
		t.Errorf("the form without script lists %q, want %q", got, want)
	}
}
