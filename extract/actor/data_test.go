package actor

import (
	"slices"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
)

func TestTermsEndAfterTheyStart(t *testing.T) {
	g := opened(t)
	for p, terms := range g.terms {
		for _, x := range terms {
			if x.End < x.Start {
				t.Errorf("%s: %s of %s ends %s before it starts %s", g.records[p].id, x.Office, x.Country, x.End, x.Start)
			}
		}
	}
}

// TestOneHolderADay: an office of one has one holder, but for those marked as
// acting or joint.
func TestOneHolderADay(t *testing.T) {
	g := opened(t)
	for key, list := range g.offices {
		if shared[key.office] || !topOffices[key.office] {
			continue
		}
		for i := range list {
			for j := i + 1; j < len(list); j++ {
				a, b := list[i], list[j]
				if a.person == b.person || a.Acting || b.Acting || a.End <= b.Start || b.End <= a.Start {
					continue
				}
				t.Errorf("%s %s: %s (%s–%s) and %s (%s–%s)", key.country, key.office,
					g.records[a.person].id, a.Start, a.End, g.records[b.person].id, b.Start, b.End)
			}
		}
	}
}

func TestEveryRecordIsNamed(t *testing.T) {
	g := opened(t)
	for i := range g.records {
		r := &g.records[i]
		if r.kind == Place && len(r.names) == 0 {
			t.Errorf("%s has no name", r.id)
		}
		if r.kind != Person && r.kind != State {
			continue
		}
		for _, tag := range []string{"en", "fr"} {
			if strings.TrimSpace(r.name(tag)) == "" {
				t.Errorf("%s has no name in %s", r.id, tag)
			}
		}
	}
}

// TestStates: each state has an adjective's worth of data: an id, a name and,
// but for a few territories, a capital with coordinates.
func TestStates(t *testing.T) {
	g := opened(t)
	if len(g.states) < 250 { // ISO 3166 and Kosovo
		t.Fatalf("%d states and territories", len(g.states))
	}
	without := strings.Fields("ATA ESH TKL ATF BES BVT HMD IOT PCN SGS UMI")
	for code, info := range g.states {
		if !strings.HasPrefix(g.records[info.rec].id, "Q") {
			t.Errorf("%s has no Wikidata id", code)
		}
		id, ok := g.CapitalOf(code)
		if !ok && !slices.Contains(without, code) {
			t.Errorf("%s has no capital", code)
		}
		if r, found := g.Record(id); ok && (!found || !r.HasPoint) {
			t.Errorf("%s: capital %s has no coordinates", code, id)
		}
	}
}

func TestHoldersAndMembers(t *testing.T) {
	g := opened(t)
	tests := []struct{ country, office, day, want string }{
		{"FRA", "head-of-state", "2022-02-04", "Q3052772"},
		{"FRA", "head-of-state", "1995-05-16", "Q2038"},
		{"FRA", "head-of-state", "1995-05-17", "Q2105"},
		{"DEU", "head-of-government", "2021-12-07", "Q567"},
		{"DEU", "head-of-government", "2021-12-08", "Q61053"},
		{"GBR", "head-of-state", "2022-09-07", "Q9682"},
		{"GBR", "head-of-state", "2022-09-08", "Q43274"},
		{"NATO", "secretary-general", "2022-02-04", "Q57665"},
		{"NATO", "secretary-general", "2024-11-01", "Q57792"},
		{"USA", "foreign-minister", "2018-05-31", "Q473239"},
		{"SEN", "head-of-state", "2024-05-01", "p:bassirou-diomaye-faye"},
	}
	for _, tt := range tests {
		day, err := edtf.ParseDay(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := g.Holders(tt.country, tt.office, day); !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%s %s on %s: %v, want %s", tt.country, tt.office, tt.day, got, tt.want)
		}
	}
	if got := g.Members("AUKUS", edtf.DayOf(2022, 2, 4)); !slices.Equal(got, []string{"AUS", "GBR", "USA"}) {
		t.Errorf("AUKUS: %v", got)
	}
	if got := g.Members("EU", edtf.DayOf(2020, 1, 30)); len(got) != 28 {
		t.Errorf("EU before Brexit: %d members", len(got))
	}
	if got := g.Members("EU", edtf.DayOf(2020, 2, 1)); len(got) != 27 {
		t.Errorf("EU after Brexit: %d members", len(got))
	}
}

func TestNames(t *testing.T) {
	g := opened(t)
	for _, tt := range []struct{ id, lang, want string }{
		{"Q7747", "fr", "Vladimir Poutine"},
		{"Q7747", "de", "Wladimir Putin"},
		{"Q7747", "en", "Vladimir Putin"},
		{"Q649", "fr", "Moscou"},
		{"Q649", "xx", "Moscow"},
		{"Q142", "en", "France"},
		{"nobody", "en", ""},
	} {
		if got := g.Name(tt.id, tt.lang); got != tt.want {
			t.Errorf("%s in %s: %q, want %q", tt.id, tt.lang, got, tt.want)
		}
	}
}

