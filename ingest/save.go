package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chancery/extract"
	"chancery/models"
)

// Save takes one item in. It is safe to repeat: a text or an address that is
// there already changes nothing. Errors of the text wrap those of the extract
// package; nothing is stored then.
func (g *Ingester) Save(ctx context.Context, it Item) (Report, error) {
	r, err := g.read(ctx, it)
	if err != nil {
		return Report{}, err
	}
	o := g.store(ctx, []reading{r})[0]
	return o.Report, o.Err
}

// reading is an item that was read and waits to be stored.
type reading struct {
	item  Item
	hash  string
	known uint64 // the article it is, when that was there already
	mark  textPrint
	res   extract.Result
}

// read does all that needs no transaction; an item that is there already is not
// extracted again.
func (g *Ingester) read(ctx context.Context, it Item) (reading, error) {
	r := reading{item: it, hash: Hash(it.Title + " " + it.Text)}
	var err error
	if r.known, err = known(ctx, g.Store, it.URL, r.hash); err != nil || r.known != 0 {
		return r, err
	}
	r.mark = printOf(it.Text)
	r.res, err = g.Reader.Extract(extract.Document{
		Title: it.Title, Text: it.Text, Lang: it.Lang, Published: it.Published,
		PublishedBy: it.PublishedBy, URL: it.URL, Name: it.Name,
	})
	if err == nil {
		err = r.res.Article.EventsUnread()
	}
	if err != nil {
		return r, fmt.Errorf("%s: %w", label(it), err)
	}
	return r, nil
}

// known gives the article of the address or the text, 0 when there is none.
func known(ctx context.Context, s Records, url, hash string) (uint64, error) {
	id, err := s.ArticleID(ctx, url, hash)
	if errors.Is(err, models.ErrNotFound) {
		return 0, nil
	}
	return id, err
}

// Outcome is what became of an item of several.
type Outcome struct {
	Report
	Err error
}

// store saves what was read in one transaction, each item wholly or not at all:
// when one fails, each is tried by itself. What changed is told after the
// commit.
func (g *Ingester) store(ctx context.Context, rs []reading) []Outcome {
	out := make([]Outcome, len(rs))
	if !slices.ContainsFunc(rs, func(r reading) bool { return r.known == 0 }) {
		for i, r := range rs {
			out[i] = g.noted(ctx, r)
		}
		return out
	}
	err := g.batch(ctx, func(tx Batch) error { return g.saveAll(ctx, tx, rs, out) })
	if err != nil && len(rs) > 1 && ctx.Err() == nil {
		for i := range rs {
			out[i] = g.store(ctx, rs[i:i+1])[0]
		}
		return out
	}
	var changed []uint64
	for i, r := range rs {
		if err != nil {
			out[i] = Outcome{Err: fmt.Errorf("saving %s: %w", label(r.item), err)}
		}
		changed = append(changed, out[i].Events...)
	}
	if g.Changed != nil && len(changed) > 0 {
		g.Changed(ctx, changed)
	}
	return out
}

func (g *Ingester) batch(ctx context.Context, fn func(Batch) error) error {
	if g.Batch != nil {
		return g.Batch(ctx, fn)
	}
	return g.Store.Tx(ctx, func(tx Store) error { return fn(direct{tx}) })
}

// direct is a transaction that reads when it is asked.
type direct struct{ Records }

// ReadAhead does nothing.
func (direct) ReadAhead(context.Context, models.Ahead) error { return nil }

// noted is an item that was there already: at most its address is new, so that
// taking the same in again writes nothing.
func (g *Ingester) noted(ctx context.Context, r reading) Outcome {
	return Outcome{Report: Report{ArticleID: r.known, Known: true}, Err: g.note(ctx, g.Store, r.item, r.known, true)}
}

func (g *Ingester) saveAll(ctx context.Context, tx Batch, rs []reading, out []Outcome) error {
	if err := ahead(ctx, tx, rs); err != nil {
		return err
	}
	for i, r := range rs {
		var err error
		if out[i].Report, err = g.save(ctx, tx, r); err != nil {
			return err
		}
	}
	return nil
}

func (g *Ingester) save(ctx context.Context, tx Records, r reading) (Report, error) {
	// Asked again inside the transaction: another worker, or another item of the
	// batch, may have been first.
	id, err := known(ctx, tx, r.item.URL, r.hash)
	if err != nil {
		return Report{}, err
	}
	if id != 0 {
		return Report{ArticleID: id, Known: true}, g.note(ctx, tx, r.item, id, true)
	}
	a := article(r.item, r.hash, r.res)
	original, err := original(ctx, tx, a, r.mark)
	if err != nil {
		return Report{}, err
	}
	if original != 0 {
		a.CopyOf = &original
	}
	if err := tx.CreateArticle(ctx, a); err != nil {
		return Report{}, err
	}
	if err := errors.Join(g.note(ctx, tx, r.item, a.ID, false), keep(ctx, tx, a.ID, r.mark)); err != nil {
		return Report{}, err
	}
	return g.report(ctx, tx, a, r.res.Events)
}

// report finds the events that a stored article's reports are of.
func (g *Ingester) report(ctx context.Context, tx Records, a *models.Article, events []extract.Event) (Report, error) {
	rep := Report{ArticleID: a.ID}
	if a.CopyOf != nil {
		rep.CopyOf = *a.CopyOf
	}
	told, err := toldBy(ctx, tx, rep.CopyOf)
	if err != nil {
		return Report{}, err
	}
	if len(events) > 0 {
		if err := g.file(ctx, tx); err != nil {
			return Report{}, err
		}
	}
	for i, found := range events {
		if len(found.Evidence) == 0 {
			continue // no fact without a sentence it rests on
		}
		report := newEvent(a, i, found)
		ids, created, err := g.merge(ctx, tx, report, copies(report, told))
		if err != nil {
			return Report{}, err
		}
		rep.Events = append(rep.Events, ids...)
		if created {
			rep.Created++
		} else {
			rep.Updated++
		}
	}
	return rep, nil
}
