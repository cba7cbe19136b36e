package page

import (
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// maxHTML bounds the page that is kept, in bytes: an article's is far smaller.
const maxHTML = 512 << 10

// policy lets through what a text is made of and nothing that runs, loads or
// looks: no scripts, styles, pictures, forms or frames. It is made when the
// first page comes.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "q", "ul", "ol", "li", "dl", "dt", "dd",
		"em", "strong", "b", "i", "sub", "sup", "time", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https")
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
})

// safeHTML renders a piece of a page with harmless tags only; "" for one that
// is too large to be kept.
func safeHTML(n *html.Node) string {
	if n == nil {
		return ""
	}
	var raw strings.Builder
	if err := html.Render(&raw, n); err != nil || raw.Len() > maxHTML {
		return ""
	}
	return strings.TrimSpace(policy().Sanitize(raw.String()))
}
