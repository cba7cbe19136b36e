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
	if err := r.Validate(); err != nil {
		return nil, fail("save actor record", err)
	}
	a := &models.Actor{
		Key: r.Key, Kind: r.Kind, Name: r.LocalName(), Names: r.Names, Country: r.Country, ByHand: true,
	}
	err := db.update(ctx, "save actor record", func(g *gorm.DB) error {
		var last uint64
		err := g.Model(&models.ActorRecord{}).Where("key = ?", r.Key).Select("COALESCE(MAX(id), 0)").Scan(&last).Error
		if err != nil {
			return err
		}
		if last != base {
			return models.ErrConflict
		}
		r.ID = 0
		if err := g.Omit("User").Create(r).Error; err != nil {
			return err
		}
		// What an article called the person stays, the record does not say it.
		if err := g.Model(&models.Actor{}).Where("key = ?", r.Key).Select("office").Scan(&a.Office).Error; err != nil {
			return err
		}
		return upsertActor(g, a)
	})
	return a, err
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
