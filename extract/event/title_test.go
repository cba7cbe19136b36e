package event_test

import (
	"testing"

	"chancery/extract/actor"
	"chancery/extract/event"
)

func TestTitles(t *testing.T) {
	gaz, err := actor.Open(tags("actors.yaml")...)
	if err != nil {
		t.Fatal(err)
	}
	macron := event.Part{ID: "Q3052772", Name: "Emmanuel Macron", Country: "FRA", Kind: actor.Person, Role: "visitor"}
	scholz := event.Part{ID: "Q61053", Name: "Olaf Scholz", Country: "DEU", Kind: actor.Person, Role: "visitor"}
	state := func(code string) *event.Place {
		id, ok := gaz.State(code)
		if !ok {
			t.Fatalf("no state %s", code)
		}
		return &event.Place{ID: id, Country: code, State: true}
	}
	moscow := &event.Place{ID: "Q649", Name: "Moscow", Country: "RUS"}
	tests := []struct {
		tag  string
		e    event.Event
		want string
	}{
		{"en", event.Event{Type: "visit", Parts: []event.Part{macron}, Place: moscow}, "Emmanuel Macron visits Moscow"},
		{"fr", event.Event{Type: "visit", Parts: []event.Part{macron}, Place: moscow}, "Emmanuel Macron en visite à Moscou"},
		{"en", event.Event{Type: "visit", Parts: []event.Part{macron, scholz}, Place: moscow}, "Emmanuel Macron and Olaf Scholz visit Moscow"},
		{"fr", event.Event{Type: "visit", Parts: []event.Part{macron}, Place: state("JPN")}, "Emmanuel Macron en visite au Japon"},
		{"fr", event.Event{Type: "visit", Parts: []event.Part{macron}, Place: state("USA")}, "Emmanuel Macron en visite aux États-Unis"},
		{"fr", event.Event{Type: "visit", Parts: []event.Part{scholz}, Place: state("FRA"), Status: "postponed"}, "Olaf Scholz en visite en France (reporté)"},
		{"fr", event.Event{Type: "visit", Parts: []event.Part{macron}}, "Visite : Emmanuel Macron"},
		{"en", event.Event{Type: "election", Countries: []string{"ITA"}}, "Election: Italy"},
		{"fr", event.Event{Type: "election", Countries: []string{"EU", "ITA"}}, "Scrutin : EU – Italie"},
	}
	for _, tt := range tests {
		titles, err := event.OpenTitles(tt.tag, gaz)
		if err != nil {
			t.Fatal(err)
		}
		if got := titles.Title(&tt.e); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.tag, got, tt.want)
		}
	}
}
