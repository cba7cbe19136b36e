package text

import "strings"

// Rules is what the tokenizer and the sentence splitter must know of a
// language. Build it once with NewRules and share it: it is read-only.
type Rules struct {
	elisions      map[uint64]bool
	suffixes      map[uint64]bool
	abbreviations map[uint64]bool
	readAlso      []string
	credits       map[string]bool
	ordinalDot    bool
}

// Words are the word lists of a language pack, as written there.
type Words struct {
	Elisions, Suffixes, Abbreviations []string
	ReadAlso, Credits                 []string
	// OrdinalDot: a number and a full stop make an ordinal ("15. Februar").
	OrdinalDot bool
}

// NewRules compiles the lists.
func NewRules(w Words) *Rules {
	r := &Rules{
		elisions: hashes(w.Elisions), suffixes: hashes(w.Suffixes),
		abbreviations: hashes(w.Abbreviations), credits: map[string]bool{}, ordinalDot: w.OrdinalDot,
	}
	for _, s := range w.ReadAlso {
		r.readAlso = append(r.readAlso, strings.ToLower(s))
	}
	for _, s := range w.Credits {
		r.credits[strings.ToLower(s)] = true
	}
	return r
}

func hashes(words []string) map[uint64]bool {
	m := make(map[uint64]bool, len(words))
	for _, w := range words {
		// Acronyms carry no dots in their hash: "U.S." is tokenised as US.
		lower, _ := Hash(strings.ReplaceAll(w, ".", ""))
		m[lower] = true
	}
	return m
}
