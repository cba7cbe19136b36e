package models

import "time"

// FeedItem is one entry of a feed, as the feed gives it.
type FeedItem struct {
	GUID   string // the feed's identifier, else the address, else a hash of the words
	URL    string // of the article's page; "" when the feed names none
	Title  string
	Byline string
	Lang   string // "" when the feed does not say
	// Text is what the feed itself holds of the article, a paragraph on each
	// line: all of it or a summary.
	Text string
	// Published is the day as YYYY-MM-DD by the clock the feed writes in, ""
	// when it does not say; PublishedAt has the time of day.
	Published   string
	PublishedAt time.Time
}

// FeedFetch is what one look at a feed found.
type FeedFetch struct {
	NotModified        bool // nothing new since the last look; the rest is empty
	Title              string
	SiteURL            string
	MovedTo            string // the address it has moved to for good
	ETag, LastModified string
	Items              []FeedItem // newest first, as far as dated
	Dropped            int        // items beyond the most that are taken
}
