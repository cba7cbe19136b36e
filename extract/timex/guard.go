package timex

import "chancery/extract/text"

// guard is a condition on the token beside a match.
type guard struct {
	words   map[uint64]bool
	syms    map[sym]bool
	number  bool // {digits}: a number in digits
	content bool // {content}: a word that is no function word
	little  bool // {function}: a function word
	capital bool // {capital}: a capitalised word
	edge    bool // {edge}: the sentence's end or a mark
}

// guard compiles a list of words and {classes}; nil when the list is empty.
func (g *program) guard(list []string) *guard {
	if len(list) == 0 {
		return nil
	}
	x := &guard{words: map[uint64]bool{}, syms: map[sym]bool{}}
	for _, entry := range list {
		switch entry {
		case "{function}":
			x.little = true
		case "{digits}":
			x.number = true
		case "{content}":
			x.content = true
		case "{capital}":
			x.capital = true
		case "{edge}":
			x.edge = true
		default:
			if entry[0] == '{' {
				x.syms[g.sym(entry[1:len(entry)-1])] = true
				continue
			}
			for _, w := range braces(entry) {
				h, _ := text.Hash(w)
				x.words[h] = true
			}
		}
	}
	return x
}

// holds tells whether token i of the sentence [first, last) is one of those
// the guard names. Outside the sentence only {edge} holds.
func (x *guard) holds(g *program, toks []text.Token, i, first, last int, function map[uint64]bool) bool {
	if i < first || i >= last {
		return x.edge
	}
	t := &toks[i]
	switch {
	case x.words[t.Lower]:
		return t.Kind != text.Hyphen || !t.Space // a dash is no hyphen
	case x.number && t.Kind == text.Number:
		return true
	case x.capital && t.Kind == text.Word && t.Upper:
		return true
	case x.little && function[t.Lower]:
		return true
	case x.content && (t.Kind == text.Word || t.Kind == text.Number) && !function[t.Lower]:
		return true
	case x.edge && (t.Kind == text.Punct || t.Kind == text.Stop || t.Kind == text.Quote):
		return true
	}
	if len(x.syms) > 0 {
		if n := g.lex.start(t); n != 0 {
			for k := range g.lex.nodes[n].lexemes {
				if l := &g.lex.nodes[n].lexemes[k]; x.syms[l.sym] && l.fits(t) {
					return true
				}
			}
		}
	}
	return false
}
