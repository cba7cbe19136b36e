package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/models"
)

func TestCSVReadBack(t *testing.T) {
	body := written(t, "csv", sample(t), sampleOptions())
	if bytes.HasPrefix(body, []byte("\ufeff")) {
		t.Error("a byte order mark would become part of the first column's name")
	}
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+7 {
		t.Fatalf("%d rows, want the header and 7 events", len(rows))
	}
	get := func(row int, column string) string {
		for i, name := range rows[0] {
			if name == column {
				return rows[row][i]
			}
		}
		t.Fatalf("no column %s", column)
		return ""
	}
	tests := []struct {
		row          int
		column, want string
	}{
		{1, "start", "2022-02-07"},
		{1, "end", "2022-02-08"},
		{1, "url", "https://chancery.example/events/1"},
		{1, "actors", "Emmanuel Macron; Vladimir Poutine"},
		{1, "actor_roles", "visitor; host"},
		{1, "countries", "FRA; RUS"},
		{1, "lon", "-37.6156"}, // a number stays a number
		{1, "sources", "https://news.example/a?b=1&c=2"},
		{1, "published", "2022-02-04"},
		{2, "title", `'=HYPERLINK("http://evil.example";"Summit")`},
		{4, "start", ""}, // a month has no first day
		{4, "edtf", "2022-03"},
		{5, "edtf", ""},
		{7, "title", "'+1 vote, @somewhere"},
		{7, "updated_at", "2022-02-04T16:30:00Z"},
	}
	for _, tt := range tests {
		if got := get(tt.row, tt.column); got != tt.want {
			t.Errorf("row %d, %s = %q, want %q", tt.row, tt.column, got, tt.want)
		}
	}
}

func TestCellIsNoFormula(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "＝1", "\x00=1"} {
		if got := cell(s); !strings.HasPrefix(got, "'") {
			t.Errorf("cell(%q) = %q would run in a spreadsheet", s, got)
		}
	}
	for _, s := range []string{"", "a=1", "Macron - Putin", "été", "'quoted"} {
		if got := cell(s); got != s {
			t.Errorf("cell(%q) = %q, want it as it is", s, got)
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("a,b\"c\r\nd")
	f.Add("=cmd|' /C calc'!A0")
	f.Add("\xff\x00")
	f.Fuzz(func(t *testing.T, s string) {
		e := models.Event{UID: "u", Titles: map[string]string{"en": s}, Attribution: s}
		rows, err := csv.NewReader(bytes.NewReader(written(t, "csv", []models.Event{e}, Options{}))).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != len(CSVColumns) {
			t.Fatalf("%v, %d rows", err, len(rows))
		}
		if got := strings.TrimLeft(rows[1][11], " \n"); got != "" && strings.ContainsRune("=+-@", rune(got[0])) {
			t.Fatalf("%q would run in a spreadsheet", got)
		}
	})
}

func TestJSONForms(t *testing.T) {
	var doc struct {
		Events []Record `json:"events"`
	}
	if err := json.Unmarshal(written(t, "json", sample(t), sampleOptions()), &doc); err != nil {
		t.Fatal(err)
	}
	var lines []Record
	dec := json.NewDecoder(bytes.NewReader(written(t, "jsonl", sample(t), sampleOptions())))
	for {
		var r Record
		if err := dec.Decode(&r); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, r)
	}
	if diff := cmp.Diff(doc.Events, lines); diff != "" || len(lines) != 7 {
		t.Errorf("json and jsonl differ, or not 7 events but %d:\n%s", len(lines), diff)
	}
	if got := doc.Events[0]; got.Start != "2022-02-07" || got.End != "2022-02-08" || got.Actors[1].Name != "Vladimir Poutine" ||
		got.Evidence[0].Timex.Text != "lundi" || got.Sources[0].Publisher != "Agence Exemple" {
		t.Errorf("first event is %+v", got)
	}
	var ld struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(written(t, "jsonld", sample(t), sampleOptions()), &ld); err != nil {
		t.Fatal(err)
	}
	if _, dated := ld.Graph[3]["startDate"]; dated || ld.Graph[0]["startDate"] != "2022-02-07" {
		t.Errorf("start dates are %v and %v", ld.Graph[0]["startDate"], ld.Graph[3]["startDate"])
	}
	var feed struct {
		Entries []struct {
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(written(t, "atom", sample(t), sampleOptions()), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 7 || feed.Entries[3].Title != "[proposé] Agreement in March (mars 2022)" {
		t.Errorf("feed entries are %+v", feed.Entries)
	}
}

func TestDateWords(t *testing.T) {
	tests := []struct{ date, en, fr string }{
		{"2022-02-07", "7 February 2022", "7 février 2022"},
		{"2022-03", "March 2022", "mars 2022"},
		{"2022-21", "spring 2022", "printemps 2022"},
		{"2022-24", "winter 2022", "hiver 2022"},
		{"2022", "2022", "2022"},
		{"199X", "the 1990s", "années 1990"},
		{"19XX", "between 1900 and 1999", "entre 1900 et 1999"},
		{"2022-03~", "about March 2022", "vers mars 2022"},
		{"2022-03-04?", "4 March 2022 (uncertain)", "4 mars 2022 (incertain)"},
		{"2022-03/2022-05", "March 2022 – May 2022", "mars 2022 – mai 2022"},
		{"2022-03-01/..", "1 March 2022 – …", "1er mars 2022 – …"},
		{"../2022-03", "… – March 2022", "… – mars 2022"},
		{"", "no date", "sans date"},
	}
	for _, tt := range tests {
		if got := english.dateWords(tt.date); got != tt.en {
			t.Errorf("%s in English is %q, want %q", tt.date, got, tt.en)
		}
		if got := french.dateWords(tt.date); got != tt.fr {
			t.Errorf("%s in French is %q, want %q", tt.date, got, tt.fr)
		}
	}
}
