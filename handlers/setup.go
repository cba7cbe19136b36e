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

// kill ends the token's life.
func (t *SetupToken) kill() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.value = ""
}
