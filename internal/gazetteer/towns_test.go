package main

import (
	"slices"
	"testing"
)

func TestWithBare(t *testing.T) {
	for _, tt := range []struct{ name, tag, want string }{
		{"Helmand Province", "en", "Helmand;Helmand Province"},
		{"Oblast de Kherson", "fr", "Kherson;oblast de Kherson"},
		{"Oblast d'Ivano-Frankivsk", "fr", "Ivano-Frankivsk;oblast d'Ivano-Frankivsk"},
		{"Republic of Karelia", "en", "Karelia;Republic of Karelia"},
		{"Kanton Waadt", "de", "Waadt;Kanton Waadt"},
		{"安徽省", "zh", "安徽;安徽省"},
		{"广西", "zh", "广西"},
		// What is left must be a name.
		{"République serbe de Bosnie", "fr", "République serbe de Bosnie"},
		{"Flemish Region", "en", "Flemish Region"},
		{"Jewish Autonomous Region", "en", "Jewish Autonomous Region"},
		{"Province", "en", "Province"},
	} {
		if got := withBare(tt.name, tt.tag); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestFree: names that are words, people or states are left out.
func TestFree(t *testing.T) {
	words := make([]map[string]bool, len(columns()))
	words[0] = map[string]bool{"bath": true, "north": true, "western": true, "cape": true}
	words[slices.Index(columns(), "de")] = map[string]bool{"Essen": true, "Speicher": true}
	tk := &taken{
		words: words, people: map[string]bool{"djibo": true, "lincoln": true}, states: map[string]bool{"georgia": true},
		cities: map[string]map[string]bool{"": {"santander": true}, "UKR": {"kherson": true}},
	}
	for _, tt := range []struct {
		state, name string
		want        string
	}{
		{"FR", "Kupiansk", "Kupiansk"},
		{"FR", "Bath", ""},
		{"FR", "Western Cape", ""},
		{"FR", "North Bath City", "North Bath City"},
		{"FR", "Speicher", ""},
		{"FR", "Lincoln;Lincolnstadt", "Lincolnstadt"},
		{"FR", "Georgia", ""},
		{"FR", "Djibo", ""},
		{"BF", "Djibo", "Djibo"}, // a town of a state in trouble
	} {
		if got := tk.free(tt.state, []string{tt.name}); got[0] != tt.want {
			t.Errorf("%s in %s: %q, want %q", tt.name, tt.state, got[0], tt.want)
		}
	}
	if got := tk.notCity("UKR", []string{"Kherson;Kherson Oblast"}); got[0] != "Kherson Oblast" {
		t.Errorf("the city's name is left to the city: %q", got[0])
	}
	if got := tk.notCity("COL", []string{"Santander"}); got[0] != "" {
		t.Errorf("a large city abroad keeps its name: %q", got[0])
	}
}

func TestTown(t *testing.T) {
	names := map[string]map[string]string{"en": {"1": "A"}, "fr": {"1": "A"}, "de": {"1": "A"}}
	for _, tt := range []struct {
		c    city
		want bool
	}{
		{city{id: "2", country: "UA", feature: "PPL", people: 20_000}, true},
		{city{id: "2", country: "UA", feature: "PPL", people: 19_000}, false},
		{city{id: "2", country: "UA", feature: "PPLX", people: 90_000}, false},
		{city{id: "2", country: "ML", feature: "PPLA", people: 9_000}, true},
		{city{id: "1", country: "FR", feature: "PPL", people: 50_000}, true},
		{city{id: "2", country: "FR", feature: "PPL", people: 50_000}, false},
		{city{id: "1", country: "US", feature: "PPL", people: 90_000}, false},
		{city{id: "1", country: "KZ", feature: "PPL", people: 100_000}, true},
		{city{id: "2", country: "KZ", feature: "PPL", people: 100_000}, false},
	} {
		if got := town(tt.c, names); got != tt.want {
			t.Errorf("%+v: %v", tt.c, got)
		}
	}
}
