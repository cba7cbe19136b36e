package actor

import (
	"fmt"
	"strings"
	"unicode"
)

// transliteration turns an English spelling into another language's.
type transliteration struct {
	tag     string
	rules   map[string]string // "^" and "$" mark a word's bounds
	longest int
}

// translits reads data/translit.tsv: rules by state.
func (b *builder) translits() (map[string][]transliteration, error) {
	out := map[string][]transliteration{}
	err := rows("translit.tsv", func(c []string) error {
		if len(c) < 3 {
			return fmt.Errorf("want states, language, rules")
		}
		if _, wanted := b.bits[c[1]]; !wanted {
			return nil
		}
		t := transliteration{tag: c[1], rules: map[string]string{}}
		for _, r := range strings.Fields(c[2]) {
			from, to, ok := strings.Cut(r, ">")
			if !ok {
				return fmt.Errorf("rule %q: write from>to", r)
			}
			t.rules[from] = to
			t.longest = max(t.longest, len(from))
		}
		for _, s := range strings.Fields(c[0]) {
			out[s] = append(out[s], t)
		}
		return nil
	})
	return out, err
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
	for i, r := range w {
		if i == 0 && unicode.IsUpper(r) && s != "" {
			first := []rune(s)
			first[0] = unicode.ToUpper(first[0])
			return string(first)
		}
		break
	}
	return s
}

// longestRule gives what stands at i and how many bytes it replaces.
func (t *transliteration) longestRule(marked string, i int) (string, int) {
	best, n, score := marked[i:i+1], 1, 0
	for from, to := range t.rules {
		at, used := i, len(from)
		if from[0] == '^' {
			at, used = i-1, len(from)-1
		}
		if len(from) <= score || !strings.HasPrefix(marked[at:], from) {
			continue
		}
		if from[len(from)-1] == '$' {
			used--
		}
		best, n, score = to, used, len(from)
	}
	return best, n
}

// transliterate gives a person the names other languages would use, where none
// was entered by hand.
func (b *builder) transliterate(r *rec, all map[string][]transliteration) {
	for i := range all[r.country] {
		t := &all[r.country][i]
		have := false
		for _, n := range r.names {
			have = have || n.tag == t.tag
		}
		if have {
			continue
		}
		english := r.name("en")
		if s := t.apply(english); s != english {
			r.names = append(r.names, langName{t.tag, s})
		}
	}
}
