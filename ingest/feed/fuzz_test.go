package feed

import (
	"strings"
	"testing"
)

// malformed are feeds broken in the ways that feeds are: our own texts of the
// kinds that collections of malformed feeds hold.
var malformed = []string{
	`<rss><channel><item><title>no end`,
	`<rss version="2.0"><channel><item><link>http://a.example/?a=1&b=2</link><description>x & y</description></item></channel></rss>`,
	`<rss version="0.91"><channel><item><title><b>bold</b> title</title><pubDate>ven., 10 janv. 2020 12:15</pubDate></item></channel></rss>`,
	`<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>not UTF-16</title></channel></rss>`,
	"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><item><title>\xe9lys\xe9e</title><guid>1</guid></item></channel></rss>",
	`<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><rss><channel><title>&c;</title></channel></rss>`,
	`<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&f;</title><link>http://a.example/</link></item></channel></rss>`,
	`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/"><entry><link href="b" rel="alternate"/><link href=""/><content type="xhtml"><div><p>a<br/>b</p></div></content></entry></feed>`,
	`<feed xmlns="http://purl.org/atom/ns#"><entry><issued>2003-13-45</issued><content mode="base64">PGI+</content></entry></feed>`,
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="http://a.example/1"><title>t</title></item></rdf:RDF>`,
	`<rss><channel><item><enclosure url="" length="-1" type=""/><media:content xmlns:media="x"><media:title/></media:content></item></channel></rss>`,
	`<rss><channel><item><pubDate>Thu, 32 Foo 20222 99:99:99 +9999</pubDate><guid isPermaLink="true">not an address</guid></item></channel></rss>`,
	`{"version":"https://jsonfeed.org/version/1.1","items":[null,{"id":1},{"id":"a","authors":[null]},{"content_html":"<p>"}]}`,
	`{"version":"https://jsonfeed.org/version/1","items":{}}`,
	`<rss><channel><item><link>//a.example/x</link></item><item><link>   </link></item><item><link>http://[::1</link></item></channel></rss>`,
	"\x00\x01<rss>", "<rss>\x0b<channel>\x1f</channel></rss>", strings.Repeat("<a>", 200) + "<rss>", `<rss xmlns:a="a" a:a="1"><a:channel><channel/></a:channel>`,
	`<rss><channel><item><description><![CDATA[<p>open ]]]]><![CDATA[> end</description></item></channel></rss>`,
}

func TestMalformed(t *testing.T) {
	for _, s := range malformed {
		f, err := Parse([]byte(s), "https://news.example/rss", "application/xml")
		if err != nil {
			continue
		}
		for _, it := range f.Items {
			if strings.Contains(it.Title, "root:") || it.GUID == "" {
				t.Errorf("%.60q gives %+v", s, it)
			}
		}
	}
}

func FuzzMalformed(f *testing.F) {
	for _, s := range malformed {
		f.Add([]byte(s), "application/xml")
		f.Add([]byte(s), "text/html; charset=iso-8859-1")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		got, err := Parse(body, "https://news.example/rss", contentType)
		if err != nil {
			return
		}
		if len(got.Items) > MaxItems {
			t.Errorf("%d items", len(got.Items))
		}
		for _, it := range got.Items {
			if it.GUID == "" || it.URL == "" && it.Text == "" {
				t.Errorf("an item without name or words: %+v", it)
			}
		}
		Discover(body, "https://news.example/")
	})
}
