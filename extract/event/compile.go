package event

import (
	"fmt"
	"slices"
	"strings"

	"chancery/extract/text"
	"chancery/lang"
)

// lexicon is a compiled pack.
type lexicon struct {
	frames []frame
	// words are what may begin with a token, found by its hash.
	index   text.Index
	words   []firstWord
	entries []entry
	seconds []uint64 // of each entry: the hash of its second word, 0 for a word alone
	nears   []nearWord
	build   lexiconBuilder
	// verbRoles are the things a verb can be, by its number.
	verbRoles [][]verbRole
	// idioms are the words that follow a verb where the two evoke nothing.
	idioms [][][]uint64
	verbs  []verbEntry
	lemmas map[string]int
	refl   text.Set
	noise  []string
	rules  *text.Rules

	verbFinal, capitalNouns, commaTitles bool
	genitives                            text.Set
	speaksFor                            map[string]seated
	dative                               map[int]bool // verbs
	senses                               senses
}

type entryKind uint8

// entry is a word or phrase; rest are the hashes of its further tokens.
type entry struct {
	rest  []uint64
	class class
	ref   int // frame, verb or noise field
	mod   string
	part  uint64 // particle that must close the clause
	tense tense
	kind  entryKind
	upper bool // the text must have a capital letter
}

// verbRole is one use of a verb.
type verbRole struct {
	kind     roleKind
	frame    int
	mod      string
	refl     bool
	particle []uint64
}

type roleKind uint8

// compile reads and indexes the pack of a language.
func compile(tag string, rules *text.Rules) (*lexicon, error) {
	var p pack
	if err := lang.Decode(tag, "events.yaml", &p); err != nil {
		return nil, err
	}
	x := &lexicon{
		frames: p.Frames, verbRoles: make([][]verbRole, len(p.Verbs)), idioms: make([][][]uint64, len(p.Verbs)), dative: map[int]bool{},
		lemmas: map[string]int{}, build: lexiconBuilder{numbers: map[uint64]int{}}, verbs: p.Verbs, rules: rules,
		verbFinal: p.VerbFinal, capitalNouns: p.CapitalNouns, commaTitles: p.CommaTitles, speaksFor: p.SpeaksFor,
	}
	x.genitives = x.firsts(p.Genitives)
	var err error
	if x.senses, err = compileSenses(p.Senses); err != nil {
		return nil, fmt.Errorf("lang/%s/events.yaml: %w", tag, err)
	}
	if err := x.addVerbs(p); err != nil {
		return nil, fmt.Errorf("lang/%s/events.yaml: %w", tag, err)
	}
	if err := x.addClasses(p); err != nil {
		return nil, fmt.Errorf("lang/%s/events.yaml: %w", tag, err)
	}
	if err := x.addUses(p); err != nil {
		return nil, fmt.Errorf("lang/%s/events.yaml: %w", tag, err)
	}
	x.seal()
	return x, nil
}

func (x *lexicon) addVerbs(p pack) error {
	for i, v := range p.Verbs {
		if _, twice := x.lemmas[v.Lemma]; twice {
			return fmt.Errorf("verb %q stands there twice", v.Lemma)
		}
		x.lemmas[v.Lemma] = i
		forms, err := conjugate(p, v)
		if err != nil {
			return err
		}
		for form, t := range forms {
			x.add(form, entry{kind: eVerb, ref: i, tense: t})
		}
		if v.Particle == "" {
			continue
		}
		if err := x.addParted(p, i); err != nil {
			return err
		}
	}
	return nil
}

// conjugate gives a verb's forms with the tenses each can be.
func conjugate(p pack, v verbEntry) (map[string]tense, error) {
	if v.Particle != "" {
		return joinedForms(p, v)
	}
	forms := map[string]tense{}
	put := func(name, form string) error {
		t, ok := tenseNames[name]
		if !ok {
			return fmt.Errorf("verb %q: unknown tense %q", v.Lemma, name)
		}
		forms[form] |= t
		return nil
	}
	if v.As != "" {
		endings, ok := p.Paradigms[v.As]
		if !ok {
			return nil, fmt.Errorf("verb %q: unknown paradigm %q", v.Lemma, v.As)
		}
		for name, list := range endings {
			if _, own := v.Forms[name]; own {
				continue
			}
			for _, ending := range list {
				if err := put(name, v.Stem+ending); err != nil {
					return nil, err
				}
			}
		}
	}
	for name, list := range v.Forms {
		for _, form := range list {
			if err := put(name, form); err != nil {
				return nil, err
			}
		}
	}
	return forms, nil
}

func (x *lexicon) addClasses(p pack) error {
	for _, group := range []struct {
		lists map[string][]string
		names map[string]class
	}{{p.Classes, classNames}, {p.Prepositions, prepNames}, {p.Auxiliaries, auxNames}} {
		for name, words := range group.lists {
			c, ok := group.names[name]
			if !ok {
				return fmt.Errorf("unknown word class %q", name)
			}
			for _, w := range words {
				x.add(w, entry{kind: eClass, class: c})
			}
		}
	}
	x.refl = x.firsts(p.Classes["refl"])
	for field := range p.Noise {
		x.noise = append(x.noise, field)
	}
	slices.Sort(x.noise)
	for i, field := range x.noise {
		for _, w := range p.Noise[field] {
			x.add(w, entry{kind: eNoise, ref: i})
		}
	}
	return nil
}

