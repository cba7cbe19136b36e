package event

import (
	"chancery/edtf"
	"chancery/extract/text"
	"chancery/extract/timex"
)

// Bases of a date.
const (
	basisText        = "text"
	basisContext     = "context"
	basisPublication = "publication"
)

// date gives a draft its day: its own date; a shift from the clause's day; the
// day it was announced, for a decision; what the narration stands at; and as a
// last resort, for what has happened, the day of publication, marked as about.
func (st *story) date(d *draft, c *core, times dates, report edtf.Interval, reported bool) {
	d.stance = st.stanceOf(c)
	span := st.apart(c)
	switch {
	case !reported && st.performs(d):
		d.timex, d.own = -1, edtf.Interval{}
		d.set(edtf.One(st.in.DCT), basisPublication)
	case c.moved:
		base, basis, ok := st.shiftBase(d.sent, times)
		if !ok {
			return
		}
		d.set(edtf.One(base.Start+edtf.Day(c.shift)), basis)
	case d.timex >= 0 && st.untilOwn(d):
		d.set(edtf.Interval{Start: st.head.days.Start, End: d.own.End}, basisText)
	case d.timex >= 0 && st.saidAhead(d):
		d.timex = -1
		st.lean(d, times)
	case d.timex >= 0:
		st.setOwn(d)
	case st.headed(d) && d.stance != whenPast:
		t := &st.timexes[st.head.timex]
		d.timex, d.own = st.head.timex, st.head.days
		d.set(d.own, basisText)
		if d.own == t.Days {
			d.edtf = t.EDTF
		}
	case d.anaphor != nil && d.anaphor.known:
		d.set(d.anaphor.days, basisContext)
		d.edtf = d.anaphor.edtf
	case span != nil:
		st.setApart(d, span, times)
	case len(c.mods) > 0:
		// "annulé mardi" dates the decision, never the visit.
	case d.frame.Decision && reported && report.Days() == 1 && !st.conditional(d.sent):
		d.set(report, basisText)
	case st.decided(d):
		d.set(edtf.One(st.in.DCT), basisPublication)
		d.reported = true
	case d.stance == whenFuture || d.stance == whenMaybe:
	case st.todays(d):
		d.set(edtf.One(st.in.DCT), basisPublication)
	case reported && report.Days() == 1 && d.stance == whenPast && st.notFuture(report) && d.frame.Type != "statement" && st.behindReport(c):
		d.set(report, basisContext)
		d.reported = true
	default:
		st.lean(d, times)
	}
}

// shiftBase is the day that "au lendemain de la visite" is told of: that of its
// clause, or else where the narration stands.
func (st *story) shiftBase(sent int, times dates) (edtf.Interval, string, bool) {
	if base, ok := st.clauseDay(sent, times); ok {
		return base, basisText, true
	}
	if st.stands(sent) {
		return st.now, basisContext, true
	}
	return edtf.One(st.in.DCT), basisContext, st.in.HasDCT && st.leads(sent)
}

// header reads a sentence that is nothing but dates, as agendas have them: they
// date what stands below them in the paragraph.
func (st *story) header(sent int) bool {
	s := &st.doc.Sents[sent]
	seg := segment{timex: -1}
	for k := int(s.First); k < int(s.Last); k++ {
		switch {
		case st.timex[k] > 0:
			i := int(st.timex[k]) - 1
			t := &st.timexes[i]
			if !usable(t) {
				continue
			}
			if seg.timex < 0 {
				seg.timex, seg.days = i, t.Days
			} else if t.Days.Start == seg.days.End {
				seg.days.End = t.Days.End
			}
		case seg.timex >= 0 && punctCost(st.doc.Word(k)) == costBreak && st.timexes[seg.timex].Type == timex.Date:
			st.head, st.headPara = seg, s.Para
			return false // "Wednesday 11 February: …" dates what follows it
		case st.doc.Tokens[k].Kind == text.Word && st.class[k]&(cAnd|cDet|cTo|cFor|cOf) == 0:
			return false // but "du 3 au 5 mars"
		}
	}
	if seg.timex < 0 {
		return false
	}
	st.head, st.headPara = seg, s.Para
	if sent+1 < len(st.doc.Sents) && st.doc.Sents[sent+1].Para != s.Para {
		st.headPara++ // a heading of its own line
	}
	return true
}

