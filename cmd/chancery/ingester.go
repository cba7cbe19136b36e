package main

import (
	"context"

	"chancery/ingest"
	"chancery/ingest/fetch"
	"chancery/models"
	"chancery/seeds"
	"chancery/store"
)

// ingestStore lends the database to ingest, whose transactions are of its own
// type.
type ingestStore struct{ *store.DB }

func (s ingestStore) Tx(ctx context.Context, fn func(ingest.Store) error) error {
	return s.DB.Tx(ctx, func(tx *store.DB) error { return fn(ingestStore{tx}) })
}

func (s ingestStore) Batch(ctx context.Context, fn func(ingest.Batch) error) error {
	return s.DB.Batch(ctx, func(b *store.Batch) error { return fn(b) })
}

// ingester wires extractor and database; changed may be nil.
func (e *env) ingester(db *store.DB, changed func(context.Context, []uint64)) (*ingest.Ingester, error) {
	x, err := newCurated(db, e.log)
	if err != nil {
		return nil, err
	}
	return &ingest.Ingester{Store: ingestStore{db}, Batch: ingestStore{db}.Batch, Reader: x, Log: e.log, Now: e.now, Changed: changed}, nil
}

// client is the one way out to the network, as configured.
func (e *env) client() *fetch.Client {
	return fetch.New(fetch.Options{Private: e.cfg.AllowPrivateNets, Ports: e.cfg.FetchPorts, Now: e.now})
}

// loadDemo puts the demo's articles into a database.
func loadDemo(ctx context.Context, g *ingest.Ingester) error {
	return seeds.Load(ctx, func(ctx context.Context, a seeds.Article, from *models.Source) error {
		_, err := g.Save(ctx, ingest.Item{
			Title: a.Title, Text: a.Text, Lang: a.Lang, Source: from, Published: a.Published,
			PublishedBy: models.PublishedGiven, Name: a.Name, Demo: true,
		})
		return err
	})
}