// TestPlacesInTheNews: places of wars and talks are one place however a
// language spells them.
func TestPlacesInTheNews(t *testing.T) {
	g := opened(t)
	for _, tt := range []struct {
		state string
		says  map[string]string // a sentence by language
	}{
		{"UKR", map[string]string{"en": "Ukraine: Zaporizhzhia was hit.", "fr": "Ukraine : Zaporijjia touchée.", "de": "Ukraine: Saporischschja getroffen.", "es": "Ucrania: ataque en Zaporiyia."}},
		{"UKR", map[string]string{"en": "Ukraine: Bakhmut fell.", "fr": "Ukraine : la chute de Bakhmout.", "de": "Ukraine: Bachmut ist gefallen.", "es": "Ucrania: cae Bajmut."}},
		{"UKR", map[string]string{"en": "Ukraine: Kupiansk was left.", "fr": "Ukraine : Koupiansk évacuée.", "de": "Ukraine: Kupjansk geräumt.", "it": "Ucraina: evacuata Kupiansk."}},
		{"PSE", map[string]string{"en": "Israel struck Khan Younis.", "fr": "Israël a frappé Khan Younès.", "de": "Israel griff Chan Junis an.", "es": "Israel bombardeó Jan Yunis."}},
		{"SYR", map[string]string{"en": "In Syria, Kobani was besieged.", "fr": "En Syrie, Kobané assiégée.", "de": "In Syrien wurde Kobane belagert.", "es": "En Siria, cerco a Kobane."}},
		{"SDN", map[string]string{"en": "In Sudan, El-Fasher fell.", "fr": "Au Soudan, El-Facher est tombée.", "de": "Im Sudan fiel Al-Faschir.", "es": "En Sudán cayó El Fasher."}},
		{"AZE", map[string]string{"en": "Azerbaijan holds Stepanakert.", "fr": "L'Azerbaïdjan tient Khankendi.", "de": "Aserbaidschan hält Stepanakert.", "es": "Azerbaiyán controla Stepanakert."}},
		{"MLI", map[string]string{"en": "Mali: Timbuktu cut off.", "fr": "Mali : Tombouctou isolée.", "de": "Mali: Timbuktu abgeschnitten.", "es": "Malí: Tombuctú, aislada."}},
		{"IRN", map[string]string{"en": "Iran: blasts in Isfahan.", "fr": "Iran : explosions à Ispahan.", "de": "Iran: Explosionen in Isfahan.", "pt": "Irã: explosões em Isfahan."}},
		{"MOZ", map[string]string{"en": "Attacks in Cabo Delgado.", "fr": "Attaques au Cabo Delgado.", "de": "Angriffe in Cabo Delgado.", "pt": "Ataques em Cabo Delgado."}},
	} {
		ids := map[string][]string{}
		for tag, sentence := range tt.says {
			doc := text.New(sentence, tag, rules(t, tag))
			id := ""
			for _, m := range g.Match(doc, edtf.DayOf(2024, 6, 1), true) {
				if m.Kind == Place && m.Country == tt.state {
					id = m.ID
				}
			}
			ids[id] = append(ids[id], sentence)
		}
		if len(ids) != 1 || len(ids[""]) > 0 {
			t.Errorf("%s: %v", tt.state, ids)
		}
	}
}

