package event

import (
	"slices"

	"chancery/edtf"
	"chancery/extract/text"
	"chancery/extract/timex"
)

// beforePenalty is what it costs a date to stand before the word it dates.
const beforePenalty = 2.5

// beforeNoun is what it costs besides to stand before a noun.
const beforeNoun = 2

// frontedCost is the cost of a date that opens its sentence, to any verb.
const frontedCost = 2

// usable tells whether a temporal expression can date an event.
func usable(t *timex.Timex) bool {
	return t.Known && t.OfEvent == 0 && t.Role != timex.LastRole && (t.Type == timex.Date || t.Type == timex.Time)
}

// dates are the temporal expressions of a sentence that fell to a verb or noun.
type dates []dated

// dated is a hit with its expressions.
type dated struct {
	hit     int
	timexes []int
}

// of gives the dates of a hit.
func (ds dates) of(hit int) []int {
	for i := range ds {
		if ds[i].hit == hit {
			return ds[i].timexes
		}
	}
	return nil
}

// assignTimes gives every date of a sentence to the verb or noun it is nearest
// to.
//
// A noun that evokes nothing here takes no date.
func (sc *scene) assignTimes(sent int, cores []*core) dates {
	out := sc.dates[:0]
	for ti, t := range sc.timexesOf(sent) {
		if !usable(t) {
			continue
		}
		hit := sc.datedBy(t, sent, cores)
		if hit < 0 {
			continue
		}
		n := slices.IndexFunc(out, func(d dated) bool { return d.hit == hit })
		if n < 0 {
			n, out = len(out), append(out, dated{hit: hit})
		}
		out[n].timexes = append(out[n].timexes, ti)
	}
	sc.dates = out
	return out
}

// datedBy gives the hit a date is nearest to, or -1.
func (sc *scene) datedBy(t *timex.Timex, sent int, cores []*core) int {
	start := int(sc.doc.Sents[sent].First)
	if t.Days.Days() > 1 && t.First > start && sc.class[t.First-1]&cSince != 0 {
		return -1 // "the first since January" says when nothing happened
	}
	best, bestCost := -1, costFar+0.0
	names, past := sc.yearName(t), sc.hasToday && t.Days.End <= sc.today
	for hi, h := range sc.hitsOf(sent) {
		if h.verb < 0 && h.frame >= 0 && !slices.ContainsFunc(cores, func(c *core) bool { return c.hit == hi }) {
			continue
		}
		if names && !sc.datedByYear(h) {
			continue
		}
		cost := sc.timeCost(t, h, start)
		if cost < bestCost && past && h.verb < 0 && sc.confirmed(h) {
			cost += costInf
		}
		if cost < bestCost && past && sc.stillToCome(hi, cores) {
			cost += costInf
		}
		if cost < bestCost {
			best, bestCost = hi, cost
		}
	}
	return best
}

func (sc *scene) timeCost(t *timex.Timex, h *hit, start int) float64 {
	return sc.timeDistance(t, h, start) + coarse(t)
}

// confirmed: in "confirmed the meeting on June 20" the past day is the word's.
func (sc *scene) confirmed(n *hit) bool {
	for k := n.first - 1; k > 0 && sc.sameSent(k, n.first); k-- {
		if i := int(sc.hitAt[k]) - 1; i >= 0 {
			v := &sc.hits[i]
			return v.verb >= 0 && v.tense&past != 0 && v.has(asReport)
		}
		if sc.class[k]&^(cDet|classMarks) != 0 || sc.mention[k] > 0 {
			return false
		}
	}
	return false
}

// costInf is the cost of a day gone by to what an infinitive leaves to come:
// "rejected a bid to extend the embargo on Friday" dates the rejection.
const costInf = 7

// stillToCome: the hit, or the verb that carries it, is an infinitive with
// neither an auxiliary nor a verb of planning before it.
func (sc *scene) stillToCome(hit int, cores []*core) bool {
	h := &sc.hits[hit]
	if h.verb < 0 {
		i := slices.IndexFunc(cores, func(c *core) bool { return c.hit == hit })
		if i < 0 || cores[i].light < 0 {
			return false
		}
		h = &sc.hits[cores[i].light]
		if h.first > sc.hits[hit].first {
			return false
		}
	}
	g := h.group
	return h.tense&inf != 0 && g.infMark && !g.have && !g.be && !g.planned && !g.conditional && !g.clause.known
}

