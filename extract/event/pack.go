package event

import (
	"fmt"
	"slices"
	"strings"

	"chancery/extract/text"
	"chancery/lang"
)

// pack is lang/<tag>/events.yaml as a linguist writes it.
type pack struct {
	// Paradigms are sets of endings by tense; a verb is a stem and a paradigm.
	Paradigms map[string]map[string][]string `yaml:"paradigms"`
	Verbs     []verbEntry                    `yaml:"verbs"`
	// Classes are small closed word lists: determiners, pronouns, …
	Classes map[string][]string `yaml:"classes"`
	// Prepositions by the slot they open: with, of, by, between, to, …
	Prepositions map[string][]string `yaml:"prepositions"`
	// Auxiliaries by what they do to the verb after them: have, be, planned,
	// conditional, past_planned.
	Auxiliaries map[string][]string `yaml:"auxiliaries"`
	// Light verbs that carry any event noun: "avoir lieu", "se tenir".
	Light []string `yaml:"light"`
	// Reports are verbs of saying; the words may name a particle.
	Reports []string `yaml:"reports"`
	// Modifiers change the status of the event they act upon.
	Modifiers map[string]wordSet `yaml:"modifiers"`
	// Noise names fields of life whose words (match, visite, sommet) look like
	// diplomacy and are not.
	Noise map[string][]string `yaml:"noise"`
	// VerbFinal: clauses close with the verb, and its auxiliary stands far
	// before it (German, Dutch).
	VerbFinal bool `yaml:"verb_final"`
	// CapitalNouns: nouns have a capital letter and verbs have none.
	CapitalNouns bool `yaml:"capital_nouns"`
	// CommaTitles: a comma stands between a title and its holder's name.
	CommaTitles bool `yaml:"comma_titles"`
	// Genitives are articles that mean "of the" behind a noun.
	Genitives []string `yaml:"genitives"`
	Frames    []frame  `yaml:"frames"`
}

type verbEntry struct {
	Lemma string              `yaml:"lemma"`
	Stem  string              `yaml:"stem"`
	As    string              `yaml:"as"`
	Forms map[string][]string `yaml:"forms"`
	// Be: compound tenses take the "be" auxiliary and stay active (arriver).
	Be bool `yaml:"be"`
	// Base and Particle make a separable verb of another one: ab + reisen is
	// "reist … ab", "abgereist", "abzureisen".
	Base     string `yaml:"base"`
	Particle string `yaml:"particle"`
}

type wordSet struct {
	Verbs   []string `yaml:"verbs"`
	Nouns   []string `yaml:"nouns"`
	Phrases []string `yaml:"phrases"`
}

// frame says which words evoke an event type and where its actors stand.
type frame struct {
	ID     string `yaml:"id"`
	Type   string `yaml:"type"`
	Words  `yaml:",inline"`
	Light  []string          `yaml:"light"` // verbs that carry the noun: "effectuer une visite"
	Roles  map[string]string `yaml:"roles"` // slot → role
	Needs  string            `yaml:"needs"` // sides | official | org | any
	Status string            `yaml:"status"`
	// Decision: announcing it is doing it, so the announcement's day will do.
	Decision bool `yaml:"decision"`
	// LightNeeded: the noun is an event only with one of its light verbs.
	LightNeeded bool `yaml:"light_needed"`
	// Near lists words of which one must stand in the sentence.
	Near []string `yaml:"near"`
	// NotNear lists words none of which may stand in the sentence.
	NotNear []string `yaml:"not_near"`
	Implied bool     `yaml:"host_place"` // the host's seat is the place
	PlaceIn bool     `yaml:"place_side"` // the place's state is a side of it
	// Placeless: it happens in no place of its own ("expulse des diplomates").
	Placeless bool `yaml:"placeless"`
	// People: only people make it ("saw").
	People bool      `yaml:"people"`
	Dated  bool      `yaml:"dated"`  // without a date in its clause it is no event
	Weight float64   `yaml:"weight"` // prior of the frame, 0–1
	Yes    []example `yaml:"examples"`
	No     []example `yaml:"counter_examples"`
}

// Words that evoke a frame.
type Words struct {
	Verbs   []string `yaml:"verbs"`
	Nouns   []string `yaml:"nouns"`
	Phrases []string `yaml:"phrases"`
}

// example is a text with its day and what must come of it:
// "type status edtf COUNTRIES", or nothing for a counter-example.
type example struct {
	Text string `yaml:"text"`
	DCT  string `yaml:"dct"`
	Want string `yaml:"want"`
}

// tense of a verb form, as bits: one form can be several.
type tense uint8

const (
	inf tense = 1 << iota
	pres
	past
	pp
	fut
	cond
	ger
)

var tenseNames = map[string]tense{
	"inf": inf, "pres": pres, "past": past, "pp": pp, "fut": fut, "cond": cond, "ger": ger,
}

// class bits of a token.
type class uint64

