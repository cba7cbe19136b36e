package ingest

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"chancery/edtf"
	"chancery/extract"
	"chancery/extract/event"
	"chancery/models"
)

// merge joins an extracted event to the one it tells, or creates it.
func (g *Ingester) merge(ctx context.Context, tx Store, a *models.Article, found extract.Event) (id uint64, created bool, err error) {
	report := newEvent(a, found)
	into, match, err := g.find(ctx, tx, a, report)
	if err != nil {
		return 0, false, err
	}
	if into == nil {
		rev := models.Revision{Action: "create", ArticleID: &a.ID, Changes: models.Changes(nil, report)}
		if err := tx.CreateEvent(ctx, report, rev); err != nil {
			return 0, false, err
		}
		return report.ID, true, nil
	}
	rev := g.apply(into, report, a, match)
	if err := tx.UpdateEvent(ctx, into, rev); err != nil {
		return 0, false, err
	}
	return into.ID, false, nil
}

// newEvent turns an extracted event into a record with one mention.
func newEvent(a *models.Article, x extract.Event) *models.Event {
	e := &models.Event{
		UID: uuid.NewString(), Type: x.Type, Status: x.Status, Review: models.ReviewPending, DayBasis: x.DayBasis,
		Titles: x.Titles, Summaries: x.Summaries, Countries: x.Countries, Attribution: x.Attribution, Confidence: x.Confidence,
	}
	if err := e.SetDate(x.EDTF); err != nil {
		_ = e.SetDate("") // the extractor's property test forbids it; undated is the honest reading
	}
	if p := x.Place; p != nil && p.Name != "" {
		e.Place = &models.Place{Key: key(p.ID, p.Name), Name: p.Name, Names: p.Names, Country: p.Country, Lat: p.Lat, Lon: p.Lon}
	}
	for i, p := range x.Actors {
		k := key(p.ID, p.Name)
		if slices.ContainsFunc(e.Actors, func(o models.EventActor) bool { return o.Actor.Key == k }) {
			continue
		}
		e.Actors = append(e.Actors, models.EventActor{Role: p.Role, Position: i, Actor: models.Actor{
			Key: k, Kind: p.Kind, Name: p.Name, Names: p.Names, Country: p.Country, Office: p.Office, IsNew: p.New,
		}})
	}
	for _, ev := range x.Evidence {
		e.Mentions = append(e.Mentions, mention(a, x, ev))
	}
	return e
}

func mention(a *models.Article, x extract.Event, ev extract.Evidence) models.Mention {
	m := models.Mention{
		ArticleID: a.ID, Article: a, Start: ev.Start, End: ev.End, Text: ev.Text, Trigger: ev.Trigger, Rule: ev.Rule,
		Type: x.Type, Status: x.Status, EDTF: x.EDTF, Title: x.Title, Attribution: x.Attribution,
		Confidence: x.Confidence, ExtractorVersion: extract.Version,
	}
	if t := ev.Timex; t != nil {
		m.TimexStart, m.TimexEnd, m.TimexText, m.TimexType, m.TimexValue = t.Start, t.End, t.Text, t.Type, t.Value
	}
	return m
}

func key(id, name string) string {
	if id != "" {
		return id
	}
	return "new:" + name
}

// Days around a report's own in which its event is sought: near for most, far
// for an event that was put off and set for a new day.
const (
	near = 3
	far  = 410
	// reported is how far from an undated report's publication its event may lie.
	reported = 45
)

// find gives the known event the report tells, with the reasons, or nil.
func (g *Ingester) find(ctx context.Context, tx Store, a *models.Article, r *models.Event) (*models.Event, event.Match, error) {
	events, err := candidates(ctx, tx, a, r)
	if err != nil {
		return nil, event.Match{}, err
	}
	var best *models.Event
	var bestMatch event.Match
	mine := facts(r, a.Published)
	for _, e := range events {
		if ofArticle(e, a.ID) {
			continue // what one article tells apart stays apart
		}
		m := event.Compare(mine, facts(e, lastReport(e)))
		if m.Score >= event.SameEvent && (best == nil || m.Score > bestMatch.Score) {
			best, bestMatch = e, m
		}
	}
	return best, bestMatch, nil
}

// candidates are the events a report may tell: those of its days, and those of
// the same people that were put off before or set anew after.
func candidates(ctx context.Context, tx Store, a *models.Article, r *models.Event) ([]*models.Event, error) {
	from, to, ok := window(a, r)
	if !ok {
		return nil, nil
	}
	dated, err := tx.CandidateEvents(ctx, from, to, true)
	if err != nil {
		return nil, err
	}
	var out []*models.Event
	for i := range dated {
		out = append(out, &dated[i])
	}
	moved, ok := movedFilter(r)
	if !ok {
		return out, nil
	}
	err = tx.EachEvent(ctx, moved, func(e *models.Event) error {
		if !slices.ContainsFunc(out, func(o *models.Event) bool { return o.ID == e.ID }) {
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// movedFilter finds the other end of an event that moved: for a new day the one
// put off before it, for one put off those set after it.
func movedFilter(r *models.Event) (models.EventFilter, bool) {
	f := models.EventFilter{Reviews: models.Reviews}
	for _, p := range r.Actors {
		if p.Actor.Kind == models.KindPerson {
			f.Actors = append(f.Actors, p.Actor.Key)
		}
	}
	if r.StartDay == nil || len(f.Actors) == 0 {
		return f, false
	}
	start := edtf.Day(*r.StartDay)
	if r.Status == models.StatusPostponed {
		f.Statuses = []string{models.StatusPlanned, models.StatusOccurred, models.StatusOngoing}
		f.From, f.To = start.String(), (start + far).String()
	} else {
		f.Statuses = []string{models.StatusPostponed}
		f.From, f.To = (start - far).String(), start.String()
	}
	return f, true
}

func ofArticle(e *models.Event, article uint64) bool {
	return slices.ContainsFunc(e.Mentions, func(m models.Mention) bool { return m.ArticleID == article })
}

// window is where candidates of a report lie: around its days, or around the
// article's when it is undated.
func window(a *models.Article, r *models.Event) (from, to int32, ok bool) {
	if r.StartDay != nil {
		return *r.StartDay - near, *r.EndDay + near, true
	}
	day, err := edtf.ParseDay(a.Published)
	if err != nil {
		return 0, 0, false
	}
	return int32(day) - reported, int32(day) + reported, true
}

func facts(e *models.Event, published string) event.Facts {
	f := event.Facts{Type: e.Type, Status: e.Status, Countries: e.Countries}
	if e.StartDay != nil {
		f.Known, f.Days = true, edtf.Interval{Start: edtf.Day(*e.StartDay), End: edtf.Day(*e.EndDay)}
	}
	for _, p := range e.Actors {
		if p.Actor.Kind == models.KindPerson {
			f.People = append(f.People, p.Actor.Key)
		}
	}
	if e.Place != nil {
		f.PlaceCountry = e.Place.Country
	}
	if day, err := edtf.ParseDay(published); err == nil {
		f.Published = day
	}
	return f
}

func lastReport(e *models.Event) string {
	last := ""
	for _, m := range e.Mentions {
		if m.Article != nil {
			last = max(last, m.Article.Published)
		}
	}
	return last
}
