package main

import (
	"slices"
	"testing"

	"chancery/extract"
)

// TestPlaying: a role is right when one a reader accepts was given to the
// person, by any name, or to the state, and is not told when nobody was.
func TestPlaying(t *testing.T) {
	e := extract.Event{Title: "A visits B", Actors: []extract.Actor{
		{Name: "Vladimir Putin", Names: map[string]string{"fr": "Vladimir Poutine"}, Country: "RUS", Role: "visitor"},
		{Name: "Germany", Country: "DEU", Role: "participant"},
	}}
	s := score{}
	notes := s.playing(expected{Roles: map[string]string{
		"Poutine|Vladimir Poutine": "visitor|participant", "DEU": "host", "Xi Jinping": "visitor",
	}}, e)
	if v := *s.parts["visitor"]; v != (part{asked: 2, told: 1, right: 1}) {
		t.Errorf("visitors %+v", v)
	}
	if h := *s.parts["host"]; h != (part{asked: 1, told: 1}) {
		t.Errorf("hosts %+v", h)
	}
	if want := []string{"DEU is participant, not host: A visits B"}; !slices.Equal(notes, want) {
		t.Errorf("%q", notes)
	}
}
