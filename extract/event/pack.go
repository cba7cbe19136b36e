package event

// seated is an organisation that a capital's name stands for.
type seated struct {
	ID   string `yaml:"id"`
	Code string `yaml:"code"`
}

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
	// Idioms are verbs with words that together evoke nothing: "meet a deadline".
	Idioms []string `yaml:"idioms"`
	// Reports are verbs of saying; the words may name a particle.
	Reports []string `yaml:"reports"`
	// Repeats are verbs that do to others what the act told last did: "followed
	// suit".
	Repeats []string `yaml:"repeats"`
	// Dative verbs say to whom by the preposition that others say where by.
	Dative []string `yaml:"dative"`
	// Modifiers change the status of the event they act upon.
	Modifiers map[string]wordSet `yaml:"modifiers"`
	// Noise names fields of life whose words (match, visite, sommet) look like
	// diplomacy and are not.
	Noise map[string][]string `yaml:"noise"`
	// VerbFinal: clauses close with the verb, and its auxiliary stands far
	// before it (German, Dutch).
	VerbFinal bool `yaml:"verb_final"`
	// SpeaksFor names what a capital stands for besides its own state, by id,
	// where an article names nothing else of that state.
	SpeaksFor map[string]seated `yaml:"speaks_for"`
	// CapitalNouns: nouns have a capital letter and verbs have none.
	CapitalNouns bool `yaml:"capital_nouns"`
	// CommaTitles: a comma stands between a title and its holder's name.
	CommaTitles bool `yaml:"comma_titles"`
	// Genitives are articles that mean "of the" behind a noun.
	Genitives []string `yaml:"genitives"`
	// Senses tell acts of one type apart for their titles.
	Senses sensePack `yaml:"senses"`
	Frames []frame   `yaml:"frames"`
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
	role   [slotCount]string // the same by number
	reason string            // for its part of a confidence
	Needs  string            `yaml:"needs"` // sides | two | official | org | member | state | people | doer | actor | speaker | any
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
	// About: the states the clause goes on to speak of are in it as well.
	About bool `yaml:"about"`
	// Adjacent: the place stands right behind the verb ("was in Paris").
	Adjacent bool `yaml:"adjacent"`
	// Home: where no state is named it is the article's own (an election).
	Home bool `yaml:"home"`
	// Topical: the side it leaves unsaid ("recalled its ambassador") is the state
	// the article is about.
	Topical bool `yaml:"topical"`
	// People: only people make it ("saw").
	People bool `yaml:"people"`
	// Arrives: where no place is named it is where the article was written.
	Arrives bool `yaml:"arrives"`
	Dated   bool `yaml:"dated"` // without a date in its clause it is no event
	// Fresh: told as past where an article opens, it needs no date of its own.
	Fresh bool `yaml:"fresh"`
	// GoesOn: told as past, with both sides, it may be of the day the sentences
	// before it tell of.
	GoesOn bool `yaml:"goes_on"`
	// Performative: saying it is doing it ("la France condamne"), so told in the
	// present where an article opens it is of the day of publication.
	Performative bool `yaml:"performative"`
	// Alone: it counts only in a sentence that tells of nothing else ("said").
	Alone  bool      `yaml:"alone"`
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
	cBeside
	cOnly
	cDefinite
	cPair
	cThey
	cWhere
	cHere
	cUnfulfilled
	cSingular
	cNone
	cSeveral
	cLand
	cIndef
	cSince
	cBody
	cAnnouncing
	cWhen
	cOften
	cWish
)

// classMarks only tell more of words that are nouns or articles all the same.
const classMarks = cDefinite | cIndef | cPair

var classNames = map[string]class{
	"det": cDet, "and": cAnd, "rel": cRel, "sub": cSub, "neg": cNeg, "pron": cPron, "there": cThere, "refl": cRefl,
	"adv": cAdv, "interrogative": cAsk, "infinitive": cInf, "poss": cPoss, "objpron": cObjPron, "officials": cOfficial, "if": cIf, "head": cHead, "both": cBoth, "beside": cBeside, "only": cOnly, "land": cLand, "body": cBody,
	"definite": cDefinite, "indefinite": cIndef, "since": cSince, "pair": cPair, "they": cThey, "where": cWhere, "here": cHere, "none": cNone, "several": cSeveral, "often": cOften, "wish": cWish,
	"announcing": cAnnouncing, "when": cWhen, "singular": cSingular, "unfulfilled": cUnfulfilled,
}

var prepNames = map[string]class{
	"with": cWith, "of": cOf, "by": cBy, "between": cBetween, "to": cTo, "against": cAgainst, "for": cFor,
	"after": cAfter, "about": cAbout, "source": cSource, "under": cUnder,
}

var auxNames = map[string]class{"have": cHave, "be": cBe, "planned": cPlanned, "conditional": cCond, "had": cHad}

const anyPrep = cWith | cOf | cBy | cBetween | cTo | cAgainst | cFor | cAfter | cAbout | cSource | cUnder

const (
	eClass entryKind = iota
	eVerb
	eNoun    // of a frame
	eModNoun // of a modifier
	eNoise
	eRelation // phrase that evokes a frame without an article of its own
)

const (
	asTrigger roleKind = iota
	asLight
	asReport
	asModifier
	asRepeat
)