// untilOwn: in an agenda a bracket behind an item says how far beyond the
// heading's day it goes: "(jusqu'au 13)", "(and 11)".
func (st *story) untilOwn(d *draft) bool {
	if !st.headed(d) || d.own.Start <= st.head.days.Start || d.own.End-st.head.days.Start > longestStay {
		return false
	}
	for k := st.timexes[d.timex].First - 1; k >= 0 && st.sameSent(k, st.timexes[d.timex].First); k-- {
		if st.doc.Word(k) == "(" {
			return true
		}
		if st.class[k]&(cAnd|cTo|cDet|classCovered) == 0 {
			return false
		}
	}
	return false
}

func (st *story) headed(d *draft) bool {
	return st.head.days.Days() > 0 && st.doc.Sents[d.sent].Para == st.headPara
}

// listedBelow keeps an agenda's heading for all items of the list under it, each
// a paragraph with a bullet.
func (st *story) listedBelow(sent int) {
	s := &st.doc.Sents[sent]
	if st.head.days.Days() == 0 || s.Para != st.headPara+1 {
		return
	}
	switch st.doc.Word(int(s.First)) {
	case "-", "–", "—", "•", "*", "·":
		st.headPara = s.Para
	}
}

// readBelow: a heading without a verb ("sommet samedi à Paris") leaves open
// which Saturday it means; where the text below speaks of the coming one, that.
func (st *story) readBelow(d *draft) {
	t := &st.timexes[d.timex]
	for i := range st.timexes {
		o := &st.timexes[i]
		if i != d.timex && t.Weekday != 0 && o.Weekday == t.Weekday && usable(o) && o.Days.Days() == 1 && o.Days.Start == t.Days.Start+7 {
			d.timex, d.own = i, o.Days
			return
		}
	}
	if t.Weekday != 0 && t.Direction == 0 && t.Days.Days() == 1 && st.looksAhead(d.sent) {
		d.own = edtf.One(d.own.Start + 7)
	}
}

// looksAhead: the sentence below a heading speaks of what is to come, and not
// of what was.
func (st *story) looksAhead(heading int) bool {
	if heading+1 >= len(st.doc.Sents) {
		return false
	}
	ahead := false
	for k := int(st.doc.Sents[heading+1].First); k < int(st.doc.Sents[heading+1].Last); k++ {
		if st.hitAt[k] == 0 || st.hits[st.hitAt[k]-1].verb < 0 || st.hits[st.hitAt[k]-1].has(asReport) {
			continue
		}
		switch st.stance(&st.hits[st.hitAt[k]-1]) {
		case whenFuture:
			ahead = true
		case whenPast:
			return false
		}
	}
	return ahead
}

func (st *story) setOwn(d *draft) {
	if d.head && st.verbOf(d.core) == nil {
		st.readBelow(d)
	}
	t := &st.timexes[d.timex]
	d.days, d.known, d.edtf, d.basis = d.own, true, t.EDTF, basisText
	d.period = t.Days.Days() > 3 && t.Role != timex.FirstRole && d.own == t.Days
	if d.own != t.Days || t.Type == timex.Time && t.Days.Days() == 1 {
		d.edtf = edtf.FormatDays(d.own)
	}
}

func (d *draft) set(i edtf.Interval, basis string) {
	d.days, d.known, d.basis = i, true, basis
	d.edtf = edtf.FormatDays(i)
	if basis == basisPublication {
		d.edtf += "~"
	}
}

// lean dates what has happened by the sentence around it, the sentence before,
// or the publication.
func (st *story) lean(d *draft, times dates) {
	if st.underWay(d) {
		d.set(edtf.One(st.in.DCT), basisPublication)
		return
	}
	if !st.tellsPast(d) || st.reduced(d.core) {
		return
	}
	if day, ok := st.clauseDay(d.sent, times); ok && st.notFuture(day) && !st.beforehand(d) {
		d.set(day, basisContext)
		return
	}
	if p := st.toldBefore(d); p != nil {
		d.set(p.days, basisContext)
		return
	}
	if day, ok := st.hadDay(d.sent, times); ok && st.notFuture(day) {
		d.set(day, basisContext)
		return
	}
	if st.beforehand(d) && !st.earlier(d.sent) {
		return
	}
	if day, ok := st.afterDay(d, times); ok {
		d.set(day, basisContext)
		return
	}
	if st.stands(d.sent) {
		d.set(st.now, basisContext)
		return
	}
	if st.in.HasDCT {
		d.set(edtf.One(st.in.DCT), basisPublication)
	}
}

