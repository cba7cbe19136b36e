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
	"unicode"
)

// placeLangs are the columns of places.tsv behind English.
var placeLangs = []string{"fr", "de", "es", "it", "pt", "nl", "sv", "ru", "ar", "zh"}

// city is a row of GeoNames.
type city struct {
	id, name, country, feature string
	part                       string // the state's part it lies in, by GeoNames' code
	people                     int
	lat, lon                   float64
}

// buildPlaces turns a table of cities (id, name, alpha-2, feature code,
// inhabitants, latitude, longitude, code of the part of the state; see
// docs/gazetteer.md) and the catalogues of names into places.tsv: cities, the
// largest first, then parts of states.
func buildPlaces(cities, catalogues, dictionaries, to string) (int, error) {
	alpha3, err := alphaCodes()
	if err != nil {
		return 0, err
	}
	ids, err := pairs("internal/gazetteer/wikidata.tsv")
	if err != nil {
		return 0, err
	}
	names := map[string]map[string]string{}
	for _, l := range columns() {
		if names[l], err = readMO(filepath.Join(catalogues, l, "LC_MESSAGES", "geonames.mo")); err != nil {
			return 0, err
		}
	}
	taken, err := readTaken(to, dictionaries)
	if err != nil {
		return 0, err
	}
	list, err := readCities(cities)
	if err != nil {
		return 0, err
	}
	var rows []string
	for _, c := range list {
		code := alpha3[c.country]
		large := wanted(c)
		if code == "" || !large && !town(c, names) {
			continue
		}
		row := placeRow(c, code, ids, names)
		if !large {
			row.flag = "town"
			row.names = taken.free(c.country, row.names)
		}
		if row.names[0] != "" {
			if taken.city(code, row.names); row.people >= 100_000 {
				taken.city("", row.names)
			}
			rows = append(rows, row.String())
		}
	}
	rows = append(rows, regions(list, alpha3, names, taken)...)
	out := placesHeader + strings.Join(rows, "\n") + "\n"
	return len(rows), os.WriteFile(filepath.Join(to, "places.tsv"), []byte(out), 0o644)
}

const placesHeader = `# Cities: id, alpha-3, latitude, longitude, flags, inhabitants in thousands, then names by language (empty: as in English; ";" parts variants).
# A "town" counts only in a text that speaks of its state; a "region" is a part of a state, its point that of
# its seat; a "part" is one that counts like a town.
# Source: GeoNames (CC BY 4.0).
id	country	lat	lon	flags	pop	en	fr	de	es	it	pt	nl	sv	ru	ar	zh
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

// row is a line of places.tsv, with its names in English and placeLangs.
type row struct {
	id, country string
	lat, lon    float64
	hasPoint    bool
	flag        string
	people      int
	names       []string
}

func (r row) String() string {
	cells := []string{r.id, r.country, "", "", r.flag, "", r.names[0]}
	if r.hasPoint {
		cells[2], cells[3] = strconv.FormatFloat(r.lat, 'f', 3, 64), strconv.FormatFloat(r.lon, 'f', 3, 64)
	}
	if r.flag != "region" && r.flag != "part" {
		cells[5] = strconv.Itoa((r.people + 500) / 1000)
	}
	for _, name := range r.names[1:] {
		if name == r.names[0] {
			name = ""
		}
		cells = append(cells, name)
	}
	return strings.Join(cells, "\t")
}

func placeRow(c city, alpha3 string, ids map[string]string, names map[string]map[string]string) row {
	r := row{id: cmp.Or(ids[c.id], "gn:"+c.id), country: alpha3, lat: c.lat, lon: c.lon, hasPoint: true, people: c.people}
	if c.feature == "PPLC" {
		r.flag = "capital"
	}
	r.names = namesOf(c.id, c.name, names)
	if english := r.names[0]; c.name != english && !slices.Contains(r.names, c.name) {
		r.names[0] += ";" + c.name
		for i, name := range r.names[1:] {
			if name == english {
				r.names[i+1] = ""
			}
		}
	}
	return r
}

// scripts of the languages that are not written in Latin letters.
var scripts = map[string]*unicode.RangeTable{"ru": unicode.Cyrillic, "ar": unicode.Arabic, "zh": unicode.Han}

// namesOf gives the names in English, or else the given one, and placeLangs.
func namesOf(id, name string, names map[string]map[string]string) []string {
	out := []string{tidy(cmp.Or(names["en"][id], name))}
	for _, l := range placeLangs {
		n := tidy(names[l][id])
		if script := scripts[l]; script != nil && !strings.ContainsFunc(n, func(r rune) bool { return unicode.Is(script, r) }) {
			n = "" // a catalogue has names in Latin letters, too
		}
		out = append(out, bareChinese(n))
	}
	return out
}

// tidy leaves out what stands in brackets and marks of the writing direction.
func tidy(name string) string {
	return strings.Trim(strings.TrimSpace(oddTop.ReplaceAllString(name, "")), "\u200e\u200f")
}

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
		x := city{id: c[0], name: c[1], country: c[2], feature: c[3], people: people, lat: lat, lon: lon}
		if len(c) > 7 {
			x.part = c[7]
		}
		out = append(out, x)
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
