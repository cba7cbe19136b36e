package timex

import (
	"fmt"
	"strings"

	"chancery/lang"

	"go.yaml.in/yaml/v3"
)

// packFile is the file of a language pack that this package reads.
const packFile = "timex.yaml"

// pack is timex.yaml as written; docs/adding-a-language.md explains it.
type pack struct {
	// Words gives, class by class, what each value is called.
	Words map[string]map[string]located `yaml:"words"`
	// Compounds are pairs of classes that are written as one word: "weekday part"
	// for "Montagabend".
	Compounds located `yaml:"compounds"`
	// Parts are pieces of patterns with a name, used as $name.
	Parts map[string]string `yaml:"parts"`
	// Joiners stand inside spelled numbers ("vingt et un", "twenty-one").
	Joiners []string `yaml:"joiners"`
	// Tails are letters written onto a number, by what they make of it.
	Tails map[string]located `yaml:"tails"`
	// DateOrder of numeric dates: dmy or mdy.
	DateOrder string `yaml:"date_order"`
	// LooseToday: the word for today means "these days" as well, and does so in
	// a long text that names no other day near its publication.
	LooseToday bool      `yaml:"loose_today"`
	Tense      tensePack `yaml:"tense"`
	Rules      []rule    `yaml:"rules"`
}

// tensePack lists what tells past from future around a weekday.
type tensePack struct {
	Past       []string `yaml:"past"`
	Future     []string `yaml:"future"`
	Present    []string `yaml:"present"`
	Participle []string `yaml:"participle"`
	Neutral    []string `yaml:"neutral"`
	// Perfect auxiliaries are past when a participle follows in the clause.
	Perfect []string `yaml:"perfect"`
	// Either are forms that are a present or a participle: "besucht".
	Either []string `yaml:"either"`
	// TightPast and TightFuture tell only right before the expression: "by
	// June", "since Monday".
	TightPast   []string `yaml:"tight_past"`
	TightFuture []string `yaml:"tight_future"`
	// Commit lists verbs by which one undertakes what follows: "agreed to".
	Commit []string `yaml:"commit"`
	// Saying lists past forms of verbs of saying, which tell nothing of what
	// stands before the comma before them.
	Saying   []string `yaml:"saying"`
	Boundary []string `yaml:"boundary"`
}

// rule is one pattern family with its meaning and its proofs.
type rule struct {
	Name  string            `yaml:"rule"`
	Find  located           `yaml:"find"`
	Is    line              `yaml:"is"`
	With  map[string]string `yaml:"with"`
	Range bool              `yaml:"range"`

	After     []string `yaml:"after"`
	Before    []string `yaml:"before"`
	NotAfter  []string `yaml:"not_after"`
	NotBefore []string `yaml:"not_before"`

	Examples []example `yaml:"examples"`
	Not      []example `yaml:"not"`
}

// line is a string that remembers where it stands in its file.
type line struct {
	Text string
	Line int
}

// fault is of the kind that the YAML reader gathers, so that all are told.
func fault(n *yaml.Node, what string) error {
	return &yaml.TypeError{Errors: []string{fmt.Sprintf("line %d: %s", n.Line, what)}}
}

// UnmarshalYAML reads a scalar.
func (l *line) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return fault(n, "expected text")
	}
	*l = line{n.Value, n.Line}
	return nil
}

// located is one string or a list of them: a lone word needs no brackets.
type located []line

// UnmarshalYAML reads a scalar or a sequence of scalars.
func (l *located) UnmarshalYAML(n *yaml.Node) error {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, c := range nodes {
		if c.Kind != yaml.ScalarNode {
			return fault(c, "expected text")
		}
		*l = append(*l, line{c.Value, c.Line})
	}
	return nil
}

// line is where a list begins, 0 for an empty one.
func (l located) line() int {
	if len(l) == 0 {
		return 0
	}
	return l[0].Line
}

// example is [text, dct, value…]: what the rule must find in the text. A
// negative example is a text alone, or [text, dct].
type example struct {
	Text, DCT string
	Values    []string
	Line      int
}

// UnmarshalYAML reads the list form.
func (e *example) UnmarshalYAML(n *yaml.Node) error {
	var l located
	if err := l.UnmarshalYAML(n); err != nil {
		return err
	}
	if len(l) == 0 {
		return fault(n, "an example is [text, day, value…], this one is empty")
	}
	e.Line, e.Text = n.Line, l[0].Text
	if len(l) > 1 {
		e.DCT = l[1].Text
	}
	for _, v := range l[min(2, len(l)):] {
		e.Values = append(e.Values, v.Text)
	}
	return nil
}

func loadPack(tag string) (*pack, error) {
	var p pack
	if err := lang.Decode(tag, packFile, &p); err != nil {
		return nil, err
	}
	return &p, nil
}

// braces expands "nächst{e,en,er}" to its forms; a word without braces is
// itself.
func braces(word string) []string {
	open := strings.IndexByte(word, '{')
	end := strings.IndexByte(word, '}')
	if open < 0 || end < open {
		return []string{word}
	}
	var out []string
	for _, alt := range strings.Split(word[open+1:end], ",") {
		out = append(out, braces(word[:open]+alt+word[end+1:])...)
	}
	return out
}
