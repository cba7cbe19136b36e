package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chancery/extract/actor"
	"chancery/handlers"
	"chancery/models"
	"chancery/store"
)

// actorDesk looks up actors and stores what is said of them.
type actorDesk struct {
	db    *store.DB
	known *curated
}

// actorRow is an actor in a list.
type actorRow struct {
	Key, Kind, Country, Name string
	Events                   int
}

// find lists actors of the database and, asked for a name, those of the
// gazetteer. more tells that limit cut some off.
func (d *actorDesk) find(ctx context.Context, q string, limit int) (rows []actorRow, more bool, err error) {
	stored, total, err := d.db.Actors(ctx, q, limit, 0)
	if err != nil {
		return nil, false, err
	}
	for _, a := range stored {
		rows = append(rows, actorRow{a.Key, a.Kind, a.Country, a.Name, a.Events})
	}
	if strings.TrimSpace(q) == "" {
		return rows, total > len(rows), nil
	}
	g := d.known.current(ctx).Gazetteer()
	for _, id := range g.Find(q) {
		r, _ := g.Record(id)
		if r.Kind == actor.Place || slices.ContainsFunc(rows, func(o actorRow) bool { return o.Key == id }) {
			continue
		}
		if len(rows) == limit {
			return rows, true, nil
		}
		rows = append(rows, actorRow{Key: id, Kind: string(r.Kind), Country: r.Country, Name: g.Name(id, "en")})
	}
	return rows, total > limit, nil
}

// key is the actor a person means by a key or a name.
func (d *actorDesk) key(ctx context.Context, arg string) (string, error) {
	if _, _, err := d.record(ctx, arg); err == nil || !errors.Is(err, models.ErrNotFound) {
		return arg, err
	}
	rows, more, err := d.find(ctx, arg, 5)
	switch {
	case err != nil:
		return "", err
	case len(rows) == 0:
		return "", fmt.Errorf("there is no actor %q: see 'chancery actors list NAME'", arg)
	case len(rows) == 1:
		return rows[0].Key, nil
	}
	keys := make([]string, len(rows))
	for i, r := range rows {
		keys[i] = fmt.Sprintf("%s (%s)", r.Key, r.Name)
	}
	if more {
		keys = append(keys, "…")
	}
	return "", fmt.Errorf("%q may be %s: give the key", arg, strings.Join(keys, ", "))
}

// record is what is known of an actor: what a curator wrote last, else what the
// gazetteer says, else what articles said; ErrNotFound without any. The history
// is newest first.
func (d *actorDesk) record(ctx context.Context, key string) (*models.ActorRecord, []models.ActorRecord, error) {
	history, err := d.db.ActorHistory(ctx, key)
	if err != nil {
		return nil, nil, err
	}
	if len(history) > 0 {
		r := history[0]
		return &r, history, nil
	}
	if r, ok := d.known.known(ctx, key); ok && r.Kind != string(actor.Place) {
		return &r, nil, nil
	}
	a, err := d.db.ActorByKey(ctx, key)
	if errors.Is(err, models.ErrNotFound) {
		return nil, nil, fmt.Errorf("there is no actor %q: see 'chancery actors list NAME': %w", key, err)
	} else if err != nil {
		return nil, nil, err
	}
	names := a.Names
	if len(names) == 0 {
		names = map[string]string{"en": a.Name}
	}
	return &models.ActorRecord{Key: a.Key, Kind: a.Kind, Country: a.Country, Names: names}, nil, nil
}

// user is the account history names for a change, nil for none.
func (d *actorDesk) user(ctx context.Context, name string) (*uint64, error) {
	if name == "" {
		return nil, nil
	}
	u, err := d.db.UserByName(ctx, name)
	if errors.Is(err, models.ErrNotFound) {
		return nil, fmt.Errorf("there is no account %s: see 'chancery users list'", name)
	} else if err != nil {
		return nil, err
	}
	return &u.ID, nil
}

// stored tells what became of patches.
type stored struct {
	stored []storedActor
	same   int // said what was known already
}

type storedActor struct {
	key, name string
	added     bool
}

