package timex

import (
	"fmt"
	"strings"
)

// A pattern is a sequence of
//
//	word        a literal word; word{s,es} with one of these endings
//	{class}     a word of that class, kept under the class's name
//	{class:x}   the same, kept under x
//	[ … ]       optional
//	( … | … )   one of
//	< … >       what is annotated; without it, the whole match is
//	\(          the mark itself
//
// It is expanded into its plain sequences, which a trie then shares.

// step is one terminal of a plain sequence.
type step struct {
	word  string // a literal, or
	class string // a class
	field string // where a class's value is kept
	open  int8   // spans that open before it
	end   int8   // spans that end after it
}

// parsePattern expands a pattern into its plain sequences.
func parsePattern(s string) ([][]step, error) {
	p := patternParser{items: patternItems(s)}
	seqs, err := p.alternatives(0)
	if err != nil {
		return nil, err
	}
	if p.pos < len(p.items) {
		return nil, fmt.Errorf("stray %q", p.items[p.pos])
	}
	for _, seq := range seqs {
		if len(seq) == 0 {
			return nil, fmt.Errorf("the pattern can match nothing")
		}
	}
	return seqs, nil
}

type patternParser struct {
	items []string
	pos   int
}

// patternItems splits at white space and at the marks of the pattern language.
func patternItems(s string) []string {
	var items []string
	for s != "" {
		switch c := s[0]; {
		case c == '\\' && len(s) > 1:
			items, s = append(items, s[:2]), s[2:]
		case c == ' ' || c == '\n' || c == '\t':
			s = s[1:]
		case strings.IndexByte("[]()|<>", c) >= 0:
			items, s = append(items, s[:1]), s[1:]
		case c == '{':
			end := strings.IndexByte(s, '}') + 1
			if end == 0 {
				end = len(s)
			}
			items, s = append(items, s[:end]), s[end:]
		default:
			end := strings.IndexAny(s, " \n\t[]()|<>{")
			if end < 0 {
				end = len(s)
			} else if s[end] == '{' { // endings: "Vortag{,es}"
				if close := strings.IndexByte(s, '}'); close > 0 {
					end = close + 1
				}
			}
			items, s = append(items, s[:end]), s[end:]
		}
	}
	return items
}

const maxVariants = 4000

func (p *patternParser) alternatives(depth int) ([][]step, error) {
	var all [][]step
	for {
		seqs, err := p.sequence(depth)
		if err != nil {
			return nil, err
		}
		if all = append(all, seqs...); len(all) > maxVariants {
			return nil, fmt.Errorf("more than %d variants: split the pattern", maxVariants)
		}
		if p.pos >= len(p.items) || p.items[p.pos] != "|" {
			return all, nil
		}
		p.pos++
	}
}

func (p *patternParser) sequence(depth int) ([][]step, error) {
	seqs := [][]step{nil}
	for p.pos < len(p.items) {
		item := p.items[p.pos]
		if item == "|" || item == "]" || item == ")" || item == ">" {
			if depth == 0 && item != "|" {
				return nil, fmt.Errorf("%q without its opening", item)
			}
			return seqs, nil
		}
		p.pos++
		tail, err := p.item(item, depth)
		if err != nil {
			return nil, err
		}
		if len(seqs)*len(tail) > maxVariants {
			return nil, fmt.Errorf("more than %d variants: split the pattern", maxVariants)
		}
		seqs = product(seqs, tail)
	}
	return seqs, nil
}

func (p *patternParser) item(item string, depth int) ([][]step, error) {
	switch item {
	case "[", "(", "<":
		return p.group(item, depth)
	}
	if item[0] == '{' {
		class, field, named := strings.Cut(strings.Trim(item, "{}"), ":")
		if class == "" || item[len(item)-1] != '}' {
			return nil, fmt.Errorf("bad class %q: write {name}", item)
		}
		if !named {
			field = class
		}
		return [][]step{{{class: class, field: field}}}, nil
	}
	var seqs [][]step
	for _, word := range braces(strings.TrimPrefix(item, "\\")) {
		seqs = append(seqs, []step{{word: word}})
	}
	return seqs, nil
}

var closers = map[string]string{"[": "]", "(": ")", "<": ">"}

func (p *patternParser) group(open string, depth int) ([][]step, error) {
	seqs, err := p.alternatives(depth + 1)
	if err != nil {
		return nil, err
	}
	if p.pos >= len(p.items) || p.items[p.pos] != closers[open] {
		return nil, fmt.Errorf("%q is not closed", open)
	}
	p.pos++
	switch open {
	case "[":
		seqs = append(seqs, nil)
	case "<":
		for i, seq := range seqs {
			if len(seq) == 0 {
				return nil, fmt.Errorf("< > can match nothing")
			}
			marked := append([]step(nil), seq...)
			marked[0].open++
			marked[len(marked)-1].end++
			seqs[i] = marked
		}
	}
	return seqs, nil
}

func product(heads, tails [][]step) [][]step {
	if len(tails) == 1 && len(heads) == 1 {
		return [][]step{append(heads[0][:len(heads[0]):len(heads[0])], tails[0]...)}
	}
	out := make([][]step, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, append(h[:len(h):len(h)], t...))
		}
	}
	return out
}
