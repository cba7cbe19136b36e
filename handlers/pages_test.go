package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// shown is one thing a page must show: words in an element.
type shown struct{ selector, words string }

func TestPages(t *testing.T) {
	s := newSite(t)
	visit, article := eventURL(s.visit.ID), articleURL(s.article.ID)
	tests := []struct {
		path, user string
		status     int
		shows      []shown
		lacks      []string // selectors
		not        []string // words anywhere in the source
	}{
		{path: "/", status: 200, shows: []shown{{".event-list", "Emmanuel Macron visits Moscow"}}, not: []string{"Not diplomatic", "<script>alert"}},
		{path: "/?lang=fr", status: 200, shows: []shown{{".event-list", "lundi 7 février 2022"}, {".event-list", "mars 2022"}}},
		{path: "/?type=wedding", status: 400, shows: []shown{{"main", "wedding"}}},
		{path: visit, status: 200, shows: []shown{
			{"h1", "Emmanuel Macron visits Moscow"},
			{".facts", "Monday 7 February 2022"},
			{".facts", "the article names the day"},
			{".facts", "Vladimir Putin host, Russia"},
			{".facts", "Moscow (Russia)"},
			{".facts", "very sure"},
			{"mark[data-kind=timex]", "lundi"},
			{"mark[data-kind=trigger]", "attendre"},
			{".steps h3", "News Example"},
		}, lacks: []string{"a[href$='/edit']", "form[action$='/review']"}},
		{path: visit + "?lang=fr", status: 200, shows: []shown{
			{"h1", "Emmanuel Macron en visite à Moscou"}, {".facts", "Vladimir Poutine hôte"}, {"a[href='https://news.example/kremlin?a=1&b=2']", "Original"},
		}},
		{path: visit, user: "carl", status: 200, shows: []shown{{"a[href='" + visit + "/edit']", "Edit"}, {"button[value=accepted]", "Accept"}}},
		{path: visit + "/history", status: 200, shows: []shown{{".steps h2", "Created"}, {".steps", "by the extractor"}}, lacks: []string{"form[action$='/undo']"}},
		{path: eventURL(s.later.ID), status: 200, shows: []shown{{"h1", `Summit <script>alert("x")</script>`}, {".facts", "March 2022"}}, not: []string{"<script>alert"}},
		{path: eventURL(s.undated.ID), status: 200, shows: []shown{{".facts", "undated"}}, lacks: []string{".pager"}},
		{path: eventURL(s.refused.ID), status: 200, shows: []shown{{".notice", "rejected this event"}, {"head", ""}}},
		{path: article, status: 200, shows: []shown{
			{"h1", "Le Kremlin attend Macron"},
			{".article-text a.mention", "Le Kremlin a confirmé attendre"},
			{".panel", "Friday <agrees>"},
			{".panel", "93%"},
			{".event-list", "Emmanuel Macron visits Moscow"},
		}, not: []string{"<agrees>"}},
		{path: "/articles", status: 200, shows: []shown{{".event-title a", "Le Kremlin attend Macron"}}},
		{path: "/actors", status: 200, shows: []shown{{"tbody", "Emmanuel Macron"}}},
		{path: "/actors?q=poutine&lang=fr", status: 200, shows: []shown{{"tbody", "Vladimir Poutine"}}, not: []string{"Emmanuel Macron"}},
		{path: "/actors?q=nobody+at+all", status: 200, shows: []shown{{".notice", "No actor"}}},
		{path: actorURL(s.visit.Actors[0].ActorID), status: 200, shows: []shown{
			{"h1", "Emmanuel Macron"}, {".event-list", "visits Moscow"}, {"a[href='/?actor=Q3052772']", "On the timeline"},
		}},
		{path: "/review", user: "carl", status: 200, shows: []shown{{".event-list", "A statement without a day"}, {"mark", "lundi"}}, not: []string{"Not diplomatic"}},
		{path: "/review?review=rejected", user: "carl", status: 200, shows: []shown{{".event-list", "Not diplomatic"}}},
		{path: "/review?from=soon", user: "carl", status: 400, shows: []shown{{"main", "from"}, {"main", "YYYY-MM-DD"}}},
		{path: "/review?lang=fr&status=maybe&to=2022-13-01", user: "carl", status: 400, shows: []shown{{"main li", "À choisir parmi : planned"}, {"main li", "AAAA-MM-JJ"}}},
		{path: visit + "/edit", user: "carl", status: 200, shows: []shown{{"datalist", ""}, {"legend", "Actors"}}},
		{path: "/events/new", user: "carl", status: 200, shows: []shown{{"h1", "New event"}}},
		{path: "/feeds", user: "carl", status: 200, shows: []shown{{"main", "no feeds"}}, lacks: []string{"form[action='/feeds']"}},
		{path: "/feeds", user: "anna", status: 200, shows: []shown{{"form[action='/feeds']", "Add a feed"}}},
		{path: "/admin/users", user: "anna", status: 200, shows: []shown{{"tbody", "carl"}}, not: []string{"argon2"}},
		{path: "/admin/users", user: "carl", status: 403, shows: []shown{{"h1", "Not allowed"}}},
		{path: "/events/99999", status: 404, shows: []shown{{"h1", "Page not found"}}},
		{path: "/events/abc", status: 404},
		{path: "/events/-1/history", status: 404},
		{path: "/articles/0", status: 404},
		{path: "/actors/18446744073709551615", status: 404},
		{path: "/nothing/here", status: 404},
		{path: "/actors?offset=-1", status: 400, shows: []shown{{"main", "offset"}}},
		{path: "/articles?offset=x", status: 400},
		{path: "/setup?token=guess", status: 410},
	}
	browsers := map[string]*http.Client{"": s.http}
	for _, user := range []string{"anna", "carl"} {
		s.http = s.browser()
		s.login(user)
		browsers[user] = s.http
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s as %q", tt.path, tt.user), func(t *testing.T) {
			s := *s
			s.t, s.http = t, browsers[tt.user]
			if !strings.Contains(tt.path, "lang=") { // forget the last test's choice
				tt.path += map[bool]string{true: "&", false: "?"}[strings.Contains(tt.path, "?")] + "lang=en"
			}
			a := s.get(tt.path).want(tt.status)
			for _, x := range tt.shows {
				a.shows(x.selector, x.words)
			}
			for _, sel := range tt.lacks {
				a.lacks(sel)
			}
			for _, words := range append(tt.not, "⟦", "ZgotmplZ", "<no value>", "goroutine ") {
				if strings.Contains(a.Body, words) {
					t.Errorf("the page holds %q", words)
				}
			}
		})
	}
}

