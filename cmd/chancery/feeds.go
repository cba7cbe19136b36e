package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"chancery/ingest/feed"
	"chancery/jobs"
	"chancery/models"
	"chancery/store"
)

func newFeeds(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feeds",
		Short: "Manage feed subscriptions",
		Long:  "Subscribes to feeds (RSS, Atom, JSON Feed), which serve fetches by itself.",
		Example: "  chancery feeds add https://www.un.org/rss.xml\n  chancery feeds list\n" +
			"  chancery feeds fetch\n  chancery feeds export > feeds.opml",
	}
	settingFlags(cmd.PersistentFlags(), "allow_private_nets", "fetch_ports")
	cmd.AddCommand(newFeedsAdd(e), newFeedsList(e), newFeedsRemove(e), newFeedsFetch(e), newFeedsImport(e), newFeedsExport(e))
	return cmd
}

func newFeedsAdd(e *env) *cobra.Command {
	var schedule, title string
	cmd := &cobra.Command{
		Use:     "add URL",
		Short:   "Subscribe to a feed, or to the one a site offers",
		Example: "  chancery feeds add https://example.org/news --schedule \"*/30 * * * *\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := jobs.CheckFeedSchedule(schedule); err != nil {
				return wrongUsage("--schedule: %v", err)
			}
			return e.withNewStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				return e.addFeed(ctx, db, args[0], title, schedule)
			})
		},
	}
	cmd.Flags().StringVar(&schedule, "schedule", "", "cron `expression` of five fields (default: as often as the feed changes)")
	cmd.Flags().StringVar(&title, "title", "", "`name` to show (default: the feed's own)")
	return cmd
}

func (e *env) addFeed(ctx context.Context, db *store.DB, address, title, schedule string) error {
	links, err := feed.Find(ctx, e.client(), address)
	if err != nil {
		return err
	}
	if len(links) > 1 {
		e.say("the page offers %d feeds; the first is taken, the others are:", len(links))
		for _, l := range links[1:] {
			e.say("  %s  %s", l.URL, l.Title)
		}
	}
	f := &models.Feed{URL: links[0].URL, Title: cmp.Or(title, links[0].Title), Schedule: schedule}
	if err := db.CreateFeed(ctx, f); err != nil {
		if errors.Is(err, models.ErrDuplicate) {
			return fmt.Errorf("%s is subscribed to already", f.URL)
		}
		return err
	}
	return e.print("feed %d: %s", f.ID, f.URL)
}

func newFeedsList(e *env) *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List feeds and how they are", Example: "  chancery feeds list", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.withNewStore(cmd.Context(), e.listFeeds)
		},
	}
}

func (e *env) listFeeds(ctx context.Context, db *store.DB) error {
	feeds, err := db.Feeds(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(e.stdout, 0, 4, 2, ' ', 0)
	for _, f := range feeds {
		state := "ok"
		switch {
		case f.Over():
			state = "off: " + f.LastError
		case f.Disabled:
			state = "off"
		case f.LastError != "":
			state = f.LastError
		case f.LastOKAt == nil:
			state = "not fetched yet"
		}
		_, _ = fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", f.ID, f.Title, f.URL, lastFetch(f.LastOKAt), state) // Flush reports
	}
	return w.Flush()
}

func lastFetch(t *time.Time) string {
	if t == nil {
		return "-"
	}
	return t.UTC().Format("2006-01-02 15:04Z")
}

func newFeedsRemove(e *env) *cobra.Command {
	return &cobra.Command{
		Use: "remove ID|URL", Short: "Unsubscribe; articles and events stay", Example: "  chancery feeds remove 3",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.withNewStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				f, err := e.findFeed(ctx, db, args[0])
				if err != nil {
					return err
				}
				return db.DeleteFeed(ctx, f.ID)
			})
		},
	}
}

