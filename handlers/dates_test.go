package handlers

import (
	"testing"
	"time"

	"chancery/templates"
)

func testLocales(t testing.TB) *locales {
	t.Helper()
	ls, err := loadLocales(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return ls
}

func TestDateInWords(t *testing.T) {
	tests := []struct{ edtf, en, fr string }{
		{"", "undated", "non daté"},
		{"2022-02-07", "Monday 7 February 2022", "lundi 7 février 2022"},
		{"2022-07-01", "Friday 1 July 2022", "vendredi 1er juillet 2022"},
		{"2022-03", "March 2022", "mars 2022"},
		{"2022-03-XX", "March 2022", "mars 2022"},
		{"2022", "2022", "2022"},
		{"199X", "1990s", "années 1990"},
		{"19XX", "1900 – 1999", "1900 – 1999"},
		{"2023-21", "spring 2023", "printemps 2023"},
		{"2023-24", "winter 2023", "hiver 2023"},
		{"2023-03-26/2023-03-29", "26–29 March 2023", "26–29 mars 2023"},
		{"2023-03-01/2023-03-02", "1–2 March 2023", "1er–2 mars 2023"},
		{"2022-01-30/2022-02-02", "30 January – 2 February 2022", "30 janvier – 2 février 2022"},
		{"2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022", "30 décembre 2021 – 2 janvier 2022"},
		{"2022-03-05/2022-03-05", "Saturday 5 March 2022", "samedi 5 mars 2022"},
		{"2022-01/2022-03", "January–March 2022", "janvier–mars 2022"},
		{"2021-12/2022-01", "December 2021 – January 2022", "décembre 2021 – janvier 2022"},
		{"2022-02-24/..", "since 24 February 2022", "depuis le 24 février 2022"},
		{"2022-02/..", "since February 2022", "depuis février 2022"},
		{"../2022-02-24", "until 24 February 2022", "jusqu’au 24 février 2022"},
		{"../2022", "until 2022", "jusqu’en 2022"},
		{"2022-02-15?", "Tuesday 15 February 2022 (uncertain)", "mardi 15 février 2022 (incertain)"},
		{"2022~", "about 2022", "vers 2022"},
		{"2022%", "about 2022 (uncertain)", "vers 2022 (incertain)"},
		{"-0043", "44 BC", "44 av. J.-C."},
		{"nonsense", "nonsense", "nonsense"},
	}
	ls := testLocales(t)
	for _, tt := range tests {
		if got := ls.get("en").Date(tt.edtf); got != tt.en {
			t.Errorf("en %q: %q, want %q", tt.edtf, got, tt.en)
		}
		if got := ls.get("fr").Date(tt.edtf); got != tt.fr {
			t.Errorf("fr %q: %q, want %q", tt.edtf, got, tt.fr)
		}
	}
}

func TestMomentDayPercent(t *testing.T) {
	l := testLocales(t).get("en")
	at := time.Date(2022, 2, 7, 0, 30, 0, 0, time.FixedZone("", 3600))
	for got, want := range map[string]string{
		l.Moment(at): "6 February 2022, 23:30 UTC", l.Moment(time.Time{}): "", l.Day("2022-02-07"): "7 February 2022", l.Day(""): "",
		l.Percent(0.905): "91%", l.Percent(0): "0%",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestDatetimeAttr(t *testing.T) {
	for expr, want := range map[string]string{
		"2022-02-07": "2022-02-07", "2022-02": "2022-02", "2022": "2022", "2022-21": "", "2022?": "", "199X": "",
		"2022-02-07/2022-02-08": "", "": "", "x": "", "-0044": "",
	} {
		if got := datetimeAttr(expr); got != want {
			t.Errorf("%q: %q, want %q", expr, got, want)
		}
	}
}
