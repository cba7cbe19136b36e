package models

import "time"

// Kinds of jobs about feeds, as the queue's records name them.
const (
	JobFeed    = "feed"    // looks at a feed
	JobArticle = "article" // takes in an article that a feed names
)

// FeedProgress is what the queue has done and has to do for a feed.
type FeedProgress struct {
	Asked   bool // a fetch waits for its turn
	Running bool // the feed is being looked at
	Total   int  // articles that the last run found new
	Done    int  // of them taken in
	Failed  int  // of them given up
}

// Busy tells whether there is more to come.
func (p FeedProgress) Busy() bool { return p.Asked || p.Running || p.Done+p.Failed < p.Total }

// Add counts n jobs of a kind in one of the queue's states.
func (p *FeedProgress) Add(kind, state string, n int) {
	if kind == JobFeed {
		if state == "running" {
			p.Running = true
		} else {
			p.Asked = true
		}
		return
	}
	p.Total += n
	switch state {
	case "completed":
		p.Done += n
	case "cancelled", "discarded":
		p.Failed += n
	}
}

// FeedFailure is an article of a feed that could not be taken in.
type FeedFailure struct {
	URL, Title string
	Error      string
	At         time.Time
}