// beforehand: "avait déjà rencontré X" is told as past of the story's day, so
// that day is not its own.
func (st *story) beforehand(d *draft) bool {
	v := st.verbOf(d.core)
	if v == nil || !v.group.had || v.tense&pp == 0 {
		return false
	}
	for k := v.group.first - 1; k >= 0 && st.sameSent(k, v.first); k-- {
		if st.class[k]&(cRel|cSub) != 0 {
			return false // "said it had summoned X": told by the report's own past
		}
		if i := st.hitAt[k]; i > 0 && st.hits[i-1].has(asReport) {
			return false // "said X had been given two days to leave"
		}
	}
	return true
}

// pastRef is what TIMEX3 calls a time before that is not told.
const pastRef = "PAST_REF"

// earlier: "auparavant", "earlier" keep what was done before on the story's day.
func (st *story) earlier(sent int) bool {
	for _, t := range st.timexesOf(sent) {
		if t.Value == pastRef {
			return true
		}
	}
	return false
}

// hasVerb: a verb of any kind stands in the sentence.
func (st *story) hasVerb(sent int) bool {
	for k := int(st.doc.Sents[sent].First); k < int(st.doc.Sents[sent].Last); k++ {
		if st.verbForm[k] || st.class[k]&(cHave|cBe) != 0 {
			return true
		}
	}
	return false
}

func (st *story) notFuture(i edtf.Interval) bool { return !st.in.HasDCT || i.Start <= st.in.DCT }

// tellsPast: the event is told as something that happened or is happening.
func (st *story) tellsPast(d *draft) bool {
	switch d.stance {
	case whenPast:
		return true
	case whenUnknown:
		h := &st.hits[d.core.hit]
		if h.verb >= 0 && h.reduced() {
			v := st.verbBefore(h)
			return v != nil && st.stance(v) == whenPast // "avant d'aller voir X" has not been done
		}
		if h.verb < 0 && !d.head && !st.hasVerb(d.sent) {
			return false // a caption: "X lors d'un sommet."
		}
		return h.verb >= 0 || st.hangsOn(h.first, cAfter|cTo) || d.frame.Decision
	}
	return false
}

// clauseDay is the day the sentence's main verb happens on.
//
// What had happened before ("had met on Tuesday") is not where the story is.
func (st *story) clauseDay(sent int, times dates) (edtf.Interval, bool) {
	return st.verbsDay(sent, times, false)
}

// hadDay is the day of what a sentence tells as past before its story, which
// dates the rest of that sentence at least.
func (st *story) hadDay(sent int, times dates) (edtf.Interval, bool) {
	return st.verbsDay(sent, times, true)
}

func (st *story) verbsDay(sent int, times dates, had bool) (edtf.Interval, bool) {
	if len(times) == 0 {
		return edtf.Interval{}, false
	}
	for hi, h := range st.hitsOf(sent) {
		if h.verb < 0 || h.group.had != had || len(times.of(hi)) == 0 || st.subordinate(h) || h.reduced() {
			continue
		}
		if ahead := st.stance(h); ahead == whenFuture || ahead == whenMaybe {
			continue // "doit parler mardi": the story does not stand there yet
		}
		for _, ti := range times.of(hi) {
			if t := &st.timexes[ti]; t.Days.Days() == 1 && st.notFuture(t.Days) {
				return t.Days, true
			}
		}
	}
	return edtf.Interval{}, false
}

// reduced: an infinitive heads no clause of its own, and what it dates is not
// what the sentence tells.
func (h *hit) reduced() bool {
	g := h.group
	return h.tense == inf && !g.have && !g.be && !g.planned && !g.conditional
}

// storyReach is how many days before its publication an article's story may
// stand; what lies further back is told in passing.
const storyReach = 8

