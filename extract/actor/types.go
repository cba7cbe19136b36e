// Package actor finds the people, states, organisations and places an article
// names and links each to one record of the gazetteer, whatever the language
// or the wording: name, surname, title with demonym, metonym.
package actor

// Kind of what is named.
type Kind string

// Kinds of mention.
const (
	Person Kind = "person"
	State  Kind = "state"
	Org    Kind = "organisation"
	Group  Kind = "group" // "les Occidentaux", "separatists"
	Place  Kind = "place"
)

// Mention is one linked name in a text.
type Mention struct {
	Start, End  int // bytes in the document's text
	First, Last int // tokens, [First, Last)
	Kind        Kind
	// ID is the record's Wikidata id, or "new:<folded name>" for a person who is
	// named with an office but not in the gazetteer.
	ID   string
	Name string // the record's name in the document's language
	// Country is the ISO 3166-1 alpha-3 code of the state meant or belonged to;
	// for an organisation its code (UN, EU, NATO).
	Country string
	// Office is held or described: "head-of-state", "head-of-government",
	// "foreign-minister", "defence-minister", "spokesperson", "envoy", …
	Office string
	// Stand-in: a capital, palace or ministry used for its government
	// ("Moscou", "le Kremlin"), which is a Place as well when the sentence wants
	// a place. PlaceID then names the place's record.
	Metonym bool
	PlaceID string
	// Described: no name stands in the text, only a role or a pronoun ("le
	// président russe", "son homologue").
	Described bool
	// Demonym: an adjective of nationality ("français"), a modifier and no actor
	// of its own unless it stands as a noun ("les Russes").
	Demonym bool
	// Each: two are meant at once ("les deux présidents", "both countries"), those
	// the text named before, in its order. ID and Country are then empty.
	Each  []Referent
	New   bool
	Score float64 // 0–1, certainty of the link
	Rule  string
}

// Referent is one of those a description of two stands for.
type Referent struct {
	Kind              Kind
	ID, Name, Country string
	Office            string // of a person, as in Mention
}

// Record is a gazetteer entry.
type Record struct {
	ID       string
	Kind     Kind
	Names    map[string]string // main name by language tag; shared, not to be changed
	Country  string
	Lat, Lon float64
	HasPoint bool
}
