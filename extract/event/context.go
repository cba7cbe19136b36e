package event

import (
	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/text"
	"chancery/extract/timex"
)

// borrowNamed: whom the text only describes ("three of its oldest allies
// recognised …") the heading has named, where it tells the same thing.
func (st *story) borrowNamed(d *draft) {
	if d.head || d.sent > leadLength || talks(d.frame.Type) {
		return
	}
	own := st.codes(d)
	for _, p := range st.drafts {
		if !p.head || p.frame.Type != d.frame.Type || len(own) > 0 && !shareCode(own, st.codes(p)) {
			continue
		}
		for _, i := range p.order {
			d.add(i, p.role(i))
			d.inherit = true
		}
		return
	}
}

// borrowHome: "the foreign ministry", "parliament" are those of the state the
// article is written from or about; so is a vote that is nobody else's.
func (st *story) borrowHome(d *draft) {
	role := d.frame.role[slotSubj]
	if role == "" || !d.frame.Home && !st.doneByOffice(d) {
		return
	}
	i := st.home()
	if st.doneByOffice(d) && len(st.subjects) > 0 && st.sentOf(st.mentions[st.subjects[0]].First) == d.sent-1 && st.mentions[st.subjects[0]].Country != "" {
		i = st.subjects[0] // "The EU bans coal. Ambassadors on Thursday approved …"
	}
	if i < 0 || st.sideOf(d, st.mentions[i].Country) {
		return
	}
	d.add(i, role)
	d.inherit = true
}

// officeReach is how far before its verb the office that acts may stand.
const officeReach = 8

// doneByOffice: people in office whose state is not named are the subject.
func (st *story) doneByOffice(d *draft) bool {
	v := st.verbOf(d.core)
	said := d.frame.Type == "statement" || d.frame.Type == "demand"
	if v == nil || v.group.clause.known || st.passive(v) || said || talks(d.frame.Type) || d.frame.Needs == "org" {
		return false
	}
	for k := v.group.first - 1; k >= max(0, v.group.first-officeReach) && st.sameSent(k, v.first); k-- {
		switch {
		case st.class[k]&cOfficial != 0:
			return true
		case st.timex[k] > 0 || st.class[k]&cAdv != 0:
		case st.mention[k] > 0 || st.hitAt[k] > 0 || st.class[k] != 0 || st.doc.Word(k) == ",":
			return false
		}
	}
	return false
}

// home is the state an article is written from: that of the capital in its
// dateline, or the only one its heading and first sentence name; -1 otherwise.
func (st *story) home() int {
	for i, m := range st.mentions {
		if int(st.doc.Tokens[m.First].Sent) > datelineReach {
			break
		}
		if m.Metonym && m.Kind == actor.Place && st.dateline(i) {
			return i
		}
	}
	if i := st.headTopic(); i >= 0 {
		return i
	}
	only := -1
	for i, m := range st.mentions {
		if !st.opening(st.sentOf(m.First)) {
			break
		}
		if m.Country == "" || st.places(i) && st.dateline(i) {
			continue
		}
		if only >= 0 && st.mentions[only].Country != m.Country {
			return -1
		}
		only = i
	}
	return only
}

// borrowOther: "recalled its ambassador" leaves unsaid from where in an article
// that is about one other state.
func (st *story) borrowOther(d *draft) {
	if !d.frame.Topical || d.loose || d.inherit && st.enough(d) {
		return
	}
	own := st.codes(d)
	if len(own) != 1 {
		return
	}
	count := map[string]int{}
	first := map[string]int{}
	for i, m := range st.mentions {
		if st.sentOf(m.First) > d.sent {
			break
		}
		if _, state := st.gaz.State(m.Country); !state || m.Country == own[0] || st.places(i) && st.dateline(i) {
			continue
		}
		if count[m.Country]++; count[m.Country] == 1 {
			first[m.Country] = i
		}
	}
	best, most, next := "", 0, 0
	for c, n := range count {
		switch {
		case n > most:
			best, most, next = c, n, most
		case n > next:
			next = n
		}
	}
	if most < topicMentions || most == next {
		return
	}
	d.add(first[best], roleOr(d.frame.role[slotObj], roleOr(d.frame.role[slotAgainst], "target")))
	d.topical = true
}

