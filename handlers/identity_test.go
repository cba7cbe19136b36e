package handlers

import (
	"context"
	"errors"
	"strings"
	"testing"

	"chancery/models"
)

// deciding is an Identity that remembers what it was told.
type deciding struct {
	like []models.Likeness
	told []string
}

func (d *deciding) Similar(context.Context, uint64) ([]models.Likeness, error) { return d.like, nil }

func (d *deciding) Join(_ context.Context, from, into uint64, r models.Revision) error {
	return d.note("join "+itoa(from)+" into "+itoa(into), r)
}

func (d *deciding) Part(_ context.Context, a, b uint64, r models.Revision) error {
	if a == b {
		return models.ErrInvalid
	}
	return d.note("part "+itoa(a)+" and "+itoa(b), r)
}

func (d *deciding) Split(_ context.Context, id uint64, report models.ReportKey, r models.Revision) (uint64, error) {
	return id, d.note("split "+reportValue(report)+" off "+itoa(id), r)
}

func (d *deciding) note(s string, r models.Revision) error {
	if r.UserID == nil {
		return errors.New("nobody decided")
	}
	d.told = append(d.told, s)
	return nil
}

func TestIdentityPage(t *testing.T) {
	d := &deciding{}
	s := newSite(t, func(deps *Deps) { deps.Identity = d })
	d.like = []models.Likeness{{Event: s.later, Score: 0.7, Reasons: []string{"+0.30 the same days"}}}
	page := eventURL(s.visit.ID) + "/identity"
	s.get(page).want(303)
	s.login("carl")
	s.get(eventURL(s.visit.ID)).shows(".toolbar", "Same or another?")
	s.get(page).want(200).shows("#similar ~ ul", "the same days").shows("#made-of ~ ul", testSentence)
	s.follow(s.submit(s.get(page), eventURL(s.visit.ID)+"/same", nil)).shows(".notice", "one event")
	s.follow(s.submit(s.get(page), eventURL(s.visit.ID)+"/apart", nil)).shows(".notice", "kept apart")
	want := "join " + itoa(s.later.ID) + " into " + itoa(s.visit.ID) + ", part " + itoa(s.visit.ID) + " and " + itoa(s.later.ID)
	if got := strings.Join(d.told, ", "); got != want {
		t.Errorf("decided %q, want %q", got, want)
	}
	s.submit(s.get(page), eventURL(s.visit.ID)+"/apart", map[string]string{"other": itoa(s.visit.ID)}).want(400)
	s.submit(s.get(page), eventURL(s.visit.ID)+"/same", map[string]string{"other": "x"}).want(400)
}

func TestSplitReport(t *testing.T) {
	d := &deciding{}
	s := newSite(t, func(deps *Deps) { deps.Identity = d })
	second := *s.article
	second.ID, second.URL, second.ContentHash, second.Source = 0, "", strings.Repeat("b", 64), nil
	if err := s.db.CreateArticle(t.Context(), &second); err != nil {
		t.Fatal(err)
	}
	e := s.reload(s.visit.ID)
	m := e.Mentions[0]
	m.ID, m.ArticleID, m.Article, m.Report = 0, second.ID, nil, 3
	e.Mentions = append(e.Mentions, m)
	if err := s.db.UpdateEvent(t.Context(), e, revisionFor("report")); err != nil {
		t.Fatal(err)
	}
	s.login("carl")
	page := s.get(eventURL(e.ID) + "/identity")
	s.follow(s.submit(page, eventURL(e.ID)+"/split", map[string]string{"report": itoa(second.ID) + ".3"})).shows(".notice", "event of its own")
	if len(d.told) != 1 || d.told[0] != "split "+itoa(second.ID)+".3 off "+itoa(e.ID) {
		t.Errorf("decided %q", d.told)
	}
	s.submit(page, eventURL(e.ID)+"/split", map[string]string{"report": "7.7"}).want(404)
}
