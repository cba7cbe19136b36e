package page

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// TestPages reads each page of testdata and compares it with the text beside
// it: fields, an empty line, then the article.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			body, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(f, ".html") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			p, err := Read(body, "https://www.news.example/monde/2022/02/04/visite-42?utm_source=x&id=7#top", "text/html; charset=utf-8")
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join([]string{
				"url: " + p.URL, "title: " + p.Title, "byline: " + p.Byline, "site: " + p.SiteName, "lang: " + p.Lang,
				"published: " + p.Published + " by " + p.PublishedHow, "", p.Text, "",
			}, "\n")
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func htmlPage(head, body string) []byte {
	const sentence = "Le président a été reçu au palais par son homologue, qui a salué une visite de travail utile aux deux pays. "
	return []byte("<!DOCTYPE html><html><head><title>T</title>" + head + "</head><body>" + body +
		"<article><p>" + strings.Repeat(sentence, 3) + "</p><p>" + strings.Repeat(sentence, 3) + "</p></article></body></html>")
}

func TestPublished(t *testing.T) {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	for name, c := range map[string]struct{ head, body, url, want string }{
		"json-ld": {
			head: ld(`{"@type":"NewsArticle","datePublished":"2022-02-04T23:30:00+01:00"}`) + `<meta property="article:published_time" content="2022-02-05">`,
			url:  "/2021/01/01/x", want: "2022-02-04 json-ld",
		},
		"json-ld graph, article before page": {
			head: ld(`{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},{"@type":["NewsArticle","X"],"datePublished":"2022-02-04"}]}`),
			want: "2022-02-04 json-ld",
		},
		"json-ld page alone":       {head: ld(`[{"@type":"WebPage","datePublished":"2022-02-04"}]`), want: "2022-02-04 json-ld"},
		"json-ld with line breaks": {head: ld("{\"@type\":\"Article\",\"headline\":\"a\nb\",\"datePublished\":\"2022-02-04\"};"), want: "2022-02-04 json-ld"},
		"broken json-ld":           {head: ld(`{"@type":"Article",`) + `<meta name="date" content="2022-02-04">`, want: "2022-02-04 meta"},
		"bad date in json-ld":      {head: ld(`{"@type":"Article","datePublished":"today"}`), url: "/2022/02/04/x", want: "2022-02-04 url"},
		"meta property":            {head: `<meta property="Article:Published_Time" content="2022-02-04T10:00:00Z">`, want: "2022-02-04 meta"},
		"meta itemprop":            {head: `<meta itemprop="datePublished" content="2022-02-04">`, want: "2022-02-04 meta"},
		"modified is not published": {
			head: `<meta property="article:modified_time" content="2022-02-09">` + ld(`{"@type":"Article","dateModified":"2022-02-09"}`), want: " ",
		},
		"itemprop":        {body: `<span itemprop="datePublished" content="2022-02-04">x</span>`, url: "/2021/01/01/x", want: "2022-02-04 itemprop"},
		"url slashes":     {url: "/monde/2022/02/04/visite", want: "2022-02-04 url"},
		"url dashes":      {url: "/a-2022-02-04.html", want: "2022-02-04 url"},
		"url compact":     {url: "/20220204-visite", want: "2022-02-04 url"},
		"url, no day":     {url: "/2022/02/visite-20220299", want: " "},
		"url, a number":   {url: "/article/12022020412", want: " "},
		"time in article": {body: `<time datetime="2021-01-01">x</time><article><time datetime="2022-02-04">x</time></article>`, want: "2022-02-04 time"},
		"time as text":    {body: `<article><time>4 février 2022</time></article>`, want: "2022-02-04 time"},
		"nothing":         {body: `<p>Le 4 février 2022, rien.</p>`, want: " "},
	} {
		p, err := Read(htmlPage(c.head, c.body), "https://news.example"+c.url, "text/html")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := p.Published + " " + p.PublishedHow; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestDrawnByScript: the page shows nothing without its script, but its data
// holds the article.
func TestDrawnByScript(t *testing.T) {
	const first, second = "Le ministre est arrivé mardi à Oslo pour deux jours d’entretiens avec ses homologues nordiques.", "Il repartira jeudi."
	for name, body := range map[string]string{"lines": first + `\n\n` + second, "tags": "<p>" + first + `<\/p><p>` + second + `<\/p>`} {
		p, err := Read([]byte(`<html><head><title>T</title><script type="application/ld+json">{"@type":"ReportageNewsArticle","articleBody":"`+
			body+`"}</script></head><body><div id="app"></div></body></html>`), "", "text/html")
		if want := first + "\n" + second; err != nil || p.Text != want {
			t.Errorf("%s: %q, %v, want %q", name, p.Text, err, want)
		}
	}
}

func TestCanonical(t *testing.T) {
	link := func(s string) string { return `<link rel="canonical" href="` + s + `">` }
	for name, c := range map[string]struct{ head, want string }{
		"none":           {"", "https://m.news.example/a/b?id=1"},
		"absolute":       {link("https://www.news.example/a/c"), "https://www.news.example/a/c"},
		"relative":       {link("/a/c?utm_medium=x&p=2"), "https://m.news.example/a/c?p=2"},
		"og":             {`<meta property="og:url" content="https://news.example/og">`, "https://news.example/og"},
		"another's":      {link("https://elsewhere.example/a/c"), "https://m.news.example/a/b?id=1"},
		"the front door": {link("https://news.example/"), "https://m.news.example/a/b?id=1"},
		"no address":     {link("javascript:1"), "https://m.news.example/a/b?id=1"},
	} {
		p, err := Read(htmlPage(c.head, ""), "https://m.news.example/a/b?fbclid=1&id=1#x", "text/html")
		if err != nil || p.URL != c.want {
			t.Errorf("%s: %q, %v, want %q", name, p.URL, err, c.want)
		}
	}
}

func TestLang(t *testing.T) {
	for html, want := range map[string]string{
		`<html lang="fr-FR">`: "fr", `<html xml:lang="EN_us">`: "en", `<html lang="">`: "", `<html lang="english">`: "",
		`<html><meta property="og:locale" content="de_DE">`: "de", `<html lang="1"><meta name="language" content="es">`: "es",
	} {
		body := strings.Replace(string(htmlPage("", "")), "<html>", html, 1)
		if p, err := Read([]byte(body), "", "text/html"); err != nil || p.Lang != want {
			t.Errorf("%s: %q, %v, want %q", html, p.Lang, err, want)
		}
	}
}

func TestPlainText(t *testing.T) {
	const text = "Titre\n\nPARIS, 4 fév 2022 – Le   Kremlin a\u00a0confirmé.\n<ce n’est pas du HTML>\n"
	for name, body := range map[string]string{
		"as it is": text, "with Windows line ends": strings.ReplaceAll(text, "\n", "\r\n"), "with a mark": "\xef\xbb\xbf" + text,
	} {
		for _, contentType := range []string{"", "text/plain", "text/plain; charset=utf-8", "application/octet-stream"} {
			if p, err := Read([]byte(body), "", contentType); err != nil || p.Text != text || p.Title != "" || p.Published != "" {
				t.Errorf("%s, %q: %+v, %v", name, contentType, p, err)
			}
		}
	}
	if p, err := Read([]byte("<p>x</p> is a tag"), "", "text/plain"); err != nil || p.Text != "<p>x</p> is a tag" {
		t.Errorf("plain text about tags: %+v, %v", p, err)
	}
}

func TestRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		body, contentType string
		is                error
		says              string
	}{
		"nothing":         {"", "text/html", ErrEmpty, "empty"},
		"spaces":          {" \n\t", "", ErrEmpty, "empty"},
		"spaces, marked":  {"\xef\xbb\xbf  ", "text/plain", ErrEmpty, "empty"},
		"a PDF":           {"%PDF-1.7\n%âãÏÓ", "text/html", ErrNotText, "PDF"},
		"an image":        {"\x89PNG\r\n\x1a\n\x00\x00\x00\x00", "", ErrNotText, "bytes"},
		"garbage":         {strings.Repeat("\x00\x01\x02<p>", 100), "text/html", ErrNotText, "bytes"},
		"a type":          {"{}", "application/json", ErrNotText, "application/json"},
		"a feed":          {`<?xml version="1.0"?><rss version="2.0"></rss>`, "text/xml", ErrNotText, "subscribe"},
		"no text":         {"<html><body><script>draw()</script><img src=x></body></html>", "text/html", ErrEmpty, "scripts"},
		"a list of links": {"<html><body><ul>" + strings.Repeat("<li><a href=/x>Un titre assez long pour un article</a></li>", 30) + "</ul></body></html>", "text/html", ErrEmpty, "links"},
		"open tags only":  {strings.Repeat("<div>", 20000), "text/html", nil, ""},
	} {
		_, err := Read([]byte(c.body), "", c.contentType)
		if err == nil || c.is != nil && !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %v saying %q", name, err, c.is, c.says)
		}
	}
}

