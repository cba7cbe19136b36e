package actor

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
)

// beside finds a folder beside the checkout; the test is skipped without it.
func beside(t *testing.T, elem ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			path := filepath.Join(append([]string{dir, "..", "shared"}, elem...)...)
			if _, err := os.Stat(path); err == nil {
				return path
			}
			break
		}
	}
	t.Skip("no example articles beside the checkout")
	return ""
}

type expected struct {
	Published string
	Must      []struct {
		Countries []string
		Actors    []string
		Place     string
	}
}

// TestArticles: every actor, country and place a careful reader takes from the
// example articles is among the mentions.
func TestArticles(t *testing.T) {
	dir := beside(t, "articles")
	files, err := filepath.Glob(filepath.Join(dir, "*.events.json"))
	if err != nil || len(files) == 0 {
		t.Skip("no example articles beside the checkout")
	}
	g := opened(t)
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".events.json")
		t.Run(name, func(t *testing.T) {
			var want expected
			decode(t, f, &want)
			body, err := os.ReadFile(filepath.Join(dir, name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			day, err := edtf.ParseDay(want.Published)
			if err != nil {
				t.Fatal(err)
			}
			tag := name[strings.LastIndexByte(name, '.')+1:]
			doc := text.New(string(body), tag, rules(t, tag))
			compare(t, g, want, g.Match(doc, day, true))
		})
	}
}

func decode(t *testing.T, path string, v any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		t.Fatal(err)
	}
}

func compare(t *testing.T, g *Gazetteer, want expected, got []Mention) {
	countries, names := map[string]bool{}, map[string]bool{}
	for _, m := range got {
		countries[m.Country] = true
		if m.Kind != Person {
			continue
		}
		names[m.Name] = true
		if r, ok := g.Record(m.ID); ok {
			for _, n := range r.Names {
				names[n] = true
			}
		}
	}
	for _, e := range want.Must {
		for _, c := range append(e.Countries, e.Place) {
			if c != "" && !countries[c] {
				t.Errorf("no mention of %s", c)
			}
		}
		for _, a := range e.Actors {
			if !anyName(names, strings.Split(a, "|")) {
				t.Errorf("no mention of %s", a)
			}
		}
	}
}

func anyName(names map[string]bool, wanted []string) bool {
	for n := range names {
		for _, w := range wanted {
			if strings.Contains(foldName(n), foldName(w)) {
				return true
			}
		}
	}
	return false
}