func (x *lexicon) addUses(p pack) error {
	for i := range p.Frames {
		f := &p.Frames[i]
		if err := f.index(); err != nil {
			return err
		}
		for _, v := range f.Verbs {
			if err := x.use(v, verbRole{kind: asTrigger, frame: i}); err != nil {
				return fmt.Errorf("frame %s: %w", f.ID, err)
			}
		}
		for _, v := range f.Light {
			if err := x.use(v, verbRole{kind: asLight, frame: i}); err != nil {
				return fmt.Errorf("frame %s: %w", f.ID, err)
			}
		}
		for _, n := range f.Nouns {
			x.add(n, entry{kind: eNoun, ref: i, upper: x.capitalNouns && capitalised(n)})
		}
		for _, n := range f.Phrases {
			x.add(n, entry{kind: eRelation, ref: i})
		}
		x.addNear(f.Near, i)
		x.addNear(f.NotNear, x.nearWidth()*64+i)
	}
	for _, v := range p.Light {
		if err := x.use(v, verbRole{kind: asLight, frame: -1}); err != nil {
			return fmt.Errorf("light: %w", err)
		}
	}
	for _, v := range p.Idioms {
		if err := x.idiom(v); err != nil {
			return fmt.Errorf("idioms: %w", err)
		}
	}
	for _, v := range p.Reports {
		if err := x.use(v, verbRole{kind: asReport}); err != nil {
			return fmt.Errorf("reports: %w", err)
		}
	}
	for _, v := range p.Repeats {
		if err := x.use(v, verbRole{kind: asRepeat}); err != nil {
			return fmt.Errorf("repeats: %w", err)
		}
	}
	for _, v := range p.Dative {
		i, ok := x.lemmas[v]
		if !ok {
			return fmt.Errorf("dative: verb %q is not in the list of verbs", v)
		}
		x.dative[i] = true
	}
	for mod, set := range p.Modifiers {
		for _, v := range set.Verbs {
			if err := x.use(v, verbRole{kind: asModifier, mod: mod}); err != nil {
				return fmt.Errorf("modifier %s: %w", mod, err)
			}
		}
		for _, n := range append(slices.Clone(set.Nouns), set.Phrases...) {
			x.add(n, entry{kind: eModNoun, mod: mod})
		}
	}
	return nil
}

// use parses "se rendre", "call off", "mettre en garde": an optional reflexive,
// a lemma, and words that must follow.
func (x *lexicon) use(words string, r verbRole) error {
	parts := x.tokens(words)
	if len(parts) > 1 && x.refl.Has(parts[0].hash) {
		parts, r.refl = parts[1:], true
	}
	i, rest, err := x.verbOf(parts)
	if err != nil {
		return err
	}
	r.particle = rest
	x.verbRoles[i] = append(x.verbRoles[i], r)
	return nil
}

// verbOf gives the verb that a phrase begins with and the words behind it.
func (x *lexicon) verbOf(parts []word) (verb int, rest []uint64, err error) {
	if len(parts) == 0 {
		return 0, nil, fmt.Errorf("a verb is missing")
	}
	i, ok := x.lemmas[parts[0].text]
	if !ok {
		return 0, nil, fmt.Errorf("verb %q is not in the list of verbs", parts[0].text)
	}
	for _, p := range parts[1:] {
		rest = append(rest, p.hash)
	}
	return i, rest, nil
}

// idiom parses "meet a deadline": a lemma and the words that must follow.
func (x *lexicon) idiom(words string) error {
	i, rest, err := x.verbOf(x.tokens(words))
	if err == nil && len(rest) == 0 {
		err = fmt.Errorf("%q is a verb alone", words)
	}
	if err != nil {
		return err
	}
	x.idioms[i] = append(x.idioms[i], rest)
	return nil
}

// add indexes a word or phrase under its first token's hash.
func (x *lexicon) add(phrase string, e entry) {
	h := x.hashes(phrase)
	if len(h) == 0 {
		return
	}
	e.rest = h[1:]
	x.enter(h[0], e)
}

type word struct {
	text string
	hash uint64
}

// tokens splits a phrase of the pack as the article will be split, without
// hyphens.
func (x *lexicon) tokens(phrase string) []word {
	clitic := strings.HasSuffix(phrase, "'")
	if clitic {
		phrase += "x" // a clitic is one only before a letter
	}
	d := text.New(phrase, "", x.rules)
	if clitic {
		d.Tokens = d.Tokens[:len(d.Tokens)-1]
	}
	var out []word
	for i, t := range d.Tokens {
		if t.Kind != text.Hyphen {
			out = append(out, word{d.Word(i), t.Lower})
		}
	}
	return out
}

func (x *lexicon) hashes(phrase string) []uint64 {
	var out []uint64
	for _, w := range x.tokens(phrase) {
		out = append(out, w.hash)
	}
	return out
}

// firsts is the set of the words' first tokens.
func (x *lexicon) firsts(words []string) text.Set {
	var list []uint64
	for _, w := range words {
		if h := x.hashes(w); len(h) > 0 {
			list = append(list, h[0])
		}
	}
	return text.NewSet(list...)
}
