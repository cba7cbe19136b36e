package text

import "strings"

// Rules is what the tokenizer and the sentence splitter must know of a
// language. Build it once with NewRules and share it: it is read-only.
type Rules struct {
	elisions      map[uint64]bool
	suffixes      map[uint64]bool
	abbreviations map[uint64]bool
	readAlso      [][]uint64      // as runs of words
	credits       map[uint64]bool // as joined hashes of their words
	function      map[uint64]bool
	ordinalDot    bool
}

// Words are the word lists of a language pack, as written there.
type Words struct {
	Elisions, Suffixes, Abbreviations []string
	ReadAlso, Credits                 []string
	// Function words open a sentence after "p.m."; names do not.
	Function []string
	// OrdinalDot: a number and a full stop make an ordinal ("15. Februar").
	OrdinalDot bool
}

// NewRules compiles the lists.
func NewRules(w Words) *Rules {
	r := &Rules{
		function: hashes(w.Function),
		elisions: hashes(w.Elisions), suffixes: hashes(w.Suffixes),
		abbreviations: hashes(w.Abbreviations), credits: map[uint64]bool{}, ordinalDot: w.OrdinalDot,
	}
	for _, s := range w.ReadAlso {
		r.readAlso = append(r.readAlso, wordHashes(New(s, "", r).Tokens))
	}
	for _, s := range w.Credits {
		r.credits[join(wordHashes(New(s, "", r).Tokens))] = true
	}
	return r
}

// wordHashes are the hashes of what is no mark among the tokens.
func wordHashes(tokens []Token) []uint64 {
	var out []uint64
	for i := range tokens {
		if k := tokens[i].Kind; k == Word || k == Number || k == Clitic {
			out = append(out, tokens[i].Lower)
		}
	}
	return out
}

// join makes one hash of a run of words.
func join(words []uint64) uint64 {
	h := uint64(hashSeed)
	for _, w := range words {
		h = (h ^ w) * hashPrime
	}
	return h
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
