package main

import (
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"chancery/extract"
)

// configFlag names the flag that holds the settings file's path.
const configFlag = "config"

// newRoot builds the command line. Without a subcommand it is serve.
func newRoot(e *env) *cobra.Command {
	serve := newServe(e)
	root := &cobra.Command{
		Use:   "chancery",
		Short: "A curated timeline of diplomatic events, drawn from news articles",
		Long: "Chancery reads news articles, finds the dated diplomatic events in them with the\n" +
			"sentence each rests on, and serves them as a timeline that curators edit and\n" +
			"calendars subscribe to. Without a subcommand it serves.",
		Example:       "  chancery\n  chancery extract --published 2022-02-04 article.txt\n  chancery export --format ics -o events.ics",
		Version:       version(),
		Args:          cobra.NoArgs,
		SilenceErrors: true, // run reports them
		SilenceUsage:  true,
		RunE:          serve.RunE,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return e.load(cmd)
		},
	}
	root.Flags().AddFlagSet(serve.Flags())
	settingFlags(root.PersistentFlags(), "db", "log_level", "log_format")
	root.PersistentFlags().String(configFlag, "", "settings `file` in YAML [CHANCERY_CONFIG]")
	root.AddCommand(
		serve, newExtract(e), newTimex(e), newExplain(e), newIngest(e), newFeeds(e), newWorker(e), newExport(e),
		newActors(e), newUsers(e), newMigrate(e), newBackup(e), newRestore(e), newDoctor(e),
	)
	root.SetHelpCommand(newHelp(root))
	root.CompletionOptions.HiddenDefaultCmd = true
	finish(root)
	return root
}

// newHelp is cobra's help command but for one thing: asking for help on
// something that is not there is wrong usage.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [command]",
		Short:   "Help about a command",
		Example: "  chancery help export",
		RunE: func(_ *cobra.Command, args []string) error {
			target, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return wrongUsage("no help on %q: there is no such command", strings.Join(args, " "))
			}
			return target.Help()
		},
	}
}

// version is the extractor's, with the revision the program was built from when
// the build recorded it.
func version() string {
	v := extract.Version
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return v + " (" + s.Value[:12] + ")"
		}
	}
	return v
}
