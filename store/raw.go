package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"gorm.io/gorm"
)

// raw runs plain statements on GORM's connection, beside GORM: where thousands of
// the same kind follow each other, building each anew by reflection takes longer
// than running it.
type raw struct{ on gorm.ConnPool }

// exec runs a statement that gives no rows.
func (r raw) exec(ctx context.Context, text string, args ...any) error {
	_, err := r.on.ExecContext(steady(ctx), text, args...)
	return dialect{}.Translate(err)
}

// insert runs a statement that adds a row and gives its id.
func (r raw) insert(ctx context.Context, text string, args ...any) (uint64, error) {
	res, err := r.on.ExecContext(steady(ctx), text, args...)
	if err != nil {
		return 0, dialect{}.Translate(err)
	}
	id, err := res.LastInsertId()
	return uint64(id), err
}

// each calls scan for each row of a query.
func (r raw) each(ctx context.Context, scan func(*sql.Rows) error, text string, args ...any) (err error) {
	rows, err := r.on.QueryContext(steady(ctx), text, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// steady lets a statement run to its end: the driver watches a context that can
// be cancelled from a goroutine of its own for each statement, and these are
// short. Whoever runs many looks at the context in between.
func steady(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }

// inJSON is a list as one parameter, for IN (SELECT value FROM json_each(?)):
// the text of the statement stays the same however long the list is.
func inJSON[T uint64 | int64 | string](list []T) string {
	b, _ := json.Marshal(list) // numbers and strings
	return string(b)
}

// asJSON is a value as GORM's JSON serializer writes it: NULL for nothing.
func asJSON(v any) (any, error) {
	b, err := json.Marshal(v)
	if err != nil || string(b) == "null" {
		return nil, err
	}
	return string(b), nil
}

// fromJSON reads what asJSON wrote.
func fromJSON(s sql.NullString, v any) error {
	if !s.Valid || s.String == "" {
		return nil
	}
	return json.Unmarshal([]byte(s.String), v)
}
