package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery/extract"
	"chancery/lang"
)

// expected is an event of NAME.events.json; in may, fields may be missing.
type expected struct {
	Start     string   `json:"start"`
	EDTF      string   `json:"edtf"`
	Type      []string `json:"type"`
	Status    string   `json:"status"`
	Countries []string `json:"countries"`
	Actors    []string `json:"actors"`
	// Roles that are sure, by who plays them: see playing.
	Roles map[string]string `json:"roles"`
}

type expectations struct {
	Published string     `json:"published"`
	Must      []expected `json:"must"`
	May       []expected `json:"may"`
	Never     []string   `json:"never"`
}

// score counts. An event is right when its type is among those accepted, its
// first day is exact and its states include the expected ones; status is judged
// on right events only.
type score struct {
	articles, must, found, status, events, right int
	negatives, falseEvents, unread               int
	dated, datable, named, actors                int
	families                                     map[string]*family
	parts                                        map[string]*part
	judged                                       []judged
}

func (s *score) article(x *extract.Extractor, file string, w io.Writer, verbose bool) error {
	var want expectations
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &want); err != nil {
		return err
	}
	text, err := os.ReadFile(strings.TrimSuffix(file, ".events.json") + ".txt")
	if err != nil {
		return err
	}
	name := strings.TrimSuffix(filepath.Base(file), ".events.json")
	return s.read(x, extract.Document{Text: string(text), Published: want.Published}, want, name, w, verbose)
}

func (s *score) read(x *extract.Extractor, d extract.Document, want expectations, name string, w io.Writer, verbose bool) error {
	res, err := x.Extract(d)
	if errors.Is(err, lang.ErrUnknown) {
		s.unread++
		return nil
	}
	if err != nil {
		return err
	}
	for _, line := range s.count(want, res.Events) {
		if verbose {
			_, _ = fmt.Fprintf(w, "    %s: %s\n", name, line)
		}
	}
	return nil
}

func (s *score) count(want expectations, events []extract.Event) (notes []string) {
	s.articles++
	if len(want.Must)+len(want.May) == 0 {
		s.negatives++
		if len(events) > 0 {
			s.falseEvents++
		}
	}
	s.must += len(want.Must)
	s.events += len(events)
	used := make([]bool, len(events))
	for _, m := range want.Must {
		i := match(m, events, used)
		s.tally(m, events, i)
		if i < 0 {
			notes = append(notes, fmt.Sprintf("missing %v %s%s %v", m.Type, m.Start, m.EDTF, m.Countries))
			continue
		}
		used[i] = true
		s.found++
		s.right++
		notes = append(notes, s.playing(m, events[i])...)
		if m.Status == "any" || m.Status == events[i].Status {
			s.status++
		} else {
			notes = append(notes, fmt.Sprintf("status %s, not %s: %s", events[i].Status, m.Status, events[i].Title))
		}
	}
	for _, m := range want.May {
		if i := match(m, events, used); i >= 0 {
			used[i] = true
			s.right++
		}
	}
	s.judge(events, used)
	for i, e := range events {
		s.coded(e.Type, used[i])
		if !used[i] {
			notes = append(notes, fmt.Sprintf("not expected: %s %s %s %v (%.2f, %s)", e.Type, e.Status, e.EDTF, e.Countries, e.Confidence, e.Evidence[0].Rule))
		}
		if slices.Contains(want.Never, e.Start) {
			notes = append(notes, "NEVER: "+e.Start)
		}
	}
	return notes
}

// match gives the first unused event that is the expected one, or -1.
func match(m expected, events []extract.Event, used []bool) int {
	for i, e := range events {
		if !used[i] && fits(m, e) {
			return i
		}
	}
	return -1
}

func fits(m expected, e extract.Event) bool {
	if !alike(m.Type, e.Type) {
		return false
	}
	if m.Start != "" && m.Start != e.Start || m.EDTF != "" && m.EDTF != e.EDTF {
		return false
	}
	return !slices.ContainsFunc(m.Countries, func(c string) bool { return !slices.Contains(e.Countries, c) })
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (s *score) print(w io.Writer, name string) {
	p, r := ratio(s.right, s.events), ratio(s.found, s.must)
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	_, _ = fmt.Fprintf(w, "%-12s %8d %6d %9.2f %6.2f %6.2f %8.2f %6.2f %6.2f %6d of %2d", name, s.articles, s.must, p, r, f,
		ratio(s.status, s.found), ratio(s.dated, s.datable), ratio(s.named, s.actors), s.falseEvents, s.negatives)
	if s.unread > 0 {
		_, _ = fmt.Fprintf(w, "   (%d in languages whose events are not read)", s.unread)
	}
	_, _ = fmt.Fprintln(w)
}

// acts tells whether one of the names between "|" is among an event's actors.
func acts(e extract.Event, names string) bool {
	for name := range strings.SplitSeq(names, "|") {
		if slices.ContainsFunc(e.Actors, func(a extract.Actor) bool {
			return a.Name == name || slices.Contains(slices.Collect(maps.Values(a.Names)), name)
		}) {
			return true
		}
	}
	return false
}
