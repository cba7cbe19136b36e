package export

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the tests need zones on a machine that has none

	"chancery/models"
)

var changed = time.Date(2022, 2, 4, 16, 30, 0, 0, time.UTC)

// event builds a stored event with one report behind it.
func event(t testing.TB, id uint64, kind, status, date, title string) models.Event {
	t.Helper()
	e := models.Event{
		ID: id, UID: "0190a7c2-" + kind + "@chancery", Type: kind, Status: status, Review: models.ReviewPending,
		DayBasis: "text", Titles: map[string]string{"en": title}, Summaries: map[string]string{},
		Confidence: 0.91, Version: 1, CreatedAt: changed.Add(-time.Hour), UpdatedAt: changed,
	}
	if err := e.SetDate(date); err != nil {
		t.Fatal(err)
	}
	return e
}

// sample is one of everything that tends to go wrong.
func sample(t testing.TB) []models.Event {
	t.Helper()
	lat, lon := 55.7522, -37.6156
	visit := event(t, 1, "visit", models.StatusPlanned, "2022-02-07/2022-02-08", "Emmanuel Macron visits Moscow")
	visit.Titles["fr"] = "Emmanuel Macron en visite à Moscou ; « élargi », été 😀"
	visit.Summaries["fr"] = "Entretien prévu avec Vladimir Poutine, puis conférence de presse."
	visit.Place = &models.Place{
		Key: "Q649", Name: "Moscow", Names: map[string]string{"fr": "Moscou"}, Country: "RUS", Lat: &lat, Lon: &lon,
	}
	visit.Countries = []string{"FRA", "RUS"}
	visit.Actors = []models.EventActor{
		{Role: "visitor", Actor: models.Actor{Key: "Q3052772", Kind: "person", Name: "Emmanuel Macron", Country: "FRA"}},
		{Role: "host", Actor: models.Actor{
			Key: "Q7747", Kind: "person", Name: "Vladimir Putin", Country: "RUS", Names: map[string]string{"fr": "Vladimir Poutine"},
		}},
	}
	visit.Sequence = 2
	visit.Mentions = []models.Mention{{
		ID: 1, ArticleID: 7, Start: 10, End: 90, TimexStart: 31, TimexEnd: 36, TimexText: "lundi", TimexType: "DATE",
		TimexValue: "2022-02-07", Trigger: "attendre", Rule: "fr.visit.await", Status: "planned", EDTF: "2022-02-07",
		Text: "Le Kremlin a confirmé attendre\nM. Macron lundi ; rien d'autre, pour l'heure.", ExtractorVersion: "0.1.0",
		Article: &models.Article{
			ID: 7, URL: "https://news.example/a?b=1&c=2", Title: "Macron à Moscou", Lang: "fr", Published: "2022-02-04",
			Source: &models.Source{Name: "Agence Exemple"},
		},
	}}
	cancelled := event(t, 2, "summit", models.StatusCancelled, "2022-03-16", "=HYPERLINK(\"http://evil.example\";\"Summit\")")
	postponed := event(t, 3, "meeting", models.StatusPostponed, "2022-02-28", strings.Repeat("réunion très longue ", 9))
	month := event(t, 4, "agreement", models.StatusProposed, "2022-03", "Agreement in March")
	undated := event(t, 5, "statement", models.StatusOccurred, "", "Undated statement")
	bad := event(t, 6, "call", models.StatusOccurred, "2024-02-29", "Call\x00 with\r\ncontrol\x07 and bad \xff bytes\u2028end")
	unsure := event(t, 7, "vote", models.StatusOccurred, "2022-04-01?", "+1 vote, @somewhere")
	return []models.Event{visit, cancelled, postponed, month, undated, bad, unsure}
}

func sampleOptions() Options {
	return Options{Lang: "fr", BaseURL: "https://chancery.example/", Self: "https://chancery.example/calendar.ics?lang=fr"}
}
