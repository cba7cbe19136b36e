package ingest

import (
	"context"
	"errors"
	"slices"

	"chancery/edtf"
	"chancery/extract"
	"chancery/models"
)

// believe reckons what the event is from all its reports in the order they were
// published, so that the order in which articles arrive does not matter. What a
// person set stays.
func (g *Ingester) believe(ctx context.Context, tx Records, e *models.Event, nodes []node, report *models.Event) error {
	nodes = slices.DeleteFunc(slices.Clone(nodes), func(n node) bool { return n.id.ArticleID == 0 })
	if len(nodes) == 0 {
		return nil
	}
	state := weigh(nodes)
	unlocked(e, models.FieldStatus, func() { e.Status = state.Status })
	unlocked(e, models.FieldType, func() { e.Type = state.Type })
	unlocked(e, models.FieldAttribution, func() { e.Attribution = state.Attribution })
	unlocked(e, models.FieldDate, func() {
		if e.SetDate(state.EDTF) == nil {
			e.DayBasis = state.Facts.DayBasis
		}
	})
	e.Confidence = state.Confidence
	told := told(e, nodes)
	unlocked(e, models.FieldCountries, func() { e.Countries = told.Countries })
	known := records(e, report)
	var err error
	unlocked(e, models.FieldActors, func() { err = known.actors(ctx, tx, e, told) })
	if err != nil {
		return err
	}
	unlocked(e, models.FieldPlace, func() { err = known.place(ctx, tx, e, told) })
	if err != nil {
		return err
	}
	g.retitle(e, sense(e.Type, nodes))
	return nil
}

func unlocked(e *models.Event, field string, set func()) {
	if !e.IsLocked(field) {
		set()
	}
}

// weigh: the last published report gives the status; of the dates the last
// exact one counts; a report that gives less than another of its day does not
// undo it.
func weigh(nodes []node) models.Mention {
	nodes = slices.Clone(nodes)
	slices.SortStableFunc(nodes, func(a, b node) int {
		if a.Published != b.Published {
			return int(a.Published - b.Published)
		}
		return weight(a.said.Status) - weight(b.said.Status)
	})
	state := nodes[0].said
	doubt := 1 - state.Confidence
	for _, n := range nodes[1:] {
		m := n.said
		doubt *= 1 - 0.5*m.Confidence // reports of one event lean on each other
		if m.EDTF != "" && exactness(m.EDTF) >= exactness(state.EDTF) && !within(m.EDTF, state.EDTF) && !(m.Status == models.StatusPostponed && state.EDTF != "") {
			state.EDTF, state.Facts.DayBasis = m.EDTF, m.Facts.DayBasis
		}
		state.Status = m.Status
		if m.Type == "visit" || state.Type == "other" {
			state.Type = m.Type
		}
		if state.Attribution == "" {
			state.Attribution = m.Attribution
		}
	}
	state.Confidence = min(0.99, 1-doubt)
	return state
}

func published(m models.Mention) string {
	if m.Article == nil {
		return ""
	}
	return m.Article.Published
}

// weight orders the statuses that two reports of one day give: the verdict
// counts more than the plan.
func weight(status string) int {
	return slices.Index([]string{
		models.StatusProposed, models.StatusPlanned, models.StatusOngoing, models.StatusOccurred,
		models.StatusDenied, models.StatusPostponed, models.StatusCancelled,
	}, status)
}

// exactness of an EDTF date: to the day, about the day, coarser, none.
func exactness(s string) int {
	v, err := edtf.Parse(s)
	switch {
	case err != nil:
		return 0
	case v.Exact():
		return 3
	case v.Precision() == edtf.DayP:
		return 2
	}
	return 1
}

// within tells whether the days of an exact date lie inside those of another
// exact one: that a visit begins on Monday does not shorten it.
func within(a, b string) bool {
	va, errA := edtf.Parse(a)
	vb, errB := edtf.Parse(b)
	return errA == nil && errB == nil && va.Exact() && vb.Exact() && a != b && vb.Interval().Contains(va.Interval())
}

// told is what all reports together say of who takes part and where. Of a
// report without facts the event itself keeps them.
func told(e *models.Event, nodes []node) models.ReportFacts {
	var f models.ReportFacts
	if slices.ContainsFunc(nodes, func(n node) bool { return len(n.said.Facts.Countries)+len(n.said.Facts.Actors) == 0 }) {
		f = toldFacts(e)
	}
	seen := map[string]bool{}
	for _, a := range f.Actors {
		seen[a.Key] = true
	}
	for _, n := range nodes {
		f.Countries = append(f.Countries, n.said.Facts.Countries...)
		for _, a := range n.said.Facts.Actors {
			if !seen[a.Key] {
				seen[a.Key] = true
				f.Actors = append(f.Actors, a)
			}
		}
		if f.Place == "" {
			f.Place = n.said.Facts.Place
		}
	}
	slices.Sort(f.Countries)
	f.Countries = slices.Compact(f.Countries)
	return f
}

