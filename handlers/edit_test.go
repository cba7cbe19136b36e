package handlers

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"chancery/models"
)

func revisionFor(action string) models.Revision { return models.Revision{Action: action} }

// reload reads an event as it now is.
func (s *site) reload(id uint64) *models.Event {
	s.t.Helper()
	e, err := s.db.Event(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

func TestEditSavesLocksAndTells(t *testing.T) {
	var told []uint64
	s := newSite(t, func(d *Deps) {
		d.Changed = func(_ context.Context, id uint64) error { told = append(told, id); return nil }
	})
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	a := s.submit(s.get(edit), edit, map[string]string{
		"status": "postponed", "date": "2022-02-09", "note": "the Élysée said so", "attribution": "Élysée", "do": "save_accept",
	})
	s.follow(a).want(200).shows(".notice", "saved").shows(".facts", "Wednesday 9 February 2022").shows("[data-by=hand]", "curator")
	e := s.reload(s.visit.ID)
	if e.Status != "postponed" || e.DayBasis != "curator" || e.Review != models.ReviewAccepted || e.Version != s.visit.Version+1 {
		t.Errorf("stored %+v", e)
	}
	if want := []string{"attribution", "date", "status"}; !slices.Equal(e.Locked, want) {
		t.Errorf("locked %v, want %v", e.Locked, want)
	}
	if len(e.Actors) != 2 || e.Actors[0].Actor.Key != "Q3052772" || e.Actors[1].Actor.Names["fr"] != "Vladimir Poutine" {
		t.Errorf("actors %+v", e.Actors)
	}
	if !slices.Equal(told, []uint64{s.visit.ID}) {
		t.Errorf("told of %v", told)
	}
	h := s.get(eventURL(e.ID)+"/history").shows(".steps", "by carl").shows(".steps", "the Élysée said so").
		shows(".diff del", "Monday 7 February 2022").shows(".diff ins", "Wednesday 9 February 2022").shows(".diff ins", "Postponed")
	back := s.follow(s.submit(h, eventURL(e.ID)+"/undo", nil))
	back.shows(".notice", "undone").shows(".facts", "Monday 7 February 2022")
	if e = s.reload(e.ID); e.Status != models.StatusPlanned || e.Review != models.ReviewPending || !e.IsLocked("status") {
		t.Errorf("after undo %+v", e)
	}
}

func TestEditNothingIsNoRevision(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	s.follow(s.submit(s.get(edit), edit, nil)).shows(".notice", "Nothing was changed")
	if e := s.reload(s.visit.ID); e.Version != s.visit.Version || len(e.Locked) != 0 {
		t.Errorf("changed: version %d, locked %v", e.Version, e.Locked)
	}
}

func TestEditRefusesAndKeepsWhatWasTyped(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	tests := []struct {
		name  string
		set   map[string]string
		field string // id of the control
	}{
		{"date", map[string]string{"date": "2022-02-30"}, "date"},
		{"words for a date", map[string]string{"date": "next Monday"}, "date"},
		{"type", map[string]string{"type": "wedding"}, "type"},
		{"status", map[string]string{"status": ""}, "status"},
		{"no title", map[string]string{"title.en": "", "title.fr": " "}, "title-en"},
		{"long title", map[string]string{"title.fr": strings.Repeat("é", models.MaxTitle+1)}, "title-fr"},
		{"long summary", map[string]string{"summary.en": strings.Repeat("é", models.MaxSummary+1)}, "summary-en"},
		{"countries", map[string]string{"countries": "FRA, FRANCE!"}, "countries"},
		{"place without name", map[string]string{"place": ""}, "place"},
		{"place country", map[string]string{"place_country": "R"}, "place_country"},
		{"actor without name", map[string]string{"actor.0.name": ""}, "actor-0-name"},
		{"actor role", map[string]string{"actor.1.role": "king"}, "actor-1-role"},
		{"actor twice", map[string]string{"actor.1.name": "Emmanuel Macron"}, "actor-1-name"},
		{"attribution", map[string]string{"attribution": strings.Repeat("x", models.MaxTitle+1)}, "attribution"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := *s
			s.t = t
			tt.set["note"] = `kept "as" <typed>`
			a := s.submit(s.get(edit), edit, tt.set).want(http.StatusUnprocessableEntity)
			if len(a.all(".error-summary[autofocus][tabindex='-1'] a[href='#"+tt.field+"']")) != 1 {
				t.Errorf("the summary does not lead to #%s: %s", tt.field, a.text(".error-summary"))
			}
			if len(a.all("#"+tt.field+"[aria-invalid=true][aria-describedby~='"+tt.field+"-error']")) != 1 || a.text("#"+tt.field+"-error") == "" {
				t.Errorf("no error at the field %s", tt.field)
			}
			form := controls(a.all("form[action='" + edit + "']")[0])
			for name, typed := range tt.set {
				if _, isSelect := map[string]bool{"type": true, "status": true, "actor.1.role": true}[name]; isSelect {
					continue
				}
				if form.Get(name) != strings.TrimSpace(typed) {
					t.Errorf("%s is now %q", name, form.Get(name))
				}
			}
			if e := s.reload(s.visit.ID); e.Version != s.visit.Version {
				t.Error("something was stored")
			}
		})
	}
}

func TestEditReportsAllFaultsAtOnce(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	a := s.submit(s.get(edit+"?lang=fr"), edit, map[string]string{"date": "x", "type": "x", "countries": "x!", "actor.0.role": "x"}).want(422)
	if n := len(a.all(".error-summary li")); n != 4 {
		t.Errorf("%d faults: %s", n, a.text(".error-summary"))
	}
	a.shows(".error-summary h2", "4 points").shows("#date-error", "pas une date")
}

func TestEditConflictShowsBoth(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	mine := s.get(edit)
	e := s.reload(s.visit.ID)
	e.Status = models.StatusCancelled
	if err := s.db.UpdateEvent(t.Context(), e, revisionFor("report")); err != nil {
		t.Fatal(err)
	}
	a := s.submit(mine, edit, map[string]string{"status": "ongoing"}).want(http.StatusConflict)
	a.shows(".diff th[scope=row]", "Status").shows(".diff td", "Cancelled").shows(".diff td", "Ongoing").shows(".error-summary h2", "meanwhile")
	if s.reload(e.ID).Status != models.StatusCancelled {
		t.Fatal("the conflict overwrote")
	}
	s.follow(s.submit(a, edit, map[string]string{"do": "save"})).shows(".facts", "Ongoing")
}

func TestActorRows(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	rows := func(a *answer) int { return len(a.all("input[name^='actor.'][name$='.name']")) }
	first := s.get(edit)
	more := s.submit(first, edit, map[string]string{"do": "add_actor", "actor.2.name": "Olaf Scholz", "date": "unfinished"}).want(200)
	if rows(more) != rows(first)+1 || more.all("#date")[0] == nil || attr(more.all("#date")[0], "value") != "unfinished" {
		t.Fatalf("%d rows after %d", rows(more), rows(first))
	}
	saved := s.submit(more, edit, map[string]string{
		"date": "2022-02-07", "actor.0.remove": "1", "actor.2.country": "deu", "actor.2.role": "mediator",
		"actor.3.name": "VLADIMIR POUTINE", "actor.1.name": "Sergueï Lavrov", "actor.1.role": "host", "actor.1.country": "RUS",
	})
	s.follow(saved).want(200)
	e := s.reload(s.visit.ID)
	var got []string
	for _, a := range e.Actors {
		got = append(got, a.Actor.Key+" "+a.Role+" "+a.Actor.Country)
	}
	want := []string{"new:sergueı lavrov host RUS", "new:olaf scholz mediator DEU", "Q7747 participant RUS"}
	want[0] = newKey("Sergueï Lavrov") + " host RUS"
	if !slices.Equal(got, want) {
		t.Errorf("actors %q, want %q", got, want)
	}
	if !slices.Equal(e.Countries, []string{"DEU", "RUS"}) {
		t.Errorf("countries %v", e.Countries)
	}
	if a, err := s.db.ActorByKey(t.Context(), "Q7747"); err != nil || a.Name != "Vladimir Putin" || a.ByHand {
		t.Errorf("the known actor became %+v, %v", a, err)
	}
	h := s.get(eventURL(e.ID)+"/history").shows(".diff ins", "Olaf Scholz (mediator)")
	s.follow(s.submit(h, eventURL(e.ID)+"/undo", nil)).shows(".facts", "Emmanuel Macron visitor")
	if e = s.reload(e.ID); len(e.Actors) != 2 || e.Actors[0].Actor.Names["fr"] == "" {
		t.Errorf("after undo %+v", e.Actors)
	}
}

func TestUnlock(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	s.follow(s.submit(s.get(edit), edit, map[string]string{"status": "denied", "attribution": "TASS", "title.fr": "Rien"}))
	s.get(eventURL(s.visit.ID)+"?lang=fr").shows("h1", "Rien").shows("[data-by=hand]", "titre")
	a := s.get(edit+"?lang=en").shows("label", "Let the extractor update again: Title (Français)").shows("label", "Let the extractor update again: Status")
	s.follow(s.submit(a, edit, map[string]string{"unlock.status": "1"}))
	if e := s.reload(s.visit.ID); !slices.Equal(e.Locked, []string{"attribution", "title.fr"}) {
		t.Errorf("locked %v", e.Locked)
	}
}

func TestUndoOnlyWhatStillStands(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	for _, status := range []string{"denied", "ongoing"} {
		s.follow(s.submit(s.get(edit), edit, map[string]string{"status": status}))
	}
	h := s.get(eventURL(s.visit.ID) + "/history")
	if n := len(h.all("form[action$='/undo']")); n != 1 {
		t.Fatalf("%d revisions can be undone", n)
	}
	revisions, err := s.db.Revisions(t.Context(), s.visit.ID)
	if err != nil {
		t.Fatal(err)
	}
	s.submit(h, eventURL(s.visit.ID)+"/undo", map[string]string{"revision": itoa(revisions[1].ID)}).want(http.StatusConflict).shows("h1", "cannot be undone")
	s.submit(h, eventURL(s.visit.ID)+"/undo", map[string]string{"revision": "77"}).want(http.StatusNotFound)
}

func TestCreate(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	a := s.get("/events/new")
	s.submit(a, "/events/new", nil).want(422).shows("#title-en-error", "title")
	saved := s.submit(a, "/events/new", map[string]string{
		"type": "summit", "status": "occurred", "date": "2023-03-26/2023-03-29", "title.en": "Talks in Paris", "summary.fr": "Quatre\r\njours\x00",
		"place": "Paris", "place_country": "fra", "actor.0.name": "France", "actor.0.kind": "state", "actor.0.country": "fra", "note": "by hand",
	})
	page := s.follow(saved).want(200).shows("h1", "Talks in Paris").shows(".facts", "26–29 March 2023").shows(".facts", "entered by a person")
	page.shows(".facts", "Paris (France)")
	id := strings.TrimPrefix(saved.Header.Get("Location"), "/events/")
	s.get("/api/v1/events/" + id).want(200)
	f, err := s.db.Events(t.Context(), models.EventFilter{Query: "Talks"})
	if err != nil || f.Total != 1 {
		t.Fatal(f.Total, err)
	}
	e := s.reload(f.Events[0].ID)
	if e.Review != models.ReviewAccepted || e.Confidence != 1 || e.DayBasis != "curator" || !slices.Equal(e.Countries, []string{"FRA"}) || e.Summaries["fr"] != "Quatre\njours" {
		t.Errorf("stored %+v", e)
	}
	for _, field := range []string{"type", "status", "date", "title.en", "summary.fr", "place", "actors"} {
		if !e.IsLocked(field) {
			t.Errorf("%s is not locked", field)
		}
	}
}

func TestReviewDecides(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	queue := s.get("/review?type=visit")
	action := eventURL(s.visit.ID) + "/review"
	a := s.submit(queue, action, map[string]string{"decision": "accepted"})
	if to := a.Header.Get("Location"); to != "/review?type=visit#queue" {
		t.Errorf("goes to %q", to)
	}
	s.follow(a).shows(".notice", "accepted").shows(".notice", "Nothing waits")
	if e := s.reload(s.visit.ID); e.Review != models.ReviewAccepted {
		t.Errorf("review %s", e.Review)
	}
	s.submit(queue, action, map[string]string{"decision": "rejected"}).want(http.StatusConflict)
	s.submit(s.get(eventURL(s.visit.ID)), action, map[string]string{"decision": "burned"}).want(http.StatusBadRequest)
	out := s.submit(s.get(eventURL(s.visit.ID)), action, map[string]string{"decision": "rejected", "back": "//evil.example/"})
	if to := out.Header.Get("Location"); to != "/" {
		t.Errorf("redirects to %q", to)
	}
	s.get("/?lang=en").want(200)
	if p, err := s.db.Events(t.Context(), models.EventFilter{Types: []string{"visit"}}); err != nil || p.Total != 0 {
		t.Errorf("a rejected event is listed: %d, %v", p.Total, err)
	}
}

func TestManyActorsAreKept(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	e := s.reload(s.visit.ID)
	e.Actors = nil
	for i := range 60 {
		name := "Delegate " + itoa(uint64(i))
		e.Actors = append(e.Actors, models.EventActor{Role: "participant", Actor: models.Actor{Key: newKey(name), Kind: models.KindPerson, Name: name}})
	}
	if err := s.db.UpdateEvent(t.Context(), e, revisionFor("report")); err != nil {
		t.Fatal(err)
	}
	edit := eventURL(e.ID) + "/edit"
	s.follow(s.submit(s.get(edit), edit, map[string]string{"status": "ongoing"}))
	if got := s.reload(e.ID); len(got.Actors) != 60 || got.IsLocked("actors") || got.Status != "ongoing" {
		t.Errorf("%d actors are left, locked %v", len(got.Actors), got.Locked)
	}
}

func TestControlsThatAreNotSentStay(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	edit := eventURL(s.visit.ID) + "/edit"
	only := url.Values{"csrf_token": {controls(s.get(edit).all("form[action='" + edit + "']")[0]).Get("csrf_token")}, "title.en": {"Renamed"}}
	s.follow(s.do(s.request(http.MethodPost, edit, only))).shows("h1", "Renamed")
	e := s.reload(s.visit.ID)
	if len(e.Actors) != 2 || e.Place == nil || e.EDTF != "2022-02-07" || e.Titles["fr"] == "" || e.Attribution != "Kremlin" {
		t.Errorf("lost something: %+v", e)
	}
	if !slices.Equal(e.Locked, []string{"title.en"}) {
		t.Errorf("locked %v", e.Locked)
	}
}

func TestUndoOfAMachinesRevision(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	e := s.reload(s.visit.ID)
	e.Countries = []string{"CHN", "RUS"}
	if err := e.SetDate("2022-02-20"); err != nil {
		t.Fatal(err)
	}
	r := models.Revision{Action: "report", Changes: []models.Change{
		{Field: "edtf", Before: "2022-02-07", After: "2022-02-20"}, {Field: "countries", Before: "FRA RUS", After: "CHN RUS"},
	}}
	if err := s.db.UpdateEvent(t.Context(), e, r); err != nil {
		t.Fatal(err)
	}
	h := s.get(eventURL(e.ID)+"/history?lang=en").shows(".diff th", "Date").shows(".diff ins", "20 February")
	s.follow(s.submit(h, eventURL(e.ID)+"/undo", nil))
	e = s.reload(e.ID)
	if e.EDTF != "2022-02-07" || e.DayBasis != "curator" || !slices.Equal(e.Countries, []string{"FRA", "RUS"}) || !slices.Equal(e.Locked, []string{"countries", "date"}) {
		t.Errorf("after undo %+v", e)
	}
}
