package event

import (
	"slices"
	"sync"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/text"
	"chancery/extract/timex"
)

// hit is a verb or noun of the pack found in the text.
type hit struct {
	first, last int // tokens, [first, last)
	verb        int // index of the verb, -1 for a noun or phrase
	tense       tense
	frame       int    // of a noun or phrase, -1 otherwise
	also        []int  // further frames of the same noun
	mod         string // of a modifier noun
	phrase      bool
	head        int        // of a noun: token of the noun it hangs on ("ouverture de pourparlers"), or 0
	parted      bool       // of a separable verb whose particle stands apart
	roles       []verbRole // of a verb, after particles and reflexives were checked
	group       *group     // of a verb; of a noun one that is empty
}

func (h *hit) has(k roleKind) bool {
	for _, r := range h.roles {
		if r.kind == k {
			return true
		}
	}
	return false
}

// light tells whether the verb can carry a noun of the frame.
//
// What calls an event off does not carry it ("called off a summit" calls none).
func (h *hit) light(frame int) bool {
	if verdict(h.modifier()) == 2 {
		return false
	}
	for _, r := range h.roles {
		if r.kind == asLight && (r.frame == frame || r.frame < 0) {
			return true
		}
	}
	return false
}

// phrasal tells whether the verb is one with its particle that acts upon events:
// "called off" calls nobody.
func (h *hit) phrasal() bool {
	for i := range h.roles {
		if h.roles[i].kind == asModifier && len(h.roles[i].particle) > 0 {
			return true
		}
	}
	return false
}

func (h *hit) modifier() string {
	for _, r := range h.roles {
		if r.kind == asModifier {
			return r.mod
		}
	}
	return ""
}

// scene is a document with everything the coder knows of its tokens.
type scene struct {
	x        *lexicon
	doc      *text.Doc
	timexes  []timex.Timex
	mentions []actor.Mention
	class    []class
	mention  []int32   // token → index into mentions + 1
	timex    []int32   // token → index into timexes + 1
	hits     []hit     // by first token
	hitAt    []int32   // token → index into hits + 1
	gov      []class   // of each mention: the slot its preposition opens
	nears    []uint64  // of each sentence: see nearIn
	costs    []float64 // token → what it costs between two others, see between
	priced   []bool    // sentence → they are known
	ready    bool      // everything is known that they depend on
	noise    []int     // noise words by sentence
	verbForm []bool    // token → it is a form of a verb of the pack
	spans    []span    // of each sentence
	desk     int       // the place the article was written at, a mention, -1
	today    edtf.Day
	hasToday bool
	// Only while the text is scanned: verbs and nouns to choose from, tokens
	// already part of a noun, and auxiliaries of verbs behind them.
	verbs, nouns     []hit
	groups           []group    // of the verbs
	roles            []verbRole // of verbs that do not have all their pack's
	taken, auxiliary []bool
	nounPhr          []bool // token → it only describes the name behind it
	// What the sentences make, given back together when the document is read.
	ints      []int
	names     []string
	roleParts []rolePart
	args      slots
	coreSlab  slab[core]
	cs        []*core
	dates     dates
	segs      []segment
	bound     []*draft
	draftSlab slab[draft]
}

// scenes are kept for their buffers.
var scenes sync.Pool

// release gives a scene back when nothing of it is needed any more.
func (sc *scene) release() {
	clear(sc.mentions)
	sc.x, sc.doc, sc.timexes, sc.mentions = nil, nil, nil, sc.mentions[:0]
	sc.coreSlab.reset()
	sc.draftSlab.reset()
	scenes.Put(sc)
}

// unset is a slice of length n with anything in it.
func unset[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	return old[:n]
}

// blank is a zeroed slice of length n, in the old one's memory where that is
// enough.
func blank[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}

