package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
)

// flush writes what the batch holds in memory only.
func (b *Batch) flush(ctx context.Context) error {
	events := b.changed()
	for _, step := range []func() error{
		func() error { return b.flushPlaces(ctx) },
		func() error { return b.flushActors(ctx) },
		func() error { return b.flushEvents(ctx, events) },
		func() error { return b.flushMentions(ctx) },
		func() error { return b.flushRevisions(ctx) },
		func() error { return b.flushKeys(ctx, events) },
		func() error { return b.flushSearch(ctx, events) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	for _, h := range events {
		stored := h.Event
		h.stored, h.dirty, h.told, h.toFile = &stored, false, false, false
	}
	return nil
}

// changed are the events to be written, in order of id: the search index takes
// rows in that order best.
func (b *Batch) changed() []*held {
	var out []*held
	for _, h := range b.events {
		if h.dirty {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b *held) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

func (b *Batch) flushPlaces(ctx context.Context) error {
	g := b.db.write.WithContext(ctx)
	for _, h := range inOrder(b.places, func(h *heldPlace) (uint64, bool) { return h.ID, h.fresh || h.changed }) {
		save := g.Save
		if h.fresh {
			save = g.Create
		}
		if err := save(&h.Place).Error; err != nil {
			return err
		}
		h.fresh, h.changed = false, false
	}
	return nil
}

func (b *Batch) flushActors(ctx context.Context) error {
	g := b.db.write.WithContext(ctx)
	for _, h := range inOrder(b.actors, func(h *heldActor) (uint64, bool) { return h.ID, h.fresh || h.changed }) {
		save := g.Select("*").Omit("CreatedAt").Save
		if h.fresh {
			save = g.Create
		}
		if err := save(&h.Actor).Error; err != nil {
			return err
		}
		if h.renamed {
			if err := saveNames(g, &h.Actor); err != nil {
				return err
			}
		}
	}
	return nil
}

// inOrder gives the values to be written in order of id.
func inOrder[H any](held map[string]*H, of func(*H) (id uint64, write bool)) []*H {
	var out []*H
	for _, h := range held {
		if _, write := of(h); write {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(x, y *H) int {
		a, _ := of(x)
		b, _ := of(y)
		return cmp.Compare(a, b)
	})
	return out
}

const (
	addMention = `INSERT INTO mentions (id, event_id, article_id, start, "end", text, timex_start, timex_end, timex_text, timex_type,
	timex_value, "trigger", rule, report, facts, type, status, edtf, title, attribution, confidence, extractor_version, created_at)
	VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	addRevisionSQL = `INSERT INTO revisions (event_id, user_id, article_id, action, changes, note, created_at) VALUES (?,?,?,?,?,?,?)`
)

func (b *Batch) flushMentions(ctx context.Context) error {
	for i := range b.mentions {
		m := &b.mentions[i]
		facts, err := asJSON(m.Facts)
		if err != nil {
			return err
		}
		err = b.raw.exec(ctx, addMention, m.ID, m.EventID, m.ArticleID, m.Start, m.End, m.Text, m.TimexStart, m.TimexEnd, m.TimexText,
			m.TimexType, m.TimexValue, m.Trigger, m.Rule, m.Report, facts, m.Type, m.Status, m.EDTF, m.Title, m.Attribution,
			m.Confidence, m.ExtractorVersion, m.CreatedAt)
		if err != nil {
			return err
		}
	}
	b.mentions = b.mentions[:0]
	for _, m := range b.moves {
		if err := b.raw.exec(ctx, moveSQL, m.to, m.report.ArticleID, m.report.Report); err != nil {
			return err
		}
	}
	b.moves = b.moves[:0]
	return nil
}

func (b *Batch) flushRevisions(ctx context.Context) error {
	for i := range b.revisions {
		r := &b.revisions[i]
		changes, err := asJSON(r.Changes)
		if err != nil {
			return err
		}
		if err := b.raw.exec(ctx, addRevisionSQL, r.EventID, r.UserID, r.ArticleID, r.Action, changes, r.Note, r.CreatedAt); err != nil {
			return err
		}
	}
	b.revisions = b.revisions[:0]
	return nil
}

// flushKeys writes under which keys the events are found.
func (b *Batch) flushKeys(ctx context.Context, events []*held) error {
	if err := b.readOnFile(ctx, events); err != nil {
		return err
	}
	for _, h := range events {
		if !h.toFile {
			continue
		}
		for _, k := range h.onFile {
			if _, ok := slices.BinarySearch(h.keys, k); !ok {
				if err := b.raw.exec(ctx, "DELETE FROM event_blocks WHERE key = ? AND event_id = ?", k, h.ID); err != nil {
					return err
				}
			}
		}
		for _, k := range h.keys {
			if !slices.Contains(h.onFile, k) {
				if err := b.raw.exec(ctx, "INSERT INTO event_blocks (key, event_id) VALUES (?, ?)", k, h.ID); err != nil {
					return err
				}
			}
		}
		h.onFile = h.keys
	}
	return nil
}

// readOnFile reads which keys the stored events among those to be filed have.
func (b *Batch) readOnFile(ctx context.Context, events []*held) error {
	var ids []uint64
	for _, h := range events {
		if h.toFile && h.stored != nil && h.onFile == nil {
			ids = append(ids, h.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return b.raw.each(ctx, func(rows *sql.Rows) error {
		var id uint64
		var key string
		err := rows.Scan(&id, &key)
		b.events[id].onFile = append(b.events[id].onFile, key)
		return err
	}, "SELECT event_id, key FROM event_blocks WHERE event_id IN (SELECT value FROM json_each(?))", inJSON(ids))
}

func (b *Batch) flushSearch(ctx context.Context, events []*held) error {
	var ids []uint64
	for _, h := range events {
		if h.told {
			ids = append(ids, h.ID)
		}
	}
	if len(ids) > 0 {
		if err := b.raw.exec(ctx, reindexSQL+"e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id", inJSON(ids)); err != nil {
			return err
		}
	}
	for _, h := range inOrder(b.actors, func(h *heldActor) (uint64, bool) { return h.ID, h.fresh || h.changed }) {
		if h.renamed && !h.fresh {
			if err := reindexActor(b.db.write.WithContext(ctx), h.ID); err != nil {
				return err
			}
		}
		h.fresh, h.changed, h.renamed = false, false, false
	}
	return nil
}
