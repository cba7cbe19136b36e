package timex

import (
	"sync"

	"chancery/extract/text"
	"chancery/lang"
)

// Tagger finds temporal expressions of one language. It may be shared by
// goroutines.
type Tagger struct {
	tag      string
	g        *program
	rules    []rule
	function map[uint64]bool
	common   text.Set  // the same words, for a look at every token
	pool     sync.Pool // of *reckoner: their buffers outlive a call
}

// Open compiles the pack of a language. It takes some milliseconds; callers
// keep the Tagger. An unknown tag wraps lang.ErrUnknown; an error in the pack
// names its file and line.
func Open(tag string) (*Tagger, error) {
	tag, err := lang.Match(tag)
	if err != nil {
		return nil, err
	}
	t, err := lang.LoadText(tag)
	if err != nil {
		return nil, err
	}
	p := &pack{} // a language whose dates no pack tells has none
	if lang.Has(tag, packFile) {
		if p, err = loadPack(tag); err != nil {
			return nil, err
		}
	}
	g, err := compile(tag, p, t)
	if err != nil {
		return nil, err
	}
	function := map[uint64]bool{}
	common := make([]uint64, 0, len(t.FunctionWords))
	for _, w := range t.FunctionWords {
		h, _ := text.Hash(w)
		function[h] = true
		common = append(common, h)
	}
	return &Tagger{tag: tag, g: g, rules: p.Rules, function: function, common: text.NewSet(common...)}, nil
}

// Lang is the pack's language tag.
func (t *Tagger) Lang() string { return t.tag }

// Doc tokenises a text by the language's rules.
func (t *Tagger) Doc(s string) *text.Doc { return text.New(s, t.tag, t.g.lex.rules) }

// Rules are the tokenizer's rules of the language.
func (t *Tagger) Rules() *text.Rules { return t.g.lex.rules }

// Tag finds the temporal expressions of a document, in the order they stand.
func (t *Tagger) Tag(doc *text.Doc, o Options) []Timex { return t.tagAll(nil, doc, o, nil) }

// tagAll reads the sentences of other languages by their own packs, when they
// are given.
func (t *Tagger) tagAll(list []Timex, doc *text.Doc, o Options, packs map[string]*Tagger) []Timex {
	r, _ := t.pool.Get().(*reckoner)
	if r == nil {
		r = &reckoner{m: &matcher{g: t.g, function: t.function}}
	}
	defer t.pool.Put(r)
	m := r.m
	m.doc, m.toks = doc, doc.Tokens
	*r = reckoner{m: m, o: o, memory: memory{spoken: r.spoken[:0]}, today: r.today[:0], out: r.out[:0]}
	for s := range doc.Sents {
		m.from, m.limit = int(doc.Sents[s].First), int(doc.Sents[s].Last)
		if s == 0 || doc.Sents[s].Lang != doc.Sents[s-1].Lang {
			m.use(t, packs[doc.Sents[s].Lang])
		}
		if s > 0 && doc.Sents[s].Foreign != doc.Sents[s-1].Foreign {
			r.memory, r.other = r.other, r.memory // a teaser's days are not the article's
		}
		for i := m.from; i < m.limit; {
			if !m.mayStart(i) {
				i++
				continue
			}
			i = r.at(i)
		}
	}
	m.use(t, nil)
	r.settle()
	for k := range r.out {
		x := &r.out[k]
		x.Start, x.End = int(doc.Tokens[x.First].Start), int(doc.Tokens[x.Last-1].End)
	}
	list = append(list, r.out...)
	clear(r.out) // what it points to is the caller's now
	m.doc, m.toks = nil, nil
	return list
}

// use sets the pack to read by: the other, if there is one.
func (m *matcher) use(own, other *Tagger) {
	if other == nil {
		other = own
	}
	m.g, m.function = other.g, other.function
}

// maxRefused bounds the second thoughts about one place.
const maxRefused = 6

// at takes the longest match from token i that makes sense, and says where to
// go on.
func (r *reckoner) at(i int) (next int) {
	m := r.m
	m.refused = m.refused[:0]
	for len(m.refused) < maxRefused {
		mt, ok := m.longest(i)
		if !ok {
			break
		}
		if mt.rule.kind == kindNothing || r.resolve(&mt) {
			return mt.last
		}
		m.refused = append(m.refused, m.best.end)
	}
	return i + 1
}