// recordSet holds the actors and places at hand, by key.
type recordSet struct {
	actorBy map[string]models.Actor
	placeBy map[string]models.Place
}

func records(events ...*models.Event) recordSet {
	r := recordSet{map[string]models.Actor{}, map[string]models.Place{}}
	for _, e := range events {
		for _, a := range e.Actors {
			r.actorBy[a.Actor.Key] = a.Actor
		}
		if e.Place != nil {
			r.placeBy[e.Place.Key] = *e.Place
		}
	}
	return r
}

// actors gives the event the actors told of.
func (r recordSet) actors(ctx context.Context, tx Records, e *models.Event, told models.ReportFacts) error {
	e.Actors = nil
	for i, p := range told.Actors {
		a, ok := r.actorBy[p.Key]
		if !ok {
			stored, err := tx.ActorByKey(ctx, p.Key)
			if errors.Is(err, models.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			a = *stored
		}
		e.Actors = append(e.Actors, models.EventActor{Role: p.Role, Position: i, ActorID: a.ID, Actor: a})
	}
	return nil
}

func (r recordSet) place(ctx context.Context, tx Records, e *models.Event, told models.ReportFacts) error {
	if told.Place == "" || e.Place != nil && e.Place.Key == told.Place {
		return nil
	}
	p, ok := r.placeBy[told.Place]
	if !ok {
		stored, err := tx.PlaceByKey(ctx, told.Place)
		if errors.Is(err, models.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		p = *stored
	}
	e.Place, e.PlaceID = &p, nil
	return nil
}

// kept names the fields in which a new report says something else than what the
// curator set.
func kept(e *models.Event, c *company, members []int) []string {
	if len(e.Locked) == 0 || !slices.Contains(members, 0) {
		return nil
	}
	m := c.nodes[0].said
	var out []string
	for _, f := range []struct{ field, now, says string }{
		{models.FieldStatus, e.Status, m.Status},
		{models.FieldType, e.Type, m.Type},
		{models.FieldDate, e.EDTF, m.EDTF},
		{models.FieldAttribution, e.Attribution, m.Attribution},
	} {
		if e.IsLocked(f.field) && f.says != "" && f.now != f.says {
			out = append(out, f.field)
		}
	}
	return out
}

// retitle writes titles and summaries from the facts and the act that the
// reports tell, but for those a person wrote.
func (g *Ingester) retitle(e *models.Event, sense string) {
	x := toExtract(e)
	x.Sense = sense
	titles, summaries := g.Reader.Titles(x)
	e.Titles = unlessLocked(e, "title.", e.Titles, titles)
	e.Summaries = unlessLocked(e, "summary.", e.Summaries, summaries)
}

func unlessLocked(e *models.Event, prefix string, old, made map[string]string) map[string]string {
	out := map[string]string{}
	for tag, s := range old {
		out[tag] = s
	}
	for tag, s := range made {
		if !e.IsLocked(prefix + tag) {
			out[tag] = s
		}
	}
	return out
}

// sense is what act of the event's type most reports tell; of two as many, the
// first in the alphabet, so that the order of the reports says nothing.
func sense(kind string, nodes []node) string {
	count := map[string]int{}
	best := ""
	for i := range nodes {
		s := nodes[i].said.Facts.Sense
		if s == "" || nodes[i].said.Type != kind {
			continue
		}
		if count[s]++; best == "" || count[s] > count[best] || count[s] == count[best] && s < best {
			best = s
		}
	}
	return best
}

func toExtract(e *models.Event) extract.Event {
	x := extract.Event{Type: e.Type, Status: e.Status, Countries: e.Countries, Attribution: e.Attribution}
	for _, p := range e.Actors {
		x.Actors = append(x.Actors, extract.Actor{
			Name: p.Actor.Name, ID: p.Actor.Key, Kind: p.Actor.Kind, Country: p.Actor.Country, Role: p.Role,
		})
	}
	if e.Place != nil {
		x.Place = &extract.Place{Name: e.Place.Name, ID: e.Place.Key, Country: e.Place.Country}
	}
	return x
}
