package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery/ingest"
	"chancery/ingest/fetch"
)

// sources are the places ingest was told to read.
type sources struct {
	env   *env
	paths []string // files, addresses and "-", folders resolved
	total int      // how many items, -1 when only reading tells
	net   *fetch.Client
}

// extensions are the files taken from a folder.
var extensions = []string{".txt", ".html", ".htm", ".jsonl"}

func isSource(name string) bool {
	return slices.Contains(extensions, strings.ToLower(filepath.Ext(name))) || isArchive(name)
}

// sources resolves folders; a name that is not there is an error before
// anything is read.
func (e *env) sources(args []string) (*sources, error) {
	s := &sources{env: e, net: e.client()}
	for _, arg := range args {
		if isURL(arg) || arg == "-" {
			s.paths = append(s.paths, arg)
			continue
		}
		info, err := os.Stat(arg)
		if err != nil {
			return nil, openError(arg, err)
		}
		if !info.IsDir() {
			s.paths = append(s.paths, arg)
			continue
		}
		files, err := filesIn(arg)
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("%s holds no %s file", arg, strings.Join(slices.Concat(extensions, archives), ", "))
		}
		s.paths = append(s.paths, files...)
	}
	s.total = len(s.paths)
	if slices.ContainsFunc(s.paths, isJSONL) || slices.ContainsFunc(s.paths, isArchive) {
		s.total = -1
	}
	return s, nil
}

func filesIn(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return openError(path, err)
		}
		if d.Type().IsRegular() && isSource(path) {
			out = append(out, path)
		}
		return nil
	})
	return out, err
}

func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func isJSONL(path string) bool { return strings.EqualFold(filepath.Ext(path), ".jsonl") }

// items reads the sources one after the other.
func (s *sources) items(ctx context.Context) iter.Seq2[ingest.Item, error] {
	return func(yield func(ingest.Item, error) bool) {
		for _, path := range s.paths {
			switch {
			case isJSONL(path):
				if !s.lines(path, yield) {
					return
				}
			case !isURL(path) && isArchive(path):
				if !s.archive(path, yield) {
					return
				}
			case isURL(path):
				if !yield(ingest.Fetch(ctx, s.net, path)) {
					return
				}
			default:
				if !yield(s.file(path)) {
					return
				}
			}
		}
	}
}

func (s *sources) file(path string) (ingest.Item, error) {
	in, err := s.env.readInput(path)
	if err != nil {
		return ingest.Item{}, err
	}
	d, err := in.document("")
	if err != nil {
		return ingest.Item{}, err
	}
	return ingest.Item{
		Title: d.Title, Text: d.Text, Lang: d.Lang, Published: d.Published, PublishedBy: d.PublishedBy, Name: d.Name,
	}, nil
}

// lines reads a JSON Lines file; it reports false when the caller has enough.
func (s *sources) lines(path string, yield func(ingest.Item, error) bool) bool {
	in, done, err := s.env.open(path)
	if err != nil {
		return yield(ingest.Item{}, err)
	}
	defer func() { _ = done() }() // read only: nothing can be lost
	r := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		raw, tooLong, err := readLine(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return yield(ingest.Item{}, fmt.Errorf("reading %s: %w", path, err))
		}
		if len(bytes.TrimSpace(raw)) > 0 || tooLong {
			if !yield(lineItem(raw, tooLong, path, n)) {
				return false
			}
		}
		if err != nil {
			return true
		}
	}
}

func lineItem(raw []byte, tooLong bool, path string, n int) (ingest.Item, error) {
	var l line
	if tooLong {
		return ingest.Item{}, fmt.Errorf("%s, line %d is longer than %d MiB", path, n, maxFile>>20)
	}
	if err := json.Unmarshal(raw, &l); err != nil {
		return ingest.Item{}, fmt.Errorf("%s, line %d is no JSON document: %w", path, n, err)
	}
	d, err := l.document()
	if err != nil {
		return ingest.Item{}, fmt.Errorf("%s, line %d: %w", path, n, err)
	}
	return ingest.Item{
		Title: d.Title, Text: d.Text, Lang: d.Lang, URL: d.URL, Published: d.Published, PublishedBy: d.PublishedBy,
		Name: fmt.Sprintf("%s:%d", filepath.Base(path), n),
	}, nil
}