const (
	cDet class = 1 << iota
	cAnd
	cRel
	cSub
	cNeg
	cPron
	cThere
	cRefl
	cHave
	cBe
	cPlanned
	cCond
	cWith
	cOf
	cBy
	cBetween
	cTo
	cAgainst
	cFor
	cAfter
	cAbout
	cAdv
	cAsk
	cInf
	cSource
	cPoss
	cObjPron
	cHad
	cUnder
	cOfficial
	cIf
	cHead
	cBoth
)

var classNames = map[string]class{
	"det": cDet, "and": cAnd, "rel": cRel, "sub": cSub, "neg": cNeg, "pron": cPron, "there": cThere, "refl": cRefl,
	"adv": cAdv, "interrogative": cAsk, "infinitive": cInf, "poss": cPoss, "objpron": cObjPron, "officials": cOfficial, "if": cIf, "head": cHead, "both": cBoth,
}

var prepNames = map[string]class{
	"with": cWith, "of": cOf, "by": cBy, "between": cBetween, "to": cTo, "against": cAgainst, "for": cFor,
	"after": cAfter, "about": cAbout, "source": cSource, "under": cUnder,
}

var auxNames = map[string]class{"have": cHave, "be": cBe, "planned": cPlanned, "conditional": cCond, "had": cHad}

const anyPrep = cWith | cOf | cBy | cBetween | cTo | cAgainst | cFor | cAfter | cAbout | cSource | cUnder

// lexicon is a compiled pack.
type lexicon struct {
	frames  []frame
	entries map[uint64][]entry
	// byVerb maps a lemma to the things it can be.
	verbRoles map[int][]verbRole
	verbs     []verbEntry
	lemmas    map[string]int
	refl      map[uint64]bool
	near      []map[uint64]bool
	notNear   []map[uint64]bool
	noise     []string
	rules     *text.Rules

	verbFinal, capitalNouns, commaTitles bool
	genitives                            map[uint64]bool
}

type entryKind uint8

const (
	eClass entryKind = iota
	eVerb
	eNoun    // of a frame
	eModNoun // of a modifier
	eNoise
	eRelation // phrase that evokes a frame without an article of its own
)

// entry is a word or phrase; rest are the hashes of its further tokens.
type entry struct {
	kind  entryKind
	rest  []uint64
	class class
	ref   int // frame, verb or noise field
	tense tense
	mod   string
	part  uint64 // particle that must close the clause
	upper bool   // the text must have a capital letter
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

const (
	asTrigger roleKind = iota
	asLight
	asReport
	asModifier
)

// compile reads and indexes the pack of a language.
func compile(tag string, rules *text.Rules) (*lexicon, error) {
	var p pack
	if err := lang.Decode(tag, "events.yaml", &p); err != nil {
		return nil, err
	}
	x := &lexicon{
		frames: p.Frames, entries: map[uint64][]entry{}, verbRoles: map[int][]verbRole{},
		lemmas: map[string]int{}, verbs: p.Verbs, rules: rules,
		verbFinal: p.VerbFinal, capitalNouns: p.CapitalNouns, commaTitles: p.CommaTitles,
	}
	x.genitives = x.firsts(p.Genitives)
	if err := x.addVerbs(p); err != nil {
		return nil, fmt.Errorf("lang/%s/events.yaml: %w", tag, err)
	}
	if err := x.addClasses(p); err != nil {
		return nil, fmt.Errorf("lang/%s/events.yaml: %w", tag, err)
	}
	if err := x.addUses(p); err != nil {
		return nil, fmt.Errorf("lang/%s/events.yaml: %w", tag, err)
	}
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
	for i, f := range p.Frames {
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
		x.near = append(x.near, x.firsts(f.Near))
		x.notNear = append(x.notNear, x.firsts(f.NotNear))
	}
	for _, v := range p.Light {
		if err := x.use(v, verbRole{kind: asLight, frame: -1}); err != nil {
			return fmt.Errorf("light: %w", err)
		}
	}
	for _, v := range p.Reports {
		if err := x.use(v, verbRole{kind: asReport}); err != nil {
			return fmt.Errorf("reports: %w", err)
		}
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
	if len(parts) > 1 && x.refl[parts[0].hash] {
		parts, r.refl = parts[1:], true
	}
	if len(parts) == 0 {
		return fmt.Errorf("a verb is missing")
	}
	i, ok := x.lemmas[parts[0].text]
	if !ok {
		return fmt.Errorf("verb %q is not in the list of verbs", parts[0].text)
	}
	for _, p := range parts[1:] {
		r.particle = append(r.particle, p.hash)
	}
	x.verbRoles[i] = append(x.verbRoles[i], r)
	return nil
}

// add indexes a word or phrase under its first token's hash.
func (x *lexicon) add(phrase string, e entry) {
	h := x.hashes(phrase)
	if len(h) == 0 {
		return
	}
	e.rest = h[1:]
	x.entries[h[0]] = append(x.entries[h[0]], e)
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
func (x *lexicon) firsts(words []string) map[uint64]bool {
	m := map[uint64]bool{}
	for _, w := range words {
		if h := x.hashes(w); len(h) > 0 {
			m[h[0]] = true
		}
	}
	return m
}
