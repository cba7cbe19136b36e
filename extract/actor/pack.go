package actor

import (
	"errors"
	"fmt"
	"math/bits"
	"strings"
	"unicode/utf8"

	"chancery/extract/text"
	"chancery/lang"
)

// packFile is what lang/<tag>/actors.yaml says.
type packFile struct {
	// States: alpha-3 code to names, the first for display.
	States map[string][]string `yaml:"states"`
	// Adjectives: alpha-3 code to adjectives, inflected by Endings unless all
	// their forms are given, divided by slashes.
	Adjectives map[string][]string `yaml:"adjectives"`
	// People: nouns for a state's people that no adjective yields ("Briton").
	People  map[string][]string `yaml:"people"`
	Endings map[string][]string `yaml:"endings"`
	// Organisations and Seats: names by the keys of data/orgs.tsv, data/seats.tsv.
	Organisations map[string][]string `yaml:"organisations"`
	Seats         map[string][]string `yaml:"seats"`
	// Nominal tells how an adjective shows that it stands as a noun: "capital"
	// (les Russes) or "plural" (Russians).
	Nominal        string `yaml:"nominal"`
	AdjectiveFirst bool   `yaml:"adjective_first"`
	// CapitalNouns: common nouns begin with a capital, too.
	CapitalNouns bool `yaml:"capital_nouns"`
	// Genitive is what a name takes on in the genitive: the s of Deutschlands.
	Genitive string `yaml:"genitive"`
	// Inflection: how the words of names change, for scripts other than Latin.
	Inflection inflection `yaml:"inflection"`
	// OwnerFollows: a name right behind an office is whose it is, without a word
	// for "of".
	OwnerFollows bool `yaml:"owner_follows"`
	// Initials are states by the one letter they are shortened to in a row of
	// several; InitialsBefore, the two words that follow such a row.
	Initials       map[string]string `yaml:"initials"`
	InitialsBefore []string          `yaml:"initials_before"`
	Of             []string          `yaml:"of"`
	Articles       []string          `yaml:"articles"`
	// Definite articles alone; without them a role tells no particular person.
	Definite     []string            `yaml:"definite"`
	And          []string            `yaml:"and"`
	Possessive   []string            `yaml:"possessive"`
	Titles       []string            `yaml:"titles"`
	Former       []string            `yaml:"former"`
	Between      []string            `yaml:"between"`
	Counterparts []string            `yaml:"counterparts"`
	Roles        map[string][]string `yaml:"roles"`
	// RoleStates: roles whose wording alone names the state ("Bundeskanzler").
	RoleStates   map[string]map[string][]string `yaml:"role_states"`
	Plurals      map[string][]string            `yaml:"plurals"`
	Complements  map[string][]string            `yaml:"complements"`
	Institutions []string                       `yaml:"institutions"`
	// Two are the words before a plural that mean two known ones ("les deux",
	// "both"); Pairs says what two of a kind are called besides the plurals of
	// offices: people, states, capitals, sides. PairOf begins what narrows it
	// ("les deux pays du Golfe").
	Two    []string            `yaml:"two"`
	Pairs  map[string][]string `yaml:"pairs"`
	PairOf []string            `yaml:"pair_of"`
	// Pronouns by whom they mean, "he" or "she"; Impersonal is what follows one that
	// means nobody ("faut"), a word or two. Gendered: things have these pronouns, too.
	Pronouns   map[string][]string `yaml:"pronouns"`
	Impersonal []string            `yaml:"impersonal"`
	Gendered   bool                `yaml:"gendered"`
	// Counted: numbers that stand alone for an organisation's members ("les
	// Vingt-Sept") behind one of the words of Counting.
	Counted  map[uint8][]string `yaml:"counted"`
	Counting []string           `yaml:"counting"`
	// Capitals are words for a state's capital.
	Capitals        []string            `yaml:"capitals"`
	Groups          map[string][]string `yaml:"groups"`
	GroupAdjectives map[string][]string `yaml:"group_adjectives"`
	// Names are places that are given names, too; Surnames, surnames, too.
	Names    []string `yaml:"names"`
	Surnames []string `yaml:"surnames"`
	// Ordinary words that are surnames or cities: they need a title, a full
	// name elsewhere or, for cities, a place inside the sentence.
	Ordinary []string `yaml:"ordinary"`
	// ThingsBefore and ThingsAfter stand beside the name of a state or city and
	// make it another thing: "lac", "River", "Airlines". One with a capital asks
	// for it.
	ThingsBefore []string `yaml:"things_before"`
	ThingsAfter  []string `yaml:"things_after"`
	// WatersBefore stand before an adjective that names a sea or the like and no
	// state: "océan Indien".
	WatersBefore []string `yaml:"waters_before"`
	// Venues are words for a house whose place follows: "la résidence de Sotchi".
	Venues []string `yaml:"venues"`
	// Provinces are words for a part of a state.
	Provinces []string `yaml:"provinces"`
	// Future marks who will hold an office: "élu", "designate".
	Future []string `yaml:"future"`
	// Openers begin a sentence with a capital and are no given names.
	Openers []string `yaml:"openers"`
	// Particles stand inside personal names in lower case.
	Particles []string `yaml:"particles"`
	// Blocks look like a name of the gazetteer and are something else.
	Blocks []string `yaml:"blocks"`
	Senses []sense  `yaml:"senses"`
}

