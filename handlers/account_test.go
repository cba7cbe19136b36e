package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"chancery/models"
)

func TestAccountLanguage(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	a := s.get("/account?lang=en").want(200)
	page := s.follow(s.submit(a, "/account/language", map[string]string{"language": "fr"})).shows(".notice", "langue")
	if got := attr(page.all("html")[0], "lang"); got != "fr" {
		t.Errorf("the page speaks %s", got)
	}
	s.submit(page, "/account/language", map[string]string{"language": "klingon"}).want(http.StatusBadRequest)
}

func TestAccountPassword(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	elsewhere := s.http
	s.http = s.browser()
	s.login("carl")
	const fresh = "another long sentence"
	a := s.get("/account")
	for field, set := range map[string]map[string]string{
		"old":      {"old": "guess", "password": fresh, "again": fresh},
		"password": {"old": testPassword, "password": "short", "again": "short"},
		"again":    {"old": testPassword, "password": fresh, "again": "different"},
	} {
		b := s.submit(a, "/account/password", set).want(422)
		if b.text("#"+field+"-error") == "" || strings.Contains(b.Body, testPassword) || strings.Contains(b.Body, fresh) {
			t.Errorf("%s: %s", field, b.text("main"))
		}
	}
	b := s.submit(a, "/account/password", map[string]string{"old": testPassword, "password": fresh, "again": fresh})
	s.follow(b).want(200).shows(".notice", "changed")
	s.http = elsewhere
	s.get("/review").want(http.StatusSeeOther)
	u, err := s.db.UserByName(t.Context(), "carl")
	if err != nil {
		t.Fatal(err)
	}
	for pw, want := range map[string]bool{fresh: true, testPassword: false} {
		if ok, err := newHashing().check(t.Context(), u, pw); ok != want || err != nil {
			t.Errorf("%q opens: %v, %v", pw, ok, err)
		}
	}
}

func TestPasswordGuessesAreCounted(t *testing.T) {
	s := newSite(t)
	s.login("carl")
	a := s.get("/account")
	for range loginBurst {
		s.submit(a, "/account/password", map[string]string{"old": "guess"}).want(422)
	}
	s.submit(a, "/account/password", map[string]string{"old": testPassword, "password": "another long sentence", "again": "another long sentence"}).
		want(422).shows("#old-error", "Wait")
}

func TestSavedViews(t *testing.T) {
	s := newSite(t, func(d *Deps) { d.BaseURL = "https://chancery.example" })
	s.login("carl")
	offer := s.get("/views?type=visit&country=FRA").want(200).shows(".facts", "Visit").shows(".facts", "France")
	s.submit(offer, "/views", nil).want(422).shows("#name-error", "Fill this in").shows(".facts", "Visit")
	page := s.follow(s.submit(offer, "/views", map[string]string{"name": "Élysée: visites!"})).want(200).shows("h2", "Élysée: visites!")
	address := page.text("code")
	u, err := url.Parse(address)
	if err != nil || u.Host != "chancery.example" || !strings.HasSuffix(u.Path, "/elysee-visites.ics") {
		t.Fatalf("address %q", address)
	}
	if href := attr(page.all("li a.btn")[0], "href"); !strings.HasPrefix(href, "webcal://chancery.example/f/") {
		t.Errorf("subscribe leads to %q", href)
	}
	s.http = s.browser()
	cal := s.get(u.Path).want(200)
	if !strings.Contains(cal.Body, "BEGIN:VEVENT") || strings.Contains(cal.Body, "Summit") {
		t.Errorf("calendar %s", cal.Body)
	}
	s.login("anna")
	remove := attr(page.all("form[action^='/views/']")[0], "action")
	s.get("/views").want(200).lacks("form[action^='/views/']")
	values := controls(s.get("/views").all("form[action='/views']")[0])
	if b := s.do(s.request(http.MethodPost, remove, values)); b.Status != http.StatusNotFound {
		t.Errorf("another's view: %d", b.Status)
	}
	s.http = s.browser()
	s.login("carl")
	s.follow(s.submit(s.get("/views"), remove, nil)).shows(".notice", "removed")
	s.get(u.Path).want(http.StatusNotFound)
	s.submit(offer, "/views", map[string]string{"csrf_token": controls(s.get("/views").all("form[action='/views']")[0]).Get("csrf_token"), "name": "x", "query": "type=wedding"}).want(http.StatusBadRequest)
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{"Élysée: visites!": "elysee-visites", "  ": "calendar", "日本": "calendar", "A/../b": "a-b", strings.Repeat("ab ", 99): strings.TrimRight(strings.Repeat("ab-", 20), "-")} {
		if got := slug(name); got != want {
			t.Errorf("%q gives %q, want %q", name, got, want)
		}
	}
}

func TestFilterParts(t *testing.T) {
	l := testLocales(t).get("en")
	if got := filterParts(l, models.EventFilter{}); len(got) != 0 {
		t.Errorf("an empty filter says %v", got)
	}
	got := filterParts(l, models.EventFilter{Query: "gas", From: "2022-02-01", Types: []string{"visit", "call"}, Undated: true})
	want := []FilterPart{{"Words", "gas"}, {"From", "1 February 2022"}, {"Type", "Visit, Call or letter"}, {"Date", "undated"}}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
}
