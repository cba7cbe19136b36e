package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"chancery/models"
)

// heldActor is an actor of a batch; its ID is 0 when there is none of the key.
type heldActor struct {
	models.Actor
	fresh, changed, renamed bool // since it was stored
}

// heldPlace is a place of a batch, in the same way.
type heldPlace struct {
	models.Place
	fresh, changed bool
}

// takeParts brings the event's place and actors up to date and numbers them.
func (b *Batch) takeParts(ctx context.Context, e *models.Event) error {
	if e.Place != nil {
		if err := b.takePlace(ctx, e.Place); err != nil {
			return err
		}
		id := e.Place.ID
		e.PlaceID = &id
	}
	kept := e.Actors[:0:0]
	for _, a := range e.Actors {
		if a.Actor.Key != "" {
			if err := b.takeActor(ctx, &a.Actor); err != nil {
				return err
			}
			a.ActorID = a.Actor.ID
		}
		if slices.ContainsFunc(kept, func(o models.EventActor) bool { return o.ActorID == a.ActorID }) {
			continue
		}
		a.EventID, a.Position = e.ID, len(kept)
		kept = append(kept, a)
	}
	e.Actors = kept
	return nil
}

// takeActor is upsertActor in memory.
func (b *Batch) takeActor(ctx context.Context, a *models.Actor) error {
	if a.Key == "" || a.Name == "" {
		return fmt.Errorf("%w: an actor needs a key and a name", models.ErrInvalid)
	}
	if err := b.readActors(ctx, []string{a.Key}); err != nil {
		return err
	}
	h := b.actors[a.Key]
	if h.ID == 0 {
		now := b.now()
		a.ID, a.CreatedAt, a.UpdatedAt = b.next("actors"), now, now
		*h = heldActor{Actor: *a, fresh: true, renamed: true}
		return nil
	}
	merged := mergeActor(h.Actor, *a)
	if sameActor(h.Actor, merged) {
		*a = h.Actor
		return nil
	}
	merged.Revision++
	merged.UpdatedAt = b.now()
	h.renamed = h.renamed || h.Name != merged.Name || !maps.Equal(h.Names, merged.Names)
	h.Actor, h.changed = merged, true
	*a = merged
	return nil
}

// takePlace is upsertPlace in memory.
func (b *Batch) takePlace(ctx context.Context, p *models.Place) error {
	if p.Key == "" || p.Name == "" {
		return fmt.Errorf("%w: a place needs a key and a name", models.ErrInvalid)
	}
	if err := b.readPlaces(ctx, []string{p.Key}); err != nil {
		return err
	}
	h := b.places[p.Key]
	if h.ID == 0 {
		p.ID = b.next("places")
		*h = heldPlace{Place: *p, fresh: true}
		return nil
	}
	merged := mergePlace(h.Place, *p)
	if !samePlace(h.Place, merged) {
		h.Place, h.changed = merged, true
	}
	*p = merged
	return nil
}

// ActorByKey is DB.ActorByKey.
func (b *Batch) ActorByKey(ctx context.Context, key string) (*models.Actor, error) {
	if err := b.readActors(ctx, []string{key}); err != nil {
		return nil, fail("read actor", err)
	}
	h := b.actors[key]
	if h.ID == 0 {
		return nil, fail("read actor", models.ErrNotFound)
	}
	a := h.Actor
	return &a, nil
}

// PlaceByKey is DB.PlaceByKey.
func (b *Batch) PlaceByKey(ctx context.Context, key string) (*models.Place, error) {
	if err := b.readPlaces(ctx, []string{key}); err != nil {
		return nil, fail("read place", err)
	}
	h := b.places[key]
	if h.ID == 0 {
		return nil, fail("read place", models.ErrNotFound)
	}
	p := h.Place
	return &p, nil
}

// readActors holds the actors of the keys, and that there is none of a key.
func (b *Batch) readActors(ctx context.Context, keys []string) error {
	return byKey(ctx, b.db.write, keys, b.actors, holdActor)
}

func (b *Batch) readPlaces(ctx context.Context, keys []string) error {
	return byKey(ctx, b.db.write, keys, b.places, holdPlace)
}

func holdActor(a models.Actor) (key string, h *heldActor) { return a.Key, &heldActor{Actor: a} }

func holdPlace(p models.Place) (key string, h *heldPlace) { return p.Key, &heldPlace{Place: p} }

func byKey[T, H any](ctx context.Context, g *gorm.DB, keys []string, held map[string]*H, hold func(T) (string, *H)) error {
	var missing []string
	for _, k := range keys {
		if held[k] == nil {
			held[k] = new(H)
			missing = append(missing, k)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	var some []T
	err := g.WithContext(ctx).Where("key IN (SELECT value FROM json_each(?))", inJSON(missing)).Find(&some).Error
	for _, v := range some {
		key, h := hold(v)
		held[key] = h
	}
	return err
}

// byID gives what is held by id and reads what is missing.
func byID[T, H any](
	ctx context.Context, g *gorm.DB, ids []uint64, held map[string]*H, id func(*H) uint64, hold func(T) (string, *H),
) (map[uint64]*H, error) {
	out := make(map[uint64]*H, len(held))
	for _, h := range held {
		out[id(h)] = h
	}
	missing := slices.DeleteFunc(ids, func(id uint64) bool { return out[id] != nil })
	if len(missing) == 0 {
		return out, nil
	}
	var some []T
	err := g.WithContext(ctx).Where("id IN (SELECT value FROM json_each(?))", inJSON(missing)).Find(&some).Error
	for _, v := range some {
		key, h := hold(v)
		held[key], out[id(h)] = h, h
	}
	return out, err
}