func TestMembersOnly(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/review", "/review?type=visit", "/events/new", eventURL(s.visit.ID) + "/edit", "/feeds", "/admin/users"} {
		a := s.get(path)
		if to := a.Header.Get("Location"); a.Status != http.StatusSeeOther || !strings.HasPrefix(to, "/login?next=") {
			t.Errorf("%s answers %d to %q", path, a.Status, to)
		}
	}
}

func TestNeighboursAndMerged(t *testing.T) {
	s := newSite(t)
	a := s.get(eventURL(s.visit.ID)).want(200)
	a.shows("a[rel=next]", "Summit").lacks("a[rel=prev]")
	s.get(eventURL(s.later.ID)).shows("a[rel=prev]", "Macron visits Moscow").lacks("a[rel=next]")
	if err := s.db.MergeEvents(t.Context(), s.undated.ID, s.visit.ID, revisionFor("merge")); err != nil {
		t.Fatal(err)
	}
	a = s.get(eventURL(s.undated.ID))
	if a.Status != http.StatusFound || a.Header.Get("Location") != eventURL(s.visit.ID) {
		t.Errorf("a merged event answers %d %s", a.Status, a.Header.Get("Location"))
	}
	if b := s.get("/api/v1" + eventURL(s.undated.ID)); b.Status != http.StatusFound || b.Header.Get("Location") != "/api/v1"+eventURL(s.visit.ID) {
		t.Errorf("the API answers %d %s", b.Status, b.Header.Get("Location"))
	}
	s.get(eventURL(s.undated.ID)+"?merged=1").want(200).shows(".notice", "another one")
}

func TestMethodsAndSizes(t *testing.T) {
	s := newSite(t)
	for _, tt := range []struct {
		method, path string
		status       int
	}{
		{"DELETE", "/events/1", 405},
		{"POST", "/events/1", 405},
		{"PUT", "/api/v1/events", 405},
		{"POST", "/healthz", 405},
		{"POST", "/static/x", 405},
		{"POST", "/nothing", 404},
		{"POST", "/login", 403},
		{"HEAD", "/", 200},
		{"HEAD", "/review", 303},
		{"HEAD", "/events/1", 200},
	} {
		a := s.do(s.request(tt.method, tt.path, nil))
		if a.Status != tt.status {
			t.Errorf("%s %s answers %d, want %d", tt.method, tt.path, a.Status, tt.status)
		}
		if tt.status == 405 && a.Header.Get("Allow") == "" {
			t.Errorf("%s %s: no Allow header", tt.method, tt.path)
		}
	}
	s.login("carl")
	huge := s.submit(s.get("/events/new"), "/events/new", map[string]string{"note": strings.Repeat("x", maxBody+1)})
	huge.want(http.StatusRequestEntityTooLarge).shows("h1", "Too much text")
	req := s.request(http.MethodPost, "/login", nil)
	req.Body = http.NoBody
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded; %%%")
	if a := s.do(req); a.Status != 400 && a.Status != 403 {
		t.Errorf("a broken form answers %d", a.Status)
	}
}
