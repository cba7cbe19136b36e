// Command gazetteer rebuilds the compact data of extract/actor/data: people.tsv
// from the tables of facts beside the checkout (office holders, from Wikidata,
// CC0, by way of every-politician-scrapers; heads of state, government and
// diplomacy), and places.tsv from a table of cities and the catalogues of their
// names (GeoNames, CC BY). What the editors know themselves is in the
// …-editor.tsv files and is not touched.
//
// Usage, from the root of the checkout:
//
//	go run ./internal/gazetteer -from ../shared/data -to extract/actor/data
//	go run ./internal/gazetteer -cities cities.tsv -mo /usr/share/locale
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
	to := fs.String("to", "extract/actor/data", "folder to write to")
	cities := fs.String("cities", "", "table of cities; rebuilds places.tsv instead of people.tsv")
	catalogues := fs.String("mo", "/usr/share/locale", "folder with the catalogues of city names")
	if err := fs.Parse(args); err != nil {
		return 2
	}
	build, what := func() (int, error) { return buildPeople(*from, *to) }, "people"
	if *cities != "" {
		build, what = func() (int, error) { return buildPlaces(*cities, *catalogues, *to) }, "places"
	}
	n, err := build()
	if err != nil {
		_, _ = fmt.Fprintln(stderr, "gazetteer:", err)
		return 1
	}
	_, _ = fmt.Fprintf(stdout, "%d %s written to %s/%s.tsv\n", n, what, *to, what)
	return 0
}
