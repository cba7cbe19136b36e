package event

import (
	"slices"

	"chancery/extract/actor"
)

// merged scores the drafts and joins those of one article that tell the same
// event: a heading and its sentence, an announcement and its details.
func (st *story) merged() []*draft {
	var out []*draft
	for _, d := range st.drafts {
		if d.status == "" || !st.enough(d) || d.frame.Dated && st.vague(d) || d.frame.Dated && d.basis != basisText && !d.reported && !st.fresh(d) && !st.goesOn(d) {
			continue
		}
		d.rate(st)
		if into := st.twin(out, d); into != nil {
			st.join(into, d)
			continue
		}
		out = append(out, d)
	}
	// What is told as a fact, but of no day, is nothing for a timeline.
	out = slices.DeleteFunc(out, func(d *draft) bool {
		return len(st.codes(d)) == 0 || !d.known && (d.status == ongoing || d.status == occurred || d.status == proposed && !talks(d.frame.Type))
	})
	if len(out) == 0 {
		out = st.headline(out)
	}
	for _, d := range out {
		st.addTopic(d)
		st.duringVisit(d, out)
	}
	return out
}

// vagueDays is how long a past may be that still dates an event.
const vagueDays = 7

// freshDays is how old a word may be that is still news.
const freshDays = 14

// vague: what took place in some month or year, or was said long ago, is the
// past of another story.
func (st *story) vague(d *draft) bool {
	if d.known && st.in.HasDCT && d.frame.Type == "statement" && d.days.Start < st.in.DCT-freshDays {
		return true
	}
	return d.known && d.days.Days() > vagueDays && st.in.HasDCT && d.days.Start <= st.in.DCT
}

// fresh tells whether what has no date of its own is the article's news: a
// plain past in its first sentences.
func (st *story) fresh(d *draft) bool {
	if (d.frame.Performative || d.frame.Fresh) && d.stance == whenPresent && d.basis == basisPublication {
		return st.toldFirst(d.sent) && st.doneBy(d)
	}
	v := st.verbOf(d.core)
	return d.frame.Fresh && d.known && d.stance == whenPast && v != nil && !v.group.had && st.toldFirst(d.sent)
}

// goesOn tells whether what has no date of its own goes on with the day the
// sentences before it told of: a plain past whose doer and other side stand in
// its own places.
func (st *story) goesOn(d *draft) bool {
	if !d.frame.GoesOn || d.basis != basisContext || d.stance != whenPast || d.inherit || d.loose || d.topical {
		return false
	}
	v := st.verbOf(d.core)
	return v != nil && !v.group.had && !v.group.pronoun && !(d.frame.Type == "statement" && st.passive(v)) && st.doneBy(d) && (len(st.codes(d)) >= 2 || st.hasOrg(d) || d.frame.Needs == "official")
}

// openingLength is how many sentences behind the heading open an article.
const openingLength = 2

func (st *story) opening(sent int) bool {
	n := 0
	for i := 0; i <= sent; i++ {
		if !st.doc.Sents[i].Heading && !st.doc.Sents[i].Foreign {
			n++
		}
	}
	return n <= openingLength
}

// addTopic: what an organisation alone does in an article headed "Niger : …"
// is about that state.
func (st *story) addTopic(d *draft) {
	topic := st.headTopic()
	if topic < 0 && st.target(d.frame) {
		topic = st.mainState()
	}
	if topic < 0 || d.frame.Type == "visit" || len(d.order) == 0 {
		return
	}
	for _, i := range d.order {
		m := &st.mentions[i]
		if _, state := st.gaz.State(m.Country); state || m.Country == "" {
			return
		}
	}
	d.add(topic, "topic")
}

// target: what a frame tells is done to somebody.
func (st *story) target(f *frame) bool {
	switch f.Type {
	case "sanction", "vote", "legal", "aid", "military":
		return true
	}
	return false
}

// mainMentions is how often an article must name the state it is all about.
const mainMentions = 3

// mainState is the state an article names far more often than any other, twice
// as often at least, at its first mention; -1 where there is none.
func (st *story) mainState() int {
	best, count, second := "", 0, 0
	counts := map[string]int{}
	for i := range st.mentions {
		if m := &st.mentions[i]; m.Country != "" && !st.doc.Sents[st.doc.Tokens[m.First].Sent].Foreign {
			if _, state := st.gaz.State(m.Country); state {
				counts[m.Country]++
			}
		}
	}
	for c, n := range counts {
		switch {
		case n > count || n == count && c < best:
			best, count, second = c, n, max(second, count)
		default:
			second = max(second, n)
		}
	}
	if count < mainMentions || count < 2*second {
		return -1
	}
	return slices.IndexFunc(st.mentions, func(m actor.Mention) bool { return m.Country == best })
}

