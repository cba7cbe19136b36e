package extract_test

import (
	"testing"

	"chancery/extract"
)

// Titles say which act of its type an event is.
func TestSenses(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, sense, en, fr string }{
		{
			"Le Maroc et la Jordanie ont rompu lundi leurs relations diplomatiques avec l'Iran.", "break",
			"Relations broken off: Morocco – Jordan – Iran", "Relations rompues : Maroc – Jordanie – Iran",
		},
		{
			"Le Maroc a rétabli lundi ses relations diplomatiques avec l'Iran.", "restore",
			"Relations established: Morocco – Iran", "Relations établies : Maroc – Iran",
		},
		{"The EU lifted sanctions on Syria on Monday.", "lift", "EU lifts sanctions on Syria", "Sanctions levées : UE → Syrie"},
		{"The EU imposed sanctions on Syria on Monday.", "", "Sanctions by EU on Syria", "Sanctions : UE → Syrie"},
		{
			"Russia summoned the French ambassador on Monday.", "summon",
			"Russia summons the ambassador of France", "Ambassadeur convoqué : Russie → France",
		},
		{"Israel launched air strikes on Lebanon on Monday.", "strike", "Strikes by Israel on Lebanon", "Frappes : Israël → Liban"},
		{
			"Germany and France expelled Russian diplomats on Monday.", "",
			"Germany and France expel diplomats of Russia", "Expulsion de diplomates : Allemagne et France → Russie",
		},
	} {
		res, err := x.Extract(extract.Document{Text: tt.text, Published: "2023-06-06"})
		if err != nil || len(res.Events) != 1 {
			t.Errorf("%s: %d events, %v", tt.text, len(res.Events), err)
			continue
		}
		e := res.Events[0]
		if e.Sense != tt.sense || e.Titles["en"] != tt.en || e.Titles["fr"] != tt.fr {
			t.Errorf("%s\n%q, %q, %q; want %q, %q, %q", tt.text, e.Sense, e.Titles["en"], e.Titles["fr"], tt.sense, tt.en, tt.fr)
		}
	}
}
