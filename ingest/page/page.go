// Package page makes an article of what a web server or a file gives: its
// title, its body as plain text without teasers and menus, its language, and
// the day it was published with what says so.
package page

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is an article as its page gives it.
type Page struct {
	URL      string // the article's own address, cleaned; "" for a file
	Title    string // "" for plain text, whose first line may be one
	Byline   string
	SiteName string
	Lang     string // as BCP 47 has it, in lower case: "fr"; "" when the page does not say
	Text     string // a paragraph on each line
	HTML     string // the same with harmless tags; "" for plain text
	// Published is the day as YYYY-MM-DD by the newsroom's own clock, "" when
	// the page does not say; PublishedHow names what says it: json-ld, meta,
	// itemprop, url or time. PublishedAt has the time of day, if given.
	Published    string
	PublishedHow string
	PublishedAt  time.Time
}

// What a page can be instead of an article. Compare with errors.Is.
var (
	ErrEmpty   = errors.New("no article text")
	ErrNotText = errors.New("not a text")
)

// maxField bounds titles and the like, in code points.
const maxField = 300

// Read makes an article of a body, told apart by content type or, without one,
// by its look: HTML is cut to its article, plain text is taken as it is. The
// address may be "".
func Read(body []byte, address, contentType string) (Page, error) {
	kind, err := kindOf(body, contentType)
	if err != nil {
		return Page{}, err
	}
	text := string(Decode(body, contentType))
	if kind == "text" {
		return readPlain(text, address)
	}
	return readHTML(text, address)
}

func kindOf(body []byte, contentType string) (string, error) {
	media, _, _ := mime.ParseMediaType(contentType)
	start := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(body[:min(len(body), 1024)], []byte("\xef\xbb\xbf")), " \t\r\n\f")))
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return "", fmt.Errorf("%w: it is empty", ErrEmpty)
	case strings.HasPrefix(start, "%pdf-"):
		return "", fmt.Errorf("%w: it is a PDF document: save it as plain text first", ErrNotText)
	case binary(body):
		return "", fmt.Errorf("%w: it holds bytes that no text has: give HTML or plain text", ErrNotText)
	case looksLikeFeed(start):
		return "", fmt.Errorf("%w: it is a news feed: subscribe to it instead", ErrNotText)
	case media == "text/html", media == "application/xhtml+xml", media != "text/plain" && looksLikeHTML(start):
		return "html", nil
	case media == "", strings.HasPrefix(media, "text/"), media == "application/octet-stream":
		return "text", nil
	}
	return "", fmt.Errorf("%w: it is of type %s: give HTML or plain text", ErrNotText, media)
}

// binary tells data from text by the control characters no text has; UTF-16
// has many, and says so.
func binary(b []byte) bool {
	if byteOrder(b) != "" {
		return false
	}
	b = b[:min(len(b), 64<<10)]
	odd := 0
	for _, c := range b {
		if c == 0 || c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			odd++
		}
	}
	return odd*100 > len(b)
}

func looksLikeFeed(start string) bool {
	return strings.HasPrefix(start, "<rss") || strings.HasPrefix(start, "<feed") ||
		strings.HasPrefix(start, "<?xml") && (strings.Contains(start, "<rss") || strings.Contains(start, "<feed") || strings.Contains(start, "<rdf:rdf"))
}

func looksLikeHTML(start string) bool {
	if !strings.HasPrefix(start, "<") {
		return false
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<article", "<main", "<h1", "<meta", "<title", "<script", "<section"} {
		if strings.Contains(start, tag) {
			return true
		}
	}
	return false
}

// readPlain keeps the text as it is, but for line ends, so that offsets into it
// hold for the file too.
func readPlain(text, address string) (Page, error) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if strings.TrimSpace(text) == "" {
		return Page{}, fmt.Errorf("%w: it is empty", ErrEmpty)
	}
	return Page{URL: CleanURL(address), Text: text}, nil
}

