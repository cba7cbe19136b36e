package handlers

import (
	"context"
	"fmt"
	"runtime/debug"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"chancery/models"
)

// Password length in code points. There is no other rule: length is what
// resists guessing.
const (
	MinPassword = 10
	MaxPassword = 200
)

// passwordParams are what OWASP asks of argon2id at least; they keep a log-in
// under 20 MiB.
var passwordParams = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is a hash with the same parameters that no password has: checking
// against it takes as long for an unknown name as for a known one.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// hashing bounds how many passwords are hashed at a time, and with it the
// memory a flood of log-ins can take.
type hashing chan struct{}

func newHashing() hashing { return make(hashing, 2) }

func (h hashing) enter(ctx context.Context) error {
	select {
	case h <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave gives the hash's memory back at once: log-ins are rare, and the process
// should not stay 20 MiB larger after each of them.
func (h hashing) leave() {
	debug.FreeOSMemory()
	<-h
}

// check tells whether the password is the user's; u may be nil.
func (h hashing) check(ctx context.Context, u *models.User, password string) (bool, error) {
	if err := h.enter(ctx); err != nil {
		return false, err
	}
	defer h.leave()
	hash := nobody
	if u != nil {
		hash = u.PasswordHash
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	return ok && u != nil, err
}

// CheckPassword tells what is wrong with a new password, nil when nothing is.
func CheckPassword(password string) error {
	switch n := utf8.RuneCountInString(password); {
	case n < MinPassword:
		return models.FieldError{Field: "password", Code: "too_short", Message: fmt.Sprintf("use at least %d characters", MinPassword)}
	case n > MaxPassword:
		return models.FieldError{Field: "password", Code: "too_long", Message: fmt.Sprintf("use at most %d characters", MaxPassword)}
	}
	return nil
}

// HashPassword makes the PHC string to store for a password.
func HashPassword(password string) (string, error) {
	if err := CheckPassword(password); err != nil {
		return "", err
	}
	return argon2id.CreateHash(password, &passwordParams)
}

// hash is HashPassword within the bound.
func (h hashing) hash(ctx context.Context, password string) (string, error) {
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	return HashPassword(password)
}
