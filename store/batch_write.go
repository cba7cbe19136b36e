package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"chancery/models"
)

// CreateEvent is DB.CreateEvent.
func (b *Batch) CreateEvent(ctx context.Context, e *models.Event, r models.Revision) error {
	if e.UID == "" {
		e.UID = rand.Text()
	}
	tidy(e)
	if err := e.Validate(); err != nil {
		return fail("create event", err)
	}
	e.ID = b.next("events")
	e.Version = max(e.Version, 1)
	now := b.now()
	e.CreatedAt, e.UpdatedAt = now, now
	h := &held{whole: true, heard: true, Event: models.Event{ID: e.ID, ComponentID: e.ComponentID}}
	b.hold(h)
	return fail("create event", b.change(ctx, h, e, r))
}

// UpdateEvent is DB.UpdateEvent.
func (b *Batch) UpdateEvent(ctx context.Context, e *models.Event, r models.Revision) error {
	tidy(e)
	if err := e.Validate(); err != nil {
		return fail("update event", err)
	}
	if err := b.readWhole(ctx, []uint64{e.ID}); err != nil {
		return fail("update event", err)
	}
	if err := b.readReports(ctx, []uint64{e.ID}); err != nil {
		return fail("update event", err)
	}
	h := b.events[e.ID]
	switch {
	case h == nil:
		return fail("update event", models.ErrNotFound)
	case h.Version != e.Version:
		return fail("update event", fmt.Errorf("%w: version %d was edited and %d is stored", models.ErrConflict, e.Version, h.Version))
	}
	e.Version, e.Sequence, e.UpdatedAt = e.Version+1, e.Sequence+1, b.now()
	return fail("update event", b.change(ctx, h, e, r))
}

// change makes the held event what e is, with its new mentions and the revision.
func (b *Batch) change(ctx context.Context, h *held, e *models.Event, r models.Revision) error {
	if err := b.takeParts(ctx, e); err != nil {
		return err
	}
	for i := range e.Mentions {
		b.addMention(h, &e.Mentions[i])
	}
	was := h.Component()
	h.Event = *e
	h.Mentions = nil
	if c := h.Component(); c != was {
		b.members[c] = append(b.members[c], h.ID)
	}
	h.dirty, h.told = true, true
	r.ID, r.EventID = 0, e.ID
	if r.CreatedAt.IsZero() {
		r.CreatedAt = b.now()
	}
	b.revisions = append(b.revisions, r)
	return nil
}

// addMention keeps a new mention for the end of the batch.
func (b *Batch) addMention(h *held, m *models.Mention) {
	if m.ID != 0 {
		return
	}
	m.ID, m.EventID = b.next("mentions"), h.ID
	if m.ArticleID == 0 && m.Article != nil {
		m.ArticleID = m.Article.ID
	}
	if m.CreatedAt.IsZero() {
		m.CreatedAt = b.now()
	}
	b.mentions = append(b.mentions, *m)
	h.said = append(h.said, *m)
}

// FileEvent is DB.FileEvent.
func (b *Batch) FileEvent(ctx context.Context, e *models.Event, keys []string) error {
	if err := b.readHeads(ctx, []uint64{e.ID}); err != nil {
		return fail("file event", err)
	}
	h := b.events[e.ID]
	if h == nil {
		return fail("file event", models.ErrNotFound)
	}
	if was := h.Component(); e.Component() != was {
		b.members[e.Component()] = append(b.members[e.Component()], h.ID)
	}
	h.ComponentID, h.BlockedVersion = e.ComponentID, h.Version
	e.BlockedVersion = e.Version
	h.dirty = true
	keys = slices.Compact(slices.Sorted(slices.Values(keys)))
	if h.filed && slices.Equal(h.keys, keys) {
		return nil
	}
	for _, k := range h.keys {
		b.filing[k] = slices.DeleteFunc(b.filing[k], func(id uint64) bool { return id == h.ID })
	}
	for _, k := range keys {
		b.filing[k] = append(b.filing[k], h.ID)
	}
	h.keys, h.filed, h.toFile = keys, true, true
	return nil
}

// MoveReports is DB.MoveReports.
func (b *Batch) MoveReports(_ context.Context, reports []models.ReportKey, to uint64) error {
	if len(reports) == 0 {
		return nil
	}
	for _, r := range reports {
		b.moves = append(b.moves, move{r, to})
	}
	for _, h := range b.events {
		var gone []models.Mention
		h.said, gone = parted(h.said, reports)
		if len(gone) > 0 {
			h.dirty, h.told = true, true
			b.hear(to, gone)
		}
	}
	return nil
}

// parted takes the reports' mentions out of a list, which stays as it is.
func parted(said []models.Mention, reports []models.ReportKey) (rest, gone []models.Mention) {
	for _, m := range said {
		if slices.Contains(reports, m.ReportKey()) {
			gone = append(gone, m)
		} else {
			rest = append(rest, m)
		}
	}
	return rest, gone
}

// hear gives an event mentions that another had.
func (b *Batch) hear(to uint64, said []models.Mention) {
	h := b.events[to]
	if h == nil {
		return
	}
	h.dirty, h.told = true, true
	if !h.heard {
		return
	}
	for _, m := range said {
		m.EventID = to
		h.said = append(h.said, m)
	}
}