// findFeed takes an id or an address.
func (e *env) findFeed(ctx context.Context, db *store.DB, which string) (*models.Feed, error) {
	var f *models.Feed
	var err error
	if id, convErr := strconv.ParseUint(which, 10, 64); convErr == nil {
		f, err = db.Feed(ctx, id)
	} else {
		f, err = db.FeedByURL(ctx, which)
	}
	if errors.Is(err, models.ErrNotFound) {
		return nil, fmt.Errorf("there is no feed %s: 'chancery feeds list' shows them", which)
	}
	return f, err
}

func newFeedsFetch(e *env) *cobra.Command {
	return &cobra.Command{
		Use: "fetch [ID|URL]", Short: "Fetch a feed, or all, now", Example: "  chancery feeds fetch\n  chancery feeds fetch 3",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.withNewStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				return e.fetchFeeds(ctx, db, args)
			})
		},
	}
}

func (e *env) fetchFeeds(ctx context.Context, db *store.DB, args []string) error {
	g, err := e.ingester(db, nil)
	if err != nil {
		return err
	}
	var feeds []models.Feed
	if len(args) == 1 {
		f, err := e.findFeed(ctx, db, args[0])
		if err != nil {
			return err
		}
		feeds = []models.Feed{*f}
	} else if feeds, err = db.Feeds(ctx); err != nil {
		return err
	}
	runner := e.feedJob(db, g)
	var failed []error
	for _, f := range feeds {
		if f.Disabled && len(args) == 0 {
			continue
		}
		failed = append(failed, e.fetchOne(ctx, runner, f))
	}
	return errors.Join(failed...)
}

func (e *env) fetchOne(ctx context.Context, r *jobs.FeedJob, f models.Feed) error {
	var bar *progress
	defer func() {
		if bar != nil {
			bar.finish()
		}
	}()
	rep, err := r.FetchFeed(ctx, f.ID, func(_, total int) {
		if bar == nil {
			bar = e.newProgress(total, cmp.Or(f.Title, f.URL))
		}
		bar.step()
	})
	if err != nil {
		return fmt.Errorf("%s: %w", f.URL, err)
	}
	if rep.NotModified {
		return e.print("%s: nothing new", cmp.Or(rep.Feed.Title, f.URL))
	}
	return e.print("%s: %s, %d new, %d failed", cmp.Or(rep.Feed.Title, f.URL), plural(rep.Items, "item"), rep.New, rep.Failed)
}

func newFeedsImport(e *env) *cobra.Command {
	return &cobra.Command{
		Use: "import FILE.opml", Short: "Subscribe to the feeds of an OPML file", Example: "  chancery feeds import feeds.opml",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, done, err := e.open(args[0])
			if err != nil {
				return err
			}
			feeds, refused, err := feed.ReadOPML(io.LimitReader(in, maxFile))
			if err = errors.Join(err, done()); err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return e.withNewStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				return e.importFeeds(ctx, db, feeds, refused)
			})
		},
	}
}

func (e *env) importFeeds(ctx context.Context, db *store.DB, feeds []models.Feed, refused int) error {
	added, known := 0, 0
	for i := range feeds {
		switch err := db.CreateFeed(ctx, &feeds[i]); {
		case errors.Is(err, models.ErrDuplicate):
			known++
		case errors.Is(err, models.ErrInvalid):
			refused++
			e.complain(fmt.Errorf("%s: %w", feeds[i].URL, err))
		case err != nil:
			return err
		default:
			added++
		}
	}
	return e.print("%s added, %d known already, %d refused", plural(added, "feed"), known, refused)
}

func newFeedsExport(e *env) *cobra.Command {
	return &cobra.Command{
		Use: "export", Short: "Write the subscriptions as OPML", Example: "  chancery feeds export > feeds.opml", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.withNewStore(cmd.Context(), func(ctx context.Context, db *store.DB) error {
				feeds, err := db.Feeds(ctx)
				if err != nil {
					return err
				}
				return feed.WriteOPML(e.stdout, "Chancery feeds", e.now(), feeds)
			})
		},
	}
}
