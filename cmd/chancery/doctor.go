package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"chancery/models"
	"chancery/store"
)

func newDoctor(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Look for faults in settings, database and feeds",
		Long: "Checks what an operator would want to know and prints a line for each: ok, warn\n" +
			"or FAIL, with what to do. Nothing is changed. It fails when a line says FAIL.",
		Example: "  chancery doctor --db /var/lib/chancery/chancery.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := &doctor{env: e}
			d.examine(cmd.Context())
			if d.failed > 0 {
				return fmt.Errorf("%d of the checks failed", d.failed)
			}
			return nil
		},
	}
}

// doctor collects findings.
type doctor struct {
	*env
	failed int
}

func (d *doctor) ok(format string, args ...any)   { d.line("ok   ", format, args) }
func (d *doctor) warn(format string, args ...any) { d.line("warn ", format, args) }
func (d *doctor) fail(format string, args ...any) { d.failed++; d.line("FAIL ", format, args) }

func (d *doctor) line(mark, format string, args []any) {
	_, _ = fmt.Fprintf(d.stdout, mark+format+"\n", args...)
}

func (d *doctor) examine(ctx context.Context) {
	d.settings()
	if err := d.needDatabase(); err != nil {
		d.fail("%v", err)
		return
	}
	db, err := d.openAsIs(ctx)
	if err != nil {
		d.fail("%v", err)
		return
	}
	d.database(ctx, db)
	if err := db.Close(); err != nil {
		d.fail("close the database: %v", err)
	}
}

func (d *doctor) settings() {
	base := d.cfg.BaseURL
	switch {
	case base == "" && !strings.HasPrefix(d.cfg.Addr, "127.") && !strings.HasPrefix(d.cfg.Addr, "localhost:"):
		d.warn("listens on %s without a base URL: set CHANCERY_BASE_URL to the address users type, so that links in calendars work", d.cfg.Addr)
	case strings.HasPrefix(base, "http://"):
		d.warn("%s is served without encryption: put a proxy with https before it, or passwords travel in the open", base)
	default:
		d.ok("settings: listens on %s, database %s", d.cfg.Addr, d.cfg.DB)
	}
}

func (d *doctor) database(ctx context.Context, db *store.DB) {
	faults, err := db.Check(ctx)
	switch {
	case err != nil:
		d.fail("the database cannot be read: %v", err)
		return
	case len(faults) > 0:
		for _, f := range faults {
			d.fail("the database is damaged: %s: restore a backup", f)
		}
		return
	}
	size := ""
	if st, err := os.Stat(d.cfg.DB); err == nil {
		size = fmt.Sprintf(", %.1f MB", float64(st.Size())/1e6)
	}
	d.ok("database: no damage found%s", size)
	current, latest, err := db.SchemaVersion(ctx)
	switch {
	case err != nil:
		d.fail("the schema's version cannot be read: %v", err)
		return
	case current > latest:
		d.fail("the database has schema %d and this program knows %d: use the newer program", current, latest)
		return
	case current < latest:
		d.fail("the database has schema %d, this program wants %d: run 'chancery migrate'", current, latest)
		return
	}
	d.ok("schema: %d, up to date", current)
	d.contents(ctx, db)
}

// contents looks at what is stored: accounts, events, feeds.
func (d *doctor) contents(ctx context.Context, db *store.DB) {
	users, err := db.Users(ctx)
	d.note(err, "accounts")
	admins := 0
	for _, u := range users {
		if u.Role == models.RoleAdmin && u.DisabledAt == nil {
			admins++
		}
	}
	if admins == 0 && err == nil {
		d.warn("nobody can administer the site: 'chancery users add NAME --role admin'")
	} else if err == nil {
		d.ok("accounts: %d, of them %d active administrators", len(users), admins)
	}
	events, err := db.Events(ctx, models.EventFilter{Limit: 1})
	d.note(err, "events")
	waiting, err2 := db.Events(ctx, models.EventFilter{Limit: 1, Reviews: []string{models.ReviewPending}})
	d.note(err2, "events")
	if err == nil && err2 == nil {
		d.ok("events: %d, of them %d wait for a curator", events.Total, waiting.Total)
	}
	feeds, err := db.Feeds(ctx)
	d.note(err, "feeds")
	bad := 0
	for _, f := range feeds {
		switch {
		case f.Over():
			d.warn("feed %s is switched off: %s", f.URL, f.LastError)
		case f.Failures > 0 && !f.Disabled:
			bad++
			d.warn("feed %s failed %d times in a row: %s", f.URL, f.Failures, f.LastError)
		}
	}
	if err == nil {
		d.ok("feeds: %d, of them %d failing", len(feeds), bad)
	}
	d.queue(ctx, db)
}

// queue says how the jobs stand: those given up are forgotten after a week.
func (d *doctor) queue(ctx context.Context, db *store.DB) {
	counts, err := db.QueueCounts(ctx)
	if err != nil {
		d.fail("the queue cannot be read: %v", err)
		return
	}
	waiting := counts["available"] + counts["pending"] + counts["scheduled"] + counts["retryable"]
	failed := counts["discarded"] + counts["cancelled"]
	say := d.ok
	what := ""
	if failed > 0 {
		say, what = d.warn, ": the page /feeds names the articles and the reasons"
	}
	say("queue: %s waiting (%d of them after a failure), %d running, %d failed%s",
		plural(waiting, "job"), counts["retryable"], counts["running"], failed, what)
}

func (d *doctor) note(err error, what string) {
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		d.fail("%s cannot be read: %v", what, err)
	}
}
