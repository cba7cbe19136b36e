package models

import (
	"errors"
	"slices"
	"testing"
)

func sample() *Event {
	e := &Event{
		Type: "visit", Status: StatusPlanned, Review: ReviewPending, Titles: map[string]string{"fr": "Visite à Moscou"},
		Countries: []string{"RUS", "FRA"}, Place: &Place{Key: "Q649", Name: "Moscow", Country: "RUS"},
		Actors: []EventActor{{Role: "visitor", Actor: Actor{Key: "Q3052772", Name: "Emmanuel Macron", Kind: KindPerson, Country: "FRA"}}},
	}
	_ = e.SetDate("2022-02-07")
	return e
}

func TestChangesNamesWhatDiffers(t *testing.T) {
	a, b := sample(), sample()
	b.Status = StatusOccurred
	b.Titles = map[string]string{"en": "Visit to Moscow"}
	b.Place = nil
	var fields []string
	for _, c := range Changes(a, b) {
		fields = append(fields, c.Field)
	}
	if want := []string{"place", "status", "title.en", "title.fr"}; !slices.Equal(fields, want) {
		t.Errorf("fields %v, want %v", fields, want)
	}
	if got := Changes(a, sample()); len(got) != 0 {
		t.Errorf("equal events differ in %v", got)
	}
	if got := Changes(nil, a); len(got) == 0 || got[0].Before != "" {
		t.Errorf("a new event's changes are %v", got)
	}
}

func TestSetFieldTakesEveryChangeBack(t *testing.T) {
	before, after := sample(), &Event{
		Type: "summit", Status: StatusCancelled, Review: ReviewAccepted, Titles: map[string]string{"en": "Summit"},
		Summaries: map[string]string{"en": "It is off."}, Countries: []string{"CHN"}, Attribution: "Kremlin", Locked: []string{"date"},
	}
	_ = after.SetDate("2022-03")
	for _, c := range Changes(before, after) {
		if err := after.SetField(c.Field, c.Before); err != nil {
			t.Fatal(c.Field, err)
		}
	}
	if left := Changes(before, after); len(left) != 0 {
		t.Errorf("still different: %v", left)
	}
}

func TestSetFieldRefuses(t *testing.T) {
	for _, c := range []Change{{Field: "date", After: "soon"}, {Field: "place", After: "Moscow"}, {Field: "actors", After: "[}"}, {Field: "uid", After: "x"}} {
		if err := sample().SetField(c.Field, c.After); !errors.Is(err, ErrInvalid) {
			t.Errorf("SetField(%q, %q) = %v", c.Field, c.After, err)
		}
	}
}

func TestSetFieldTakesOtherSpellings(t *testing.T) {
	e := sample()
	for field, value := range map[string]string{"edtf": "2022-03", "countries": "CHN RUS"} {
		if err := e.SetField(field, value); err != nil {
			t.Fatal(err)
		}
	}
	if e.EDTF != "2022-03" || e.Precision != "month" || !slices.Equal(e.Countries, []string{"CHN", "RUS"}) {
		t.Errorf("%+v", e)
	}
}
