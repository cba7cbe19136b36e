// Package export writes events in the formats other programs read: iCalendar,
// CSV, JSON, JSON Lines, JSON-LD and Atom, one file a format. A writer takes
// its events one by one, so an export of any size needs no list of them all;
// what a format cannot say without counting first, it says in its own file.
package export

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"chancery/models"
)

// Events is a stream of events. A writer stops at the first error and returns
// it. Actors, place and mentions (with their articles) should be loaded.
type Events = iter.Seq2[*models.Event, error]

// Options shape an export. The zero value is usable: English, no links.
type Options struct {
	// Lang is the language of titles and summaries ("fr", "en").
	Lang string
	// BaseURL is where the tracker is served ("https://host"); with it events
	// carry a link to their page.
	BaseURL string
	// Name of the calendar or feed; "" gives the product's.
	Name string
	// Self is the address this document is served at; "" when it is a file.
	Self string
	// Zone is the calendar's time zone, by IANA name; nil gives Europe/Paris.
	Zone *time.Location
	// Refresh is how often a subscribed calendar should ask again; 0: six hours.
	Refresh time.Duration
	// Whole puts events known only to the month, season or year into the
	// calendar too, as one entry over the whole interval. Without it they are
	// counted in the calendar's description: no day is ever invented.
	Whole bool
	// Note is added to the calendar's description.
	Note string
	// Stamp dates events that were never stored and so have no time of change.
	Stamp time.Time
}

// Format is one way to write events.
type Format struct {
	Name      string // as in --format
	Extension string // of a file, without the dot
	MediaType string // of an HTTP answer
	Write     func(io.Writer, Events, Options) error
}

// Formats lists what there is, in the order menus show it.
func Formats() []Format {
	return []Format{
		{"ics", "ics", "text/calendar; charset=utf-8", WriteICS},
		{"csv", "csv", "text/csv; charset=utf-8; header=present", WriteCSV},
		{"json", "json", "application/json; charset=utf-8", WriteJSON},
		{"jsonl", "jsonl", "application/jsonl; charset=utf-8", WriteJSONL},
		{"jsonld", "jsonld", "application/ld+json", WriteJSONLD},
		{"atom", "atom", "application/atom+xml; charset=utf-8", WriteAtom},
	}
}

// Names lists the formats' names, for help texts and messages.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// Lookup finds a format. The error wraps models.ErrInvalid and names them all.
func Lookup(name string) (Format, error) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("%w format %q: choose one of %s", models.ErrInvalid, name, strings.Join(Names(), ", "))
}

// All streams a list that is already in memory.
func All(events []models.Event) Events {
	return func(yield func(*models.Event, error) bool) {
		for i := range events {
			if !yield(&events[i], nil) {
				return
			}
		}
	}
}

// Stream turns a store's "call me for each" into a stream.
func Stream(each func(func(*models.Event) error) error) Events {
	return func(yield func(*models.Event, error) bool) {
		err := each(func(e *models.Event) error {
			if !yield(e, nil) {
				return errStop
			}
			return nil
		})
		// errStop only ever follows a yield that returned false.
		if err != nil && err != errStop { //nolint:errorlint // our own sentinel, handed back by identity
			yield(nil, err)
		}
	}
}

// errStop ends an each-loop whose reader has had enough.
var errStop = fmt.Errorf("export: reader stopped")

// eventURL is the address of an event's page, "" when it has none.
func eventURL(o Options, id uint64) string {
	if o.BaseURL == "" || id == 0 {
		return ""
	}
	return strings.TrimRight(o.BaseURL, "/") + "/events/" + strconv.FormatUint(id, 10)
}

// articleURL is where an article can be read: at its publisher's, else here.
func articleURL(o Options, m *models.Mention) string {
	switch {
	case m.Article != nil && m.Article.URL != "":
		return m.Article.URL
	case o.BaseURL == "" || m.ArticleID == 0:
		return ""
	}
	return strings.TrimRight(o.BaseURL, "/") + "/articles/" + strconv.FormatUint(m.ArticleID, 10)
}

// sourceName says who published an article, as far as it is known.
func sourceName(a *models.Article) string {
	switch {
	case a == nil:
		return ""
	case a.Source != nil && a.Source.Name != "":
		return a.Source.Name
	case a.Source != nil && a.Source.Host != "":
		return a.Source.Host
	}
	return host(a.URL)
}