// addVoters: "the presidential election of July 28" is held in the state the
// article is about, where none is named.
func (st *story) addVoters(d *draft) {
	if d.frame.Type != "election" || len(st.codes(d)) > 0 {
		return
	}
	if i := st.mainState(); i >= 0 {
		d.add(i, "actor")
		d.inherit = true
	}
}

// headTopic is the state that opens the article's heading before a colon, or
// -1.
func (st *story) headTopic() int {
	if len(st.mentions) == 0 || len(st.doc.Sents) == 0 || !st.doc.Sents[0].Heading {
		return -1
	}
	m := &st.mentions[0]
	next := m.Last
	if m.Kind != actor.State || m.Demonym || st.between(int(st.doc.Sents[0].First), m.First) > 0 || next >= len(st.doc.Tokens) || st.doc.Word(next) != ":" {
		return -1
	}
	return 0
}

// duringVisit: what a visitor does on a day of the visit happens where the
// visit is, unless the text says otherwise.
func (st *story) duringVisit(d *draft, all []*draft) {
	if d.place >= 0 || !d.known || d.frame.Type == "visit" || d.frame.Type == "call" || d.frame.Placeless {
		return
	}
	for _, v := range all {
		if v.frame.Type == "visit" && v.place >= 0 && v.known && v.days.Days() <= longestStay &&
			v.days.Contains(d.days) && v.status == d.status && st.sharePerson(v, d) {
			d.place = v.place
			return
		}
	}
}

func (d *draft) rate(st *story) {
	p := 1.0
	var space [mostFactors]factor
	for _, f := range d.factors(st, space[:0]) {
		p *= f.value
	}
	d.score = min(p, 0.98)
}

func (st *story) twin(ds []*draft, d *draft) *draft {
	for _, o := range ds {
		if st.same(o, d) {
			return o
		}
	}
	return nil
}

// same: one type, days that agree, and actors that agree.
func (st *story) same(a, b *draft) bool {
	if a.frame.Type != b.frame.Type && !(a.head || b.head) && !st.oneTalk(a, b) {
		return false
	}
	if a.head && a.frame.Type == "call" && b.frame.Type != "call" {
		return false
	}
	if !kin(a.frame.Type, b.frame.Type) {
		return false
	}
	if a.known && b.known && !a.days.Contains(b.days) && !b.days.Contains(a.days) {
		// A day reckoned from the context may give way to a real one.
		oneSentence := a.sent == b.sent && a.basis != b.basis && (a.basis == basisPublication || b.basis == basisPublication)
		takenUp := b.anaphor == a && a.basis != basisText || st.guessed(a, b)
		if !oneSentence && !takenUp && !(a.head && a.basis != basisText) && !sameWeekday(a, b) {
			return false
		}
	}
	if (a.head && !a.known || b.head && !b.known) && shareCode(st.codes(a), st.codes(b)) {
		return true
	}
	if a.known != b.known && !a.head && !b.head && a.sent != b.sent && !st.sharePerson(a, b) {
		return false
	}
	return st.shareActors(a, b)
}

// guessed: one of two acts is of the day of publication for want of another, and
// the other of a day just before with the same sides among its own: an article
// that says who broke off relations on Monday tells next how each put it.
func (st *story) guessed(a, b *draft) bool {
	if a.basis == basisPublication {
		a, b = b, a
	}
	if b.basis != basisPublication || a.basis == basisPublication || a.status != b.status || a.frame.Type != b.frame.Type || b.head {
		return false
	}
	switch a.frame.Type {
	case "statement", "demand", "military":
		return false // of these a day sees many
	}
	gap := int(b.days.Start - a.days.Start)
	return gap >= 0 && gap <= guessReach && a.days.Days() == 1 && len(st.codes(b)) >= 2
}

// guessReach is how many days before its publication what an article goes on to
// tell may lie.
const guessReach = 3

// sameRound: what two sentences call talks and a meeting of the same people on
// the same day is one gathering.
func (st *story) sameRound(a, b *draft) bool {
	if !st.gathers(a) || !st.gathers(b) || !a.known || !b.known || a.days != b.days || a.days.Days() != 1 || (a.status == planned) != (b.status == planned) {
		return false
	}
	pa, pb := st.ids(a), st.ids(b)
	n := shared(pa, pb)
	return n >= 2 && n == min(len(pa), len(pb))
}

// gathers: people sit together, whatever it is called.
func (st *story) gathers(d *draft) bool {
	return talks(d.frame.Type) && d.frame.Type != "visit" && d.frame.Type != "call"
}

