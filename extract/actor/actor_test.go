package actor

import (
	"os"
	"testing"

	"chancery/extract/text"
	"chancery/lang"
)

func TestDebug(t *testing.T) {
	f := os.Getenv("F")
	if f == "" {
		t.Skip()
	}
	raw, _ := os.ReadFile(f)
	l := os.Getenv("L")
	g, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	w, _ := lang.LoadText(l)
	r := text.NewRules(text.Words{Elisions: w.Elisions, Suffixes: w.Suffixes, Abbreviations: w.Abbreviations, ReadAlso: w.ReadAlso, Credits: w.Credits, OrdinalDot: w.OrdinalDot})
	d := text.New(string(raw), l, r)
	day, err := bound(os.Getenv("D"))
	for _, x := range g.Match(d, day.Start, err == nil) {
		t.Logf("%-40s %-8s %-22s %-5s %-18s dem=%v met=%v desc=%v new=%v %.2f %s %s", d.Text[x.Start:x.End], x.Kind, x.ID, x.Country, x.Office, x.Demonym, x.Metonym, x.Described, x.New, x.Score, x.Rule, x.PlaceID)
	}
}