func newScene(x *lexicon, doc *text.Doc, tx []timex.Timex, ms []actor.Mention) *scene {
	n := len(doc.Tokens)
	sc, _ := scenes.Get().(*scene)
	if sc == nil {
		sc = &scene{}
	}
	own := sc.mentions
	*sc = scene{
		x: x, doc: doc, timexes: tx, mentions: ms,
		class: blank(sc.class, n), mention: blank(sc.mention, n), timex: blank(sc.timex, n), hitAt: blank(sc.hitAt, n),
		costs: unset(sc.costs, n), priced: blank(sc.priced, len(doc.Sents)), noise: blank(sc.noise, len(doc.Sents)), nears: blank(sc.nears, len(doc.Sents)*2*x.nearWidth()), verbForm: blank(sc.verbForm, n), nounPhr: blank(sc.nounPhr, n),
		taken: blank(sc.taken, n), auxiliary: blank(sc.auxiliary, n), spans: blank(sc.spans, len(doc.Sents)),
		hits: sc.hits[:0], verbs: sc.verbs[:0], nouns: sc.nouns[:0], groups: sc.groups, roles: sc.roles[:0],
		ints: sc.ints[:0], names: sc.names[:0], roleParts: sc.roleParts[:0], coreSlab: sc.coreSlab, cs: sc.cs, dates: sc.dates,
		segs: sc.segs, bound: sc.bound, draftSlab: sc.draftSlab, desk: -1,
	}
	sc.mentions = apart(abbreviated(doc, nationality(own, ms)))
	sc.gov = blank(sc.gov, len(sc.mentions))
	for i := range sc.mentions {
		for k := sc.mentions[i].First; k < sc.mentions[i].Last; k++ {
			sc.mention[k] = int32(i) + 1
		}
	}
	for i := range tx {
		for k := tx[i].First; k < tx[i].Last; k++ {
			sc.timex[k] = int32(i) + 1
		}
	}
	sc.nameless()
	sc.indexNames()
	sc.scan()
	sc.datelines()
	sc.genitive()
	sc.describe()
	sc.govern()
	sc.seats()
	sc.ready = true
	return sc
}

// nationality gives a person without a known state the one of the adjective
// right before the name: "l'Allemand X", "Kenya's X" is not meant.
func nationality(list, ms []actor.Mention) []actor.Mention {
	out := append(list[:0], ms...)
	for i := 1; i < len(out); i++ {
		before := &out[i-1]
		if out[i].Kind == actor.Person && out[i].Country == "" && before.Demonym && before.Last == out[i].First {
			out[i].Country = before.Country
		}
	}
	return out
}

// apart makes two mentions of a description of two ("les deux présidents"), one
// for each who is meant, on the two halves of its words.
func apart(ms []actor.Mention) []actor.Mention {
	for i := 0; i < len(ms); i++ {
		if len(ms[i].Each) != 2 || ms[i].Last-ms[i].First < 2 {
			continue
		}
		one, other := ms[i], ms[i]
		one.Last, other.First = one.First+1, one.First+1
		refer(&one, one.Each[0])
		refer(&other, other.Each[1])
		ms[i] = one
		ms = slices.Insert(ms, i+1, other)
		i++
	}
	return ms
}

func refer(m *actor.Mention, r actor.Referent) {
	m.Kind, m.ID, m.Name, m.Country, m.Office = r.Kind, r.ID, r.Name, r.Country, r.Office
}

// second tells the latter half of a description of two.
func (sc *scene) second(i int) bool {
	return i > 0 && len(sc.mentions[i].Each) == 2 && len(sc.mentions[i-1].Each) == 2 && sc.mentions[i-1].Last == sc.mentions[i].First
}

