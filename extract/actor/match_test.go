package actor

import (
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
)

// TestUndated: without a day a description leads to whom the text names, and
// to nobody else.
func TestUndated(t *testing.T) {
	g := opened(t)
	doc := text.New("Vladimir Poutine est à Pékin. Le président russe y restera. Le président français l'attend.", "fr", rules(t, "fr"))
	got := g.Match(doc, 0, false)
	if len(got) != 4 || got[2].ID != "Q7747" || !got[2].Described {
		t.Fatalf("%s", show(doc, got))
	}
	if got[3].ID != "office:FRA:head-of-state" || got[3].Country != "FRA" {
		t.Errorf("an office without a holder keeps its state: %+v", got[3])
	}
}

func TestUnknownLanguage(t *testing.T) {
	g := opened(t)
	if got := g.Match(text.New("Paris", "xx", rules(t, "fr")), 0, false); got != nil {
		t.Errorf("%+v", got)
	}
	if got := g.Match(text.New("Paris", "fr-CA", rules(t, "fr")), 0, false); len(got) != 1 {
		t.Errorf("a regional tag reads with its language's pack: %+v", got)
	}
}

func TestFieldsOfMentions(t *testing.T) {
	g := opened(t)
	doc := text.New("Le Kremlin attend Emmanuel Macron à Moscou avec un diplomate chinois, selon Berlin et Genève.", "fr", rules(t, "fr"))
	got := g.Match(doc, edtf.DayOf(2022, 2, 4), true)
	if len(got) != 6 {
		t.Fatalf("%s", show(doc, got))
	}
	kremlin, macron, moscow, china, geneva := got[0], got[1], got[2], got[3], got[5]
	if kremlin.Kind != State || !kremlin.Metonym || kremlin.PlaceID != "Q649" {
		t.Errorf("a seat stands for its state: %+v", kremlin)
	}
	if macron.Office != "head-of-state" || macron.Described || macron.Name != "Emmanuel Macron" {
		t.Errorf("a person has the day's office: %+v", macron)
	}
	if moscow.Kind != Place || !moscow.Metonym || moscow.Country != "RUS" {
		t.Errorf("a capital is a place that may stand for its state: %+v", moscow)
	}
	if china.Country != "CHN" || china.Kind != State || !china.Described {
		t.Errorf("officials act for their state: %+v", china)
	}
	if geneva.Metonym || geneva.PlaceID != "Q71" {
		t.Errorf("another city is a place only: %+v", geneva)
	}
	if r, ok := g.Record(moscow.ID); !ok || !r.HasPoint || r.Lat < 55 || r.Lat > 56 {
		t.Errorf("a capital has its point: %+v", r)
	}
}

func FuzzMatch(f *testing.F) {
	g, err := Open("fr", "en", "de")
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"Le président russe, Vladimir Poutine, et son homologue.", "US-Präsident Joe Biden", "the former, 's president of",
		"Emmanuel et Brigitte Macron", "Kim, Kim Jong Un's", "ministre, ministre ministre de la", "\xff-", "",
	} {
		f.Add(s)
	}
	fr, en, de := rules(f, "fr"), rules(f, "en"), rules(f, "de")
	f.Fuzz(func(t *testing.T, s string) {
		for tag, r := range map[string]*text.Rules{"fr": fr, "en": en, "de": de} {
			doc := text.New(s, tag, r)
			orderly(t, doc, g.Match(doc, edtf.DayOf(2022, 2, 4), len(s)%2 == 0))
		}
	})
}
