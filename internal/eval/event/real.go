package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"chancery/extract"
)

// corpora lie beside the checkout; the gold for them only holds facts.
const corpora = "../shared/corpora/events"

// goldRow is one item of testdata/real: what a reader takes from a row of a
// corpus.
type goldRow struct {
	Corpus, ID, Lang string
	expectations
}

// corpusRow is a row of a corpus, whatever its kind.
type corpusRow struct {
	ID, UID, Title, Text, Content, Start, End string
}

// real measures a file of gold for corpora and gives a score by language. A
// score is missing where the corpora are.
func real(x *extract.Extractor, file string, w io.Writer, verbose bool) (map[string]*score, error) {
	out := map[string]*score{}
	rows := map[string]map[string]corpusRow{}
	err := eachLine(file, func(line []byte) error {
		var g goldRow
		if err := json.Unmarshal(line, &g); err != nil {
			return err
		}
		if rows[g.Corpus] == nil {
			var err error
			if rows[g.Corpus], err = corpus(g.Corpus); err != nil {
				return err
			}
		}
		row, there := rows[g.Corpus][g.ID]
		if !there {
			return fmt.Errorf("%s has no item %s", g.Corpus, g.ID)
		}
		s := out[g.Lang]
		if s == nil {
			s = &score{}
			out[g.Lang] = s
		}
		return s.read(x, row.document(g), g.expectations, g.ID, w, verbose)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return out, err
}

func corpus(name string) (map[string]corpusRow, error) {
	rows := map[string]corpusRow{}
	err := eachLine(filepath.Join(corpora, name+".jsonl"), func(line []byte) error {
		var r corpusRow
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		rows[r.ID+r.UID] = r
		return nil
	})
	return rows, err
}

func eachLine(file string, do func([]byte) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // read only
	s := bufio.NewScanner(f)
	s.Buffer(nil, 4<<20)
	for s.Scan() {
		if err := do(s.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return s.Err()
}

// document is the item as its readers see it: an agenda prints its items under
// their day.
func (r corpusRow) document(g goldRow) extract.Document {
	d := extract.Document{Title: r.Title, Text: r.Text, Lang: g.Lang, Published: g.Published}
	if r.Content != "" || r.Start != "" {
		d.Title, d.Text = "", under(r.Start, r.End)+"\n\n"+r.Title+"\n"+r.Content
	}
	return d
}

var months = [...]string{
	"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
	"septembre", "octobre", "novembre", "décembre",
}

// under writes an agenda's heading; its language is that of the only agenda
// there is.
func under(start, end string) string {
	a, errA := time.Parse(time.DateOnly, start)
	b, errB := time.Parse(time.DateOnly, end)
	if errA != nil || errB != nil {
		return ""
	}
	day := func(t time.Time) string { return fmt.Sprintf("%d %s %d", t.Day(), months[t.Month()-1], t.Year()) }
	if a.Equal(b) {
		return "Le " + day(a)
	}
	if a.Month() == b.Month() && a.Year() == b.Year() {
		return fmt.Sprintf("Du %d au %s", a.Day(), day(b))
	}
	return "Du " + day(a) + " au " + day(b)
}
