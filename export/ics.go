package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"chancery/edtf"
	"chancery/models"
)

// DefaultZone is the time zone of a calendar that names none.
const DefaultZone = "Europe/Paris"

const (
	prodID         = "-//Chancery//Diplomatic event timeline//EN"
	defaultRefresh = 6 * time.Hour
	evidenceShown  = 3 // reports quoted in one entry's description
)

// WriteICS writes an iCalendar (RFC 5545, RFC 7986) that calendar programs can
// subscribe to: no METHOD and no calendar UID, since it is a publication and
// not an invitation. Nothing is written before all events were read, because
// the calendar's description counts those that have no exact day; a failing
// stream leaves w untouched. An empty calendar still holds its time zone and so
// remains valid.
func WriteICS(w io.Writer, events Events, o Options) error {
	zone := o.Zone
	if zone == nil {
		var err error
		if zone, err = time.LoadLocation(DefaultZone); err != nil {
			return fmt.Errorf("the calendar's time zone: %w", err)
		}
	}
	body, leftOut := icsText{}, 0
	for e, err := range events {
		if err != nil {
			return err
		}
		if !vevent(&body, e, o) {
			leftOut++
		}
	}
	head := icsText{}
	head.line("BEGIN", "VCALENDAR")
	calendarProperties(&head, o, zone, leftOut)
	vtimezone(&head, zone)
	body.line("END", "VCALENDAR")
	if _, err := w.Write(head.buf); err != nil {
		return err
	}
	_, err := w.Write(body.buf)
	return err
}

func calendarProperties(t *icsText, o Options, zone *time.Location, leftOut int) {
	ws := wordsFor(o.Lang)
	name, refresh := o.Name, o.Refresh
	if name == "" {
		name = ws.calendar
	}
	if refresh <= 0 {
		refresh = defaultRefresh
	}
	t.line("PRODID", prodID)
	t.line("VERSION", "2.0")
	t.line("CALSCALE", "GREGORIAN")
	t.text("NAME", name)
	t.text("X-WR-CALNAME", name)
	var notes []string
	if o.Note != "" {
		notes = append(notes, o.Note)
	}
	switch {
	case leftOut == 1:
		notes = append(notes, ws.leftOutOne)
	case leftOut > 1:
		notes = append(notes, fmt.Sprintf(ws.leftOut, leftOut))
	}
	t.text("DESCRIPTION", strings.Join(notes, "\n"))
	t.text("X-WR-CALDESC", strings.Join(notes, "\n"))
	t.text("X-WR-TIMEZONE", zone.String())
	t.line("REFRESH-INTERVAL;VALUE=DURATION", duration(refresh))
	t.line("X-PUBLISHED-TTL", duration(refresh))
	if self := uri(o.Self); self != "" {
		t.line("SOURCE;VALUE=URI", self)
	}
}

// vevent writes one event; it reports false, and writes nothing, when the event
// has no day that a calendar could show.
func vevent(t *icsText, e *models.Event, o Options) bool {
	first, end, ok := calendarDays(e, o.Whole)
	if !ok {
		return false
	}
	ws := wordsFor(o.Lang)
	stamp := e.UpdatedAt
	if stamp.IsZero() {
		stamp = o.Stamp
	}
	t.line("BEGIN", "VEVENT")
	t.text("UID", eventUID(e))
	t.line("DTSTAMP", utc(stamp))
	t.line("DTSTART;VALUE=DATE", icsDay(first))
	t.line("DTEND;VALUE=DATE", icsDay(end))
	if !e.CreatedAt.IsZero() {
		t.line("CREATED", utc(e.CreatedAt))
		t.line("LAST-MODIFIED", utc(stamp))
	}
	t.line("SEQUENCE", strconv.Itoa(max(e.Sequence, 0)))
	t.text("SUMMARY", calendarTitle(e, o.Lang, ws))
	t.text("DESCRIPTION", description(e, o, ws))
	where(t, e.Place, o.Lang)
	if u := uri(eventURL(o, e.ID)); u != "" {
		t.line("URL", u)
	} else if len(e.Mentions) > 0 {
		if u := uri(articleURL(o, &e.Mentions[0])); u != "" {
			t.line("URL", u)
		}
	}
	t.text("CATEGORIES", e.Type)
	t.line("STATUS", icsStatus(e))
	// Other people's appointments must not make the subscriber look busy.
	t.line("TRANSP", "TRANSPARENT")
	t.text("X-CHANCERY-STATUS", e.Status)
	t.text("X-CHANCERY-EDTF", e.EDTF)
	t.line("END", "VEVENT")
	return true
}

