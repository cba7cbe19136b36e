package main

import (
	"sync"

	"chancery/extract/text"
	"chancery/extract/timex"
	"chancery/lang"
)

// sentences gives the sentence spans of a text in code points, by the rules of
// its language; none for a language without a pack.
func sentences() func(tag, s string) [][2]int {
	var mu sync.Mutex
	rules := map[string]*text.Rules{}
	of := func(tag string) *text.Rules {
		mu.Lock()
		defer mu.Unlock()
		if r, known := rules[tag]; known {
			return r
		}
		var r *text.Rules
		if w, err := lang.LoadText(tag); err == nil {
			r = timex.TextRules(w)
		}
		rules[tag] = r
		return r
	}
	return func(tag, s string) [][2]int {
		r := of(tag)
		if r == nil {
			return nil
		}
		doc := text.New(s, tag, r)
		out := make([][2]int, 0, len(doc.Sents))
		for _, sent := range doc.Sents {
			out = append(out, [2]int{doc.RuneOffset(int(sent.Start)), doc.RuneOffset(int(sent.End))})
		}
		return out
	}
}