// scan matches the lexicon at every token. Of phrases of closed classes the
// longest counts and covers its tokens; verbs and nouns are kept as hits.
func (sc *scene) scan() {
	verbs, nouns := sc.verbs, sc.nouns
	for i := 0; i < len(sc.doc.Tokens); i++ {
		w := sc.x.wordOf(sc.doc.Tokens[i].Lower)
		if w == nil {
			continue
		}
		if sc.class[i]&classCovered == 0 {
			sc.class[i] |= w.class
		}
		if w.near >= 0 {
			sc.noteNear(i, &sc.x.nears[w.near])
		}
		long, longClass := 0, class(0)
		from, to, second := sc.entriesAt(i, w)
		for n := from; n < to; n++ {
			if s := sc.x.seconds[n]; s != 0 && s != second {
				continue
			}
			e := &sc.x.entries[n]
			end := sc.match(i, e.rest)
			if end < 0 {
				continue
			}
			switch e.kind {
			case eClass:
				if end-i > long {
					long, longClass = end-i, e.class
				} else if end-i == long {
					longClass |= e.class
				}
			case eVerb:
				if sc.x.capitalNouns && sc.capital(i) || e.part != 0 && !sc.parted(i, e.part) {
					continue
				}
				if n := len(verbs); e.part != 0 && n > 0 && verbs[n-1].first == i {
					verbs = verbs[:n-1] // "sagt … ab" is no "sagt"
				} else if e.part == 0 && n > 0 && verbs[n-1].first == i && verbs[n-1].parted {
					continue
				}
				verbs = append(verbs, hit{first: i, last: end, verb: e.ref, tense: e.tense, frame: -1, parted: e.part != 0, group: &noGroup})
				sc.verbForm[i] = true
			case eNoun:
				if e.upper && !sc.doc.Tokens[i].Upper {
					continue
				}
				nouns = append(nouns, hit{first: i, last: end, verb: -1, frame: e.ref, group: &noGroup})
			case eRelation:
				nouns = append(nouns, hit{first: i, last: end, verb: -1, frame: e.ref, phrase: true, group: &noGroup})
			case eModNoun:
				nouns = append(nouns, hit{first: i, last: end, verb: -1, frame: -1, mod: e.mod, phrase: len(e.rest) > 0, group: &noGroup})
			case eNoise:
				sc.noise[sc.doc.Tokens[i].Sent]++
			}
		}
		if long > 1 {
			for k := i; k < i+long; k++ {
				sc.class[k] = longClass | classCovered
			}
		}
	}
	sc.verbs, sc.nouns = verbs, nouns
	sc.choose(verbs, nouns)
}

// pastDate gives the last token of the date right behind token k, or k.
func (sc *scene) pastDate(k int) int {
	i := k + 1
	if i < len(sc.doc.Tokens) && sc.class[i]&anyPrep != 0 {
		i++
	}
	end := k
	for ; i < len(sc.doc.Tokens) && sc.timex[i] > 0 && sc.sameSent(i, k); i++ {
		end = i
	}
	return end
}

// classCovered marks tokens inside a phrase of a closed class.
const classCovered class = 1 << 63

// match gives the end of the phrase that starts at token i and goes on with the
// hashes in rest, or -1. Hyphens are skipped.
func (sc *scene) match(i int, rest []uint64) int {
	k := i + 1
	for _, h := range rest {
		for k < len(sc.doc.Tokens) && sc.doc.Tokens[k].Kind == text.Hyphen {
			k++
		}
		if k >= len(sc.doc.Tokens) || sc.doc.Tokens[k].Lower != h {
			return -1
		}
		k++
	}
	return k
}

// choose settles what each word is: names and dates win over nouns and verbs,
// longer phrases over shorter, and a word that can be both noun and verb is
// what the word before it makes it.
func (sc *scene) choose(verbs, nouns []hit) {
	taken, kept, v := sc.taken, 0, 0
	for n := 0; n < len(nouns); {
		h := &nouns[n]
		i := h.first
		for n++; n < len(nouns) && nouns[n].first == i; n++ {
			if nouns[n].last > h.last {
				h = &nouns[n]
			} else if nouns[n].last == h.last && h.frame >= 0 && nouns[n].frame >= 0 && h.phrase == nouns[n].phrase {
				h.also = append(h.also, nouns[n].frame)
			}
		}
		if taken[i] || sc.adverbial(i) || (sc.mention[i] > 0 && !h.phrase && (h.last-h.first == 1 || sc.named(h))) || sc.timex[i] > 0 {
			continue
		}
		for v < len(verbs) && verbs[v].first < i {
			v++
		}
		if v < len(verbs) && verbs[v].first == i && h.last-h.first == 1 && sc.readsAsVerb(&verbs[v]) {
			continue
		}
		for k := h.first; k < h.last; k++ {
			taken[k] = true
		}
		nouns[kept] = *h
		nouns[kept].head = sc.headOf(h.first)
		kept++
	}
	sc.merge(sc.chooseVerbs(verbs, taken), nouns[:kept])
	for i := range sc.hits {
		for k := sc.hits[i].first; k < sc.hits[i].last; k++ {
			sc.hitAt[k] = int32(i) + 1
		}
	}
	sc.indexHits()
}

// merge puts the chosen verbs and nouns in the order of the text.
func (sc *scene) merge(verbs, nouns []hit) {
	sc.hits = slices.Grow(sc.hits, len(verbs)+len(nouns))
	v := 0
	for n := range nouns {
		for v < len(verbs) && verbs[v].first < nouns[n].first {
			sc.hits = append(sc.hits, verbs[v])
			v++
		}
		sc.hits = append(sc.hits, nouns[n])
	}
	sc.hits = append(sc.hits, verbs[v:]...)
}

