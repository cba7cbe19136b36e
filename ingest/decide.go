package ingest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"chancery/extract/event"
	"chancery/models"
)

// alike is how many similar events Similar gives at most.
const alike = 10

// Similar gives the events that may be the same as the event, most likely
// first, with the reasons in words; those a person told apart from it are left
// out. models.ErrNotFound when there is no such event.
func (g *Ingester) Similar(ctx context.Context, id uint64) ([]models.Likeness, error) {
	e, err := g.one(ctx, g.Store, id)
	if err != nil {
		return nil, err
	}
	heads, err := g.Store.EventsUnder(ctx, event.BlocksOf(nearFacts(e)).Seek)
	if err != nil {
		return nil, err
	}
	decided, err := g.Store.Decisions(ctx, []uint64{id})
	if err != nil {
		return nil, err
	}
	var ids []uint64
	for _, h := range heads {
		if h.ID != id && !toldApart(decided, id, h.ID) {
			ids = append(ids, h.ID)
		}
	}
	events, err := g.Store.EventsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]models.Likeness, 0, len(events))
	for i := range events {
		m := event.Compare(nearFacts(e), nearFacts(&events[i]))
		out = append(out, models.Likeness{Event: &events[i], Score: m.Score, Reasons: m.Reasons})
	}
	slices.SortStableFunc(out, func(a, b models.Likeness) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Event.ID, b.Event.ID))
	})
	return out[:min(alike, len(out))], nil
}

// nearFacts are an event's facts, with the day of its first report.
func nearFacts(e *models.Event) event.Facts {
	f := eventFacts(e)
	for _, n := range nodesOf(e.Mentions) {
		if f.Published == 0 || n.Published < f.Published {
			f.Published = n.Published
		}
	}
	return f
}

// toldApart tells whether the last word on two events is that they differ.
func toldApart(ds []models.Decision, a, b uint64) bool {
	apart := false
	for _, d := range ds {
		if d.OtherID != nil && (d.EventID == a && *d.OtherID == b || d.EventID == b && *d.OtherID == a) {
			apart = !d.Same
		}
	}
	return apart
}

// Join makes one event of two by a person's word: the reports of from go over to
// into, which no report will take apart again. The error wraps
// models.ErrInvalid when one is merged already, models.ErrNotFound when it is
// not there.
func (g *Ingester) Join(ctx context.Context, from, into uint64, r models.Revision) error {
	return g.Store.Tx(ctx, func(tx Store) error {
		for _, id := range []uint64{from, into} {
			if _, err := g.one(ctx, tx, id); err != nil {
				return err
			}
		}
		r.Action = "merge"
		if err := tx.MergeEvents(ctx, from, into, r); err != nil {
			return err
		}
		if err := tx.Decide(ctx, models.Decision{EventID: into, OtherID: &from, Same: true, UserID: r.UserID, Note: r.Note}); err != nil {
			return err
		}
		return g.rewrite(ctx, tx, into, r)
	})
}

// Part keeps two events apart for good by a person's word.
func (g *Ingester) Part(ctx context.Context, a, b uint64, r models.Revision) error {
	if a == b {
		return fmt.Errorf("%w: an event cannot differ from itself", models.ErrInvalid)
	}
	r.Action = "apart"
	return g.Store.Tx(ctx, func(tx Store) error {
		if err := tx.Decide(ctx, models.Decision{EventID: a, OtherID: &b, UserID: r.UserID, Note: r.Note}); err != nil {
			return err
		}
		for _, id := range []uint64{a, b} {
			if err := g.rewrite(ctx, tx, id, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// Split takes a report out of an event by a person's word and makes an event of
// its own of it, whose id it gives. The error wraps models.ErrInvalid when the
// event has no other report.
func (g *Ingester) Split(ctx context.Context, id uint64, report models.ReportKey, r models.Revision) (split uint64, err error) {
	r.Action = "split"
	err = g.Store.Tx(ctx, func(tx Store) error {
		e, err := g.one(ctx, tx, id)
		if err != nil {
			return err
		}
		nodes := nodesOf(e.Mentions)
		at := slices.IndexFunc(nodes, func(n node) bool { return n.id == report })
		if at < 0 {
			return fmt.Errorf("%w: the event has no such report", models.ErrNotFound)
		}
		if len(nodes) < 2 {
			return fmt.Errorf("%w: an event's only report cannot be taken out of it", models.ErrInvalid)
		}
		fresh := &models.Event{UID: uuid.NewString(), Review: models.ReviewPending}
		if err := g.believe(ctx, tx, fresh, nodes[at:at+1], e); err != nil {
			return err
		}
		if err := tx.CreateEvent(ctx, fresh, r); err != nil {
			return err
		}
		if err := tx.MoveReports(ctx, []models.ReportKey{report}, fresh.ID); err != nil {
			return err
		}
		if err := tx.FileEvent(ctx, fresh, blocksOf(nodes[at:at+1], fresh)); err != nil {
			return err
		}
		split = fresh.ID
		d := models.Decision{EventID: id, ArticleID: &report.ArticleID, Report: report.Report, UserID: r.UserID, Note: r.Note}
		if err := tx.Decide(ctx, d); err != nil {
			return err
		}
		return g.rewrite(ctx, tx, id, r)
	})
	return split, err
}

// rewrite reckons an event anew from the reports it now has, and fixes which
// those are.
func (g *Ingester) rewrite(ctx context.Context, tx Store, id uint64, r models.Revision) error {
	e, err := g.one(ctx, tx, id)
	if err != nil {
		return err
	}
	e.Locked = slices.Clone(e.Locked)
	e.Lock(models.FieldIdentity)
	return g.rewriteAs(ctx, tx, e, r)
}

func (g *Ingester) rewriteAs(ctx context.Context, tx Store, e *models.Event, r models.Revision) error {
	before := *e
	nodes := nodesOf(e.Mentions)
	slices.SortFunc(nodes, func(a, b node) int { return strings.Compare(a.Key, b.Key) })
	if err := g.believe(ctx, tx, e, nodes, e); err != nil {
		return err
	}
	r.Changes = models.Changes(&before, e)
	if err := tx.UpdateEvent(ctx, e, r); err != nil {
		return err
	}
	return tx.FileEvent(ctx, e, blocksOf(nodes, e))
}

func (g *Ingester) one(ctx context.Context, tx Store, id uint64) (*models.Event, error) {
	events, err := tx.EventsByID(ctx, []uint64{id})
	switch {
	case err != nil:
		return nil, err
	case len(events) == 0:
		return nil, fmt.Errorf("event %d: %w", id, models.ErrNotFound)
	case events[0].MergedInto != nil:
		return nil, fmt.Errorf("%w: event %d was merged into event %d", models.ErrInvalid, id, *events[0].MergedInto)
	}
	return &events[0], nil
}
