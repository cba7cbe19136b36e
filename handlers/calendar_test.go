package handlers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chancery/models"
)

// calendarStore serves a fixed list of events and one saved view.
type calendarStore struct {
	EventStore
	ArticleStore
	ActorStore
	UserStore
	ViewStore
	events []models.Event
	broken error
	asked  models.EventFilter
}

func (s *calendarStore) EachEvent(_ context.Context, f models.EventFilter, fn func(*models.Event) error) error {
	s.asked = f
	for i := range s.events {
		e := s.events[i]
		if f.Desc {
			e = s.events[len(s.events)-1-i]
		}
		if err := fn(&e); err != nil {
			return err
		}
	}
	return s.broken
}

func (s *calendarStore) Events(context.Context, models.EventFilter) (models.EventPage, error) {
	return models.EventPage{Total: len(s.events)}, nil
}

func (s *calendarStore) ViewByToken(_ context.Context, token string) (*models.SavedView, error) {
	if token != "secret" {
		return nil, models.ErrNotFound
	}
	return &models.SavedView{Token: token, Slug: "minsk", Name: "Minsk, process", Query: "type=visit&q=Minsk"}, nil
}

func calendarSite(t *testing.T, s *calendarStore, now *time.Time) http.Handler {
	t.Helper()
	h, err := New(Deps{
		Events: s, Articles: s, Actors: s, Users: s, Views: s, Streams: s, BaseURL: "https://chancery.example",
		Now: func() time.Time { return *now }, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func calendarEvents(t *testing.T, n int) []models.Event {
	t.Helper()
	var out []models.Event
	for i := range n {
		e := models.Event{
			ID: uint64(i + 1), UID: fmt.Sprintf("uid-%d", i), Type: "visit", Status: "planned",
			Titles:    map[string]string{"en": fmt.Sprintf("Visit %d", i), "fr": fmt.Sprintf("Visite %d", i)},
			UpdatedAt: time.Date(2022, 2, 4, 0, 0, 0, 0, time.UTC),
		}
		if err := e.SetDate(time.Date(2022, 2, 7+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)); err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

func fetch(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestCalendarPages(t *testing.T) {
	now := time.Date(2022, 2, 5, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name, path  string
		status      int
		contentType string
		has, hasNot []string
	}{
		{"all", "/calendar.ics", 200, "text/calendar; charset=utf-8", []string{
			"SUMMARY:Visit 0", "URL:https://chancery.example/events/2", "SOURCE;VALUE=URI:https://chancery.example/calendar.ics",
		}, []string{"METHOD"}},
		{"in French", "/calendar.ics?lang=fr", 200, "text/calendar; charset=utf-8", []string{"SUMMARY:Visite 0"}, nil},
		{"bad filter", "/calendar.ics?type=party", 400, "text/html; charset=utf-8", []string{"party"}, []string{"BEGIN:VCALENDAR"}},
		{"saved view", "/f/secret/minsk.ics", 200, "text/calendar; charset=utf-8", []string{`NAME:Minsk\, process`}, nil},
		{"wrong token", "/f/guess/minsk.ics", 404, "text/html; charset=utf-8", nil, []string{"BEGIN:VCALENDAR"}},
		{"wrong slug", "/f/secret/paris.ics", 404, "text/html; charset=utf-8", nil, []string{"BEGIN:VCALENDAR"}},
		{"not a calendar", "/f/secret/minsk", 404, "text/html; charset=utf-8", nil, nil},
		{"table", "/export.csv", 200, "text/csv; charset=utf-8; header=present", []string{"id,uid,url", "Visit 1"}, nil},
		{"json", "/export.json?lang=fr", 200, "application/json; charset=utf-8", []string{`"title":"Visite 1"`}, nil},
		{"feed", "/export.atom", 200, "application/atom+xml; charset=utf-8", []string{"<feed"}, nil},
		{"unknown format", "/export.pdf", 404, "text/html; charset=utf-8", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := fetch(calendarSite(t, &calendarStore{events: calendarEvents(t, 2)}, &now), tt.path)
			if w.Code != tt.status || w.Header().Get("Content-Type") != tt.contentType {
				t.Fatalf("status %d, type %q, want %d, %q\n%s", w.Code, w.Header().Get("Content-Type"), tt.status, tt.contentType, w.Body)
			}
			for _, want := range tt.has {
				if !strings.Contains(strings.ReplaceAll(w.Body.String(), "\r\n ", ""), want) {
					t.Errorf("missing %q in\n%s", want, w.Body)
				}
			}
			for _, not := range tt.hasNot {
				if strings.Contains(w.Body.String(), not) {
					t.Errorf("unwanted %q", not)
				}
			}
		})
	}
}

func TestCalendarFilterReachesTheStore(t *testing.T) {
	now := time.Now()
	s := &calendarStore{}
	fetch(calendarSite(t, s, &now), "/f/secret/minsk.ics")
	if s.asked.Query != "Minsk" || len(s.asked.Types) != 1 || s.asked.Types[0] != "visit" {
		t.Errorf("the saved view asked the store for %+v", s.asked)
	}
}

func TestCalendarConditional(t *testing.T) {
	now := time.Date(2022, 2, 5, 12, 0, 0, 0, time.UTC)
	s := &calendarStore{events: calendarEvents(t, 2)}
	h := calendarSite(t, s, &now)
	first := fetch(h, "/calendar.ics")
	tag, modified := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
	if tag == "" || modified == "" || first.Header().Get("Content-Disposition") != "inline; filename=chancery.ics" {
		t.Fatalf("headers are %v", first.Header())
	}
	if cookies := fetch(h, "/calendar.ics?lang=fr").Header()["Set-Cookie"]; len(cookies) != 0 {
		t.Errorf("a calendar program was given cookies: %v", cookies)
	}
	now = now.Add(time.Hour)
	for _, header := range [][]string{{"If-None-Match", tag}, {"If-None-Match", "W/" + tag}, {"If-Modified-Since", modified}} {
		if w := fetch(h, "/calendar.ics", header...); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
			t.Errorf("%v gives %d with %d bytes, want 304 and none", header, w.Code, w.Body.Len())
		}
	}
	// An event leaves the filter: nothing newer is there, yet all must fetch anew.
	s.events = s.events[:1]
	for _, header := range [][]string{{"If-None-Match", tag}, {"If-Modified-Since", modified}} {
		if w := fetch(h, "/calendar.ics", header...); w.Code != http.StatusOK || w.Header().Get("ETag") == tag {
			t.Errorf("%v after a change gives %d with tag %s", header, w.Code, w.Header().Get("ETag"))
		}
	}
}

func TestCalendarIsCutAtItsLatest(t *testing.T) {
	now := time.Now()
	w := fetch(calendarSite(t, &calendarStore{events: calendarEvents(t, maxCalendar+3)}, &now), "/calendar.ics")
	body := strings.ReplaceAll(w.Body.String(), "\r\n ", "")
	if n := strings.Count(body, "BEGIN:VEVENT"); n != maxCalendar {
		t.Errorf("%d events, want %d", n, maxCalendar)
	}
	if strings.Contains(body, "SUMMARY:Visit 2\r\n") || !strings.Contains(body, "SUMMARY:Visit 3\r\n") ||
		!strings.Contains(body, "DESCRIPTION:Only the latest 5000") {
		t.Error("the calendar must keep the latest events, in order, and say so")
	}
	if strings.Index(body, "SUMMARY:Visit 3\r\n") > strings.Index(body, "SUMMARY:Visit 4\r\n") {
		t.Error("events are not in order of day")
	}
}

func TestCalendarFailureIsAPage(t *testing.T) {
	now := time.Now()
	for _, path := range []string{"/calendar.ics", "/export.csv"} {
		w := fetch(calendarSite(t, &calendarStore{events: calendarEvents(t, 1), broken: errors.New("disk gone")}, &now), path)
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "disk gone") ||
			strings.Contains(w.Body.String(), "uid-0") || w.Header().Get("ETag") != "" {
			t.Errorf("%s: status %d, headers %v, body %s", path, w.Code, w.Header(), w.Body)
		}
	}
}

func TestDownloadIsRefusedNotCut(t *testing.T) {
	now := time.Now()
	w := fetch(calendarSite(t, &calendarStore{events: make([]models.Event, maxDownload+1)}, &now), "/export.csv")
	if w.Code != http.StatusBadRequest || strings.Contains(w.Body.String(), "id,uid") {
		t.Errorf("status %d", w.Code)
	}
}
