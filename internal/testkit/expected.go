package testkit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery/extract"
)

// Expected is what a careful reader takes from an article, as NAME.events.json
// beside the article says.
type Expected struct {
	Published string          `json:"published"`
	Must      []ExpectedEvent `json:"must"`
	Never     []string        `json:"never"` // start days that would be a defect
}

// ExpectedEvent is one required event. Actors are alternatives parted by "|".
type ExpectedEvent struct {
	Start     string   `json:"start"`
	End       string   `json:"end"`
	EDTF      string   `json:"edtf"`
	Type      []string `json:"type"`
	Status    string   `json:"status"`
	Countries []string `json:"countries"`
	Actors    []string `json:"actors"`
	Place     string   `json:"place"`
}

// LoadExpected reads the article NAME.LANG.txt and what is expected of it.
func LoadExpected(t *testing.T, txt string) (text string, want Expected) {
	t.Helper()
	raw, err := os.ReadFile(txt)
	if err != nil {
		t.Fatal(err)
	}
	spec, err := os.ReadFile(strings.TrimSuffix(txt, ".txt") + ".events.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(spec, &want); err != nil {
		t.Fatalf("%s: %v", filepath.Base(txt), err)
	}
	return string(raw), want
}

// Misses lists in words what a result lacks of what is expected, and what it
// should not have.
func (x Expected) Misses(res extract.Result) []string {
	var out []string
	for _, m := range x.Must {
		if gap := m.closest(res.Events); len(gap) > 0 {
			out = append(out, fmt.Sprintf("%s %s: %s", m.Type[0], m.Start+m.EDTF, strings.Join(gap, ", ")))
		}
	}
	for _, e := range res.Events {
		if slices.Contains(x.Never, e.Start) {
			out = append(out, fmt.Sprintf("an event on %s, which must not be: %s", e.Start, e.Title))
		}
	}
	return out
}

// closest gives the gaps to the event that comes nearest; none when one fits.
func (m ExpectedEvent) closest(events []extract.Event) []string {
	best := []string{"no event at all"}
	for i, e := range events {
		if gaps := m.gaps(e); i == 0 || len(gaps) < len(best) {
			best = gaps
		}
	}
	return best
}

func (m ExpectedEvent) gaps(e extract.Event) []string {
	var out []string
	differ := func(what, want, got string) {
		if want != "" && want != got {
			out = append(out, fmt.Sprintf("%s is %q, not %q", what, got, want))
		}
	}
	differ("start", m.Start, e.Start)
	differ("end", m.End, e.End)
	differ("edtf", m.EDTF, e.EDTF)
	if m.Status != "any" {
		differ("status", m.Status, e.Status)
	}
	if !slices.Contains(m.Type, e.Type) {
		out = append(out, fmt.Sprintf("type is %q, not %s", e.Type, strings.Join(m.Type, " or ")))
	}
	for _, c := range m.Countries {
		if !slices.Contains(e.Countries, c) {
			out = append(out, "no "+c)
		}
	}
	for _, a := range m.Actors {
		if !slices.ContainsFunc(e.Actors, func(p extract.Actor) bool { return named(p, a) }) {
			out = append(out, "no "+a)
		}
	}
	if e.Place != nil {
		differ("place", m.Place, e.Place.Country)
	} else {
		differ("place", m.Place, "")
	}
	return out
}

func named(p extract.Actor, alternatives string) bool {
	for want := range strings.SplitSeq(alternatives, "|") {
		if strings.Contains(p.Name, want) {
			return true
		}
		for _, n := range p.Names {
			if strings.Contains(n, want) {
				return true
			}
		}
	}
	return false
}

// Beside gives a folder that lies beside the checkout's root, and skips the test
// when it is not there: what it holds is not part of the repository.
func Beside(t *testing.T, elem ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = parent
	}
	path := filepath.Join(append([]string{filepath.Dir(dir)}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not there: these texts are not part of the repository", filepath.Join(append([]string{".."}, elem...)...))
	}
	return path
}
