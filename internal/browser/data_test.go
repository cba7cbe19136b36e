package browser_test

import (
	"strings"

	"chancery/internal/testkit"
	"chancery/models"
)

func person(key, name, country string) models.Actor {
	return models.Actor{Key: key, Kind: models.KindPerson, Name: name, Country: country}
}

var (
	macron    = testkit.Macron()
	putin     = testkit.Putin()
	scholz    = person("Q61053", "Olaf Scholz", "DEU")
	zelensky  = person("Q3874799", "Volodymyr Zelensky", "UKR")
	blinken   = person("Q7821917", "Antony Blinken", "USA")
	lavrov    = person("Q58217", "Sergey Lavrov", "RUS")
	guterres  = person("Q311440", "António Guterres", "UN")
	baerbock  = person("Q551785", "Annalena Baerbock", "DEU")
	ambassade = person("new:ambassador", "Ambassador Weber", "CHE")
)

// fact is a line of the demo: what the tests need of an event.
type fact struct {
	typ, date, status, en, fr string
	actors                    []models.Actor
	countries                 []string
}

// demo is an early spring of diplomacy, with every status and precision.
func demo() []*models.Event {
	facts := []fact{
		{"statement", "2022-02-04", "occurred", "Xi Jinping and Vladimir Putin issue a joint declaration in Beijing", "Déclaration commune de Xi Jinping et Vladimir Poutine à Pékin", []models.Actor{putin}, []string{"CHN", "RUS"}},
		{"visit", "2022-02-07", "planned", "Emmanuel Macron visits Moscow", "Emmanuel Macron en visite à Moscou", []models.Actor{macron, putin}, []string{"FRA", "RUS"}},
		{"visit", "2022-02-08", "planned", "Emmanuel Macron visits Kyiv", "Emmanuel Macron en visite à Kiev", []models.Actor{macron, zelensky}, []string{"FRA", "UKR"}},
		{"visit", "2022-02-14", "planned", "Olaf Scholz visits Kyiv", "Olaf Scholz en visite à Kiev", []models.Actor{scholz, zelensky}, []string{"DEU", "UKR"}},
		{"visit", "2022-02-15", "planned", "Olaf Scholz visits Moscow", "Olaf Scholz en visite à Moscou", []models.Actor{scholz, putin}, []string{"DEU", "RUS"}},
		{"call", "2022-02-03", "occurred", "Emmanuel Macron and Volodymyr Zelensky speak by telephone", "Entretien téléphonique Macron–Zelensky", []models.Actor{macron, zelensky}, []string{"FRA", "UKR"}},
		{"call", "2022-02-12", "postponed", "Call between Washington and Moscow put off", "Appel entre Washington et Moscou reporté", []models.Actor{blinken, lavrov}, []string{"RUS", "USA"}},
		{"meeting", "2022-01-21", "occurred", "Antony Blinken meets Sergey Lavrov in Geneva", "Antony Blinken rencontre Sergueï Lavrov à Genève", []models.Actor{blinken, lavrov}, []string{"CHE", "RUS", "USA"}},
		{"summit", "2022-02-18/2022-02-20", "occurred", "Munich Security Conference", "Conférence de Munich sur la sécurité", []models.Actor{scholz, baerbock}, []string{"DEU"}},
		{"summit", "2022-02-17", "occurred", "European Council meets in Brussels", "Conseil européen à Bruxelles", nil, []string{"EU"}},
		{"summit", "2022-03", "proposed", "Summit on European security proposed", "Sommet proposé sur la sécurité européenne", []models.Actor{macron}, []string{"FRA"}},
		{"summit", "2022-02-24", "cancelled", "Blinken and Lavrov to meet", "Rencontre Blinken–Lavrov", []models.Actor{blinken, lavrov}, []string{"RUS", "USA"}},
		{"military", "2022-02-10/2022-02-20", "ongoing", "Joint exercises of Russia and Belarus", "Manœuvres communes de la Russie et du Bélarus", nil, []string{"BLR", "RUS"}},
		{"military", "2022-02-16", "denied", "Withdrawal of units announced", "Retrait d’unités annoncé", nil, []string{"RUS"}},
		{"negotiation", "2022-01-10", "occurred", "Strategic stability talks in Geneva", "Pourparlers sur la stabilité stratégique à Genève", nil, []string{"RUS", "USA"}},
		{"negotiation", "2022-02-10", "occurred", "Normandy format advisers meet in Berlin", "Réunion du format Normandie à Berlin", nil, []string{"DEU", "FRA", "RUS", "UKR"}},
		{"protest", "2022-01-28~", "occurred", "Ambassador summoned in Bern", "Ambassadeur convoqué à Berne", []models.Actor{ambassade}, []string{"CHE"}},
		{"sanction", "2022-02-22/..", "ongoing", "First package of measures", "Premier paquet de mesures", nil, []string{"EU", "RUS"}},
		{"vote", "2022-02-25", "occurred", "Draft resolution put to the Security Council", "Projet de résolution au Conseil de sécurité", []models.Actor{guterres}, []string{"RUS", "UN"}},
		{"vote", "2022-03-02", "occurred", "General Assembly votes in emergency session", "Vote de l’Assemblée générale en session extraordinaire", []models.Actor{guterres}, []string{"UN"}},
		{"mediation", "2022-03-05", "occurred", "Prime minister flies to Moscow to mediate", "Médiation : vol du premier ministre pour Moscou", []models.Actor{putin}, []string{"ISR", "RUS"}},
		{"agreement", "2022-02-11", "occurred", "Agreement on grain signed in Geneva", "Accord sur les céréales signé à Genève", []models.Actor{guterres}, []string{"CHE", "UN"}},
		{"election", "2022-04-10/2022-04-24", "planned", "Presidential election in France", "Élection présidentielle en France", nil, []string{"FRA"}},
		{"appointment", "2022-02-01", "occurred", "New envoy named for the region", "Nouvel émissaire nommé pour la région", nil, []string{"UN"}},
		{"negotiation", "", "planned", "Further round without a date", "Nouveau cycle sans date", []models.Actor{macron}, []string{"FRA"}},
	}
	events := make([]*models.Event, 0, len(facts))
	for i, f := range facts {
		e := testkit.Event(f.typ, f.date, testkit.Status(f.status), testkit.Countries(f.countries...),
			testkit.Title("en", f.en), testkit.Title("fr", f.fr), testkit.Review(models.ReviewAccepted))
		for _, a := range f.actors {
			testkit.With(a, "participant")(e)
		}
		e.Confidence = 0.6 + float64(i%8)*0.05
		events = append(events, e)
	}
	return events
}

const reportText = "Guests arrived in Moscow on Friday. The Kremlin has confirmed that the French president " +
	"is expected on Monday. Further talks may follow."

// reports adds what the article says of an event, with the sentence's span.
func reports(a *models.Article) testkit.Option {
	const sentence = "The Kremlin has confirmed that the French president is expected on Monday."
	return func(e *models.Event) {
		start := strings.Index(a.Text, sentence) // plain ASCII: bytes are code points
		day := start + strings.Index(sentence, "Monday")
		e.Mentions = append(e.Mentions, models.Mention{
			ArticleID: a.ID, Start: start, End: start + len(sentence), Text: sentence,
			TimexStart: day, TimexEnd: day + len("Monday"), TimexText: "Monday", TimexType: "DATE", TimexValue: "2022-02-07",
			Trigger: "expected", Rule: "test", Type: e.Type, Status: e.Status, EDTF: e.EDTF, Title: e.Title("en"),
			Attribution: "Kremlin", Confidence: e.Confidence, ExtractorVersion: "test",
		})
	}
}
