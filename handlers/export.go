package handlers

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"chancery/export"
	"chancery/models"
)

// EventStreamer reads a whole filter, event by event, with actors, place and
// mentions with their articles.
type EventStreamer interface {
	EachEvent(ctx context.Context, f models.EventFilter, fn func(*models.Event) error) error
}

// maxDownload is how many events one download holds at most.
const maxDownload = 50000

// downloads serves rendered exports and remembers when each last changed, so
// that subscribers get a Last-Modified they can rely on. The newest event's own
// time would not do: an event that leaves the filter makes it go backwards.
type downloads struct {
	now   func() time.Time
	mu    sync.Mutex
	known map[string]rendering
}

type rendering struct {
	tag   string
	since time.Time
}

// maxKnown bounds what is remembered; beyond it everything is new again.
const maxKnown = 1000

func newDownloads(now func() time.Time) *downloads {
	return &downloads{now: now, known: map[string]rendering{}}
}

// serve renders the whole before it sends a header, so that a failure is an
// error page and not half a file, then answers conditional requests.
func (d *downloads) serve(c *gin.Context, f export.Format, events export.Events, o export.Options, name string) error {
	var body bytes.Buffer
	if err := f.Write(&body, events, o); err != nil {
		return fmt.Errorf("write %s: %w", f.Name, err)
	}
	sum := sha256.Sum256(body.Bytes())
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	h := c.Writer.Header()
	h.Set("Content-Type", f.MediaType)
	h.Set("Content-Disposition", mime.FormatMediaType(disposition(f), map[string]string{"filename": name + "." + f.Extension}))
	h.Set("ETag", tag)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache") // keep it, but ask whether it is still right
	}
	h.Set("X-Robots-Tag", "noindex")
	since := d.since(c.Request.URL.RequestURI()+"\x00"+o.Lang, tag)
	http.ServeContent(c.Writer, c.Request, "", since, bytes.NewReader(body.Bytes()))
	return nil
}

// disposition shows calendars and feeds to the program that asked, and saves
// tables as files.
func disposition(f export.Format) string {
	switch f.Name {
	case "ics", "atom":
		return "inline"
	}
	return "attachment"
}

// since is when the document at an address first had this content.
func (d *downloads) since(address, tag string) time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r, ok := d.known[address]; ok && r.tag == tag {
		return r.since
	}
	if len(d.known) >= maxKnown {
		clear(d.known)
	}
	r := rendering{tag, d.now().UTC().Truncate(time.Second)}
	d.known[address] = r
	return r.since
}
