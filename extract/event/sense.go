package event

import (
	"fmt"
	"slices"
	"strings"
)

// sensePack says what an act of a type is by the words that tell it, for its
// title: type → sense → verbs and nouns. "recognition" holds both "recognise"
// and "break"; a title must say which.
type sensePack map[string]map[string][]string

// senses are compiled: type → word → sense.
type senses map[string]map[string]string

// compileSenses checks that no word has two senses in one type.
func compileSenses(p sensePack) (senses, error) {
	out := senses{}
	for kind, list := range p {
		out[kind] = map[string]string{}
		for sense, words := range list {
			for _, w := range words {
				if old := out[kind][w]; old != "" {
					return nil, fmt.Errorf("senses of %s: %q means %s and %s", kind, w, min(old, sense), max(old, sense))
				}
				out[kind][w] = sense
			}
		}
	}
	return out, nil
}

// sense of a core: that of its verb, or of its noun, whole or by one of its words
// ("signed a cease-fire"), and else of the verb that carries the noun ("lifted
// the sanctions"); "" when the pack names none.
func (st *story) sense(c *core) string {
	words := st.x.senses[st.x.frames[c.frame].Type]
	if words == nil {
		return ""
	}
	h := &st.hits[c.hit]
	verb := func(h *hit) string { return words[st.x.verbs[h.verb].Lemma] }
	if h.verb >= 0 {
		return verb(h)
	}
	noun := strings.ToLower(st.doc.Slice(h.first, h.last))
	if s := words[noun]; s != "" {
		return s
	}
	for w := range strings.FieldsSeq(noun) {
		if s := words[w]; s != "" {
			return s
		}
	}
	if c.light >= 0 {
		return verb(&st.hits[c.light])
	}
	return ""
}

// senseOfAll is the sense most of an event's evidence has; of two as frequent,
// that told first.
func senseOfAll(es []Evidence) string {
	var seen []string
	count := map[string]int{}
	for _, e := range es {
		if e.Sense == "" {
			continue
		}
		if !slices.Contains(seen, e.Sense) {
			seen = append(seen, e.Sense)
		}
		count[e.Sense]++
	}
	best := ""
	for _, s := range seen {
		if best == "" || count[s] > count[best] {
			best = s
		}
	}
	return best
}
