package store

import (
	"context"
	"crypto/rand"

	"gorm.io/gorm"

	"chancery/models"
)

// CreateView saves a filter under a name; a missing Token is made up.
func (db *DB) CreateView(ctx context.Context, v *models.SavedView) error {
	if err := v.Validate(); err != nil {
		return fail("save view", err)
	}
	if v.Token == "" {
		v.Token = rand.Text()
	}
	return db.update(ctx, "save view", func(g *gorm.DB) error { return g.Create(v).Error })
}

// Views gives a user's saved views by name.
func (db *DB) Views(ctx context.Context, userID uint64) ([]models.SavedView, error) {
	var out []models.SavedView
	err := db.read.WithContext(ctx).Where("user_id = ?", userID).Order("name, id").Find(&out).Error
	return out, fail("list views", err)
}

// ViewByToken gives the view with the secret address; ErrNotFound when there is
// none.
func (db *DB) ViewByToken(ctx context.Context, token string) (*models.SavedView, error) {
	return first[models.SavedView](ctx, db, "read view", "token = ?", token)
}

// DeleteView removes one of the user's views; ErrNotFound when it is not there
// or someone else's.
func (db *DB) DeleteView(ctx context.Context, id, userID uint64) error {
	return db.update(ctx, "remove view", func(g *gorm.DB) error {
		return remove[models.SavedView](g, "id = ? AND user_id = ?", id, userID)
	})
}
