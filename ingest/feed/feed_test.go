package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"chancery/ingest/fetch"
	"chancery/models"
)

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Courrier &amp;amp; Cie</title><link>https://news.example/</link><language>fr-FR</language>
<item><title>Plus ancien</title><link>/a/1?utm_source=rss#x</link><guid isPermaLink="false">tag:1</guid>
  <pubDate>ven., 10 janv. 2020 12:15:00 +0100</pubDate><dc:creator>Anne Exemple</dc:creator>
  <description>Résumé.</description>
  <content:encoded><![CDATA[<p>Premier paragraphe&nbsp;: l’été.</p><p>Second.</p><p>Lire aussi : <a href="/x">Un autre article de ce journal</a></p>]]></content:encoded></item>
<item><title><![CDATA[<b>Plus</b> récent]]></title><link>https://count.example/~r/1</link><feedburner:origLink>https://news.example/a/2</feedburner:origLink>
  <pubDate>Wed, 31 May 2022 23:30:00 GMT+2</pubDate><description>Le ministre &lt;i&gt;est&lt;/i&gt; attendu lundi.</description></item>
<item><title>Sans date</title><guid>https://news.example/a/3</guid></item>
<item><title>Ni page ni texte</title></item>
<item><title>Sans page</title><description>Mais du texte.</description><pubDate>31.05.2017</pubDate></item>
<item><title>Adresse dangereuse</title><link>javascript:alert(1)</link><description>x</description></item>
</channel></rss>`

func TestParseRSS(t *testing.T) {
	f, err := Parse([]byte(rss), "https://feeds.example/courrier", "application/rss+xml")
	if err != nil {
		t.Fatal(err)
	}
	if f.Title != "Courrier & Cie" || f.SiteURL != "https://news.example/" || f.Dropped != 0 {
		t.Errorf("feed %q of %q, %d dropped", f.Title, f.SiteURL, f.Dropped)
	}
	type short struct{ GUID, URL, Title, Byline, Lang, Text, Published string }
	var got []short
	for _, i := range f.Items {
		if strings.HasPrefix(i.GUID, "sha256:") {
			i.GUID = "hash"
		}
		got = append(got, short{i.GUID, i.URL, i.Title, i.Byline, i.Lang, i.Text, i.Published})
	}
	want := []short{
		{"https://news.example/a/2", "https://news.example/a/2", "Plus récent", "", "fr", "Le ministre est attendu lundi.", "2022-05-31"},
		{"tag:1", "https://news.example/a/1", "Plus ancien", "Anne Exemple", "fr", "Premier paragraphe\u00a0: l’été.\nSecond.", "2020-01-10"},
		{"hash", "", "Sans page", "", "fr", "Mais du texte.", "2017-05-31"},
		{"https://news.example/a/3", "https://news.example/a/3", "Sans date", "", "fr", "", ""},
		{"hash", "", "Adresse dangereuse", "", "fr", "x", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	if at := f.Items[0].PublishedAt; at.UTC().Format(time.RFC3339) != "2022-05-31T21:30:00Z" {
		t.Errorf("published %v, want the offset of GMT+2 kept", at)
	}
}

func TestParseOthers(t *testing.T) {
	for name, c := range map[string]struct{ body, contentType, title, guid, url, published, text string }{
		"Atom": {
			`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">A &amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt;</title>
			<entry><id>urn:1</id><title>One</title><link href="https://news.example/1"/><updated>2022-02-05T00:30:00+01:00</updated><summary>Said.</summary></entry></feed>`,
			"application/atom+xml", "A <b>x</b>", "urn:1", "https://news.example/1", "2022-02-05", "Said.",
		},
		"JSON Feed": {
			`{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"7","url":"https://news.example/7","content_html":"<p>Said.</p>","date_published":"2022-02-04T10:00:00Z"}]}`,
			"application/feed+json", "J", "7", "https://news.example/7", "2022-02-04", "Said.",
		},
		"RDF": {
			`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
			<channel><title>R</title></channel><item><title>One</title><link>https://news.example/1</link><description>Said.</description><dc:date>2022-02-04</dc:date></item></rdf:RDF>`,
			"text/xml", "R", "https://news.example/1", "https://news.example/1", "2022-02-04", "Said.",
		},
	} {
		f, err := Parse([]byte(c.body), "", c.contentType)
		if err != nil || len(f.Items) != 1 {
			t.Errorf("%s: %+v, %v", name, f, err)
			continue
		}
		i := f.Items[0]
		if i.GUID != c.guid || i.URL != c.url || i.Published != c.published || i.Text != c.text {
			t.Errorf("%s: %+v", name, i)
		}
		if name != "Atom" && f.Title != c.title {
			t.Errorf("%s: title %q, want %q", name, f.Title, c.title)
		}
	}
}

