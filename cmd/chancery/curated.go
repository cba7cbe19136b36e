package main

import (
	"context"
	"log/slog"
	"maps"
	"sync"

	"chancery/edtf"
	"chancery/extract"
	"chancery/extract/actor"
	"chancery/models"
	"chancery/store"
)

// curated reads articles with what curators have written of actors laid over
// the built-in gazetteer. Before each article it asks the database whether
// there is something new, so that a correction counts at once, whichever
// process stored it.
type curated struct {
	db   *store.DB
	base *extract.Extractor
	log  *slog.Logger

	mu   sync.Mutex
	seen uint64 // newest record that is in now
	now  *extract.Extractor
}

func newCurated(db *store.DB, log *slog.Logger) (*curated, error) {
	x, err := extract.New()
	if err != nil {
		return nil, err
	}
	return &curated{db: db, base: x, log: log, now: x}, nil
}

// Extract implements ingest.Reader.
func (r *curated) Extract(d extract.Document) (extract.Result, error) {
	return r.current(context.Background()).Extract(d)
}

// Titles implements ingest.Reader.
func (r *curated) Titles(e extract.Event) (titles, summaries map[string]string) {
	r.mu.Lock()
	x := r.now
	r.mu.Unlock()
	return x.Titles(e)
}

// current gives the extractor with the newest records. When they cannot be had
// the articles are still read, with what was known before.
func (r *curated) current(ctx context.Context) *extract.Extractor {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.refresh(ctx); err != nil {
		r.log.Error("articles are read without the newest corrections of actors", "err", err)
	}
	return r.now
}

func (r *curated) refresh(ctx context.Context) error {
	last, err := r.db.LastActorRecord(ctx)
	if err != nil || last == r.seen {
		return err
	}
	records, err := r.db.ActorRecords(ctx)
	if err != nil {
		return err
	}
	r.seen = last // a record that cannot be used is complained of once
	extra := make([]actor.Extra, 0, len(records))
	for i := range records {
		extra = append(extra, extraOf(&records[i]))
	}
	x, err := r.base.With(extra...)
	if err != nil {
		return err
	}
	r.now = x
	return nil
}

// known is what the reader of articles knows of an actor, as a curator's form
// shows it.
func (r *curated) known(ctx context.Context, key string) (models.ActorRecord, bool) {
	g := r.current(ctx).Gazetteer()
	rec, ok := g.Record(key)
	if !ok {
		return models.ActorRecord{}, false
	}
	out := models.ActorRecord{Key: key, Kind: string(rec.Kind), Country: rec.Country, Names: maps.Clone(rec.Names)}
	for _, t := range g.Terms(key) {
		if t.Vague || t.Acting {
			continue // its bounds are not known to the day, or it is no full term
		}
		term := models.OfficeTerm{Country: t.Country, Office: t.Office, Start: t.Start.String()}
		if t.End < edtf.MaxDay {
			term.End = (t.End - 1).String()
		}
		out.Terms = append(out.Terms, term)
	}
	return out, true
}

// extraOf turns a stored record, valid since the store takes no other, into
// the gazetteer's.
func extraOf(r *models.ActorRecord) actor.Extra {
	x := actor.Extra{
		Record:   actor.Record{ID: r.Key, Kind: actor.Kind(r.Kind), Country: r.Country, Names: r.Names},
		Variants: r.Aliases, Surname: r.Surname,
	}
	for _, t := range r.Terms {
		start, err := edtf.ParseDay(t.Start)
		if err != nil {
			continue
		}
		end := edtf.MaxDay
		if last, err := edtf.ParseDay(t.End); err == nil {
			end = last + 1
		}
		x.Terms = append(x.Terms, actor.Term{Country: t.Country, Office: t.Office, Start: start, End: end})
	}
	return x
}
