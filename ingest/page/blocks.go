package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a paragraph, heading or list item on its way to a line of text.
type block struct {
	heading bool
	text    strings.Builder
	linked  int // code points inside links, signs and spaces aside
	all     int
	linkEnd bool // the last word is inside a link
	timed   bool // part of it is inside a <time>
}

// blocks cuts an article's node into lines, without what is not its prose:
// pictures with their captions, asides, forms, menus.
type blocks struct {
	list []*block
	cur  *block
	head int // headings we are in
	link int // links we are in
	time int // <time>s we are in
}

func (b *blocks) breakLine() { b.cur = nil }

func (b *blocks) add(s string) {
	if b.cur == nil {
		if strings.TrimSpace(s) == "" {
			return
		}
		b.cur = &block{heading: b.head > 0}
		b.list = append(b.list, b.cur)
	}
	b.cur.text.WriteString(s)
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		b.cur.all++
		b.cur.timed = b.cur.timed || b.time > 0
		if b.cur.linkEnd = b.link > 0; b.cur.linkEnd {
			b.cur.linked++
		}
	}
}

func (b *blocks) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.add(n.Data)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	if skipped(n) {
		return
	}
	count := b.counter(n)
	own := isBlock(tagOf(n))
	if own {
		b.breakLine()
	}
	if count != nil {
		*count++
	}
	for c := range n.ChildNodes() {
		b.walk(c)
		if tagOf(n) == atom.Tr && c.Type == html.ElementNode {
			b.add(" | ")
		}
	}
	if count != nil {
		*count--
	}
	if own {
		b.breakLine()
	}
}

func (b *blocks) counter(n *html.Node) *int {
	switch tagOf(n) {
	case atom.A:
		return &b.link
	case atom.Time:
		return &b.time
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return &b.head
	}
	return nil
}

// tagOf names an element also when it was made by a library that did not.
func tagOf(n *html.Node) atom.Atom {
	if n.DataAtom != 0 {
		return n.DataAtom
	}
	return atom.Lookup([]byte(n.Data))
}

func skipped(n *html.Node) bool {
	switch tagOf(n) {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Object, atom.Video, atom.Audio,
		atom.Button, atom.Form, atom.Select, atom.Input, atom.Textarea, atom.Nav, atom.Aside, atom.Figure, atom.Figcaption:
		return true
	case atom.Sup: // the mark of a footnote, unlike "1er"
		s := strings.Trim(inline(n), "[] ")
		return s != "" && strings.Trim(s, "0123456789") == ""
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Body, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Table, atom.Tr, atom.Header,
		atom.Footer, atom.Address, atom.Details, atom.Summary, atom.Hr, atom.Br, atom.Caption, atom.Center, atom.Tbody, atom.Thead:
		return true
	}
	return false
}

// teaser tells a line that only points to another article: nothing but a link,
// or a short label and a link ("Lire aussi : …"). It knows no language.
func (b *block) teaser() bool {
	if b.linked == 0 {
		return false
	}
	if b.all-b.linked <= b.all/10 {
		return true
	}
	label, _, colon := strings.Cut(b.text.String(), ":")
	return colon && b.linkEnd && utf8.RuneCountInString(label) <= 30 && b.all-b.linked <= 30 && b.linked > b.all-b.linked
}

// stamp tells the line that says when the page was published or changed: it
// marks up a time and is no sentence.
func (b *block) stamp() bool {
	s := strings.TrimSpace(b.text.String())
	last, _ := utf8.DecodeLastRuneInString(s)
	return b.timed && utf8.RuneCountInString(s) <= 100 && !strings.ContainsRune(".!?…»”\"", last)
}

// lines gives the text of the blocks that are the article's own. A heading
// left with nothing under it goes too.
func (b *blocks) lines() []string {
	var out []string
	var headings []string // not followed by anything yet
	for _, bl := range b.list {
		s := strings.Trim(squeeze(bl.text.String()), " |")
		switch {
		case s == "" || bl.all == 0 || bl.stamp():
		case bl.heading:
			headings = append(headings, s)
		case bl.teaser():
			headings = nil
		default:
			out = append(append(out, headings...), s)
			headings = nil
		}
	}
	return out
}

// prose gives a node's text, a paragraph on each line.
func prose(n *html.Node) string {
	var b blocks
	b.walk(n)
	return strings.Join(b.lines(), "\n")
}
