package models

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func valid(t *testing.T) *Event {
	t.Helper()
	e := &Event{
		Type: "visit", Status: StatusPlanned, Review: ReviewPending, DayBasis: "text", Titles: map[string]string{"en": "A visit"},
		Countries: []string{"FRA", "G20"}, Confidence: 1, Actors: []EventActor{{Role: "host"}},
	}
	if err := e.SetDate("2022-02-07"); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEventValidate(t *testing.T) {
	if err := valid(t).Validate(); err != nil {
		t.Fatalf("a valid event: %v", err)
	}
	undated := valid(t)
	_ = undated.SetDate("")
	if err := undated.Validate(); err != nil {
		t.Errorf("an undated event: %v", err)
	}
	for _, c := range []struct {
		field, code string
		spoil       func(*Event)
	}{
		{"type", "unknown", func(e *Event) { e.Type = "party" }},
		{"status", "unknown", func(e *Event) { e.Status = "" }},
		{"review", "unknown", func(e *Event) { e.Review = "maybe" }},
		{"day_basis", "unknown", func(e *Event) { e.DayBasis = "hearsay" }},
		{"date", "not_a_date", func(e *Event) { e.EDTF = "2022-02-30" }},
		{"date", "inconsistent", func(e *Event) { e.EDTF = "2022-02-08" }},
		{"date", "inconsistent", func(e *Event) { e.StartDay = nil }},
		{"date", "inconsistent", func(e *Event) { e.Precision = "month" }},
		{"date", "inconsistent", func(e *Event) { e.EDTF = "" }},
		{"title", "required", func(e *Event) { e.Titles = map[string]string{"en": ""} }},
		{"title", "too_long", func(e *Event) { e.Titles["fr"] = strings.Repeat("é", MaxTitle+1) }},
		{"summary", "too_long", func(e *Event) { e.Summaries = map[string]string{"en": strings.Repeat("x", MaxSummary+1)} }},
		{"attribution", "too_long", func(e *Event) { e.Attribution = strings.Repeat("x", MaxTitle+1) }},
		{"countries", "unknown", func(e *Event) { e.Countries = []string{"fra"} }},
		{"confidence", "out_of_range", func(e *Event) { e.Confidence = 1.01 }},
		{"confidence", "out_of_range", func(e *Event) { e.Confidence = math.NaN() }},
		{"role", "unknown", func(e *Event) { e.Actors[0].Role = "" }},
	} {
		e := valid(t)
		c.spoil(e)
		err := e.Validate()
		var errs FieldErrors
		if !errors.As(err, &errs) || !errors.Is(err, ErrInvalid) || len(errs) != 1 || errs[0].Field != c.field || errs[0].Code != c.code {
			t.Errorf("want %s %s, got %v", c.field, c.code, err)
		}
	}
	long := valid(t)
	long.Titles["fr"] = strings.Repeat("é", MaxTitle)
	if err := long.Validate(); err != nil {
		t.Errorf("a title of just the longest: %v", err)
	}
}

func TestRecordsValidate(t *testing.T) {
	for name, c := range map[string]struct {
		v  interface{ Validate() error }
		ok bool
	}{
		"user":           {&User{Name: "zoé", Role: RoleCurator}, true},
		"user no name":   {&User{Role: RoleCurator}, false},
		"user spaces":    {&User{Name: "a b", Role: RoleCurator}, false},
		"user control":   {&User{Name: "a\x00", Role: RoleCurator}, false},
		"user long":      {&User{Name: strings.Repeat("x", MaxLogin+1), Role: RoleCurator}, false},
		"user role":      {&User{Name: "ada"}, false},
		"feed":           {&Feed{URL: "https://news.example/rss"}, true},
		"feed no URL":    {&Feed{}, false},
		"feed file":      {&Feed{URL: "file:///etc/passwd"}, false},
		"feed no host":   {&Feed{URL: "https:///rss"}, false},
		"feed port only": {&Feed{URL: "https://:80/rss"}, false},
		"view":           {&SavedView{Name: "Visits"}, true},
		"view no name":   {&SavedView{Name: " "}, false},
	} {
		if err := c.v.Validate(); (err == nil) != c.ok || err != nil && !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestValidCode(t *testing.T) {
	for s, want := range map[string]bool{
		"FRA": true, "UN": true, "G20": true, "ECOWAS": true, "": false, "F": false, "fra": false, "FR A": false, "20G": false, "ÉU": false,
		"ABCDEFGHIJKLM": false,
	} {
		if ValidCode(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}
