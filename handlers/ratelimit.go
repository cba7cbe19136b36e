package handlers

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Log-in attempts: a burst of five for a name from one address, then one every
// twenty seconds.
const (
	loginBurst    = 5
	loginInterval = 20 * time.Second
	loginMaxKeys  = 10_000
)

// loginLimiter slows down guessing. Its memory is bounded: when full, the keys
// that have rested longest are dropped.
type loginLimiter struct {
	mu   sync.Mutex
	now  func() time.Time
	keys map[string]*loginKey
}

type loginKey struct {
	limiter *rate.Limiter
	seen    time.Time
}

func newLoginLimiter(now func() time.Time) *loginLimiter {
	return &loginLimiter{now: now, keys: map[string]*loginKey{}}
}

// allow takes one attempt from the key's budget.
func (l *loginLimiter) allow(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	k := l.keys[key]
	if k == nil {
		if len(l.keys) >= loginMaxKeys {
			l.sweep(now)
		}
		k = &loginKey{limiter: rate.NewLimiter(rate.Every(loginInterval), loginBurst)}
		l.keys[key] = k
	}
	k.seen = now
	return k.limiter.AllowN(now, 1)
}

// forget gives a key its full budget back, after a good log-in.
func (l *loginLimiter) forget(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.keys, key)
}

// sweep drops the keys whose budget has filled up again; if that is not
// enough, the oldest tenth.
func (l *loginLimiter) sweep(now time.Time) {
	rested := loginBurst * loginInterval
	for key, k := range l.keys {
		if now.Sub(k.seen) > rested {
			delete(l.keys, key)
		}
	}
	for drop := len(l.keys) - loginMaxKeys*9/10; drop > 0; drop-- {
		oldest, when := "", now
		for key, k := range l.keys {
			if oldest == "" || k.seen.Before(when) {
				oldest, when = key, k.seen
			}
		}
		delete(l.keys, oldest)
	}
}
