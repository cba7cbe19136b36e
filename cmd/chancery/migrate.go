package main

import "github.com/spf13/cobra"

func newMigrate(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Bring the database's schema up to date",
		Long: "Brings the schema of the database up to what this program knows and prints the\n" +
			"version before and after. serve does the same when it starts; this command is\n" +
			"for doing it at a time of your choosing.",
		Example: "  chancery migrate --db /var/lib/chancery/chancery.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			db, err := e.openAsIs(ctx)
			if err != nil {
				return err
			}
			defer func() { _ = db.Close() }()
			before, _, err := db.SchemaVersion(ctx)
			if err != nil {
				return err
			}
			if err := db.Migrate(ctx); err != nil {
				return err
			}
			after, _, err := db.SchemaVersion(ctx)
			if err != nil {
				return err
			}
			if before == after {
				return e.print("schema %d, up to date", after)
			}
			return e.print("schema %d → %d", before, after)
		},
	}
}
