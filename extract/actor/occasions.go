package actor

import (
	"fmt"
	"slices"
	"strings"

	"chancery/edtf"
)

// Occasion is a named, dated gathering: a summit, the Games, an anniversary.
// It dates an article that speaks of it without giving a year.
type Occasion struct {
	ID      string
	Kind    string            // games, summit, anniversary
	Names   map[string]string // by language tag
	Days    edtf.Interval
	Place   string // id of its place, "" when it has none
	Country string // alpha-3
	Orgs    []string
}

// Occasions lists the known gatherings, oldest first.
func (g *Gazetteer) Occasions() []Occasion { return slices.Clone(g.occasion) }

// occasions reads data/occasions.tsv: id, kind, start, end, place id, alpha-3,
// organisation codes, then names by language as the first row says.
func (b *builder) occasions() error {
	var langs []string
	err := rows("occasions.tsv", func(c []string) error {
		if c[0] == "id" {
			langs = slices.Clone(c[7:])
			return nil
		}
		if len(c) < 8 {
			return fmt.Errorf("want id, kind, start, end, place, country, organisations, names")
		}
		start, err := edtf.ParseDay(c[2])
		if err != nil {
			return err
		}
		end, err := edtf.ParseDay(c[3])
		if err != nil {
			return err
		}
		o := Occasion{
			ID: c[0], Kind: c[1], Days: edtf.Interval{Start: start, End: end + 1},
			Place: c[4], Country: c[5], Orgs: strings.Fields(c[6]), Names: map[string]string{},
		}
		if _, ok := b.g.byID[o.Place]; !ok && o.Place != "" {
			return fmt.Errorf("no place %q", o.Place)
		}
		for k, name := range c[7:] {
			if name != "" && k < len(langs) {
				o.Names[langs[k]] = name
			}
		}
		b.g.occasion = append(b.g.occasion, o)
		return nil
	})
	slices.SortStableFunc(b.g.occasion, func(a, b Occasion) int { return int(a.Days.Start) - int(b.Days.Start) })
	return err
}
