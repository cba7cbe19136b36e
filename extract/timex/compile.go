package timex

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chancery/extract/text"
	"chancery/lang"
)

// Classes the engine reads from digits itself; a pack may add words to them.
const (
	symInt      sym = iota // 408
	symDay                 // 1–31, "1er", "15." where the language writes so
	symYear                // 1000–2199
	symShort               // 82
	symOrd                 // "19th", "3e", "15."
	symClock               // 18:30, 18h30, 22h
	symDot                 // 18.30
	symHour                // 0–24
	symMinute              // 00–59
	symNumeric             // 2022-02-04, 04/02/2022
	symDecade              // 1990s
	symN                   // any number, in digits or words
	symMonth               // 1–12, two digits or one
	symAm                  // 10am
	symPm                  // 10pm
	symWatch               // 0800
	symDayMonth            // 24.12. where the language writes so
	firstOwnSym
)

var builtins = map[string]sym{
	"int": symInt, "day": symDay, "year": symYear, "yy": symShort, "ord": symOrd, "clock": symClock, "dotclock": symDot,
	"hour": symHour, "minute": symMinute, "numeric": symNumeric, "decade": symDecade, "n": symN, "monthnumber": symMonth,
	"amclock": symAm, "pmclock": symPm, "watch": symWatch,
	"daymonth": symDayMonth,
}

// program is a compiled pack.
type program struct {
	lex     *lexicon
	nodes   []patNode
	rules   []compiled
	syms    map[string]sym
	numbers sym             // the class of spelled numbers
	joiners map[uint64]bool // "et", "-" inside spelled numbers
	tails   map[string]sym
	ordDot  bool
	monthly bool // numeric dates put the month first
	// looseToday: the word for today also means "these days".
	looseToday bool
	tense      *tense
	parts      map[string]string
	openers    openers
}

// patNode is a node of the pattern trie.
type patNode struct {
	edges []patEdge
	ends  []ending
	dense []int32 // edges by sym, where there are many
}

type patEdge struct {
	sym  sym
	node int32
}

// ending is a plain sequence that is complete at a node.
type ending struct {
	rule   int32
	fields []field
	spans  [][2]int8 // steps [from, to) of each annotated part
}

type compiled struct {
	*rule
	kind      kind
	fixed     frame
	after     *guard
	before    *guard
	notAfter  *guard
	notBefore *guard
}

func compile(tag string, p *pack, t lang.Text) (*program, error) {
	g := &program{
		lex: newLexicon(TextRules(t)), nodes: make([]patNode, 1, 4096), syms: map[string]sym{},
		joiners: map[uint64]bool{}, tails: map[string]sym{}, ordDot: t.OrdinalDot, monthly: p.DateOrder == "mdy", parts: p.Parts, looseToday: p.LooseToday,
	}
	for name, s := range builtins {
		g.syms[name] = s
	}
	g.numbers = g.sym("number")
	// A linguist who has made three slips wants to hear of all three.
	faults := append(g.addWords(p), g.addCompounds(p)...)
	for _, w := range p.Joiners {
		h, _ := text.Hash(w)
		g.joiners[h] = true
	}
	for name, list := range p.Tails {
		s, ok := builtins[name]
		if !ok {
			faults = append(faults, fmt.Errorf("%d: tails: there is no number class %q", list.line(), name))
			continue
		}
		for _, w := range list {
			g.tails[w.Text] = s
		}
	}
	for i := range p.Rules {
		if err := g.addRule(&p.Rules[i]); err != nil {
			faults = append(faults, err)
		}
	}
	if len(faults) > 0 {
		for i, err := range faults {
			faults[i] = fmt.Errorf("lang/%s/%s:%w", tag, packFile, err)
		}
		return nil, errors.Join(faults...)
	}
	g.tense = compileTense(&p.Tense, g.lex.rules)
	g.index()
	g.openers = g.openersOf()
	return g, nil
}

// TextRules turns a language's text.yaml into the tokenizer's rules.
func TextRules(t lang.Text) *text.Rules {
	return text.NewRules(text.Words{
		Elisions: t.Elisions, Suffixes: t.Suffixes, Abbreviations: t.Abbreviations,
		ReadAlso: t.ReadAlso, Credits: t.Credits, OrdinalDot: t.OrdinalDot,
		Function: t.FunctionWords,
	})
}

