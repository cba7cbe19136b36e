package event

import (
	"slices"

	"chancery/edtf"
)

// story reads a document sentence by sentence and remembers what later
// sentences lean on.
type story struct {
	*scene
	in     Input
	gaz    Gazetteer
	noisy  bool
	drafts []*draft

	now      edtf.Interval // the day the narration stands at
	hasNow   bool
	head     segment // dates of an agenda's heading, for its paragraph
	headPara int32
	nowSent  int
	written  bool  // that day is its paragraph's alone
	subjects []int // of the last main verb
}

// draft is an event before it is scored and merged.
type draft struct {
	core     *core
	frame    *frame
	sent     int
	roles    []rolePart
	sides    sides         // its codes, once they were asked for
	order    []int         // its mentions, as they are told
	place    int           // mention, -1
	timex    int           // -1
	own      edtf.Interval // days of its own dates
	days     edtf.Interval
	known    bool
	period   bool // its date names a week or so, not days
	edtf     string
	basis    string
	status   string
	speaker  int // mention, -1
	stance   when
	inherit  bool // its actors come from the sentence around it
	demonyms bool // and some are only adjectives
	reported bool // dated by the day it was reported on
	loose    bool // some are only named in the same sentence
	topical  bool // some are only what the article is about
	head     bool
	met      bool // whom the visitor meets was added
	aside    bool // a relative clause of the event before, whose day it has
	noise    int
	also     []*draft // drafts merged into this one
	anaphor  *draft   // told before, of which this tells more
	score    float64
}

// rolePart is the role of a mention.
type rolePart struct {
	mention int
	role    string
}

// read codes one sentence.
func (st *story) read(sent int) {
	if st.header(sent) {
		return
	}
	st.listedBelow(sent)
	cores := st.cores(sent)
	times := st.assignTimes(sent, cores)
	st.announcedOn(sent)
	if len(cores) == 0 {
		st.repeat(sent, times)
		st.moved(sent, times, cores)
		st.remember(sent, times)
		return
	}
	sayer, said := st.reporting(sent)
	reportDays, reported := st.reportDays(sayer, times)
	var prev *draft
	told := len(st.drafts)
	for _, c := range st.aloneLast(cores) {
		if st.x.frames[c.frame].Alone && st.told(told) {
			continue
		}
		if st.purpose(c) {
			if prev != nil && talks(prev.frame.Type) && talks(st.x.frames[c.frame].Type) {
				st.enrich(prev, c)
			}
			continue
		}
		if st.linked(c, prev, times) {
			st.enlist(prev, c)
			continue
		}
		if prev != nil && st.satellite(c, prev, times) {
			st.enrich(prev, c)
			continue
		}
		for _, d := range st.bindFirst(c, sent, times, prev) {
			d.speaker = said
			st.date(d, c, times, reportDays, reported)
			st.alongside(d, prev)
			st.sameStay(d, prev)
			st.lengthen(d, &st.hits[c.hit])
			st.settle(d, sayer >= 0)
			st.drafts = append(st.drafts, d)
			prev = d
		}
	}
	st.repeat(sent, times)
	st.moved(sent, times, cores)
	st.remember(sent, times)
}

