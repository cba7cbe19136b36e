package actor

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/lang"
)

// transliteration turns an English spelling into another language's.
type transliteration struct {
	tag   string
	rules []spellRule // longest first
	// at holds the rules by the byte they replace first.
	at [256][]spellRule
}

// spellRule replaces letters; "^" and "$" mark a word's bounds.
type spellRule struct{ from, to string }

// translits reads data/translit.tsv: rules by state.
func (b *builder) translits() (map[string][]*transliteration, error) {
	out := map[string][]*transliteration{}
	err := rows("translit.tsv", func(c []string) error {
		if len(c) < 3 {
			return fmt.Errorf("want states, language, rules")
		}
		t := transliteration{tag: strings.TrimPrefix(c[1], "=")}
		for _, r := range strings.Fields(c[2]) {
			from, to, ok := strings.Cut(r, ">")
			if !ok {
				return fmt.Errorf("rule %q: write from>to", r)
			}
			t.rules = append(t.rules, spellRule{from, to})
		}
		slices.SortStableFunc(t.rules, func(a, b spellRule) int { return len(b.from) - len(a.from) })
		t.index()
		for _, s := range strings.Fields(c[0]) {
			out[s] = append(out[s], &t)
		}
		return nil
	})
	return out, err
}

func (t *transliteration) index() {
	for _, r := range t.rules {
		if first := strings.TrimPrefix(r.from, "^"); first != "" {
			t.at[first[0]] = append(t.at[first[0]], r)
		}
	}
}

// apply rewrites a name word by word.
func (t *transliteration) apply(name string) string {
	words := strings.Split(name, " ")
	for i, w := range words {
		words[i] = t.word(w)
	}
	return strings.Join(words, " ")
}

func (t *transliteration) word(w string) string {
	marked := "^" + strings.ToLower(w) + "$"
	var out strings.Builder
	for i := 1; i < len(marked)-1; {
		to, n := t.longestRule(marked, i)
		out.WriteString(to)
		i += n
	}
	s := out.String()
	initial, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(initial) || s == "" {
		return s
	}
	first := []rune(s)
	first[0] = unicode.ToUpper(first[0])
	return string(first)
}

// longestRule gives what stands at i and how many bytes it replaces.
func (t *transliteration) longestRule(marked string, i int) (string, int) {
	for _, r := range t.at[marked[i]] {
		at, used := i, len(r.from)
		if r.from[0] == '^' {
			at, used = i-1, used-1
		}
		if !strings.HasPrefix(marked[at:], r.from) {
			continue
		}
		if r.from[len(r.from)-1] == '$' {
			used--
		}
		return r.to, used
	}
	return marked[i : i+1], 1
}

// transliterate gives a person the names other languages would use, where none
// was entered by hand.
func (b *builder) transliterate(r *rec, all map[string][]*transliteration) {
	for _, t := range all[r.country] {
		have := false
		for _, n := range r.names {
			have = have || n.tag == t.tag && t.tag != ""
		}
		if have {
			continue
		}
		english := r.name(lang.Default)
		if s := t.apply(english); s != english {
			r.names = append(r.names, langName{t.tag, s})
		}
	}
}
