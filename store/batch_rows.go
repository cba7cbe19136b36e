package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"chancery/models"
)

// eventColumns are those of an event's own row that a batch writes; id, uid and
// created_at never change.
var eventColumns = []string{
	"type", "status", "review", "edtf", "start_day", "end_day", "precision", "day_basis", "titles", "summaries", "place_id",
	"countries", "attribution", "confidence", "locked", "merged_into", "component_id", "blocked_version", "version", "sequence", "updated_at",
}

var addEvent = "INSERT INTO events (id, uid, created_at, " + strings.Join(eventColumns, ", ") +
	") VALUES (?,?,?" + strings.Repeat(",?", len(eventColumns)) + ")"

// eventRow gives the values of eventColumns.
func eventRow(e *models.Event) ([]any, error) {
	row := []any{
		e.Type, e.Status, e.Review, e.EDTF, orNil(e.StartDay), orNil(e.EndDay), e.Precision, e.DayBasis, nil, nil, orNil(e.PlaceID),
		nil, e.Attribution, e.Confidence, nil, orNil(e.MergedInto), e.ComponentID, e.BlockedVersion, e.Version, e.Sequence, e.UpdatedAt,
	}
	for i, v := range map[int]any{8: e.Titles, 9: e.Summaries, 11: e.Countries, 14: e.Locked} {
		var err error
		if row[i], err = asJSON(v); err != nil {
			return nil, err
		}
	}
	return row, nil
}

func orNil[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

// flushEvents writes the events' rows with their actors and countries.
func (b *Batch) flushEvents(ctx context.Context, events []*held) error {
	for _, h := range events {
		if err := b.flushRow(ctx, h); err != nil {
			return err
		}
	}
	for _, h := range events {
		if err := b.flushParts(ctx, h); err != nil {
			return err
		}
	}
	return nil
}

// flushRow writes only what differs from the stored row: each column named costs
// the upkeep of its indexes, whether it changes or not.
func (b *Batch) flushRow(ctx context.Context, h *held) error {
	now, err := eventRow(&h.Event)
	if err != nil {
		return err
	}
	if h.stored == nil {
		return b.raw.exec(ctx, addEvent, append([]any{h.ID, h.UID, h.CreatedAt}, now...)...)
	}
	was, err := eventRow(h.stored)
	if err != nil {
		return err
	}
	var set []string
	var args []any
	for i, v := range now {
		if !sameValue(v, was[i]) {
			set = append(set, eventColumns[i]+" = ?")
			args = append(args, v)
		}
	}
	if len(set) == 0 {
		return nil
	}
	return b.raw.exec(ctx, "UPDATE events SET "+strings.Join(set, ", ")+" WHERE id = ?", append(args, h.ID)...)
}

func sameValue(a, b any) bool {
	if t, ok := a.(time.Time); ok {
		u, ok := b.(time.Time)
		return ok && t.Equal(u)
	}
	return a == b
}

// flushParts writes the event's actors and countries where they changed.
func (b *Batch) flushParts(ctx context.Context, h *held) error {
	var actors []models.EventActor
	var countries []string
	if h.stored != nil {
		actors, countries = h.stored.Actors, h.stored.Countries
	}
	if !slices.EqualFunc(actors, h.Actors, sameRole) {
		if len(actors) > 0 {
			if err := b.raw.exec(ctx, "DELETE FROM event_actors WHERE event_id = ?", h.ID); err != nil {
				return err
			}
		}
		for _, a := range h.Actors {
			err := b.raw.exec(ctx, "INSERT INTO event_actors (event_id, actor_id, role, position) VALUES (?,?,?,?)", h.ID, a.ActorID, a.Role, a.Position)
			if err != nil {
				return err
			}
		}
	}
	if slices.Equal(countries, h.Countries) {
		return nil
	}
	if len(countries) > 0 {
		if err := b.raw.exec(ctx, "DELETE FROM event_countries WHERE event_id = ?", h.ID); err != nil {
			return err
		}
	}
	for _, code := range h.Countries {
		if err := b.raw.exec(ctx, "INSERT INTO event_countries (event_id, code) VALUES (?, ?)", h.ID, code); err != nil {
			return err
		}
	}
	return nil
}
