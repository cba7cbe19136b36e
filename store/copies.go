package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"chancery/models"
)

// SavePrint keeps what an article is recognised by, with the parts it is found
// under.
func (db *DB) SavePrint(ctx context.Context, articleID uint64, print []byte, bands []int64) error {
	return db.update(ctx, "save the article's print", func(g *gorm.DB) error {
		if err := g.Exec("INSERT OR REPLACE INTO article_prints (article_id, print) VALUES (?, ?)", articleID, print).Error; err != nil {
			return err
		}
		type row struct {
			Band      int64
			ArticleID uint64
		}
		rows := make([]row, len(bands))
		for i, b := range bands {
			rows[i] = row{b, articleID}
		}
		return g.Table("article_bands").Clauses(clause.OnConflict{DoNothing: true}).Create(&rows).Error
	})
}

// SimilarPrints gives the prints of at most limit articles that share two parts
// or more with the given ones, those that share most first.
func (db *DB) SimilarPrints(ctx context.Context, bands []int64, limit int) ([]models.Print, error) {
	var out []models.Print
	err := db.view(ctx, "look for copies", func(g *gorm.DB) error {
		return g.Raw(similarSQL, inJSON(bands), limit).Scan(&out).Error
	})
	return out, err
}

const similarSQL = `SELECT p.article_id, p.print, a.published, a.copy_of
FROM (SELECT article_id, count(*) AS n FROM article_bands WHERE band IN (SELECT value FROM json_each(?))
	GROUP BY article_id HAVING n > 1 ORDER BY n DESC, article_id LIMIT ?) AS s
JOIN article_prints AS p USING (article_id) JOIN articles AS a ON a.id = p.article_id
ORDER BY s.n DESC, p.article_id`

// AddAddress notes another place of an article; one that is noted already, for
// whichever article, stays as it is.
func (db *DB) AddAddress(ctx context.Context, a *models.ArticleAddress) error {
	return db.update(ctx, "note an address", func(g *gorm.DB) error {
		if a.Source != nil {
			if err := upsertSource(g, a.Source); err != nil {
				return err
			}
			a.SourceID = &a.Source.ID
		}
		return g.Omit(clause.Associations).Clauses(clause.OnConflict{DoNothing: true}).Create(a).Error
	})
}

// ArticleAddresses gives the other places of an article, oldest first.
func (db *DB) ArticleAddresses(ctx context.Context, articleID uint64) ([]models.ArticleAddress, error) {
	var out []models.ArticleAddress
	err := db.view(ctx, "list addresses", func(g *gorm.DB) error {
		return g.Preload("Source").Where("article_id = ?", articleID).Order("id").Find(&out).Error
	})
	return out, err
}

// ArticleCopies gives the other articles of the same text, a little changed:
// the first of its kind and those that came after it, without their text.
func (db *DB) ArticleCopies(ctx context.Context, articleID uint64) ([]models.Article, error) {
	var out []models.Article
	err := db.view(ctx, "list copies", func(g *gorm.DB) error {
		return g.Select(articleHead).Preload("Source").
			Where(`id <> @id AND (copy_of = @id OR id = (SELECT copy_of FROM articles WHERE id = @id)
  OR copy_of = (SELECT copy_of FROM articles WHERE id = @id))`, map[string]any{"id": articleID}).
			Order("published, id").Find(&out).Error
	})
	return out, err
}

// ArticleHTML gives the page an article was read from, reduced to harmless
// tags; "" when there was none.
func (db *DB) ArticleHTML(ctx context.Context, id uint64) (string, error) {
	var html string
	err := db.view(ctx, "read the article's page", func(g *gorm.DB) error {
		return g.Raw("SELECT html FROM article_pages WHERE article_id = ?", id).Scan(&html).Error
	})
	return html, err
}
