package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"chancery/edtf"
	"chancery/extract"
	"chancery/lang"
)

// extractFlags are those of extract.
type extractFlags struct {
	published, lang, url, format string
	jsonl                        bool
}

func newExtract(e *env) *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract [flags] FILE…",
		Short: "Read articles and print their events, without a database",
		Long: "Reads the text or HTML of articles and prints the dated events in them with the\n" +
			"sentence each rests on. Without --published the day is taken from the page or\n" +
			"inferred from the text, and the result says which. With --jsonl each line of the\n" +
			"input is a document {\"id\",\"text\"|\"html\",\"title\",\"published\",\"lang\",\"url\"} and each line\n" +
			"of the output its result.",
		Example: "  chancery extract --published 2022-02-04 article.txt\n" +
			"  chancery extract --format text page.html\n" +
			"  chancery extract --jsonl < articles.jsonl > events.jsonl",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(args); err != nil {
				return err
			}
			if f.jsonl {
				return e.extractJSONL(cmd.Context(), args)
			}
			return e.extractFiles(cmd.Context(), f, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.published, "published", "", "`day` the article was published, YYYY-MM-DD")
	flags.StringVar(&f.lang, "lang", "", "`language` of the article (default: told from the text)")
	flags.StringVar(&f.url, "url", "", "`address` the article is from")
	flags.StringVar(&f.format, "format", "json", "`format`: json, text or ics")
	flags.BoolVar(&f.jsonl, "jsonl", false, "one document a line in, one result a line out")
	return cmd
}

func (f extractFlags) check(args []string) error {
	if f.published != "" {
		if _, err := edtf.ParseDay(f.published); err != nil {
			return wrongUsage("--published: %v", err)
		}
	}
	if f.lang != "" {
		if _, err := lang.Match(f.lang); err != nil {
			return wrongUsage("--lang: %v", err)
		}
	}
	if f.format != "json" && f.format != "text" && f.format != "ics" {
		return wrongUsage("--format %q: choose json, text or ics", f.format)
	}
	if len(args) == 0 && !f.jsonl {
		return wrongUsage("name a file to read, or - for standard input")
	}
	return nil
}

// extractFiles prints the result of each file; one that cannot be read does
// not keep the others from being printed.
func (e *env) extractFiles(ctx context.Context, f extractFlags, paths []string) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	var failed []error
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		res, err := e.extractFile(x, f, path)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		if unread := res.Article.EventsUnread(); unread != nil && f.format != "text" {
			e.say("%s: %v", path, unread)
		}
		if err := e.printResult(f.format, res); err != nil {
			return err
		}
	}
	return errors.Join(failed...)
}

func (e *env) extractFile(x *extract.Extractor, f extractFlags, path string) (extract.Result, error) {
	in, err := e.readInput(path)
	if err != nil {
		return extract.Result{}, err
	}
	d, err := in.document(f.url)
	if err != nil {
		return extract.Result{}, err
	}
	if f.published != "" {
		d.Published, d.PublishedBy = f.published, ""
	}
	if f.lang != "" {
		d.Lang = f.lang
	}
	res, err := x.Extract(d)
	if err != nil {
		return extract.Result{}, fmt.Errorf("%s: %w", path, err)
	}
	if string(in.data) != d.Text && res.Article.Text == "" {
		res.Article.Text = d.Text // offsets point into the page's text
	}
	return res, nil
}

func (e *env) printResult(format string, res extract.Result) error {
	switch format {
	case "text":
		return e.printText(res)
	case "ics":
		return e.printICS(res)
	}
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(res)
}