// aloneLast puts what counts only where nothing else is told behind the rest.
func (st *story) aloneLast(cores []*core) []*core {
	last := func(c *core) int {
		if st.x.frames[c.frame].Alone {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(cores, func(a, b *core) int { return last(a) - last(b) })
	return cores
}

// told: since the draft of that number something was told.
func (st *story) told(since int) bool {
	return slices.ContainsFunc(st.drafts[since:], func(d *draft) bool {
		off := d.status == postponed || d.status == cancelled
		return d.status != "" && (d.known || off) && d.status != proposed && st.enough(d)
	})
}

// undone: shots were fired, but nobody is said to have fired them.
func (st *story) undone(d *draft) bool {
	return d.frame.Type == "military" && len(d.order) > 0 &&
		!slices.ContainsFunc(d.roles, func(p rolePart) bool { return p.role == "actor" })
}

// bindFirst binds a core by the first of its frames that finds its sides. What
// it gives stands until the next call.
func (st *story) bindFirst(c *core, sent int, times dates, prev *draft) []*draft {
	st.bound = st.bound[:0]
	first := st.bind(c, sent, times, prev)
	if len(c.others) == 0 || st.allEnough(first) {
		return first
	}
	own := c.frame
	for _, c.frame = range c.others {
		if ds := st.bind(c, sent, times, prev); st.allEnough(ds) {
			return ds
		}
	}
	c.frame = own
	return first
}

func (st *story) allEnough(ds []*draft) bool {
	return !slices.ContainsFunc(ds, func(d *draft) bool { return !st.enough(d) })
}

// reporting finds the verb of saying of a sentence and who says it; -1, -1
// when there is none. "selon X" names a sayer without a verb.
func (st *story) reporting(sent int) (verb, sayer int) {
	verb, sayer = -1, -1
	for hi, h := range st.hitsOf(sent) {
		if !h.has(asReport) {
			continue
		}
		verb = hi
		who := st.inverted(h)
		if len(who) == 0 && !st.behindComma(h) {
			who = st.subject(h)
		}
		if len(who) > 0 {
			return hi, who[0]
		}
	}
	for i, m := range st.mentionsOf(sent) {
		if st.gov[i]&cSource != 0 && !m.Demonym {
			return verb, i
		}
	}
	return verb, sayer
}

// behindComma: "…, ont annoncé les deux capitales": the subject comes after.
func (sc *scene) behindComma(h *hit) bool {
	k := h.group.first - 1
	return k >= 0 && sc.sameSent(k, h.first) && sc.doc.Word(k) == ","
}

func (st *story) reportDays(verb int, times dates) (edtf.Interval, bool) {
	if verb < 0 || st.hits[verb].group.negated || len(times.of(verb)) == 0 {
		return edtf.Interval{}, false
	}
	return st.timexes[times.of(verb)[0]].Days, true
}

// purpose: "pour exiger …", "to demand …" says why something else is done.
func (st *story) purpose(c *core) bool {
	h := &st.hits[c.hit]
	if h.verb < 0 || h.tense&inf == 0 || h.group.planned || h.group.conditional || h.group.have {
		return false
	}
	for k := h.first - 1; k >= max(0, h.first-3) && st.sameSent(k, h.first); k-- {
		cl := st.class[k]
		if cl&cFor != 0 {
			return true
		}
		if cl&(cRefl|cPron|cThere|cAdv|cNeg|cInf) == 0 {
			return false
		}
	}
	return false
}

// satellite: the noun only says what a visit is for ("pour des pourparlers
// avec X"), or repeats it, and has no date of its own.
func (st *story) satellite(c *core, prev *draft, times dates) bool {
	h := &st.hits[c.hit]
	if h.verb >= 0 || len(c.mods) > 0 || prev.core.hit == c.hit {
		return false
	}
	if len(times.of(c.hit)) > 0 || c.moved || (c.light >= 0 && c.light != prev.core.light) {
		return false
	}
	p := &st.hits[prev.core.hit]
	if st.between(min(p.last, h.first), h.first) > costFar*1.5 {
		return false
	}
	for k := h.first - 1; k >= max(0, h.first-5) && st.sameSent(k, h.first); k-- {
		if st.class[k]&cFor != 0 {
			return talks(prev.frame.Type) && talks(st.x.frames[c.frame].Type)
		}
		if st.hitAt[k] > 0 || st.mention[k] > 0 && !st.mentions[st.mention[k]-1].Demonym {
			return false
		}
	}
	return false
}

// talks are the types in which people meet.
func talks(t string) bool {
	switch t {
	case "visit", "meeting", "call", "summit", "negotiation", "mediation":
		return true
	}
	return false
}

// enrich adds a satellite's partners to the event it belongs to, and to those
// split from the same verb.
func (st *story) enrich(prev *draft, c *core) {
	args := st.fill(c)
	for _, d := range st.drafts {
		if d.core != prev.core {
			continue
		}
		st.lengthen(d, &st.hits[c.hit])
		for _, slot := range [...]slot{slotWith, slotOf, slotBetween, slotObj} {
			for _, i := range args[slot] {
				d.add(i, roleOr(d.frame.role[slotWith], "participant"))
			}
		}
	}
}

// standIn: "he will meet X", "she joins the summit": where the sentence names
// nobody before the pronoun, it is the subject of the last one.
func (st *story) standIn(c *core, args *slots) {
	v := st.verbOf(c)
	if v != nil && st.besidePronoun(v) {
		args[slotSubj] = append(args[slotSubj], st.subjects...)
		return
	}
	if v == nil || !v.group.pronoun && !st.sharesPronoun(v) || v.group.clause.known || c.light >= 0 && !st.verbTakesObject(v) || len(st.subject(v)) > 0 {
		return
	}
	slot := slotSubj
	if st.passive(v) && c.light < 0 {
		slot = slotObj
	}
	for _, i := range st.subjects {
		if !slices.Contains(args[slot], i) {
			args[slot] = append(args[slot], i)
		}
	}
}

// sharesPronoun: in "he joins X and is expected in Y" the second verb has the
// first one's pronoun.
func (st *story) sharesPronoun(v *hit) bool {
	k := v.group.first - 1
	if k < 0 || !st.sameSent(k, v.first) || st.class[k]&cAnd == 0 {
		return false
	}
	from, to := st.hitRange(st.sentOf(v.first))
	for h := to - 1; h >= from; h-- {
		if p := &st.hits[h]; p.verb >= 0 && p.last <= k {
			return p.group.pronoun
		}
	}
	return false
}

// besidePronoun: "he and X signed": the sentence opens with a pronoun that
// shares the verb with a name.
func (st *story) besidePronoun(v *hit) bool {
	for k := int(st.doc.Sents[st.doc.Tokens[v.first].Sent].First); k+1 < v.group.first; k++ {
		if st.class[k]&cPron != 0 && st.class[k+1]&cAnd != 0 && k+2 < v.group.first && !st.verbForm[k+2] {
			return !v.group.clause.known && !st.passive(v)
		}
		if st.verbForm[k] || st.hitAt[k] > 0 {
			return false
		}
	}
	return false
}

func roleOr(r, other string) string {
	if r == "" {
		return other
	}
	return r
}

// mostSides is how many sides a draft has room for without memory of its own.
const mostSides = 8

// newDraft gives an empty draft with room for its sides.
func (st *story) newDraft() *draft {
	d := st.draftSlab.next()
	st.ints, d.order = room(st.ints)
	st.roleParts, d.roles = room(st.roleParts)
	return d
}

// room carves an empty list with space for a draft's sides out of a buffer.
func room[T any](buf []T) (rest, list []T) {
	n := len(buf)
	buf = slices.Grow(buf, mostSides)[:n+mostSides]
	return buf, buf[n:n:len(buf)]
}

// bind fills a core's roles and splits it where a list gives several dates.
func (st *story) bind(c *core, sent int, times dates, prev *draft) []*draft {
	args := st.fill(c)
	st.standIn(c, args)
	st.standFor(c, args)
	parts := st.segments(c, times)
	st.segs = parts
	from := len(st.bound)
	for n := range parts {
		seg := &parts[n]
		d := st.newDraft()
		d.core, d.frame, d.sent = c, &st.x.frames[c.frame], sent
		d.place, d.timex, d.speaker = -1, seg.timex, -1
		d.head, d.noise, d.own = st.doc.Sents[sent].Heading, st.noise[sent], seg.days
		st.assignRoles(d, args, seg, n, len(parts))
		st.assignPlace(d, c, args, seg, len(parts))
		if st.follows(c, args) {
			st.borrowSubject(d, sent)
		}
		st.borrowPartner(d, c)
		st.addAbout(d)
		if len(st.codes(d)) < 2 {
			st.addLand(d)
		}
		st.addBody(d)
		st.addPosts(d)
		st.underState(d)
		st.objectAdjective(d)
		st.nounAdjective(d)
		st.agendaOwner(d)
		if len(d.order) == 0 || !st.enough(d) {
			st.takeUp(d)
		}
		if len(d.order) == 0 || !st.enough(d) {
			st.borrow(d, sent, prev)
			st.hostsAt(d)
		}
		if len(d.order) > 0 && !d.topical {
			st.borrowOther(d)
		}
		st.addVoters(d)
		if st.undone(d) {
			st.borrowSubject(d, sent)
		}
		st.stayPlace(d, prev)
		st.bound = append(st.bound, d)
	}
	return st.bound[from:]
}
