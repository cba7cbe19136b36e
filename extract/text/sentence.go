package text

import (
	"strings"
	"unicode/utf8"
)

// headingWords is the most words a paragraph without a final stop may have to
// count as a heading.
const headingWords = 25

// split fills d.Sents and every token's Sent. A sentence ends behind one of
// the edges, or with the text.
func split(d *Doc, rules *Rules, edges []int32) {
	if len(d.Tokens) == 0 {
		return
	}
	wrapped := hardWrapped(d.Text)
	first, para, end := 0, int32(0), len(d.Tokens)-1
	for _, edge := range edges {
		i := int(edge)
		newPara := i != end && paragraphBreak(d, i, wrapped)
		if i != end && (newPara || sentenceEnd(d, i, rules)) {
			d.closeSentence(first, i+1, para)
			first = i + 1
		}
		if newPara {
			para++
		}
	}
	d.closeSentence(first, end+1, para)
	markHeadings(d)
	markForeign(d, rules)
}

func (d *Doc) closeSentence(first, last int, para int32) {
	n := int32(len(d.Sents))
	for k := first; k < last; k++ {
		d.Tokens[k].Sent = n
	}
	d.Sents = append(d.Sents, Sentence{
		First: int32(first), Last: int32(last), Para: para,
		Start: d.Tokens[first].Start, End: d.Tokens[last-1].End,
	})
}

// paragraphBreak tells whether a paragraph ends between tokens i and i+1.
func paragraphBreak(d *Doc, i int, wrapped bool) bool {
	from, to := d.Tokens[i].End, d.Tokens[i+1].Start
	if from == to || to == from+1 && d.Text[from] == ' ' {
		return false
	}
	gap := d.Text[from:to]
	lines := strings.Count(gap, "\n")
	if lines == 0 {
		return strings.Contains(gap, "\u2029")
	}
	return lines > 1 || !wrapped
}

// hardWrapped tells whether single newlines are only line ends, as in mail and
// plain-text wires: no long line, and many lines that go on in lower case.
func hardWrapped(s string) bool {
	breaks, goesOn, before := 0, 0, ""
	for s != "" {
		line, rest, _ := strings.Cut(s, "\n")
		if len(line) > 120 {
			return false
		}
		line, s = strings.TrimSpace(line), rest
		if line != "" && before != "" {
			breaks++
			if r, _ := utf8.DecodeRuneInString(line); classOf(r)&lowerLetter != 0 {
				goesOn++
			}
		}
		before = line
	}
	return breaks > 1 && goesOn*3 >= breaks
}

// sentenceEnd tells whether token i ends a sentence inside a paragraph.
func sentenceEnd(d *Doc, i int, rules *Rules) bool {
	next := i + 1
	if k := d.Tokens[i].Kind; k != Stop && k != Quote && k != Punct {
		return false
	}
	if next >= len(d.Tokens) || !closesSentence(d, i, rules) {
		return false
	}
	t := d.Tokens[next]
	if t.Kind == Stop || isClosing(d, next) {
		return false // the sentence ends with the last of them
	}
	if wideStop(d, i) {
		return true
	}
	return t.Space && (t.Upper || t.Kind == Number || t.Kind == Quote || t.Kind == Punct || t.Kind == Hyphen || caseless(d, next))
}

// wideStop: a stop of the scripts without spaces, or a closing mark behind one,
// ends its sentence whatever follows.
func wideStop(d *Doc, i int) bool {
	for i > 0 && d.Tokens[i].Kind != Stop {
		i--
	}
	switch d.Word(i) {
	case "。", "！", "？", "｡":
		return true
	}
	return false
}

// caseless: a word of a script without capitals may open a sentence anywhere.
func caseless(d *Doc, i int) bool {
	t := &d.Tokens[i]
	if t.Kind != Word || t.Upper || d.Text[t.Start] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
	return classOf(r) == otherLetter
}

// closesSentence looks at token i alone: a stop, or a closing quote or bracket
// right behind one.
func closesSentence(d *Doc, i int, rules *Rules) bool {
	switch d.Tokens[i].Kind {
	case Stop:
	case Quote, Punct:
		return i > 0 && d.Tokens[i-1].Kind == Stop && isClosing(d, i) && closesSentence(d, i-1, rules)
	default:
		return false
	}
	if d.Word(i) != "." || i == 0 || d.Tokens[i].Space {
		return true
	}
	before := d.Tokens[i-1]
	switch {
	case before.Kind == Word && rules.abbreviations.Has(before.Lower):
		return false
	case before.Kind == Word && before.Upper && before.End-before.Start == 1:
		return false // an initial: "J. Biden"
	case before.Kind == Word && before.End-before.Start == 1 && i >= 3 && !before.Space && d.Word(i-2) == ".":
		// "at 9 a.m. Friday" goes on, "at 9 a.m. The minister" does not.
		return i+1 < len(d.Tokens) && rules.function.Has(d.Tokens[i+1].Lower)
	case rules.ordinalDot && before.Kind == Number && utf8.RuneCountInString(d.Word(i-1)) <= 2:
		return false
	}
	return true
}

func isClosing(d *Doc, i int) bool {
	switch d.Word(i) {
	case "»", "”", ")", "]", "›", "）", "」", "』", "》":
		return true
	case "\"", "“":
		return !d.Tokens[i].Space || i+1 < len(d.Tokens) && d.Tokens[i+1].Space && d.Tokens[i+1].Upper && i > 0 && d.Tokens[i-1].Kind == Stop
	}
	return false
}

// markHeadings marks paragraphs of one short sentence without a final stop.
func markHeadings(d *Doc) {
	for i := range d.Sents {
		s := &d.Sents[i]
		alone := (i == 0 || d.Sents[i-1].Para != s.Para) && (i+1 == len(d.Sents) || d.Sents[i+1].Para != s.Para)
		s.Heading = alone && int(s.Last-s.First) <= headingWords && d.Tokens[s.Last-1].Kind != Stop
	}
}
