package ingest

import (
	"fmt"
	"slices"
	"strconv"

	"chancery/edtf"
	"chancery/extract/event"
	"chancery/models"
)

// node is a report, or the state a person gave an event, among those that are
// compared.
type node struct {
	event.Report
	// home is the event it belongs to so far, 0 for a new report.
	home uint64
	// id of the report; its article is 0 for an event's own state.
	id models.ReportKey
	// said is the report's first mention; zero for an event's own state.
	said models.Mention
}

// newNode is a report that has just come in.
func newNode(e *models.Event) node {
	n := reportNode(e.Mentions[0])
	n.home = 0
	return n
}

// reportNode is a report that is known.
func reportNode(m models.Mention) node {
	hash := fmt.Sprint(m.ArticleID)
	if m.Article != nil {
		hash = m.Article.ContentHash
	}
	return node{
		Report: event.Report{Facts: reportFacts(&m), Key: reportKey(published(m), hash, m.Report), Article: hash},
		home:   m.EventID, id: m.ReportKey(), said: m,
	}
}

// reportFacts are what a report is compared by.
func reportFacts(m *models.Mention) event.Facts {
	f := event.Facts{Type: m.Type, Status: m.Status, Countries: m.Facts.Countries, PlaceCountry: m.Facts.PlaceCountry}
	f.Known, f.Exact, f.Days = when(m.EDTF)
	for _, p := range m.Facts.Actors {
		if p.Kind == models.KindPerson {
			f.People = append(f.People, p.Key)
		}
	}
	if m.Article != nil {
		if day, err := edtf.ParseDay(m.Article.Published); err == nil {
			f.Published = day
		}
	}
	return f
}

// reportKey orders reports by day, article and place in it.
func reportKey(day, hash string, report int) string {
	n := strconv.Itoa(report)
	return day + " " + hash + " " + "0000"[min(4, len(n)):] + n
}

// eventNode is an event as it stands, for one that a person has had a word in.
func eventNode(e *models.Event) node {
	return node{
		Report: event.Report{Facts: eventFacts(e), Key: fmt.Sprintf("event %020d", e.ID), Pin: e.ID},
		home:   e.ID,
	}
}

func eventFacts(e *models.Event) event.Facts {
	f := event.Facts{Type: e.Type, Status: e.Status, Countries: e.Countries}
	f.Known, f.Exact, f.Days = when(e.EDTF)
	for _, p := range e.Actors {
		if p.Actor.Kind == models.KindPerson {
			f.People = append(f.People, p.Actor.Key)
		}
	}
	if e.Place != nil {
		f.PlaceCountry = e.Place.Country
	}
	return f
}

func when(expr string) (known, exact bool, days edtf.Interval) {
	if expr == "" {
		return false, false, days
	}
	v, err := edtf.Parse(expr)
	if err != nil {
		return false, false, days
	}
	return true, v.Exact(), v.Interval()
}

// nodesOf makes one node of each report among the mentions.
func nodesOf(ms []models.Mention) []node {
	out := make([]node, 0, len(ms))
	seen := make(map[models.ReportKey]bool, len(ms))
	for _, m := range ms {
		if !seen[m.ReportKey()] {
			seen[m.ReportKey()] = true
			out = append(out, reportNode(m))
		}
	}
	return out
}

// blocksOf are the keys an event is found under: those of its reports and its
// own.
func blocksOf(nodes []node, own *models.Event) []string {
	keys := slices.Clone(event.BlocksOf(eventFacts(own)).Store)
	for _, n := range nodes {
		keys = append(keys, event.BlocksOf(n.Facts).Store...)
	}
	return keys
}
