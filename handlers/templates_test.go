package handlers

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"chancery/models"
	"chancery/static"
	"chancery/templates"
)

// views are page structs by template, empty and filled to the brim. A template
// that is not here fails the test.
func views(lang string) map[string][]view {
	p := Page{
		Lang: lang, Title: "T <b>", Nav: "review", Nonce: "n", CSRF: "c", User: &models.User{Name: "anna", Role: models.RoleAdmin},
		Notice: "N", Languages: []LangLink{{"en", "/?lang=en", false}, {"fr", "/?lang=fr", true}}, Here: "/", HasFeeds: true, IsAdmin: true, Version: "1",
	}
	empty := Page{Lang: lang}
	at := time.Date(2022, 2, 4, 8, 0, 0, 0, time.UTC)
	item := EventItem{
		ID: 1, URL: "/events/1", Title: "Visit", Type: "visit", Status: "planned", Review: "pending", EDTF: "2022-02-07", Precision: "day",
		DayBasis: "text", Place: "Moscow", Countries: []string{"FRA", "UN"},
		Actors: []ActorLink{{Name: "A", URL: "/actors/1", Role: "host", Kind: "person", Country: "FRA", IsNew: true}},
	}
	list := EventListView{Items: []EventItem{item}, Total: 120, First: 1, Last: 50, Prev: "/?offset=0", Next: "/?offset=100", Empty: "list.empty"}
	none := EventListView{Empty: "list.empty"}
	ev := Evidence{MentionID: 1, Before: "B.", After: "A.", Lang: "fr", URL: "/articles/1#m1", Rule: "r", Extractor: "1", Sentence: []Segment{{"x ", ""}, {"lundi", "timex"}}}
	decide := DecideView{URL: "/events/1", Title: "Visit", Review: "pending", Back: "/review", CSRF: "c", Version: 1}
	form := formOf(&models.Event{
		Type: "visit", Status: "planned", EDTF: "2022", Titles: map[string]string{"de": "Besuch"}, Locked: []string{"date"},
		Place: &models.Place{Name: "P", Country: "FRA"}, Actors: []models.EventActor{{Role: "host", Actor: models.Actor{Key: "k", Name: "A", Kind: "person"}}},
	}, []string{"en", "fr"})
	errs := FormErrors{{"date", "wrong"}, {"actor.0.name", "wrong"}}
	article := ArticleItem{URL: "/articles/1", Title: "A", Lang: "fr", Published: "2022-02-04", PublishedBy: "inferred", Source: "S", SourceURL: "https://x.example/"}
	report := Report{
		Day: "2022-02-04", Source: "S", Title: "T", Lang: "fr", URL: "/articles/1", SourceURL: "https://x.example/", Status: "cancelled", Moved: true,
		Parts: []ReportPart{{Evidence: ev, Status: "cancelled", Shown: true, From: "planned", EDTF: "2022", Redated: true, Attribution: "K"}, {Evidence: ev}},
	}
	return map[string][]view{
		"actor":  {&ActorPage{Page: empty, List: none}, &ActorPage{Page: p, Edit: "/actors/1/edit", History: "/actors/1/history", Actor: item.Actors[0], Office: "o", Key: "Q1", Wikidata: wikidata("Q1"), Names: []TextRow{{"fr", "A"}}, Timeline: "/", Calendar: "/c", List: list}},
		"actors": {&ActorsPage{Page: empty}, &ActorsPage{Page: p, CanAdd: true, Query: "q", Items: []ActorItem{{item.Actors[0], 3}}, Total: 1, First: 1, Last: 1, Next: "/x"}},
		"actor_edit": {
			&ActorEditPage{Page: empty, Form: actorFormOf(&models.ActorRecord{}, []string{"en"})},
			&ActorEditPage{Page: p, Heading: "H", Action: "/actors/1/edit", Back: "/actors/1", Form: actorFormOf(&models.ActorRecord{ID: 3, Kind: "person", Names: map[string]string{"de": "N"}, Terms: []models.OfficeTerm{{Country: "FRA", Office: "minister", Start: "2020-01-01"}}, Source: "s"}, []string{"en", "fr"}), Errors: FormErrors{{"terms", "wrong"}}, Conflicting: true, Kinds: models.ActorKinds, Offices: models.Offices},
		},
		"actor_history": {&ActorHistoryPage{Page: empty}, &ActorHistoryPage{Page: p, Actor: item.Actors[0], Records: []ActorRecordView{{ID: 1, At: at, Who: "anna", Source: "s", Changes: []ChangeView{{"name", "fr", "a", "b"}, {"kind", "", "a", "b"}, {"country", "", "", "b"}, {"aliases", "", "a", ""}, {"surname", "", "a", "b"}, {"terms", "", "a", "b"}}}, {}}}},
		"article":       {&ArticlePage{Page: empty}, &ArticlePage{Page: p, Article: article, Byline: "b", Added: at, Extractor: "1", Candidates: []models.DateCandidate{{Date: "2022-02-04", Score: 1, Why: []string{"w"}}}, Text: []Paragraph{{{Text: "x", URL: "/events/1", Anchors: []string{"m1"}, Refs: []Ref{{1, "/events/1"}}}}}, Events: []EventItem{item}}},
		"articles":      {&ArticlesPage{Page: empty}, &ArticlesPage{Page: p, Items: []ArticleItem{article, {PublishedBy: "none"}}, Total: 2, First: 1, Last: 2, Prev: "/x"}},
		"edit":          {&EditPage{Page: empty, Form: formOf(&models.Event{}, nil)}, &EditPage{Page: p, ID: 1, Heading: "H", Action: "/events/1/edit", Back: "/events/1", Form: form, Errors: errs, Conflicting: true, Conflict: []ConflictRow{{"title", "fr", "a", "b"}}, DateExamples: dateExamples, Names: []string{"A"}, Types: models.EventTypes, Statuses: models.Statuses, Kinds: models.ActorKinds, Roles: models.ActorRoles}},
		"error":         {&ErrorPage{Page: empty, Status: 404, Key: "not_found"}, &ErrorPage{Page: p, Status: 400, Key: "bad_query", Fields: FormErrors{{"q", "m"}}}},
		"event": {
			&EventPage{Page: empty, Event: EventItem{Review: "rejected"}, Likely: "confidence.low"},
			&EventPage{Page: p, Event: item, Summary: "S", PlaceCountry: "RUS", Attribution: "K", Confidence: 0.9, Likely: "confidence.high", ByHand: map[string]bool{"date": true}, Reports: []Report{report, {}}, Prev: &EventLink{"a", "/events/2"}, Next: &EventLink{"b", "/events/3"}, MergedInto: "/events/2", CanEdit: true, Decide: decide},
		},
		"feed_edit": {&FeedEditPage{Page: empty}, &FeedEditPage{Page: p, ID: 1, URL: "u", Name: "t", Schedule: "@daily", State: "off", States: feedStates, Errors: FormErrors{{"schedule", "wrong"}}}},
		"feeds":     {&FeedsPage{Page: empty}, &FeedsPage{Page: p, Feeds: []FeedRow{{Feed: models.Feed{ID: 1, URL: "u", Title: "t", LastOKAt: &at, NextRunAt: &at}}, {Feed: models.Feed{URL: "v", LastError: "e"}, Progress: models.FeedProgress{Total: 3, Failed: 1}, Failures: []models.FeedFailure{{URL: "u", Error: "e"}, {Title: "t"}}}, {Feed: models.Feed{Disabled: true, LastError: "e", MovedFrom: "w"}}}, Found: []FeedLink{{"u", "t"}, {"w", ""}}, Errors: FormErrors{{"url", "wrong"}}, CanEdit: true, CanFetch: true}},
		"identity": {&IdentityPage{Page: empty}, &IdentityPage{
			Page: p, Event: item, Similar: []SimilarEvent{{EventItem: item, ID: 2, Score: 0.5, Reasons: []string{"a", "b"}}},
			Reports: []IdentityReport{{Report: Report{URL: "/articles/1", Title: "a", Day: "2022-02-04", Source: "s", Lang: "fr"}, Key: "1.0", Text: "t"}, {Alone: true}},
		}},
		"history":  {&HistoryPage{Page: empty}, &HistoryPage{Page: p, Event: item, CanEdit: true, Revisions: []RevisionView{{ID: 1, At: at, Who: "anna", Action: "edit", Note: "n", Article: "a", URL: "/articles/1", Changes: []ChangeView{{"title", "fr", "a", "b"}}, Undoable: true}, {Action: "create"}}}},
		"login":    {&LoginPage{Page: empty}, &LoginPage{Page: p, Name: "n", Next: "/x", NoAccount: true, Errors: FormErrors{{"name", "wrong"}}}},
		"review":   {&ReviewPage{Page: empty, List: none}, &ReviewPage{Page: p, List: list, Items: []ReviewItem{{EventItem: item, Decide: decide, Confidence: 1, Likely: "confidence.low", Evidence: []Evidence{ev}}}, Reviews: models.Reviews, Types: models.EventTypes, Statuses: models.Statuses}},
		"setup":    {&SetupPage{Page: empty}, &SetupPage{Page: p, Token: "t", Name: "n", Errors: FormErrors{{"again", "wrong"}}}},
		"account":  {&AccountPage{Page: p, Tongue: []string{"", "en"}}, &AccountPage{Page: p, Choice: "fr", Tongue: []string{"", "en", "fr"}, Errors: FormErrors{{"old", "wrong"}}}},
		"views":    {&ViewsPage{Page: empty}, &ViewsPage{Page: p, Views: []ViewItem{{ID: 1, Name: "n", Timeline: "/?q=1", Calendar: "https://x/f/t/n.ics", Webcal: "webcal://x/f/t/n.ics", Filter: []FilterPart{{"a", "b"}}, Created: at}}, Name: "n", Query: "q=1", Filter: []FilterPart{{"a", "b"}}, Errors: FormErrors{{"name", "wrong"}}}},
		"users":    {&UsersPage{Page: empty}, &UsersPage{Page: p, Users: []models.User{{Name: "a", Role: "admin", LastLoginAt: &at, CreatedAt: at}, {DisabledAt: &at}}}},
		"timeline": {&TimelinePage{Page: empty, List: TimelineList{EventListView: none}}, &TimelinePage{Page: p, List: TimelineList{EventListView: list, Range: "r", Undated: 2, UndatedURL: "/?undated=1", CalendarURL: "/c", WebcalURL: "webcal://x/c", CSVURL: "/x", JSONURL: "/y"}}},
	}
}

func TestEveryTemplateFitsItsPageStruct(t *testing.T) {
	ls := testLocales(t)
	a, err := newAssets(static.FS)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRenderer(templates.FS, ls, a)
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(templates.FS, "pages/*.html")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, lang := range ls.order {
		known := views(lang)
		for _, file := range files {
			name := strings.TrimSuffix(path.Base(file), ".html")
			if len(known[name]) < 2 {
				t.Errorf("no sample data for %s", file)
			}
			for _, v := range known[name] {
				body, err := r.execute(lang, name, v)
				if err != nil {
					t.Errorf("%s in %s: %v", name, lang, err)
					continue
				}
				for _, bad := range []string{"⟦", "ZgotmplZ", "<no value>", "<nil>", "T <b>", "%!"} {
					if strings.Contains(string(body), bad) {
						t.Errorf("%s in %s holds %q", name, lang, bad)
					}
				}
			}
		}
	}
	if _, err := r.execute("en", "nothing", &ErrorPage{}); err == nil {
		t.Error("a template that is not there was executed")
	}
	if _, err := r.execute("en", "event", &LoginPage{Page: Page{Lang: "en"}}); err == nil {
		t.Error("a page struct of the wrong type was taken")
	}
}