func readHTML(text, address string) (Page, error) {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return Page{}, fmt.Errorf("%w: its HTML cannot be read: %w", ErrNotText, err)
	}
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	m := collect(doc)
	p := Page{Lang: langOf(m)}
	if base.Host != "" {
		p.URL = canonical(m, base)
	}
	p.PublishedAt, p.PublishedHow = published(m, base.Path)
	if p.PublishedHow != "" {
		p.Published = p.PublishedAt.Format(time.DateOnly)
	}
	whole := prose(bodyOf(doc)) // before the reader takes the tree apart
	article, err := readable(doc, base)
	if err != nil {
		return Page{}, fmt.Errorf("%w: %w", ErrEmpty, err)
	}
	p.HTML = safeHTML(article.Node)
	p.head(m, article)
	p.Text = withoutTitle(bestText(m, article, whole), p.Title)
	if p.Text == "" {
		return Page{}, fmt.Errorf("%w: the page has no running text, perhaps because it is drawn by scripts or is a list of links", ErrEmpty)
	}
	return p, nil
}

// readable finds the article in a document and takes that apart. A fault of the
// library is an error: the page is a stranger's.
func readable(doc *html.Node, base *url.URL) (a readability.Article, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the reader fails on it: %v", r)
		}
	}()
	parser := readability.NewParser()
	return parser.ParseAndMutate(doc, base)
}

// bestText takes the reader's choice, unless it is a scrap of what the page's
// own data holds or it found nothing.
func bestText(m *meta, article readability.Article, whole string) string {
	text := ""
	if article.Node != nil {
		text = prose(article.Node)
	}
	for _, a := range m.ld {
		body := paragraphs(a.body)
		if a.article && (text == "" || utf8.RuneCountInString(body) > 2*utf8.RuneCountInString(text)+200) {
			text = body
		}
	}
	if text == "" {
		return whole
	}
	return text
}

// withoutTitle drops a first line that only repeats the title.
func withoutTitle(text, title string) string {
	first, rest, more := strings.Cut(text, "\n")
	if more && title != "" && strings.EqualFold(first, title) {
		return rest
	}
	return text
}

// paragraphs cleans a body given as data, which may hold tags after all.
func paragraphs(s string) string {
	if strings.Contains(s, "</") {
		if doc, err := html.Parse(strings.NewReader(s)); err == nil {
			return prose(bodyOf(doc))
		}
	}
	var out []string
	for line := range strings.Lines(s) {
		if line = squeeze(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// head fills in what stands above an article.
func (p *Page) head(m *meta, article readability.Article) {
	var ld ldArticle
	for _, a := range m.ld {
		if a.article {
			ld = a
			break
		}
	}
	p.SiteName = field(or(m.tag("og:site_name"), or(ld.site, article.SiteName())))
	p.Byline = field(or(ld.byline, or(m.tag("author", "article:author", "byl"), article.Byline())))
	if strings.Contains(p.Byline, "://") { // a profile's address
		p.Byline = field(article.Byline())
	}
	title := field(or(ld.headline, or(m.tag("og:title"), or(article.Title(), m.h1))))
	for _, sep := range []string{" - ", " | ", " – ", " — "} {
		if p.SiteName != "" {
			title = strings.TrimSuffix(title, sep+p.SiteName)
		}
	}
	p.Title = title
}

func field(s string) string {
	s = squeeze(html.UnescapeString(s))
	if r := []rune(s); len(r) > maxField {
		s = string(r[:maxField])
	}
	return s
}

// langOf gives the page's language, "" when it is none.
func langOf(m *meta) string {
	values := []string{m.lang, m.tag("og:locale", "content-language", "language", "dc.language")}
	for _, a := range m.ld {
		values = append(values, a.lang)
	}
	for _, v := range values {
		primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(v)), "_", "-"), "-")
		if len(primary) >= 2 && len(primary) <= 3 && strings.Trim(primary, "abcdefghijklmnopqrstuvwxyz") == "" {
			return primary
		}
	}
	return ""
}

func bodyOf(doc *html.Node) *html.Node {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Body {
			return n
		}
	}
	return doc
}

// Text gives the plain text of a piece of HTML, a paragraph on each line, or of
// a text that holds no tags.
func Text(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return paragraphs(s)
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return paragraphs(s)
	}
	return prose(bodyOf(doc))
}

// Line gives all the text of a piece of HTML, or of a text that holds no tags,
// on one line: titles and names.
func Line(s string) string {
	if strings.ContainsAny(s, "<&") {
		if doc, err := html.Parse(strings.NewReader(s)); err == nil {
			return inline(bodyOf(doc))
		}
	}
	return squeeze(s)
}
