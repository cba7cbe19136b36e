package main

import (
	"context"

	"github.com/spf13/cobra"

	"chancery/store"
)

func newWorker(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "worker",
		Short: "Fetch feeds and articles without serving",
		Long: "Does the jobs of the queue: fetches the feeds whose time has come and takes in their\n" +
			"articles. serve does the same beside serving; start serve with --workers 0 to leave\n" +
			"it to this command. Several may run on one database; each job is done by one.",
		Example: "  chancery worker\n  chancery worker --workers 8 --db /var/lib/chancery/chancery.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if e.cfg.Workers == 0 {
				return wrongUsage("--workers: a worker needs one at least")
			}
			return e.withNewStore(cmd.Context(), e.work)
		},
	}
	settingFlags(cmd.Flags(), "allow_private_nets", "fetch_ports", "workers")
	return cmd
}

// work does jobs until the process is asked to end.
func (e *env) work(ctx context.Context, db *store.DB) error {
	g, err := e.ingester(db, nil)
	if err != nil {
		return err
	}
	r, err := e.feedRunner(db, g)
	if err != nil {
		return err
	}
	stop, err := r.start(ctx, true)
	if err != nil {
		return err
	}
	e.say("working on %s; stop with Ctrl-C", e.cfg.DB)
	<-ctx.Done()
	e.say("stopping")
	stop()
	return nil
}
