package actor

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"chancery/edtf"
	"chancery/extract/text"
)

// item is one run of tokens the trie knows, with all its meanings.
type item struct {
	first, last int32
	node        int32  // in the trie, whose entries are the meanings
	only        int32  // the one entry that is meant + 1, 0 for all of the node's
	kinds       uint16 // bit set of entryKind
	used        bool   // consumed by a longer phrase
}

func (it *item) is(kinds ...entryKind) bool {
	for _, k := range kinds {
		if it.kinds&(1<<k) != 0 {
			return true
		}
	}
	return false
}

// matcher is the state of one Match call.
type matcher struct {
	g      *Gazetteer
	p      *pack
	doc    *text.Doc
	day    edtf.Day
	hasDay bool
	items  []item
	at     []int32 // token -> item that starts there + 1
	full   map[int32]int32
	places map[string]int // countries the text names, with how often
	shares map[string]int // states the text names by a name a city shares
	out    []Mention
	// meant is what ambiguous names mean in this text, by their hash.
	meant  map[uint64]sensed
	towns  []int32 // items that name a small town
	asked  int32   // organisation + 1 last looked for in the whole text, with
	answer bool    // whether it is named
	// surnames are words that end a person's name in this text.
	surnames map[uint64]struct{}
}

// Match finds the actors and places of a document, in order. The day is the
// article's; without it offices cannot be resolved to their holders, unless
// the text names them.
func (g *Gazetteer) Match(doc *text.Doc, day edtf.Day, hasDay bool) []Mention {
	return g.MatchInto(nil, doc, day, hasDay)
}

// MatchInto is Match in a list's memory: what the list held is lost.
func (g *Gazetteer) MatchInto(list []Mention, doc *text.Doc, day edtf.Day, hasDay bool) []Mention {
	p := g.packs[doc.Lang]
	if p == nil {
		for _, t := range g.tags { // "fr-CA" reads with the pack of "fr"
			if len(doc.Lang) > len(t) && doc.Lang[:len(t)] == t && doc.Lang[len(t)] == '-' {
				p = g.packs[t]
			}
		}
		if p == nil {
			return nil
		}
	}
	p.forms.ready()
	m := matchers.Get().(*matcher)
	defer m.release()
	m.g, m.p, m.doc, m.day, m.hasDay, m.out = g, p, doc, day, hasDay, list[:0]
	m.scan()
	m.joinNames()
	m.survey()
	m.resolve()
	return m.finish()
}

// matchers keeps the tables of matches that are over for those to come.
var matchers = sync.Pool{New: func() any {
	return &matcher{full: map[int32]int32{}, places: map[string]int{}, shares: map[string]int{}, meant: map[uint64]sensed{}}
}}

// release gives the tables back, without what they held of the text.
func (m *matcher) release() {
	clear(m.full)
	clear(m.places)
	clear(m.shares)
	clear(m.meant)
	*m = matcher{items: m.items[:0], at: m.at[:0], full: m.full, places: m.places, shares: m.shares, meant: m.meant, towns: m.towns[:0]}
	matchers.Put(m)
}

// scan makes the one pass over the tokens.
func (m *matcher) scan() {
	tokens := m.doc.Tokens
	m.items = slices.Grow(m.items[:0], len(tokens)/6+4)
	for i := 0; i < len(tokens); {
		if tokens[i].Kind > text.Clitic || !m.mayBegin(i) {
			i += m.unnamed(i)
			continue
		}
		it, ok := m.longest(i)
		if !ok || it.kinds == 1<<pairEntry && m.twoBefore(i) < 0 || it.kinds == 1<<countEntry && !m.countAlone(&it) {
			i += m.unnamed(i)
			continue
		}
		m.items = append(m.items, it)
		i = int(it.last)
	}
	m.at = slices.Grow(m.at[:0], len(tokens)+1)[:len(tokens)+1]
	clear(m.at)
	for k := range m.items {
		m.at[m.items[k].first] = int32(k) + 1
	}
}

