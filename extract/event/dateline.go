package event

import (
	"slices"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/text"
)

// datelineWords is the most tokens a dateline has before its dash.
const datelineWords = 16

// datelines takes the days of datelines from those that can date an event:
// "ANKARA, 2 décembre 2024 - …", "PARIS, Dec 2 (Agency) - …" say when it was
// written, not when something happens.
func (sc *scene) datelines() {
	own := false
	for i := range sc.doc.Sents {
		end := sc.datelineEnd(i)
		if end < 0 {
			continue
		}
		for k := int(sc.doc.Sents[i].First); k < end; k++ {
			if i := int(sc.mention[k]) - 1; i >= 0 && sc.desk < 0 && sc.places(i) {
				sc.desk = i
			}
			if sc.timex[k] == 0 {
				continue
			}
			if !own {
				sc.timexes, own = slices.Clone(sc.timexes), true // the caller's stay
			}
			sc.timexes[sc.timex[k]-1].Known = false
		}
	}
}

// writtenDay is the day of a sentence that is nothing but a place and a date
// ("Bamako, le 15 août 2022."), of which what follows is told.
func (st *story) writtenDay(sent int) (edtf.Interval, bool) {
	s := &st.doc.Sents[sent]
	day, named := edtf.Interval{}, false
	for k := int(s.First); k < int(s.Last); k++ {
		switch {
		case st.timex[k] > 0:
			t := &st.timexes[st.timex[k]-1]
			if day.Days() > 0 && day != t.Days || t.Days.Days() != 1 {
				return edtf.Interval{}, false
			}
			day = t.Days
		case st.mention[k] > 0:
			named = st.places(int(st.mention[k]) - 1)
			if !named {
				return edtf.Interval{}, false
			}
		case st.doc.Tokens[k].Kind == text.Word && st.class[k]&cDet == 0:
			return edtf.Interval{}, false
		}
	}
	return day, named && day.Days() == 1 && st.notFuture(day)
}

// nameless takes from the dates those that are part of somebody's name ("Theresa
// May").
func (sc *scene) nameless() {
	own := false
	for i, t := range sc.timexes {
		if !t.Known || t.Last-t.First > 1 || sc.mention[t.First] == 0 {
			continue
		}
		if m := sc.mentions[sc.mention[t.First]-1]; m.Kind != actor.Person || m.Last-m.First < 2 && sc.inMonth(t.First) {
			continue
		}
		if !own {
			sc.timexes, own = slices.Clone(sc.timexes), true
		}
		sc.timexes[i].Known = false
		sc.timex[t.First] = 0
	}
}

// inMonth: "in May" is the month, whoever else is called so.
func (sc *scene) inMonth(k int) bool {
	if k == 0 || !sc.sameSent(k-1, k) {
		return false
	}
	w := sc.x.wordOf(sc.doc.Tokens[k-1].Lower)
	return w != nil && w.class&anyPrep != 0
}

// dateline tells whether a place only says where the article was written:
// "MOSCOW —", "LYON, France (Agency) —".
func (sc *scene) dateline(i int) bool {
	m := sc.mentions[i]
	if m.Demonym || m.Kind != actor.Place && m.Kind != actor.State || !sc.doc.Tokens[m.First].AllCaps && m.Kind == actor.Place && int(sc.doc.Sents[sc.sentOf(m.First)].First) != m.First {
		return false
	}
	if sc.doc.Tokens[m.First].AllCaps && m.Kind == actor.Place && m.Last < len(sc.doc.Tokens) && punctCost(sc.doc.Word(m.Last)) == costBreak {
		return true
	}
	return m.First-int(sc.doc.Sents[sc.sentOf(m.First)].First) < datelineWords && m.Last <= sc.datelineEnd(sc.sentOf(m.First))
}

// datelineEnd gives the dash that closes a sentence's dateline, or -1: before it
// stand, at the head of a paragraph, nothing but names, dates, words in capitals
// or with a capital, and signs, a place among them.
func (sc *scene) datelineEnd(sent int) int {
	s := &sc.doc.Sents[sent]
	if sent > 0 && sc.doc.Sents[sent-1].Para == s.Para {
		return -1
	}
	named, aside := false, false
	for k := int(s.First); k < min(int(s.Last)-3, int(s.First)+datelineWords); k++ {
		t := sc.doc.Tokens[k]
		switch word := sc.doc.Word(k); {
		case t.Space && (word == "-" || word == "–" || word == "—" || word == "--"):
			if !named && k > 0 && sc.doc.Word(k-1) == ")" {
				continue // "(Agency) - ROME, June 24 - …"
			}
			if named && sc.doc.Tokens[k+1].Space {
				return k
			}
			return -1
		case word == "(" || word == ")":
			aside = word == "("
		case aside:
		case sc.mention[k] > 0:
			named = true
		case sc.timex[k] > 0, t.Kind != text.Word && t.Kind != text.Clitic:
		case t.Upper && k == int(s.First):
			named = true // a town the gazetteer does not know
		case t.Upper, sc.class[k]&(cOf|cDet|cAnd) != 0:
		default:
			return -1
		}
	}
	return -1
}
