package extract_test

import (
	"strings"
	"testing"

	"chancery/extract"
)

// TestDatesItself: a text without a day is dated by what it says: offices held,
// a weekday that agrees with a day of the month, gatherings and anniversaries.
// Each reason is given in words.
func TestDatesItself(t *testing.T) {
	tests := []struct {
		name, text, first string
		inferred          bool
		why               []string
	}{
		{
			name: "offices and an agreeing weekday", first: "2024-11-19", inferred: true,
			text: "Le président français Emmanuel Macron recevra jeudi 21 novembre à Paris le chancelier allemand Olaf Scholz, " +
				"a annoncé mardi l'Élysée. Les deux hommes doivent parler de l'Ukraine.",
			why: []string{"Tuesday", "2024-11-21 is 2 days from it", "Olaf Scholz held office"},
		},
		{
			name: "a conference", first: "2009-12-16", inferred: true,
			text: "US President Barack Obama will fly to Copenhagen on Friday, December 18, for the last day of the UN climate " +
				"conference, the White House said on Wednesday. British Prime Minister Gordon Brown is there already.",
			why: []string{"COP15", "Gordon Brown held office"},
		},
		{
			name: "an anniversary's day and weekday", first: "2024-06-05", inferred: true,
			text: "Der amerikanische Präsident Joe Biden ist am Mittwoch in Paris eingetroffen. Am Donnerstag, dem 6. Juni, nimmt er in " +
				"der Normandie an den Feiern zum 80. Jahrestag der Landung der Alliierten teil, zu denen Präsident Emmanuel Macron " +
				"auch Bundeskanzler Olaf Scholz erwartet.",
			why: []string{"2024-06-06 is 1 days from it", "Joe Biden held office"},
		},
		{
			name: "a named summit among others of its kind", first: "2023-07-11",
			text: "El presidente Joe Biden llegó este martes a Vilna, donde mañana miércoles 12 de julio se reunirá con Volodímir " +
				"Zelenski al término de la cumbre de la OTAN.",
			why: []string{"Vilnius NATO summit"},
		},
		{
			name: "a conference that opens the next day", first: "2021-10-31", inferred: true,
			text: "Le Premier ministre britannique Boris Johnson a accueilli dimanche à Glasgow les dirigeants attendus à la COP26, " +
				"qui s'ouvre lundi 1er novembre.",
			why: []string{"Sunday", "COP26"},
		},
	}
	x := open(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := x.Extract(extract.Document{Text: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			all := res.Article.Candidates
			if len(all) == 0 || all[0].Date != tt.first {
				t.Fatalf("candidates %+v, want %s first", all, tt.first)
			}
			if (res.Article.PublishedBy == "inferred") != tt.inferred {
				t.Errorf("dated %q by %q", res.Article.Published, res.Article.PublishedBy)
			}
			said := strings.Join(all[0].Why, "\n")
			for _, w := range tt.why {
				if !strings.Contains(said, w) {
					t.Errorf("the reasons lack %q:\n%s", w, said)
				}
			}
		})
	}
}

// TestDateline: a dateline with its year says when the text was written; one
// without it, and a date in a sentence, only help.
func TestDateline(t *testing.T) {
	x := open(t)
	for _, tt := range []struct{ text, day, by string }{
		{"NAIROBI, May 12, 2025 - Kenyan President William Ruto will visit Canada on Wednesday, his office said.", "2025-05-12", "text"},
		{"Visite à Oslo\n\nOSLO (Agence), 3 mars 2011 — Le ministre russe est arrivé jeudi à Oslo pour deux jours.", "2011-03-03", "text"},
		{"Ein Besuch\n\n4. Juni 1998\n\nDer polnische Präsident ist am Donnerstag in Berlin eingetroffen.", "1998-06-04", "text"},
		{"Emmanuel Macron a reçu le 3 mars 2023 à Paris le président angolais.", "", "none"},
		{"Le président angolais a quitté Paris le 3 mars 2023 - un jour de pluie - pour Luanda.", "", "none"},
	} {
		res, err := x.Extract(extract.Document{Text: tt.text})
		if err != nil {
			t.Fatal(err)
		}
		if a := res.Article; a.PublishedBy != tt.by || a.Published != tt.day {
			t.Errorf("%.40s: %q by %s, want %q by %s; %+v", tt.text, a.Published, a.PublishedBy, tt.day, tt.by, a.Candidates)
		}
	}
}