// mayBegin tells whether a name may begin at a token, as it stands or in the
// genitive.
func (m *matcher) mayBegin(i int) bool {
	t := &m.doc.Tokens[i]
	if !t.Upper && t.Kind != text.Number {
		return m.g.trie.beginsSmall(m.p.number, t.Fold) || m.p.forms.has(t.Fold)
	}
	return m.g.trie.begins(t.Fold) || m.p.genitive != "" && t.Upper || m.p.forms.has(t.Fold)
}

// longest walks the trie from token i and keeps the last node with a meaning
// that holds here.
func (m *matcher) longest(i int) (item, bool) {
	best := item{first: int32(i)}
	fold := m.doc.Tokens[i].Fold
	if next := m.g.trie.step(0, fold); next >= 0 {
		m.walk(&best, 0, next, i)
	} else {
		m.genitive(&best, 0, i, i)
	}
	m.p.forms.of(fold, func(base uint64) bool {
		if next := m.g.trie.step(0, base); next >= 0 {
			m.walk(&best, 0, next, i)
		}
		return true
	})
	return best, best.kinds != 0
}

// walk goes on from the node that token i led to.
func (m *matcher) walk(best *item, from, node int32, i int) {
	tokens := m.doc.Tokens
	sent := tokens[i].Sent
	for j := i; ; {
		if m.g.trie.head[node] >= 0 && j >= int(best.last) {
			m.meanings(best, node, i, j)
		}
		if int(best.last) <= j {
			m.genitive(best, from, i, j) // the same letters are a name elsewhere: "Italiens" in French
		}
		for j++; j < len(tokens) && m.skippable(j); j++ {
		}
		if j >= len(tokens) || tokens[j].Sent != sent {
			return
		}
		next := m.follow(node, tokens[j].Fold)
		if next < 0 {
			m.genitive(best, node, i, j)
			return
		}
		from, node = node, next
	}
}

// follow takes the edge of a word, else that of a base form of it.
func (m *matcher) follow(node int32, fold uint64) int32 {
	next := m.g.trie.step(node, fold)
	if next < 0 && m.p.forms != nil {
		m.p.forms.of(fold, func(base uint64) bool {
			next = m.g.trie.step(node, base)
			return next < 0
		})
	}
	return next
}

// genitive tries a name that ends in the language's genitive ("Frankreichs").
func (m *matcher) genitive(best *item, node int32, i, j int) {
	if m.p.genitive == "" || !m.doc.Tokens[j].Upper {
		return
	}
	stem, ok := strings.CutSuffix(m.doc.Word(j), m.p.genitive)
	if !ok || len(stem) < 3 {
		return
	}
	_, fold := text.Hash(stem)
	if next := m.g.trie.step(node, fold); next >= 0 && m.g.trie.head[next] >= 0 {
		m.meanings(best, next, i, j)
	}
}

// skippable: hyphens join the parts of a name as spaces do, and a full stop
// may follow an initial or an abbreviated part ("George W. Bush", "St. Louis").
func (m *matcher) skippable(j int) bool {
	t := &m.doc.Tokens[j]
	switch t.Kind {
	case text.Hyphen:
		return true
	case text.Punct:
		return m.betweenParts(j)
	case text.Stop:
		before := &m.doc.Tokens[j-1]
		return !t.Space && before.Kind == text.Word && before.Upper && before.End-before.Start <= 2 && t.End-t.Start == 1
	}
	return false
}

// betweenParts: the mark between the parts of a foreign name in scripts
// without spaces.
func (m *matcher) betweenParts(j int) bool {
	if j <= 0 || m.doc.Tokens[j].Kind != text.Punct || m.doc.Tokens[j].Space {
		return false
	}
	switch m.doc.Word(j) {
	case "·", "・", "‧", "•":
		return true
	}
	return false
}