// calendarDays gives an event's half-open days when a calendar can show them.
func calendarDays(e *models.Event, whole bool) (first, end edtf.Day, ok bool) {
	if e.StartDay == nil || e.EndDay == nil {
		return 0, 0, false
	}
	if exact, _ := e.Days(); exact == "" && !whole {
		return 0, 0, false
	}
	first, end = edtf.Day(*e.StartDay), edtf.Day(*e.EndDay)
	from, _, _ := first.Date()
	to, _, _ := end.Date()
	// Four digits are all an iCalendar date has; open ends lie beyond them too.
	return first, end, first < end && from >= 1 && to <= 9999
}

func calendarTitle(e *models.Event, lang string, ws words) string {
	title := strings.Join(strings.Fields(e.Title(lang)), " ")
	if title == "" {
		title = e.Type
	}
	flag := ws.flag(e.Status)
	if flag == "" {
		return title
	}
	// Titles made from the facts end in the same word already.
	return "[" + flag + "] " + strings.TrimSuffix(title, " ("+flag+")")
}

// description says what the event is, what it rests on and, where the entry's
// days alone would mislead, how far the date is known.
func description(e *models.Event, o Options, ws words) string {
	var parts []string
	if s := e.Summary(o.Lang); s != "" {
		parts = append(parts, s)
	}
	if v, err := edtf.Parse(e.EDTF); err == nil && !v.Exact() {
		parts = append(parts, fmt.Sprintf(ws.date, ws.dateWords(e.EDTF)))
	}
	for i := range e.Mentions[:min(len(e.Mentions), evidenceShown)] {
		parts = append(parts, quote(&e.Mentions[i], o, ws))
	}
	return strings.Join(parts, "\n\n")
}

func quote(m *models.Mention, o Options, ws words) string {
	lines := []string{fmt.Sprintf(ws.evidence, strings.Join(strings.Fields(m.Text), " "))}
	var from []string
	if name := sourceName(m.Article); name != "" {
		from = append(from, name)
	}
	if m.Article != nil && m.Article.Published != "" {
		from = append(from, m.Article.Published)
	}
	if u := articleURL(o, m); u != "" {
		from = append(from, u)
	}
	if len(from) > 0 {
		lines = append(lines, fmt.Sprintf(ws.source, strings.Join(from, ", ")))
	}
	return strings.Join(lines, "\n")
}

func where(t *icsText, p *models.Place, lang string) {
	if p == nil {
		return
	}
	t.text("LOCATION", p.LocalName(lang))
	if p.Lat != nil && p.Lon != nil && math.Abs(*p.Lat) <= 90 && math.Abs(*p.Lon) <= 180 {
		t.line("GEO", fmt.Sprintf("%.6f;%.6f", *p.Lat, *p.Lon))
	}
}

// icsStatus maps a status to iCalendar's three; an event whose date is only
// roughly known is tentative whatever became of it.
func icsStatus(e *models.Event) string {
	switch e.Status {
	case models.StatusCancelled, models.StatusDenied:
		return "CANCELLED"
	case models.StatusOccurred, models.StatusOngoing:
		if v, err := edtf.Parse(e.EDTF); err == nil && (v.Uncertain || v.Approximate) {
			return "TENTATIVE"
		}
		return "CONFIRMED"
	}
	return "TENTATIVE"
}

// eventUID is the identity a calendar knows the event by. An event that was
// never stored has none, so its facts make one: the same facts, the same entry.
func eventUID(e *models.Event) string {
	if e.UID != "" {
		return e.UID
	}
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s", e.Type, e.EDTF, strings.Join(e.Countries, " "), e.Title("en"))
	return hex.EncodeToString(h.Sum(nil)[:16]) + "@chancery.invalid"
}

func utc(t time.Time) string {
	if t.Year() < 1970 || t.Year() > 9999 {
		t = time.Unix(0, 0) // an unset time; a required property wants one
	}
	return t.UTC().Format("20060102T150405Z")
}

func icsDay(d edtf.Day) string { return d.Time().Format("20060102") }

// duration writes whole minutes, as DURATION: PT6H, PT90M.
func duration(d time.Duration) string {
	minutes := max(int(d.Minutes()), 1)
	if minutes%60 == 0 {
		return fmt.Sprintf("PT%dH", minutes/60)
	}
	return fmt.Sprintf("PT%dM", minutes)
}

// uri gives an absolute address in the form a content line may hold, else "".
func uri(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme == "" || u.Host == "" {
		return ""
	}
	return u.String()
}
