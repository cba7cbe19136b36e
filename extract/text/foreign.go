package text

import "strings"

// A credit is no longer than this, in tokens, and a pointer to other articles,
// in bytes.
const (
	maxCredit  = 10
	maxPointer = 240
)

// markForeign marks what does not belong to the article: lines that point to
// other articles, everything after the agency's signature, and teasers cut off
// with dots at the article's end. Facts found there are not this article's.
func markForeign(d *Doc, rules *Rules) {
	afterCredit := false
	for first := 0; first < len(d.Sents); {
		last := first + 1
		for last < len(d.Sents) && d.Sents[last].Para == d.Sents[first].Para {
			last++
		}
		tokens := d.Tokens[d.Sents[first].First:d.Sents[last-1].Last]
		body := d.Text[d.Sents[first].Start:d.Sents[last-1].End]
		credit := rules.isCredit(tokens) && d.Sents[first].Start > int32(len(d.Text)/3)
		if afterCredit || credit || len(body) <= maxPointer && rules.pointsElsewhere(tokens) || cutTeaser(body) {
			for k := first; k < last; k++ {
				d.Sents[k].Foreign = true
			}
		}
		afterCredit = afterCredit || credit
		first = last
	}
}

func (r *Rules) isCredit(tokens []Token) bool {
	return len(tokens) <= maxCredit && r.credits.Has(join(tokens))
}

// pointsElsewhere: "Lire aussi : …", with or without a mark before it.
func (r *Rules) pointsElsewhere(tokens []Token) bool {
	for len(tokens) > 0 && tokens[0].Kind != Word && tokens[0].Kind != Number {
		tokens = tokens[1:]
	}
	for _, p := range r.readAlso {
		if startsWith(tokens, p) {
			return true
		}
	}
	return false
}

func startsWith(tokens []Token, words []uint64) bool {
	if len(words) == 0 || len(tokens) < len(words) {
		return false
	}
	for i, w := range words {
		if tokens[i].Lower != w {
			return false
		}
	}
	return true
}

// cutTeaser: the paragraph breaks off with dots after a space ("a abouti à un
// ..."), as lists of other articles do; prose sets its dots onto the word.
func cutTeaser(s string) bool {
	if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "…") && !strings.HasSuffix(s, "]") {
		return false
	}
	for _, dots := range []string{" ...", " …", "\u00a0...", " [...]", " […]"} {
		if strings.HasSuffix(s, dots) {
			return true
		}
	}
	return false
}
