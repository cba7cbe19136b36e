package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"chancery/models"
)

// CreateEvent adds an event with its mentions and its first revision. Actors
// and place with a Key are upserted by it; a missing UID is made up. ErrInvalid
// or ErrDuplicate (of the UID).
func (db *DB) CreateEvent(ctx context.Context, e *models.Event, r models.Revision) error {
	if e.UID == "" {
		e.UID = rand.Text()
	}
	tidy(e)
	if err := e.Validate(); err != nil {
		return fail("create event", err)
	}
	return db.update(ctx, "create event", func(g *gorm.DB) error {
		if err := savePlace(g, e); err != nil {
			return err
		}
		e.Version = max(e.Version, 1)
		if err := g.Omit(clause.Associations).Create(e).Error; err != nil {
			return err
		}
		return saveParts(g, e, r)
	})
}

// UpdateEvent saves the event if nobody has since it was read, else
// ErrConflict. Version and Sequence go up by one; actors are replaced; mentions
// without an ID are added and none is changed (see RetellReport); the revision is kept.
func (db *DB) UpdateEvent(ctx context.Context, e *models.Event, r models.Revision) error {
	tidy(e)
	if err := e.Validate(); err != nil {
		return fail("update event", err)
	}
	read := *e
	err := db.update(ctx, "update event", func(g *gorm.DB) error {
		if err := savePlace(g, e); err != nil {
			return err
		}
		if err := saveVersion(g, e); err != nil {
			return err
		}
		return saveParts(g, e, r)
	})
	if err != nil { // leave it as it was read, for another try
		e.Version, e.Sequence, e.UpdatedAt = read.Version, read.Sequence, read.UpdatedAt
	}
	return err
}

// saveVersion writes the event's own row over the version it was read at.
func saveVersion(g *gorm.DB, e *models.Event) error {
	was := e.Version
	e.Version, e.Sequence, e.UpdatedAt = was+1, e.Sequence+1, g.NowFunc()
	res := g.Model(&models.Event{}).Where("id = ? AND version = ?", e.ID, was).
		Select("*").Omit("ID", "UID", "CreatedAt", clause.Associations).Updates(e)
	if res.Error != nil || res.RowsAffected == 1 {
		return res.Error
	}
	var now models.Event
	if err := g.Select("id", "version").First(&now, e.ID).Error; err != nil {
		return err
	}
	return fmt.Errorf("%w: version %d was edited and %d is stored", models.ErrConflict, was, now.Version)
}

// saveParts writes what hangs on the event and its revision.
func saveParts(g *gorm.DB, e *models.Event, r models.Revision) error {
	for _, save := range []func(*gorm.DB, *models.Event) error{saveActors, saveCountries, saveMentions} {
		if err := save(g, e); err != nil {
			return err
		}
	}
	if err := addRevision(g, e.ID, r); err != nil {
		return err
	}
	return reindexEvent(g, e.ID)
}

func savePlace(g *gorm.DB, e *models.Event) error {
	if e.Place == nil {
		return nil
	}
	if err := upsertPlace(g, e.Place); err != nil {
		return err
	}
	e.PlaceID = &e.Place.ID
	return nil
}

// saveActors replaces the event's actors; the first part of an actor counts.
func saveActors(g *gorm.DB, e *models.Event) error {
	seen := map[uint64]bool{}
	kept := e.Actors[:0:0]
	for _, a := range e.Actors {
		if a.Actor.Key != "" {
			if err := upsertActor(g, &a.Actor); err != nil {
				return err
			}
			a.ActorID = a.Actor.ID
		}
		if seen[a.ActorID] {
			continue
		}
		seen[a.ActorID] = true
		a.EventID, a.Position = e.ID, len(kept)
		kept = append(kept, a)
	}
	e.Actors = kept
	var stored []models.EventActor
	if err := g.Where("event_id = ?", e.ID).Order("position").Find(&stored).Error; err != nil {
		return err
	}
	if slices.EqualFunc(stored, kept, sameRole) {
		return nil
	}
	if err := g.Where("event_id = ?", e.ID).Delete(&models.EventActor{}).Error; err != nil {
		return err
	}
	if len(kept) == 0 {
		return nil
	}
	return g.Omit(clause.Associations).Create(&kept).Error
}