// remember keeps the day and the subject the sentence leaves the story at.
func (st *story) remember(sent int, times dates) {
	if day, ok := st.writtenDay(sent); ok {
		st.now, st.hasNow, st.nowSent, st.written = day, true, sent, true
		return
	}
	day, ok := st.clauseDay(sent, times)
	if !ok {
		day, ok = st.frontedDay(sent)
	}
	if ok && (!st.in.HasDCT || day.Start >= st.in.DCT-storyReach) {
		st.now, st.hasNow, st.nowSent, st.written = day, true, sent, false
	}
	if who := st.mainSubject(sent); len(who) > 0 && !st.pronounOpens(sent, st.mentions[who[0]].First) {
		st.subjects = who
	}
}

// stands: the narration still is at the day it was left at.
func (st *story) stands(sent int) bool {
	if st.written && st.doc.Sents[sent].Para != st.doc.Sents[st.nowSent].Para {
		return false
	}
	return st.hasNow && sent-st.nowSent <= 2 && st.notFuture(st.now)
}

// mainSubject is whom a sentence is about: where it opens with what came after
// or before ("après X lundi, Y a reçu Z"), the subject of its first verb, else
// the first name that hangs on nothing.
func (st *story) mainSubject(sent int) []int {
	s := st.doc.Sents[sent]
	if st.class[s.First]&cAfter != 0 {
		for _, h := range st.hitsOf(sent) {
			if h.verb < 0 || h.tense&^(inf|ger|pp) == 0 && !h.group.have && !h.group.be {
				continue
			}
			if who := st.subject(h); len(who) > 0 {
				return who
			}
		}
	}
	return st.sentenceSubject(sent, int(s.Last))
}

// pronounOpens: the sentence's first subject is a pronoun, before token k, so
// that it goes on about whom the last one was about.
func (st *story) pronounOpens(sent, k int) bool {
	for i := int(st.doc.Sents[sent].First); i < k; i++ {
		if st.class[i]&cPron != 0 {
			return true
		}
		if st.class[i]&cSub != 0 || st.verbForm[i] {
			return false
		}
	}
	return false
}

// stanceOf a core: that of its verb; a bare noun has none of its own.
func (st *story) stanceOf(c *core) when {
	v := st.verbOf(c)
	if v == nil {
		return whenUnknown
	}
	if st.supposed(v.group.first) {
		return whenMaybe
	}
	if main := st.mainVerb(v); main != nil {
		return st.stance(main)
	}
	if st.headlineTo(v) {
		return whenFuture
	}
	return st.stance(v)
}

// mainVerb is the finite verb before a bare -ing form that tells what went along
// with it ("signed a decree imposing sanctions"), or nil. What hangs on a
// preposition or on a verb ("without imposing", "considered imposing") did not
// happen with it.
func (st *story) mainVerb(v *hit) *hit {
	if v.tense != ger {
		return nil
	}
	g := v.group
	k := v.first - 1
	if g.be || g.have || g.planned || g.conditional || g.negated || k < 0 || !st.sameSent(k, v.first) {
		return nil
	}
	if st.class[k]&(anyPrep&^cBy|cInf|cSub|cRel|cNeg) != 0 || st.verbForm[k] {
		return nil
	}
	from, to := st.hitRange(st.sentOf(v.first))
	for h := to - 1; h >= from; h-- {
		if p := &st.hits[h]; p.verb >= 0 && p.first < v.first {
			if p.tense&past == 0 && p.first > 0 && st.verbForm[p.first-1] {
				continue // a noun of a verb's spelling: "signed orders"
			}
			if p.tense&past != 0 && !p.group.conditional {
				return p
			}
			return nil
		}
	}
	return nil
}

// headlineTo: in a heading a bare infinitive is a plan: "X, Y to meet in Z".
func (st *story) headlineTo(v *hit) bool {
	sent := st.sentOf(v.first)
	if !v.group.infMark || v.tense&inf == 0 || v.group.clause.known || !st.doc.Sents[sent].Heading {
		return false
	}
	for k := int(st.doc.Sents[sent].First); k < v.group.first; k++ {
		if st.verbForm[k] || st.class[k]&(anyAux|cSub|cRel) != 0 {
			return false
		}
	}
	return true
}

// supposed: the clause begins with "si" or "if".
func (st *story) supposed(verb int) bool {
	for k := verb - 1; k >= 0 && st.sameSent(k, verb); k-- {
		if st.class[k]&cIf != 0 {
			return true
		}
		if st.class[k]&(cRel|cSub) != 0 || st.doc.Tokens[k].Kind == text.Punct {
			return false
		}
	}
	return false
}