// adjectiveReach is how far behind its verb the adjective of an object stands.
const adjectiveReach = 3

// objectAdjective: whom something is done to is named by the nationality of the
// thing or person alone: "expelled dozens of Russian diplomats", "banned imports
// of Iranian oil".
func (st *story) objectAdjective(d *draft) {
	h := &st.hits[d.core.hit]
	role := d.frame.role[slotObj]
	if h.verb < 0 || role != "target" || h.group.clause.known || st.passive(h) || talks(d.frame.Type) {
		return
	}
	for i, m := range st.mentionsOf(d.sent) {
		if m.First < h.last {
			continue
		}
		if st.between(h.last, m.First) > adjectiveReach || st.stopsBetween(h.last, m.First) {
			return
		}
		if m.Kind == actor.State && (m.Demonym || m.Described) && m.Country != "" && st.gov[i]&^cOf == 0 && !st.sideOf(d, m.Country) {
			d.add(i, role)
		}
		if !m.Demonym {
			return // the object names itself
		}
	}
}

// nounAdjective: whose an act is, where an adjective right behind its noun alone
// says so: "une frappe israélienne a tué …".
func (st *story) nounAdjective(d *draft) {
	h := &st.hits[d.core.hit]
	role := d.frame.role[slotOf]
	if h.verb >= 0 || role == "" || talks(d.frame.Type) {
		return
	}
	for i, m := range st.mentionsOf(d.sent) {
		if m.First == h.last && m.Demonym && m.Kind == actor.State && m.Country != "" && !st.sideOf(d, m.Country) {
			d.add(i, role)
		}
	}
}

// stopsBetween: a boundary at which a verb's objects end.
func (st *story) stopsBetween(from, to int) bool {
	for k := from; k < to; k++ {
		if st.stops(k) || st.class[k]&(cAnd|cRel) != 0 || st.doc.Word(k) == "," {
			return true
		}
	}
	return false
}

// reduced: a noun carried only by a bare participle behind it ("resolutions
// adopted by the council") is known already, of a day that is not this one.
func (st *story) reduced(c *core) bool {
	if c.light < 0 {
		return false
	}
	n, l := &st.hits[c.hit], &st.hits[c.light]
	if st.contact(n, l) {
		return true
	}
	return l.first >= n.last && l.tense&pp != 0 && l.group.first == l.first && !l.group.clause.known &&
		l.last < len(st.doc.Tokens) && st.class[l.last]&cBy != 0 && !st.doc.Sents[st.sentOf(n.first)].Heading
}

// contact: in "the accords their leaders signed" a clause without a pronoun of its
// own tells which accords are meant.
func (st *story) contact(n, l *hit) bool {
	if l.first < n.last || l.tense&past == 0 || l.group.first != l.first || l.group.clause.known || st.doc.Sents[st.sentOf(n.first)].Heading {
		return false
	}
	subject := false
	for k := n.last; k < l.first; k++ {
		if st.doc.Tokens[k].Kind != text.Word || st.timex[k] > 0 || st.hitAt[k] > 0 || st.class[k]&(anyPrep|cAnd|cRel|cSub) != 0 {
			return false
		}
		i := int(st.mention[k]) - 1
		subject = subject || st.class[k]&(cPoss|cPron) != 0 || i >= 0 && st.gov[i] == 0 && !st.mentions[i].Demonym
	}
	return subject
}

// behindReport: the event is what a verb of saying before it reports.
func (st *story) behindReport(c *core) bool {
	v := st.verbOf(c)
	if v == nil {
		return false
	}
	for hi, h := range st.hitsOf(st.sentOf(v.first)) {
		if hi == c.hit || h.verb < 0 || !h.has(asReport) {
			continue
		}
		if h.last <= v.group.first {
			return st.between(h.last, v.group.first) < costFar
		}
		return v.group.have // "X has sent troops, Y said on Monday"
	}
	return false
}

