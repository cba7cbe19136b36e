package handlers

import (
	"fmt"
	"strings"
	"testing"

	"chancery/models"
)

func TestReportsShowHowTheStatusMoved(t *testing.T) {
	article := func(id uint64, day string) *models.Article { return &models.Article{ID: id, Published: day} }
	early, same, late, never := article(9, "2022-02-04"), article(5, "2022-02-06"), article(7, "2022-02-06"), article(1, "")
	m := func(a *models.Article, start int, status, date string) models.Mention {
		return models.Mention{ID: a.ID*100 + uint64(start), ArticleID: a.ID, Article: a, Start: start, Status: status, EDTF: date}
	}
	e := &models.Event{Mentions: []models.Mention{
		m(never, 0, "cancelled", ""), m(late, 0, "postponed", "2022-02-09"), m(early, 30, "planned", "2022-02-07"),
		m(early, 0, "planned", ""), m(same, 0, "planned", "2022-02-07"), m(same, 40, "postponed", ""),
	}}
	var got []string
	for _, r := range (&server{}).reports(e) {
		line := fmt.Sprintf("%s %s moved=%v", strings.TrimPrefix(r.URL, "/articles/"), r.Status, r.Moved)
		for _, p := range r.Parts {
			line += fmt.Sprintf(" | %s shown=%v from=%s", p.Status, p.Shown, p.From)
			if p.Redated {
				line += " redated " + p.EDTF
			}
		}
		got = append(got, line)
	}
	want := []string{
		"9 planned moved=false | planned shown=true from= | planned shown=false from=planned",
		"5 postponed moved=true | planned shown=true from=planned | postponed shown=true from=planned",
		"7 postponed moved=false | postponed shown=true from=postponed redated 2022-02-09",
		"1 cancelled moved=true | cancelled shown=true from=postponed",
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestLikely(t *testing.T) {
	said := []models.Mention{{}}
	for _, tt := range []struct {
		e    models.Event
		want string
	}{
		{models.Event{Confidence: 1}, "confidence.person"},
		{models.Event{Confidence: 1, Mentions: said}, "confidence.very_high"},
		{models.Event{Confidence: 0.9}, "confidence.very_high"},
		{models.Event{Confidence: 0.75}, "confidence.high"},
		{models.Event{Confidence: 0.65}, "confidence.medium"},
		{models.Event{Confidence: 0.64}, "confidence.low"},
		{models.Event{}, "confidence.low"},
	} {
		if got := likely(&tt.e); got != tt.want {
			t.Errorf("%v gives %s, want %s", tt.e.Confidence, got, tt.want)
		}
	}
}

func TestOtherCountry(t *testing.T) {
	l := testLocales(t).get("fr")
	for _, tt := range []struct {
		a    models.Actor
		want string
	}{
		{models.Actor{Name: "Germany", Names: map[string]string{"fr": "Allemagne"}, Country: "DEU"}, ""},
		{models.Actor{Name: "APEC", Country: "APEC"}, ""},
		{models.Actor{Name: "Olaf Scholz", Country: "DEU"}, "DEU"},
		{models.Actor{Name: "Nobody"}, ""},
	} {
		if got := otherCountry(l, &tt.a); got != tt.want {
			t.Errorf("%s: %q", tt.a.Name, got)
		}
	}
}

func TestActorNamesOnceEach(t *testing.T) {
	s := newSite(t)
	a := s.get(actorURL(s.visit.Actors[0].ActorID) + "?lang=en")
	if n := strings.Count(a.text("dl.facts"), "Emmanuel Macron"); n != 1 {
		t.Errorf("the same spelling is there %d times: %s", n, a.text("dl.facts"))
	}
}
