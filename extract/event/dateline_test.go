package event_test

import (
	"testing"

	"chancery/extract"
)

// TestDateline: the day a dispatch was written is not the event's.
func TestDateline(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"ANKARA, 2 décembre 2024 - Le ministre turc des Affaires étrangères Hakan Fidan se rendra jeudi à Athènes.", "2024-12-05"},
		{"PARIS, 2 déc. 2024 (Agence) – Le ministre turc des Affaires étrangères Hakan Fidan se rendra jeudi à Athènes.", "2024-12-05"},
		{"ANKARA, Dec 2 (Agency) - Turkish Foreign Minister Hakan Fidan will travel to Athens on Thursday, his ministry said.", "2024-12-05"},
		{"Ankara, Monday, 2 December 2024 — Turkish Foreign Minister Hakan Fidan will travel to Athens on Thursday.", "2024-12-05"},
		{"Izmir - On 6 December - Turkish Foreign Minister Hakan Fidan will travel to Athens.", "2024-12-06"},
		{"Le 6 décembre - jour férié - le ministre turc des Affaires étrangères Hakan Fidan se rendra à Athènes.", "2024-12-06"},
	} {
		res, err := x.Extract(extract.Document{Text: c.text, Published: "2024-12-02"})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Events) != 1 || res.Events[0].Start != c.want {
			t.Errorf("%s: %+v", c.text, res.Events)
		}
	}
}
