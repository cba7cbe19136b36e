package timex

import (
	"math/bits"
	"slices"

	"chancery/extract/text"
)

// maxSteps bounds the parts of one expression.
const maxSteps = 24

// match is a rule that fits tokens [first, last).
type match struct {
	rule        *compiled
	first, last int
	spans       []spanMatch
}

// spanMatch is one annotated part of a match.
type spanMatch struct {
	first, last int
	frame       frame
}

// matcher runs a program over one document.
type matcher struct {
	g        *program
	doc      *text.Doc
	toks     []text.Token
	function map[uint64]bool

	from, limit int // the sentence
	start       int
	path        [maxSteps]pathStep
	best        candidate
	buf         [][]reading
	spans       []spanMatch
	refused     []*ending // what fitted at start but made no date
}

type pathStep struct {
	val         value
	first, last int
}

type candidate struct {
	end  *ending
	last int
	path [maxSteps]pathStep
}

// longest finds the longest match from token i; ok is false when there is none.
func (m *matcher) longest(i int) (match, bool) {
	m.start, m.best.end = i, nil
	m.walk(0, i, 0)
	if m.best.end == nil {
		return match{}, false
	}
	return m.captured(), true
}

func (m *matcher) walk(node int32, i, depth int) {
	n := &m.g.nodes[node]
	for k := range n.ends {
		m.offer(&n.ends[k], i, depth)
	}
	if i >= m.limit || depth >= maxSteps || len(n.edges) == 0 {
		return
	}
	t := &m.toks[i]
	if t.Kind == text.Number {
		m.walkReadings(node, i, depth)
	}
	lex := m.g.lex
	ln := lex.start(t)
	if ln == 0 {
		return
	}
	number := false
	for j := i; ln != 0; {
		ls := lex.nodes[ln].lexemes
		for k := range ls {
			number = number || ls[k].sym == m.g.numbers
			if next := m.g.follow(node, ls[k].sym); next != 0 && ls[k].fits(t) {
				m.step(next, i, j+1, depth, ls[k].val)
			}
		}
		if j++; j >= m.limit {
			break
		}
		ln = lex.next(ln, &m.toks[j])
	}
	if number {
		m.walkSpelled(node, i, depth)
	}
}

func (m *matcher) step(next int32, i, j, depth int, v *value) {
	p := &m.path[depth]
	p.first, p.last, p.val = i, j, value{}
	if v != nil {
		p.val = *v
	}
	m.walk(next, j, depth+1)
}

func (m *matcher) walkReadings(node int32, i, depth int) {
	for len(m.buf) <= depth {
		m.buf = append(m.buf, make([]reading, 0, 12))
	}
	rs := m.digitReadings(i, m.buf[depth][:0])
	m.buf[depth] = rs
	for k := range rs {
		if next := m.g.follow(node, rs[k].sym); next != 0 {
			m.step(next, i, i+rs[k].n, depth, &rs[k].val)
		}
	}
}

// walkSpelled tries a number in words as a count, a day and an hour; "one" is
// an article too often to be a day.
func (m *matcher) walkSpelled(node int32, i, depth int) {
	n, d, h := m.g.follow(node, symN), m.g.follow(node, symDay), m.g.follow(node, symHour)
	if n|d|h == 0 {
		return
	}
	v, size := m.spelled(i)
	if size == 0 {
		return
	}
	if n != 0 {
		m.step(n, i, i+size, depth, &v)
	}
	if d != 0 && v.text != "X" && v.num >= 2 && v.num <= 31 {
		m.step(d, i, i+size, depth, &v)
	}
	if h != 0 && v.text != "X" && v.num >= 0 && v.num <= 24 {
		m.step(h, i, i+size, depth, &v)
	}
}

// offer keeps a complete sequence if it beats the best so far: the longer one,
// and among equals the rule that stands first in the pack.
func (m *matcher) offer(e *ending, last, depth int) {
	if b := m.best.end; b != nil && (last < m.best.last || last == m.best.last && !m.ahead(e, b)) {
		return
	}
	c := &m.g.rules[e.rule]
	if slices.Contains(m.refused, e) || !m.allowed(c, last) || !m.wholeNumbers(last) || c.kind.named() && m.compound(last) {
		return
	}
	m.best.end, m.best.last = e, last
	copy(m.best.path[:depth], m.path[:depth])
}

