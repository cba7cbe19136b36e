package timex

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/extract/text"
)

// sym is a terminal of the pattern language: a word class ("weekday") or one
// literal word.
type sym uint16

// value is what a word of a class means.
type value struct {
	text string  // as the pack writes it
	num  float64 // the same as a number, where it is one
	more *extra  // what a compound says besides: the evening of "Montagabend"
}

// extra is the second half of a compound word.
type extra struct {
	field field
	value value
}

// lexeme is one reading of a run of tokens.
type lexeme struct {
	sym   sym
	upper bool // only when the first token is capitalised
	caps  bool // only in capitals: the spelling lost its accents
	val   *value
}

// lexicon is a trie over token hashes. The root is an open-addressing table,
// since every token of the text asks it; below it children are few.
type lexicon struct {
	rules *text.Rules
	nodes []lexNode
	mask  uint64
	slots []slot
	count int
	first bitset // may a word start with this token?
}

type slot struct {
	key  uint64
	node int32
}

// filterBits sizes the filter before the table, to stay in the nearest cache.
const filterBits = 15

// bitset is a set of hashes by their low bits: has may err towards yes.
type bitset [1 << (filterBits - 6)]uint64

func (b *bitset) add(hash uint64) {
	h := hash & (1<<filterBits - 1)
	b[h>>6] |= 1 << (h & 63)
}

func (b *bitset) has(hash uint64) bool {
	h := hash & (1<<filterBits - 1)
	return b[h>>6]&(1<<(h&63)) != 0
}

type lexNode struct {
	lexemes  []lexeme
	children []lexChild
}

type lexChild struct {
	hash uint64
	node int32
}

func newLexicon(rules *text.Rules) *lexicon {
	l := &lexicon{rules: rules, nodes: make([]lexNode, 1, 1024)}
	l.resize(2048)
	return l
}

func (l *lexicon) resize(n int) {
	n = 1 << bits.Len(uint(n-1))
	old := l.slots
	l.mask, l.slots = uint64(n-1), make([]slot, n)
	for _, s := range old {
		if s.node != 0 {
			l.put(s.key, s.node)
		}
	}
}

func (l *lexicon) put(hash uint64, node int32) {
	i := hash & l.mask
	for l.slots[i].node != 0 {
		i = (i + 1) & l.mask
	}
	l.slots[i] = slot{hash, node}
	l.first.add(hash)
}

// root gives the node of a first token, 0 when no word starts with it.
func (l *lexicon) root(hash uint64) int32 {
	if !l.first.has(hash) {
		return 0
	}
	for i := hash & l.mask; l.slots[i].node != 0; i = (i + 1) & l.mask {
		if l.slots[i].key == hash {
			return l.slots[i].node
		}
	}
	return 0
}

func (l *lexicon) child(node int32, hash uint64) int32 {
	for _, c := range l.nodes[node].children {
		if c.hash == hash {
			return c.node
		}
	}
	return 0
}

// add enters a word or a phrase. A capital in the pack asks for a capital in
// the text.
func (l *lexicon) add(word string, x lexeme) {
	first, _ := utf8.DecodeRuneInString(word)
	x.upper = unicode.IsUpper(first)
	lower, fold := l.hashes(word)
	l.insert(lower, x)
	for i := range lower {
		if lower[i] != fold[i] {
			x.caps = true
			l.insert(fold, x)
			return
		}
	}
}

// hashes tokenises a phrase as the text will be. A lone clitic ("l'", "'s") and
// one that ends a phrase ("plus d'") is one token, which out of context the
// tokenizer could not know.
func (l *lexicon) hashes(word string) (lower, fold []uint64) {
	rest, clitic := word, ""
	switch space := strings.LastIndexByte(word, ' '); {
	case strings.HasSuffix(word, "'"):
		rest, clitic = word[:max(space, 0)], word[space+1:]
	case strings.HasPrefix(word, "'") && len(word) > 1:
		rest, clitic = "", word
	}
	for _, t := range text.New(rest, "", l.rules).Tokens {
		lower, fold = append(lower, t.Lower), append(fold, t.Fold)
	}
	if clitic != "" {
		a, b := text.Hash(clitic)
		lower, fold = append(lower, a), append(fold, b)
	}
	return lower, fold
}

func (l *lexicon) insert(path []uint64, x lexeme) {
	if len(path) == 0 {
		return
	}
	n := l.root(path[0])
	if n == 0 {
		if l.count++; l.count*2 > len(l.slots) {
			l.resize(len(l.slots) * 2)
		}
		n = l.node()
		l.put(path[0], n)
	}
	for _, h := range path[1:] {
		next := l.child(n, h)
		if next == 0 {
			next = l.node()
			l.nodes[n].children = append(l.nodes[n].children, lexChild{h, next})
		}
		n = next
	}
	for _, have := range l.nodes[n].lexemes {
		if have.sym == x.sym && have.val == x.val && have.upper == x.upper {
			return
		}
	}
	l.nodes[n].lexemes = append(l.nodes[n].lexemes, x)
}

func (l *lexicon) node() int32 {
	l.nodes = append(l.nodes, lexNode{})
	return int32(len(l.nodes) - 1)
}

// start gives the node of a token, by its accentless spelling if it stands in
// capitals.
func (l *lexicon) start(t *text.Token) int32 {
	if n := l.root(t.Lower); n != 0 || !t.AllCaps {
		return n
	}
	return l.root(t.Fold)
}

// next goes one token on.
func (l *lexicon) next(node int32, t *text.Token) int32 {
	if n := l.child(node, t.Lower); n != 0 || !t.AllCaps {
		return n
	}
	return l.child(node, t.Fold)
}

// fits tells whether a reading suits how the token is written.
func (x *lexeme) fits(t *text.Token) bool {
	return (!x.upper || t.Upper) && (!x.caps || t.AllCaps)
}
