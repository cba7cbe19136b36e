package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/extract/actor"
)

// group is a set of states (or organisations) whose offices should be known
// from a year on.
type group struct {
	name    string
	states  []string
	offices []string
	from    int
}

// sampled are the years on whose first day coverage is counted.
var sampled = []int{1995, 2000, 2005, 2010, 2015, 2018, 2020, 2022, 2023, 2024, 2025, 2026}

var (
	heads     = []string{"head-of-state", "head-of-government"}
	ministers = []string{"foreign-minister", "defence-minister"}
	g20       = strings.Fields("ARG AUS BRA CAN CHN FRA DEU IND IDN ITA JPN MEX RUS SAU ZAF KOR TUR GBR USA")
	eu        = strings.Fields("AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE")
	watched   = strings.Fields("UKR IRN ISR EGY SYR SAU ARE QAT KWT BHR OMN MAR DZA TUN LBY MRT MLI NER BFA TCD SDN")
)

func groups(members []string) []group {
	chosen := slices.Concat(eu, watched)
	for _, s := range g20 {
		if !slices.Contains(chosen, s) {
			chosen = append(chosen, s)
		}
	}
	return []group{
		{"G20, heads since 1995", g20, heads, 1995},
		{"G20, foreign and defence since 2015", g20, ministers, 2015},
		{"EU, heads since 1995", eu, heads, 1995},
		{"EU, foreign and defence since 2015", eu, ministers, 2015},
		{"Ukraine, Near East, Gulf, Maghreb, Sahel, heads since 1995", watched, heads, 1995},
		{"Ukraine, Near East, Gulf, Maghreb, Sahel, foreign and defence since 2015", watched, ministers, 2015},
		{"UN members, heads since 2015", members, heads, 2015},
		{"world bodies since 1995", nil, nil, 1995},
	}
}

// bodies are the chiefs of world bodies and the year each office began.
var bodies = []struct {
	code, office string
	from         int
}{
	{"UN", "secretary-general", 1995},
	{"NATO", "secretary-general", 1995},
	{"EU", "commission-president", 1996},
	{"EU", "council-president", 2010},
	{"EU", "parliament-president", 1995},
	{"EU", "high-representative", 2000},
	{"ECB", "president", 1999},
	{"AU", "chair", 2004},
	{"IAEA", "director", 1995},
	{"OSCE", "secretary-general", 1995},
	{"IMF", "director", 1995},
	{"WB", "president", 1995},
	{"WTO", "director", 1996},
	{"WHO", "director", 1995},
	{"ICC", "president", 2004},
	{"ICC", "prosecutor", 2004},
	{"ICJ", "chair", 1995},
	{"OPEC", "secretary-general", 1995},
	{"LAS", "secretary-general", 1995},
	{"OIC", "secretary-general", 1995},
	{"ECOWAS", "chair", 1995},
	{"ASEAN", "secretary-general", 1995},
	{"OECD", "secretary-general", 1995},
	{"UNHCR", "high-commissioner", 1995},
	{"UNESCO", "director", 1995},
	{"COE", "secretary-general", 1995},
	{"OIF", "secretary-general", 1998},
	{"COMMONWEALTH", "secretary-general", 1995},
	{"OAS", "secretary-general", 1995},
}

// coverage counts for each group on how many of the sampled days the holder of
// an office is known, and lists who is missing.
func coverage(out io.Writer, dir string) error {
	g, err := actor.Open("en")
	if err != nil {
		return err
	}
	c := counter{g: g, out: out, stale: map[string]bool{}, kinds: map[string]string{}}
	if err := c.readStates(filepath.Join(dir, "states.tsv")); err != nil {
		return err
	}
	if err := c.readStale(dir); err != nil {
		return err
	}
	var tables []string
	for _, gr := range groups(c.members) {
		known, asked := 0, 0
		var missing []string
		if gr.states == nil {
			for _, b := range bodies {
				k, a, m := c.office(b.code, b.office, b.from)
				known, asked, missing = known+k, asked+a, append(missing, m...)
			}
		}
		for _, s := range gr.states {
			for _, office := range gr.offices {
				k, a, m := c.office(s, office, max(gr.from, c.begun[s]))
				known, asked, missing = known+k, asked+a, append(missing, m...)
			}
		}
		tables = append(tables, fmt.Sprintf("| %s | %d | %d | %.1f %% |", gr.name, asked, known, 100*float64(known)/float64(asked)))
		for _, m := range missing {
			_, _ = fmt.Fprintln(out, m)
		}
	}
	_, _ = fmt.Fprintln(out, "| group | office-days | known | share |\n|---|---|---|---|\n"+strings.Join(tables, "\n"))
	return nil
}

type counter struct {
	g       *actor.Gazetteer
	out     io.Writer
	members []string
	begun   map[string]int    // state -> first year sampled
	kinds   map[string]string // state -> flags
	stale   map[string]bool   // id, state, office of terms left open by a source that ended in 2022
}

func (c *counter) readStates(path string) error {
	c.begun = map[string]int{"SSD": 2012, "MNE": 2007, "TLS": 2003, "XKX": 2009, "PSE": 1996}
	return cells(path, func(row []string) {
		c.kinds[row[0]] = row[3]
		if len(row) > 3 && strings.Contains(row[3], "un") {
			for f := range strings.SplitSeq(row[3], ",") {
				if f == "un" {
					c.members = append(c.members, row[0])
				}
			}
		}
	})
}

func (c *counter) readStale(dir string) error {
	each := func(file string, stale bool) error {
		return cells(filepath.Join(dir, file), func(row []string) {
			for t := range strings.SplitSeq(row[3], ";") {
				f := strings.Fields(t)
				if len(f) == 3 {
					key := row[0] + " " + f[0] + " " + strings.TrimPrefix(f[1], "~")
					c.stale[key] = stale && strings.HasSuffix(f[2], "/..") || stale && c.stale[key]
				}
			}
		})
	}
	for _, file := range []string{"people.tsv", "people-editor.tsv", "people-offices.tsv"} {
		if err := each(file, file == "people.tsv"); err != nil {
			return err
		}
	}
	return nil
}

// office counts one office: days known, days asked, what is missing in words.
func (c *counter) office(code, office string, from int) (known, asked int, missing []string) {
	var gaps, unsure []string
	for _, year := range sampled {
		if year < from || office == "head-of-government" && c.presidential(code, year) {
			continue
		}
		asked++
		holders := c.g.Holders(code, office, edtf.DayOf(year, 1, 1))
		switch {
		case len(holders) == 0:
			gaps = append(gaps, fmt.Sprint(year))
		case year >= 2023 && c.stale[holders[0]+" "+code+" "+office]:
			unsure = append(unsure, fmt.Sprintf("%d (%s?)", year, c.g.Name(holders[0], "en")))
		default:
			known++
		}
	}
	if len(gaps)+len(unsure) > 0 {
		missing = append(missing, fmt.Sprintf("%s %s: %s", code, office, strings.Join(append(gaps, unsure...), " ")))
	}
	return known, asked, missing
}

// presidential tells whether a state had no head of government beside its
// president in a year.
func (c *counter) presidential(code string, year int) bool {
	for f := range strings.SplitSeq(c.kinds[code], ",") {
		kind, span, dated := strings.Cut(f, ":")
		since, until, ended := strings.Cut(span, "-")
		at := fmt.Sprint(year)
		if kind == "presidential" && (!dated || at > since) && (!ended || at <= until) {
			return true
		}
	}
	return false
}