// TestMembersJoinAndLeave: a member counts from the day it joined to the day
// it left, and a suspended one stays a member.
func TestMembersJoinAndLeave(t *testing.T) {
	g := opened(t)
	for _, tt := range []struct {
		org, state, day string
		in              bool
	}{
		{"NATO", "FIN", "2023-04-03", false},
		{"NATO", "FIN", "2023-04-04", true},
		{"NATO", "SWE", "2024-03-07", true},
		{"EU", "GBR", "2020-01-31", true},
		{"EU", "GBR", "2020-02-01", false},
		{"ECOWAS", "MLI", "2025-01-28", true},
		{"ECOWAS", "MLI", "2025-01-29", false},
		{"ECOWAS", "GIN", "2022-01-01", true},
		{"OPEC", "QAT", "2018-12-31", true},
		{"OPEC", "QAT", "2019-01-01", false},
		{"OPEC", "ECU", "2000-01-01", false},
		{"OPEC", "ECU", "2020-01-01", false},
		{"OPEC", "AGO", "2024-01-01", false},
		{"AU", "MLI", "2021-07-01", true},
		{"AU", "MAR", "2017-01-29", false},
		{"AU", "MAR", "2017-01-30", true},
		{"COE", "RUS", "2022-03-17", false},
		{"BRICS", "EGY", "2024-01-01", true},
		{"CIS", "GEO", "2010-01-01", false},
		{"EUROZONE", "BGR", "2025-12-31", false},
		{"G8", "RUS", "2015-01-01", false},
		{"COE", "RUS", "2022-03-15", true},
		{"CELAC", "BRA", "2022-01-01", false},
		{"CELAC", "BRA", "2023-02-01", true},
		{"COMMONWEALTH", "GMB", "2013-10-03", false},
		{"COMMONWEALTH", "GMB", "2018-02-08", true},
		{"COMMONWEALTH", "MDV", "2016-10-13", false},
		{"COMMONWEALTH", "MDV", "2020-02-01", true},
		{"COMMONWEALTH", "ZWE", "2004-01-01", false},
		{"OAS", "NIC", "2023-11-18", true},
		{"OAS", "NIC", "2023-11-19", false},
		{"OIC", "SYR", "2015-01-01", true}, // suspended
		{"OIC", "CIV", "2001-12-31", false},
		{"LAS", "SYR", "2015-01-01", true}, // suspended
		{"OSCE", "MNG", "2012-11-20", false},
		{"SCHENGEN", "HRV", "2022-12-31", false},
		{"SCHENGEN", "ROU", "2024-03-31", true},
		{"ASEAN", "TLS", "2025-10-25", false},
		{"BRICS", "IDN", "2025-01-06", true},
		{"EU", "HRV", "2013-06-30", false},
	} {
		day, err := edtf.ParseDay(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Contains(g.Members(tt.org, day), tt.state); got != tt.in {
			t.Errorf("%s in %s on %s: %v", tt.state, tt.org, tt.day, got)
		}
	}
}

// TestMembersInFull counts the members of a day.
func TestMembersInFull(t *testing.T) {
	g := opened(t)
	for _, tt := range []struct {
		org, day string
		want     int
	}{
		{"NATO", "2025-06-01", 32},
		{"EU", "2025-06-01", 27},
		{"SCHENGEN", "2025-06-01", 29},
		{"SCHENGEN", "1995-04-01", 7},
		{"COE", "2022-03-15", 47},
		{"COE", "2025-06-01", 46},
		{"OSCE", "2025-06-01", 57},
		{"OIC", "2025-06-01", 57},
		{"LAS", "2025-06-01", 22},
		{"AU", "2025-06-01", 55},
		{"ECOWAS", "2025-01-01", 15},
		{"ECOWAS", "2025-06-01", 12},
		{"COMMONWEALTH", "2022-06-24", 54},
		{"COMMONWEALTH", "2025-06-01", 56},
		{"OAS", "2018-06-01", 35},
		{"CELAC", "2025-06-01", 33},
		{"CELAC", "2021-06-01", 32},
		{"ASEAN", "2025-06-01", 10},
		{"ASEAN", "2025-11-01", 11},
		{"BRICS", "2023-12-31", 5},
		{"BRICS", "2025-06-01", 10},
		{"PIF", "2025-06-01", 18},
		{"COMESA", "2025-06-01", 21},
		{"EUROZONE", "2026-01-01", 21},
		{"OECD", "2025-06-01", 38},
		{"OPEC", "2025-06-01", 12},
		{"SCO", "2025-06-01", 10},
		{"CARICOM", "2025-06-01", 15},
		{"G7", "2025-06-01", 7},
		{"G20", "2025-06-01", 19},
	} {
		day, err := edtf.ParseDay(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		got := g.Members(tt.org, day)
		if len(got) != tt.want || len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Errorf("%s on %s: %d members, want %d: %v", tt.org, tt.day, len(got), tt.want, got)
		}
	}
}

// TestOrganisations: their number, and a name in each of nine languages.
func TestOrganisations(t *testing.T) {
	g := opened(t)
	bodies := 0
	for key, i := range g.orgKeys {
		r := &g.records[i]
		have := map[string]bool{}
		for _, n := range r.names {
			have[n.tag] = true
		}
		if g.states[r.country] == nil {
			bodies++
		}
		for _, tag := range strings.Fields("en fr de es it pt ru ar zh") {
			if !have[tag] {
				t.Errorf("%s has no name in %s", key, tag)
			}
		}
	}
	if bodies < 150 {
		t.Errorf("%d organisations and formats", bodies)
	}
}

// TestSeatsAreNamed: a palace that stands for its government does so in each
// language, whatever the language of the article.
func TestSeatsAreNamed(t *testing.T) {
	var keys []string
	shared := map[string]bool{} // whose name is the same in all languages
	err := rows("seats.tsv", func(c []string) error {
		keys = append(keys, c[0])
		shared[c[0]] = len(c) > 3 && c[3] != ""
		return nil
	})
	if err != nil || len(keys) < 100 {
		t.Fatalf("%d seats, %v", len(keys), err)
	}
	for _, tag := range strings.Fields("en fr de es it pt") {
		file, _, err := loadPack(tag, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			if key != "holysee" && !shared[key] && len(file.Seats[key]) == 0 { // its name is the state's
				t.Errorf("%s: %s has no name", tag, key)
			}
		}
	}
}

// TestSeatsLieSomewhere: the place of every seat is one of the gazetteer's, in
// the seat's own state.
func TestSeatsLieSomewhere(t *testing.T) {
	g := opened(t)
	err := rows("seats.tsv", func(c []string) error {
		place, _ := g.CapitalOf(c[1])
		if len(c) > 2 && c[2] != "" {
			place = c[2]
		}
		if r, ok := g.Record(place); !ok || r.Country != c[1] || !r.HasPoint {
			t.Errorf("%s lies in %q: %+v", c[0], place, r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