// sense tells the records apart that share a name, by words of the text.
type sense struct {
	Name      string              `yaml:"name"`
	Otherwise string              `yaml:"otherwise"`
	Cues      map[string][]string `yaml:",inline"`
}

// pack is a language's word sets, hashed.
type pack struct {
	tag            string
	bit            uint16
	number         int // of the bit
	nominalCapital bool
	adjectiveFirst bool
	ownerFollows   bool
	initials       map[uint64]int32 // letter to node
	initialsBefore wordSet
	forms          *forms // nil where words do not change
	everywhere     uint16 // languages in which its names are met
	genitive       string
	capitalNouns   bool
	of, articles   wordSet
	definite       wordSet
	and            wordSet
	possessive     wordSet
	titles, former wordSet
	between        wordSet
	names          wordSet
	surnames       wordSet
	ordinary       wordSet
	openers        wordSet
	particles      wordSet
	provinces      wordSet
	future         wordSet
	two            wordSet // runs of one word or two
	pairOf         wordSet
	counting       wordSet
	venues         wordSet
	watersBefore   wordSet
	// surnameRuns are the surnames of several words: "Saint-Martin".
	surnameRuns  wordSet
	impersonal   wordSet // runs of one word or two
	gendered     bool
	thingsBefore thingSet
	thingsAfter  thingSet
	senses       map[uint64]compiledSense
}

type compiledSense struct {
	otherwise int32
	cues      map[uint64][]int32 // word to records it speaks for
	words     text.Set           // the same words
}

// wordSet holds hashes of words in an open-addressed table, at most half full;
// 0 is an empty slot.
type wordSet []uint64

func (s wordSet) has(h uint64) bool {
	if len(s) == 0 || h == 0 {
		return false
	}
	mask := uint64(len(s) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		switch s[i] {
		case h:
			return true
		case 0:
			return false
		}
	}
}

func (s wordSet) add(h uint64) {
	mask := uint64(len(s) - 1)
	i := h & mask
	for s[i] != 0 && s[i] != h {
		i = (i + 1) & mask
	}
	s[i] = h
}

func newWordSet(words ...[]string) wordSet {
	n, size := 0, 8
	for _, list := range words {
		n += len(list)
	}
	for size < 2*n+2 {
		size *= 2
	}
	s := make(wordSet, size)
	for _, list := range words {
		for _, w := range list {
			_, fold := text.Hash(strings.TrimSuffix(w, "."))
			s.add(fold)
		}
	}
	return s
}

// splitRuns parts names of one word from those of several, in which hyphens are
// spaces.
func splitRuns(names []string) (single, several []string) {
	for _, n := range names {
		if n = strings.ReplaceAll(n, "-", " "); strings.Contains(n, " ") {
			several = append(several, n)
		} else {
			single = append(single, n)
		}
	}
	return single, several
}

