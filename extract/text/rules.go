package text

import "strings"

// Rules is what the tokenizer and the sentence splitter must know of a
// language. Build it once with NewRules and share it: it is read-only.
type Rules struct {
	elisions      Set
	suffixes      Set
	abbreviations Set
	readAlso      [][]uint64 // as runs of words
	credits       Set        // as joined hashes of their words
	function      Set
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
		function: hashes(w.Function), elisions: hashes(w.Elisions), suffixes: hashes(w.Suffixes),
		abbreviations: hashes(w.Abbreviations), ordinalDot: w.OrdinalDot,
	}
	for _, s := range w.ReadAlso {
		r.readAlso = append(r.readAlso, wordHashes(New(s, "", r).Tokens))
	}
	var credits []uint64
	for _, s := range w.Credits {
		credits = append(credits, join(New(s, "", r).Tokens))
	}
	r.credits = NewSet(credits...)
	return r
}

// wordHashes are the hashes of what is no mark among the tokens.
func wordHashes(tokens []Token) []uint64 {
	var out []uint64
	for i := range tokens {
		if isWord(&tokens[i]) {
			out = append(out, tokens[i].Lower)
		}
	}
	return out
}

func isWord(t *Token) bool { return t.Kind == Word || t.Kind == Number || t.Kind == Clitic }

// join makes one hash of the words of a run of tokens.
func join(tokens []Token) uint64 {
	h := uint64(hashSeed)
	for i := range tokens {
		if isWord(&tokens[i]) {
			h = (h ^ tokens[i].Lower) * hashPrime
		}
	}
	return h
}

func hashes(words []string) Set {
	var list []uint64
	for _, w := range words {
		// Acronyms carry no dots in their hash: "U.S." is tokenised as US.
		lower, _ := Hash(strings.ReplaceAll(w, ".", ""))
		list = append(list, lower)
	}
	return NewSet(list...)
}
