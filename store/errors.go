package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"chancery/models"
)

// fail names the operation that failed and wraps the sentinel of models that
// tells the caller what to do; nil stays nil.
func fail(op string, err error) error {
	if err == nil {
		return nil
	}
	var named *opError
	if errors.As(err, &named) { // a method that called another one
		return err
	}
	e := &opError{op: op, err: err}
	switch {
	case errors.Is(err, models.ErrNotFound), errors.Is(err, models.ErrDuplicate),
		errors.Is(err, models.ErrConflict), errors.Is(err, models.ErrInvalid):
	case errors.Is(err, gorm.ErrRecordNotFound):
		e.err = models.ErrNotFound
	case errors.Is(err, gorm.ErrDuplicatedKey):
		e.err = models.ErrDuplicate
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		e.err = fmt.Errorf("%w: it refers to a record that is not there, or another still refers to it", models.ErrInvalid)
	case errors.Is(err, gorm.ErrCheckConstraintViolated), code(err) == codeNotNull:
		e.err = fmt.Errorf("%w: %w", models.ErrInvalid, err)
	case code(err)&0xff == codeBusy && !errors.Is(err, context.Canceled):
		e.err = fmt.Errorf("another program is writing to the database: close it or try again (%w)", err)
	}
	return e
}

// opError is an error with the operation it happened in.
type opError struct {
	op  string
	err error
}

func (e *opError) Error() string { return e.op + ": " + e.err.Error() }
func (e *opError) Unwrap() error { return e.err }
