package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"chancery/ingest"
	"chancery/ingest/page"
)

// archives are the endings of files that hold several saved pages.
var archives = []string{".zip", ".tar", ".tar.gz", ".tgz", ".warc", ".warc.gz", ".mhtml", ".mht"}

// maxPages bounds an archive, in pages: an archive is a stranger's too.
const maxPages = 1_000_000

func isArchive(name string) bool {
	return slices.ContainsFunc(archives, func(end string) bool { return strings.HasSuffix(strings.ToLower(name), end) })
}

// saved is a page that lies in an archive.
type saved struct {
	name        string
	url         string // where it was, "" when the archive does not say
	contentType string
	body        io.Reader
}

// errEnough stops a walk through an archive.
var errEnough = errors.New("enough")

// archive reads the pages of an archive one after the other; it reports false
// when the caller has enough. What breaks an archive is an error of its own, the
// pages before it are taken.
func (s *sources) archive(file string, yield func(ingest.Item, error) bool) bool {
	pages := 0
	err := walkArchive(file, func(p saved) error {
		if pages++; pages > maxPages {
			return fmt.Errorf("it holds more than %d pages: cut it", maxPages)
		}
		if !yield(readSaved(file, p)) {
			return errEnough
		}
		return nil
	})
	switch {
	case errors.Is(err, errEnough):
		return false
	case err != nil:
		return yield(ingest.Item{}, fmt.Errorf("%s: %w", file, err))
	case pages == 0:
		return yield(ingest.Item{}, fmt.Errorf("%s holds no page", file))
	}
	return true
}

func readSaved(file string, p saved) (ingest.Item, error) {
	label := file + ": " + p.name
	body, err := io.ReadAll(io.LimitReader(p.body, maxFile+1))
	switch {
	case err != nil:
		return ingest.Item{}, fmt.Errorf("%s cannot be unpacked: %w", label, err)
	case len(body) > maxFile:
		return ingest.Item{}, fmt.Errorf("%s is larger than %d MiB: too much for an article", label, maxFile>>20)
	}
	got, err := page.Read(body, p.url, p.contentType)
	if err != nil {
		return ingest.Item{}, fmt.Errorf("%s: %w", label, err)
	}
	it := ingest.FromPage(got)
	it.Name = path.Base(p.name)
	return it, nil
}

func walkArchive(file string, visit func(saved) error) error {
	f, err := os.Open(file)
	if err != nil {
		return openError(file, err)
	}
	defer func() { _ = f.Close() }() // read only: nothing can be lost
	name := strings.ToLower(file)
	switch {
	case strings.HasSuffix(name, ".zip"):
		info, err := f.Stat()
		if err != nil {
			return err
		}
		return walkZip(f, info.Size(), visit)
	case strings.Contains(path.Base(name), ".warc"):
		return walkWARC(f, visit)
	case strings.HasSuffix(name, ".mhtml"), strings.HasSuffix(name, ".mht"):
		return walkMHTML(f, visit)
	}
	return walkTar(f, strings.HasSuffix(name, "gz"), visit)
}
