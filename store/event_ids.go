package store

import (
	"context"

	"gorm.io/gorm"

	"chancery/models"
)

// EventIDs gives the ids of the events that pass the filter, in its order: what
// an index needs to follow a search it cannot make itself. An empty result is
// no error.
func (db *DB) EventIDs(ctx context.Context, f models.EventFilter) ([]uint64, error) {
	var ids []uint64
	err := db.view(ctx, "event ids", func(g *gorm.DB) (err error) {
		ids, err = eventIDs(g, f)
		return err
	})
	return ids, err
}
