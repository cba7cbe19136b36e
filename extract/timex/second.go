package timex

import (
	"fmt"
	"slices"

	"chancery/extract/text"
)

// seconds are the words that may stand behind the first one of an expression: a
// set of hashes that may err towards yes and fills one line of the cache.
type seconds [8]uint64

func (s *seconds) add(hash uint64) {
	h := spread(hash)
	s[h>>6] |= 1 << (h & 63)
}

func (s *seconds) has(hash uint64) bool {
	h := spread(hash)
	return s[h>>6]&(1<<(h&63)) != 0
}

// spread gives one of 512 places.
func spread(hash uint64) uint64 { return hash * 0x9e3779b97f4a7c15 >> 55 }

// openers says of each first word, by its node in the lexicon, what may follow.
type openers struct {
	first bitset // of the hashes of all first words
	// set is 0 for a word that opens nothing, -1 for one that may be the whole
	// expression, else the number of the words one of which must follow, + 1.
	set  []int32
	sets []seconds
}

// openers finds for each first word which words may follow it in any pattern,
// so that the others cost one look-up.
func (g *program) openersOf() openers {
	o := openers{set: make([]int32, len(g.lex.nodes))}
	firsts := g.firstsOf()
	known := map[string]int32{}
	for _, s := range g.lex.slots {
		if s.node == 0 || !g.canStart(s.node) {
			continue
		}
		o.first.add(s.key)
		if g.canStandAlone(s.node) {
			o.set[s.node] = -1
			continue
		}
		open, number := g.opened(s.node)
		more := g.lex.nodes[s.node].children
		key := fmt.Sprint(open, number)
		if n, ok := known[key]; ok && len(more) == 0 {
			o.set[s.node] = n
			continue
		}
		o.sets = append(o.sets, g.secondsOf(open, number, more, firsts))
		o.set[s.node] = int32(len(o.sets))
		if len(more) == 0 {
			known[key] = o.set[s.node]
		}
	}
	return o
}

// firstsOf gives the first words, as hashes, of every terminal's words.
func (g *program) firstsOf() [][]uint64 {
	firsts := make([][]uint64, len(g.syms))
	var visit func(hash uint64, node int32)
	visit = func(hash uint64, node int32) {
		n := &g.lex.nodes[node]
		for i := range n.lexemes {
			s := n.lexemes[i].sym
			if l := firsts[s]; len(l) == 0 || l[len(l)-1] != hash {
				firsts[s] = append(firsts[s], hash)
			}
		}
		for _, c := range n.children {
			visit(hash, c.node)
		}
	}
	for _, s := range g.lex.slots {
		if s.node != 0 {
			visit(s.key, s.node)
		}
	}
	return firsts
}

// opened gives the pattern nodes a first word leads to, in order, and whether it
// may begin a number in words.
func (g *program) opened(n int32) (nodes []int32, number bool) {
	put := func(s sym) {
		if p := g.follow(0, s); p != 0 && !slices.Contains(nodes, p) {
			nodes = append(nodes, p)
		}
	}
	for _, x := range g.lex.nodes[n].lexemes {
		put(x.sym)
		if x.sym == g.numbers {
			number = true
			for _, s := range spelledSyms {
				put(s)
			}
		}
	}
	slices.Sort(nodes)
	return nodes, number
}

// spelledSyms are what a number in words may be.
var spelledSyms = [...]sym{symN, symDay, symHour}

// secondsOf gathers what may follow: the words of the terminals behind pattern
// nodes, the second words of the first word's own phrases, and the rest of a
// number.
func (g *program) secondsOf(nodes []int32, number bool, more []lexChild, firsts [][]uint64) seconds {
	var s seconds
	put := func(hashes []uint64) {
		for _, h := range hashes {
			s.add(h)
		}
	}
	for _, p := range nodes {
		for _, e := range g.nodes[p].edges {
			put(firsts[e.sym])
			number = number || slices.Contains(spelledSyms[:], e.sym)
		}
	}
	for _, c := range more {
		s.add(c.hash)
	}
	if number {
		put(firsts[g.numbers])
		for h := range g.joiners {
			s.add(h)
		}
	}
	return s
}

// mayStart tells whether an expression may start at token i: its own word and
// the next one settle it for nearly all.
func (m *matcher) mayStart(i int) bool {
	t := &m.toks[i]
	if t.Kind == text.Number {
		return true
	}
	if !t.AllCaps && !m.g.openers.first.has(t.Lower) {
		return false
	}
	n := m.g.lex.start(t)
	if n == 0 {
		return false
	}
	set := m.g.openers.set[n]
	if set <= 0 {
		return set < 0
	}
	if i+1 >= m.limit {
		return false
	}
	next := &m.toks[i+1]
	return next.Kind == text.Number || next.AllCaps || m.g.openers.sets[set-1].has(next.Lower)
}