func TestDecode(t *testing.T) {
	const text = "Élysée – « visite » à 15 €"
	const long = text + text + text
	latin, _ := charmap.Windows1252.NewEncoder().String(text)
	latin9, _ := charmap.ISO8859_15.NewEncoder().String("Élysée à 15 €")
	greek, _ := charmap.ISO8859_7.NewEncoder().String("Αθήνα")
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	for name, c := range map[string]struct{ body, contentType, want string }{
		"UTF-8":                           {text, "text/html", text},
		"UTF-8 said to be Latin 1":        {text, "text/html; charset=iso-8859-1", text},
		"UTF-8 said by meta to be Latin":  {`<meta charset="iso-8859-1">` + text, "", `<meta charset="iso-8859-1">` + text},
		"with a mark":                     {"\xef\xbb\xbf" + text, "", text},
		"UTF-16 by its mark":              {utf16, "text/html; charset=utf-8", text},
		"Windows, unsaid":                 {latin, "", text},
		"Windows said to be Latin 1":      {latin, "text/html; charset=ISO-8859-1", text},
		"Windows said to be UTF-8":        {latin, "text/html; charset=utf-8", text},
		"Latin 9 by header":               {latin9, "text/html; charset=iso-8859-15", "Élysée à 15 €"},
		"Greek by meta":                   {`<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-7">` + greek, "text/html", `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-7">Αθήνα`},
		"Greek by a late meta":            {strings.Repeat(" ", 2000) + `<meta charset=iso-8859-7>` + greek, "", strings.Repeat(" ", 2000) + `<meta charset=iso-8859-7>Αθήνα`},
		"Greek by XML":                    {`<?xml version="1.0" encoding="ISO-8859-7"?>` + greek, "", `<?xml version="1.0" encoding="ISO-8859-7"?>Αθήνα`},
		"header before meta":              {`<meta charset=iso-8859-2>` + greek, "text/html; charset=iso-8859-7", `<meta charset=iso-8859-2>Αθήνα`},
		"a header that means nothing":     {latin, "text/html; charset=klingon", text},
		"UTF-8 with one broken byte":      {long + "\xff", "text/html; charset=utf-8", long + "\uFFFD"},
		"UTF-8 cut off in a letter":       {long + "\xc3", "text/html; charset=utf-8", long + "\uFFFD"},
		"an encoding that is a dangerous": {"+ADw-script+AD4-\xff", "text/html; charset=hz-gb-2312", "+ADw-script+AD4-\uFFFD"},
	} {
		if got := string(Decode([]byte(c.body), c.contentType)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.html")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, "text/html")
	}
	f.Add([]byte(`<script type="application/ld+json">{"@type":"Article","articleBody":[[["x"]]],"author":[{"name":[{}]}]}</script>`), "text/html")
	f.Add([]byte("\xff\xfe<\x00p\x00"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		p, err := Read(body, "https://news.example/2022/02/04/x", contentType)
		if err == nil && strings.TrimSpace(p.Text) == "" {
			t.Error("no error and no text")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	body, err := os.ReadFile("testdata/agency.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := Read(body, "https://www.news.example/x", "text/html"); err != nil {
			b.Fatal(err)
		}
	}
}
