package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chancery/models"
)

// held is an event of a batch.
type held struct {
	models.Event // as it stands, without mentions
	// stored is as its row stands, nil when it has none yet.
	stored *models.Event
	whole  bool // read with all its columns, actors and place
	said   []models.Mention
	heard  bool // said is read
	// keys are those it is to be found under, when it was filed anew; onFile
	// those its rows name, when they are known.
	keys, onFile []string
	filed        bool // anew, so that keys count
	toFile       bool // and not written yet
	dirty, told  bool // its row, its search entry is to be written
}

// ReadAhead reads at once what a batch is about to ask for one by one.
func (b *Batch) ReadAhead(ctx context.Context, a models.Ahead) error {
	var near, members []uint64
	for _, step := range []func() error{
		func() error { return b.readUnder(ctx, a.Keys) },
		func() error { return b.readMembers(ctx, a.Components) },
		func() error {
			for _, k := range a.Keys {
				near = append(near, b.under[k]...)
			}
			for _, c := range a.Components {
				members = append(members, b.members[c]...)
			}
			near = slices.DeleteFunc(append(near, members...), func(id uint64) bool { return b.events[id].MergedInto != nil })
			return b.readReports(ctx, near)
		},
		func() error { return b.readWhole(ctx, members) },
		func() error { return b.readActors(ctx, a.Actors) },
		func() error { return b.readPlaces(ctx, a.Places) },
	} {
		if err := step(); err != nil {
			return fail("read ahead", err)
		}
	}
	return nil
}

// EventsUnder is DB.EventsUnder.
func (b *Batch) EventsUnder(ctx context.Context, keys []string) ([]models.Event, error) {
	if err := b.readUnder(ctx, keys); err != nil {
		return nil, fail("read event heads", err)
	}
	var ids []uint64
	for _, k := range keys {
		for _, id := range b.under[k] {
			if !b.events[id].filed {
				ids = append(ids, id)
			}
		}
		ids = append(ids, b.filing[k]...)
	}
	return b.heads(ids), nil
}

// heads gives the events that are not merged in order of id, each once.
func (b *Batch) heads(ids []uint64) []models.Event {
	slices.Sort(ids)
	var out []models.Event
	for _, id := range slices.Compact(ids) {
		if e := b.events[id]; e.MergedInto == nil {
			out = append(out, e.Event)
		}
	}
	return out
}

