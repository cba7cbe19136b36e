package extract

import (
	"strings"
	"testing"
)

const mixedArticle = `Paris (Agence) — Le président français Emmanuel Macron se rendra lundi à Moscou, a annoncé vendredi 4 février l'Élysée dans un communiqué.

The German foreign minister told reporters on Wednesday that she would be back in the capital on February 20 for talks with the president.

Der Minister sagte am Donnerstag in Berlin, dass die Gespräche mit der Regierung übermorgen auf dem Gipfel fortgesetzt werden.

Le chancelier allemand Olaf Scholz est attendu à Moscou le 15 février, selon les mêmes sources.

Les deux dirigeants veulent convaincre le Kremlin de retirer les troupes qui sont massées à la frontière depuis des mois, et ils se sont entretenus avec leurs alliés à ce sujet. Leurs conseillers sont en contact avec ceux du président ukrainien, dans l'espoir d'une solution que tous pourraient accepter.`

// TestMixedArticle: each paragraph's dates are read by its own language, the
// events are those of the article's own paragraphs, and no other pack of events
// is opened for it.
func TestMixedArticle(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	if len(x.kits) != 0 {
		t.Fatalf("%d languages are open before any article", len(x.kits))
	}
	res, err := x.Extract(Document{Text: mixedArticle, Published: "2022-02-04"})
	if err != nil {
		t.Fatal(err)
	}
	if res.Article.Lang != "fr" || len(x.kits) != 1 || x.kits["fr"] == nil {
		t.Errorf("the article is in %q, %d languages are open", res.Article.Lang, len(x.kits))
	}
	runes := []rune(mixedArticle)
	var got []string
	for _, tx := range res.Timexes {
		if string(runes[tx.Start:tx.End]) != tx.Text {
			t.Errorf("%q is not at %d–%d", tx.Text, tx.Start, tx.End)
		}
		got = append(got, tx.Text+" "+tx.Value)
	}
	for _, want := range []string{
		"lundi 2022-02-07", "Wednesday 2022-02-02", "February 20 2022-02-20", "Donnerstag 2022-02-03", "le 15 février 2022-02-15",
	} {
		if !strings.Contains("|"+strings.Join(got, "|")+"|", "|"+want+"|") {
			t.Errorf("%q is not among %q", want, got)
		}
	}
	days := map[string]bool{}
	for _, e := range res.Events {
		days[e.EDTF] = true
		for _, ev := range e.Evidence {
			if strings.Contains(ev.Text, "reporters") || strings.Contains(ev.Text, "Gespräche") {
				t.Errorf("%s is taken from %q", e.Title, ev.Text)
			}
		}
	}
	if !days["2022-02-07"] || !days["2022-02-15"] {
		t.Errorf("events on %v, want both visits", days)
	}
}
