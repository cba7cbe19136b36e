// Command chancery turns news articles into a curated timeline of dated
// diplomatic events. Without a subcommand it serves the timeline; see
// chancery --help for the rest.
package main

import (
	"os"
	_ "time/tzdata" // time zones on a machine that has none
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
