package event

import (
	"slices"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/text"
	"chancery/extract/timex"
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
	subjects []int // of the last main verb
}

// draft is an event before it is scored and merged.
type draft struct {
	core     *core
	frame    *frame
	sent     int
	roles    map[int]string // mention → role
	order    []int
	place    int           // mention, -1
	timex    int           // -1
	own      edtf.Interval // days of its own dates
	days     edtf.Interval
	known    bool
	edtf     string
	basis    string
	status   string
	speaker  int // mention, -1
	stance   when
	inherit  bool // its actors come from the sentence around it
	demonyms bool // and some are only adjectives
	loose    bool // some are only named in the same sentence
	topical  bool // some are only what the article is about
	head     bool
	noise    int
	also     []*draft // drafts merged into this one
	score    float64
}

// read codes one sentence.
func (st *story) read(sent int) {
	if st.header(sent) {
		return
	}
	cores := st.cores(sent)
	times := st.assignTimes(sent, cores)
	sayer, said := st.reporting(sent)
	reportDays, reported := st.reportDays(sayer, times)
	var prev *draft
	for _, c := range cores {
		if st.purpose(c) {
			if prev != nil && talks(prev.frame.Type) && talks(st.x.frames[c.frame].Type) {
				st.enrich(prev, c)
			}
			continue
		}
		if prev != nil && st.satellite(c, prev, times) {
			st.enrich(prev, c)
			continue
		}
		for _, d := range st.bindFirst(c, sent, times, prev) {
			d.speaker = said
			st.date(d, c, times, reportDays, reported)
			st.lengthen(d, st.hits[c.hit])
			st.settle(d, sayer >= 0)
			st.drafts = append(st.drafts, d)
			prev = d
		}
	}
	st.remember(sent, times)
}

// bindFirst binds a core by the first of its frames that finds its sides.
func (st *story) bindFirst(c *core, sent int, times map[int][]int, prev *draft) []*draft {
	first := st.bind(c, sent, times, prev)
	if st.allEnough(first) {
		return first
	}
	for _, f := range c.others {
		other := *c
		other.frame = f
		if ds := st.bind(&other, sent, times, prev); st.allEnough(ds) {
			*c = other
			for _, d := range ds {
				d.core = c
			}
			return ds
		}
	}
	return first
}

func (st *story) allEnough(ds []*draft) bool {
	return !slices.ContainsFunc(ds, func(d *draft) bool { return !st.enough(d) })
}

