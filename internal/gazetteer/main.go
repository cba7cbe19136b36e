// Command gazetteer rebuilds the compact data of extract/actor/data: people.tsv
// from the tables of facts beside the checkout (office holders, from Wikidata,
// CC0, by way of every-politician-scrapers; heads of state, government and
// diplomacy), people-offices.tsv from the editors' lists of offices beside this
// file, and places.tsv from a table of cities and the catalogues of their names
// (GeoNames, CC BY). What the editors know themselves is in the …-editor.tsv
// files and is not touched. It also tells whose holders are known on which days.
//
// Usage, from the root of the checkout:
//
//	go run ./internal/gazetteer -from ../shared/data -to extract/actor/data
//	go run ./internal/gazetteer -offices
//	go run ./internal/gazetteer -cities cities.tsv -mo /usr/share/locale
//	go run ./internal/gazetteer -coverage
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
	offices := fs.Bool("offices", false, "rebuild people-offices.tsv alone, from the lists of offices")
	covered := fs.Bool("coverage", false, "print whose holders are known on which days; nothing is written")
	dictionaries := fs.String("dict", "/usr/share/dict", "folder with the lists of ordinary words")
	catalogues := fs.String("mo", "/usr/share/locale", "folder with the catalogues of city names")
	if err := fs.Parse(args); err != nil {
		return 2
	}
	if *covered {
		return failed(coverage(stdout, *to), stderr)
	}
	build, what := func() (int, error) { return buildPeople(*from, *to) }, "people"
	switch {
	case *offices:
		build, what = func() (int, error) { return buildOffices("internal/gazetteer/offices.txt", *to) }, "people-offices"
	case *cities != "":
		build, what = func() (int, error) { return buildPlaces(*cities, *catalogues, *dictionaries, *to) }, "places"
	}
	n, err := build()
	if err != nil {
		return failed(err, stderr)
	}
	_, _ = fmt.Fprintf(stdout, "%d %s written to %s/%s.tsv\n", n, what, *to, what)
	return 0
}

// failed prints an error and gives the exit status.
func failed(err error, stderr io.Writer) int {
	if err == nil {
		return 0
	}
	_, _ = fmt.Fprintln(stderr, "gazetteer:", err)
	return 1
}
