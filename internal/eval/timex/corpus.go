package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"chancery/edtf"
	"chancery/extract/text"
	"chancery/extract/timex"
	"chancery/lang"
)

// document is one line of a corpus.
type document struct {
	ID   string `json:"id"`
	Lang string `json:"lang"`
	DCT  string `json:"dct"`
	Text string `json:"text"`
	Gold []mark `json:"timex"`
}

// mark is an annotated or predicted expression; offsets are code points.
type mark struct {
	Start int    `json:"s"`
	End   int    `json:"e"`
	Text  string `json:"t"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod,omitempty"`
	Rule  string `json:"rule,omitempty"`
}

type evaluator struct {
	stdout, preds io.Writer
	showErrors    bool
}

// file scores one corpus and prints its figures.
func (e *evaluator) file(name string) error {
	docs, err := load(name)
	if err != nil || len(docs) == 0 {
		return err
	}
	taggers, err := e.open(docs)
	if errors.Is(err, lang.ErrUnknown) {
		fmt.Fprintf(e.stdout, "%s: %v\n", filepath.Base(name), err)
		return nil
	}
	if err != nil {
		return err
	}
	preds, speed, err := tagAll(docs)
	if err != nil {
		return err
	}
	for i, d := range docs {
		raw, err := json.Marshal(map[string]any{"id": d.ID, "preds": preds[i]})
		if err != nil {
			return err
		}
		fmt.Fprintln(e.preds, string(raw))
	}
	fmt.Fprintf(e.stdout, "%s  %d documents, %.0f MB/s\n", filepath.Base(name), len(docs), speed)
	for _, t := range tasks {
		s := scoreAll(docs, preds, t, nil)
		fmt.Fprintf(e.stdout, "  %-6s %v\n", t.name, s)
	}
	e.classes(taggers, docs, preds)
	if e.showErrors {
		scoreAll(docs, preds, tasks[0], func(kind string, d document, g, p mark) {
			fmt.Fprintf(e.stdout, "%s\t%s\t%s\t%s [%s]\t%s [%s] %s\t%s\n", kind, d.ID, d.DCT, g.Text, g.Value, p.Text, p.Value, p.Rule, around(d.Text, g, p))
		})
	}
	return nil
}

func around(s string, g, p mark) string {
	m := g
	if g.End == 0 {
		m = p
	}
	r := []rune(s)
	part := string(r[max(0, m.Start-60):min(len(r), m.End+40)])
	return strings.Join(strings.Fields(part), " ")
}

func load(name string) ([]document, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var docs []document
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		var d document
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", name, len(docs)+1, err)
		}
		docs = append(docs, d)
	}
	return docs, in.Err()
}

// open gives the taggers of all languages the documents are in.
func (e *evaluator) open(docs []document) (map[string]*timex.Tagger, error) {
	taggers := map[string]*timex.Tagger{}
	for _, d := range docs {
		if taggers[d.Lang] != nil {
			continue
		}
		t, err := timex.Open(d.Lang)
		if err != nil {
			return nil, err
		}
		taggers[d.Lang] = t
	}
	return taggers, nil
}

// tagAll gives the predictions of all documents and the tagger's speed in
// megabytes a second, tokens included.
func tagAll(docs []document) ([][]mark, float64, error) {
	var langs timex.Languages
	all := make([][]mark, len(docs))
	bytes := 0
	var start time.Time
	for range 2 { // the first time packs are opened
		start, bytes = time.Now(), 0
		for i, d := range docs {
			doc, err := langs.Doc(d.Text, d.Lang)
			if err != nil {
				return nil, 0, err
			}
			found, err := langs.Tag(doc, options(d.DCT))
			if err != nil {
				return nil, 0, err
			}
			all[i] = marks(doc, found)
			bytes += len(d.Text)
		}
	}
	return all, float64(bytes) / 1e6 / time.Since(start).Seconds(), nil
}

func options(dct string) timex.Options {
	day, err := edtf.ParseDay(dct[:min(10, len(dct))])
	return timex.Options{DCT: day, HasDCT: err == nil}
}

func marks(doc *text.Doc, found []timex.Timex) []mark {
	out := []mark{}
	for _, x := range found {
		out = append(out, mark{
			Start: doc.RuneOffset(x.Start), End: doc.RuneOffset(x.End), Text: doc.Text[x.Start:x.End],
			Type: string(x.Type), Value: x.Value, Mod: x.Mod, Rule: x.Rule,
		})
	}
	return out
}

// classes prints value figures by class of the gold expression.
func (e *evaluator) classes(taggers map[string]*timex.Tagger, docs []document, preds [][]mark) {
	names := map[string]bool{}
	of := map[string]string{}
	for _, d := range docs {
		for _, g := range d.Gold {
			c := class(taggers[d.Lang], g)
			names[c], of[g.Type+g.Value+g.Text] = true, c
		}
	}
	sorted := make([]string, 0, len(names))
	for n := range names {
		sorted = append(sorted, n)
	}
	sort.Strings(sorted)
	for _, n := range sorted {
		s := scoreAll(docs, preds, task{name: n, gold: func(g mark) bool { return of[g.Type+g.Value+g.Text] == n }, strictZone: true}, nil)
		fmt.Fprintf(e.stdout, "  · %-16s n=%3d  found %.3f  value %.3f\n", n, s.gold, ratio(s.relaxed, s.gold), ratio(s.value, s.gold))
	}
}

// class tells a gold expression's class from how it reads without a
// publication day.
func class(t *timex.Tagger, g mark) string {
	switch {
	case g.Type != "DATE" && g.Type != "TIME":
		return strings.ToLower(g.Type)
	case strings.HasSuffix(g.Value, "_REF"):
		return "vague reference"
	}
	for _, x := range t.Tag(t.Doc(g.Text), timex.Options{}) {
		switch {
		case strings.HasPrefix(x.Value, "XXXX-WXX-") && x.Weekday > 0 && x.Direction == 0:
			return "weekday"
		case x.DayOfMonth > 0 && x.Year == 0:
			return "day and month"
		case x.DayOfMonth > 0:
			return "full date"
		case x.Month > 0:
			return "month"
		case strings.HasPrefix(x.Value, "XXXX-XX-XX"):
			return "deictic day"
		case x.Year > 0:
			return "year"
		}
	}
	return "other " + strings.ToLower(g.Type)
}
