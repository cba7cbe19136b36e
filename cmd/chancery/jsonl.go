package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"chancery/extract"
	"chancery/ingest/page"
	"chancery/models"
)

// line is one document of a JSON Lines input.
type line struct {
	ID        json.RawMessage `json:"id"`
	Text      string          `json:"text"`
	HTML      string          `json:"html"`
	Title     string          `json:"title"`
	Published string          `json:"published"`
	DCT       string          `json:"dct"`
	Lang      string          `json:"lang"`
	URL       string          `json:"url"`
}

// lineError is what stands in the output for a line that could not be read.
type lineError struct {
	ID    json.RawMessage `json:"id"`
	Error string          `json:"error"`
}

// eachLine calls fn for every line of the inputs (standard input when there
// are none) and writes what it gives, in order. A line that fails gives an
// error object in its place and never stops the run. fn is called from several
// goroutines at once.
func (e *env) eachLine(ctx context.Context, paths []string, fn func(line) (any, error)) error {
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	defer throughput()()
	out := bufio.NewWriter(e.stdout)
	bar := e.newProgress(-1, "documents")
	defer bar.finish()
	for _, path := range paths {
		in, closer, err := e.open(path)
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		err = lines(ctx, in, out, bar, fn)
		if err = errors.Join(err, closer()); err != nil {
			return errors.Join(err, out.Flush())
		}
	}
	return out.Flush()
}

// readLine reads up to a newline. A line over the limit is read to its end and
// dropped.
func readLine(r *bufio.Reader) (raw []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(raw)+len(part) > maxFile {
			tooLong, raw = true, raw[:0]
		} else if !tooLong {
			raw = append(raw, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return raw, tooLong, err
		}
	}
}

func resultOf(raw []byte, tooLong bool, n int, fn func(line) (any, error)) any {
	var l line
	if tooLong {
		return lineError{json.RawMessage("null"), fmt.Sprintf("line %d is longer than %d MiB", n, maxFile>>20)}
	}
	if err := json.Unmarshal(raw, &l); err != nil {
		if l.ID == nil {
			l.ID = json.RawMessage("null")
		}
		return lineError{l.ID, fmt.Sprintf("line %d is no JSON document: %v", n, err)}
	}
	if l.ID == nil {
		l.ID = json.RawMessage("null")
	}
	res, err := fn(l)
	if err != nil {
		return lineError{l.ID, err.Error()}
	}
	return res
}

// document makes the article a line holds.
func (l line) document() (extract.Document, error) {
	d := extract.Document{Title: l.Title, Text: l.Text, Lang: l.Lang, Published: l.Published, URL: l.URL}
	if l.HTML == "" {
		return d, nil
	}
	p, err := page.Read([]byte(l.HTML), l.URL, "text/html; charset=utf-8")
	if err != nil {
		return d, err
	}
	d.Text = p.Text
	if d.Title == "" {
		d.Title = p.Title
	}
	if d.Lang == "" {
		d.Lang = p.Lang
	}
	if d.Published == "" && p.Published != "" {
		d.Published, d.PublishedBy = p.Published, models.PublishedMetadata
	}
	return d, nil
}

func (e *env) extractJSONL(ctx context.Context, paths []string) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	return e.eachLine(ctx, paths, func(l line) (any, error) {
		d, err := l.document()
		if err != nil {
			return nil, err
		}
		res, err := x.Extract(d)
		if err != nil {
			return nil, err
		}
		if l.HTML != "" && res.Article.Text == "" {
			res.Article.Text = d.Text
		}
		return struct {
			ID json.RawMessage `json:"id"`
			extract.Result
		}{l.ID, res}, nil
	})
}