// sameRole tells whether two records of an actor's part in an event are alike.
func sameRole(a, b models.EventActor) bool {
	return a.EventID == b.EventID && a.ActorID == b.ActorID && a.Role == b.Role && a.Position == b.Position
}

func saveCountries(g *gorm.DB, e *models.Event) error {
	var stored []string
	if err := g.Raw("SELECT code FROM event_countries WHERE event_id = ? ORDER BY code", e.ID).Scan(&stored).Error; err != nil {
		return err
	}
	if slices.Equal(stored, e.Countries) {
		return nil
	}
	if err := g.Exec("DELETE FROM event_countries WHERE event_id = ?", e.ID).Error; err != nil {
		return err
	}
	for _, code := range e.Countries {
		if err := g.Exec("INSERT INTO event_countries (event_id, code) VALUES (?, ?)", e.ID, code).Error; err != nil {
			return err
		}
	}
	return nil
}

// saveMentions adds the mentions that are new; stored ones never change.
func saveMentions(g *gorm.DB, e *models.Event) error {
	for i := range e.Mentions {
		m := &e.Mentions[i]
		if m.ID != 0 {
			continue
		}
		m.EventID = e.ID
		if m.ArticleID == 0 && m.Article != nil {
			m.ArticleID = m.Article.ID
		}
		if err := g.Omit(clause.Associations).Create(m).Error; err != nil {
			return err
		}
	}
	return nil
}

func addRevision(g *gorm.DB, eventID uint64, r models.Revision) error {
	r.ID, r.EventID = 0, eventID
	return g.Omit(clause.Associations).Create(&r).Error
}

// tidy brings an event into its stored form: codes sorted, each once.
func tidy(e *models.Event) {
	e.Countries = slices.Compact(slices.Sorted(slices.Values(e.Countries)))
	if len(e.Actors) > 0 {
		e.Actors = slices.Clone(e.Actors) // the caller's array is not ours to number
	}
}

// MergeEvents makes one event of two: the mentions of from, and whatever was
// merged into it before, go over to into; from stays, marked, with its history.
// Both get the revision. ErrInvalid when into is the same or itself merged.
func (db *DB) MergeEvents(ctx context.Context, from, into uint64, r models.Revision) error {
	if from == into {
		return fail("merge events", fmt.Errorf("%w: an event cannot be merged into itself", models.ErrInvalid))
	}
	return db.update(ctx, "merge events", func(g *gorm.DB) error {
		for _, id := range []uint64{from, into} {
			var e models.Event
			if err := g.Select("id", "merged_into").First(&e, id).Error; err != nil {
				return err
			}
			if e.MergedInto != nil {
				return fmt.Errorf("%w: event %d was merged into event %d already", models.ErrInvalid, id, *e.MergedInto)
			}
		}
		return merge(g, from, into, r)
	})
}

func merge(g *gorm.DB, from, into uint64, r models.Revision) error {
	steps := []func() error{
		func() error {
			return g.Model(&models.Mention{}).Where("event_id = ?", from).Update("event_id", into).Error
		},
		func() error {
			return g.Model(&models.Event{}).Where("id = ? OR merged_into = ?", from, from).Update("merged_into", into).Error
		},
		func() error {
			return g.Model(&models.Event{}).Where("id IN ?", []uint64{from, into}).Updates(map[string]any{
				"version": gorm.Expr("version + 1"), "sequence": gorm.Expr("sequence + 1"),
			}).Error
		},
		func() error { return addRevision(g, from, r) },
		func() error { return addRevision(g, into, r) },
		func() error { return reindexEvent(g, from) },
		func() error { return reindexEvent(g, into) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