// oneTalk: "talks between ministers, who convene on Monday" are one gathering
// under two names.
func (st *story) oneTalk(a, b *draft) bool {
	if st.sameRound(a, b) {
		return true
	}
	gathers := st.gathers
	if a.aside || b.aside {
		gathers = func(d *draft) bool { return talks(d.frame.Type) && d.frame.Type != "call" }
	}
	return a.sent == b.sent && gathers(a) && gathers(b) && a.known && b.known && a.days == b.days && a.status == b.status
}

// sameWeekday: a heading without a verb ("sommet samedi") leaves open which
// Saturday; the text below says.
func sameWeekday(a, b *draft) bool {
	if !a.head && !b.head || a.days.Days() != 1 || b.days.Days() != 1 {
		return false
	}
	gap := int(a.days.Start - b.days.Start)
	return gap == 7 || gap == -7
}

func shareCode(a, b []string) bool {
	return slices.ContainsFunc(a, func(c string) bool { return slices.Contains(b, c) })
}

// kin: the types one event is told by now and then.
func kin(a, b string) bool { return a == b || talks(a) && talks(b) }

func (st *story) ids(d *draft) []string {
	var out []string
	for _, i := range d.order {
		if m := &st.mentions[i]; m.Kind == actor.Person && m.ID != "" {
			out = append(out, m.ID)
		}
	}
	return out
}

func (st *story) sharePerson(a, b *draft) bool {
	for _, i := range a.order {
		m := &st.mentions[i]
		if m.Kind != actor.Person || m.ID == "" {
			continue
		}
		for _, k := range b.order {
			if o := &st.mentions[k]; o.Kind == actor.Person && o.ID == m.ID {
				return true
			}
		}
	}
	return false
}

// shareActors: the codes of one are among the other's, and where both name
// travellers or speakers, one of those is the same.
func (st *story) shareActors(a, b *draft) bool {
	ca, cb := st.codes(a), st.codes(b)
	small, large := ca, cb
	if len(cb) < len(ca) {
		small, large = cb, ca
	}
	if len(small) == 0 {
		return false
	}
	for _, c := range small {
		if !slices.Contains(large, c) {
			return false
		}
	}
	if len(st.ids(a)) > 0 && len(st.ids(b)) > 0 && !st.sharePerson(a, b) {
		return false
	}
	return st.samePlace(a, b)
}

func (st *story) samePlace(a, b *draft) bool {
	if a.place < 0 || b.place < 0 {
		return true
	}
	return st.mentions[a.place].Country == st.mentions[b.place].Country
}

// join keeps the better dated reading and adds what the other knows.
func (st *story) join(into, d *draft) {
	keep := *into
	if better(d, into) {
		d.also = append(into.also, &keep)
		*into, d = *d, &keep
	} else {
		into.also = append(into.also, d)
	}
	if (d.head || d.anaphor != nil && d.core.ruled) && into.status == planned && (d.status == cancelled || d.status == postponed) {
		into.status = d.status // the heading, or "the visit was called off", gives the verdict on what had been planned
	}
	if into.status == cancelled && d.status == postponed {
		into.status = postponed // "n'aura pas lieu à cette date" tells less than "ajournée"
	}
	for _, i := range d.order {
		if !st.have(into, i) && (!d.head || d.known || d.role(i) == "mediator") {
			into.add(i, d.role(i))
		}
	}
	if into.place < 0 {
		into.place = d.place
	}
	if d.basis == basisText && into.basis == basisText && d.days.Start == into.days.Start &&
		d.days.Days() > into.days.Days() && d.days.Days() <= longestStay && d.timex >= 0 && st.timexes[d.timex].Days.Days() <= longestStay {
		into.days, into.edtf = d.days, d.edtf // the heading gives the length, the text the day
	}
	if into.speaker < 0 {
		into.speaker = d.speaker
	}
	into.score = min(0.98, max(into.score, d.score)+0.02)
}

// better: a date of its own beats none, body beats heading, a verdict
// (cancelled, postponed) beats a plan.
func better(a, b *draft) bool {
	ra, rb := rank(a), rank(b)
	return ra > rb
}

func rank(d *draft) int {
	r := 0
	switch {
	case d.known && d.basis == basisText && d.period:
		r += 3
	case d.known && d.basis == basisText && d.days.Days() < 28:
		r += 4
	case d.known:
		r++
	}
	if !d.head {
		r += 2
	}
	if d.status == cancelled || d.status == postponed {
		r += 2
	}
	return r
}

// have tells whether the draft already holds the mention's record.
func (st *story) have(d *draft, i int) bool {
	m := &st.mentions[i]
	return slices.ContainsFunc(d.order, func(k int) bool {
		o := &st.mentions[k]
		return o.ID != "" && o.ID == m.ID || o.ID == m.ID && o.Country == m.Country
	})
}
