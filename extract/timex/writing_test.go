package timex

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// writings are ways in which the same text reaches us.
var writings = map[string]func(string) string{
	"decomposed accents":  norm.NFD.String,
	"composed accents":    norm.NFC.String,
	"curly apostrophes":   func(s string) string { return strings.ReplaceAll(s, "'", "’") },
	"no-break spaces":     func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
	"narrow spaces":       func(s string) string { return strings.ReplaceAll(s, " ", "\u202f") },
	"soft hyphens":        softHyphens,
	"full-width digits":   fullWidth,
	"doubled spaces":      func(s string) string { return strings.ReplaceAll(s, " ", "  ") },
	"non-breaking hyphen": func(s string) string { return strings.ReplaceAll(s, "-", "\u2011") },
}

// softHyphens puts one inside every longer word.
func softHyphens(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if r := []rune(w); len(r) > 4 && isLetters(r[:4]) {
			words[i] = string(r[:3]) + "\u00ad" + string(r[3:])
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
