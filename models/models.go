// Package models holds the tracker's records as GORM structs, what makes each
// of them valid, and the sentinel errors every room shares. It makes no
// queries: those are the store's.
package models

import (
	"errors"
	"fmt"
)

// Sentinel errors. Compare with errors.Is.
var (
	ErrNotFound  = errors.New("not found")
	ErrDuplicate = errors.New("already there")
	ErrConflict  = errors.New("changed by someone else in the meantime")
	ErrInvalid   = errors.New("invalid")
)

// FieldError says what is wrong with one field, in words for the person who
// filled it in. It wraps ErrInvalid.
type FieldError struct {
	Field   string // form field name
	Code    string // message key: "required", "too_long", "unknown", "not_a_date", …
	Message string // English
}

func (e FieldError) Error() string { return fmt.Sprintf("%s: %s", e.Field, e.Message) }

// Unwrap makes errors.Is(err, ErrInvalid) hold.
func (e FieldError) Unwrap() error { return ErrInvalid }

// FieldErrors are all the faults of one record, in field order.
type FieldErrors []FieldError

func (e FieldErrors) Error() string {
	if len(e) == 0 {
		return ErrInvalid.Error()
	}
	s := e[0].Error()
	if len(e) > 1 {
		s += fmt.Sprintf(" (and %d more)", len(e)-1)
	}
	return s
}

// Unwrap makes errors.Is(err, ErrInvalid) hold.
func (e FieldErrors) Unwrap() error { return ErrInvalid }
