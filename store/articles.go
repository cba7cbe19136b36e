package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"chancery/edtf"
	"chancery/models"
)

// Article gives an article with its source and its mentions in order of text.
// ErrNotFound when there is none.
func (db *DB) Article(ctx context.Context, id uint64) (*models.Article, error) {
	return db.oneArticle(ctx, "id = ?", id)
}

// ArticleByURL gives the newest article of the address, or the one that can be
// read there too, as Article does.
func (db *DB) ArticleByURL(ctx context.Context, url string) (*models.Article, error) {
	if url == "" {
		return nil, fail("read article", models.ErrNotFound)
	}
	a, err := db.oneArticle(ctx, "url = ?", url)
	if errors.Is(err, models.ErrNotFound) {
		return db.oneArticle(ctx, "id = (SELECT article_id FROM article_addresses WHERE url = ? AND url <> '')", url)
	}
	return a, err
}

// ArticleByHash gives the article with the content hash, as Article does.
func (db *DB) ArticleByHash(ctx context.Context, hash string) (*models.Article, error) {
	return db.oneArticle(ctx, "content_hash = ?", hash)
}

// ArticleByGUID gives the article a feed knows by its own identifier, as
// Article does.
func (db *DB) ArticleByGUID(ctx context.Context, feedID uint64, guid string) (*models.Article, error) {
	if guid == "" {
		return nil, fail("read article", models.ErrNotFound)
	}
	a, err := db.oneArticle(ctx, "feed_id = ? AND guid = ?", feedID, guid)
	if errors.Is(err, models.ErrNotFound) {
		return db.oneArticle(ctx, "id = (SELECT article_id FROM article_addresses WHERE feed_id = ? AND guid = ?)", feedID, guid)
	}
	return a, err
}

func (db *DB) oneArticle(ctx context.Context, cond string, args ...any) (*models.Article, error) {
	var a models.Article
	err := db.view(ctx, "read article", func(g *gorm.DB) error {
		byStart := func(g *gorm.DB) *gorm.DB { return g.Order("start, id") }
		return g.Preload("Source").Preload("Mentions", byStart).Where(cond, args...).Order("id DESC").Take(&a).Error
	})
	if err != nil {
		return nil, err
	}
	return &a, nil
}

// Articles gives a page of the articles without their text, newest first, and
// how many there are in all. Limit 0 means no limit.
func (db *DB) Articles(ctx context.Context, limit, offset int) ([]models.Article, int, error) {
	var out []models.Article
	var total int64
	err := db.view(ctx, "list articles", func(g *gorm.DB) error {
		if err := g.Model(&models.Article{}).Count(&total).Error; err != nil {
			return err
		}
		return g.Select(articleHead).Preload("Source").Scopes(page(limit, offset)).
			Order("published DESC, id DESC").Find(&out).Error
	})
	return out, int(total), err
}

// CreateArticle adds an article; its Source, when set, is found by host (by
// name when it has none) or added. ErrDuplicate when the text is there already,
// or the feed's identifier.
func (db *DB) CreateArticle(ctx context.Context, a *models.Article) error {
	if err := checkArticle(a); err != nil {
		return fail("create article", err)
	}
	return db.update(ctx, "create article", func(g *gorm.DB) error {
		if a.Source != nil {
			if err := upsertSource(g, a.Source); err != nil {
				return err
			}
			a.SourceID = &a.Source.ID
		}
		if err := g.Omit(clause.Associations).Create(a).Error; err != nil || a.HTML == "" {
			return err
		}
		return g.Exec("INSERT INTO article_pages (article_id, html) VALUES (?, ?)", a.ID, a.HTML).Error
	})
}

// checkArticle tells what an article lacks.
func checkArticle(a *models.Article) error {
	switch {
	case a.ContentHash == "":
		return fmt.Errorf("%w: the article has no content hash", models.ErrInvalid)
	case strings.TrimSpace(a.Text) == "":
		return fmt.Errorf("%w: the article has no text", models.ErrInvalid)
	}
	if a.PublishedBy == "" {
		a.PublishedBy = models.PublishedNone
	}
	return validDate(a.Published)
}

// UpdateArticleDate sets the article's day ("" for unknown) and what gave it.
// ErrNotFound when there is no such article.
func (db *DB) UpdateArticleDate(ctx context.Context, id uint64, published, by string) error {
	if err := validDate(published); err != nil {
		return fail("date article", err)
	}
	return db.update(ctx, "date article", func(g *gorm.DB) error {
		res := g.Model(&models.Article{}).Where("id = ?", id).
			Updates(map[string]any{"published": published, "published_by": by})
		if res.Error == nil && res.RowsAffected == 0 {
			return models.ErrNotFound
		}
		return res.Error
	})
}

func validDate(s string) error {
	if s == "" {
		return nil
	}
	if _, err := edtf.ParseDay(s); err != nil {
		return models.FieldError{Field: "published", Code: "not_a_date", Message: err.Error()}
	}
	return nil
}

func upsertSource(g *gorm.DB, s *models.Source) error {
	s.Host = strings.ToLower(s.Host)
	find := g.Where("host = ?", s.Host)
	if s.Host == "" {
		find = g.Where("host = '' AND name = ?", s.Name)
	}
	var old models.Source
	switch err := find.First(&old).Error; {
	case errors.Is(err, gorm.ErrRecordNotFound):
		s.ID = 0
		return g.Create(s).Error
	case err != nil:
		return err
	}
	if old.Name == "" && s.Name != "" {
		old.Name = s.Name
		if err := g.Save(&old).Error; err != nil {
			return err
		}
	}
	*s = old
	return nil
}
