package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chancery/models"
)

// EventRecords is DB.EventRecords.
func (b *Batch) EventRecords(ctx context.Context, ids []uint64) ([]models.Event, error) {
	if err := b.readWhole(ctx, ids); err != nil {
		return nil, fail("read events", err)
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	var out []models.Event
	for _, id := range ids {
		if h := b.events[id]; h != nil {
			out = append(out, b.record(h))
		}
	}
	return out, nil
}

// record is the event with its actors and place as they now are.
func (b *Batch) record(h *held) models.Event {
	e := h.Event
	e.Actors = slices.Clone(e.Actors)
	for i := range e.Actors {
		if a := b.actors[e.Actors[i].Actor.Key]; a != nil && a.ID != 0 {
			e.Actors[i].Actor = a.Actor
		}
	}
	if e.Place != nil {
		place := *e.Place
		if p := b.places[place.Key]; p != nil && p.ID != 0 {
			place = p.Place
		}
		e.Place = &place
	}
	return e
}

func (b *Batch) readWhole(ctx context.Context, ids []uint64) error {
	ids = b.missing(ids, func(h *held) bool { return h != nil && h.whole })
	if len(ids) == 0 {
		return nil
	}
	events := map[uint64]*models.Event{}
	err := b.raw.each(ctx, func(rows *sql.Rows) error {
		e, err := scanEvent(rows)
		events[e.ID] = e
		return err
	}, eventSQL, inJSON(ids))
	if err != nil {
		return err
	}
	if err := b.readParts(ctx, ids, events); err != nil {
		return err
	}
	for _, id := range ids {
		e := events[id]
		if e == nil {
			continue
		}
		h := b.events[id]
		if h == nil {
			h = &held{Event: *e}
			b.hold(h)
		}
		h.whole, h.stored = true, e
		component, version := h.ComponentID, h.BlockedVersion // filed since
		h.Event = *e
		h.ComponentID, h.BlockedVersion = component, version
	}
	return nil
}

var eventSQL = fmt.Sprintf(`SELECT %s, day_basis, titles, summaries, attribution, confidence, sequence, created_at, updated_at
	FROM events WHERE id IN (SELECT value FROM json_each(?))`, strings.Join(eventHead, ", "))

func scanEvent(rows *sql.Rows) (*models.Event, error) {
	var e models.Event
	var titles, summaries sql.NullString
	err := scanHead(rows, &e, &e.DayBasis, &titles, &summaries, &e.Attribution, &e.Confidence, &e.Sequence, &e.CreatedAt, &e.UpdatedAt)
	return &e, errors.Join(err, fromJSON(titles, &e.Titles), fromJSON(summaries, &e.Summaries))
}

// readParts gives the events their actors and places.
func (b *Batch) readParts(ctx context.Context, ids []uint64, events map[uint64]*models.Event) error {
	var actors []uint64
	err := b.raw.each(ctx, func(rows *sql.Rows) error {
		var a models.EventActor
		err := rows.Scan(&a.EventID, &a.ActorID, &a.Role, &a.Position)
		events[a.EventID].Actors = append(events[a.EventID].Actors, a)
		actors = append(actors, a.ActorID)
		return err
	}, `SELECT event_id, actor_id, role, position FROM event_actors WHERE event_id IN (SELECT value FROM json_each(?))
	ORDER BY event_id, position, actor_id`, inJSON(ids))
	if err != nil {
		return err
	}
	var places []uint64
	for _, e := range events {
		if e.PlaceID != nil {
			places = append(places, *e.PlaceID)
		}
	}
	actorOf, err := byID(ctx, b.db.write, actors, b.actors, func(h *heldActor) uint64 { return h.ID }, holdActor)
	if err != nil {
		return err
	}
	placeOf, err := byID(ctx, b.db.write, places, b.places, func(h *heldPlace) uint64 { return h.ID }, holdPlace)
	if err != nil {
		return err
	}
	for _, e := range events {
		for i, a := range e.Actors {
			if h := actorOf[a.ActorID]; h != nil {
				e.Actors[i].Actor = h.Actor
			}
		}
		if e.PlaceID != nil && placeOf[*e.PlaceID] != nil {
			place := placeOf[*e.PlaceID].Place
			e.Place = &place
		}
	}
	return nil
}
