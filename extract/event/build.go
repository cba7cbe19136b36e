package event

import (
	"math"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/extract/actor"
)

// event turns a draft into the public form.
func (st *story) event(d *draft) Event {
	e := Event{
		Type: d.frame.Type, Status: d.status, Days: d.days, Known: d.known, EDTF: d.edtf, Basis: d.basis,
		Confidence: math.Round(probability(d.score)*100) / 100, Countries: slices.Clone(st.codes(d)),
	}
	for _, f := range d.factors(st, nil) {
		e.Reasons = append(e.Reasons, f.reason)
	}
	e.Parts = st.parts(d)
	e.Place = st.placeRecord(d)
	e.receive()
	if e.Place != nil && d.frame.Type == "visit" && e.Place.Country != "" && !slices.Contains(e.Countries, e.Place.Country) {
		e.Countries = append(e.Countries, e.Place.Country)
		slices.Sort(e.Countries)
	}
	if d.speaker >= 0 {
		e.Attribution = st.display(d.speaker)
	}
	e.Evidence = append(e.Evidence, st.evidence(d))
	for _, o := range d.also {
		e.Evidence = append(e.Evidence, st.evidence(o))
	}
	e.Sense = senseOfAll(e.Evidence)
	return e
}

// receive makes those at home where a visit goes its hosts, where others of its
// visitors are not: "X and Y agreed on a visit of Y to X's capital".
func (e *Event) receive() {
	if e.Type != "visit" || e.Place == nil || e.Place.Country == "" {
		return
	}
	guest := func(p Part) bool { return p.Role == "visitor" && p.Country != "" && p.Country != e.Place.Country }
	if !slices.ContainsFunc(e.Parts, guest) {
		return
	}
	for i := range e.Parts {
		if p := &e.Parts[i]; p.Role == "visitor" && p.Country == e.Place.Country {
			p.Role = "host"
		}
	}
}

func (st *story) parts(d *draft) []Part {
	var out []Part
	add := func(i int, role string) {
		m := &st.mentions[i]
		p := Part{ID: m.ID, Name: m.Name, Country: m.Country, Office: m.Office, Kind: m.Kind, Role: role, New: m.New}
		if m.Kind == actor.Place || m.Demonym || m.Kind == actor.State || st.nameless(m) {
			p = st.statePart(m, role)
		}
		same := func(o Part) bool { return o.ID == p.ID && o.Name == p.Name }
		if p.Name != "" && !slices.ContainsFunc(out, same) {
			out = append(out, p)
		}
	}
	for _, i := range d.order {
		add(i, d.role(i))
	}
	// Who announces a decision takes part in it.
	if d.speaker >= 0 && d.frame.Decision && st.acts(d.speaker) {
		if m := &st.mentions[d.speaker]; slices.ContainsFunc(d.order, func(i int) bool { return st.mentions[i].Country == m.Country }) {
			add(d.speaker, "speaker")
		}
	}
	return out
}

// nameless: a description nobody of the gazetteer answers to.
func (st *story) nameless(m *actor.Mention) bool {
	_, known := st.gaz.Record(m.ID)
	return m.Described && !known && m.Country != ""
}

// statePart: a capital, a palace or an adjective stands for its state.
func (st *story) statePart(m *actor.Mention, role string) Part {
	p := Part{ID: m.ID, Name: m.Name, Country: m.Country, Kind: actor.State, Role: role}
	if id, ok := st.gaz.State(m.Country); ok {
		p.ID, p.Name = id, st.gaz.Name(id, st.doc.Lang)
	}
	return p
}

// officialWords are the adjective and the noun of office it stands with: "la
// présidence allemande" is said to speak, not Germany.
func (st *story) officialWords(i int) string {
	m := &st.mentions[i]
	first, last := m.First, m.Last
	for k := max(0, m.First-2); k < min(m.Last+4, len(st.doc.Tokens)); k++ {
		if st.class[k]&cOfficial != 0 && st.sameSent(k, m.First) {
			first, last = min(first, k), max(last, k+1)
			break
		}
	}
	return st.doc.Slice(first, last)
}

func (st *story) display(i int) string {
	m := &st.mentions[i]
	if len(m.Each) == 2 {
		if st.second(i) {
			i--
		}
		return st.doc.Slice(st.mentions[i].First, st.mentions[min(i+1, len(st.mentions)-1)].Last) // "les deux capitales"
	}
	if m.Demonym || m.Described && m.Kind != actor.Person {
		return st.officialWords(i)
	}
	if m.Name != "" && !m.Metonym {
		return m.Name
	}
	return st.doc.Slice(m.First, m.Last)
}

func (st *story) placeRecord(d *draft) *Place {
	if d.place >= 0 {
		m := &st.mentions[d.place]
		p := &Place{ID: m.ID, Name: m.Name, Country: m.Country, State: m.Kind == actor.State}
		if m.PlaceID != "" && m.Kind != actor.Place {
			p.ID, p.Name, p.State = m.PlaceID, st.gaz.Name(m.PlaceID, st.doc.Lang), false
		}
		return p
	}
	if !d.frame.Implied {
		return nil
	}
	return st.hostPlace(d)
}

// hostPlace: who is received goes where the host sits: a palace or ministry
// named for the host, or else the host's capital.
func (st *story) hostPlace(d *draft) *Place {
	for _, i := range d.order {
		if d.role(i) != "host" {
			continue
		}
		m := &st.mentions[i]
		id := m.PlaceID
		if id == "" && (m.Kind == actor.State || m.Metonym) {
			id, _ = st.gaz.CapitalOf(m.Country)
		}
		if id == "" && m.Kind == actor.Place {
			id = m.ID
		}
		if id == "" {
			return &Place{Name: m.Country, Country: m.Country, State: true}
		}
		return &Place{ID: id, Name: st.gaz.Name(id, st.doc.Lang), Country: m.Country}
	}
	return nil
}

func (st *story) evidence(d *draft) Evidence {
	s := &st.doc.Sents[d.sent]
	h := &st.hits[d.core.hit]
	trigger := st.doc.Slice(h.first, h.last)
	if d.core.light >= 0 {
		l := &st.hits[d.core.light]
		words := []string{st.doc.Slice(l.first, l.last), trigger}
		if l.first > h.first {
			slices.Reverse(words)
		}
		trigger = strings.Join(words, " … ")
	}
	return Evidence{
		Sent: d.sent, Start: int(s.Start), End: int(s.End), Timex: d.timex,
		Trigger: trigger, Rule: st.rule(d.core), Sense: st.sense(d.core),
	}
}

// Exact tells whether the event's day or days are known.
func (e Event) Exact() bool {
	if !e.Known || e.EDTF == "" {
		return false
	}
	v, err := edtf.Parse(e.EDTF)
	return err == nil && (v.Precision() == edtf.DayP || v.Precision() == edtf.Range) && !v.OpenStart && !v.OpenEnd
}