func (g *program) sym(name string) sym {
	s, ok := g.syms[name]
	if !ok {
		s = sym(len(g.syms))
		g.syms[name] = s
	}
	return s
}

// addWords enters the classes in a fixed order, so that a compiled pack is the
// same every time.
func (g *program) addWords(p *pack) (faults []error) {
	for _, class := range sortedKeys(p.Words) {
		s := g.sym(class)
		for _, val := range sortedKeys(p.Words[class]) {
			v := newValue(val)
			for _, entry := range p.Words[class][val] {
				for _, word := range braces(entry.Text) {
					if strings.TrimSpace(word) == "" {
						faults = append(faults, fmt.Errorf("%d: words: %s: %s: an empty word", entry.Line, class, val))
						continue
					}
					g.lex.add(word, lexeme{sym: s, val: &v})
				}
			}
		}
	}
	return faults
}

// addCompounds enters every word of one class joined to every word of another,
// with the value of both.
func (g *program) addCompounds(p *pack) (faults []error) {
	for _, pair := range p.Compounds {
		a, b, ok := strings.Cut(pair.Text, " ")
		second, err := fieldNamed(classField(b))
		if !ok || err != nil || p.Words[a] == nil || p.Words[b] == nil {
			faults = append(faults, fmt.Errorf("%d: compounds: %q: name two classes that stand under words", pair.Line, pair.Text))
			continue
		}
		s := g.sym(a)
		for _, va := range sortedKeys(p.Words[a]) {
			for _, vb := range sortedKeys(p.Words[b]) {
				v := newValue(va)
				v.more = &extra{second, newValue(vb)}
				g.addJoined(p.Words[a][va], p.Words[b][vb], lexeme{sym: s, val: &v})
			}
		}
	}
	return faults
}

