package store

import (
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"chancery/edtf"
	"chancery/models"
)

// scope narrows a query over events.
type scope = func(*gorm.DB) *gorm.DB

// maxListed is the longest list of a filter: SQLite binds 32,766 values.
const maxListed = 1000

// filter turns an EventFilter into scopes, one a condition. Values of one list
// are alternatives; the lists must all hold.
func filter(f models.EventFilter) ([]scope, error) {
	for _, l := range [][]string{f.Actors, f.Countries, f.Types, f.Statuses, f.Reviews} {
		if len(l) > maxListed {
			return nil, fmt.Errorf("%w: a filter takes at most %d values of a kind", models.ErrInvalid, maxListed)
		}
	}
	days, err := onDays(f)
	if err != nil {
		return nil, err
	}
	return []scope{
		notMerged, days,
		anyOf("events.type", f.Types),
		anyOf("events.status", f.Statuses),
		reviewed(f.Reviews),
		withActor(f.Actors),
		ofCountry(f.Countries),
		matching(f.Query),
		fromArticle(f.Article),
		changedAfter(f.ChangedAfter),
	}, nil
}

func changedAfter(t time.Time) scope {
	if t.IsZero() {
		return all
	}
	return func(g *gorm.DB) *gorm.DB { return g.Where("events.updated_at > ?", t.UTC()) }
}

func all(g *gorm.DB) *gorm.DB { return g }

func notMerged(g *gorm.DB) *gorm.DB { return g.Where("events.merged_into IS NULL") }

func anyOf(column string, values []string) scope {
	if len(values) == 0 {
		return all
	}
	return func(g *gorm.DB) *gorm.DB { return g.Where(column+" IN ?", values) }
}

func reviewed(reviews []string) scope {
	if len(reviews) == 0 {
		// Not "pending or accepted": that would draw SQLite to the index on
		// review, which narrows nothing, away from the one in order of day.
		return func(g *gorm.DB) *gorm.DB { return g.Where("events.review <> ?", models.ReviewRejected) }
	}
	return anyOf("events.review", reviews)
}

// onDays keeps the events that share a day with the filter's range, or only
// the undated ones.
func onDays(f models.EventFilter) (scope, error) {
	from, to := edtf.MinDay, edtf.MaxDay
	var err error
	if f.From != "" {
		if from, err = edtf.ParseDay(f.From); err != nil {
			return nil, models.FieldError{Field: "from", Code: "not_a_date", Message: err.Error()}
		}
	}
	if f.To != "" {
		if to, err = edtf.ParseDay(f.To); err != nil {
			return nil, models.FieldError{Field: "to", Code: "not_a_date", Message: err.Error()}
		}
	}
	switch {
	case f.Undated:
		return func(g *gorm.DB) *gorm.DB { return g.Where("events.start_day IS NULL") }, nil
	case f.From == "" && f.To == "":
		return all, nil
	}
	return overlapping(int32(from), int32(to)), nil
}

// overlapping keeps events that share a day with the inclusive range.
func overlapping(from, to int32) scope {
	return func(g *gorm.DB) *gorm.DB {
		return g.Where("events.start_day <= ? AND events.end_day > ?", to, from)
	}
}

// withActor takes keys and names, names in any language and without regard to
// case and accents.
func withActor(actors []string) scope {
	if len(actors) == 0 {
		return all
	}
	folded := make([]string, len(actors))
	for i, a := range actors {
		folded[i] = fold(a)
	}
	return func(g *gorm.DB) *gorm.DB {
		return g.Where(`events.id IN (SELECT event_id FROM event_actors WHERE actor_id IN (
			SELECT id FROM actors WHERE key IN ? UNION SELECT actor_id FROM actor_names WHERE folded IN ?))`,
			actors, folded)
	}
}

func ofCountry(codes []string) scope {
	if len(codes) == 0 {
		return all
	}
	return func(g *gorm.DB) *gorm.DB {
		return g.Where("events.id IN (SELECT event_id FROM event_countries WHERE code IN ?)", codes)
	}
}

func fromArticle(id uint64) scope {
	if id == 0 {
		return all
	}
	return func(g *gorm.DB) *gorm.DB {
		return g.Where("events.id IN (SELECT event_id FROM mentions WHERE article_id = ?)", id)
	}
}

// byDay orders by first day; events without one come last either way.
func byDay(desc bool) clause.OrderBy {
	day, id := "events.start_day ASC NULLS LAST", "events.id ASC"
	if desc {
		day, id = "events.start_day DESC NULLS LAST", "events.id DESC"
	}
	return clause.OrderBy{Columns: []clause.OrderByColumn{
		{Column: clause.Column{Name: day, Raw: true}}, {Column: clause.Column{Name: id, Raw: true}},
	}}
}

func page(limit, offset int) scope {
	return func(g *gorm.DB) *gorm.DB {
		if limit > 0 {
			g = g.Limit(limit)
		}
		if offset > 0 {
			g = g.Offset(offset)
		}
		return g
	}
}
