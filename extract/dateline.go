package extract

import (
	"chancery/edtf"
	"chancery/extract/text"
	"chancery/extract/timex"
)

// Where a dateline may stand, and how much may stand around its day.
const (
	datelineSents = 4
	datelineWords = 14
)

// inDateline is the weight of the day of a dateline: it is there to say when
// the article was written.
const inDateline = 9

// datelineClues: the day of a dateline ("NAIROBI, 12 May 2025 - …") or of a
// line of its own at the head. Without a year it still gives month and day.
func datelineClues(doc *text.Doc, tx []timex.Timex) []clue {
	var out []clue
	for _, t := range tx {
		exact := t.Known && t.Year != 0 && t.Days.Days() == 1
		yearless := t.Year == 0 && t.Month != 0 && t.DayOfMonth != 0
		if t.Type != timex.Date || t.Anchor != "" || !exact && !yearless || !heads(doc, t) {
			continue
		}
		out = append(out, clue{
			strong: exact, written: exact,
			weight: func(d edtf.Day) float64 {
				_, month, day := d.Date()
				return at(exact && d == t.Days.Start || yearless && month == t.Month && day == t.DayOfMonth, inDateline, 0)
			},
			why: func(edtf.Day) string { return "the dateline gives this day" },
		})
	}
	return out
}

// heads tells whether a date opens a paragraph at the head of the text, with
// nothing but names before it and names before a dash, or nothing, after it.
func heads(doc *text.Doc, t timex.Timex) bool {
	i := int(doc.Tokens[t.First].Sent)
	s := &doc.Sents[i]
	if i >= datelineSents || i > 0 && doc.Sents[i-1].Para == s.Para || t.First-int(s.First) > datelineWords {
		return false
	}
	if !names(doc, int(s.First), t.First) {
		return false
	}
	for k := t.Last; k < min(int(s.Last), t.Last+datelineWords); k++ {
		if w := doc.Word(k); doc.Tokens[k].Space && (w == "-" || w == "–" || w == "—" || w == "--") {
			return names(doc, t.Last, k)
		}
	}
	return t.First == int(s.First) && t.Last >= int(s.Last)
}

// names tells whether there are only capitalised words and signs, or brackets
// with whatever they hold.
func names(doc *text.Doc, from, to int) bool {
	aside := false
	for k := from; k < to; k++ {
		t := &doc.Tokens[k]
		switch w := doc.Word(k); {
		case w == "(" || w == ")":
			aside = w == "("
		case !aside && t.Kind == text.Word && !t.Upper:
			return false
		}
	}
	return true
}