func (g *program) addJoined(heads, tails located, x lexeme) {
	for _, h := range heads {
		for _, head := range braces(h.Text) {
			for _, t := range tails {
				for _, tail := range braces(t.Text) {
					g.lex.add(head+strings.ToLower(tail), x)
				}
			}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (g *program) addRule(r *rule) error {
	c := compiled{rule: r}
	at := r.Is.Line
	if len(r.Find) > 0 {
		at = r.Find[0].Line
	}
	fail := func(line int, err error) error { return fmt.Errorf("%d: rule %s: %w", line, r.Name, err) }
	var err error
	if c.kind, err = kindNamed(r.Is.Text); err != nil {
		return fail(cmp.Or(r.Is.Line, at), err)
	}
	for _, name := range sortedKeys(r.With) {
		f, err := fieldNamed(name)
		if err != nil {
			return fail(at, err)
		}
		c.fixed.put(f, newValue(r.With[name]))
	}
	c.after, c.before = g.guard(r.After), g.guard(r.Before)
	c.notAfter, c.notBefore = g.guard(r.NotAfter), g.guard(r.NotBefore)
	g.rules = append(g.rules, c)
	if len(r.Find) == 0 {
		return fail(at, fmt.Errorf("it has nothing to find"))
	}
	for _, pat := range r.Find {
		if err := g.addPattern(pat.Text, int32(len(g.rules)-1)); err != nil {
			return fail(pat.Line, fmt.Errorf("%q: %w", pat.Text, err))
		}
	}
	return nil
}

func (g *program) addPattern(s string, rule int32) error {
	s, err := g.expandParts(s, 0)
	if err != nil {
		return err
	}
	seqs, err := parsePattern(s)
	if err != nil {
		return err
	}
	for _, seq := range seqs {
		if err := g.addSequence(seq, rule); err != nil {
			return err
		}
	}
	return nil
}

// expandParts writes each $name out; parts may hold parts.
func (g *program) expandParts(s string, depth int) (string, error) {
	if depth > 4 {
		return "", fmt.Errorf("parts hold each other")
	}
	for {
		at := strings.IndexByte(s, '$')
		if at < 0 {
			return s, nil
		}
		end := at + 1
		for end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] == '_') {
			end++
		}
		part, ok := g.parts[s[at+1:end]]
		if !ok {
			return "", fmt.Errorf("there is no part %s: add it under parts", s[at:end])
		}
		part, err := g.expandParts(part, depth+1)
		if err != nil {
			return "", err
		}
		s = s[:at] + "(" + part + ")" + s[end:]
	}
}

func (g *program) addSequence(seq []step, rule int32) error {
	n := int32(0)
	e := ending{rule: rule}
	var open []int8
	for _, st := range seq {
		for range st.open {
			open = append(open, int8(len(e.fields)))
		}
		f := noField
		s := sym(0)
		if st.class == "" {
			// A literal of several tokens is one terminal: the lexicon joins them.
			name := "=" + st.word
			_, known := g.syms[name]
			if s = g.sym(name); !known {
				g.lex.add(st.word, lexeme{sym: s})
			}
		} else {
			var ok bool
			if s, ok = g.syms[st.class]; !ok {
				return fmt.Errorf("there is no class {%s}: add it under words", st.class)
			}
			if st.field != "_" {
				var err error
				if f, err = fieldNamed(classField(st.field)); err != nil {
					return err
				}
			}
		}
		n = g.edge(n, s)
		e.fields = append(e.fields, f)
		for range st.end {
			e.spans = append(e.spans, [2]int8{open[len(open)-1], int8(len(e.fields))})
			open = open[:len(open)-1]
		}
	}
	if len(e.fields) > maxSteps {
		return fmt.Errorf("longer than %d parts", maxSteps)
	}
	c := &g.rules[rule]
	if err := c.kind.complete(func(f field) bool { return c.fixed.has(f) || slices.Contains(e.fields, f) }); err != nil {
		return err
	}
	g.nodes[n].ends = append(g.nodes[n].ends, e)
	return nil
}

// classField gives the field a class fills unless the pattern says otherwise.
func classField(name string) string {
	switch name {
	case "dotclock", "amclock", "pmclock", "watch":
		return "clock"
	case "int":
		return "n"
	case "monthnumber":
		return "month"
	}
	return name
}

func (g *program) edge(n int32, s sym) int32 {
	for _, e := range g.nodes[n].edges {
		if e.sym == s {
			return e.node
		}
	}
	g.nodes = append(g.nodes, patNode{})
	next := int32(len(g.nodes) - 1)
	g.nodes[n].edges = append(g.nodes[n].edges, patEdge{s, next})
	return next
}

// follow gives the node a terminal leads to, 0 for none.
func (g *program) follow(n int32, s sym) int32 {
	if d := g.nodes[n].dense; d != nil {
		return d[s]
	}
	for _, e := range g.nodes[n].edges {
		if e.sym == s {
			return e.node
		}
	}
	return 0
}

// manyEdges is how many edges make a table cheaper than a search.
const manyEdges = 6

// index lays out the edges of busy nodes by terminal.
func (g *program) index() {
	for n := range g.nodes {
		x := &g.nodes[n]
		if len(x.edges) < manyEdges {
			continue
		}
		x.dense = make([]int32, len(g.syms))
		for _, e := range x.edges {
			x.dense[e.sym] = e.node
		}
	}
}

// canStandAlone tells whether one word is a whole match.
func (g *program) canStandAlone(n int32) bool {
	for _, x := range g.lex.nodes[n].lexemes {
		if len(g.nodes[g.follow(0, x.sym)].ends) > 0 {
			return true
		}
		if x.sym == g.numbers {
			for _, s := range spelledSyms {
				if len(g.nodes[g.follow(0, s)].ends) > 0 {
					return true
				}
			}
		}
	}
	return false
}

func (g *program) canStart(n int32) bool {
	for _, x := range g.lex.nodes[n].lexemes {
		if g.follow(0, x.sym) != 0 || x.sym == g.numbers && g.opensWithNumber() {
			return true
		}
	}
	for _, c := range g.lex.nodes[n].children {
		if g.canStart(c.node) {
			return true
		}
	}
	return false
}

func (g *program) opensWithNumber() bool {
	return g.follow(0, symN) != 0 || g.follow(0, symDay) != 0 || g.follow(0, symHour) != 0
}
