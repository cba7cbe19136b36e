package extract_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract"
	"chancery/extract/actor"
	"chancery/internal/testkit"
	"chancery/lang"
)

func open(t *testing.T) *extract.Extractor {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// whole are the articles every expected event of which must be found, with the
// publication day given and without.
var whole = []string{"afp-2022-02-04.fr"}

// TestSharedArticles reads the complete examples. Those in whole must be right;
// of the others the test prints what is missing, and holds what must never be.
func TestSharedArticles(t *testing.T) {
	dir := testkit.Beside(t, "shared", "articles")
	x := open(t)
	for _, name := range whole {
		text, want := testkit.LoadExpected(t, filepath.Join(dir, name+".txt"))
		for _, published := range []string{want.Published, ""} {
			res, err := x.Extract(extract.Document{Text: text, Published: published})
			if err != nil {
				t.Fatal(err)
			}
			if res.Article.Published != want.Published {
				t.Errorf("%s is dated %q (%s)", name, res.Article.Published, res.Article.PublishedBy)
			}
			for _, miss := range want.Misses(res) {
				t.Errorf("%s, published %q: %s", name, published, miss)
			}
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, want := testkit.LoadExpected(t, file)
		res, err := x.Extract(extract.Document{Text: text, Published: want.Published})
		if errors.Is(err, lang.ErrUnknown) {
			t.Logf("%s: %v", filepath.Base(file), err)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, miss := range want.Misses(res) {
			if strings.Contains(miss, "must not be") {
				t.Errorf("%s: %s", filepath.Base(file), miss)
				continue
			}
			t.Logf("%s: %s", filepath.Base(file), miss)
		}
	}
}

func TestBadInput(t *testing.T) {
	x := open(t)
	tests := []struct {
		name string
		doc  extract.Document
		want error
	}{
		{"empty", extract.Document{Text: " \n\t "}, extract.ErrEmpty},
		{"too long", extract.Document{Text: strings.Repeat("a", extract.MaxText+1)}, extract.ErrTooLong},
		{"impossible day", extract.Document{Text: "Le ministre arrive.", Lang: "fr", Published: "2022-02-30"}, extract.ErrDate},
		{"unknown language", extract.Document{Text: "…", Lang: "xx"}, lang.ErrUnknown},
		{"language that cannot be told", extract.Document{Text: "qwrt zxcv bnmp"}, lang.ErrUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if res, err := x.Extract(tt.doc); !errors.Is(err, tt.want) {
				t.Errorf("got %+v, %v; want %v", res, err, tt.want)
			}
		})
	}
}

// TestOffsetsAndDates: whatever is printed points at the text it quotes, and
// every date parses.
func TestOffsetsAndDates(t *testing.T) {
	x := open(t)
	text := "Visite à Kiev\n\nEmmanuel Macron se rendra mardi à Kiev — une « première » 🙂 depuis des mois. " +
		"Il rencontrera Volodymyr Zelensky mercredi matin."
	res, err := x.Extract(extract.Document{Text: text, Published: "2022-02-04"})
	if err != nil {
		t.Fatal(err)
	}
	runes := []rune(text)
	if len(res.Events) == 0 || len(res.Timexes) == 0 {
		t.Fatalf("nothing was found: %+v", res)
	}
	for _, tx := range res.Timexes {
		if got := string(runes[tx.Start:tx.End]); got != tx.Text {
			t.Errorf("timex %q points at %q", tx.Text, got)
		}
	}
	for _, e := range res.Events {
		if _, err := edtf.Parse(e.EDTF); e.EDTF != "" && err != nil {
			t.Error(err)
		}
		for _, ev := range e.Evidence {
			if got := string(runes[ev.Start:ev.End]); got != ev.Text {
				t.Errorf("evidence %q points at %q", ev.Text, got)
			}
		}
	}
}

func TestAttribution(t *testing.T) {
	x := open(t)
	tests := []struct{ text, want string }{
		{"La visite d'Emmanuel Macron en Allemagne, prévue dimanche, est reportée, a annoncé samedi la présidence allemande.", "présidence allemande"},
		{"Emmanuel Macron se rendra lundi à Moscou, a annoncé vendredi l'Élysée.", "Élysée"},
		{"Xi Jinping se rendra lundi à Moscou pour une visite de trois jours, ont annoncé samedi les deux capitales.", "deux capitales"},
		{"Emmanuel Macron will travel to Moscow on Monday, the Kremlin said on Friday.", "Kremlin"},
	}
	for _, tt := range tests {
		res, err := x.Extract(extract.Document{Text: tt.text, Published: "2023-07-01"})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.Events) == 0 || res.Events[0].Attribution != tt.want {
			t.Errorf("%s\ngives %+v, want attribution %q", tt.text, res.Events, tt.want)
		}
	}
}

func TestUndatedStaysUndated(t *testing.T) {
	res, err := open(t).Extract(extract.Document{Text: "Le ministre des Affaires étrangères se rendra à Rome lundi avec une délégation."})
	if err != nil {
		t.Fatal(err)
	}
	if res.Article.Published != "" || res.Article.PublishedBy != "none" {
		t.Errorf("the article was dated %q by %q", res.Article.Published, res.Article.PublishedBy)
	}
	for _, e := range res.Events {
		if e.Start != "" {
			t.Errorf("a day was invented: %+v", e)
		}
	}
}

func TestFileNameDates(t *testing.T) {
	res, err := open(t).Extract(extract.Document{
		Text: "Le ministre des Affaires étrangères est arrivé vendredi à Rome avec une délégation.", Name: "rome-2022-02-04.txt",
	})
	if err != nil {
		t.Fatal(err)
	}
	if res.Article.Published != "2022-02-04" || res.Article.PublishedBy != "inferred" {
		t.Errorf("dated %q by %q", res.Article.Published, res.Article.PublishedBy)
	}
}

func FuzzExtract(f *testing.F) {
	x, err := extract.New()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Emmanuel Macron se rendra lundi à Moscou et mardi à Kiev.", "2022-02-04")
	f.Add("The summit he was due to hold in Geneva on June 12 was cancelled.", "")
	f.Add("« Assez ! » \xff\xfe l’", "2022-02-30")
	f.Fuzz(func(t *testing.T, text, published string) {
		res, err := x.Extract(extract.Document{Text: text, Published: published, Lang: "fr"})
		if err != nil {
			return
		}
		for _, e := range res.Events {
			if _, err := edtf.Parse(e.EDTF); e.EDTF != "" && err != nil {
				t.Error(err)
			}
		}
	})
}

// TestLanguageWithoutEvents: an article whose language has names but no events
// is read as far as it can be, and says so.
func TestLanguageWithoutEvents(t *testing.T) {
	x := open(t)
	for _, tt := range []struct{ text, lang, person string }{
		{"Президент Франции прибыл в Москву на переговоры с Владимиром Путиным, сообщил Кремль.", "ru", "Q7747"},
		{"法国总统马克龙7日抵达莫斯科，与俄罗斯总统普京举行会谈。", "zh", "Q7747"},
		{"وصل الرئيس الفرنسي إيمانويل ماكرون إلى موسكو لإجراء محادثات مع بوتين.", "ar", "Q7747"},
	} {
		r, err := x.Read(extract.Document{Text: tt.text, Published: "2022-02-07"})
		if err != nil || r.Article.Lang != tt.lang || len(r.Events) > 0 {
			t.Fatalf("%s: %v, read as %+v", tt.lang, err, r)
		}
		if err := r.Article.EventsUnread(); !errors.Is(err, extract.ErrUnread) {
			t.Errorf("%s: %v, want %v", tt.lang, err, extract.ErrUnread)
		}
		if !slices.ContainsFunc(r.Mentions, func(m actor.Mention) bool { return m.ID == tt.person }) {
			t.Errorf("%s: %s is not found in %+v", tt.lang, tt.person, r.Mentions)
		}
	}
	if r, err := x.Read(extract.Document{Text: "Le ministre arrive lundi.", Lang: "fr"}); err != nil || r.Article.EventsUnread() != nil {
		t.Errorf("a language with events: %v, %v", err, r.Article.EventsUnread())
	}
}
