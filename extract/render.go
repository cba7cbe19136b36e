package extract

import (
	"math"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/event"
	"chancery/lang"
)

// result turns a reading into what is printed: code-point offsets, ISO days,
// titles in every language.
func (x *Extractor) result(r *Reading) Result {
	out := Result{Article: r.Article, Events: make([]Event, 0, len(r.Events)), Timexes: make([]Timex, 0, len(r.Timexes))}
	if r.TextIsMine {
		out.Article.Text = r.Doc.Text
	}
	for i := range r.Timexes {
		if r.Doc.Sents[r.Doc.Tokens[r.Timexes[i].First].Sent].Foreign {
			continue
		}
		out.Timexes = append(out.Timexes, r.timex(i))
	}
	for _, e := range r.Events {
		out.Events = append(out.Events, x.event(r, e))
	}
	return out
}

func (r *Reading) timex(i int) Timex {
	t := &r.Timexes[i]
	return Timex{
		Start: r.Doc.RuneOffset(t.Start), End: r.Doc.RuneOffset(t.End), Text: r.Doc.Text[t.Start:t.End],
		Type: string(t.Type), Value: t.Value, Mod: t.Mod, EDTF: t.EDTF, Rule: t.Rule,
	}
}

func (x *Extractor) event(r *Reading, e event.Event) Event {
	out := Event{
		Type: e.Type, Sense: e.Sense, Status: e.Status, EDTF: e.EDTF, DayBasis: e.Basis,
		Titles: make(map[string]string, len(x.titles)), Summaries: make(map[string]string, len(x.titles)),
		Actors: make([]Actor, 0, len(e.Parts)), Countries: e.Countries, Attribution: e.Attribution,
		Confidence: math.Round(e.Confidence*100) / 100, Reasons: e.Reasons, Evidence: make([]Evidence, 0, len(e.Evidence)),
	}
	if out.Countries == nil {
		out.Countries = []string{}
	}
	if e.Exact() {
		out.Start, out.End = e.Days.Start.String(), e.Days.Last().String()
	}
	out.Precision = precision(e)
	for tag, t := range x.titles {
		out.Titles[tag], out.Summaries[tag] = t.Write(&e)
	}
	out.Title, out.Summary = pick(out.Titles, lang.Default, r.Article.Lang), pick(out.Summaries, lang.Default, r.Article.Lang)
	for _, p := range e.Parts {
		out.Actors = append(out.Actors, x.actor(p))
	}
	out.Place = x.place(e.Place)
	for _, ev := range e.Evidence {
		out.Evidence = append(out.Evidence, r.evidence(ev))
	}
	return out
}

func pick(m map[string]string, tags ...string) string {
	for _, t := range tags {
		if m[t] != "" {
			return m[t]
		}
	}
	return ""
}

func (x *Extractor) actor(p event.Part) Actor {
	a := Actor{
		Name: p.Name, ID: p.ID, Kind: string(p.Kind), Country: p.Country, Role: p.Role, Office: p.Office, New: p.New,
	}
	if rec, ok := x.gaz.Record(p.ID); ok {
		a.Names = rec.Names
		if name := rec.Names[lang.Default]; name != "" {
			a.Name = name
		}
	}
	return a
}

func (x *Extractor) place(p *event.Place) *Place {
	if p == nil {
		return nil
	}
	out := &Place{Name: p.Name, ID: p.ID, Country: p.Country}
	if rec, ok := x.gaz.Record(p.ID); ok {
		out.Names = rec.Names
		if name := rec.Names[lang.Default]; name != "" {
			out.Name = name
		}
		if rec.HasPoint {
			out.Lat, out.Lon = &rec.Lat, &rec.Lon
		}
	}
	return out
}

func (r *Reading) evidence(ev event.Evidence) Evidence {
	out := Evidence{
		Start: r.Doc.RuneOffset(ev.Start), End: r.Doc.RuneOffset(ev.End), Text: r.Doc.Text[ev.Start:ev.End],
		Trigger: ev.Trigger, Rule: ev.Rule, Sense: ev.Sense,
	}
	if ev.Timex >= 0 {
		t := r.timex(ev.Timex)
		out.Timex = &t
	}
	return out
}

// precision names how much of the date is known, in EDTF's terms.
func precision(e event.Event) string {
	if v, err := edtf.Parse(e.EDTF); err == nil {
		return string(v.Precision())
	}
	return string(edtf.None)
}

// Titles writes an event's titles and summaries in every language from its
// facts: type, status, actors, countries, place, attribution.
func (x *Extractor) Titles(e Event) (titles, summaries map[string]string) {
	in := event.Event{Type: e.Type, Sense: e.Sense, Status: e.Status, Countries: e.Countries, Attribution: e.Attribution}
	for _, a := range e.Actors {
		in.Parts = append(in.Parts, event.Part{ID: a.ID, Name: a.Name, Country: a.Country, Kind: actor.Kind(a.Kind), Role: a.Role})
	}
	if p := e.Place; p != nil {
		rec, ok := x.gaz.Record(p.ID)
		in.Place = &event.Place{ID: p.ID, Name: p.Name, Country: p.Country, State: ok && rec.Kind == actor.State}
	}
	titles, summaries = map[string]string{}, map[string]string{}
	for tag, t := range x.titles {
		titles[tag], summaries[tag] = t.Write(&in)
	}
	return titles, summaries
}
