package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

// asProgram makes the test binary behave as the program itself, so that it can
// be killed.
const asProgram = "CHANCERY_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// margin is how many articles shall be left when an ingest is killed: it stores
// up to 256 in one transaction, and goes on while its end is being planned.
const margin = 400

// TestKilledIngest kills an ingest again and again in the middle of its work and
// lets the last one finish: all articles must be there once. With
// CHANCERY_TEST_FULL=1 it takes 4,000 articles and kills ten times.
func TestKilledIngest(t *testing.T) {
	articles, kills := 800, 3
	if os.Getenv("CHANCERY_TEST_FULL") != "" {
		articles, kills = 4000, 10
	} else if testing.Short() {
		t.Skip("kills processes")
	}
	dir := t.TempDir()
	list, db := filepath.Join(dir, "articles.jsonl"), filepath.Join(dir, "x.db")
	if err := os.WriteFile(list, madeUp(articles), 0o600); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(7, 11))
	before := 0
	for i := range kills {
		cmd := program(t, db, "ingest", list)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Each gets some way further: the moment is random within its share.
		goal := before + 1 + rng.IntN(max(1, 2*(articles-before)/(kills+1-i)))
		for count(t, db) < min(goal, articles-margin) {
			time.Sleep(time.Duration(1+rng.IntN(5)) * time.Millisecond)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err == nil {
			t.Fatalf("kill %d came after the end", i+1)
		}
		before = count(t, db)
		t.Logf("kill %d after %d articles", i+1, before)
		whole(t, db)
	}
	var out bytes.Buffer
	last := program(t, db, "ingest", list)
	last.Stdout = &out
	if err := last.Run(); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("%d known already", before); !strings.Contains(out.String(), want) {
		t.Errorf("the last run says %q, want %q", out.String(), want)
	}
	if n := count(t, db); n != articles {
		t.Errorf("%d articles of %d are there", n, articles)
	}
	whole(t, db)
}

func program(t *testing.T, db string, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe, append(args, "--db", db)...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// count gives how many articles a database holds that another process may be
// writing; 0 while it has no schema.
func count(t *testing.T, path string) int {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		return 0
	}
	db, err := store.Open(t.Context(), store.Options{DSN: path})
	if err != nil {
		return 0
	}
	defer func() { _ = db.Close() }()
	_, n, err := db.Articles(t.Context(), 1, 0)
	if err != nil {
		return 0
	}
	return n
}

// whole checks that nothing is damaged, half there or there twice.
func whole(t *testing.T, path string) {
	t.Helper()
	db := testkit.OpenFile(t, path, testkit.NewClock())
	defer func() { _ = db.Close() }()
	if faults, err := db.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Fatalf("damaged: %q, %v", faults, err)
	}
	list, n, err := db.Articles(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	urls := map[string]bool{}
	for _, a := range list {
		if urls[a.URL] {
			t.Fatalf("%s is there twice", a.URL)
		}
		urls[a.URL] = true
	}
	reported := map[uint64]bool{}
	err = db.EachEvent(t.Context(), models.EventFilter{Reviews: models.Reviews}, func(e *models.Event) error {
		if len(e.Mentions) == 0 {
			t.Errorf("event %d rests on nothing", e.ID)
		}
		for _, m := range e.Mentions {
			reported[m.ArticleID] = true
		}
		return nil
	})
	if err != nil || len(reported) != n {
		t.Errorf("%d of %d articles have events, %v", len(reported), n, err)
	}
}

// madeUp writes n articles, each of a visit of its own, a line each. Their words
// differ enough for none to pass for another's copy.
func madeUp(n int) []byte {
	var out bytes.Buffer
	for i := range n {
		out.WriteString(madeUpLine(i))
		out.WriteByte('\n')
	}
	return out.Bytes()
}

var (
	hosts = []string{"Berlin", "Rome", "Madrid", "Londres", "Varsovie", "Vienne", "Athènes", "Lisbonne", "Oslo", "Ottawa", "Tokyo", "Rabat"}
	fill  = strings.Fields("accord gaz paix frontière port visite traité sommet défense énergie budget climat droit pêche aide douane train pont école santé blé eau route navire avion marché dette loi vote presse foule ville palais salle table lettre carte nuit matin heure semaine mois année ancien nouveau grand petit rouge calme ferme lent vif public privé commun rare utile prudent")
)

func madeUpLine(i int) string {
	rng := rand.New(rand.NewPCG(uint64(i), 99))
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)
	var text strings.Builder
	fmt.Fprintf(&text, "Emmanuel Macron se rendra lundi à %s, a annoncé l'Élysée.", hosts[i%len(hosts)])
	for range 10 {
		text.WriteString(" Il a parlé de")
		for range 12 {
			text.WriteString(" " + fill[rng.IntN(len(fill))])
		}
		text.WriteByte('.')
	}
	return fmt.Sprintf(`{"url":"https://news.example/%d","published":%q,"lang":"fr","text":%q}`, i, day.Format(time.DateOnly), text.String())
}
