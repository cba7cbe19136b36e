package handlers

import (
	"context"
	"testing"

	"chancery/models"
)

// dater dates articles in the database alone and remembers who had it do so.
type dater struct {
	s    *site
	told []string
}

func (d *dater) Date(ctx context.Context, id uint64, day string, r models.Revision) ([]uint64, error) {
	if r.UserID == nil {
		return nil, models.ErrInvalid
	}
	d.told = append(d.told, day)
	return []uint64{d.s.visit.ID}, d.s.db.UpdateArticleDate(ctx, id, day, models.PublishedGiven)
}

func TestGiveTheDay(t *testing.T) {
	d := &dater{}
	var told []uint64
	s := newSite(t, func(deps *Deps) {
		deps.Dates = d
		deps.Changed = func(_ context.Context, id uint64) error { told = append(told, id); return nil }
	})
	d.s = s
	page := articleURL(s.article.ID)
	action := page + "/published"
	s.get(page).want(200).lacks(`form[action="`+action+`"]`).shows("#candidates ~ ol", "Friday")
	s.get("/articles").want(200).lacks(`a[href="/articles?date=wanted"]`)

	s.login("carl")
	s.get("/review").shows(`a[href="/articles?date=wanted"]`, "1 article")
	s.get("/articles").shows(`a[href="/articles?date=wanted"]`, "1 article")
	s.get("/articles?date=wanted").want(200).shows(".event-title a", "Le Kremlin attend Macron")
	s.get("/articles?date=x").want(400)
	form := s.get(page).shows("fieldset label", "Friday").shows("form .field", "Another day")
	for _, bad := range []string{"lundi", "2022-02-30", "2999-01-01"} {
		s.submit(form, action, map[string]string{"published": bad}).want(422).shows(".field-error", "").shows(`.error-summary a[href="#published"]`, "")
	}
	s.submit(form, action, map[string]string{"day": "-"}).want(422).shows(".error-summary", "Choose a day")
	if len(d.told) > 0 {
		t.Fatalf("bad days were taken: %q", d.told)
	}
	s.follow(s.submit(form, action, map[string]string{"day": "2022-02-04"})).shows(".notice", "read again").shows("dl.facts", "given")
	s.follow(s.submit(s.get(page), action, map[string]string{"published": "2022-02-03"})).shows(".notice", "read again")
	if len(d.told) != 2 || d.told[0] != "2022-02-04" || d.told[1] != "2022-02-03" {
		t.Errorf("dated %q", d.told)
	}
	if len(told) != 2 || told[0] != s.visit.ID {
		t.Errorf("the timeline was told of %v", told)
	}
	s.get("/review").lacks(`a[href="/articles?date=wanted"]`)
	s.get("/articles?date=wanted").want(200).shows(".notice", "Every article has its day").lacks(".event-item")
	s.submit(form, action, map[string]string{"csrf_token": "x"}).want(403)
	s.get(page+"?lang=fr").want(200).shows("h2#candidates", "Jour de parution")
}

func TestOnlyCuratorsGiveTheDay(t *testing.T) {
	d := &dater{}
	s := newSite(t, func(deps *Deps) { deps.Dates = d })
	d.s = s
	s.login("carl")
	form := s.get(articleURL(s.article.ID))
	s.submit(form, "/logout", nil)
	s.submit(form, articleURL(s.article.ID)+"/published", map[string]string{"day": "2022-02-04"})
	if len(d.told) > 0 {
		t.Errorf("a stranger dated the article: %q", d.told)
	}
}
