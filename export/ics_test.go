package export

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"

	"chancery/models"
)

// An independent reader must find in the calendar what went into it.
func TestICSReadBack(t *testing.T) {
	cal := parse(t, written(t, "ics", sample(t), sampleOptions()))
	events := cal.Events()
	if len(events) != 5 {
		t.Fatalf("%d events in the calendar, want the 5 with a day", len(events))
	}
	visit := events[0]
	for property, want := range map[ical.ComponentProperty]string{
		ical.ComponentPropertySummary:       "Emmanuel Macron en visite à Moscou ; « élargi », été 😀",
		ical.ComponentPropertyLocation:      "Moscou",
		ical.ComponentPropertyStatus:        "TENTATIVE",
		ical.ComponentPropertySequence:      "2",
		ical.ComponentPropertyUrl:           "https://chancery.example/events/1",
		ical.ComponentPropertyGeo:           "55.752200;-37.615600",
		ical.ComponentPropertyDtStart:       "20220207",
		ical.ComponentPropertyDtEnd:         "20220209", // the day after the last
		ical.ComponentPropertyCategories:    "visit",
		ical.ComponentPropertyDtstamp:       "20220204T163000Z",
		ical.ComponentProperty("TRANSP"):    "TRANSPARENT",
		ical.ComponentProperty("UID"):       "0190a7c2-visit@chancery",
		ical.ComponentProperty("CREATED"):   "20220204T153000Z",
		ical.ComponentPropertyLastModified:  "20220204T163000Z",
		ical.ComponentPropertyDescription:   "Entretien prévu avec Vladimir Poutine, puis conférence de presse.\n\nPreuve : « Le Kremlin a confirmé attendre M. Macron lundi ; rien d'autre, pour l'heure. »\nSource : Agence Exemple, 2022-02-04, https://news.example/a?b=1&c=2",
		ical.ComponentProperty("X-WR-NONE"): "",
	} {
		got := ""
		if p := visit.GetProperty(property); p != nil {
			got = p.Value
		}
		if got != want {
			t.Errorf("%s = %q, want %q", property, got, want)
		}
	}
	for i, want := range []string{"TENTATIVE", "CANCELLED", "TENTATIVE", "CONFIRMED", "TENTATIVE"} {
		if got := events[i].GetProperty(ical.ComponentPropertyStatus).Value; got != want {
			t.Errorf("status of event %d is %s, want %s", i, got, want)
		}
	}
	if got := events[2].GetProperty(ical.ComponentPropertySummary).Value; !strings.HasPrefix(got, "[reporté] réunion") {
		t.Errorf("summary of the postponed event is %q", got)
	}
	if got := events[3].GetProperty(ical.ComponentPropertySummary).Value; got != "Call with control and bad \ufffd bytes end" {
		t.Errorf("summary of the dirty event is %q", got)
	}
}

func TestICSHead(t *testing.T) {
	tests := []struct {
		name        string
		events      []models.Event
		options     Options
		has, hasNot []string
	}{
		{"a publication", sample(t), sampleOptions(), []string{
			"PRODID:-//", "VERSION:2.0", "CALSCALE:GREGORIAN", "NAME:Chancery", "X-WR-CALNAME:Chancery",
			"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "BEGIN:VTIMEZONE", "TZID:Europe/Paris",
			"DESCRIPTION:2 événements", "SOURCE;VALUE=URI:https://chancery.example/calendar.ics?lang=fr",
		}, []string{"METHOD", "DTSTART;VALUE=DATE:20220301"}},
		{"empty", nil, Options{}, []string{"BEGIN:VTIMEZONE"}, []string{"BEGIN:VEVENT", "\r\nDESCRIPTION", "SOURCE"}},
		{"whole intervals", sample(t), Options{Whole: true}, []string{
			"DTSTART;VALUE=DATE:20220301", "DTEND;VALUE=DATE:20220401", "Date: March 2022", "DESCRIPTION:1 event known",
		}, nil},
		{"own name and pace", nil, Options{Name: "A; b, c", Refresh: 90 * time.Minute}, []string{
			`NAME:A\; b\, c`, "REFRESH-INTERVAL;VALUE=DURATION:PT90M",
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := string(written(t, "ics", tt.events, tt.options))
			for _, want := range tt.has {
				if !strings.Contains(unfold(got), want) {
					t.Errorf("missing %q in\n%s", want, got)
				}
			}
			for _, not := range tt.hasNot {
				if strings.Contains(unfold(got), not) {
					t.Errorf("unwanted %q in\n%s", not, got)
				}
			}
			head, _, _ := strings.Cut(got, "BEGIN:VTIMEZONE")
			if strings.Contains(head, "\r\nUID") {
				t.Error("the calendar itself has a UID: importing programs would take it for an event's")
			}
		})
	}
}

