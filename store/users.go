package store

import (
	"context"

	"gorm.io/gorm"

	"chancery/models"
)

// CreateUser adds an account. ErrDuplicate when the name is taken, in capitals
// or not; ErrInvalid.
func (db *DB) CreateUser(ctx context.Context, u *models.User) error {
	if err := u.Validate(); err != nil {
		return fail("create user", err)
	}
	return db.update(ctx, "create user", func(g *gorm.DB) error { return g.Create(u).Error })
}

// User gives an account; ErrNotFound when there is none.
func (db *DB) User(ctx context.Context, id uint64) (*models.User, error) {
	return first[models.User](ctx, db, "read user", "id = ?", id)
}

// UserByName gives the account with the login, capitals aside; ErrNotFound when
// there is none.
func (db *DB) UserByName(ctx context.Context, name string) (*models.User, error) {
	return first[models.User](ctx, db, "read user", "name = ?", name)
}

// Users gives all accounts by name, disabled ones too.
func (db *DB) Users(ctx context.Context) ([]models.User, error) {
	var out []models.User
	err := db.read.WithContext(ctx).Order("name").Find(&out).Error
	return out, fail("list users", err)
}

// CountUsers gives the number of accounts, disabled ones too.
func (db *DB) CountUsers(ctx context.Context) (int, error) {
	var n int64
	err := db.read.WithContext(ctx).Model(&models.User{}).Count(&n).Error
	return int(n), fail("count users", err)
}

// UpdateUser saves an account. ErrNotFound, ErrDuplicate, ErrInvalid.
func (db *DB) UpdateUser(ctx context.Context, u *models.User) error {
	if err := u.Validate(); err != nil {
		return fail("update user", err)
	}
	return db.update(ctx, "update user", func(g *gorm.DB) error { return saveRow(g, u, "CreatedAt") })
}

// saveRow writes all fields of a record that must be there already.
func saveRow(g *gorm.DB, record any, omit ...string) error {
	res := g.Model(record).Select("*").Omit(omit...).Updates(record)
	if res.Error == nil && res.RowsAffected == 0 {
		return models.ErrNotFound
	}
	return res.Error
}
