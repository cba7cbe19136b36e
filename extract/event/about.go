package event

import (
	"slices"

	"chancery/extract/actor"
	"chancery/extract/text"
)

// venue tells whether a place behind a preposition is where something is said
// or done ("a déclaré lundi à Moscou") and not what a noun is about ("la trêve
// à Gaza"): a date, another place or the house itself is named before it.
func (sc *scene) venue(i int) bool {
	m := &sc.mentions[i]
	if m.Metonym && m.Kind == actor.State {
		return true // a palace or ministry
	}
	for k := m.First - 1; k >= 0 && sc.sameSent(k, m.First); k-- {
		switch {
		case sc.timex[k] > 0:
			return m.Metonym && !sc.recipient(i)
		case sc.mention[k] > 0 || sc.hitAt[k] > 0 && sc.hits[sc.hitAt[k]-1].verb >= 0:
			return false
		case sc.class[k]&(anyPrep|cDet|cAdv) == 0:
			return false
		}
	}
	return false
}

// recipient: a preposition behind the date goes on to say what is asked of
// somebody ("a demandé mardi à Téhéran de …").
func (sc *scene) recipient(i int) bool {
	k := sc.mentions[i].Last
	return k < len(sc.doc.Tokens) && sc.sameSent(k, sc.mentions[i].First) && sc.class[k]&(cOf|cSub) != 0
}

// toWhom: the verb says by its preposition to whom, not where.
func (sc *scene) toWhom(c *core, i int) bool {
	v := sc.verbOf(c)
	return v != nil && sc.x.dative[v.verb] && sc.mentions[i].Kind == actor.Place && sc.mentions[i].First >= v.last
}

// betweenVerbAndNoun fills the slots of a noun with what stands between it and
// the verb that carries it: "a signé avec Rome, sous l'égide de l'ONU, un accord".
func (sc *scene) betweenVerbAndNoun(out *slots, c *core, l, h *hit) {
	for i, m := range sc.mentionsOf(sc.sentOf(h.first)) {
		if m.First < l.last || m.Last > h.first || !sc.toWhom(c, i) && (!sc.acts(i) || m.Metonym && sc.venue(i)) {
			continue
		}
		for _, p := range prepSlots {
			if sc.gov[i]&p.class != 0 && len(out[p.slot]) == 0 && sc.x.frames[c.frame].role[p.slot] != "place" {
				out[p.slot] = sc.withCoordinated(i)
			}
		}
	}
}

// aboutReach is how far behind its trigger an event's subject matter may stand.
const aboutReach = 12

// addAbout adds the states the clause behind the trigger speaks of: "a condamné
// le coup d'État au Niger", "une résolution sur Gaza".
func (st *story) addAbout(d *draft) {
	if !d.frame.About {
		return
	}
	h := &st.hits[d.core.hit]
	from := h.last
	for i, m := range st.mentionsOf(d.sent) {
		if m.First < from || m.Country == "" || i == d.place && st.venue(i) {
			continue
		}
		if st.broken(from, m.First) || st.between(h.last, m.First) > aboutReach {
			return
		}
		place := m.Kind == actor.Place
		if st.gov[i]&cSource != 0 || st.gov[i] == 0 && st.verbFollows(m.Last) && !(d.frame.Type == "legal" && st.behindThat(m.First)) || place && st.venue(i) || st.gov[i]&cAfter != 0 && place {
			continue
		}
		if d.speaker == i || talks(d.frame.Type) && d.frame.Type != "summit" && st.gov[i]&cAbout == 0 && !st.inTopic(m) {
			continue
		}
		d.add(i, "topic")
	}
}

// behindThat: "a jugé que le Chili n'avait …": the name opens the clause of what
// is held.
func (st *story) behindThat(k int) bool {
	for k--; k > 0 && st.class[k]&cDet != 0; k-- {
	}
	return k > 0 && st.class[k]&cRel != 0
}

// addLand: "the country" an act is about is the state named last before it.
func (st *story) addLand(d *draft) {
	if !d.frame.About || talks(d.frame.Type) {
		return
	}
	h := &st.hits[d.core.hit]
	for k := h.last; k < len(st.doc.Tokens) && st.sameSent(k, h.first); k++ {
		if st.class[k]&cLand == 0 {
			continue
		}
		for i := len(st.mentions) - 1; i >= 0; i-- {
			m := &st.mentions[i]
			if m.First >= h.first || m.Kind != actor.State && !m.Demonym || m.Country == "" {
				continue
			}
			if int(st.doc.Tokens[m.First].Sent) >= d.sent-2 {
				d.add(i, "topic")
			}
			return
		}
	}
}