func TestCalendarTitle(t *testing.T) {
	tests := []struct{ status, title, want string }{
		{models.StatusPlanned, "Visit", "Visit"},
		{models.StatusOccurred, "Visit (cancelled)", "Visit (cancelled)"}, // a title is not second-guessed
		{models.StatusPostponed, "Visit", "[postponed] Visit"},
		{models.StatusPostponed, "Visit (postponed)", "[postponed] Visit"},
		{models.StatusCancelled, "Visit (postponed)", "[cancelled] Visit (postponed)"},
		{models.StatusPlanned, " two\n lines ", "two lines"},
		{models.StatusPlanned, "", "visit"},
	}
	for _, tt := range tests {
		e := event(t, 1, "visit", tt.status, "2022-02-07", tt.title)
		if got := calendarTitle(&e, "en", english); got != tt.want {
			t.Errorf("%s %q is shown as %q, want %q", tt.status, tt.title, got, tt.want)
		}
	}
}

// Two runs over the same events give the same bytes: calendars are compared by
// hash.
func TestICSDeterministic(t *testing.T) {
	a, b := written(t, "ics", sample(t), sampleOptions()), written(t, "ics", sample(t), sampleOptions())
	if !bytes.Equal(a, b) {
		t.Error("the same events gave two different calendars")
	}
}

func TestUIDOfUnstored(t *testing.T) {
	a, b := event(t, 0, "visit", "planned", "2022-02-07", "A"), event(t, 0, "visit", "planned", "2022-02-08", "A")
	a.UID, b.UID = "", ""
	again := a
	if eventUID(&a) != eventUID(&again) || eventUID(&a) == eventUID(&b) {
		t.Errorf("UIDs %s and %s must be stable and tell events apart", eventUID(&a), eventUID(&b))
	}
}

func TestDatesOutsideICalendar(t *testing.T) {
	for _, date := range []string{"-0044-03-15", "9999-12-31", "../2022-02-07", "2022-02-07/.."} {
		e := event(t, 1, "visit", "planned", date, "A")
		for _, whole := range []bool{false, true} {
			if _, _, ok := calendarDays(&e, whole); ok {
				t.Errorf("%s (whole %v) went into the calendar, which cannot say it", date, whole)
			}
		}
	}
}

// TestICSValidators runs the independent validators named by
// CHANCERY_ICS_VALIDATE over every kind of calendar.
func TestICSValidators(t *testing.T) {
	script := os.Getenv("CHANCERY_ICS_VALIDATE")
	if script == "" {
		if os.Getenv("CHANCERY_REQUIRE_ICS") != "" {
			t.Fatal("CHANCERY_ICS_VALIDATE names no validator, and CHANCERY_REQUIRE_ICS asks for one")
		}
		t.Skip("CHANCERY_ICS_VALIDATE names no validator script")
	}
	whole := sampleOptions()
	whole.Whole = true
	long := event(t, 8, "visit", "occurred", "2022-02-07", strings.Repeat("漢字😀é", 60))
	calendars := map[string][]byte{
		"sample": written(t, "ics", sample(t), sampleOptions()),
		"whole":  written(t, "ics", sample(t), whole),
		"long":   written(t, "ics", []models.Event{long}, Options{}),
		"empty":  written(t, "ics", nil, Options{}),
	}
	for name, body := range calendars {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name+".ics")
			if err := os.WriteFile(path, body, 0o600); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), "bash", script, path)
			if name == "empty" {
				// The subscription step lists events; there are none to list.
				cmd.Env = append(os.Environ(), "NOCLIENT=1")
			}
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

func parse(t testing.TB, body []byte) *ical.Calendar {
	t.Helper()
	cal, err := ical.ParseCalendar(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func unfold(s string) string { return strings.ReplaceAll(s, "\r\n ", "") }