// ahead tells whether a comes before b among matches of one length: a rule that
// blocks before one that annotates, else the one that stands first.
func (m *matcher) ahead(a, b *ending) bool {
	x, y := m.g.rules[a.rule].kind == kindNothing, m.g.rules[b.rule].kind == kindNothing
	if x != y {
		return x
	}
	return a.rule < b.rule
}

func (m *matcher) allowed(c *compiled, last int) bool {
	holds := func(x *guard, i int) bool { return x.holds(m.g, m.toks, i, m.from, m.limit, m.function) }
	return (c.after == nil || holds(c.after, m.start-1)) &&
		(c.before == nil || holds(c.before, last)) &&
		(c.notAfter == nil || !holds(c.notAfter, m.start-1)) &&
		(c.notBefore == nil || !holds(c.notBefore, last))
}

// compound tells whether the match is only a part of a word joined with
// hyphens: the Montag of "MIP-Montag", the winter of "Winter-Biathlon".
func (m *matcher) compound(last int) bool {
	s := m.start
	if s-2 >= m.from && m.toks[s].Kind == text.Word && m.hyphened(s-1) && m.toks[s-2].Kind == text.Word {
		return true
	}
	return last+1 < m.limit && m.toks[last-1].Kind == text.Word && m.hyphened(last) && m.toks[last+1].Kind == text.Word
}

// hyphened tells whether token i is a hyphen with no space on either side.
func (m *matcher) hyphened(i int) bool {
	return m.toks[i].Kind == text.Hyphen && !m.toks[i].Space && i+1 < m.limit && !m.toks[i+1].Space
}

// wholeNumbers refuses a match that takes a piece of a longer number: the 12 of
// 12,5, the 43 of 03.29.88.43.12, the 2022 of 2022-1.
func (m *matcher) wholeNumbers(last int) bool {
	s := m.start
	if m.toks[s].Kind == text.Number && s-2 >= m.from && !m.toks[s].Space && !m.toks[s-1].Space &&
		m.toks[s-2].Kind == text.Number && len(m.sep(s-1)) == 1 {
		return false
	}
	if m.toks[s].Kind == text.Number && s-1 >= m.from && m.toks[s-1].Kind == text.Symbol && !m.toks[s].Space {
		return false // $12, +33, €5, #3
	}
	if m.toks[last-1].Kind != text.Number || last >= m.limit {
		return true
	}
	if m.toks[last].Kind == text.Symbol {
		return false // 12 %, 1930 €
	}
	return m.toks[last].Space || last+1 >= m.limit || m.toks[last+1].Space || m.toks[last+1].Kind != text.Number ||
		len(m.sep(last)) != 1
}

// captured turns the best candidate into frames, one for each annotated part.
func (m *matcher) captured() match {
	b := &m.best
	c := &m.g.rules[b.end.rule]
	out := match{rule: c, first: m.start, last: b.last, spans: m.spans[:0]}
	spans := b.end.spans
	if len(spans) == 0 {
		spans = [][2]int8{{0, int8(len(b.end.fields))}}
	}
	for _, sp := range spans {
		s := out.span()
		s.first, s.last = b.path[sp[0]].first, b.path[sp[1]-1].last
		for k, f := range b.end.fields {
			inside := k >= int(sp[0]) && k < int(sp[1])
			if f != noField && (inside || !inAnySpan(spans, k)) {
				s.frame.put(f, b.path[k].val)
				if more := b.path[k].val.more; more != nil {
					s.frame.put(more.field, more.value)
				}
			}
		}
		for set := c.fixed.set; set != 0; set &= set - 1 {
			s.frame.borrow(&c.fixed, field(bits.TrailingZeros64(set)))
		}
	}
	m.spans = out.spans
	return out
}

// span gives room for one more part, taken from the last match where it can.
func (mt *match) span() *spanMatch {
	if n := len(mt.spans); n < cap(mt.spans) {
		mt.spans = mt.spans[:n+1]
	} else {
		mt.spans = append(mt.spans, spanMatch{})
	}
	s := &mt.spans[len(mt.spans)-1]
	s.frame.set = 0
	return s
}

func inAnySpan(spans [][2]int8, k int) bool {
	for _, s := range spans {
		if k >= int(s[0]) && k < int(s[1]) {
			return true
		}
	}
	return false
}
