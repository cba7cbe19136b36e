package ingest

import (
	"context"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/models"
)

const (
	// compared is how many articles a text is compared with at most.
	compared = 50
	// spread is how many days lie at most between a dispatch and its copies. The
	// same words months later tell of something else: a meeting held each month.
	spread = 10
)

// original finds the article that a text is nearly the same as, 0 when there is
// none: the first of its kind, not another copy.
func original(ctx context.Context, tx Records, a *models.Article, p textPrint) (uint64, error) {
	if p == nil {
		return 0, nil
	}
	known, err := tx.SimilarPrints(ctx, p.bands(), compared)
	if err != nil {
		return 0, err
	}
	var best uint64
	share := copied
	for _, k := range known {
		if s := p.alike(readPrint(k.Print)); s >= share && sameTime(a.Published, k.Published) {
			best, share = k.ArticleID, s
			if k.CopyOf != nil {
				best = *k.CopyOf
			}
		}
	}
	return best, nil
}

// sameTime tells whether two days are near; an unknown one may be.
func sameTime(a, b string) bool {
	da, errA := edtf.ParseDay(a)
	db, errB := edtf.ParseDay(b)
	return errA != nil || errB != nil || da-db <= spread && db-da <= spread
}

// keep stores what the text is recognised by.
func keep(ctx context.Context, tx Records, id uint64, p textPrint) error {
	if p == nil {
		return nil
	}
	return tx.SavePrint(ctx, id, p.bytes(), p.bands())
}

// note keeps the other places and names of an article: the address that led to
// it and, for a text that was there already, where it was found this time.
func (g *Ingester) note(ctx context.Context, tx Records, it Item, id uint64, known bool) error {
	var found []models.ArticleAddress
	if known && (it.URL != "" || it.GUID != "") {
		found = append(found, models.ArticleAddress{URL: it.URL, GUID: it.GUID, Source: it.Source})
	}
	if it.Via != "" && it.Via != it.URL {
		found = append(found, models.ArticleAddress{URL: it.Via})
	}
	for _, at := range found {
		at.ArticleID, at.FeedID = id, it.FeedID
		if own, err := tx.ArticleID(ctx, at.URL, ""); err == nil && own == id {
			at.URL = ""
		}
		if at.URL == "" && at.GUID == "" {
			continue
		}
		if err := tx.AddAddress(ctx, &at); err != nil {
			return err
		}
	}
	return nil
}

// toldBy gives the events that an article reports, by id; none for article 0.
func toldBy(ctx context.Context, tx Records, article uint64) ([]*models.Event, error) {
	if article == 0 {
		return nil, nil
	}
	var out []*models.Event
	err := tx.EachEvent(ctx, models.EventFilter{Article: article, Reviews: models.Reviews}, func(e *models.Event) error {
		out = append(out, e)
		return nil
	})
	return out, err
}

// copies ties a copy's report to the one that the original has of the same
// sentence, whatever day each was printed, and gives that one's event; nil when
// there is none.
func copies(report *models.Event, told []*models.Event) *models.Event {
	for i, e := range told {
		if e == nil || e.Type != report.Type {
			continue
		}
		m := sameSentence(e, report)
		if m == nil {
			continue
		}
		told[i] = nil // what one article tells apart stays apart
		first := m.ReportKey()
		if m.Facts.CopyOf != nil {
			first = *m.Facts.CopyOf
		}
		facts := m.Facts
		facts.CopyOf = &first
		for k := range report.Mentions {
			report.Mentions[k].EDTF, report.Mentions[k].Facts = m.EDTF, facts
		}
		return e
	}
	return nil
}

// sameSentence gives a's mention that one of b's has the sentence of, or nil.
func sameSentence(a, b *models.Event) *models.Mention {
	for i, m := range a.Mentions {
		if slices.ContainsFunc(b.Mentions, func(n models.Mention) bool { return folded(m.Text) == folded(n.Text) }) {
			return &a.Mentions[i]
		}
	}
	return nil
}

func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
