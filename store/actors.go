package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"chancery/models"
)

// Actor gives an actor; ErrNotFound when there is none.
func (db *DB) Actor(ctx context.Context, id uint64) (*models.Actor, error) {
	return first[models.Actor](ctx, db, "read actor", "id = ?", id)
}

// ActorByKey gives the actor with the key; ErrNotFound when there is none.
func (db *DB) ActorByKey(ctx context.Context, key string) (*models.Actor, error) {
	return first[models.Actor](ctx, db, "read actor", "key = ?", key)
}

// Actors gives those whose key is q or one of whose names holds it, case and
// accents aside (all for ""), with the number of events a reader can see, most
// first, and how many actors there are in all. Limit 0 means no limit.
func (db *DB) Actors(ctx context.Context, q string, limit, offset int) ([]models.ActorCount, int, error) {
	var out []models.ActorCount
	var total int64
	named := func(g *gorm.DB) *gorm.DB {
		if fold(q) == "" {
			return g
		}
		return g.Where(`actors.key = ? OR actors.id IN (SELECT actor_id FROM actor_names WHERE folded LIKE ? ESCAPE '\')`,
			q, likePattern(q))
	}
	err := db.view(ctx, "list actors", func(g *gorm.DB) error {
		if err := g.Model(&models.Actor{}).Scopes(named).Count(&total).Error; err != nil {
			return err
		}
		return g.Table("actors").Scopes(named, page(limit, offset)).
			Select("actors.*, COUNT(e.id) AS events").
			Joins("LEFT JOIN event_actors ea ON ea.actor_id = actors.id").
			Joins("LEFT JOIN events e ON e.id = ea.event_id AND e.merged_into IS NULL AND e.review <> ?", models.ReviewRejected).
			Group("actors.id").Order("events DESC, actors.name, actors.id").Find(&out).Error
	})
	return out, int(total), err
}

// UpsertActor adds the actor or brings the stored one with its Key up to date,
// and fills a from what is then stored. What a curator wrote (ByHand) is only
// changed by a curator: for others a reads the stored record.
func (db *DB) UpsertActor(ctx context.Context, a *models.Actor) error {
	return db.update(ctx, "save actor", func(g *gorm.DB) error { return upsertActor(g, a) })
}

func upsertActor(g *gorm.DB, a *models.Actor) error {
	if a.Key == "" || a.Name == "" {
		return fmt.Errorf("%w: an actor needs a key and a name", models.ErrInvalid)
	}
	var old models.Actor
	switch err := g.Where("key = ?", a.Key).First(&old).Error; {
	case errors.Is(err, gorm.ErrRecordNotFound):
		a.ID = 0
		if err := g.Create(a).Error; err != nil {
			return err
		}
		return saveNames(g, a)
	case err != nil:
		return err
	}
	merged := mergeActor(old, *a)
	if sameActor(old, merged) {
		*a = old
		return nil
	}
	merged.Revision++
	if err := g.Select("*").Omit("CreatedAt").Save(&merged).Error; err != nil {
		return err
	}
	*a = merged
	if old.Name == merged.Name && maps.Equal(old.Names, merged.Names) {
		return nil
	}
	if err := saveNames(g, a); err != nil {
		return err
	}
	return reindexActor(g, a.ID)
}

// mergeActor lays what is newly known over what was: an article in French does
// not make the English name forgotten. A curator's word replaces everything.
func mergeActor(old, in models.Actor) models.Actor {
	in.ID, in.CreatedAt, in.UpdatedAt, in.Revision = old.ID, old.CreatedAt, old.UpdatedAt, old.Revision
	switch {
	case in.ByHand:
		return in
	case old.ByHand:
		return old
	}
	names := maps.Clone(old.Names)
	if names == nil {
		names = map[string]string{}
	}
	maps.Copy(names, in.Names)
	in.Names = names
	for _, f := range []struct{ new, old *string }{{&in.Kind, &old.Kind}, {&in.Country, &old.Country}, {&in.Office, &old.Office}} {
		if *f.new == "" {
			*f.new = *f.old
		}
	}
	return in
}

func sameActor(a, b models.Actor) bool {
	return a.Kind == b.Kind && a.Name == b.Name && maps.Equal(a.Names, b.Names) && a.Country == b.Country &&
		a.Office == b.Office && a.IsNew == b.IsNew && a.ByHand == b.ByHand
}

// saveNames rewrites the names an actor is found by.
func saveNames(g *gorm.DB, a *models.Actor) error {
	if err := g.Exec("DELETE FROM actor_names WHERE actor_id = ?", a.ID).Error; err != nil {
		return err
	}
	folded := []string{fold(a.Name)}
	for _, n := range a.Names {
		folded = append(folded, fold(n))
	}
	slices.Sort(folded)
	for _, n := range slices.Compact(folded) {
		if err := g.Exec("INSERT INTO actor_names (actor_id, folded) VALUES (?, ?)", a.ID, n).Error; err != nil {
			return err
		}
	}
	return nil
}

// first gives the first record that meets the condition; ErrNotFound when none
// does.
func first[T any](ctx context.Context, db *DB, op, cond string, args ...any) (*T, error) {
	var v T
	if err := db.read.WithContext(ctx).Where(cond, args...).First(&v).Error; err != nil {
		return nil, fail(op, err)
	}
	return &v, nil
}
