package ingest

import (
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/extract"
	"chancery/extract/event"
	"chancery/models"
)

// apply adds a report to the event it tells. What the event is believed to be
// is reckoned anew from all its reports in the order they were published, so
// that the order in which articles arrive does not matter. What a person set
// stays; a report that says otherwise is noted in the revision.
func (g *Ingester) apply(e, report *models.Event, a *models.Article, match event.Match) models.Revision {
	before := *e
	e.Mentions = append(slices.Clone(e.Mentions), report.Mentions...)
	addActors(e, report)
	if e.Place == nil && !e.IsLocked("place") {
		e.Place = report.Place
	}
	if !e.IsLocked("countries") {
		e.Countries = union(e.Countries, report.Countries)
	}
	state := believe(e.Mentions)
	var kept []string
	set := func(field string, differs bool, assign func()) {
		switch {
		case !differs:
		case e.IsLocked(field):
			kept = append(kept, field)
		default:
			assign()
		}
	}
	set("status", e.Status != state.Status, func() { e.Status = state.Status })
	set("type", e.Type != state.Type, func() { e.Type = state.Type })
	set("date", e.EDTF != state.EDTF, func() {
		if e.SetDate(state.EDTF) == nil {
			e.DayBasis = report.DayBasis
		}
	})
	set("attribution", e.Attribution != state.Attribution, func() { e.Attribution = state.Attribution })
	e.Confidence = state.Confidence
	g.retitle(e)
	return revision(before, *e, a, match, kept)
}

// believe reckons an event's state from its reports. The last published report
// gives the status; of the dates the last exact one counts; a report that gives
// less than another of its day does not undo it.
func believe(ms []models.Mention) models.Mention {
	ms = slices.Clone(ms)
	slices.SortStableFunc(ms, func(a, b models.Mention) int {
		if c := strings.Compare(published(a), published(b)); c != 0 {
			return c
		}
		if c := weight(a.Status) - weight(b.Status); c != 0 {
			return c
		}
		return strings.Compare(a.Text, b.Text)
	})
	state := ms[0]
	doubt := 1 - ms[0].Confidence
	for _, m := range ms[1:] {
		doubt *= 1 - 0.5*m.Confidence // reports of one event lean on each other
		if m.EDTF != "" && exactness(m.EDTF) >= exactness(state.EDTF) && !within(m.EDTF, state.EDTF) && !(m.Status == models.StatusPostponed && state.EDTF != "") {
			state.EDTF = m.EDTF
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
	switch status {
	case models.StatusProposed:
		return 0
	case models.StatusPlanned:
		return 1
	case models.StatusOngoing:
		return 2
	case models.StatusOccurred:
		return 3
	case models.StatusDenied:
		return 4
	case models.StatusPostponed:
		return 5
	}
	return 6
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

func addActors(e, report *models.Event) {
	if e.IsLocked("actors") {
		return
	}
	for _, p := range report.Actors {
		known := slices.ContainsFunc(e.Actors, func(o models.EventActor) bool { return o.Actor.Key == p.Actor.Key })
		if !known {
			p.Position = len(e.Actors)
			e.Actors = append(e.Actors, p)
		}
	}
}

func union(a, b []string) []string {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// retitle writes titles and summaries from the facts, but for those a person
// wrote.
func (g *Ingester) retitle(e *models.Event) {
	titles, summaries := g.Reader.Titles(toExtract(e))
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

func toExtract(e *models.Event) extract.Event {
	x := extract.Event{Type: e.Type, Status: e.Status, Attribution: e.Attribution}
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

func revision(before, after models.Event, a *models.Article, match event.Match, kept []string) models.Revision {
	r := models.Revision{
		Action: "report", ArticleID: &a.ID, Note: strings.Join(match.Reasons, "; "), Changes: models.Changes(&before, &after),
	}
	if len(kept) > 0 {
		r.Note += "; kept as the curator set it: " + strings.Join(kept, ", ")
	}
	return r
}
