package browser_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"chancery/edtf"
	"chancery/models"
)

// crowd streams n synthetic events between 1990 and 2026.
func crowd(n int) func(context.Context, func(*models.Event) error) error {
	return func(_ context.Context, fn func(*models.Event) error) error {
		rnd := rand.New(rand.NewPCG(1, 1))
		first := edtf.DayOf(1990, 1, 1)
		for id := range uint64(n) {
			start := first + edtf.Day(float64(id)*13_400/float64(n))
			e := &models.Event{
				ID: id + 1, Type: models.EventTypes[int(20*rnd.Float64()*rnd.Float64())], Status: models.Statuses[rnd.IntN(7)],
				Review: models.ReviewAccepted, Confidence: rnd.Float64(),
				Countries: []string{fmt.Sprintf("X%02d", rnd.IntN(180)), fmt.Sprintf("X%02d", rnd.IntN(180))},
				Titles:    map[string]string{"en": fmt.Sprintf("Minister %d received in capital %d", rnd.IntN(900), rnd.IntN(180))},
			}
			date := start.String()
			switch rnd.IntN(12) {
			case 0:
				date += "/" + (start + 1 + edtf.Day(rnd.IntN(10))).String()
			case 1:
				date = date[:7]
			}
			if err := e.SetDate(date); err != nil {
				return err
			}
			k := int(50_000 * rnd.Float64() * rnd.Float64())
			e.Actors = []models.EventActor{{Actor: models.Actor{Key: fmt.Sprintf("Q%d", k), Name: fmt.Sprintf("Person %d", k)}}}
			if err := fn(e); err != nil {
				return err
			}
		}
		return nil
	}
}

// frames moves the view in every frame for a while and gives the time from
// frame to frame in milliseconds (median, 95th and 99th percentile, worst), the
// number of frames, and the page's own work in each (the same four).
const frames = `((dx, dy, seconds) => new Promise(done => {
	const box = document.getElementById("timeline-canvas"), r = box.getBoundingClientRect();
	const times = [], work = [], raf = window.requestAnimationFrame;
	window.requestAnimationFrame = fn => raf(now => {
		const t = performance.now();
		fn(now);
		work.push(performance.now() - t);
	});
	let last = 0, start = 0;
	const step = now => {
		if (!start) start = now; else times.push(now - last);
		last = now;
		if (now - start > seconds * 1000) {
			window.requestAnimationFrame = raf;
			const at = (list, q) => list[Math.min(list.length - 1, Math.floor(q * list.length))];
			const four = list => (list.sort((a, b) => a - b), [at(list, .5), at(list, .95), at(list, .99), list.at(-1)]);
			return done([...four(times), times.length, ...four(work)]);
		}
		const turn = Math.floor((now - start) / 1000) % 2 ? -1 : 1;
		box.dispatchEvent(new WheelEvent("wheel", {deltaX: dx * turn, deltaY: dy * turn, cancelable: true,
			clientX: r.left + r.width * .6, clientY: r.top + 200}));
		raf(step);
	};
	raf(step);
}))`

// TestSmooth measures frames over a crowd of events: CHANCERY_BENCH_EVENTS of
// them, for example 1000000. Without it a small crowd shows that the page
// bears one at all.
func TestSmooth(t *testing.T) {
	n, seconds := 20_000, 1.0
	if asked, err := strconv.Atoi(os.Getenv("CHANCERY_BENCH_EVENTS")); err == nil {
		n, seconds = asked, 4
	}
	s := newSite(t)
	if err := s.index.Load(t.Context(), crowd(n)); err != nil {
		t.Fatal(err)
	}
	for _, view := range []struct {
		name, path string
		dx, dy     float64
	}{
		{"36 years, panning", "/", 14, 0},
		{"36 years, by country, panning", "/?lanes=country", 14, 0},
		{"36 years, zooming", "/", 0, 25},
		{"2 years, panning", "/?from=2010-01-01&to=2011-12-31", 14, 0},
		{"a month, panning", "/?from=2010-03-01&to=2010-03-31", 14, 0},
		{"a week, panning", "/?from=2010-03-01&to=2010-03-07", 14, 0},
	} {
		tb := open(t, s, view.path, 1280, 900)
		f := js[[]float64](tb, fmt.Sprintf("%s(%g, %g, %g)", frames, view.dx, view.dy, seconds))
		t.Logf("%d events, %s: median %.1f ms, p95 %.1f ms, p99 %.1f ms, worst %.1f ms (%.0f frames); drawing: %.1f, %.1f, %.1f, %.1f ms",
			n, view.name, f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8])
		// Generous: a busy machine without graphics hardware must pass as well.
		if f[0] > 50 {
			t.Errorf("%s: the median frame takes %.1f ms", view.name, f[0])
		}
		tb.settle()
		tb.quiet()
	}
}
