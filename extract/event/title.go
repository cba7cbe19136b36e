package event

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	// Types by type, or by type and sense ("recognition.break"), which comes first.
	Types map[string][]string `yaml:"types"`
	// Plural patterns come before those of Types when several act or travel.
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

// Title of an event; its type alone where neither an actor nor a state is known.
func (t *Titles) Title(e *Event) string {
	f := t.filler(e)
	return f.title()
}

// Summary of an event in one line: status, actors, place, who says so.
func (t *Titles) Summary(e *Event) string {
	f := t.filler(e)
	return f.summary()
}

// Write gives both title and summary.
func (t *Titles) Write(e *Event) (title, summary string) {
	f := t.filler(e)
	return f.title(), f.summary()
}

func (f *filler) title() string {
	t, e := f.t, f.e
	for _, list := range f.patterns() {
		for _, pattern := range list {
			s, ok := f.fill(pattern)
			if !ok {
				continue
			}
			if p := t.pack.Status[e.Status]; p != "" {
				s = strings.Replace(p, "{}", s, 1)
			}
			return upperFirst(s)
		}
	}
	return e.Type
}

// patterns are those of the event's type and sense, then those of its type, each
// with the plural before where several do it.
func (f *filler) patterns() (lists [4][]string) {
	var space [mostNamed]string
	doers := "actor"
	if f.e.Type == "visit" {
		doers = "visitor"
	}
	several := len(f.names(space[:0], doers)) > 1
	for k, key := range [2]string{f.e.Type + "." + f.e.Sense, f.e.Type} {
		if several {
			lists[2*k] = f.t.pack.Plural[key]
		}
		lists[2*k+1] = f.t.pack.Types[key]
	}
	return lists
}

func (f *filler) summary() string {
	t, e, s := f.t, f.e, &f.t.pack.Summary
	var space [mostNamed]string
	var line [4]string
	parts := append(line[:0], s.Status[e.Status])
	if all := f.names(space[:0], ""); len(all) > 0 {
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

// names of the actors with a role, or of all, behind what the list holds. A
// state is left out where a person of its own is named.
func (f *filler) names(out []string, role string) []string {
	for i := range f.e.Parts {
		if role != "" && f.e.Parts[i].Role != role {
			continue
		}
		if n := f.name(i); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// countries names the states of an event in which nobody is named, behind what
// the list holds; a code that is no state's stands for itself.
func (f *filler) countries(out []string) []string {
	for _, code := range f.e.Countries {
		name := code
		if id, ok := f.t.gaz.State(code); ok {
			name = f.t.gaz.Name(id, f.t.tag)
		}
		out = append(out, name)
	}
	return out
}

func spokenFor(parts []Part, country string) bool {
	for i := range parts {
		if parts[i].Kind == actor.Person && parts[i].Country == country {
			return true
		}
	}
	return false
}

func (t *Titles) name(p *Part) string {
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

// filler fills the patterns of an event's title and summary.
type filler struct {
	t     *Titles
	e     *Event
	named [mostSides]string // the name of each part, "" for one that is left out
}

func (t *Titles) filler(e *Event) filler {
	f := filler{t: t, e: e}
	for i := range min(len(e.Parts), len(f.named)) {
		f.named[i] = t.nameIn(e, i)
	}
	return f
}

func (f *filler) name(i int) string {
	if i < len(f.named) {
		return f.named[i]
	}
	return f.t.nameIn(f.e, i)
}

// nameIn is the name of an event's part, "" for a state whose own person is
// named.
func (t *Titles) nameIn(e *Event, i int) string {
	p := &e.Parts[i]
	if p.Kind == actor.State && spokenFor(e.Parts, p.Country) {
		return ""
	}
	return t.name(p)
}

// value of a brace; "" when the event has none.
func (f *filler) value(key string) string {
	var space [mostNamed]string
	switch key {
	case "all":
		all := f.names(space[:0], "")
		if len(all) == 0 {
			all = f.countries(all)
		}
		return f.t.join(all, f.t.pack.Dash)
	case "at":
		return f.t.atPlace(f.e.Place)
	case "place":
		return f.t.placeName(f.e.Place)
	case "visitor", "host", "actor", "target", "speaker", "topic":
		return f.t.join(f.names(space[:0], key), f.t.pack.And)
	}
	return ""
}

// fill puts values into a pattern's braces; ok is false when one is missing.
func (f *filler) fill(pattern string) (string, bool) {
	var space [160]byte
	out := space[:0]
	for {
		open := strings.IndexByte(pattern, '{')
		if open < 0 {
			return string(append(out, pattern...)), true
		}
		end := strings.IndexByte(pattern, '}')
		v := f.value(pattern[open+1 : end])
		if v == "" {
			return "", false
		}
		out = f.t.elide(append(out, pattern[:open]...), v)
		out, pattern = append(out, v...), pattern[end+1:]
	}
}

// elide drops the vowel of a word before another vowel, where the language does
// so: "visite de" before "Emmanuel" is "visite d'".
func (t *Titles) elide(before []byte, next string) []byte {
	first, _ := utf8.DecodeRuneInString(next)
	if !strings.ContainsRune(t.pack.Elide.Before, first) {
		return before
	}
	for i, from := range t.pack.Elide.From {
		n := len(before) - len(from)
		if n >= 0 && string(before[n:]) == from && (n == 0 || before[n-1] == ' ') {
			return append(before[:n], t.pack.Elide.To[i]...)
		}
	}
	return before
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if up := unicode.ToUpper(r); up != r {
		return string(up) + s[n:]
	}
	return s
}
