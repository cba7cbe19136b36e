package timex

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// writings are ways in which the same text reaches us.
var writings = map[string]func(string) string{
	"decomposed accents": norm.NFD.String,
	"composed accents":   norm.NFC.String,
	"curly apostrophes":  func(s string) string { return strings.ReplaceAll(s, "'", "’") },
	"no-break spaces":    func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
	"narrow spaces":      func(s string) string { return strings.ReplaceAll(s, " ", "\u202f") },
	"soft hyphens":       func(s string) string { return insideWords(s, '\u00ad') },
	"full-width digits":  fullWidth,
	"zero-width spaces":  func(s string) string { return strings.ReplaceAll(s, " ", " \u200b") },
	"zero-width joiners": func(s string) string { return insideWords(s, '\u200d') },
	"non-joiners":        func(s string) string { return insideWords(s, '\u200c') },
	"word joiners":       func(s string) string { return insideWords(s, '\u2060') },
	"byte order mark":    func(s string) string { return "\ufeff" + s },
	"thin spaces":        func(s string) string { return strings.ReplaceAll(s, " ", "\u2009") },
	"all at once": func(s string) string {
		s = insideWords(fullWidth(norm.NFD.String(s)), '\u00ad')
		return "\ufeff" + strings.NewReplacer(" ", "\u202f", "'", "’", "-", "\u2011").Replace(s)
	},
	"doubled spaces":      func(s string) string { return strings.ReplaceAll(s, " ", "  ") },
	"non-breaking hyphen": func(s string) string { return strings.ReplaceAll(s, "-", "\u2011") },
}

// insideWords puts an invisible character inside every longer word.
func insideWords(s string, mark rune) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if r := []rune(w); len(r) > 4 && isLetters(r[:4]) {
			words[i] = string(r[:3]) + string(mark) + string(r[3:])
		}
	}
	return strings.Join(words, " ")
}

func isLetters(r []rune) bool {
	for _, c := range r {
		if c < 'A' || c > 'Z' && c < 'a' || c > 'z' && c < 0xc0 {
			return false
		}
	}
	return true
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

// unwritten undoes every writing, so that words of two writings can be compared.
func unwritten(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
			return -1
		case '\u00a0', '\u202f', '\u2009':
			return ' '
		case '’':
			return '\''
		case '\u2011':
			return '-'
		}
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, norm.NFC.String(s))
	return strings.Join(strings.Fields(norm.NFC.String(s)), " ")
}

// TestWriting: what differs only in writing gives the same values, and offsets
// into the text as it is written, in bytes and in code points, that cover the
// same words.
func TestWriting(t *testing.T) {
	all := opened(t)
	for tag, texts := range samples(t) {
		g := all[tag]
		for _, s := range texts {
			want := written(t, g, s)
			for name, change := range writings {
				if got := written(t, g, change(s)); !slices.Equal(got, want) {
					t.Errorf("%s, %s: %q gives %q, changed %q", tag, name, s, want, got)
				}
			}
		}
	}
}

// written gives each expression's value and its words, cut out of the text by
// its code-point offsets, in plain writing.
func written(t *testing.T, g *Tagger, s string) (out []string) {
	t.Helper()
	doc := g.Doc(s)
	runes := []rune(s)
	for _, x := range g.Tag(doc, options(t, "2022-02-04")) {
		words := string(runes[doc.RuneOffset(x.Start):doc.RuneOffset(x.End)])
		if words != s[x.Start:x.End] {
			t.Errorf("%q: bytes give %q, code points %q", s, s[x.Start:x.End], words)
		}
		out = append(out, x.Value+" "+string(x.Type)+" "+x.Mod+" "+unwritten(words))
	}
	return out
}
