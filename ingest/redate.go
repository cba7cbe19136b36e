package ingest

import (
	"context"
	"fmt"
	"slices"

	"chancery/edtf"
	"chancery/extract"
	"chancery/models"
)

// Date gives an article the day a person says it was published on, and has it
// read again as of that day: what it reported in the same sentence is told anew,
// what it tells besides is added, and all of that finds its event as a new report
// does. What a person set on events stays, and no report is lost. It gives the
// events that changed; a day the article was given before changes nothing. The
// error is a models.FieldError when day is no day, and wraps models.ErrNotFound
// when there is no such article.
func (g *Ingester) Date(ctx context.Context, article uint64, day string, r models.Revision) ([]uint64, error) {
	d, err := edtf.ParseDay(day)
	if err != nil {
		return nil, models.FieldError{Field: "published", Code: "not_a_date", Message: err.Error()}
	}
	a, err := g.Store.Article(ctx, article)
	if err != nil {
		return nil, err
	}
	// The stored text begins with the title, as it was read the first time.
	res, err := g.Reader.Extract(extract.Document{
		Text: a.Text, Lang: a.Lang, Published: d.String(), PublishedBy: models.PublishedGiven, URL: a.URL,
	})
	if err != nil {
		return nil, fmt.Errorf("reading article %d again: %w", article, err)
	}
	var changed []uint64
	err = g.Store.Tx(ctx, func(tx Store) error {
		changed, err = g.redate(ctx, tx, article, d.String(), res, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	if g.Changed != nil && len(changed) > 0 {
		g.Changed(ctx, changed)
	}
	return changed, nil
}

func (g *Ingester) redate(ctx context.Context, tx Store, article uint64, day string, res extract.Result, r models.Revision) ([]uint64, error) {
	a, err := tx.Article(ctx, article)
	if err != nil || a.Published == day && a.PublishedBy == models.PublishedGiven {
		return nil, err
	}
	note := "the article's day was given as " + day
	if a.Published != "" {
		note += ", not " + a.Published
	}
	if r.Note = note; a.Published == day {
		r.Note = "the article's day, " + day + ", was confirmed"
	}
	r.Action, r.ArticleID = "report", &article
	a.Published, a.PublishedBy = day, models.PublishedGiven
	if err := tx.UpdateArticleDate(ctx, article, day, a.PublishedBy); err != nil {
		return nil, err
	}
	reports, homes, err := g.retell(ctx, tx, a, res)
	if err != nil {
		return nil, err
	}
	var changed []uint64
	for _, report := range reports {
		ids, err := g.place(ctx, tx, report, homes, &r)
		if err != nil {
			return nil, err
		}
		changed = append(changed, ids...)
	}
	// Others that hold a word of the article, or of a copy, follow its day too.
	for _, id := range homes {
		if slices.Contains(changed, id) {
			continue
		}
		if err := g.reckon(ctx, tx, id, r); err != nil {
			return nil, err
		}
		changed = append(changed, id)
	}
	slices.Sort(changed)
	return slices.Compact(changed), nil
}

// retell stores what the article says now in place of what it said in the same
// sentence. It gives its reports, those that are new among them, and the events
// that held one of the article's or of its copies.
func (g *Ingester) retell(ctx context.Context, tx Store, a *models.Article, res extract.Result) (reports []*models.Event, homes []uint64, err error) {
	old := map[int][]models.Mention{}
	next := 0
	for _, m := range a.Mentions {
		old[m.Report] = append(old[m.Report], m)
		next = max(next, m.Report+1)
		homes = append(homes, m.EventID)
	}
	var original uint64
	if a.CopyOf != nil {
		original = *a.CopyOf
	}
	told, err := toldBy(ctx, tx, original)
	if err != nil {
		return nil, nil, err
	}
	for _, found := range res.Events {
		if len(found.Evidence) == 0 {
			continue
		}
		report := newEvent(a, next, found)
		copies(report, told)
		number, known := sameReport(report, old)
		if !known {
			next++
			reports = append(reports, report)
			continue
		}
		takePlace(report, number, old[number])
		delete(old, number)
		of, err := tx.RetellReport(ctx, report.Mentions)
		if err != nil {
			return nil, nil, err
		}
		homes = append(homes, of...)
		reports = append(reports, report)
	}
	slices.Sort(homes)
	return reports, slices.Compact(homes), nil
}

// sameReport finds the known report of the same type that rests on one of the
// same sentences, the earliest of several.
func sameReport(report *models.Event, old map[int][]models.Mention) (number int, found bool) {
	for n, said := range old {
		known := &models.Event{Mentions: said}
		if said[0].Type == report.Type && sameSentence(known, report) != nil && (!found || n < number) {
			number, found = n, true
		}
	}
	return number, found
}

// takePlace numbers the report as the known one, whose mentions it takes over
// where they are of the same span.
func takePlace(report *models.Event, number int, said []models.Mention) {
	for i := range report.Mentions {
		m := &report.Mentions[i]
		m.Report = number
		k := slices.IndexFunc(said, func(o models.Mention) bool { return o.Start == m.Start && o.End == m.End })
		if k >= 0 {
			m.ID, m.EventID = said[k].ID, said[k].EventID
		}
	}
}

// place finds the event that a report of a dated article is of. Whatever it was
// compared with before is looked at again.
func (g *Ingester) place(ctx context.Context, tx Store, report *models.Event, homes []uint64, because *models.Revision) ([]uint64, error) {
	events, err := tx.EventsByID(ctx, homes)
	if err != nil {
		return nil, err
	}
	var also []uint64
	for i := range events {
		holds := slices.ContainsFunc(events[i].Mentions, func(m models.Mention) bool {
			return m.ReportKey() == report.Mentions[0].ReportKey()
		})
		if holds || tiedTo(report, &events[i]) {
			also = append(also, events[i].Component())
		}
	}
	if err := g.file(ctx, tx); err != nil {
		return nil, err
	}
	c, err := gather(ctx, tx, newNode(report), also)
	if err != nil {
		return nil, err
	}
	c.because = because
	ids, _, err := g.settle(ctx, tx, c, report)
	return ids, err
}

// tiedTo tells whether the event holds the report that this one is a copy of.
func tiedTo(report, e *models.Event) bool {
	of := report.Mentions[0].Facts.CopyOf
	return of != nil && slices.ContainsFunc(e.Mentions, func(m models.Mention) bool { return m.ReportKey() == *of })
}

// reckon says anew what an event is from the reports it has, fixing nothing.
func (g *Ingester) reckon(ctx context.Context, tx Store, id uint64, r models.Revision) error {
	events, err := tx.EventsByID(ctx, []uint64{id})
	if err != nil || len(events) == 0 || events[0].MergedInto != nil {
		return err
	}
	return g.rewriteAs(ctx, tx, &events[0], r)
}
