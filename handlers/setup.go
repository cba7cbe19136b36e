package handlers

import (
	"crypto/rand"
	"crypto/subtle"
	"sync"
)

// SetupToken opens the one-time page that makes the first administrator. It
// lives in memory: a restart makes a new one as long as there is no account.
type SetupToken struct {
	mu    sync.Mutex
	value string
}

// NewSetupToken makes an unguessable token.
func NewSetupToken() *SetupToken { return &SetupToken{value: rand.Text()} }

// Value is the token to print in the set-up link; "" once it has been used.
func (t *SetupToken) Value() string {
	if t == nil {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.value
}

// matches tells whether the token is the living one, in constant time.
func (t *SetupToken) matches(token string) bool {
	v := t.Value()
	return v != "" && subtle.ConstantTimeCompare([]byte(v), []byte(token)) == 1
}

// use runs fn while nobody else can, and kills the token when fn succeeds. It
// reports false when the token is not the living one.
func (t *SetupToken) use(token string, fn func() error) (bool, error) {
	if t == nil {
		return false, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.value == "" || subtle.ConstantTimeCompare([]byte(t.value), []byte(token)) != 1 {
		return false, nil
	}
	if err := fn(); err != nil {
		return true, err
	}
	t.value = ""
	return true, nil
}
