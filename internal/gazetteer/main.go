// Command gazetteer rebuilds the compact data of extract/actor/data from the
// tables of facts that lie beside the checkout: office holders (Wikidata, CC0,
// by way of every-politician-scrapers) and heads of state, government and
// diplomacy. What the editors know themselves is in people-editor.tsv and is
// not touched.
//
// Usage, from the root of the checkout:
//
//	go run ./internal/gazetteer -from ../shared/data -to extract/actor/data
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("gazetteer", flag.ContinueOnError)
	fs.SetOutput(stderr)
	from := fs.String("from", "../shared/data", "folder with officeholders/ and the tables beside it")
	to := fs.String("to", "extract/actor/data", "folder to write people.tsv to")
	if err := fs.Parse(args); err != nil {
		return 2
	}
	n, err := buildPeople(*from, *to)
	if err != nil {
		fmt.Fprintln(stderr, "gazetteer:", err)
		return 1
	}
	fmt.Fprintf(stdout, "%d people written to %s/people.tsv\n", n, *to)
	return 0
}
