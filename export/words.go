package export

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"chancery/edtf"
	"chancery/models"
)

// words are the few fixed words an export needs in a language.
type words struct {
	calendar, evidence, source, date, undated            string // evidence, source, date: with %s
	postponed, cancelled, denied, proposed               string
	leftOut, leftOutOne                                  string
	months, seasons                                      [12]string
	between, from, until, about, unsure, decade, century string
	first                                                string // the first day of a month
}

func wordsFor(lang string) words {
	if base, _, _ := strings.Cut(strings.ToLower(lang), "-"); base == "fr" {
		return french
	}
	return english
}

var english = words{
	calendar: "Chancery: diplomatic events", evidence: "Evidence: “%s”", source: "Source: %s",
	date: "Date: %s", undated: "no date",
	postponed: "postponed", cancelled: "cancelled", denied: "denied", proposed: "proposed",
	leftOut:    "%d events known only to the month, the year or not at all are left out: no day is invented for them.",
	leftOutOne: "1 event known only to the month, the year or not at all is left out: no day is invented for it.",
	months: [12]string{
		"January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December",
	},
	seasons: [12]string{"spring", "summer", "autumn", "winter"},
	between: "%s – %s", from: "%s – …", until: "… – %s", about: "about %s", unsure: "%s (uncertain)",
	decade: "the %ds", century: "between %d and %d", first: "1",
}

var french = words{
	calendar: "Chancery : événements diplomatiques", evidence: "Preuve : « %s »", source: "Source : %s",
	date: "Date : %s", undated: "sans date",
	postponed: "reporté", cancelled: "annulé", denied: "démenti", proposed: "proposé",
	leftOut:    "%d événements connus au mois ou à l’année près, ou sans date, sont omis : aucun jour n’est inventé.",
	leftOutOne: "1 événement connu au mois ou à l’année près, ou sans date, est omis : aucun jour n’est inventé.",
	months: [12]string{
		"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
		"août", "septembre", "octobre", "novembre", "décembre",
	},
	seasons: [12]string{"printemps", "été", "automne", "hiver"},
	between: "%s – %s", from: "%s – …", until: "… – %s", about: "vers %s", unsure: "%s (incertain)",
	decade: "années %d", century: "entre %d et %d", first: "1er",
}

// flag is the word that marks an event that did not simply happen, "" for the
// rest: planned and past events say so by their date and STATUS.
func (w words) flag(status string) string {
	switch status {
	case models.StatusPostponed:
		return w.postponed
	case models.StatusCancelled:
		return w.cancelled
	case models.StatusDenied:
		return w.denied
	case models.StatusProposed:
		return w.proposed
	}
	return ""
}

// dateWords says a date as far as it is known: "March 2022", "spring 2021".
func (w words) dateWords(expr string) string {
	v, err := edtf.Parse(expr)
	if err != nil {
		return w.undated
	}
	if from, to, ok := strings.Cut(expr, "/"); ok {
		switch {
		case v.OpenEnd:
			return fmt.Sprintf(w.from, w.dateWords(from))
		case v.OpenStart:
			return fmt.Sprintf(w.until, w.dateWords(to))
		}
		return fmt.Sprintf(w.between, w.dateWords(from), w.dateWords(to))
	}
	s := w.plainDate(v)
	if v.Approximate {
		s = fmt.Sprintf(w.about, s)
	}
	if v.Uncertain {
		s = fmt.Sprintf(w.unsure, s)
	}
	return s
}

func (w words) plainDate(v edtf.Value) string {
	year, month, day := v.Interval().Start.Date()
	switch v.Precision() {
	case edtf.DayP:
		number := strconv.Itoa(day)
		if day == 1 {
			number = w.first
		}
		return fmt.Sprintf("%s %s %d", number, w.months[month-1], year)
	case edtf.Month:
		return fmt.Sprintf("%s %d", w.months[month-1], year)
	case edtf.Season:
		return fmt.Sprintf("%s %d", w.seasons[(month-3)/3], year)
	case edtf.Decade:
		return fmt.Sprintf(w.decade, year)
	case edtf.Century:
		last, _, _ := v.Interval().Last().Date()
		return fmt.Sprintf(w.century, year, last)
	}
	return fmt.Sprintf("%d", year)
}

// host of an address without "www.", "" when there is none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
