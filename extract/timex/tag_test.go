package timex

import (
	"errors"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/lang"

	"github.com/google/go-cmp/cmp"
)

func tagged(t *testing.T, g *Tagger, s, dct string) (out []string) {
	t.Helper()
	for _, x := range g.Tag(g.Doc(s), options(t, dct)) {
		out = append(out, s[x.Start:x.End]+" = "+x.Value)
	}
	return out
}

func open(t *testing.T, tag string) *Tagger {
	t.Helper()
	g, err := Open(tag)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestDirection: one setting must serve announcements and reports alike.
func TestDirection(t *testing.T) {
	tests := []struct{ tag, text, dct, want string }{
		{"fr", "La ministre arrivera lundi.", "2022-02-04", "lundi = 2022-02-07"},
		{"fr", "La ministre est arrivée lundi.", "2022-02-04", "lundi = 2022-01-31"},
		{"fr", "Lundi, la ministre signera un accord.", "2022-02-04", "Lundi = 2022-02-07"},
		{"fr", "Le texte, adopté jeudi, devrait entrer en vigueur mardi.", "2022-02-04", "jeudi = 2022-02-03; mardi = 2022-02-08"},
		{"fr", "Il a annoncé vendredi que les chefs se retrouveront mercredi.", "2022-02-04", "vendredi = 2022-02-04; mercredi = 2022-02-09"},
		{"fr", "Le texte devrait être présenté mardi.", "2022-02-04", "mardi = 2022-02-08"},
		{"fr", "Après la victoire de jeudi, il rentre.", "2022-02-04", "jeudi = 2022-02-03"},
		{"en", "She will arrive on Monday.", "2022-02-04", "Monday = 2022-02-07"},
		{"en", "She arrived on Monday.", "2022-02-04", "Monday = 2022-01-31"},
		{"en", "The minister said Thursday he would resign.", "2022-02-04", "Thursday = 2022-02-03"},
		{"en", "The treaty is expected to be signed Tuesday.", "2022-02-04", "Tuesday = 2022-02-08"},
		{"en", "The treaty was signed Tuesday.", "2022-02-04", "Tuesday = 2022-02-01"},
		{"en", "It must be finished by Tuesday.", "2022-02-04", "Tuesday = 2022-02-08"},
		{"de", "Sie wird am Montag eintreffen.", "2022-02-04", "Montag = 2022-02-07"},
		{"de", "Sie ist am Montag angekommen.", "2022-02-04", "Montag = 2022-01-31"},
		{"de", "Er hat am Mittwoch mit ihr gesprochen.", "2022-02-04", "Mittwoch = 2022-02-02"},
		{"es", "La ministra llegará el lunes.", "2022-02-04", "el lunes = 2022-02-07"},
		{"es", "La ministra llegó el lunes.", "2022-02-04", "el lunes = 2022-01-31"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got := strings.Join(tagged(t, open(t, tt.tag), tt.text, tt.dct), "; ")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestNoDates: what only looks like a date.
func TestNoDates(t *testing.T) {
	texts := map[string][]string{
		"fr": {
			"Le prix est de 1930 euros.", "Ils ont gagné 3 à 2.", "Appelez le 03.29.88.43.12.", "La résolution 2202 est adoptée.",
			"Un Boeing 737 s'est posé à Lunéville.", "Le maréchal a toujours été prudent.", "Une femme de 38 ans a témoigné.", "Une boulangère de 38 ans a témoigné.", "Elle habite au 14, rue du 8-Mai-1945.",
			"Le sondage porte sur 408 sondés.", "Il habite 12 rue du 4 Septembre.", "Le budget atteint 2 000 euros, soit 12,5 %.",
			"La section 31 du code.", "+33 6 12 34 56 78",
		},
		"en": {
			"He may march 4 miles.", "He sat for a second time in the sun.", "UN resolution 2202 was passed.", "She won 6-2, 6-4.",
			"The jet, a Boeing 737, landed.", "Call 555-2012 for more.", "It cost $1999.", "A 38-year-old man spoke.", "They fall and spring back.",
		},
		"de": {"Die Resolution 2202 wurde angenommen.", "Es kamen 2000 Menschen.", "Er ist 38 Jahre alt.", "Eine Boeing 737 startete.", "Sie gewann 6:2, 6:4."},
		"es": {"La resolución 2202 fue aprobada.", "Vinieron 2000 personas.", "Ganó 6-2, 6-4.", "Un Boeing 737 despegó."},
	}
	for tag, list := range texts {
		g := open(t, tag)
		for _, s := range list {
			if got := tagged(t, g, s, "2022-02-04"); got != nil {
				t.Errorf("%s: %q gives %q", tag, s, got)
			}
		}
	}
}

// TestTeasersLeaveNoAnchor: a day named in another article's teaser is no
// anchor for this one.
func TestTeasersLeaveNoAnchor(t *testing.T) {
	g := open(t, "fr")
	got := tagged(t, g, "Il est venu jeudi à Rome avec sa délégation. Il a vu le roi.\nLire aussi : le sommet de mardi\nLe même jour, il est reparti.", "2022-02-04")
	if diff := cmp.Diff([]string{"jeudi = 2022-02-03", "mardi = 2022-02-01", "Le même jour = 2022-02-03"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRangeOverWeekend(t *testing.T) {
	g := open(t, "en")
	found := g.Tag(g.Doc("They will meet from Friday to Monday."), options(t, "2022-02-02"))
	if len(found) != 2 || found[0].EDTF != "2022-02-04/2022-02-07" || found[0].Role != FirstRole || found[1].Role != LastRole {
		t.Errorf("%+v", found)
	}
}

func TestAnchoredDuration(t *testing.T) {
	g := open(t, "de")
	found := g.Tag(g.Doc("Das geschah vor drei Tagen."), options(t, "2022-02-04"))
	if len(found) != 1 {
		t.Fatalf("%+v", found)
	}
	x := found[0]
	if x.Type != Duration || x.Value != "P3D" || x.EDTF != "2022-02-01" || x.Begin != "2022-02-01" || x.Finis != "2022-02-04" {
		t.Errorf("%+v", x)
	}
}

func TestExplain(t *testing.T) {
	g := open(t, "fr")
	o := options(t, "2022-02-04")
	o.Explain = true
	found := g.Tag(g.Doc("Elle arrivera lundi."), o)
	if len(found) != 1 || !strings.Contains(strings.Join(found[0].Why, " "), "arrivera") {
		t.Errorf("%+v", found)
	}
}

func TestOpenRefuses(t *testing.T) {
	if _, err := Open("xx"); !errors.Is(err, lang.ErrUnknown) {
		t.Errorf("got %v", err)
	}
}

func TestEaster(t *testing.T) {
	for year, want := range map[int]string{1818: "1818-03-22", 1943: "1943-04-25", 2000: "2000-04-23", 2022: "2022-04-17", 2024: "2024-03-31"} {
		if got := easter(year).String(); got != want {
			t.Errorf("Easter %d: %s, want %s", year, got, want)
		}
	}
}

// The feasts as they were kept, which the tabular calendar meets to a day or
// two.
func TestIslamicFeasts(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"islamic-9-1", "2022-04-02"},
		{"islamic-10-1", "2022-05-02"},
		{"islamic-12-10", "2022-07-09"},
		{"islamic-9-1", "2011-08-01"},
		{"islamic-10-1", "2000-12-27"},
		{"islamic-10-1", "2023-04-21"},
	} {
		want, err := edtf.ParseDay(tt.want)
		if err != nil {
			t.Fatal(err)
		}
		// In 2000 the feast fell twice, in January and in December.
		got, ok := feast(tt.name, yearOf(want))
		if tt.want == "2000-12-27" {
			want = edtf.DayOf(2000, 1, 8)
		}
		if !ok || distance(got.Start, want) > 2 {
			t.Errorf("%s: %v, want %v", tt.name, got.Start, want)
		}
	}
}

func TestShift(t *testing.T) {
	d := edtf.DayOf(2022, 1, 3)
	tests := []struct {
		g    grain
		n    int
		want string
	}{
		{dayGrain, -3, "2021-12-31"},
		{weekGrain, -1, "2021-W52"},
		{monthGrain, -1, "2021-12"},
		{monthGrain, 12, "2023-01"},
		{quarterGrain, -1, "2021-Q4"},
		{semesterGrain, 1, "2022-H2"},
		{yearGrain, 1, "2023"},
		{decadeGrain, -1, "201"},
		{centuryGrain, 0, "20"},
	}
	for _, tt := range tests {
		if got := shift(tt.g, d, tt.n).value; got != tt.want {
			t.Errorf("shift(%d, %d) = %s, want %s", tt.g, tt.n, got, tt.want)
		}
	}
}
