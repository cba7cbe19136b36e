package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/text"
	"chancery/lang"
)

// count is what was asked, answered and right.
type count struct{ asked, answered, right int }

func (c *count) add(answered, right bool) {
	c.asked++
	if answered {
		c.answered++
	}
	if right {
		c.right++
	}
}

type bench struct {
	g      *actor.Gazetteer
	rules  map[string]*text.Rules
	counts map[string]*count
	missed map[string]int
}

func newBench(g *actor.Gazetteer) *bench {
	return &bench{g: g, rules: map[string]*text.Rules{}, counts: map[string]*count{}, missed: map[string]int{}}
}

func (b *bench) doc(s, tag string) (*text.Doc, error) {
	r := b.rules[tag]
	if r == nil {
		w, err := lang.LoadText(tag)
		if err != nil {
			return nil, err
		}
		r = text.NewRules(text.Words{
			Elisions: w.Elisions, Suffixes: w.Suffixes, Abbreviations: w.Abbreviations,
			ReadAlso: w.ReadAlso, Credits: w.Credits, OrdinalDot: w.OrdinalDot,
		})
		b.rules[tag] = r
	}
	return text.New(s, tag, r), nil
}

func (b *bench) at(name string) *count {
	if b.counts[name] == nil {
		b.counts[name] = &count{}
	}
	return b.counts[name]
}

// since is the first year the gazetteer claims to know holders of.
const since = "1995"

func (b *bench) measure(v visit) error {
	day, err := edtf.ParseDay(v.Start)
	if err != nil {
		return nil // a visit without a day
	}
	host, err := b.country(v.Host, v.Lang, day)
	if err != nil {
		return err
	}
	b.at("host state").add(host != "", host != "")
	if host == "" {
		b.missed["host: "+v.Host]++
	}
	if v.Start >= since {
		if err := b.traveller(v, day); err != nil {
			return err
		}
		if err := b.hosts(v, host, day); err != nil {
			return err
		}
	}
	return b.city(v, host, day)
}

// country reads a state's name alone.
func (b *bench) country(name, tag string, day edtf.Day) (string, error) {
	d, err := b.doc(name, tag)
	if err != nil {
		return "", err
	}
	for _, m := range b.g.Match(d, day, true) {
		if m.Kind == actor.State {
			return m.Country, nil
		}
	}
	return "", nil
}

// homes of the travellers whose corpus does not say it.
var homes = map[string]string{"François Hollande": "FRA", "Narendra Modi": "IND"}

// officesOf are the offices the corpus means by a traveller's role.
var officesOf = map[string][]string{
	"secretary":          {"foreign-minister"},
	"president":          {"head-of-state", "head-of-government"},
	"head of government": {"head-of-government"},
}

func (b *bench) traveller(v visit, day edtf.Day) error {
	want := homes[v.Visitor]
	if want == "" {
		want = "USA" // the corpus gives no home for Americans
	}
	if v.From != "" {
		c, err := b.country(v.From, v.Lang, day)
		if err != nil || c == "" {
			return err
		}
		want = c
	}
	d, err := b.doc(v.Visitor+" left.", v.Lang)
	if err != nil {
		return err
	}
	answered, right := false, false
	for _, m := range b.g.Match(d, day, true) {
		if m.Kind == actor.Person && !m.New && !strings.HasPrefix(m.ID, "office:") {
			answered, right = true, m.Country == want
			if offices := officesOf[v.Role]; offices != nil && right {
				b.at("office of the traveller on the day").add(m.Office != "", slices.Contains(offices, m.Office))
				if !slices.Contains(offices, m.Office) {
					b.missed[fmt.Sprintf("office %s %s: %s is %q", v.Start, v.Role, v.Visitor, m.Office)]++
				}
			}
			break
		}
	}
	if !right {
		b.missed[fmt.Sprintf("traveller %s %s: %s (%s)", v.Start[:4], want, v.Visitor, v.From)]++
	}
	b.at("traveller (name and country, since "+since+")").add(answered, right)
	return nil
}

// city: a place of the visit lies in the host's country. Several may be named.
func (b *bench) city(v visit, host string, day edtf.Day) error {
	if v.Place == "" || host == "" {
		return nil
	}
	for _, name := range strings.FieldsFunc(v.Place, func(r rune) bool { return r == ',' || r == ';' }) {
		d, err := b.doc(strings.TrimSpace(name)+", "+v.Host, v.Lang)
		if err != nil {
			return err
		}
		got := b.g.Match(d, day, true)
		answered := len(got) > 0 && got[0].First == 0 && (got[0].Kind == actor.Place || got[0].Kind == actor.State)
		right := answered && got[0].Country == host
		b.at("city in its country").add(answered, right)
		if !right || !answered {
			b.missed["city: "+strings.TrimSpace(name)+", "+v.Host]++
		}
	}
	return nil
}

var titled = regexp.MustCompile(`(?:President|Prime Minister|Foreign Minister|Chancellor|Foreign Secretary|King|Queen) (?:\p{Lu}[\p{L}'’.-]+ ){1,3}?\p{Lu}[\p{L}'’-]+`)

// hosts: those named with an office in the notes of a visit to one state are
// mostly of that state; the figure is a lower bound.
func (b *bench) hosts(v visit, host string, day edtf.Day) error {
	if host == "" || v.Text == "" || strings.Contains(v.Text, "ummit") || strings.Contains(v.Text, "onference") ||
		strings.Contains(v.Text, "eeting") || v.From != "" {
		return nil
	}
	d, err := b.doc(v.Text, v.Lang)
	if err != nil {
		return err
	}
	got := b.g.Match(d, day, true)
	for _, span := range titled.FindAllStringIndex(v.Text, -1) {
		answered, right := false, false
		for _, m := range got {
			if m.Kind == actor.Person && m.Start >= span[0] && m.Start < span[1] && !m.New {
				answered, right = true, m.Country == host
			}
		}
		b.at("official beside the host (since "+since+")").add(answered, right)
		if !right {
			b.missed["official "+v.Start[:4]+" "+host+": "+v.Text[span[0]:span[1]]]++
		}
	}
	return nil
}

func (b *bench) print(w io.Writer, misses int) {
	fmt.Fprintf(w, "%-45s %6s %9s %7s\n", "", "asked", "precision", "recall")
	for _, name := range slices.Sorted(maps.Keys(b.counts)) {
		c := b.counts[name]
		fmt.Fprintf(w, "%-45s %6d %9.3f %7.3f\n", name, c.asked, ratio(c.right, c.answered), ratio(c.right, c.asked))
	}
	list := slices.SortedFunc(maps.Keys(b.missed), func(x, y string) int {
		return cmp.Or(cmp.Compare(b.missed[y], b.missed[x]), cmp.Compare(x, y))
	})
	for _, m := range list[:min(misses, len(list))] {
		fmt.Fprintf(w, "%4d %s\n", b.missed[m], m)
	}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
