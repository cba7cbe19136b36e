package models

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chancery/edtf"
)

// EventFilter is the one filter of the tracker: the timeline's URL, the list,
// the calendar, the API and `export` all speak it. The zero value means
// everything but rejected and merged events.
type EventFilter struct {
	Query     string   // words in titles, evidence, actors
	From, To  string   // inclusive days YYYY-MM-DD; an event counts when it overlaps
	Actors    []string // actor keys, or names
	Countries []string // ISO alpha-3 or organisation codes
	Types     []string
	Statuses  []string
	Reviews   []string // empty: pending and accepted
	Undated   bool     // only undated events
	Article   uint64   // only events with a mention in this article
	// ChangedAfter keeps events stored or changed later than this; zero: all.
	ChangedAfter time.Time

	Desc   bool // newest first
	Limit  int  // 0: no limit
	Offset int
}

// EventPage is one page of a filtered list.
type EventPage struct {
	Events []Event
	Total  int
}

// MaxQuery is the longest search text in code points.
const MaxQuery = 200

// ParseFilter reads a filter from a URL query: q, from, to, actor, country,
// type, status, review (each of the lists repeated or comma-separated),
// undated=1. Unknown keys are ignored; bad values give FieldErrors and a filter
// without them.
func ParseFilter(q url.Values) (EventFilter, error) {
	f := EventFilter{Query: strings.TrimSpace(q.Get("q"))}
	var errs FieldErrors
	if len([]rune(f.Query)) > MaxQuery {
		f.Query = string([]rune(f.Query)[:MaxQuery])
		errs = append(errs, FieldError{"q", "too_long", fmt.Sprintf("use at most %d characters", MaxQuery)})
	}
	day := func(key string) string {
		s := strings.TrimSpace(q.Get(key))
		if s == "" {
			return ""
		}
		if _, err := edtf.ParseDay(s); err != nil {
			errs = append(errs, FieldError{key, "not_a_date", err.Error()})
			return ""
		}
		return s
	}
	f.From, f.To = day("from"), day("to")
	if f.From != "" && f.To != "" && f.From > f.To {
		errs = append(errs, FieldError{"to", "before_from", "the end lies before the start"})
		f.From, f.To = f.To, f.From
	}
	list := func(key string, known []string) []string {
		var out []string
		for _, v := range q[key] {
			for s := range strings.SplitSeq(v, ",") {
				s = strings.TrimSpace(s)
				switch {
				case s == "" || slices.Contains(out, s):
				case known != nil && !slices.Contains(known, s):
					errs = append(errs, FieldError{
						key, "unknown",
						fmt.Sprintf("unknown %s %q: choose from %s", key, s, strings.Join(known, ", ")),
					})
				default:
					out = append(out, s)
				}
			}
		}
		return out
	}
	f.Actors = list("actor", nil)
	f.Countries = list("country", nil)
	f.Types = list("type", EventTypes)
	f.Statuses = list("status", Statuses)
	f.Reviews = list("review", Reviews)
	f.Undated, _ = strconv.ParseBool(q.Get("undated"))
	if len(errs) > 0 {
		return f, errs
	}
	return f, nil
}

// Values writes the filter as a URL query; ParseFilter reads it back.
func (f EventFilter) Values() url.Values {
	q := url.Values{}
	set := func(key, v string) {
		if v != "" {
			q.Set(key, v)
		}
	}
	set("q", f.Query)
	set("from", f.From)
	set("to", f.To)
	set("actor", strings.Join(f.Actors, ","))
	set("country", strings.Join(f.Countries, ","))
	set("type", strings.Join(f.Types, ","))
	set("status", strings.Join(f.Statuses, ","))
	set("review", strings.Join(f.Reviews, ","))
	if f.Undated {
		q.Set("undated", "1")
	}
	return q
}
