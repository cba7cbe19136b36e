package browser_test

import "testing"

// axisFaults tries the axis at every zoom from a few days to the whole calendar
// and lists what is wrong: ticks out of order, too close to read, or missing.
const axisFaults = `Promise.all(["axis", "scale", "days"].map(m => import("/static/js/timeline/" + m + ".js")))
	.then(([{axis}, {Scale}, {Words, fromParts, parts, toISO, fromISO}]) => {
	const faults = [];
	for (const lang of ["en", "fr"]) {
		const words = new Words(lang, (key, v) => key + Object.values(v));
		for (const width of [280, 900, 2400]) {
			for (let span = 3; span < 3_600_000; span *= 1.35) {
				for (const middle of [fromParts(2022, 2, 14), fromParts(1648, 10, 24), fromParts(2000, 12, 31)]) {
					const scale = new Scale(middle - span / 2, middle + span / 2, width);
					const {minor, major, step} = axis(scale, words);
					const at = lang + " " + width + " px, " + Math.round(span) + " days about " + toISO(middle) + ": ";
					if (minor.length < 1 || minor.length > 60) faults.push(at + minor.length + " ticks");
					for (let i = 1; i < minor.length; i++) {
						const gap = scale.x(minor[i].day) - scale.x(minor[i - 1].day);
						// Every second day begins anew with the month: one gap may be half.
						if (gap < (step.n === 2 && step.unit === "day" ? 22 : 38)) faults.push(at + "a gap of " + gap + " px");
					}
					for (const t of [...minor, ...major]) {
						if (!t.label || t.label.includes("NaN") || t.label.includes("undefined")) faults.push(at + "label " + t.label);
					}
				}
			}
		}
	}
	for (const iso of ["0001-01-01", "0099-12-31", "1582-10-15", "1900-02-28", "1970-01-01", "2000-02-29", "9999-12-31"]) {
		if (toISO(fromISO(iso)) !== iso) faults.push(iso + " becomes " + toISO(fromISO(iso)));
	}
	for (const bad of ["2022-02-30", "2022-2-3", "soon", "", null]) if (fromISO(bad) !== null) faults.push(bad + " is taken for a day");
	const p = parts(fromParts(2022, 2, 7));
	if (p.weekday !== 1 || p.month !== 2) faults.push("7 February 2022 is taken for weekday " + p.weekday);
	return faults.slice(0, 12);
})`

// spans are what the page says of stretches of days.
const spans = `import("/static/js/timeline/days.js").then(({Words, fromISO}) => {
	const words = lang => new Words(lang, (key, v) => key === "day" ? v.weekday + " " + v.date : key + ":" + Object.values(v || {}));
	const say = (lang, a, b) => words(lang).span(fromISO(a), fromISO(b) + 1);
	return [
		say("en", "2022-02-07", "2022-02-07"), say("fr", "2022-02-07", "2022-02-07"),
		say("en", "2022-03-01", "2022-03-31"), say("fr", "2022-03-01", "2022-03-31"),
		say("en", "2022-01-01", "2022-12-31"), say("en", "2020-01-01", "2022-12-31"), say("en", "2022-01-01", "2022-03-31"),
		words("en").item({start: fromISO("2022-02-24"), end: 5e6, open_end: true}),
		words("en").item({start: fromISO("2022-02-24"), end: fromISO("2022-02-25"), unsure: true}),
	];
})`

func TestAxisFromDaysToMillennia(t *testing.T) {
	tb := open(t, newSite(t), "/", 800, 600)
	for _, fault := range js[[]string](tb, axisFaults) {
		t.Error(fault)
	}
	want := []string{
		"Monday 7 February 2022", "lundi 7 février 2022", "March 2022", "mars 2022", "2022", "2020 – 2022",
		"January 2022 – March 2022", "since:24 February 2022", "Thursday 24 February 2022 (uncertain:)",
	}
	for i, got := range js[[]string](tb, spans) {
		if got != want[i] {
			t.Errorf("says %q, want %q", got, want[i])
		}
	}
	tb.quiet()
}
