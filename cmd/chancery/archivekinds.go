package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http/httputil"
	"net/mail"
	"path"
	"regexp"
	"strings"

	"github.com/nlnwa/gowarc/v3"
)

// isPage tells whether a file in an archive is an article by its ending.
func isPage(name string) bool {
	end := strings.ToLower(path.Ext(name))
	return end == ".txt" || end == ".html" || end == ".htm" || end == ".xhtml"
}

func walkZip(r io.ReaderAt, size int64, visit func(saved) error) error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return fmt.Errorf("it is no zip archive, or a damaged one: %w", err)
	}
	for _, f := range z.File {
		if !f.Mode().IsRegular() || !isPage(f.Name) {
			continue
		}
		body, err := f.Open()
		if err != nil {
			body = io.NopCloser(failing{err})
		}
		err = visit(saved{name: f.Name, body: body})
		_ = body.Close() // read only
		if err != nil {
			return err
		}
	}
	return nil
}

// failing is a reader of what cannot be read.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func walkTar(r io.Reader, packed bool, visit func(saved) error) error {
	if packed {
		z, err := gzip.NewReader(r)
		if err != nil {
			return fmt.Errorf("it is not packed with gzip: %w", err)
		}
		r = z
	}
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("it is no tar archive, or a damaged one: %w", err)
		case h.Typeflag != tar.TypeReg || !isPage(h.Name):
			continue
		}
		if err := visit(saved{name: h.Name, body: t}); err != nil {
			return err
		}
	}
}

// walkWARC visits the pages that servers gave, with their addresses.
func walkWARC(r io.Reader, visit func(saved) error) error {
	records, err := gowarc.NewWarcFileReaderFromStream(r, 0)
	if err != nil {
		return err
	}
	defer func() { _ = records.Close() }() // read only
	for rec, err := range records.Records() {
		if err != nil {
			return fmt.Errorf("it is no WARC archive, or a damaged one: %w", err)
		}
		err := visitRecord(rec.WarcRecord, visit)
		_ = rec.Close() // read only
		if err != nil {
			return err
		}
	}
	return nil
}

var chunkedRE = regexp.MustCompile(`(?im)^transfer-encoding:\s*chunked\s*$`)

// visitRecord visits what a server answered when that is a page.
func visitRecord(rec gowarc.WarcRecord, visit func(saved) error) error {
	if rec.Type() != gowarc.Response {
		return nil
	}
	block, ok := rec.Block().(gowarc.HttpResponseBlock)
	if !ok || block.HttpStatusCode() != 200 {
		return nil
	}
	h := block.HttpHeader()
	kind := h.Get("Content-Type")
	if media, _, _ := mime.ParseMediaType(kind); media != "text/html" && media != "application/xhtml+xml" {
		return nil
	}
	body, err := block.PayloadBytes()
	if err != nil {
		body = failing{err}
	}
	// The parsed header has lost this line, the block has not lost the chunks.
	if chunkedRE.Match(block.ProtocolHeaderBytes()) {
		body = httputil.NewChunkedReader(body)
	}
	if strings.EqualFold(h.Get("Content-Encoding"), "gzip") {
		if body, err = gzip.NewReader(body); err != nil {
			body = failing{err}
		}
	}
	url := rec.WarcHeader().Get(gowarc.WarcTargetURI)
	return visit(saved{name: url, url: url, contentType: kind, body: body})
}

// walkMHTML visits the page that a browser saved, not the pictures beside it.
func walkMHTML(r io.Reader, visit func(saved) error) error {
	m, err := mail.ReadMessage(bufio.NewReader(r))
	if err != nil {
		return fmt.Errorf("it is no MHTML page: %w", err)
	}
	media, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(media, "multipart/") {
		return errors.New("it is no MHTML page: it has no parts")
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return fmt.Errorf("it is no MHTML page, or a damaged one: %w", err)
		}
		kind := part.Header.Get("Content-Type")
		if media, _, _ := mime.ParseMediaType(kind); media != "text/html" && media != "application/xhtml+xml" {
			continue
		}
		url := m.Header.Get("Snapshot-Content-Location")
		if url == "" {
			url = part.Header.Get("Content-Location")
		}
		if !isURL(url) {
			url = ""
		}
		return visit(saved{name: "page", url: url, contentType: kind, body: unfolded(part)})
	}
}

func unfolded(part *multipart.Part) io.Reader {
	switch strings.ToLower(part.Header.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		return quotedprintable.NewReader(part)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, part)
	}
	return part
}
