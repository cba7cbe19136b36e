package store

import (
	"context"
	"encoding/json"
	"slices"

	"gorm.io/gorm"

	"chancery/models"
)

// undated as the partial index articles_undated has it, word for word: SQLite
// uses such an index only for the very same condition.
const undated = "published_by IN ('inferred', 'none')"

// UndatedArticles gives a page of the articles whose day nobody has told, those
// without any first, and how many there are. Limit 0 means no limit.
func (db *DB) UndatedArticles(ctx context.Context, limit, offset int) ([]models.Article, int, error) {
	var out []models.Article
	var total int64
	err := db.view(ctx, "list undated articles", func(g *gorm.DB) error {
		if err := g.Model(&models.Article{}).Where(undated).Count(&total).Error; err != nil {
			return err
		}
		return g.Select(articleHead).Preload("Source").Scopes(page(limit, offset)).
			Where(undated).Order("published, id").Find(&out).Error
	})
	return out, int(total), err
}

// retellHead and retellTimex write what a report says, and the date expression
// of one of its mentions.
const (
	retellHead = `UPDATE mentions SET status = @status, edtf = @edtf, title = @title, attribution = @attribution,
	confidence = @confidence, facts = @facts, extractor_version = @version WHERE article_id = @article AND report = @report`
	retellTimex = `UPDATE mentions SET timex_start = ?, timex_end = ?, timex_text = ?, timex_type = ?, timex_value = ?,
	"trigger" = ?, rule = ? WHERE id = ? AND article_id = ?`
	tiedReports = `SELECT * FROM mentions WHERE article_id IN (SELECT id FROM articles WHERE copy_of = @article)
	AND json_extract(facts, '$.copy_of.article') = @article AND json_extract(facts, '$.copy_of.report') = @report ORDER BY id`
)

// RetellReport changes what a report says to what its mentions, which share a
// ReportKey, now say; those without an ID are left to UpdateEvent. The reports
// that copies of the article have of the same sentence get its day too. It gives
// the events that hold these reports.
func (db *DB) RetellReport(ctx context.Context, ms []models.Mention) ([]uint64, error) {
	var events []uint64
	err := db.update(ctx, "change a report", func(g *gorm.DB) error {
		if len(ms) == 0 {
			return nil
		}
		if err := retell(g, ms[0]); err != nil {
			return err
		}
		for _, m := range ms {
			err := g.Exec(retellTimex, m.TimexStart, m.TimexEnd, m.TimexText, m.TimexType, m.TimexValue,
				m.Trigger, m.Rule, m.ID, m.ArticleID).Error
			if err != nil {
				return err
			}
			if m.EventID != 0 {
				events = append(events, m.EventID)
			}
		}
		var tied []models.Mention
		key := map[string]any{"article": ms[0].ArticleID, "report": ms[0].Report}
		if err := g.Raw(tiedReports, key).Scan(&tied).Error; err != nil {
			return err
		}
		for _, m := range tied {
			of := m.Facts.CopyOf
			m.EDTF, m.Facts = ms[0].EDTF, ms[0].Facts
			m.Facts.CopyOf = of
			if err := retell(g, m); err != nil {
				return err
			}
			events = append(events, m.EventID)
		}
		return nil
	})
	slices.Sort(events)
	return slices.Compact(events), err
}

func retell(g *gorm.DB, m models.Mention) error {
	facts, err := json.Marshal(m.Facts)
	if err != nil {
		return err
	}
	return g.Exec(retellHead, map[string]any{
		"status": m.Status, "edtf": m.EDTF, "title": m.Title, "attribution": m.Attribution, "confidence": m.Confidence,
		"facts": string(facts), "version": m.ExtractorVersion, "article": m.ArticleID, "report": m.Report,
	}).Error
}
