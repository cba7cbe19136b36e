package handlers

import (
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// TestPagesAreWellMade walks every page as a machine that reads aloud would.
func TestPagesAreWellMade(t *testing.T) {
	s := newSite(t)
	paths := append(s.everyPage(), "/login", "/articles?lang=fr", "/events/new?lang=fr")
	check := func(a *answer) {
		for selector, n := range map[string]int{"html[lang]": 1, "title": 1, "main#main": 1, "h1": 1, "header.masthead": 1, "footer": 1, "a.skip[href='#main']": 1, "nav.menu[aria-label]": 1} {
			if got := len(a.all(selector)); got != n {
				t.Errorf("%s: %d × %s", a.path, got, selector)
			}
		}
		headingsInOrder(a)
		uniqueIDs(a)
		labelled(a)
		for _, n := range a.all("a, button, summary") {
			if strings.TrimSpace(textOf(n)) == "" && attr(n, "aria-label") == "" {
				t.Errorf("%s: a nameless %s %v", a.path, n.Data, n.Attr)
			}
		}
		for _, n := range a.all("a[href^='#']") {
			if len(a.all("[id='"+strings.TrimPrefix(attr(n, "href"), "#")+"']")) != 1 {
				t.Errorf("%s: %s leads nowhere", a.path, attr(n, "href"))
			}
		}
	}
	for _, user := range []string{"", "anna"} {
		if user != "" {
			s.login(user)
			feed(t, s)
		}
		for _, path := range paths {
			if a := s.get(path); a.Status != 303 {
				check(a)
			}
		}
	}
	edit := eventURL(s.visit.ID) + "/edit"
	check(s.submit(s.get(edit), edit, map[string]string{"date": "x", "type": "x", "title.en": strings.Repeat("x", 999)}))
	check(s.submit(s.get("/feeds"), "/feeds", map[string]string{"url": "x"}))
	feed := "/feeds/1/edit"
	check(s.get(feed))
	check(s.submit(s.get(feed), feed, map[string]string{"title": strings.Repeat("x", 999), "state": "x"}))
}

func headingsInOrder(a *answer) {
	last := 0
	walk(a.doc, func(n *html.Node) {
		if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			return
		}
		level := int(n.Data[1] - '0')
		if level > last+1 {
			a.t.Errorf("%s: h%d %q follows h%d", a.path, level, textOf(n), last)
		}
		last = level
	})
}

func uniqueIDs(a *answer) {
	seen := map[string]bool{}
	for _, n := range a.all("[id]") {
		if id := attr(n, "id"); seen[id] || id == "" {
			a.t.Errorf("%s: the id %q is there twice", a.path, id)
		} else {
			seen[id] = true
		}
	}
	for _, n := range a.all("[aria-labelledby], [aria-describedby], [list]") {
		for id := range strings.FieldsSeq(attr(n, "aria-labelledby") + " " + attr(n, "aria-describedby") + " " + attr(n, "list")) {
			if !seen[id] {
				a.t.Errorf("%s: <%s> refers to the id %q, which is not there", a.path, n.Data, id)
			}
		}
	}
}

// labelled demands a label for every control a person can reach.
func labelled(a *answer) {
	for _, n := range a.all("input, select, textarea") {
		if attr(n, "type") == "hidden" {
			continue
		}
		id := attr(n, "id")
		ok := attr(n, "aria-label") != "" || id != "" && len(a.all("label[for='"+id+"']")) == 1
		for p := n.Parent; p != nil && !ok; p = p.Parent {
			ok = p.Data == "label"
		}
		if !ok {
			a.t.Errorf("%s: <%s name=%q> has no label", a.path, n.Data, attr(n, "name"))
		}
	}
	for _, n := range a.all("fieldset") {
		if cascadia.Query(n, cascadia.MustCompile("legend")) == nil {
			a.t.Errorf("%s: a fieldset without a legend", a.path)
		}
	}
}
