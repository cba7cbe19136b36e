package timex

import (
	"slices"
	"strings"
	"testing"

	"chancery/extract/text"
)

// An article of four paragraphs in three languages.
const mixedText = `Le ministre a annoncé mardi 1er février 2022 à Paris que les négociations sur le traité reprendraient le lendemain.

The foreign minister told reporters on Wednesday that he would be back in the capital next week for talks with the president.

Der Minister sagte am Donnerstag in Berlin, dass die Gespräche mit der Regierung übermorgen auf dem Gipfel fortgesetzt werden.

La réunion se tiendra lundi à Genève, où les deux délégations doivent aussi se voir le 15 février, selon le communiqué.`

// readMixed gives "words = value" of every expression.
func readMixed(t *testing.T, l *Languages, s, tag string) (out []string, doc *text.Doc) {
	t.Helper()
	doc, err := l.Doc(s, tag)
	if err != nil {
		t.Fatal(err)
	}
	found, err := l.Tag(doc, options(t, "2022-02-04"))
	if err != nil {
		t.Fatal(err)
	}
	check(t, s, found)
	for _, x := range found {
		if doc.Slice(x.First, x.Last) != s[x.Start:x.End] {
			t.Errorf("tokens %q, bytes %q", doc.Slice(x.First, x.Last), s[x.Start:x.End])
		}
		out = append(out, s[x.Start:x.End]+" = "+x.Value)
	}
	return out, doc
}

func TestMixedLanguages(t *testing.T) {
	want := []string{
		"mardi 1er février 2022 = 2022-02-01", "le lendemain = 2022-02-02",
		"Wednesday = 2022-02-02", "next week = 2022-W06",
		"Donnerstag = 2022-02-03", "übermorgen = 2022-02-06",
		"lundi = 2022-02-07", "le 15 février = 2022-02-15",
	}
	var l Languages
	got, doc := readMixed(t, &l, mixedText, "fr")
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	tags := ""
	for i, s := range doc.Sents {
		tags += s.Lang + "|"
		for k := s.First; k < s.Last; k++ {
			if doc.Tokens[k].Sent != int32(i) {
				t.Fatalf("token %d is of sentence %d, not %d", k, doc.Tokens[k].Sent, i)
			}
		}
	}
	if tags != "|en|de||" {
		t.Errorf("sentences are in %q", tags)
	}
}

// TestMixedLanguagesLeanOnTheText: a day named in one language is what the next
// paragraph leans on.
func TestMixedLanguagesLeanOnTheText(t *testing.T) {
	s := "The two presidents met in Vienna on May 3, 2019, and they agreed on the terms of a new treaty with the union.\n\n" +
		"Le lendemain, le ministre avait déclaré que les termes de cet accord ne seraient pas publiés dans les deux pays."
	var l Languages
	got, _ := readMixed(t, &l, s, "en")
	if want := []string{"May 3, 2019 = 2019-05-03", "Le lendemain = 2019-05-04"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMixedLanguagesStay: quotations, short lines and names leave a text in its
// own language.
func TestMixedLanguagesStay(t *testing.T) {
	for _, s := range []string{
		"Le ministre a déclaré mardi : « we will not let them do this to the people of our country », avant de quitter la salle, et il a promis de revenir lundi.",
		"Il reviendra lundi.\n\nSee you on Monday.\n\nIl repartira mardi.",
		"Il reviendra lundi.\n\nNew York Times, Washington Post, Wall Street Journal, Financial Times, Los Angeles Times, Boston Globe, Monday Review.",
	} {
		var l Languages
		got, doc := readMixed(t, &l, s, "fr")
		for _, sent := range doc.Sents {
			if sent.Lang != "" {
				t.Errorf("%q is read as %s", doc.Text[sent.Start:sent.End], sent.Lang)
			}
		}
		g := l.taggers["fr"]
		var want []string
		for _, x := range g.Tag(g.Doc(s), options(t, "2022-02-04")) {
			want = append(want, s[x.Start:x.End]+" = "+x.Value)
		}
		if !slices.Equal(got, want) || len(got) == 0 {
			t.Errorf("%q gives %q, alone %q", s, got, want)
		}
	}
}

// TestMixedOfEveryPair: a paragraph of each language in a text of each other is
// read as it is alone, before and behind paragraphs of the text's own.
func TestMixedOfEveryPair(t *testing.T) {
	paragraphs := strings.Split(mixedText, "\n\n")
	own := map[string]string{"fr": paragraphs[3], "en": paragraphs[1], "de": paragraphs[2]}
	own["es"] = "El ministro dijo el martes en Madrid que las conversaciones con el presidente no se reanudarán hasta el 20 de febrero."
	own["it"] = "Il ministro ha detto martedì a Roma che i colloqui con il presidente non saranno ripresi prima del 20 febbraio."
	own["nl"] = "De minister zei dinsdag in Den Haag dat het overleg met de president niet voor 20 februari zal worden hervat."
	own["pt"] = "O ministro disse na terça-feira em Lisboa que as conversações com o presidente não serão retomadas até 20 de fevereiro."
	var l Languages
	for tag, para := range own {
		alone, _ := readMixed(t, &l, para, tag)
		for other, around := range own {
			if other == tag {
				continue
			}
			s := around + "\n\n" + para + "\n\n" + around
			got, _ := readMixed(t, &l, s, other)
			for _, want := range alone {
				if len(alone) == 0 || !slices.Contains(got, want) {
					t.Errorf("%s in %s: %q is not among %q", tag, other, want, got)
				}
			}
		}
	}
}

// TestLanguagesAreLazy: a pack is compiled for the first text or paragraph in
// its language and once, and a text plainly in its own language does not even
// have the others' word lists loaded.
func TestLanguagesAreLazy(t *testing.T) {
	var l Languages
	if len(l.taggers) != 0 {
		t.Fatal("a pack is open before any text")
	}
	paragraphs := strings.Split(mixedText, "\n\n")
	readMixed(t, &l, paragraphs[0]+"\n\n"+paragraphs[3], "fr")
	if len(l.taggers) != 1 || l.taggers["fr"] == nil || l.teller != nil {
		t.Errorf("a French text opened %d packs, word lists of all: %v", len(l.taggers), l.teller != nil)
	}
	first := l.taggers["fr"]
	readMixed(t, &l, mixedText, "fr-CA")
	if len(l.taggers) != 3 || l.taggers["en"] == nil || l.taggers["de"] == nil || l.taggers["fr"] != first {
		t.Errorf("French, English and German paragraphs left %d packs open", len(l.taggers))
	}
	if _, err := l.Doc("x", "xx"); err == nil || len(l.taggers) != 3 {
		t.Errorf("an unknown language: %v, %d packs", err, len(l.taggers))
	}
}
