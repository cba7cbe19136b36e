package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"chancery/models"
)

// eventHead is what events are told apart by, without what hangs on them.
var eventHead = []string{
	"id", "uid", "type", "status", "review", "edtf", "start_day", "end_day", "precision", "countries", "locked",
	"merged_into", "component_id", "blocked_version", "version", "place_id",
}

// EventsUnder gives the heads of the events filed under one of the keys, merged
// ones left out; their own columns only. None is no error.
func (db *DB) EventsUnder(ctx context.Context, keys []string) ([]models.Event, error) {
	return db.heads(ctx, func(g *gorm.DB, part []string) *gorm.DB {
		return g.Where("events.id IN (SELECT event_id FROM event_blocks WHERE key IN ?)", part)
	}, keys)
}

// EventsOfComponents gives the heads of all events of the components.
func (db *DB) EventsOfComponents(ctx context.Context, ids []uint64) ([]models.Event, error) {
	var out []models.Event
	err := db.view(ctx, "read components", func(g *gorm.DB) error {
		// Two look-ups: with OR between them SQLite reads every event.
		return g.Scopes(notMerged).Select(eventHead).Where(`events.id IN (
			SELECT id FROM events WHERE component_id IN ? AND component_id <> 0
			UNION ALL SELECT id FROM events WHERE id IN ? AND component_id = 0)`, ids, ids).
			Order("id").Find(&out).Error
	})
	return out, err
}

func (db *DB) heads(ctx context.Context, where func(*gorm.DB, []string) *gorm.DB, keys []string) ([]models.Event, error) {
	var out []models.Event
	seen := map[uint64]bool{}
	err := db.view(ctx, "read event heads", func(g *gorm.DB) error {
		for part := range slices.Chunk(keys, batch) {
			var some []models.Event
			if err := where(g.Scopes(notMerged).Select(eventHead), part).Order("id").Find(&some).Error; err != nil {
				return err
			}
			for _, e := range some {
				if !seen[e.ID] {
					seen[e.ID] = true
					out = append(out, e)
				}
			}
		}
		return nil
	})
	return out, err
}

// EventsByID gives the events with actors, place and mentions (their articles
// without text), in order of id. Unknown ids are left out.
func (db *DB) EventsByID(ctx context.Context, ids []uint64) ([]models.Event, error) {
	return db.eventsByID(ctx, ids, withParts, withMentions(articleHead...))
}

// EventRecords gives the events with actors and place, in order of id. Unknown
// ids are left out.
func (db *DB) EventRecords(ctx context.Context, ids []uint64) ([]models.Event, error) {
	return db.eventsByID(ctx, ids, withParts)
}

func (db *DB) eventsByID(ctx context.Context, ids []uint64, load ...scope) ([]models.Event, error) {
	var out []models.Event
	err := db.view(ctx, "read events", func(g *gorm.DB) error {
		return g.Scopes(load...).Where("events.id IN ?", ids).Order("id").Find(&out).Error
	})
	return out, err
}

// Reports gives the mentions of the events as far as events are recognised by
// them: no evidence, and of the article its day and hash. In order of id.
func (db *DB) Reports(ctx context.Context, events []uint64) ([]models.Mention, error) {
	var out []models.Mention
	err := db.view(ctx, "read reports", func(g *gorm.DB) error {
		for part := range slices.Chunk(events, batch) {
			var some []models.Mention
			err := g.Select("mentions.id", "event_id", "article_id", "report", "facts", "type", "status", "edtf", "attribution", "confidence").
				Joins("Article", g.Select("id", "published", "content_hash")).
				Where("event_id IN ?", part).Order("mentions.id").Find(&some).Error
			if err != nil {
				return err
			}
			out = append(out, some...)
		}
		return nil
	})
	return out, err
}

// UnfiledEvents gives up to limit events whose blocks are not those of their
// version, with actors and place.
func (db *DB) UnfiledEvents(ctx context.Context, limit int) ([]models.Event, error) {
	var out []models.Event
	err := db.view(ctx, "read unfiled events", func(g *gorm.DB) error {
		return g.Scopes(withParts).Where("blocked_version <> version").Order("id").Limit(limit).Find(&out).Error
	})
	return out, err
}

// FileEvent writes the keys the event is found under, and its component. It is
// no change of the event: no version, no revision.
func (db *DB) FileEvent(ctx context.Context, e *models.Event, keys []string) error {
	return db.update(ctx, "file event", func(g *gorm.DB) error {
		var filed []string
		if err := g.Raw("SELECT key FROM event_blocks WHERE event_id = ?", e.ID).Scan(&filed).Error; err != nil {
			return err
		}
		keys = slices.Compact(slices.Sorted(slices.Values(keys)))
		for _, k := range filed {
			if _, ok := slices.BinarySearch(keys, k); !ok {
				if err := g.Exec("DELETE FROM event_blocks WHERE key = ? AND event_id = ?", k, e.ID).Error; err != nil {
					return err
				}
			}
		}
		for _, k := range keys {
			if slices.Contains(filed, k) {
				continue
			}
			if err := g.Exec("INSERT INTO event_blocks (key, event_id) VALUES (?, ?)", k, e.ID).Error; err != nil {
				return err
			}
		}
		e.BlockedVersion = e.Version
		return g.Exec("UPDATE events SET component_id = ?, blocked_version = version WHERE id = ?", e.ComponentID, e.ID).Error
	})
}

// MoveReports gives the reports' mentions to another event. Searches find both
// events by what they then have.
func (db *DB) MoveReports(ctx context.Context, reports []models.ReportKey, to uint64) error {
	return db.update(ctx, "move reports", func(g *gorm.DB) error {
		touched := []uint64{to}
		for _, r := range reports {
			var from []uint64
			if err := g.Raw("SELECT DISTINCT event_id FROM mentions WHERE article_id = ? AND report = ?", r.ArticleID, r.Report).Scan(&from).Error; err != nil {
				return err
			}
			touched = append(touched, from...)
			if err := g.Exec(moveSQL, to, r.ArticleID, r.Report).Error; err != nil {
				return err
			}
		}
		if len(reports) == 0 {
			return nil
		}
		slices.Sort(touched)
		for _, id := range slices.Compact(touched) {
			if err := reindexEvent(g, id); err != nil {
				return err
			}
		}
		return nil
	})
}

const moveSQL = "UPDATE mentions SET event_id = ? WHERE article_id = ? AND report = ?"

// Decide keeps a curator's word on what is one event.
func (db *DB) Decide(ctx context.Context, d models.Decision) error {
	return db.update(ctx, "keep decision", func(g *gorm.DB) error {
		d.ID = 0
		return g.Create(&d).Error
	})
}

// Decisions gives what curators decided of the events, oldest first. The ids
// are those of the events that merged ones went into.
func (db *DB) Decisions(ctx context.Context, events []uint64) ([]models.Decision, error) {
	var out []models.Decision
	err := db.view(ctx, "read decisions", func(g *gorm.DB) error {
		return g.Raw(`SELECT * FROM (
			SELECT d.id, COALESCE(e.merged_into, d.event_id) AS event_id, COALESCE(o.merged_into, d.other_id) AS other_id,
				d.article_id, d.report, d.same, d.user_id, d.note, d.created_at
			FROM identity_decisions d JOIN events e ON e.id = d.event_id LEFT JOIN events o ON o.id = d.other_id
		) WHERE event_id IN ? OR other_id IN ? ORDER BY id`, events, events).Scan(&out).Error
	})
	return out, err
}
