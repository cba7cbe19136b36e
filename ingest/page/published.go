package page

import (
	"regexp"
	"time"
)

// publishedTags are the meta tags that carry the day of publication, surest
// first.
var publishedTags = []string{
	"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
	"publication_date", "publish-date", "publish_date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date",
	"cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
	"dcterms.date", "article.created", "date_published", "date", "rnews:datepublished",
}

var urlDayRE = regexp.MustCompile(`(?:^|[/_.-])((?:19|20)\d{2})([/_.-]?)(\d{2})([/_.-]?)(\d{2})(?:[/_.T-]|$|\.)`)

// published finds the day of publication and what says it: the data made for
// machines first, then the address, then what stands on the page, which may
// as well be another article's.
func published(m *meta, path string) (at time.Time, by string) {
	var ld, around []string
	for _, a := range m.ld {
		if a.article {
			ld = append(ld, a.published)
		} else {
			around = append(around, a.published)
		}
	}
	var tags []string
	for _, name := range publishedTags {
		tags = append(tags, m.tags[name])
	}
	for _, source := range []struct {
		by     string
		values []string
	}{
		{"json-ld", append(ld, around...)},
		{"meta", tags},
		{"itemprop", []string{m.published}},
		{"url", []string{dayOfPath(path)}},
		{"time", m.times},
	} {
		for _, v := range source.values {
			if t, ok := ParseDate(v); ok {
				return t, source.by
			}
		}
	}
	return time.Time{}, ""
}

// dayOfPath finds /2022/02/04/ and its like in an address.
func dayOfPath(path string) string {
	for _, m := range urlDayRE.FindAllStringSubmatch(path, -1) {
		if m[2] == m[4] { // 2022/0204 is a number, not a day
			return m[1] + "-" + m[3] + "-" + m[5]
		}
	}
	return ""
}
