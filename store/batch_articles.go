package store

import (
	"context"
	"database/sql"
	"strings"

	"chancery/models"
)

const (
	addArticle = `INSERT INTO articles (source_id, feed_id, url, guid, title, byline, lang, text, content_hash, copy_of, published,
	published_by, candidates, extractor_version, demo, created_at, updated_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	// articleID prefers the newest article of the address, then one that can be
	// read there too, then the text.
	articleID = `SELECT id FROM (
	SELECT 1 AS rank, id FROM articles WHERE url = @url AND url <> ''
	UNION ALL SELECT 2, article_id FROM article_addresses WHERE url = @url AND url <> ''
	UNION ALL SELECT 3, id FROM articles WHERE content_hash = @hash
	) ORDER BY rank, id DESC LIMIT 1`
)

// ArticleID finds an article by its address or, when none is known there, by
// its content hash; either may be "". ErrNotFound when there is none.
func (db *DB) ArticleID(ctx context.Context, url, hash string) (uint64, error) {
	return raw{db.read.Statement.ConnPool}.articleID(ctx, url, hash)
}

// ArticleID is DB.ArticleID.
func (b *Batch) ArticleID(ctx context.Context, url, hash string) (uint64, error) {
	return b.raw.articleID(ctx, url, hash)
}

func (r raw) articleID(ctx context.Context, url, hash string) (id uint64, err error) {
	err = r.each(ctx, func(rows *sql.Rows) error { return rows.Scan(&id) }, articleID, sql.Named("url", url), sql.Named("hash", hash))
	if err == nil && id == 0 {
		err = models.ErrNotFound
	}
	return id, fail("read article", err)
}

// CreateArticle is DB.CreateArticle.
func (b *Batch) CreateArticle(ctx context.Context, a *models.Article) error {
	if err := ctx.Err(); err != nil { // statements of a batch do not look
		return err
	}
	if err := checkArticle(a); err != nil {
		return fail("create article", err)
	}
	if err := b.takeSource(ctx, a.Source); err != nil {
		return fail("create article", err)
	}
	if a.Source != nil {
		a.SourceID = &a.Source.ID
	}
	now := b.now()
	a.CreatedAt, a.UpdatedAt = now, now
	candidates, err := asJSON(a.Candidates)
	if err != nil {
		return fail("create article", err)
	}
	a.ID, err = b.raw.insert(ctx, addArticle, a.SourceID, a.FeedID, a.URL, a.GUID, a.Title, a.Byline, a.Lang, a.Text, a.ContentHash, a.CopyOf,
		a.Published, a.PublishedBy, candidates, a.ExtractorVersion, a.Demo, a.CreatedAt, a.UpdatedAt)
	if err == nil && a.HTML != "" {
		err = b.raw.exec(ctx, "INSERT INTO article_pages (article_id, html) VALUES (?, ?)", a.ID, a.HTML)
	}
	return fail("create article", err)
}

// takeSource is upsertSource for each source once.
func (b *Batch) takeSource(ctx context.Context, s *models.Source) error {
	if s == nil {
		return nil
	}
	name := strings.ToLower(s.Host)
	if name == "" {
		name = "name " + s.Name
	}
	known, ok := b.sources[name]
	if ok && (known.Name != "" || s.Name == "") {
		*s = known
		return nil
	}
	err := upsertSource(b.db.write.WithContext(ctx), s)
	if err == nil {
		b.sources[name] = *s
	}
	return err
}

// AddAddress is DB.AddAddress.
func (b *Batch) AddAddress(ctx context.Context, a *models.ArticleAddress) error {
	return b.db.AddAddress(ctx, a)
}

// SavePrint is DB.SavePrint.
func (b *Batch) SavePrint(ctx context.Context, articleID uint64, print []byte, bands []int64) error {
	err := b.raw.exec(ctx, "INSERT OR REPLACE INTO article_prints (article_id, print) VALUES (?, ?)", articleID, print)
	if err == nil {
		err = b.raw.exec(ctx, "INSERT OR IGNORE INTO article_bands (band, article_id) SELECT value, ? FROM json_each(?) ORDER BY value", articleID, inJSON(bands))
	}
	return fail("save the article's print", err)
}

// SimilarPrints is DB.SimilarPrints.
func (b *Batch) SimilarPrints(ctx context.Context, bands []int64, limit int) ([]models.Print, error) {
	var out []models.Print
	err := b.raw.each(ctx, func(rows *sql.Rows) error {
		var p models.Print
		err := rows.Scan(&p.ArticleID, &p.Print, &p.Published, &p.CopyOf)
		out = append(out, p)
		return err
	}, similarSQL, inJSON(bands), limit)
	return out, fail("look for copies", err)
}
