package store

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"gorm.io/gorm"

	"chancery/models"
)

// PlaceByKey gives the place with the key; ErrNotFound when there is none.
func (db *DB) PlaceByKey(ctx context.Context, key string) (*models.Place, error) {
	return first[models.Place](ctx, db, "read place", "key = ?", key)
}

// UpsertPlace adds the place or brings the stored one with its Key up to date,
// and fills p from what is then stored. What is newly unknown stays as it was.
func (db *DB) UpsertPlace(ctx context.Context, p *models.Place) error {
	return db.update(ctx, "save place", func(g *gorm.DB) error { return upsertPlace(g, p) })
}

func upsertPlace(g *gorm.DB, p *models.Place) error {
	if p.Key == "" || p.Name == "" {
		return fmt.Errorf("%w: a place needs a key and a name", models.ErrInvalid)
	}
	var old models.Place
	switch err := g.Where("key = ?", p.Key).First(&old).Error; {
	case errors.Is(err, gorm.ErrRecordNotFound):
		p.ID = 0
		return g.Create(p).Error
	case err != nil:
		return err
	}
	merged := mergePlace(old, *p)
	*p = merged
	if samePlace(old, merged) {
		return nil
	}
	return g.Save(&merged).Error
}

func mergePlace(old, in models.Place) models.Place {
	in.ID = old.ID
	names := maps.Clone(old.Names)
	if names == nil {
		names = map[string]string{}
	}
	maps.Copy(names, in.Names)
	in.Names = names
	if in.Country == "" {
		in.Country = old.Country
	}
	if in.Lat == nil || in.Lon == nil {
		in.Lat, in.Lon = old.Lat, old.Lon
	}
	return in
}

func samePlace(a, b models.Place) bool {
	same := func(x, y *float64) bool { return (x == nil) == (y == nil) && (x == nil || *x == *y) }
	return a.Name == b.Name && maps.Equal(a.Names, b.Names) && a.Country == b.Country &&
		same(a.Lat, b.Lat) && same(a.Lon, b.Lon)
}
