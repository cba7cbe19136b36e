package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"time"

	"chancery/export"
	"chancery/extract"
	"chancery/models"
)

// printText writes a result for a person to read.
func (e *env) printText(res extract.Result) error {
	a := res.Article
	day := cmp.Or(a.Published, "unknown")
	if err := e.print("%s\n%s · published %s (%s)", cmp.Or(a.Title, "(no title)"), a.Lang, day, a.PublishedBy); err != nil {
		return err
	}
	if a.PublishedBy == models.PublishedInferred {
		for _, c := range a.Candidates {
			if err := e.print("  perhaps %s (%.0f %%): %s", c.Date, 100*c.Score, strings.Join(c.Why, "; ")); err != nil {
				return err
			}
		}
	}
	if err := a.EventsUnread(); err != nil {
		return e.print("\n%v", err)
	}
	if len(res.Events) == 0 {
		return e.print("\nno diplomatic event found")
	}
	for _, ev := range res.Events {
		if err := e.printEvent(ev); err != nil {
			return err
		}
	}
	return nil
}

func (e *env) printEvent(ev extract.Event) error {
	err := e.print("\n%s  %s\n  %s, %s, confidence %.2f", cmp.Or(ev.EDTF, "undated"), ev.Title, ev.Type, ev.Status, ev.Confidence)
	for _, x := range ev.Evidence {
		if err == nil {
			err = e.print("  « %s »", strings.Join(strings.Fields(x.Text), " "))
		}
	}
	return err
}

// printICS writes the events as a calendar. They are in no database, so their
// identity is made of what they say: the same article gives the same UIDs.
func (e *env) printICS(res extract.Result) error {
	events := make([]models.Event, 0, len(res.Events))
	for _, x := range res.Events {
		events = append(events, e.record(res.Article, x))
	}
	stream := export.Stream(func(fn func(*models.Event) error) error {
		for i := range events {
			if err := fn(&events[i]); err != nil {
				return err
			}
		}
		return nil
	})
	format, err := export.Lookup("ics")
	if err != nil {
		return err
	}
	return e.writeOut("-", func(w io.Writer) error {
		return format.Write(w, stream, export.Options{
			Lang: e.cfg.Lang, Name: res.Article.Title, Zone: e.cfg.Location(), Stamp: e.now(),
		})
	})
}

func (e *env) record(a extract.Article, x extract.Event) models.Event {
	now := e.now().UTC().Truncate(time.Second)
	ev := models.Event{
		UID: digest(a.URL, a.Title, x.Type, x.EDTF, x.Title), Type: x.Type, Status: x.Status, Review: models.ReviewPending,
		Titles: x.Titles, Summaries: x.Summaries, Countries: x.Countries, Attribution: x.Attribution,
		Confidence: x.Confidence, CreatedAt: now, UpdatedAt: now,
	}
	if ev.SetDate(x.EDTF) != nil {
		_ = ev.SetDate("") // undated is always possible
	}
	if p := x.Place; p != nil {
		ev.Place = &models.Place{Name: p.Name, Names: p.Names, Country: p.Country, Lat: p.Lat, Lon: p.Lon}
	}
	for _, m := range x.Evidence {
		ev.Mentions = append(ev.Mentions, models.Mention{Text: m.Text, Type: x.Type, Status: x.Status, EDTF: x.EDTF})
	}
	return ev
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
