package main

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"chancery/config"
	"chancery/ingest"
	"chancery/models"
	"chancery/store"
)

// TestFollowsOtherProcesses: what another process stores while the server runs
// comes onto its timeline.
func TestFollowsOtherProcesses(t *testing.T) {
	ctx := t.Context()
	path := t.TempDir() + "/shared.db"
	cfg, err := config.Load(config.Input{Flags: map[string]string{"db": path}})
	if err != nil {
		t.Fatal(err)
	}
	e := &env{stdout: io.Discard, stderr: io.Discard, now: time.Now, cfg: cfg, log: slog.New(slog.DiscardHandler)}
	open := func() *store.DB {
		db, err := e.openStore(ctx)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	s, err := e.site(ctx, open(), true, "http://127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	before := s.index.Len()
	if before == 0 {
		t.Fatal("the demo is not on the timeline")
	}
	other, err := e.ingester(open(), nil)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := other.Save(ctx, ingest.Item{
		Text: "Emmanuel Macron se rendra lundi à Moscou, a annoncé vendredi l'Élysée.", Published: "2022-02-04", PublishedBy: models.PublishedGiven,
	})
	if err != nil || rep.Created != 1 {
		t.Fatalf("%+v, %v", rep, err)
	}
	if err := s.follow(ctx); err != nil {
		t.Fatal(err)
	}
	if got := s.index.Len(); got != before+1 {
		t.Errorf("%d events on the timeline, want %d", got, before+1)
	}
}
