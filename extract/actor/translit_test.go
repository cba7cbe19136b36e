package actor

import "testing"

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
	if len(got) != 1 || got[0] != "Bashar el-Assad" {
		t.Errorf("%q", got)
	}
	if got := respell("Angela Merkel", groups); len(got) != 0 {
		t.Errorf("a name without variants: %q", got)
	}
}
