package event

import "chancery/extract/text"

// costBracket marks an opening bracket in the table of costs.
const costBracket = -1

// between is the cost of the tokens [from, to) of a sentence: words by number,
// boundaries by weight. Words of closed classes cost nothing; a name or a date
// costs as one.
func (sc *scene) between(from, to int) float64 {
	if from >= to {
		return 0
	}
	sc.price(sc.sentOf(from), to)
	cost, k := 0.0, from
	if sc.mention[k] > 0 {
		cost, k = costWord, k+1 // though the name began before
	}
	for ; k < to; k++ {
		c := sc.costs[k]
		if c == costBracket {
			if end := sc.aside(k, to); end > 0 {
				k = end
				continue
			}
			c = costComma
		}
		cost += c
	}
	return cost
}

// price fills the table of costs for a sentence, and those behind it up to
// token to, when they are asked for the first time. Until the scene is ready
// nothing is kept.
func (sc *scene) price(sent, to int) {
	for ; sent < len(sc.doc.Sents) && (!sc.priced[sent] || int(sc.doc.Sents[sent].Last) < to); sent++ {
		if sc.priced[sent] {
			continue
		}
		sc.priced[sent] = sc.ready
		s := &sc.doc.Sents[sent]
		for k := int(s.First); k < int(s.Last); k++ {
			sc.costs[k] = sc.costOf(k)
		}
		if to <= int(s.Last) {
			return
		}
	}
}

// costOf is what one token costs.
func (sc *scene) costOf(k int) float64 {
	c := sc.class[k]
	switch {
	case sc.mention[k] > 0:
		if k > 0 && sc.mention[k] == sc.mention[k-1] {
			return 0
		}
		return costWord
	case sc.timex[k] > 0 || sc.nounPhr[k]:
		return 0
	case sc.doc.Tokens[k].Kind == text.Punct:
		if word := sc.doc.Word(k); word != "(" {
			return punctCost(word)
		}
		return costBracket
	case c&cSub != 0:
		return costSub
	case c&cRel != 0:
		return costRelative
	case c&cAnd != 0:
		return costAnd
	case sc.hitAt[k] > 0 && sc.hits[sc.hitAt[k]-1].verb >= 0:
		return costVerb
	case c&^classMarks != 0 || sc.doc.Tokens[k].Kind != text.Word:
		return 0
	}
	return costWord
}

// asideReach is the most tokens between brackets that part nothing.
const asideReach = 20

// aside gives the bracket that closes the one at token k, before token to; 0
// when none does. What stands in brackets does not part what stands around them.
func (sc *scene) aside(k, to int) int {
	for end := k + 1; end < min(to, k+asideReach); end++ {
		if sc.doc.Tokens[end].Kind == text.Punct && sc.doc.Word(end) == ")" {
			return end
		}
	}
	return 0
}
