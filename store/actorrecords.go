package store

import (
	"context"

	"gorm.io/gorm"

	"chancery/models"
)

// SaveActorRecord adds what a curator knows of an actor and brings the actor
// itself up to date. base is the record the curator saw, 0 for none:
// ErrConflict when another has come meanwhile. The actor is returned.
func (db *DB) SaveActorRecord(ctx context.Context, r *models.ActorRecord, base uint64) (*models.Actor, error) {
	saved, err := db.SaveActorRecords(ctx, []models.ActorRecord{*r}, []uint64{base})
	if err != nil {
		return nil, err
	}
	r.ID, r.CreatedAt = saved[0].record.ID, saved[0].record.CreatedAt
	return saved[0].Actor, nil
}

// SavedActor is an actor with the record that was stored of it.
type SavedActor struct {
	*models.Actor
	record *models.ActorRecord
}

// SaveActorRecords does the same for several actors with the records seen of
// each: all are stored, or none.
func (db *DB) SaveActorRecords(ctx context.Context, records []models.ActorRecord, bases []uint64) ([]SavedActor, error) {
	for i := range records {
		if err := records[i].Validate(); err != nil {
			return nil, fail("save actor record", err)
		}
	}
	var out []SavedActor
	err := db.update(ctx, "save actor record", func(g *gorm.DB) error {
		out = out[:0] // a transaction may be tried again
		for i := range records {
			a, err := saveActorRecord(g, &records[i], bases[i])
			if err != nil {
				return err
			}
			out = append(out, SavedActor{a, &records[i]})
		}
		return nil
	})
	return out, err
}

func saveActorRecord(g *gorm.DB, r *models.ActorRecord, base uint64) (*models.Actor, error) {
	a := &models.Actor{
		Key: r.Key, Kind: r.Kind, Name: r.LocalName(), Names: r.Names, Country: r.Country, ByHand: true,
	}
	var last uint64
	err := g.Model(&models.ActorRecord{}).Where("key = ?", r.Key).Select("COALESCE(MAX(id), 0)").Scan(&last).Error
	if err != nil {
		return nil, err
	}
	if last != base {
		return nil, models.ErrConflict
	}
	r.ID = 0
	if err := g.Omit("User").Create(r).Error; err != nil {
		return nil, err
	}
	// What an article called the person stays, the record does not say it.
	if err := g.Model(&models.Actor{}).Where("key = ?", r.Key).Select("office").Scan(&a.Office).Error; err != nil {
		return nil, err
	}
	return a, upsertActor(g, a)
}

// ActorRecords gives the record that counts of every actor a curator wrote of,
// oldest first.
func (db *DB) ActorRecords(ctx context.Context) ([]models.ActorRecord, error) {
	var out []models.ActorRecord
	err := db.read.WithContext(ctx).
		Where("id IN (SELECT MAX(id) FROM actor_records GROUP BY key)").Order("id").Find(&out).Error
	return out, fail("list actor records", err)
}

// ActorHistory gives all records of an actor, newest first, with who wrote
// them.
func (db *DB) ActorHistory(ctx context.Context, key string) ([]models.ActorRecord, error) {
	var out []models.ActorRecord
	err := db.read.WithContext(ctx).Preload("User").Where("key = ?", key).Order("id DESC").Find(&out).Error
	return out, fail("read an actor's history", err)
}

// LastActorRecord is the number of the newest record, 0 without any: who keeps
// a gazetteer in memory sees by it whether there is something new.
func (db *DB) LastActorRecord(ctx context.Context) (uint64, error) {
	var last uint64
	err := db.read.WithContext(ctx).Model(&models.ActorRecord{}).Select("COALESCE(MAX(id), 0)").Scan(&last).Error
	return last, fail("look for new actor records", err)
}