// underWay: "X is hosting Y for talks", where an article opens, is of the day it
// was published.
func (st *story) underWay(d *draft) bool {
	v := st.verbOf(d.core)
	if v == nil || !talks(d.frame.Type) || d.stance != whenPresent || d.head || !st.in.HasDCT || !st.opening(d.sent) {
		return false
	}
	return v.tense&ger != 0 && v.group.be && !v.group.planned && !v.group.conditional && !v.group.negated
}

// afterDay is the day of what a sentence says its event came after: "signed the
// declaration after their summit on April 27".
func (st *story) afterDay(d *draft, times dates) (edtf.Interval, bool) {
	for hi, h := range st.hitsOf(d.sent) {
		if h.verb >= 0 || h.first < st.hits[d.core.hit].last || len(times.of(hi)) == 0 || !st.hangsOn(h.first, cAfter) {
			continue
		}
		if t := &st.timexes[times.of(hi)[0]]; t.Days.Days() == 1 && st.notFuture(t.Days) {
			return t.Days, true
		}
	}
	return edtf.Interval{}, false
}

// toldBefore is what the sentence told last of the same sides, on a day of its
// own: "X, meeting in Y on Sunday, also suspended …".
func (st *story) toldBefore(d *draft) *draft {
	if len(st.drafts) == 0 || d.frame.Type == "statement" {
		return nil
	}
	p := st.drafts[len(st.drafts)-1]
	if p.sent != d.sent || !p.known || p.basis != basisText || p.days.Days() != 1 || !st.notFuture(p.days) || p.status != occurred || !shareCode(st.codes(p), st.codes(d)) {
		return nil
	}
	return p
}

// subordinate tells whether a verb belongs to a relative or subordinate clause:
// its day is not where the story stands.
func (st *story) subordinate(h *hit) bool {
	for k := h.group.first - 1; k >= 0 && st.sameSent(k, h.first); k-- {
		if st.class[k]&(cRel|cSub|cIf) != 0 {
			return !st.opensSentence(k)
		}
		if st.hitAt[k] > 0 && st.hits[st.hitAt[k]-1].verb >= 0 || st.doc.Tokens[k].Kind == text.Punct {
			return false
		}
	}
	return false
}

func (st *story) opensSentence(k int) bool {
	return k == int(st.doc.Sents[st.sentOf(k)].First)
}

// arranged: a plain present with a day of its own, of people who meet, tells of
// what is set for that day ("holds a session on Friday").
func (st *story) arranged(d *draft) bool {
	v := st.verbOf(d.core)
	return v != nil && talks(d.frame.Type) && st.class[v.first]&(cHave|cBe) == 0 && v.tense&pres != 0 && v.tense&(past|pp) == 0 && d.timex >= 0 && st.timexes[d.timex].Weekday != 0 && !v.group.clause.known
}

// saidAhead: words told as past are not of a day to come, which is then another
// verb's.
func (st *story) saidAhead(d *draft) bool {
	said := d.frame.Type == "statement" || d.frame.Type == "demand" || d.frame.Type == "agreement"
	return said && d.stance == whenPast && st.hits[d.core.hit].verb >= 0 && st.in.HasDCT && d.own.Start > st.in.DCT
}

// closesRelative: a day right before the comma that closes a relative clause
// ("X, who meets Y in Z on Saturday, said …") is of that clause.
func (sc *scene) closesRelative(t *timex.Timex, start int) bool {
	if t.Last >= len(sc.doc.Tokens) || sc.doc.Word(t.Last) != "," {
		return false
	}
	verb := false
	for k := t.First - 1; k >= start; k-- {
		if sc.class[k]&cRel != 0 {
			return verb && k > start && sc.doc.Word(k-1) == ","
		}
		if sc.doc.Word(k) == "," && sc.mention[k-1] == 0 {
			return false
		}
		verb = verb || sc.verbForm[k]
	}
	return false
}
