package page

import (
	"net/url"
	"slices"
	"strings"
)

// CleanURL drops what an address carries for counting its visitors, and the
// fragment, so that one article has one address. A text that is no web address
// comes back as it is.
func CleanURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return s
	}
	u.Fragment = ""
	u.Host = strings.ToLower(u.Host)
	if u.RawQuery != "" {
		var kept []string
		for pair := range strings.SplitSeq(u.RawQuery, "&") {
			if name, _, _ := strings.Cut(pair, "="); pair != "" && !isTracker(name) {
				kept = append(kept, pair)
			}
		}
		u.RawQuery = strings.Join(kept, "&")
	}
	return u.String()
}

var trackers = []string{
	"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "igshid", "mc_cid", "mc_eid", "xtor",
	"cmpid", "at_medium", "at_campaign", "ns_campaign", "ns_mchannel", "ocid", "smid", "wt_mc", "ref_src",
}

func isTracker(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "pk_") || slices.Contains(trackers, name)
}

// canonical chooses the article's address: the one the page names for itself,
// if it is on the same site and is not the site's front door.
func canonical(m *meta, base *url.URL) string {
	own := CleanURL(base.String())
	for _, s := range []string{m.canonical, m.tags["og:url"]} {
		if s == "" {
			continue
		}
		u, err := base.Parse(strings.TrimSpace(s))
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || site(u) != site(base) {
			continue
		}
		if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && strings.Trim(base.Path, "/") != "" {
			continue
		}
		return CleanURL(u.String())
	}
	return own
}

// site is the host without the names under which sites serve the same pages to
// other devices.
func site(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "m.", "mobile.", "amp."} {
		host = strings.TrimPrefix(host, prefix)
	}
	return host
}