func TestCharsets(t *testing.T) {
	const title = "Élysée – visite"
	feed := func(enc, title string) string {
		return `<?xml version="1.0" encoding="` + enc + `"?><rss version="2.0"><channel><title>` + title + `</title></channel></rss>`
	}
	latin, err := charmap.Windows1252.NewEncoder().String(title)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ body, contentType string }{
		"UTF-8":                              {feed("utf-8", title), ""},
		"UTF-8 said to be Latin 1":           {feed("ISO-8859-1", title), ""},
		"UTF-8, header says Latin 1":         {feed("UTF-8", title), "text/xml; charset=iso-8859-1"},
		"Windows by declaration":             {feed("windows-1252", latin), "application/xml"},
		"Windows said to be UTF-8":           {feed("utf-8", latin), "application/xml; charset=utf-8"},
		"Windows by header, not declaration": {feed("utf-8", latin), "application/xml; charset=windows-1252"},
		"spaces before the declaration":      {"\n " + feed("UTF-8", title), ""},
		"a mark":                             {"\xef\xbb\xbf" + feed("UTF-8", title), ""},
	} {
		if f, err := Parse([]byte(c.body), "", c.contentType); err != nil || f.Title != title {
			t.Errorf("%s: %q, %v", name, f.Title, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct{ body, says string }{
		"nothing":        {"", "empty"},
		"spaces":         {" \n ", "empty"},
		"a page":         {"<!DOCTYPE html><html><body>x</body></html>", "web page"},
		"other XML":      {`<?xml version="1.0"?><svg/>`, "neither"},
		"JSON":           {`{"a":1}`, ""},
		"text":           {"hello", "neither"},
		"a null in JSON": {`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","authors":[null]}]}`, "fails"},
		"cut off":        {rss[:400], ""},
		"billion laughs": {`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>`, ""},
	} {
		f, err := Parse([]byte(c.body), "", "")
		if name == "billion laughs" {
			if err == nil && strings.Contains(f.Title, "aa") {
				t.Errorf("%s: entities were expanded: %q", name, f.Title)
			}
			continue
		}
		if name == "JSON" && err == nil && len(f.Items) == 0 {
			continue // an empty JSON Feed without a version
		}
		if !errors.Is(err, ErrNotFeed) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
}

func TestManyItems(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel>`)
	for i := range MaxItems + 20 {
		fmt.Fprintf(&b, "<item><link>https://news.example/%d</link></item>", i)
	}
	b.WriteString("</channel></rss>")
	f, err := Parse([]byte(b.String()), "", "")
	if err != nil || len(f.Items) != MaxItems || f.Dropped != 20 {
		t.Errorf("%d items, %d dropped, %v", len(f.Items), f.Dropped, err)
	}
}

func client(t *testing.T, h http.HandlerFunc) (*fetch.Client, string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	u, _ := url.Parse(s.URL)
	port, _ := strconv.ParseUint(u.Port(), 10, 16)
	return fetch.New(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Ports: []uint16{uint16(port)}}), s.URL
}

func TestFetch(t *testing.T) {
	c, base := client(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, rss)
		case "/old":
			http.Redirect(w, r, "/feed", http.StatusMovedPermanently)
		case "/page":
			_, _ = io.WriteString(w, "<!doctype html><p>x")
		default:
			http.NotFound(w, r)
		}
	})
	f, err := Fetch(t.Context(), c, models.Feed{URL: base + "/old"})
	if err != nil || len(f.Items) != 5 || f.ETag != `"1"` || f.MovedTo != base+"/feed" || f.NotModified {
		t.Errorf("%+v, %v", f, err)
	}
	f, err = Fetch(t.Context(), c, models.Feed{URL: base + "/feed", ETag: f.ETag})
	if err != nil || !f.NotModified || len(f.Items) != 0 || f.ETag != `"1"` {
		t.Errorf("again: %+v, %v", f, err)
	}
	if _, err := Fetch(t.Context(), c, models.Feed{URL: base + "/page"}); !errors.Is(err, ErrNotFeed) {
		t.Errorf("a page: %v", err)
	}
	var e *fetch.Error
	if _, err := Fetch(t.Context(), c, models.Feed{URL: base + "/none"}); !errors.As(err, &e) || e.Status != 404 {
		t.Errorf("nothing: %v", err)
	}
}

func TestFind(t *testing.T) {
	c, base := client(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed.xml":
			_, _ = io.WriteString(w, rss)
		case "/named":
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, `<html><head><base href="/sub/"><link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" title="All &amp; more" href="all.rss#x">
			<link rel=alternate type="application/atom+xml" href="//other.example/atom"><link rel=alternate type="application/rss+xml" href="all.rss">
			<link rel=alternate hreflang=en href="/en"><link rel=alternate type="application/rss+xml" href="javascript:1"></head><a href="/x.rss">x</a>`)
		case "/linked":
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, `<html><a href="/world/feed/">Feed</a> <a href="/feedback">Feedback</a> <a href="/rss.xml?x=1">RSS</a>`)
		case "/silent":
			_, _ = io.WriteString(w, `<html><p>x</html>`)
		default:
			http.NotFound(w, r)
		}
	})
	for path, want := range map[string][]Link{
		"/feed.xml": {{base + "/feed.xml", "Courrier & Cie"}},
		"/named":    {{base + "/sub/all.rss", "All & more"}, {"http://other.example/atom", ""}},
		"/linked":   {{base + "/world/feed/", ""}, {base + "/rss.xml?x=1", ""}},
		"/silent":   {{base + "/feed.xml", "Courrier & Cie"}}, // a usual place
	} {
		if got, err := Find(t.Context(), c, base+path); err != nil || !cmp.Equal(got, want) {
			t.Errorf("%s: %v, %v, want %v", path, got, err, want)
		}
	}
	none, site := client(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		_, _ = io.WriteString(w, `<html><p>x</html>`)
	})
	if got, err := Find(t.Context(), none, site+"/"); !errors.Is(err, ErrNotFeed) {
		t.Errorf("a site without: %v, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Find(ctx, none, site); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

func TestOPML(t *testing.T) {
	const list = `<?xml version="1.0" encoding="ISO-8859-1"?><opml version="1.1"><head><title>x</title></head><body>
	<outline text="Folder"><outline text="Agency &amp; co" type="rss" xmlUrl="https://a.example/rss?x=1&y=2"/>
	  <outline text="Deeper"><outline title="B" text="ignored" xmlUrl=" https://b.example/atom "/></outline></outline>
	<outline text="Again" xmlUrl="https://b.example/atom"/><outline text="Bad" xmlUrl="file:///etc/passwd"/><outline text="A note"/></body></opml>`
	feeds, refused, err := ReadOPML(strings.NewReader(list))
	want := []models.Feed{{URL: "https://a.example/rss?x=1&y=2", Title: "Agency & co"}, {URL: "https://b.example/atom", Title: "B"}}
	if err != nil || refused != 1 || !cmp.Equal(feeds, want) {
		t.Errorf("%+v, %d refused, %v", feeds, refused, err)
	}
	var b strings.Builder
	at := time.Date(2022, 2, 4, 12, 0, 0, 0, time.UTC)
	if err := WriteOPML(&b, "Mine", at, append(want, models.Feed{URL: "https://c.example/?q=\"<"})); err != nil {
		t.Fatal(err)
	}
	again, refused, err := ReadOPML(strings.NewReader(b.String()))
	if err != nil || refused != 0 || len(again) != 3 || !cmp.Equal(again[:2], want) || again[2].URL != "https://c.example/?q=\"<" {
		t.Errorf("read back: %+v, %d, %v\n%s", again, refused, err, b.String())
	}
	for name, in := range map[string]string{"nothing": "", "a page": "<html>", "cut off": list[:150], "text": "feeds"} {
		if feeds, _, err := ReadOPML(strings.NewReader(in)); err == nil {
			t.Errorf("%s: %+v", name, feeds)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(rss), "text/xml")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"authors":[null]},null]}`), "")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link/><author/></entry></feed>`), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		got, err := Parse(body, "https://news.example/feed", contentType)
		if err != nil && !errors.Is(err, ErrNotFeed) {
			t.Errorf("an error of another kind: %v", err)
		}
		for _, i := range got.Items {
			if i.GUID == "" || i.URL != "" && !models.ValidURL(i.URL) {
				t.Errorf("item %+v", i)
			}
		}
	})
}

func FuzzOPML(f *testing.F) {
	f.Add(`<opml><body><outline xmlUrl="https://a.example"/></body></opml>`)
	f.Fuzz(func(t *testing.T, s string) {
		feeds, _, _ := ReadOPML(strings.NewReader(s))
		for _, x := range feeds {
			if !models.ValidURL(x.URL) {
				t.Errorf("%q", x.URL)
			}
		}
	})
}
