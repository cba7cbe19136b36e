package store_test

import (
	"testing"

	"chancery/internal/testkit"
	"chancery/store"
)

// conformance is what any database under the store must do. open gives an
// empty, migrated one whose clock stands at testkit.Noon.
func conformance(t *testing.T, open func(t *testing.T) *store.DB) {
	for _, c := range []struct {
		name string
		test func(*testing.T, *store.DB)
	}{
		{"event round trip", testEventRoundTrip},
		{"event not found", testEventNotFound},
		{"event invalid", testEventInvalid},
		{"event update", testEventUpdate},
		{"event conflict", testEventConflict},
		{"event concurrent updates", testConcurrentUpdates},
		{"event merge", testMergeEvents},
		{"revisions", testRevisions},
		{"filter", testFilter},
		{"search", testSearch},
		{"search follows changes", testSearchFollows},
		{"order and pages", testPages},
		{"each event", testEachEvent},
		{"articles", testArticles},
		{"article duplicates", testArticleDuplicates},
		{"article dates", testArticleDates},
		{"sources", testSources},
		{"actors", testActors},
		{"actor by hand", testActorByHand},
		{"actor list", testActorList},
		{"actor records", testActorRecords},
		{"actor records together", testActorRecordsTogether},
		{"places", testPlaces},
		{"users", testUsers},
		{"sessions", testSessions},
		{"feeds", testFeeds},
		{"feed state", testFeedState},
		{"feed settings", testFeedSettings},
		{"views", testViews},
		{"transactions", testTx},
		{"times are UTC", testUTC},
		{"nothing is cascaded away", testNoCascade},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func TestSQLite(t *testing.T) {
	conformance(t, func(t *testing.T) *store.DB { return testkit.OpenDB(t) })
}