// newRunSet holds phrases of one word or two by the hash of their run.
func newRunSet(phrases []string) (wordSet, error) {
	size := 8
	for size < 2*len(phrases)+2 {
		size *= 2
	}
	s := make(wordSet, size)
	for _, p := range phrases {
		var run []uint64
		for _, w := range strings.Fields(p) {
			_, fold := text.Hash(w)
			run = append(run, fold)
		}
		if len(run) > 2 {
			return nil, fmt.Errorf("%q has more than two words", p)
		}
		s.add(runHash(run))
	}
	return s, nil
}

// thingSet holds words of which some count with a capital only.
type thingSet struct{ any, upper wordSet }

func newThingSet(words []string) thingSet {
	var lower, upper []string
	for _, w := range words {
		if strings.ToLower(w) == w {
			lower = append(lower, w)
		} else {
			upper = append(upper, w)
		}
	}
	return thingSet{newWordSet(lower), newWordSet(upper)}
}

func (s thingSet) has(doc *text.Doc, tok int) bool {
	if tok < 0 || tok >= len(doc.Tokens) || doc.Tokens[tok].Kind != text.Word {
		return false
	}
	t := &doc.Tokens[tok]
	return s.any.has(t.Fold) || t.Upper && s.upper.has(t.Fold)
}

func loadPack(tag string, bit uint16) (*packFile, *pack, error) {
	var f packFile
	if err := lang.Decode(tag, "actors.yaml", &f); err != nil {
		return nil, nil, err
	}
	words, err := lang.LoadText(tag)
	if err != nil {
		return nil, nil, err
	}
	two, err := newRunSet(f.Two)
	impersonal, err2 := newRunSet(f.Impersonal)
	before, err3 := newRunSet(f.InitialsBefore)
	single, several := splitRuns(f.Surnames)
	surnameRuns, err4 := newRunSet(several)
	if err := errors.Join(err, err2, err3, err4); err != nil {
		return nil, nil, err
	}
	everywhere := bit
	if f.Inflection.Script != "" {
		everywhere = allLangs
	}
	return &f, &pack{
		two: two, impersonal: impersonal, gendered: f.Gendered, pairOf: newWordSet(f.PairOf), counting: newWordSet(f.Counting), venues: newWordSet(f.Venues), watersBefore: newWordSet(f.WatersBefore), surnameRuns: surnameRuns,
		tag: tag, bit: bit, number: bits.TrailingZeros16(bit), everywhere: everywhere, nominalCapital: f.Nominal == "capital", adjectiveFirst: f.AdjectiveFirst, ownerFollows: f.OwnerFollows, initialsBefore: before,
		genitive: f.Genitive, capitalNouns: f.CapitalNouns,
		of: newWordSet(f.Of), articles: newWordSet(f.Articles),
		definite: newWordSet(f.Definite), and: newWordSet(f.And),
		possessive: newWordSet(f.Possessive), titles: newWordSet(f.Titles), former: newWordSet(f.Former),
		between: newWordSet(f.Between), names: newWordSet(f.Names), surnames: newWordSet(single),
		ordinary: newWordSet(f.Ordinary, words.FunctionWords), openers: newWordSet(f.Openers, words.FunctionWords, f.Articles, f.Of, f.And),
		particles: newWordSet(f.Particles), provinces: newWordSet(f.Provinces), future: newWordSet(f.Future),
		thingsBefore: newThingSet(f.ThingsBefore), thingsAfter: newThingSet(f.ThingsAfter), senses: map[uint64]compiledSense{},
	}, nil
}

// inflect gives all forms of an adjective, the first as written.
func inflect(adjective string, endings map[string][]string) []string {
	if strings.ContainsRune(adjective, '/') {
		return strings.Split(adjective, "/")
	}
	forms := []string{adjective}
	best, found := "", false
	for end := range endings {
		if strings.HasSuffix(adjective, end) && (!found || utf8.RuneCountInString(end) > utf8.RuneCountInString(best)) {
			best, found = end, true
		}
	}
	if !found {
		return forms
	}
	stem := strings.TrimSuffix(adjective, best)
	for _, e := range endings[best] {
		forms = append(forms, stem+e)
	}
	return forms
}
