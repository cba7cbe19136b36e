package feed

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"chancery/models"
)

// opml is OPML 2.0 as far as subscriptions go.
type opml struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title"`
	Created string    `xml:"head>dateCreated,omitempty"`
	Body    []outline `xml:"body>outline"`
}

type outline struct {
	Text    string    `xml:"text,attr"`
	Title   string    `xml:"title,attr,omitempty"`
	Type    string    `xml:"type,attr,omitempty"`
	URL     string    `xml:"xmlUrl,attr,omitempty"`
	Outline []outline `xml:"outline"`
}

// maxOPML bounds a list of subscriptions, in bytes and in feeds.
const (
	maxOPML      = 8 << 20
	maxOPMLFeeds = 5000
)

// ReadOPML gives the subscriptions of a list, folders opened, each address
// once. Addresses that are none are left out and counted.
func ReadOPML(r io.Reader) (feeds []models.Feed, refused int, err error) {
	limited := &io.LimitedReader{R: r, N: maxOPML + 1}
	d := xml.NewDecoder(limited)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	var doc opml
	if err := d.Decode(&doc); err != nil {
		if limited.N <= 0 {
			return nil, 0, fmt.Errorf("the list is larger than %d MiB", maxOPML>>20)
		}
		if errors.Is(err, io.EOF) {
			err = errors.New("it is empty")
		}
		return nil, 0, fmt.Errorf("not an OPML list of feeds: %w", err)
	}
	seen := map[string]bool{}
	var open func(list []outline, depth int)
	open = func(list []outline, depth int) {
		for _, o := range list {
			address := strings.TrimSpace(o.URL)
			switch {
			case address == "":
			case !models.ValidURL(address), len(feeds) >= maxOPMLFeeds:
				refused++
			case !seen[address]:
				seen[address] = true
				title := o.Title
				if title == "" {
					title = o.Text
				}
				feeds = append(feeds, models.Feed{URL: address, Title: line(title)})
			}
			if depth < 50 {
				open(o.Outline, depth+1)
			}
		}
	}
	open(doc.Body, 0)
	return feeds, refused, nil
}

// WriteOPML writes the subscriptions as a list other readers take.
func WriteOPML(w io.Writer, title string, created time.Time, feeds []models.Feed) error {
	doc := opml{Version: "2.0", Title: title, Created: created.UTC().Format(time.RFC1123Z)}
	for _, f := range feeds {
		text := f.Title
		if text == "" {
			text = f.URL
		}
		doc.Body = append(doc.Body, outline{Text: text, Title: text, Type: "rss", URL: f.URL})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
