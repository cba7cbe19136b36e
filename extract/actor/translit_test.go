package actor

import (
	"slices"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
)

func TestTransliterate(t *testing.T) {
	g := opened(t)
	b := &builder{g: g, bits: map[string]uint16{"fr": 1, "de": 2, "es": 4}}
	all, err := b.translits()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, fr, de string }{
		{"Rustem Umerov", "Roustem Oumerov", "Rustem Umerow"},
		{"Andriy Shevchenko", "Andriï Chevtchenko", "Andrij Schewtschenko"},
		{"Yury Borisov", "Ioury Borisov", "Jury Borisow"},
		{"Vladimir Putin", "Vladimir Poutine", "Wladimir Putin"},
	} {
		for _, tr := range all["RUS"] {
			got := tr.apply(tt.name)
			switch {
			case tr.tag == "fr" && got != tt.fr:
				t.Errorf("%s in French: %s, want %s", tt.name, got, tt.fr)
			case tr.tag == "de" && got != tt.de:
				t.Errorf("%s in German: %s, want %s", tt.name, got, tt.de)
			}
		}
	}
}

func TestRespell(t *testing.T) {
	groups, err := spellings()
	if err != nil {
		t.Fatal(err)
	}
	got := respell("Bashar al-Assad", groups)
	slices.Sort(got)
	if want := []string{"Bachar al-Assad", "Bachar el-Assad", "Baschar al-Assad", "Baschar el-Assad", "Bashar el-Assad"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := respell("Angela Merkel", groups); len(got) != 0 {
		t.Errorf("a name without variants: %q", got)
	}
}

// TestSpelledOtherwise: an office holder is met under the spellings of the
// press of each language, none of which was entered by hand.
func TestSpelledOtherwise(t *testing.T) {
	g := opened(t)
	for _, tt := range []struct {
		text, tag, want string
		year            int
	}{
		{"Najah al-Chammari est à Paris.", "fr", "Najah al-Shammari", 2019},
		{"Nadschah al-Schammari kam nach Berlin.", "de", "Najah al-Shammari", 2019},
		{"Yuma Inad llegó a Madrid.", "es", "Juma Inad", 2021},
		{"Bischer al-Chasawneh kam nach Berlin.", "de", "Bisher Al-Khasawneh", 2022},
		{"Fouad Hussein est à Paris.", "fr", "Fuad Hussein", 2022},
		{"Sergej Lavrov è a Roma.", "it", "Sergei Lavrov", 2022},
		{"Dmitrij Medvedev è a Roma.", "it", "Dmitry Medvedev", 2022},
		{"Nadja al-Chammari est à Paris.", "fr", "", 2019}, // somebody else
	} {
		day := edtf.DayOf(tt.year, 12, 1)
		doc := text.New(tt.text, tt.tag, rules(t, tt.tag))
		got := ""
		for _, m := range g.Match(doc, day, true) {
			if m.Kind == Person {
				got = g.Name(m.ID, "en")
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}
