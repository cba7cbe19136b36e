package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery/ingest"
	"chancery/models"
)

// dispatch is an article of some length that announces a visit.
func dispatch(opening, closing string) string {
	return opening + " " + announced + "\n" + strings.Join([]string{
		"Le chef de l'État sera accompagné d'une délégation réduite et tiendra une conférence de presse à l'issue de l'entretien.",
		"Les deux capitales disent vouloir parler de la sécurité du continent, des livraisons de gaz et du sort des prisonniers.",
		"Un conseiller a rappelé que les échanges par téléphone s'étaient multipliés depuis le début de l'année.",
		closing,
	}, "\n")
}

func TestNearCopyIsASource(t *testing.T) {
	g, db := open(t)
	first, err := g.Save(t.Context(), ingest.Item{
		Text: dispatch("PARIS -", "Aucun autre déplacement n'est prévu."), Published: "2022-02-04", URL: "https://agency.example/1",
	})
	if err != nil || first.Created == 0 {
		t.Fatalf("first %+v, %v", first, err)
	}
	events := all(t, db)
	// Another paper prints it two days later, shortened and with words of its own.
	for i, published := range []string{"2022-02-06", "2022-02-05"} {
		copied, err := g.Save(t.Context(), ingest.Item{
			Text: dispatch("(Agence)", fmt.Sprintf("Notre rédaction suit le voyage, édition %d.", i)), Published: published,
			URL: fmt.Sprintf("https://paper%d.example/1", i),
		})
		if err != nil || copied.Known || copied.CopyOf != first.ArticleID || copied.Created != 0 || !slices.Equal(copied.Events, first.Events) {
			t.Fatalf("copy %+v, %v; the original gave %+v", copied, err, first)
		}
	}
	if got := all(t, db); len(got) != len(events) {
		t.Errorf("events %q became %q", events, got)
	}
	e, err := db.Event(t.Context(), first.Events[0])
	if err != nil || len(e.Mentions) != 3 || e.EDTF != "2022-02-07" {
		t.Errorf("event of %s with %d sources, %v", e.EDTF, len(e.Mentions), err)
	}
	if copies, err := db.ArticleCopies(t.Context(), first.ArticleID); err != nil || len(copies) != 2 {
		t.Errorf("copies %+v, %v", copies, err)
	}
}

// TestNoCopy: neither another text on the same visit, nor the same words half a
// year later, are a copy.
func TestNoCopy(t *testing.T) {
	g, _ := open(t)
	save(t, g, "2022-02-04", dispatch("PARIS -", "Aucun autre déplacement n'est prévu."))
	other := announced + "\nLe président français est attendu au Kremlin pour un tête-à-tête. Il avait déjà vu son homologue l'an dernier " +
		"à Genève. La présidence n'a pas voulu dire combien de temps durerait la rencontre ni si une déclaration commune la suivrait, " +
		"mais elle a fait savoir que les ministres se parleraient avant."
	if rep := save(t, g, "2022-02-04", other); rep.CopyOf != 0 {
		t.Errorf("another text is taken for a copy: %+v", rep)
	}
	if rep := save(t, g, "2022-08-05", dispatch("PARIS -", "Rien d'autre n'est prévu.")); rep.CopyOf != 0 {
		t.Errorf("the same words half a year later are taken for a copy: %+v", rep)
	}
}

// TestSameTextElsewhere: the same text under another address changes nothing,
// and the address is kept.
func TestSameTextElsewhere(t *testing.T) {
	g, db := open(t)
	first, err := g.Save(t.Context(), ingest.Item{Text: announced, Published: "2022-02-04", URL: "https://agency.example/1", Via: "https://agency.example/short"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		again, err := g.Save(t.Context(), ingest.Item{
			Text: announced, Published: "2022-02-04", URL: "https://paper.example/1", Source: &models.Source{Host: "paper.example"},
		})
		if err != nil || !again.Known || again.ArticleID != first.ArticleID {
			t.Fatalf("again %+v, %v", again, err)
		}
	}
	list, err := db.ArticleAddresses(t.Context(), first.ArticleID)
	if err != nil || len(list) != 2 || list[0].URL != "https://agency.example/short" || list[1].URL != "https://paper.example/1" {
		t.Errorf("addresses %+v, %v", list, err)
	}
	for _, url := range []string{"https://agency.example/short", "https://paper.example/1"} {
		if rep, err := g.Save(t.Context(), ingest.Item{Text: "Something else stands there now. " + announced, URL: url}); err != nil || !rep.Known {
			t.Errorf("%s: %+v, %v", url, rep, err)
		}
	}
}
