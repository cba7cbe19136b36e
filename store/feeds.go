package store

import (
	"context"

	"gorm.io/gorm"

	"chancery/models"
)

// CreateFeed adds a subscription. ErrDuplicate when the address is there
// already; ErrInvalid.
func (db *DB) CreateFeed(ctx context.Context, f *models.Feed) error {
	if err := f.Validate(); err != nil {
		return fail("add feed", err)
	}
	return db.update(ctx, "add feed", func(g *gorm.DB) error { return g.Create(f).Error })
}

// Feeds gives all subscriptions by title and address, disabled ones too.
func (db *DB) Feeds(ctx context.Context) ([]models.Feed, error) {
	var out []models.Feed
	err := db.read.WithContext(ctx).Order("title, url, id").Find(&out).Error
	return out, fail("list feeds", err)
}

// Feed gives a subscription; ErrNotFound when there is none.
func (db *DB) Feed(ctx context.Context, id uint64) (*models.Feed, error) {
	return first[models.Feed](ctx, db, "read feed", "id = ?", id)
}

// FeedByURL gives the subscription of an address; ErrNotFound when there is
// none.
func (db *DB) FeedByURL(ctx context.Context, url string) (*models.Feed, error) {
	return first[models.Feed](ctx, db, "read feed", "url = ?", url)
}

// UpdateFeed saves the whole subscription. ErrNotFound, ErrDuplicate,
// ErrInvalid.
func (db *DB) UpdateFeed(ctx context.Context, f *models.Feed) error {
	if err := f.Validate(); err != nil {
		return fail("update feed", err)
	}
	return db.update(ctx, "update feed", func(g *gorm.DB) error { return saveRow(g, f, "CreatedAt") })
}

// UpdateFeedState saves what a run found out and leaves alone what people set,
// who may have changed it while the run went on. An empty title is filled.
// ErrNotFound when the subscription is gone.
func (db *DB) UpdateFeedState(ctx context.Context, f *models.Feed) error {
	return db.update(ctx, "update feed", func(g *gorm.DB) error {
		res := g.Model(f).Select("ETag", "LastModified", "LastRunAt", "LastOKAt", "NextRunAt",
			"LastError", "Failures", "Items", "LastRun").Updates(f)
		if res.Error == nil && res.RowsAffected == 0 {
			return models.ErrNotFound
		}
		if res.Error != nil || f.Title == "" {
			return res.Error
		}
		return g.Model(&models.Feed{}).Where("id = ? AND title = ''", f.ID).Update("title", f.Title).Error
	})
}

// DeleteFeed ends a subscription; its articles stay. ErrNotFound when there is
// none.
func (db *DB) DeleteFeed(ctx context.Context, id uint64) error {
	return db.update(ctx, "remove feed", func(g *gorm.DB) error { return remove[models.Feed](g, "id = ?", id) })
}

// remove deletes the records that meet the condition; ErrNotFound when none
// does.
func remove[T any](g *gorm.DB, cond string, args ...any) error {
	var v T
	res := g.Where(cond, args...).Delete(&v)
	if res.Error == nil && res.RowsAffected == 0 {
		return models.ErrNotFound
	}
	return res.Error
}
