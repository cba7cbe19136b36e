package event

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"
)

// joinedForms gives the forms of a separable verb in which the particle is written
// onto the verb: "abreisen", "abgereist", "abzureisen".
func joinedForms(p pack, v verbEntry) (map[string]tense, error) {
	base, err := baseForms(p, v)
	if err != nil {
		return nil, err
	}
	forms := map[string]tense{}
	for form, t := range base {
		forms[v.Particle+form] |= t
		if t&inf == 0 {
			continue
		}
		for _, to := range p.Classes["infinitive"] {
			forms[v.Particle+to+form] |= inf
		}
	}
	return forms, nil
}

func baseForms(p pack, v verbEntry) (map[string]tense, error) {
	i := slices.IndexFunc(p.Verbs, func(b verbEntry) bool { return b.Lemma == v.Base })
	if i < 0 || p.Verbs[i].Particle != "" {
		return nil, fmt.Errorf("verb %q: its base %q is not in the list of verbs", v.Lemma, v.Base)
	}
	return conjugate(p, p.Verbs[i])
}

// addParted indexes the finite forms whose particle closes the clause.
func (x *lexicon) addParted(p pack, i int) error {
	v := p.Verbs[i]
	base, err := baseForms(p, v)
	if err != nil {
		return err
	}
	particle := x.hashes(v.Particle)
	if len(particle) != 1 {
		return fmt.Errorf("verb %q: its particle must be one word", v.Lemma)
	}
	for form, t := range base {
		if t &= pres | past | cond; t != 0 {
			x.add(form, entry{kind: eVerb, ref: i, tense: t, part: particle[0]})
		}
	}
	return nil
}

func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}
