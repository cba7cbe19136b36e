package store

import (
	"context"
	"errors"

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

// UpdateFeedSettings saves what people set: title, schedule, and whether the
// feed is switched off; a run that goes on meanwhile keeps what it finds. A new
// schedule counts at once, and a feed switched on again starts afresh.
// ErrNotFound, ErrInvalid.
func (db *DB) UpdateFeedSettings(ctx context.Context, f *models.Feed) error {
	if err := f.Validate(); err != nil {
		return fail("change feed", err)
	}
	return db.Tx(ctx, func(tx *DB) error {
		before, err := tx.Feed(ctx, f.ID)
		if err != nil {
			return err
		}
		fields := map[string]any{"title": f.Title, "schedule": f.Schedule, "disabled": f.Disabled}
		if on := before.Disabled && !f.Disabled; on {
			fields["next_run_at"], fields["last_error"], fields["failures"] = nil, "", 0
		} else if before.Schedule != f.Schedule && !f.Disabled {
			fields["next_run_at"] = nil
		}
		return tx.update(ctx, "change feed", func(g *gorm.DB) error {
			return g.Model(&models.Feed{}).Where("id = ?", f.ID).Updates(fields).Error
		})
	})
}

// UpdateFeedState saves what a run found out and leaves alone what people set,
// who may have changed it while the run went on. An empty title is filled, a
// new address taken over, a feed that is gone switched off. ErrNotFound when
// the subscription is gone.
func (db *DB) UpdateFeedState(ctx context.Context, f *models.Feed) error {
	return db.update(ctx, "update feed", func(g *gorm.DB) error {
		res := g.Model(f).Select("ETag", "LastModified", "LastRunAt", "LastOKAt", "NextRunAt",
			"LastError", "Failures", "Items", "LastRun").Updates(f)
		if res.Error == nil && res.RowsAffected == 0 {
			return models.ErrNotFound
		}
		if res.Error != nil {
			return res.Error
		}
		return feedVerdicts(g, f)
	})
}

// feedVerdicts writes the findings of a run that touch what people set, each
// only as far as nobody stands in its way.
func feedVerdicts(g *gorm.DB, f *models.Feed) error {
	var errs []error
	set := func(fields map[string]any, cond string, args ...any) {
		errs = append(errs, g.Model(&models.Feed{}).Where("id = ?", f.ID).Where(cond, args...).Updates(fields).Error)
	}
	if f.Title != "" {
		set(map[string]any{"title": f.Title}, "title = ''")
	}
	if f.MovedFrom != "" && f.MovedFrom != f.URL {
		set(map[string]any{"url": f.URL, "moved_from": f.MovedFrom},
			"url = ? AND NOT EXISTS (SELECT 1 FROM feeds AS other WHERE other.url = ?)", f.MovedFrom, f.URL)
	}
	if f.Over() {
		set(map[string]any{"disabled": true}, "disabled = 0")
	}
	return errors.Join(errs...)
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
