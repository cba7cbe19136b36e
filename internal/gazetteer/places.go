package main

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// placeLangs are the columns of places.tsv behind English.
var placeLangs = []string{"fr", "de", "es", "it", "pt", "nl"}

// city is a row of GeoNames.
type city struct {
	id, name, country, feature string
	people                     int
	lat, lon                   float64
}

// buildPlaces turns a table of cities (id, name, alpha-2, feature code,
// inhabitants, latitude, longitude; see docs/gazetteer.md) and the catalogues
// of their names into places.tsv.
func buildPlaces(cities, catalogues, to string) (int, error) {
	alpha3, err := alphaCodes()
	if err != nil {
		return 0, err
	}
	ids, err := pairs("internal/gazetteer/wikidata.tsv")
	if err != nil {
		return 0, err
	}
	names := map[string]map[string]string{}
	for _, l := range append([]string{"en"}, placeLangs...) {
		if names[l], err = readMO(filepath.Join(catalogues, l, "LC_MESSAGES", "geonames.mo")); err != nil {
			return 0, err
		}
	}
	list, err := readCities(cities)
	if err != nil {
		return 0, err
	}
	var rows []string
	for _, c := range list {
		if code := alpha3[c.country]; code != "" && wanted(c) {
			rows = append(rows, placeRow(c, code, ids, names))
		}
	}
	out := placesHeader + strings.Join(rows, "\n") + "\n"
	return len(rows), os.WriteFile(filepath.Join(to, "places.tsv"), []byte(out), 0o644)
}

const placesHeader = `# Cities: id, alpha-3, latitude, longitude, flags, inhabitants in thousands, then names by language (empty: as in English; ";" parts variants).
# Source: GeoNames (CC BY 4.0).
id	country	lat	lon	flags	pop	en	fr	de	es	it	pt	nl
`

// near are the states of which smaller towns are taken, too; far the ones of
// which only the largest are.
var (
	near   = strings.Fields("FR DE GB IT ES PL BE NL CH AT RU UA US CA CZ HU RO BG GR SE NO DK FI PT IE RS HR SI SK BA AL MK ME XK BY LT LV EE MD GE AM AZ")
	dense  = strings.Fields("FR CH BE DE UA SY IL PS")
	far    = strings.Fields("CN IN BR")
	oddTop = regexp.MustCompile(`\s*\(.*\)$`)
)

func wanted(c city) bool {
	least, seat := 150_000, 60_000
	if slices.Contains(far, c.country) {
		least = 700_000
	}
	if slices.Contains(near, c.country) {
		seat = 40_000
	}
	switch {
	case strings.HasPrefix(c.feature, "PPLX"):
		return false
	case c.feature == "PPLC", c.people >= least, c.feature == "PPLA" && c.people >= seat:
		return true
	}
	return slices.Contains(dense, c.country) && c.people >= 60_000
}

func placeRow(c city, alpha3 string, ids map[string]string, names map[string]map[string]string) string {
	id := ids[c.id]
	if id == "" {
		id = "gn:" + c.id
	}
	flag := ""
	if c.feature == "PPLC" {
		flag = "capital"
	}
	english := tidy(cmp.Or(names["en"][c.id], c.name))
	cells := []string{
		id, alpha3, strconv.FormatFloat(c.lat, 'f', 3, 64), strconv.FormatFloat(c.lon, 'f', 3, 64),
		flag, strconv.Itoa((c.people + 500) / 1000), english,
	}
	for _, l := range placeLangs {
		name := tidy(names[l][c.id])
		if name == english {
			name = ""
		}
		cells = append(cells, name)
	}
	if c.name != english && !slices.Contains(cells, c.name) {
		cells[6] += ";" + c.name
	}
	return strings.Join(cells, "\t")
}

func tidy(name string) string { return strings.TrimSpace(oddTop.ReplaceAllString(name, "")) }

// readCities sorts the largest first.
func readCities(path string) ([]city, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []city
	for s := bufio.NewScanner(f); s.Scan(); {
		c := strings.Split(s.Text(), "\t")
		if len(c) < 7 {
			return nil, fmt.Errorf("%s: want id, name, state, feature, inhabitants, latitude, longitude: %q", path, s.Text())
		}
		people, err := strconv.Atoi(c[4])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		lat, err := strconv.ParseFloat(c[5], 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		lon, err := strconv.ParseFloat(c[6], 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, city{c[0], c[1], c[2], c[3], people, lat, lon})
	}
	slices.SortStableFunc(out, func(a, b city) int { return cmp.Compare((b.people+500)/1000, (a.people+500)/1000) })
	return out, nil
}

// pairs reads the first two columns of a table.
func pairs(path string) (map[string]string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("run from the root of the checkout: %w", err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(raw)) {
		if c := strings.Fields(line); len(c) >= 2 && c[0] != "#" {
			out[c[0]] = c[1]
		}
	}
	return out, nil
}

// alphaCodes maps alpha-2 to alpha-3.
func alphaCodes() (map[string]string, error) {
	byThree, err := pairs("extract/actor/data/states.tsv")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for three, two := range byThree {
		out[two] = three
	}
	return out, nil
}
