package export

import (
	"encoding/xml"
	"io"
	"strings"
	"time"

	"chancery/models"
)

const atomNamespace = "http://www.w3.org/2005/Atom"

type atomFeed struct {
	XMLName   xml.Name    `xml:"feed"`
	Namespace string      `xml:"xmlns,attr"`
	Lang      string      `xml:"xml:lang,attr,omitempty"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Updated   string      `xml:"updated"`
	Author    atomAuthor  `xml:"author"`
	Generator string      `xml:"generator"`
	Links     []atomLink  `xml:"link"`
	Entries   []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    atomText       `xml:"content"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// WriteAtom writes a feed (RFC 4287) of events as they changed. The feed's own
// date is its newest entry's, so the whole is held until the last was read.
func WriteAtom(w io.Writer, events Events, o Options) error {
	ws := wordsFor(o.Lang)
	feed := atomFeed{
		Namespace: atomNamespace, Lang: o.Lang, ID: o.Self, Title: o.Name,
		Author: atomAuthor{"Chancery"}, Generator: "Chancery", Updated: atomTime(o.Stamp),
	}
	if feed.Title == "" {
		feed.Title = ws.calendar
	}
	if feed.ID == "" {
		feed.ID = "urn:chancery:events"
	} else {
		feed.Links = append(feed.Links, atomLink{"self", o.Self})
	}
	var newest time.Time
	for e, err := range events {
		if err != nil {
			return err
		}
		feed.Entries = append(feed.Entries, atomEntryOf(e, o, ws))
		if e.UpdatedAt.After(newest) {
			newest = e.UpdatedAt
		}
	}
	if !newest.IsZero() {
		feed.Updated = atomTime(newest)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(feed); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func atomEntryOf(e *models.Event, o Options, ws words) atomEntry {
	day := ws.dateWords(e.EDTF)
	body := day
	if text := description(e, o, ws); text != "" {
		body += "\n\n" + text
	}
	changed := e.UpdatedAt
	if changed.IsZero() {
		changed = o.Stamp
	}
	created := e.CreatedAt
	if created.IsZero() {
		created = changed
	}
	entry := atomEntry{
		ID:        "urn:chancery:event:" + eventUID(e),
		Title:     calendarTitle(e, o.Lang, ws) + " (" + day + ")",
		Published: atomTime(created), Updated: atomTime(changed),
		Categories: []atomCategory{{e.Type}, {e.Status}},
		Content:    atomText{"text", strings.TrimSpace(clean(body, true))},
	}
	entry.Title = clean(entry.Title, false)
	if u := eventURL(o, e.ID); u != "" {
		entry.Links = append(entry.Links, atomLink{"alternate", u})
	}
	entry.Links = append(entry.Links, viaLinks(e.Mentions)...)
	return entry
}

// viaLinks are the publishers' pages that report the event.
func viaLinks(mentions []models.Mention) []atomLink {
	var out []atomLink
	seen := map[string]bool{}
	for i := range mentions {
		if a := mentions[i].Article; a != nil && a.URL != "" && !seen[a.URL] {
			seen[a.URL] = true
			out = append(out, atomLink{"via", a.URL})
		}
	}
	return out
}

func atomTime(t time.Time) string {
	if t.Year() < 1970 {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}
