package main

import (
	"bytes"
	"strings"
	"testing"
)

func date(s, e int, v string) mark { return mark{Start: s, End: e, Type: "DATE", Value: v} }

func TestScore(t *testing.T) {
	d := document{ID: "1", Gold: []mark{date(0, 5, "2022-02-07"), date(10, 20, "2022-02-15"), {Start: 30, End: 35, Type: "DURATION", Value: "P3D"}}}
	preds := []mark{date(0, 5, "2022-02-07"), date(12, 20, "2022-02-14"), {Start: 30, End: 35, Type: "DURATION", Value: "P3D"}, date(50, 55, "2022-03-01")}
	all := scoreAll([]document{d}, [][]mark{preds}, tasks[0], nil)
	if want := (figures{gold: 3, pred: 4, strict: 2, relaxed: 3, value: 2}); all != want {
		t.Errorf("TIMEX: got %+v, want %+v", all, want)
	}
	// A duration is no part of the dates, neither as gold nor as a false alarm.
	dates := scoreAll([]document{d}, [][]mark{preds}, tasks[1], nil)
	if want := (figures{gold: 2, pred: 3, strict: 1, relaxed: 2, value: 1}); dates != want {
		t.Errorf("ALL: got %+v, want %+v", dates, want)
	}
}

func TestPairUpTakesTheLargestOverlap(t *testing.T) {
	got := pairUp([]mark{date(0, 10, "")}, []mark{date(8, 10, ""), date(0, 7, "")})
	if len(got) != 1 || got[0] != 1 {
		t.Errorf("got %v", got)
	}
}

func TestDatePartDropsTheTime(t *testing.T) {
	for in, want := range map[string]string{"2022-02-07TEV": "2022-02-07", "T12:00": "T12:00", "PT3H": "PT3H", "2022": "2022"} {
		if got := datePart(in); got != want {
			t.Errorf("datePart(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRunExplainsABadFile(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"no-such-file.jsonl"}, &out, &errs); code != 1 || !strings.Contains(errs.String(), "no-such-file") {
		t.Errorf("code %d, %s", code, errs.String())
	}
}
