package actor

import "strings"

// maxSpellings bounds the variants of one name.
const maxSpellings = 12

// spellings reads data/spellings.tsv: word to all its spellings.
func spellings() (map[string][]string, error) {
	out := map[string][]string{}
	err := rows("spellings.tsv", func(c []string) error {
		group := strings.Fields(c[0])
		for _, w := range group {
			out[w] = group
		}
		return nil
	})
	return out, err
}

// respell gives the variants of a name that differ in the spelling of a given
// name or particle, without the name itself.
func respell(name string, groups map[string][]string) []string {
	names := []string{""}
	for i, w := range strings.Fields(name) {
		head, rest, hyphen := strings.Cut(w, "-") // al-Assad
		options := groups[head]
		if len(options) == 0 {
			options = []string{head}
		}
		if len(names)*len(options) > maxSpellings {
			options = options[:0:0]
			options = append(options, head)
		}
		next := make([]string, 0, len(names)*len(options))
		for _, n := range names {
			if i > 0 {
				n += " "
			}
			for _, o := range options {
				if hyphen {
					o += "-" + rest
				}
				next = append(next, n+o)
			}
		}
		names = next
	}
	out := names[:0]
	for _, n := range names {
		if n != name {
			out = append(out, n)
		}
	}
	return out
}
