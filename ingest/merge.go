package ingest

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"chancery/extract"
	"chancery/models"
)

// merge finds out which event a report tells, among those whose reports match
// it, and saves what follows. copied is the event that the original of a copy
// tells in the same sentence, or nil. It gives the events that changed, the
// report's own first, and whether that one is new.
func (g *Ingester) merge(ctx context.Context, tx Records, report, copied *models.Event) (ids []uint64, created bool, err error) {
	var also []uint64
	if copied != nil {
		also = append(also, copied.Component())
	}
	c, err := gather(ctx, tx, newNode(report), also)
	if err != nil {
		return nil, false, err
	}
	return g.settle(ctx, tx, c, report)
}

// newEvent turns an extracted event into a record with one report.
func newEvent(a *models.Article, number int, x extract.Event) *models.Event {
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
	told := toldFacts(e)
	told.Sense = x.Sense
	for _, ev := range x.Evidence {
		m := mention(a, x, ev)
		m.Report, m.Facts = number, told
		e.Mentions = append(e.Mentions, m)
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

// toldFacts are what the event is recognised by, as its report keeps them.
func toldFacts(e *models.Event) models.ReportFacts {
	f := models.ReportFacts{DayBasis: e.DayBasis, Countries: slices.Clone(e.Countries)}
	for _, p := range e.Actors {
		f.Actors = append(f.Actors, models.ReportActor{Key: p.Actor.Key, Kind: p.Actor.Kind, Role: p.Role})
	}
	if e.Place != nil {
		f.Place, f.PlaceCountry = e.Place.Key, e.Place.Country
	}
	return f
}