// store lays patches over what is known and stores all of them, or none.
func (d *actorDesk) store(ctx context.Context, by *uint64, patches []actorPatch) (*stored, error) {
	out := &stored{}
	var records []models.ActorRecord
	var bases []uint64
	seen := map[string]int{}
	for i, p := range patches {
		r, base, added, err := d.patched(ctx, p)
		if err == nil && base != sameAsKnown {
			err = errors.Join(d.checkCodes(ctx, r), r.Validate())
		}
		if err != nil {
			return nil, refused(i, len(patches), p, err)
		}
		if first := seen[r.Key]; first > 0 {
			return nil, refused(i, len(patches), p, fmt.Errorf("is of the same actor as record %d: join the two", first))
		}
		seen[r.Key] = i + 1
		if base == sameAsKnown {
			out.same++
			continue
		}
		r.UserID = by
		records, bases = append(records, *r), append(bases, base)
		out.stored = append(out.stored, storedActor{r.Key, r.LocalName(), added})
	}
	if len(records) == 0 {
		return out, nil
	}
	_, err := d.db.SaveActorRecords(ctx, records, bases)
	return out, err
}

// sameAsKnown stands for the base of a record that says nothing new.
const sameAsKnown = ^uint64(0)

// patched is the record a patch makes of what is known, with the number of the
// record it was laid over.
func (d *actorDesk) patched(ctx context.Context, p actorPatch) (r *models.ActorRecord, base uint64, added bool, err error) {
	key := p.Key
	if key == "" {
		name := (&models.ActorRecord{Names: p.Names}).LocalName()
		if name == "" {
			return nil, 0, false, errors.New("names: give a new actor a name in at least one language")
		}
		key = handlers.NewActorKey(name)
	}
	before, history, err := d.record(ctx, key)
	switch {
	case errors.Is(err, models.ErrNotFound) && (p.Key == "" || newActorKey(key)):
		before, added = &models.ActorRecord{Key: key, Kind: models.KindPerson}, true
	case err != nil:
		return nil, 0, false, err
	}
	if len(history) > 0 {
		base = history[0].ID
	}
	out, err := p.over(before)
	if err == nil && !added && len(changedFields(before, out)) == 0 {
		base = sameAsKnown
	}
	return out, base, added, err
}

// checkCodes refuses codes of no state and no organisation.
func (d *actorDesk) checkCodes(ctx context.Context, r *models.ActorRecord) error {
	g := d.known.current(ctx).Gazetteer()
	codes := []string{r.Country}
	for _, t := range r.Terms {
		codes = append(codes, t.Country)
	}
	for i, c := range codes {
		if c != "" && !g.HasCode(c) {
			field := map[bool]string{true: "country", false: "terms"}[i == 0]
			return models.FieldErrors{{Field: field, Code: "unknown", Message: fmt.Sprintf("%q is no state and no organisation: write a code such as FRA or UN", c)}}
		}
	}
	return nil
}

// newActorKey tells whether an unknown actor may have the key: a Wikidata id or
// one made of a name. Others are mistakes in typing.
func newActorKey(key string) bool {
	digits, q := strings.CutPrefix(key, "Q")
	return strings.HasPrefix(key, "new:") || q && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// over lays a patch over a record.
func (p *actorPatch) over(before *models.ActorRecord) (*models.ActorRecord, error) {
	r := *before
	r.ID, r.User, r.UserID, r.Source = 0, nil, nil, strings.TrimSpace(p.Source)
	r.Names = maps.Clone(before.Names)
	if r.Names == nil {
		r.Names = map[string]string{}
	}
	for tag, n := range p.Names {
		if r.Names[tag] = strings.TrimSpace(n); r.Names[tag] == "" {
			delete(r.Names, tag)
		}
	}
	set := func(value string, into *string) {
		if value = strings.TrimSpace(value); value != "" {
			*into = value
		}
	}
	set(p.Kind, &r.Kind)
	set(strings.ToUpper(p.Country), &r.Country)
	set(p.Surname, &r.Surname)
	if p.Aliases != nil {
		r.Aliases = slices.Clone(p.Aliases)
	}
	if p.Terms != nil {
		var err error
		if r.Terms, err = models.ParseTerms(strings.Join(p.Terms, "\n")); err != nil {
			return nil, err
		}
	}
	return &r, nil
}

// refused says in one line for each fault which record is wrong and how.
func refused(i, n int, p actorPatch, err error) error {
	where := ""
	if n > 1 {
		where = fmt.Sprintf("record %d: ", i+1)
		if name := (&models.ActorRecord{Names: p.Names}).LocalName(); p.Key != "" || name != "" {
			where = fmt.Sprintf("record %d (%s): ", i+1, strings.Trim(p.Key+", "+name, ", "))
		}
	}
	var lines []string
	var fields models.FieldErrors
	if errors.As(err, &fields) {
		for _, f := range fields {
			lines = append(lines, where+f.Error())
		}
	} else {
		lines = append(lines, where+err.Error())
	}
	return errors.New(strings.Join(append(lines, "nothing is stored: put it right and try again"), "\n"))
}
