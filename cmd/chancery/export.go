package main

import (
	"context"
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chancery/export"
	"chancery/models"
	"chancery/store"
)

// exportFlags are export's own; the filter's are read by filterFrom.
type exportFlags struct {
	format, out, name string
	whole             bool
}

func newExport(e *env) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write events as calendar, table or JSON",
		Long: "Writes the events that match the filters, which are those of the web page, to\n" +
			"standard output or a file. Rejected events are left out unless --review asks for\n" +
			"them. Lists are comma-separated.",
		Example: "  chancery export --format ics -o events.ics\n" +
			"  chancery export --format csv --from 2022-01-01 --to 2022-12-31 --country FRA,RUS > 2022.csv\n" +
			"  chancery export --format jsonl --type visit,summit --review accepted",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			filter, err := filterFrom(cmd.Flags())
			if err != nil {
				return &usageError{err}
			}
			format, err := f.chosen()
			if err != nil {
				return &usageError{err}
			}
			return e.withStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				return e.export(ctx, db, format, filter, f)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "", "`format`: "+strings.Join(export.Names(), ", ")+" (default: by the name of -o, else json)")
	flags.StringVarP(&f.out, "output", "o", "-", "`file` to write, - for standard output")
	flags.StringVar(&f.name, "name", "", "`name` of the calendar or feed")
	flags.BoolVar(&f.whole, "whole", false, "ics: put events known to the month or year in too, over the whole of it")
	settingFlags(flags, "lang", "base_url", "zone")
	filterFlags(flags)
	return cmd
}

// filterFlags gives a command the filters of the web page, by the same names.
func filterFlags(flags *pflag.FlagSet) {
	flags.String("q", "", "`words` in titles, evidence or actors")
	flags.String("from", "", "first `day`, YYYY-MM-DD")
	flags.String("to", "", "last `day`, YYYY-MM-DD")
	flags.StringArray("actor", nil, "`actors`, by key or name")
	flags.StringArray("country", nil, "`countries` (FRA) or organisations (NATO), by code")
	flags.StringArray("type", nil, "event `types`: "+strings.Join(models.EventTypes, ", "))
	flags.StringArray("status", nil, "`statuses`: "+strings.Join(models.Statuses, ", "))
	flags.StringArray("review", nil, "`review` states: "+strings.Join(models.Reviews, ", "))
	flags.Bool("undated", false, "only events without a date")
	flags.Uint64("article", 0, "only events of the article with this `id`")
	flags.Bool("desc", false, "newest first")
	flags.Int("limit", 0, "at most this `many` (0: all)")
	flags.Int("offset", 0, "leave out the first `many`")
}

// filterFrom reads the filter the flags describe.
func filterFrom(flags *pflag.FlagSet) (models.EventFilter, error) {
	q := url.Values{}
	for _, key := range []string{"q", "from", "to"} {
		v, _ := flags.GetString(key)
		q.Set(key, v)
	}
	for _, key := range []string{"actor", "country", "type", "status", "review"} {
		q[key], _ = flags.GetStringArray(key)
	}
	undated, _ := flags.GetBool("undated")
	q.Set("undated", strconv.FormatBool(undated))
	f, err := models.ParseFilter(q)
	if err != nil {
		return f, err
	}
	f.Article, _ = flags.GetUint64("article")
	f.Desc, _ = flags.GetBool("desc")
	f.Limit, _ = flags.GetInt("limit")
	f.Offset, _ = flags.GetInt("offset")
	if f.Limit < 0 || f.Offset < 0 {
		return f, wrongUsage("--limit and --offset count events: use 0 or more")
	}
	return f, nil
}

// chosen is the format asked for, or the one the output file's name tells.
func (f exportFlags) chosen() (export.Format, error) {
	if f.format != "" {
		return export.Lookup(f.format)
	}
	extension := strings.TrimPrefix(filepath.Ext(f.out), ".")
	for _, format := range export.Formats() {
		if format.Extension == extension {
			return format, nil
		}
	}
	return export.Lookup("json")
}

func (e *env) export(ctx context.Context, db *store.DB, format export.Format, filter models.EventFilter, f exportFlags) error {
	total := filter
	total.Limit, total.Offset = 1, 0
	page, err := db.Events(ctx, total)
	if err != nil {
		return err
	}
	expected := max(page.Total-filter.Offset, 0)
	if filter.Limit > 0 {
		expected = min(expected, filter.Limit)
	}
	bar := e.newProgress(expected, "exporting")
	defer bar.finish()
	events := export.Stream(func(fn func(*models.Event) error) error {
		return db.EachEvent(ctx, filter, func(ev *models.Event) error {
			bar.step()
			return fn(ev)
		})
	})
	options := export.Options{
		Lang: e.cfg.Lang, BaseURL: e.cfg.BaseURL, Name: f.name, Zone: e.cfg.Location(), Whole: f.whole, Stamp: e.now(),
	}
	return e.writeOut(f.out, func(w io.Writer) error { return format.Write(w, events, options) })
}