// headReach is how far before a noun the one it hangs on may stand.
const headReach = 9

// headOf finds the noun of opening, holding or ending that an event noun hangs
// on: "la tenue mardi à Rome d'un sommet"; 0 when there is none.
func (sc *scene) headOf(noun int) int {
	for k := noun - 1; k > max(0, noun-headReach) && sc.sameSent(k, noun); k-- {
		c := sc.class[k]
		if c&cHead != 0 {
			return k
		}
		if sc.mention[k] == 0 && sc.timex[k] == 0 && c&(cOf|cDet|cTo) == 0 {
			return 0
		}
	}
	return 0
}

// readsAsVerb tells a verb from the noun of the same spelling ("visite",
// "visit") by what stands before it.
func (sc *scene) readsAsVerb(v *hit) bool {
	k := v.first - 1
	for k >= 0 && sc.class[k]&cAdv != 0 && sc.sameSent(k, v.first) {
		k--
	}
	if k < 0 || !sc.sameSent(k, v.first) {
		return false
	}
	c := sc.class[k]
	switch {
	case c&cWhere != 0:
		return v.tense&past != 0 // "where talks are due": a clause begins with its subject
	case c&(cInf|cPlanned|cCond|cPron|cRel|cRefl|cThere|cNeg) != 0:
		return true
	case c&(cHave|cBe) != 0:
		return v.tense&(pp|past|ger) != 0
	case c&(cDet|cPoss|anyPrep) != 0:
		return false
	case sc.mention[k] > 0 && !sc.mentions[sc.mention[k]-1].Demonym:
		// "Macron visits Kyiv", but "the Macron visit": a bare form after one
		// name is a noun, and so is what an auxiliary follows ("X-Y talks will").
		return v.tense&inf == 0 && !(v.last < len(sc.doc.Tokens) && sc.class[v.last]&anyAux != 0)
	}
	return v.tense&(inf|pres|ger) == 0
}

func (sc *scene) sameSent(a, b int) bool { return sc.doc.Tokens[a].Sent == sc.doc.Tokens[b].Sent }

// rolesOf keeps those uses of a verb whose reflexive and particle are there;
// mostly all, and then the pack's own list will do.
func (sc *scene) rolesOf(v *hit) []verbRole {
	all := sc.x.verbRoles[v.verb]
	for i := range all {
		if sc.hasRole(v, &all[i]) {
			continue
		}
		from := len(sc.roles)
		sc.roles = append(sc.roles, all[:i]...)
		for k := i + 1; k < len(all); k++ {
			if sc.hasRole(v, &all[k]) {
				sc.roles = append(sc.roles, all[k])
			}
		}
		return sc.roles[from:len(sc.roles):len(sc.roles)]
	}
	return all
}

func (sc *scene) hasRole(v *hit, r *verbRole) bool {
	if r.refl && !v.group.refl {
		return false
	}
	return len(r.particle) == 0 || sc.follows(v.last, r.particle) || sc.precedes(v, r.particle)
}

// How many tokens may stand between a verb and its particle, or the phrase
// that goes with it ("ordered three diplomats to leave").
const (
	particleReach = 3
	phraseReach   = 11
)

// follows tells whether the words stand after token i, with few
// other tokens before the first of them ("call the summit off").
func (sc *scene) follows(i int, words []uint64) bool {
	reach := particleReach
	if len(words) > 1 {
		reach = phraseReach
	}
	for gap := 0; gap <= reach && i+gap < len(sc.doc.Tokens); gap++ {
		k := i + gap
		if sc.doc.Tokens[k].Kind == text.Stop {
			return false
		}
		if sc.doc.Tokens[k].Lower != words[0] {
			continue
		}
		end := sc.match(k, words[1:])
		if end < 0 && len(words) > 1 {
			end = sc.match(sc.pastDate(k), words[1:]) // "sets off on Monday for X"
		}
		preposition := len(words) == 1 && sc.class[k]&anyPrep != 0
		if end > 0 && (!preposition || end >= len(sc.timex) || sc.timex[end] == 0) {
			return true // "called on Tuesday" calls on nobody
		}
	}
	return false
}
