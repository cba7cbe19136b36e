package text

import "strings"

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
		body := strings.ToLower(d.Text[d.Sents[first].Start:d.Sents[last-1].End])
		credit := rules.isCredit(body) && d.Sents[first].Start > int32(len(d.Text)/3)
		if afterCredit || credit || rules.pointsElsewhere(body) || cutTeaser(d, first, last) {
			for k := first; k < last; k++ {
				d.Sents[k].Foreign = true
			}
		}
		afterCredit = afterCredit || credit
		first = last
	}
}

func (r *Rules) isCredit(body string) bool {
	return r.credits[strings.Trim(body, " .-–—")]
}

// pointsElsewhere: "Lire aussi : …" alone, or before a colon or a dash.
func (r *Rules) pointsElsewhere(body string) bool {
	body = strings.TrimLeft(body, " •-–—>»[(")
	for _, p := range r.readAlso {
		rest, ok := strings.CutPrefix(body, p)
		if ok && (rest == "" || strings.ContainsAny(rest[:1], " :|>-.\u00a0") && (len(rest) < 200)) {
			return true
		}
	}
	return false
}

// cutTeaser: the paragraph breaks off with dots after a space ("a abouti à un
// ..."), as lists of other articles do; prose sets its dots onto the word.
func cutTeaser(d *Doc, first, last int) bool {
	s := d.Text[d.Sents[first].Start:d.Sents[last-1].End]
	for _, dots := range []string{" ...", " …", "\u00a0...", " [...]", " […]"} {
		if strings.HasSuffix(s, dots) {
			return true
		}
	}
	return false
}
