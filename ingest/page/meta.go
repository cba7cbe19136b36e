package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a document says of itself.
type meta struct {
	lang      string
	canonical string
	tags      map[string]string // first content of each meta name, property and the like, in lower case
	published string            // itemprop datePublished
	times     []string          // <time>, those within an article or marked as publication first
	h1        string
	ld        []ldArticle
}

// tag gives the first of the named meta tags that has a content.
func (m *meta) tag(names ...string) string {
	for _, n := range names {
		if s := m.tags[n]; s != "" {
			return s
		}
	}
	return ""
}

// collect reads a document's own statements, before its body is cut to size.
func collect(doc *html.Node) *meta {
	m := &meta{tags: map[string]string{}}
	var later []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if p := attr(n, "itemprop"); p != "" && n.DataAtom != atom.Meta {
			m.itemprop(n, p)
		}
		switch n.DataAtom {
		case atom.Html:
			m.lang = or(attr(n, "lang"), attr(n, "xml:lang"))
		case atom.Meta:
			m.metaTag(n)
		case atom.Link:
			if m.canonical == "" && hasToken(attr(n, "rel"), "canonical") {
				m.canonical = attr(n, "href")
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				m.ld = append(m.ld, readLD(n.FirstChild.Data)...)
			}
		case atom.H1:
			if m.h1 == "" {
				m.h1 = inline(n)
			}
		case atom.Time:
			when := or(attr(n, "datetime"), inline(n))
			if hasAttr(n, "pubdate") || within(n, atom.Article, atom.Main, atom.Header) {
				m.times = append(m.times, when)
			} else {
				later = append(later, when)
			}
		}
	}
	m.times = append(m.times, later...)
	return m
}

func (m *meta) metaTag(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" && m.tags[k] == "" {
			m.tags[k] = content
		}
	}
}

func (m *meta) itemprop(n *html.Node, prop string) {
	if hasToken(prop, "datePublished") && m.published == "" {
		m.published = or(attr(n, "datetime"), or(attr(n, "content"), inline(n)))
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// hasToken looks for a word in a list parted by spaces, case aside.
func hasToken(list, token string) bool {
	for _, s := range strings.Fields(list) {
		if strings.EqualFold(s, token) {
			return true
		}
	}
	return false
}

func within(n *html.Node, names ...atom.Atom) bool {
	for p := range n.Ancestors() {
		for _, a := range names {
			if p.DataAtom == a {
				return true
			}
		}
	}
	return false
}

// inline gives the text of a node on one line.
func inline(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return squeeze(b.String())
}

// squeeze makes every run of white space one space; a no-break space, which
// newsrooms set on purpose, stays.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v', '\u2028', '\u2029':
		return true
	}
	return false
}