// meanings notes a node whose entries hold for tokens [i, j].
func (m *matcher) meanings(best *item, node int32, i, j int) {
	kinds := uint16(0)
	// "La Paz" is a city, "la paz" is peace.
	word := j > i && m.p.articles.has(m.fold(i)) && m.doc.Tokens[i+1].Kind == text.Word && !m.doc.Tokens[i+1].Upper
	for e := m.g.trie.head[node]; e >= 0; e = m.g.trie.entries[e].next {
		if en := &m.g.trie.entries[e]; en.langs&m.p.bit != 0 && m.written(en, i) && !(word && en.kind == nameEntry) {
			kinds |= 1 << en.kind
		}
	}
	if kinds != 0 {
		*best = item{first: int32(i), last: int32(j + 1), node: node, kinds: kinds}
	}
}

// written tells whether the text writes a name as the entry asks.
func (m *matcher) written(e *entry, i int) bool {
	t := &m.doc.Tokens[i]
	if e.flags&plain != 0 && t.Lower != t.Fold {
		return false
	}
	if e.flags&needCaps != 0 {
		return t.AllCaps || t.Upper && m.p.forms != nil && capitals(m.doc.Word(i))
	}
	return e.flags&needUpper == 0 || t.Upper || t.Kind == text.Number
}

// entriesOf calls f with the meanings of one kind.
func (m *matcher) entriesOf(it *item, kind entryKind, f func(*entry) bool) {
	if it.kinds&(1<<kind) == 0 {
		return
	}
	if it.only > 0 {
		f(&m.g.trie.entries[it.only-1])
		return
	}
	for e := m.g.trie.head[it.node]; e >= 0; {
		en := &m.g.trie.entries[e]
		if en.kind == kind && en.langs&m.p.bit != 0 && m.written(en, int(it.first)) && !f(en) {
			return
		}
		e = en.next
	}
}

// first gives the first meaning of a kind.
func (m *matcher) first(it *item, kind entryKind) *entry {
	var out *entry
	m.entriesOf(it, kind, func(e *entry) bool {
		out = e
		return false
	})
	return out
}

// record gives the first named record of one of the kinds, -1 without.
func (m *matcher) record(it *item, kinds ...Kind) int32 {
	out := int32(-1)
	m.entriesOf(it, nameEntry, func(e *entry) bool {
		for _, k := range kinds {
			if m.g.records[e.rec].kind == k {
				out = e.rec
				return false
			}
		}
		return true
	})
	return out
}

// itemAt gives the item that starts at a token, nil without.
func (m *matcher) itemAt(tok int) *item {
	if tok < 0 || tok >= len(m.doc.Tokens) || m.at[tok] == 0 {
		return nil
	}
	return &m.items[m.at[tok]-1]
}

// itemBefore gives the item that ends right before a token, nil without.
func (m *matcher) itemBefore(tok int) *item {
	for k := tok - 1; k >= 0 && k >= tok-maxRun; k-- {
		if it := m.itemAt(k); it != nil {
			if int(it.last) == tok {
				return it
			}
			return nil
		}
	}
	return nil
}

// sameSentence tells whether two tokens share one.
func (m *matcher) sameSentence(a, b int) bool {
	n := len(m.doc.Tokens)
	return a >= 0 && b >= 0 && a < n && b < n && m.doc.Tokens[a].Sent == m.doc.Tokens[b].Sent
}

func (m *matcher) fold(tok int) uint64 {
	if tok < 0 || tok >= len(m.doc.Tokens) {
		return 0
	}
	return m.doc.Tokens[tok].Fold
}

// capitals: a word begins with two of them: an acronym with an ending.
func capitals(w string) bool {
	first, n := utf8.DecodeRuneInString(w)
	second, _ := utf8.DecodeRuneInString(w[n:])
	return unicode.IsUpper(first) && unicode.IsUpper(second)
}
