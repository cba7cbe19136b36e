package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"chancery/extract"
	"chancery/ingest"
	"chancery/ingest/page"
)

// maxFile is the largest file or standard input read, in bytes: pages are far
// smaller, and what is larger is no article.
const maxFile = 8 << 20

// input is a file that was read, or standard input.
type input struct {
	name string // "-" for standard input
	data []byte
}

// readInput reads a file, or standard input for "-". Errors say what to do.
func (e *env) readInput(path string) (input, error) {
	r := e.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return input{}, openError(path, err)
		}
		defer func() { _ = f.Close() }() // read only: nothing can be lost
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return input{}, fmt.Errorf("%s is a folder: name the files in it, or use ingest, which takes folders", path)
		}
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return input{}, fmt.Errorf("reading %s: %w", path, err)
	}
	if len(data) > maxFile {
		return input{}, fmt.Errorf("%s is larger than %d MiB: cut it into single articles", path, maxFile>>20)
	}
	return input{path, data}, nil
}

func openError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file %s: check the name", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read: check its permissions", path)
	}
	return err
}

// document makes the article of an input: plain text as it is, a page by its
// body, title and date.
func (in input) document(url string) (extract.Document, error) {
	p, err := page.Read(in.data, url, "")
	if err != nil {
		return extract.Document{}, fmt.Errorf("%s: %w", in.name, err)
	}
	it := ingest.FromPage(p)
	d := extract.Document{
		Title: it.Title, Text: it.Text, Lang: it.Lang, URL: url, Published: it.Published, PublishedBy: it.PublishedBy,
	}
	if in.name != "-" {
		d.Name = filepath.Base(in.name)
	}
	return d, nil
}

// open gives a stream to read a file, or standard input for "-", and what
// closes it.
func (e *env) open(path string) (io.Reader, func() error, error) {
	if path == "-" {
		return e.stdin, func() error { return nil }, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, openError(path, err)
	}
	return f, f.Close, nil
}
