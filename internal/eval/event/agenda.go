package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"

	"chancery/extract"
)

// agendaFile is a newsroom's forward calendar; most of it is not diplomatic.
const agendaFile = "../shared/corpora/events/fr-agenda-dev.jsonl"

// agenda prints, by the newsroom's own sections, how many items give an event.
// Those of domestic politics should give none.
func agenda(w io.Writer, x *extract.Extractor) error {
	f, err := os.Open(agendaFile)
	if errors.Is(err, fs.ErrNotExist) {
		_, err = fmt.Fprintln(w, "agenda    not there")
		return err
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // read only
	items, events := map[string]int{}, map[string]int{}
	for s := bufio.NewScanner(f); s.Scan(); {
		var row struct{ Title, Content, Type, Snapshot string }
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			return err
		}
		res, err := x.Extract(extract.Document{Title: row.Title, Text: row.Content, Lang: "fr", Published: row.Snapshot})
		if err != nil {
			continue
		}
		items[row.Type]++
		if len(res.Events) > 0 {
			events[row.Type]++
		}
	}
	for _, section := range slices.Sorted(maps.Keys(items)) {
		_, err = fmt.Fprintf(w, "agenda    %-32s %3d items, %2d with an event\n", section, items[section], events[section])
	}
	return err
}
