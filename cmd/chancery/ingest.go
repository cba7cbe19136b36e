package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"chancery/edtf"
	"chancery/ingest"
	"chancery/store"
)

// ingestFlags are those of ingest.
type ingestFlags struct{ published, lang string }

func newIngest(e *env) *cobra.Command {
	var f ingestFlags
	cmd := &cobra.Command{
		Use:   "ingest URL|FILE|FOLDER|FILE.jsonl|ARCHIVE…",
		Short: "Read articles, extract their events and store them",
		Long: "Fetches or reads articles, extracts their events, joins them to those known and\n" +
			"stores everything. Each article is taken once: repeating the command, or going on\n" +
			"after an interruption, changes nothing that is there. Of a folder the .txt, .html,\n" +
			".htm and .jsonl files and the archives are read; archives of saved pages are .zip,\n" +
			".tar, .tar.gz, .warc, .warc.gz and .mhtml files.",
		Example: "  chancery ingest article.txt --published 2022-02-04\n" +
			"  chancery ingest https://example.org/news/a-visit\n" +
			"  chancery ingest archive/ more.jsonl pages.zip crawl.warc.gz",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.published != "" {
				if _, err := edtf.ParseDay(f.published); err != nil {
					return wrongUsage("--published: %v", err)
				}
			}
			return e.withNewStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				return e.ingest(ctx, db, f, args)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.published, "published", "", "`day` the articles were published, YYYY-MM-DD, where they do not say")
	flags.StringVar(&f.lang, "lang", "", "`language` of the articles (default: told from the text)")
	settingFlags(flags, "allow_private_nets", "fetch_ports")
	return cmd
}

// withNewStore opens the database, making it when there is none.
func (e *env) withNewStore(ctx context.Context, fn func(context.Context, *store.DB) error) error {
	db, err := e.openStore(ctx)
	if err != nil {
		return err
	}
	return errors.Join(fn(ctx, db), db.Close())
}

// tally counts what became of the items.
type tally struct{ articles, known, created, updated, failed int }

func (e *env) ingest(ctx context.Context, db *store.DB, f ingestFlags, args []string) error {
	g, err := e.ingester(db, nil)
	if err != nil {
		return err
	}
	sources, err := e.sources(args)
	if err != nil {
		return err
	}
	defer throughput()()
	bar := e.newProgress(sources.total, "articles")
	defer bar.finish()
	var t tally
	stopped := g.SaveAll(ctx, f.completed(sources.items(ctx)), func(o ingest.Outcome) {
		if err := t.count(o.Report, o.Err); err != nil && !errors.Is(err, context.Canceled) {
			t.failed++
			e.complain(err)
		}
		bar.step()
	})
	bar.finish()
	return errors.Join(stopped, e.summary(t))
}

// completed fills in what the articles do not say themselves.
func (f ingestFlags) completed(items iter.Seq2[ingest.Item, error]) iter.Seq2[ingest.Item, error] {
	return func(yield func(ingest.Item, error) bool) {
		for it, err := range items {
			if f.published != "" && it.Published == "" {
				it.Published, it.PublishedBy = f.published, ""
			}
			if f.lang != "" {
				it.Lang = f.lang
			}
			if !yield(it, err) {
				return
			}
		}
	}
}

func (t *tally) count(rep ingest.Report, err error) error {
	if err != nil {
		return err
	}
	if rep.Known {
		t.known++
		return nil
	}
	t.articles++
	t.created += rep.Created
	t.updated += rep.Updated
	return nil
}

// summary prints the outcome and fails when an item did.
func (e *env) summary(t tally) error {
	parts := []string{
		plural(t.articles, "new article"), plural(t.known, "known already"),
		plural(t.created, "new event"), plural(t.updated, "event") + " reported again",
	}
	if t.known > 1 {
		parts[1] = fmt.Sprintf("%d known already", t.known)
	}
	if err := e.print("%s", strings.Join(parts, ", ")); err != nil {
		return err
	}
	if t.failed > 0 {
		return fmt.Errorf("%s could not be taken in; the others are stored", plural(t.failed, "article"))
	}
	return nil
}

func plural(n int, what string) string {
	if n == 1 || strings.HasSuffix(what, "already") {
		return fmt.Sprintf("%d %s", n, what)
	}
	return fmt.Sprintf("%d %ss", n, what)
}
