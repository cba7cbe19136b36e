package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"chancery/models"
)

// actorPatch is what a file or flags say of an actor; what is left out stays as
// it is known.
type actorPatch struct {
	Key     string            `yaml:"key,omitempty"`
	Kind    string            `yaml:"kind,omitempty"`
	Country string            `yaml:"country,omitempty"`
	Names   map[string]string `yaml:"names,omitempty"`
	Aliases []string          `yaml:"aliases,omitempty"`
	Surname string            `yaml:"surname,omitempty"`
	Terms   []string          `yaml:"terms,omitempty"` // as models.ParseTerms reads them
	Source  string            `yaml:"source"`
}

// actorYAML writes a record as readActors takes it.
func actorYAML(r *models.ActorRecord) (string, error) {
	p := actorPatch{Key: r.Key, Kind: r.Kind, Country: r.Country, Names: r.Names, Aliases: r.Aliases, Surname: r.Surname, Source: r.Source}
	for _, t := range r.Terms {
		p.Terms = append(p.Terms, t.String())
	}
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	err := errors.Join(enc.Encode([]actorPatch{p}), enc.Close())
	return b.String(), err
}

// readActors reads a file of records: CSV when its first line is a table's head,
// else YAML. Errors tell the line.
func readActors(name string, data []byte) ([]actorPatch, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	head, _, _ := bytes.Cut(bytes.TrimSpace(data), []byte("\n"))
	read := actorsYAML
	if bytes.ContainsAny(head, ",;\t") && !bytes.ContainsAny(head, ":{[#") {
		read = actorsCSV
	}
	out, err := read(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no record: see 'chancery actors import --help'", name)
	}
	return out, nil
}

func actorsYAML(data []byte) ([]actorPatch, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var out []actorPatch
	for {
		var list patches
		err := dec.Decode(&list)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, plainYAML(err)
		}
		out = append(out, list...)
	}
}

// patches is one record or a list.
type patches []actorPatch

// UnmarshalYAML implements yaml.Unmarshaler.
func (p *patches) UnmarshalYAML(n *yaml.Node) error {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	for _, n := range nodes {
		if n.Kind != yaml.MappingNode {
			return fmt.Errorf("line %d: write a record, such as 'names: {en: Zoe Martin}'", n.Line)
		}
		for i := 0; i < len(n.Content); i += 2 {
			if k := n.Content[i]; !slices.Contains(actorFields, k.Value) {
				return fmt.Errorf("line %d: there is no field %q: write %s", k.Line, k.Value, strings.Join(actorFields, ", "))
			}
		}
		var one actorPatch
		if err := n.Decode(&one); err != nil {
			return err
		}
		*p = append(*p, one)
	}
	return nil
}

var actorFields = []string{"key", "kind", "country", "names", "aliases", "surname", "terms", "source"}

// plainYAML takes the parser's own words out of an error.
func plainYAML(err error) error {
	var typed *yaml.TypeError
	if errors.As(err, &typed) && len(typed.Errors) > 0 {
		return errors.New(typed.Errors[0])
	}
	return errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
}

func actorsCSV(data []byte) ([]actorPatch, error) {
	r := csv.NewReader(bytes.NewReader(data))
	head, _, _ := bytes.Cut(data, []byte("\n"))
	for _, sep := range ",;\t" {
		if bytes.ContainsRune(head, sep) {
			r.Comma = sep
			break
		}
	}
	columns, err := r.Read()
	if err != nil {
		return nil, err
	}
	var out []actorPatch
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		p := actorPatch{Names: map[string]string{}}
		for i, c := range columns {
			if err := p.cell(strings.TrimSpace(c), strings.TrimSpace(row[i])); err != nil {
				return nil, err
			}
		}
		out = append(out, p)
	}
}

// cell takes one cell of a table; an empty one says nothing.
func (p *actorPatch) cell(column, value string) error {
	var list []string
	for v := range strings.SplitSeq(value, ";") {
		if v = strings.TrimSpace(v); v != "" {
			list = append(list, v)
		}
	}
	switch tag, named := strings.CutPrefix(column, "names."); {
	case named && value != "":
		p.Names[tag] = value
	case named:
	case column == "key":
		p.Key = value
	case column == "kind":
		p.Kind = value
	case column == "country":
		p.Country = value
	case column == "aliases":
		p.Aliases = list
	case column == "surname":
		p.Surname = value
	case column == "terms":
		p.Terms = list
	case column == "source":
		p.Source = value
	default:
		return fmt.Errorf("there is no column %q: write key, kind, country, names.LANG, aliases, surname, terms, source", column)
	}
	return nil
}