func (b *Batch) readUnder(ctx context.Context, keys []string) error {
	var missing []string
	for _, k := range keys {
		if _, ok := b.under[k]; !ok {
			b.under[k] = nil
			missing = append(missing, k)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	var ids []uint64
	err := b.raw.each(ctx, func(rows *sql.Rows) error {
		var key string
		var id uint64
		err := rows.Scan(&key, &id)
		b.under[key] = append(b.under[key], id)
		ids = append(ids, id)
		return err
	}, "SELECT key, event_id FROM event_blocks WHERE key IN (SELECT value FROM json_each(?))", inJSON(missing))
	if err != nil {
		return err
	}
	return b.readHeads(ctx, ids)
}

// EventsOfComponents is DB.EventsOfComponents.
func (b *Batch) EventsOfComponents(ctx context.Context, components []uint64) ([]models.Event, error) {
	if err := b.readMembers(ctx, components); err != nil {
		return nil, fail("read components", err)
	}
	var ids []uint64
	for _, c := range components {
		for _, id := range b.members[c] {
			if b.events[id].Component() == c {
				ids = append(ids, id)
			}
		}
	}
	return b.heads(ids), nil
}

func (b *Batch) readMembers(ctx context.Context, components []uint64) error {
	ids := slices.DeleteFunc(slices.Clone(components), func(c uint64) bool { return b.read[c] })
	if len(ids) == 0 {
		return nil
	}
	for _, c := range ids {
		b.read[c] = true
	}
	err := b.raw.each(ctx, func(rows *sql.Rows) error {
		var id uint64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, "SELECT id FROM events WHERE component_id IN (SELECT value FROM json_each(?)) AND component_id <> 0", inJSON(ids))
	if err != nil {
		return err
	}
	return b.readHeads(ctx, ids)
}

// readHeads holds the events, as far as they are told apart by it. Unknown ids
// are left out.
func (b *Batch) readHeads(ctx context.Context, ids []uint64) error {
	ids = b.missing(ids, func(h *held) bool { return h != nil })
	if len(ids) == 0 {
		return nil
	}
	return b.raw.each(ctx, func(rows *sql.Rows) error {
		var e models.Event
		if err := scanHead(rows, &e); err != nil {
			return err
		}
		b.hold(&held{Event: e, stored: &e})
		return nil
	}, headSQL, inJSON(ids))
}

// missing gives those of the ids, each once, whose event is not held as asked.
func (b *Batch) missing(ids []uint64, there func(*held) bool) []uint64 {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id uint64) bool { return there(b.events[id]) })
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (b *Batch) hold(h *held) {
	b.events[h.ID] = h
	b.members[h.Component()] = append(b.members[h.Component()], h.ID)
}

var headSQL = fmt.Sprintf("SELECT %s FROM events WHERE id IN (SELECT value FROM json_each(?))", strings.Join(eventHead, ", "))

// scanHead reads the columns of eventHead, and those that follow.
func scanHead(rows *sql.Rows, e *models.Event, more ...any) error {
	var countries, locked sql.NullString
	head := []any{
		&e.ID, &e.UID, &e.Type, &e.Status, &e.Review, &e.EDTF, &e.StartDay, &e.EndDay, &e.Precision, &countries, &locked,
		&e.MergedInto, &e.ComponentID, &e.BlockedVersion, &e.Version, &e.PlaceID,
	}
	if err := rows.Scan(append(head, more...)...); err != nil {
		return err
	}
	return errors.Join(fromJSON(countries, &e.Countries), fromJSON(locked, &e.Locked))
}

// Reports is DB.Reports.
func (b *Batch) Reports(ctx context.Context, events []uint64) ([]models.Mention, error) {
	if err := b.readReports(ctx, events); err != nil {
		return nil, fail("read reports", err)
	}
	var out []models.Mention
	for _, id := range slices.Compact(slices.Sorted(slices.Values(events))) {
		if h := b.events[id]; h != nil {
			out = append(out, h.said...)
		}
	}
	slices.SortFunc(out, func(a, b models.Mention) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

func (b *Batch) readReports(ctx context.Context, events []uint64) error {
	if err := b.readHeads(ctx, events); err != nil {
		return err
	}
	ids := b.missing(events, func(h *held) bool { return h == nil || h.heard })
	if len(ids) == 0 {
		return nil
	}
	for _, id := range ids {
		b.events[id].heard = true
	}
	return b.raw.each(ctx, func(rows *sql.Rows) error {
		m, err := b.scanReport(rows)
		if err == nil {
			h := b.events[m.EventID]
			h.said = append(h.said, m)
		}
		return err
	}, reportsSQL, inJSON(ids))
}

const reportsSQL = `SELECT m.id, m.event_id, m.article_id, m.report, m.facts, m.type, m.status, m.edtf, m.attribution, m.confidence,
	a.published, a.content_hash FROM mentions m JOIN articles a ON a.id = m.article_id
	WHERE m.event_id IN (SELECT value FROM json_each(?))`

func (b *Batch) scanReport(rows *sql.Rows) (m models.Mention, err error) {
	var facts sql.RawBytes
	a := &models.Article{}
	err = rows.Scan(&m.ID, &m.EventID, &m.ArticleID, &m.Report, &facts, &m.Type, &m.Status, &m.EDTF, &m.Attribution, &m.Confidence,
		&a.Published, &a.ContentHash)
	a.ID, m.Article = m.ArticleID, a
	if err == nil {
		m.Facts, err = b.readFacts(facts)
	}
	return m, err
}

// readFacts reads each text once: reports of one event often say the same. What
// is given is shared, and nobody's to change.
func (b *Batch) readFacts(text []byte) (f models.ReportFacts, err error) {
	f, known := b.facts[string(text)]
	if known || len(text) == 0 {
		return f, nil
	}
	err = json.Unmarshal(text, &f)
	b.facts[string(text)] = f
	return f, err
}
