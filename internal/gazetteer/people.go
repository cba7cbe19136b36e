package main

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// person is one row of people.tsv.
type person struct {
	id, name string
	country  string
	terms    []string
}

type people map[string]*person

// buildPeople reads all tables and writes people.tsv, sorted by id so that a
// rebuild shows only what changed.
func buildPeople(from, to string) (int, error) {
	all := people{}
	for _, file := range slices.Sorted(maps.Keys(states)) {
		if err := all.officeholders(filepath.Join(from, "officeholders", file+".csv"), states[file]); err != nil {
			return 0, err
		}
	}
	for _, read := range []func(string) error{all.world, all.leaders, all.foreignMinisters} {
		if err := read(from); err != nil {
			return 0, err
		}
	}
	return len(all), all.write(filepath.Join(to, "people.tsv"))
}

// table calls f with every row of a CSV file, by column name.
func table(path string, f func(row map[string]string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, c := range cells {
			if i < len(all[0]) {
				row[all[0][i]] = strings.TrimSpace(c)
			}
		}
		f(row)
	}
	return nil
}

// wrong rows of the source: not what the position says.
var wrong = map[string]bool{
	"Q3431537 CAN defence-minister":  true, // a parliamentary secretary
	"Q15060665 VAT head-of-state":    true, // governs the city, not the see
	"Q12105702 UKR defence-minister": true, // chief of the general staff
	"Q107067181 SLE head-of-state":   true, // the chief minister
}

func (all people) add(id, name, country, office, start, end string) {
	if !strings.HasPrefix(id, "Q") || name == "" || strings.HasPrefix(name, "Q") && len(name) > 1 && name[1] <= '9' {
		return
	}
	p := all[id]
	if p == nil {
		p = &person{id: id, name: plainName(name), country: country}
		all[id] = p
	}
	if wrong[id+" "+country+" "+office] || start == "" || end != "" && end < start {
		return // no start, or an end before it: the name serves, the term does not
	}
	if end == "" {
		end = ".."
	}
	p.terms = append(p.terms, fmt.Sprintf("%s %s %s/%s", country, office, start, end))
}

// plainName drops what newspapers leave out: "William Hague, Baron Hague of
// Richmond", "Felipe VI of Spain".
func plainName(name string) string {
	name = strings.ReplaceAll(name, "\t", " ")
	for _, title := range []string{", Baron", ", Lord", ", Prince", ", Viscount", ", Earl"} {
		name, _, _ = strings.Cut(name, title)
	}
	if before, _, ok := strings.Cut(name, " of "); ok && regnal.MatchString(before) {
		return before
	}
	return name
}

var regnal = regexp.MustCompile(` [IVX]+$`)

func (all people) officeholders(path, code string) error {
	return table(path, func(r map[string]string) {
		if office := officeOf(code, r["position"]); office != "" {
			all.add(r["wikidata"], r["person"], code, office, r["start"], r["end"])
		}
	})
}

func (all people) world(from string) error {
	return table(filepath.Join(from, "officeholders", "world.csv"), func(r map[string]string) {
		if o, ok := world[r["position"]]; ok {
			all.add(r["wikidata"], r["person"], o[0], o[1], r["start"], r["end"])
		}
	})
}

// leaders fill in the states that have no table of their own; they know years
// only.
func (all people) leaders(from string) error {
	codes, err := countryCodes()
	if err != nil {
		return err
	}
	covered := map[string]bool{}
	for _, c := range states {
		covered[c] = true
	}
	return table(filepath.Join(from, "world-leaders-2022.csv"), func(r map[string]string) {
		code := codes[r["countryid"]]
		office := leaderOffice(r["positionLabel"])
		if code == "" || covered[code] || office == "" {
			return
		}
		all.add(r["officeholder"], r["officeholderLabel"], code, office, r["start_year"], r["end_year"])
	})
}

// leaderOffice tells heads of state from heads of government. Viceroys and
// one of several heads are kept as acting, so that they end nobody's term.
func leaderOffice(position string) string {
	p := strings.ToLower(position)
	switch {
	case strings.Contains(p, "prime minister"), strings.Contains(p, "chancellor"), strings.Contains(p, "premier"),
		strings.Contains(p, "head of government"), strings.Contains(p, "taoiseach"), strings.Contains(p, "minister of state"),
		strings.Contains(p, "chairman of the council of ministers"), strings.Contains(p, "head of the government"):
		return "head-of-government"
	case strings.Contains(p, "governor"):
		return ""
	case strings.Contains(p, "co-prince"), strings.Contains(p, "captain regent"), strings.Contains(p, "member of the"):
		return "~head-of-state"
	case strings.Contains(p, "president of the government"):
		return "head-of-government"
	}
	return "head-of-state"
}

func (all people) foreignMinisters(from string) error {
	codes, err := countryCodes()
	if err != nil {
		return err
	}
	covered := map[string]bool{}
	for _, c := range states {
		covered[c] = true
	}
	return table(filepath.Join(from, "world-foreign-ministers-2023-01.csv"), func(r map[string]string) {
		if code := codes[r["country"]]; code != "" && !covered[code] {
			all.add(r["person"], r["name"], code, "foreign-minister", r["start"], "")
		}
	})
}

// countryCodes maps Wikidata ids of states to alpha-3, from the gazetteer's own
// table of states.
func countryCodes() (map[string]string, error) {
	f, err := os.Open("extract/actor/data/states.tsv")
	if err != nil {
		return nil, fmt.Errorf("run from the root of the checkout: %w", err)
	}
	defer f.Close()
	codes := map[string]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		if c := strings.Split(s.Text(), "\t"); len(c) > 2 && c[0] != "" && c[0][0] != '#' {
			codes[c[2]] = c[0]
		}
	}
	codes["Q29999"], codes["Q756617"], codes["Q159583"] = "NLD", "DNK", "VAT" // the kingdoms and the Holy See
	return codes, nil
}

const header = `# People in office: id, English name, variants, terms (alpha-3, office, start/end). Rebuilt by internal/gazetteer.
# Source: Wikidata (CC0) by way of every-politician-scrapers; stops between July 2022 and January 2023.
`

func (all people) write(path string) error {
	list := make([]*person, 0, len(all))
	for _, p := range all {
		slices.Sort(p.terms)
		p.terms = slices.Compact(p.terms)
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *person) int {
		return cmp.Or(cmp.Compare(len(a.id), len(b.id)), cmp.Compare(a.id, b.id))
	})
	var b strings.Builder
	b.WriteString(header)
	for _, p := range list {
		fmt.Fprintf(&b, "%s\t%s\tc=%s\t%s\n", p.id, p.name, p.country, strings.Join(p.terms, ";"))
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
