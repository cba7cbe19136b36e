package actor

import (
	"errors"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
)

func TestCuratorWins(t *testing.T) {
	g := opened(t)
	day := edtf.DayOf(2031, 5, 1)
	own, err := g.With(
		Extra{
			Record: Record{ID: "own:1", Kind: Person, Country: "FRA", Names: map[string]string{"fr": "Zoé Quelquun", "en": "Zoe Somebody"}},
			Terms:  []Term{{Country: "FRA", Office: "head-of-state", Start: edtf.DayOf(2027, 5, 14), End: edtf.MaxDay}},
		},
		Extra{Record: Record{ID: "Q649", Kind: Place, Names: map[string]string{"fr": "Moskova"}}},
	)
	if err != nil {
		t.Fatal(err)
	}
	doc := text.New("La présidente française est à Moskova. Zoé Quelquun y reste.", "fr", rules(t, "fr"))
	got := own.Match(doc, day, true)
	if len(got) != 3 || got[0].ID != "own:1" || got[1].ID != "Q649" || got[2].ID != "own:1" {
		t.Errorf("%s", show(doc, got))
	}
	if n := own.Name("Q649", "fr"); n != "Moskova" {
		t.Errorf("the curator's name must be shown: %q", n)
	}
	if g.Name("Q649", "fr") != "Moscou" {
		t.Error("the first gazetteer must not change")
	}
	if got := own.Holders("FRA", "head-of-state", edtf.DayOf(2022, 2, 4)); len(got) != 1 || got[0] != "Q3052772" {
		t.Errorf("a successor must not touch earlier years: %v", got)
	}
	if got := own.Holders("FRA", "head-of-state", day); len(got) != 1 || got[0] != "own:1" {
		t.Errorf("the open term before must end: %v", got)
	}
}

func TestBadExtra(t *testing.T) {
	g := opened(t)
	for _, x := range []Extra{
		{},
		{Record: Record{ID: "own:2"}},
		{Record: Record{ID: "own:3", Names: map[string]string{"en": "X"}}, Terms: []Term{{Start: 10, End: 5}}},
	} {
		if _, err := g.With(x); !errors.Is(err, ErrRecord) {
			t.Errorf("%+v: %v", x, err)
		}
	}
}