// addPosts: "a rappelé ses ambassadeurs à Paris et à Berlin": where an envoy is
// posted is the other side.
func (st *story) addPosts(d *draft) {
	if d.frame.Type != "protest" && d.frame.Type != "expulsion" {
		return
	}
	post := -1
	for i, m := range st.mentionsOf(d.sent) {
		k := m.First - 1
		if st.gov[i]&cTo == 0 || !st.places(i) || m.Country == "" || k < 1 || st.class[k]&cTo == 0 {
			continue
		}
		if st.class[k-1]&cOfficial == 0 && (post < 0 || st.class[k-1]&cAnd == 0 || st.mentions[post].Last != k-1) {
			continue
		}
		post = i
		if d.place == i {
			d.place = -1
		}
		d.add(i, "target")
	}
}

// addBody: "the organisation" a state joins or leaves is the one named last.
func (st *story) addBody(d *draft) {
	if d.frame.Needs != "member" {
		return
	}
	h := &st.hits[d.core.hit]
	for k := h.last; k < len(st.doc.Tokens) && st.sameSent(k, h.first); k++ {
		if st.class[k]&cBody == 0 {
			continue
		}
		for i := len(st.mentions) - 1; i >= 0; i-- {
			if m := &st.mentions[i]; m.First < h.first && m.Kind == actor.Org && int(st.doc.Tokens[m.First].Sent) >= d.sent-3 {
				d.add(i, "body")
				return
			}
		}
	}
}

// leadState is the state that opens a sentence before a colon ("Tunisie : visite
// de X"), or -1.
func (st *story) leadState(sent int) int {
	first := int(st.doc.Sents[sent].First)
	if first >= len(st.doc.Tokens) || st.mention[first] == 0 && (first+1 >= len(st.doc.Tokens) || st.class[first]&cDet == 0 || st.mention[first+1] == 0) {
		return -1
	}
	i := int(max(st.mention[first], st.mention[min(first+1, len(st.doc.Tokens)-1)])) - 1
	m := &st.mentions[i]
	state := m.Kind == actor.State && !m.Demonym && !m.Metonym
	if !state || m.Last >= len(st.doc.Tokens) || st.doc.Word(m.Last) != ":" {
		return -1
	}
	return i
}

// underState gives what is told behind "Tunisie :" its place, for a visit, and
// else its subject matter.
func (st *story) underState(d *draft) {
	i := st.leadState(d.sent)
	if i < 0 || st.hits[d.core.hit].first < st.mentions[i].Last {
		return
	}
	if d.frame.Type != "visit" {
		if d.frame.About && len(d.order) > 0 {
			d.add(i, "topic")
		}
		return
	}
	if d.place < 0 || st.mentions[d.place].Country == "" {
		d.drop(i)
		d.place = i
	}
}

// broken tells whether the clause ends between two tokens.
func (st *story) broken(from, to int) bool {
	for k := from; k < to; k++ {
		if st.doc.Tokens[k].Kind == text.Quote {
			end := st.quotedWord(k, to, k == from)
			if end < 0 {
				return true
			}
			k = end
			continue
		}
		if st.class[k]&cSub != 0 || st.spanBefore(k) != nil {
			return true
		}
		if st.doc.Tokens[k].Kind == text.Punct && (punctCost(st.doc.Word(k)) >= costBreak || k+1 < to && st.verbFollows(k+1)) {
			return true
		}
	}
	return false
}

// quotedReach is how many tokens a quotation may hold that ends no clause.
const quotedReach = 12

// quotedWord gives the end of a quotation of one word ("a condamné un
// « massacre » en Égypte"), or of one right behind its verb that tells how
// ("condamne « dans les termes les plus forts » le tir"); they end no clause. It
// is -1 for another.
func (st *story) quotedWord(open, to int, manner bool) int {
	reach := 3
	if manner {
		reach = quotedReach
	}
	for k := open + 1; k < min(open+reach, to); k++ {
		if st.doc.Tokens[k].Kind == text.Quote {
			return k
		}
		if manner && st.verbForm[k] {
			return -1
		}
	}
	return -1
}

// adjacent: nothing but a date stands between the verb and the place.
func (st *story) adjacent(d *draft) bool {
	if d.place < 0 {
		return false
	}
	h := &st.hits[d.core.hit]
	m := &st.mentions[d.place]
	return m.First >= h.last && st.between(h.last, m.First) == 0 &&
		slices.ContainsFunc(d.order, func(i int) bool { return st.mentions[i].Kind == actor.Person && d.role(i) == "visitor" })
}