// reporting finds the verb of saying of a sentence and who says it; -1, -1
// when there is none. "selon X" names a sayer without a verb.
func (st *story) reporting(sent int) (verb, sayer int) {
	verb, sayer = -1, -1
	for hi, h := range st.hits {
		if int(st.doc.Tokens[h.first].Sent) != sent || !h.has(asReport) {
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
	for i, m := range st.mentions {
		if int(st.doc.Tokens[m.First].Sent) == sent && st.gov[i]&cSource != 0 && !m.Demonym {
			return verb, i
		}
	}
	return verb, sayer
}

// behindComma: "…, ont annoncé les deux capitales": the subject comes after.
func (sc *scene) behindComma(h hit) bool {
	k := h.group.first - 1
	return k >= 0 && sc.sameSent(k, h.first) && sc.doc.Word(k) == ","
}

func (st *story) reportDays(verb int, times map[int][]int) (edtf.Interval, bool) {
	if verb < 0 || len(times[verb]) == 0 {
		return edtf.Interval{}, false
	}
	return st.timexes[times[verb][0]].Days, true
}

// purpose: "pour exiger …", "to demand …" says why something else is done.
func (st *story) purpose(c *core) bool {
	h := st.hits[c.hit]
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
func (st *story) satellite(c *core, prev *draft, times map[int][]int) bool {
	h := st.hits[c.hit]
	if h.verb >= 0 || len(c.mods) > 0 || prev.core.hit == c.hit {
		return false
	}
	if len(times[c.hit]) > 0 || c.moved || (c.light >= 0 && c.light != prev.core.light) {
		return false
	}
	p := st.hits[prev.core.hit]
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
		st.lengthen(d, st.hits[c.hit])
		for _, slot := range []string{"with", "of", "between", "obj"} {
			for _, i := range args[slot] {
				d.add(i, roleOr(d.frame.Roles["with"], "participant"))
			}
		}
	}
}

func roleOr(r, other string) string {
	if r == "" {
		return other
	}
	return r
}

// bind fills a core's roles and splits it where a list gives several dates.
func (st *story) bind(c *core, sent int, times map[int][]int, prev *draft) []*draft {
	args := st.fill(c)
	f := &st.x.frames[c.frame]
	base := &draft{
		core: c, frame: f, sent: sent, roles: map[int]string{}, place: -1, timex: -1, speaker: -1,
		head: st.doc.Sents[sent].Heading, noise: st.noise[sent],
	}
	parts := st.segments(c, times)
	var out []*draft
	for n, seg := range parts {
		d := *base
		d.roles, d.order = map[int]string{}, nil
		d.timex, d.own = seg.timex, seg.days
		st.assignRoles(&d, args, seg, n, len(parts))
		st.assignPlace(&d, c, seg, len(parts))
		if st.follows(c, args) {
			st.borrowSubject(&d, sent)
		}
		st.borrowPartner(&d, c)
		if len(d.order) == 0 || !st.enough(&d) {
			st.borrow(&d, sent, prev)
		}
		st.stayPlace(&d, prev)
		out = append(out, &d)
	}
	return out
}

// segment is a stretch of a sentence with one date of its own.
type segment struct {
	first, last int           // tokens
	timex       int           // -1
	days        edtf.Interval // of all its dates; zero without one
}

// segments cuts a sentence where one verb serves several dates: "lundi à Kiev
// et mardi à Moscou", "Macron lundi et Scholz le 15 février".
func (st *story) segments(c *core, times map[int][]int) []segment {
	s := st.doc.Sents[st.doc.Tokens[st.hits[c.hit].first].Sent]
	whole := segment{first: int(s.First), last: int(s.Last), timex: -1}
	ts := slices.Clone(times[c.hit])
	if c.light >= 0 && !(st.x.verbFinal && len(ts) > 0) {
		ts = append(ts, times[c.light]...)
	}
	ts = append(ts, st.lent(c, times)...)
	for _, plan := range c.plans {
		ts = append(ts, times[plan]...)
	}
	ts = st.outer(unique(ts))
	if len(ts) == 0 {
		return []segment{whole}
	}
	whole.timex, whole.days = ts[0], st.timexes[ts[0]].Days
	out := []segment{whole}
	for k := 1; k < len(ts); k++ {
		last := &out[len(out)-1]
		next := st.timexes[ts[k]]
		if next.Days.Start == last.days.End && st.adjoining(st.timexes[ts[k-1]].Last, next.First) {
			last.days.End = next.Days.End // "lundi et mardi": one event over both days
			continue
		}
		cut := st.cut(st.timexes[ts[k-1]], next)
		if cut < 0 {
			continue
		}
		last.last = cut
		out = append(out, segment{cut, int(s.Last), ts[k], next.Days})
	}
	return out
}

// lent are the dates of a verb of beginning or taking place right behind an
// event noun that another verb carries: "hold a summit starting Thursday".
func (st *story) lent(c *core, times map[int][]int) []int {
	n := st.hits[c.hit]
	if n.verb >= 0 {
		return nil
	}
	var out []int
	for hi, h := range st.hits {
		if hi != c.light && h.verb >= 0 && h.light(-1) && h.first >= n.last && st.sameSent(h.first, n.first) &&
			st.between(n.last, h.first) <= lightReach {
			out = append(out, times[hi]...)
		}
	}
	return out
}

// adjoining: nothing but a conjunction and articles stands between two dates.
func (st *story) adjoining(from, to int) bool {
	for k := from; k < to; k++ {
		if st.mention[k] > 0 || st.class[k]&(cAnd|cDet|anyPrep) == 0 && st.doc.Tokens[k].Kind <= text.Number {
			return false
		}
	}
	return to-from <= 3
}

// outer drops dates that lie inside another one's range of some days, and years
// beside a day of theirs.
func (st *story) outer(ts []int) []int {
	return slices.DeleteFunc(ts, func(i int) bool {
		for _, k := range ts {
			a, b := st.timexes[k], st.timexes[i]
			if k == i {
				continue
			}
			if a.Days.Contains(b.Days) && (a.Days != b.Days || k < i) && a.Days.Days() <= longestStay {
				return true
			}
			if b.Days.Days() > longestStay && b.Days.Contains(a.Days) && a.Days != b.Days {
				return true // a year beside a day of it says nothing more
			}
		}
		return false
	})
}

// cut is the conjunction between two dates at which the list breaks, or -1
// when the dates belong together.
func (st *story) cut(a, b timex.Timex) int {
	for k := b.First - 1; k >= a.Last; k-- {
		if st.class[k]&cAnd != 0 && !st.insideList(k) {
			return k
		}
	}
	return -1
}

// insideList: the conjunction joins two names in one slot ("avec A et B"), so
// no date of its own follows it.
func (st *story) insideList(and int) bool {
	before, behind := -1, -1
	for i, m := range st.mentions {
		if m.Last <= and {
			before = i
		} else if m.First > and {
			behind = i
			break
		}
	}
	if before < 0 || behind < 0 || st.gov[before] == 0 || st.gov[before] != st.gov[behind] {
		return false
	}
	for k := st.mentions[before].Last; k < st.mentions[behind].First; k++ {
		if st.timex[k] > 0 {
			return false
		}
	}
	return st.joined(before, behind)
}

// assignRoles gives the mentions in a core's slots their roles. In a list,
// what stands in a segment is that segment's own; what stands before the list
// is shared.
func (st *story) assignRoles(d *draft, args slots, seg segment, n, total int) {
	h := st.hits[d.core.hit]
	for _, slot := range slotOrder {
		role := d.frame.Roles[slot]
		if role == "" && slot == "under" {
			role = "mediator"
		}
		if role == "" || role == "place" {
			continue
		}
		for _, i := range args[slot] {
			m := st.mentions[i]
			if total > 1 && m.First >= h.last && (m.First < seg.first || m.First >= seg.last) && st.ownInSegment(args[slot], seg, h.last) {
				continue
			}
			if total > 1 && n == 0 && m.First >= seg.last {
				continue
			}
			d.add(i, role)
		}
	}
	if total > 1 && n > 0 {
		st.gapped(d, args, seg)
	}
	for _, i := range d.core.doers {
		if st.mentions[i].Kind == actor.Person || st.mentions[i].Kind == actor.State {
			d.add(i, roleOr(d.frame.Roles["subj"], "participant"))
		}
	}
}

// ownInSegment tells whether a slot has a filler inside the segment.
func (st *story) ownInSegment(ms []int, seg segment, after int) bool {
	for _, i := range ms {
		if f := st.mentions[i].First; f >= after && f >= seg.first && f < seg.last {
			return true
		}
	}
	return false
}

// gapped: in "Macron ira à Kiev lundi et Scholz mardi" the second name stands
// for the first one's slot though no verb is repeated.
func (st *story) gapped(d *draft, args slots, seg segment) {
	role := d.frame.Roles["subj"]
	if role == "" || len(args["obj"]) > 0 && d.frame.Roles["obj"] != "place" && d.frame.Roles["obj"] != "" {
		return
	}
	for i, m := range st.mentions {
		if m.First <= seg.first || m.First >= seg.last || st.gov[i] != 0 || !st.acts(i) || m.Kind == actor.Place {
			continue
		}
		for _, k := range args["subj"] {
			d.drop(k)
		}
		d.add(i, role)
		return
	}
}

func (st *story) assignPlace(d *draft, c *core, seg segment, total int) {
	h := st.hits[c.hit]
	from, to := seg.first, seg.last
	if total == 1 || seg.first > h.first {
		d.place = st.placeOf(c, from, to)
	}
	if total > 1 && d.place < 0 {
		for i, m := range st.mentions {
			if m.First >= from && m.Last <= to && st.gov[i]&cTo != 0 && st.places(i) {
				d.place = i
			}
		}
		if d.place < 0 {
			d.place = st.placeOf(c, int(st.doc.Sents[d.sent].First), int(st.doc.Sents[d.sent].Last))
		}
	}
	for _, slot := range slotOrder {
		if d.frame.Roles[slot] != "place" || d.place >= 0 {
			continue
		}
		for _, i := range st.fill(c)[slot] {
			if st.mentions[i].Kind == actor.Place || st.mentions[i].Kind == actor.State {
				d.place = i
				break
			}
		}
		if d.place < 0 && slot == "obj" {
			d.place = st.objectPlace(h)
		}
	}
	if d.place < 0 && (st.there(h) || c.light >= 0 && st.there(st.hits[c.light])) {
		d.place = st.lastPlace(h.first)
	}
	if d.place < 0 {
		return
	}
	if d.frame.Placeless || d.frame.Roles["to"] != "" && d.roles[d.place] == d.frame.Roles["to"] && st.mentions[d.place].Kind != actor.Place {
		d.place = -1
		return
	}
	d.drop(d.place)
}

// objectPlace: "visits Kyiv", "visitera Berlin": a place right behind the verb.
func (st *story) objectPlace(h hit) int {
	for i, m := range st.mentions {
		if m.First >= h.last && st.sameSent(m.First, h.first) && st.places(i) && st.between(h.last, m.First) <= costWord*2 {
			return i
		}
	}
	return -1
}

func (d *draft) add(i int, role string) {
	if _, have := d.roles[i]; have {
		return
	}
	d.roles[i] = role
	d.order = append(d.order, i)
}

func (d *draft) drop(i int) {
	delete(d.roles, i)
	d.order = slices.DeleteFunc(d.order, func(k int) bool { return k == i })
}
