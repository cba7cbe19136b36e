package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"chancery/models"
)

// CSVColumns are the table's columns, in order. They are a promise: new ones
// are added at the end, none is renamed or moved.
//
//	id, uid, url      the event here, in calendars, and its page
//	type, status      as in the glossary
//	review            pending, accepted or rejected
//	start, end        inclusive days; both empty when no day is known
//	edtf, precision   the date as far as it is known
//	day_basis         text, context, publication or curator
//	title, summary    in the wanted language
//	actors, actor_ids, actor_roles, countries
//	                  lists, separated by "; ", actors in the same order
//	place, place_country, lat, lon
//	attribution, confidence
//	evidence          the first report's sentence
//	sources           the reports' addresses, else titles, separated by "; "
//	published         the first report's day
//	updated_at        of the last change, RFC 3339, UTC
var CSVColumns = []string{
	"id", "uid", "url", "type", "status", "review", "start", "end", "edtf", "precision", "day_basis",
	"title", "summary", "actors", "actor_ids", "actor_roles", "countries",
	"place", "place_country", "lat", "lon", "attribution", "confidence",
	"evidence", "sources", "published", "updated_at",
}

// listSeparator stands between the values of a list in one cell. Names hold
// commas ("Kim, Jong-un"), hardly ever semicolons.
const listSeparator = "; "

// WriteCSV writes a table (RFC 4180: UTF-8, a header, CRLF), one event a row.
// Text that a spreadsheet would run as a formula gets an apostrophe before it.
func WriteCSV(w io.Writer, events Events, o Options) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(CSVColumns); err != nil {
		return err
	}
	for e, err := range events {
		if err != nil {
			return err
		}
		if err := out.Write(csvRow(e, o)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvRow(e *models.Event, o Options) []string {
	start, end := e.Days()
	var names, ids, roles []string
	for i := range e.Actors {
		a := &e.Actors[i]
		names = append(names, a.Actor.LocalName(o.Lang))
		ids = append(ids, a.Actor.Key)
		roles = append(roles, a.Role)
	}
	place, country, lat, lon := csvPlace(e.Place, o.Lang)
	evidence, published := "", ""
	if len(e.Mentions) > 0 {
		evidence = e.Mentions[0].Text
		if a := e.Mentions[0].Article; a != nil {
			published = a.Published
		}
	}
	changed := ""
	if !e.UpdatedAt.IsZero() {
		changed = e.UpdatedAt.UTC().Format(time.RFC3339)
	}
	return []string{
		strconv.FormatUint(e.ID, 10), cell(e.UID), eventURL(o, e.ID), e.Type, e.Status, e.Review,
		start, end, cell(e.EDTF), e.Precision, e.DayBasis,
		cell(e.Title(o.Lang)), cell(e.Summary(o.Lang)), list(names), list(ids), list(roles), list(e.Countries),
		cell(place), country, lat, lon, cell(e.Attribution), strconv.FormatFloat(e.Confidence, 'f', -1, 64),
		cell(evidence), list(sourceList(e, o)), published, changed,
	}
}

func csvPlace(p *models.Place, lang string) (name, country, lat, lon string) {
	if p == nil {
		return "", "", "", ""
	}
	if p.Lat != nil && p.Lon != nil {
		lat = strconv.FormatFloat(*p.Lat, 'f', -1, 64)
		lon = strconv.FormatFloat(*p.Lon, 'f', -1, 64)
	}
	return p.LocalName(lang), cell(p.Country), lat, lon
}

// sourceList names each article once: by address where it has one, else by
// title.
func sourceList(e *models.Event, o Options) []string {
	var out []string
	seen := map[string]bool{}
	for i := range e.Mentions {
		m := &e.Mentions[i]
		s := articleURL(o, m)
		if s == "" && m.Article != nil {
			s = m.Article.Title
		}
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

func list(values []string) string { return cell(strings.Join(values, listSeparator)) }

// cell makes text safe for a spreadsheet: bad bytes and control characters go,
// and what a spreadsheet would take for a formula is marked as text. Numbers
// that this package formats itself do not pass through here, so a negative
// longitude stays a number.
func cell(s string) string {
	s = clean(s, true)
	if trimmed := strings.TrimLeft(s, " \n"); trimmed != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(trimmed)[0]) {
		return "'" + s
	}
	return s
}