// yearName: in "the 2015 nuclear accord" the year tells which accord is meant,
// not when something is done with it.
func (sc *scene) yearName(t *timex.Timex) bool {
	if t.Days.Days() < 365 || t.First == 0 || t.Last >= len(sc.doc.Tokens) || !sc.sameSent(t.First-1, t.Last) {
		return false
	}
	before := sc.class[t.First-1]&(cDet|cPoss) != 0 || sc.doc.Tokens[t.First-1].Kind == text.Clitic
	return before && sc.doc.Tokens[t.Last].Kind == text.Word && sc.class[t.Last]&^cOfficial == 0
}

// datedByYear: gatherings and elections are named by the year they are held in.
func (sc *scene) datedByYear(h *hit) bool {
	return h.verb < 0 && h.frame >= 0 && (talks(sc.x.frames[h.frame].Type) || sc.x.frames[h.frame].Home)
}

// coarse: a day dates an event rather than a year in brackets does.
func coarse(t *timex.Timex) float64 {
	switch n := t.Days.Days(); {
	case n > 300:
		return 2.5
	case n > 20:
		return 0.5
	}
	return 0
}

// costOther is what it costs a date besides to stand in a relative clause behind
// the verb it would date: "s'est envolé pour Y, où il restera jusqu'au 17".
const costOther = 4

func (sc *scene) pastRelative(h *hit, date int) float64 {
	if h.verb < 0 || sc.x.verbFinal {
		return 0
	}
	for k := h.last; k < date; k++ {
		if sc.class[k]&cRel != 0 {
			return costOther
		}
	}
	return 0
}

func (sc *scene) timeDistance(t *timex.Timex, h *hit, start int) float64 {
	if h.head > 0 && t.First > h.head && t.Last <= h.first {
		return sc.between(h.head+1, t.First) // "l'ouverture lundi de pourparlers"
	}
	if cost, ok := sc.bracketed(h, t.First, t.Last); ok {
		return cost
	}
	if h.last <= t.First {
		if h.verb < 0 && sc.class[h.last-1]&cOfficial != 0 && sc.verbFollows(t.Last) {
			return costFar // "ministers on Monday lifted …" dates what they did
		}
		return sc.between(h.last, t.First) + sc.pastRelative(h, t.First)
	}
	if t.Last <= h.first {
		last := sc.rangeEnd(t)
		if t.First == start && sc.ledByTime(sc.sentOf(start)) {
			return frontedCost
		}
		if sc.attributive(t.First, h) {
			return -1 // before any verb that is as near
		}
		if h.verb >= 0 && sc.between(start, t.First) == 0 {
			return min(frontedCost, sc.between(last, h.first)+beforePenalty)
		}
		if h.verb >= 0 && sc.sameSent(last, h.first) && sc.class[last]&cWhen != 0 {
			return sc.between(last+1, h.first) + frontedCost // "rose on Monday when X opened fire"
		}
		cost := sc.between(last, h.first) + beforePenalty
		if h.verb >= 0 && sc.closesRelative(t, start) {
			return costFar
		}
		if h.verb >= 0 {
			return cost
		}
		if last == h.first {
			return 1 // "the June 12 summit", "the June 12-14 summit"
		}
		return cost + beforeNoun
	}
	return costFar
}

// rangeEnd is the token behind a date, or behind the second day of the range it
// opens.
func (sc *scene) rangeEnd(t *timex.Timex) int {
	if t.Role != timex.FirstRole {
		return t.Last
	}
	for _, o := range sc.timexesOf(sc.sentOf(t.First)) {
		if o.Role == timex.LastRole && o.First >= t.Last {
			return o.Last
		}
	}
	return t.Last
}

// frontedDay is the past day that opens a sentence of whatever verb and sets the
// scene for the next: "Vendredi, X s'était succédé …".
func (st *story) frontedDay(sent int) (edtf.Interval, bool) {
	first := int(st.doc.Sents[sent].First)
	for _, t := range st.timexesOf(sent) {
		if st.between(first, t.First) > 0 {
			break
		}
		if usable(t) && t.Days.Days() == 1 && st.notFuture(t.Days) {
			return t.Days, true
		}
	}
	return edtf.Interval{}, false
}
