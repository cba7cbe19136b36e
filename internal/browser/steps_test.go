package browser_test

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// media makes the browser prefer something, for example a colour scheme.
func media(name, value string) action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: name, Value: value}},
		})
		return err
	})
}

// scheme makes the browser prefer light or dark.
func scheme(name string) action { return media("prefers-color-scheme", name) }

// noScript turns JavaScript off in the page; the test's own keeps working.
func noScript() action {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}

// texts are the contents of the elements a selector finds.
func texts(selector string) chromedp.Action[[]string] {
	return chromedp.Evaluate[[]string](`[...document.querySelectorAll("` + selector + `")].map(e => e.textContent)`)
}

// middle is the middle of the canvas in the window.
func (tb *tab) middle() (x, y float64) {
	p := js[[]float64](tb, `(() => {
		const r = document.getElementById("timeline-canvas").getBoundingClientRect();
		return [r.left + r.width / 2, r.top + r.height / 2];
	})()`)
	return p[0], p[1]
}

func mouse(ctx context.Context, t *chromedp.Target, p input.DispatchMouseEventParams) error {
	_, err := cdp.Call(ctx, t, input.DispatchMouseEvent, p)
	return err
}

// wheel turns the mouse wheel at a point.
func (tb *tab) wheel(x, y, dy float64) {
	tb.t.Helper()
	const dx = 0.001 // the protocol wants both, the package leaves zeros out
	tb.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		return mouse(ctx, t, input.DispatchMouseEventParams{Type: "mouseWheel", X: x, Y: y, DeltaX: dx, DeltaY: dy})
	}))
}

// drag pulls from one point to another and holds still before letting go, so
// that nothing is thrown.
func drag(x0, y0, x1, y1 float64) func(context.Context, *chromedp.Target) error {
	return func(ctx context.Context, t *chromedp.Target) error {
		step := func(typ string, x, y float64) error {
			return mouse(ctx, t, input.DispatchMouseEventParams{
				Type: input.DispatchMouseEventType(typ), X: x, Y: y, Button: "left", Buttons: 1, ClickCount: 1,
			})
		}
		if err := step("mousePressed", x0, y0); err != nil {
			return err
		}
		for i := 1; i <= 10; i++ {
			k := float64(i) / 10
			if err := step("mouseMoved", x0+(x1-x0)*k, y0+(y1-y0)*k); err != nil {
				return err
			}
		}
		return step("mouseReleased", x1, y1)
	}
}

// back goes back in the tab's history and does not wait: the page may come out
// of the browser's cache without loading.
func (tb *tab) back() {
	tb.t.Helper()
	js[bool](tb, `history.back() || true`)
}
