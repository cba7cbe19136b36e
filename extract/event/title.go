package event

import (
	"fmt"
	"slices"
	"strings"

	"chancery/extract/actor"
	"chancery/lang"
)

// Titles writes titles and summaries in one language from an event's facts.
type Titles struct {
	tag  string
	gaz  Gazetteer
	pack titlePack
	at   map[string]string // state code → pattern
}

// titlePack is lang/<tag>/titles.yaml.
type titlePack struct {
	And  string `yaml:"and"`
	Dash string `yaml:"dash"`
	List string `yaml:"list"`
	At   struct {
		City   string              `yaml:"city"`
		State  string              `yaml:"state"`
		ByCode map[string][]string `yaml:"by_code"`
	} `yaml:"at"`
	Types map[string][]string `yaml:"types"`
	// Plural patterns come before those of Types when several travel.
	Plural  map[string][]string `yaml:"plural"`
	Status  map[string]string   `yaml:"status"`
	Summary struct {
		Sep    string            `yaml:"sep"`
		Status map[string]string `yaml:"status"`
		Place  string            `yaml:"place"`
		Actors string            `yaml:"actors"`
		Source string            `yaml:"source"`
	} `yaml:"summary"`
	Elide struct {
		From   []string `yaml:"from"`
		To     []string `yaml:"to"`
		Before string   `yaml:"before"`
	} `yaml:"elide"`
}

// OpenTitles loads a language's titles.yaml.
func OpenTitles(tag string, gaz Gazetteer) (*Titles, error) {
	t := &Titles{tag: tag, gaz: gaz, at: map[string]string{}}
	if err := lang.Decode(tag, "titles.yaml", &t.pack); err != nil {
		return nil, err
	}
	if t.pack.Summary.Sep == "" {
		return nil, fmt.Errorf("lang/%s/titles.yaml: summary has no sep", tag)
	}
	for pattern, codes := range t.pack.At.ByCode {
		for _, c := range codes {
			t.at[c] = pattern
		}
	}
	return t, nil
}

// mostNamed is the most actors a title names.
const mostNamed = 4

// Title of an event. It is never empty for an event with an actor.
func (t *Titles) Title(e Event) string {
	fill := map[string]string{
		"all": t.join(t.names(e, ""), t.pack.Dash), "at": t.atPlace(e.Place), "place": t.placeName(e.Place),
	}
	for _, role := range []string{"visitor", "host", "actor", "target"} {
		fill[role] = t.join(t.names(e, role), t.pack.And)
	}
	for _, pattern := range t.patterns(e) {
		if s, ok := t.fill(pattern, fill); ok {
			if p := t.pack.Status[e.Status]; p != "" {
				s = strings.Replace(p, "{}", s, 1)
			}
			return upperFirst(s)
		}
	}
	return e.Type
}

func (t *Titles) patterns(e Event) []string {
	if len(t.names(e, "visitor")) > 1 {
		return append(slices.Clone(t.pack.Plural[e.Type]), t.pack.Types[e.Type]...)
	}
	return t.pack.Types[e.Type]
}

// Summary of an event in one line: status, actors, place, who says so.
func (t *Titles) Summary(e Event) string {
	s := t.pack.Summary
	parts := []string{s.Status[e.Status]}
	if all := t.names(e, ""); len(all) > 0 {
		parts = append(parts, strings.Replace(s.Actors, "{}", strings.Join(all, t.pack.List), 1))
	}
	if e.Place != nil {
		parts = append(parts, strings.Replace(s.Place, "{}", t.placeName(e.Place), 1))
	}
	if e.Attribution != "" {
		parts = append(parts, strings.Replace(s.Source, "{}", e.Attribution, 1))
	}
	return strings.Join(parts, s.Sep)
}

// names of the actors with a role, or of all. A state is left out where a
// person of its own is named.
func (t *Titles) names(e Event, role string) []string {
	var out []string
	for _, p := range e.Parts {
		if role != "" && p.Role != role {
			continue
		}
		if p.Kind == actor.State && spokenFor(e.Parts, p.Country) {
			continue
		}
		if n := t.name(p); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

func spokenFor(parts []Part, country string) bool {
	return slices.ContainsFunc(parts, func(p Part) bool { return p.Kind == actor.Person && p.Country == country })
}

func (t *Titles) name(p Part) string {
	if p.ID != "" {
		if n := t.gaz.Name(p.ID, t.tag); n != "" {
			return n
		}
	}
	return p.Name
}

func (t *Titles) placeName(p *Place) string {
	if p == nil {
		return ""
	}
	if p.ID != "" {
		if n := t.gaz.Name(p.ID, t.tag); n != "" {
			return n
		}
	}
	return p.Name
}

func (t *Titles) atPlace(p *Place) string {
	name := t.placeName(p)
	if name == "" {
		return ""
	}
	pattern := t.pack.At.City
	if p.State {
		pattern = t.pack.At.State
		if own := t.at[p.Country]; own != "" {
			pattern = own
		}
	}
	return strings.Replace(pattern, "{}", name, 1)
}

func (t *Titles) join(names []string, sep string) string {
	if len(names) > mostNamed {
		names = append(slices.Clone(names[:mostNamed]), "…")
	}
	return strings.Join(names, sep)
}

// fill puts values into a pattern's braces; ok is false when one is missing.
func (t *Titles) fill(pattern string, values map[string]string) (string, bool) {
	for {
		open := strings.IndexByte(pattern, '{')
		if open < 0 {
			return pattern, true
		}
		end := strings.IndexByte(pattern, '}')
		v := values[pattern[open+1:end]]
		if v == "" {
			return "", false
		}
		pattern = t.elided(pattern[:open], v) + v + pattern[end+1:]
	}
}

// elided drops the vowel of a word before another vowel, where the language
// does so: "visite de" before "Emmanuel" is "visite d'".
func (t *Titles) elided(before, next string) string {
	first := []rune(next)[0]
	if !strings.ContainsRune(t.pack.Elide.Before, first) {
		return before
	}
	for i, from := range t.pack.Elide.From {
		rest, ok := strings.CutSuffix(before, from)
		if ok && (rest == "" || strings.HasSuffix(rest, " ")) {
			return rest + t.pack.Elide.To[i]
		}
	}
	return before
}

func upperFirst(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[0])) + string(r[1:])
}
