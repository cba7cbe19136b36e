package handlers

import (
	"context"
	"testing"

	"chancery/models"
)

// diop is a new minister as a curator enters him.
var diop = map[string]string{
	"names.en": "Abdoulaye Diop", "names.fr": "Abdoulaye Diop", "country": "mli", "aliases": "Abdoulay Diop\n\nA. Diop",
	"terms": "MLI foreign-minister 2021-06-11/..", "source": "the ministry's page",
}

func with(m map[string]string, pairs ...string) map[string]string {
	out := map[string]string{}
	for k, v := range m {
		out[k] = v
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i]] = pairs[i+1]
	}
	return out
}

func TestActorAddedCorrectedAndTold(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	s.get("/actors").shows(".toolbar", "Add an actor")
	a := s.submit(s.get("/actors/new").want(200), "/actors/new", diop)
	s.follow(a).want(200).shows(".notice", "saved").shows("h1", "Abdoulaye Diop").shows(".toolbar", "Correct")
	stored, err := s.db.ActorByKey(t.Context(), "new:abdoulaye diop")
	if err != nil || !stored.ByHand || stored.IsNew || stored.Country != "MLI" {
		t.Fatalf("%+v, %v", stored, err)
	}
	edit := actorURL(stored.ID) + "/edit"
	form := s.get(edit).want(200)
	s.follow(s.submit(form, edit, map[string]string{"aliases": "Abdoulay Diop", "source": "his own page"})).shows(".notice", "saved")
	records, err := s.db.ActorRecords(t.Context())
	if err != nil || len(records) != 1 || len(records[0].Aliases) != 1 || records[0].Terms[0].Office != "foreign-minister" || records[0].Source != "his own page" {
		t.Fatalf("%+v, %v", records, err)
	}
	s.get(actorURL(stored.ID)+"/history").want(200).shows(".steps", "by carl").shows(".steps", "the ministry's page").
		shows(".diff del", "A. Diop").shows(".diff ins", "MLI foreign-minister 2021-06-11/..")
	// The form above is of the first record: somebody was faster.
	late := s.submit(form, edit, map[string]string{"aliases": "Someone", "source": "x"}).want(409)
	late.shows("[role=alert]", "meanwhile").shows("textarea", "Someone")
	s.follow(s.submit(late, edit, nil)).shows(".notice", "saved")
	s.submit(s.get("/actors/new"), "/actors/new", diop).want(422).shows(".error-summary", "correct that one")
}

func TestActorFormRefusesAndKeepsWhatWasTyped(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	for name, tt := range map[string]struct{ field, value, control string }{
		"no source":        {"source", "", "source"},
		"country":          {"country", "M-1", "country"},
		"no term":          {"terms", "minister since 2021", "terms"},
		"office":           {"terms", "MLI boss 2021-06-11/..", "terms"},
		"end before start": {"terms", "MLI foreign-minister 2021-06-11/2020-01-01", "terms"},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.submit(s.get("/actors/new"), "/actors/new", with(diop, tt.field, tt.value)).want(422)
			if len(a.all("#"+tt.control+"-error")) != 1 {
				t.Error("the control does not say what is wrong")
			}
			if n := a.all("#names-en"); len(n) != 1 || attr(n[0], "value") != "Abdoulaye Diop" {
				t.Error("what was typed is lost")
			}
		})
	}
	s.submit(s.get("/actors/new"), "/actors/new", map[string]string{"source": "x"}).want(422).shows(".error-summary", "Fill this in")
	if records, err := s.db.ActorRecords(t.Context()); err != nil || len(records) != 0 {
		t.Errorf("stored %+v, %v", records, err)
	}
}

func TestActorFormBeginsWithWhatIsKnown(t *testing.T) {
	s := newSite(t, func(d *Deps) {
		d.KnownActor = func(_ context.Context, key string) (models.ActorRecord, bool) {
			return models.ActorRecord{Key: key, Kind: models.KindPerson, Country: "FRA", Names: map[string]string{"de": "Macron, E."}, Terms: []models.OfficeTerm{{Country: "FRA", Office: "head-of-state", Start: "2017-05-14"}}}, key == "Q3052772"
		}
	})
	s.login("carl")
	a, err := s.db.ActorByKey(t.Context(), "Q3052772")
	if err != nil {
		t.Fatal(err)
	}
	s.get(actorURL(a.ID)+"/edit").want(200).shows("#terms", "FRA head-of-state 2017-05-14/..")
}

func TestActorFormsAreForMembers(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/actors/new", "/actors/1/edit", "/actors/1/history"} {
		s.get(path).want(303)
	}
	if len(s.get("/actors/1").all("a[href$='/edit']")) != 0 {
		t.Error("a reader is offered the form")
	}
}
