package handlers

import (
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Log-in attempts: a burst of five for a name from one address, then one every
// twenty seconds; and fifty for an address whatever the names, then one a
// second.
const (
	loginBurst      = 5
	loginInterval   = 20 * time.Second
	addressBurst    = 50
	addressInterval = time.Second
	loginMaxKeys    = 10_000
)

// loginLimiter slows down guessing. Its memory is bounded: when full, the keys
// that have rested longest are dropped.
type loginLimiter struct {
	burst    int
	interval time.Duration
	now      func() time.Time

	mu   sync.Mutex
	keys map[string]*loginKey
}

type loginKey struct {
	limiter *rate.Limiter
	seen    time.Time
}

func newLoginLimiter(now func() time.Time, burst int, interval time.Duration) *loginLimiter {
	return &loginLimiter{burst: burst, interval: interval, now: now, keys: map[string]*loginKey{}}
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
		k = &loginKey{limiter: rate.NewLimiter(rate.Every(l.interval), l.burst)}
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

// sweep drops the keys whose budget has filled up again, and of the others the
// oldest until a tenth of the room is free.
func (l *loginLimiter) sweep(now time.Time) {
	rested := time.Duration(l.burst) * l.interval
	var kept []string
	for key, k := range l.keys {
		if now.Sub(k.seen) > rested {
			delete(l.keys, key)
		} else {
			kept = append(kept, key)
		}
	}
	slices.SortFunc(kept, func(a, b string) int { return l.keys[a].seen.Compare(l.keys[b].seen) })
	for _, key := range kept[:max(0, len(kept)-loginMaxKeys*9/10)] {
		delete(l.keys, key)
	}
}
