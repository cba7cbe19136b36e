package main

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const dataDir = "../../extract/actor/data"

// TestOfficesAreBuilt: the committed table is what the committed lists make.
func TestOfficesAreBuilt(t *testing.T) {
	dir := t.TempDir()
	for _, file := range []string{"people.tsv", "people-editor.tsv"} {
		raw, err := os.ReadFile(filepath.Join(dataDir, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, file), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := buildOffices("offices.txt", dir); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(dir, "people-offices.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dataDir, "people-offices.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("people-offices.tsv is stale: go run ./internal/gazetteer -offices")
	}
}

func TestBadOfficeLists(t *testing.T) {
	for name, list := range map[string]string{
		"no office":           "Ada Example | 2001/2002\n",
		"no term":             "@ FRA minister\nAda Example\n",
		"end before start":    "@ FRA minister\nAda Example | 2002-01-01/2001-01-01\n",
		"no end at all":       "@ FRA minister\nAda Example | 2002-01-01\n",
		"no end before a new": "@ FRA minister\nAda Example | 2002-01-01\n@ FRA envoy\nBo Example | 2002/..\n",
		"office of two words": "@ FRA prime minister\nAda Example | 2002/..\n",
		"too many columns":    "@ FRA minister\nAda Example | 2002/.. | =A | =B\n",
	} {
		if _, err := readOffices(bufio.NewScanner(strings.NewReader(list)), knownPeople{}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestOfficeLists(t *testing.T) {
	known := knownPeople{"ada example": {{id: "Q1", name: "Ada Exämple", country: "FRA"}}}
	list := "@ FRA minister\nAda Example | 2001-05-01 | de=Ada Beispiel\n~Bo Example | 2003-01-01/..\n@ DEU minister\nAda Example | 2004/..\n"
	held, err := readOffices(bufio.NewScanner(strings.NewReader(list)), known)
	if err != nil {
		t.Fatal(err)
	}
	if h := held["Q1"]; h == nil || h.name != "Ada Exämple" || h.terms[0] != "FRA minister 2001-05-01/2003-01-01" || h.names[0] != "de=Ada Beispiel" {
		t.Errorf("known by another spelling, ended by the successor: %+v", h)
	}
	if h := held["p:bo-example"]; h == nil || h.terms[0] != "FRA ~minister 2003-01-01/.." {
		t.Errorf("new and acting: %+v", h)
	}
	if h := held["p:ada-example"]; h == nil || h.country != "DEU" {
		t.Errorf("a namesake of another state is another person: %+v", h)
	}
}

// TestListsDoNotOverlap reads the lists as they stand, before the gazetteer
// lets successors cut a term: two terms of one list share no more than the day
// of the handover, unless one is acting or the office has many holders.
func TestListsDoNotOverlap(t *testing.T) {
	var checked int
	many := strings.Fields("UN:official UN:envoy NATO:official EU:official USA:adviser USA:ambassador USA:envoy USA:official USA:minister USA:spokesperson USA:vice-president DEU:adviser")
	ends := map[string]string{} // list -> latest end so far
	err := cells(filepath.Join(dataDir, "people-offices.tsv"), func([]string) { checked++ })
	if err != nil || checked < 1000 {
		t.Fatalf("%d people, %v", checked, err)
	}
	raw, err := os.ReadFile("offices.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "@ "); ok {
			list = strings.Replace(head, " ", ":", 1)
			continue
		}
		if line == "" || line[0] == '#' || line[0] == '~' || strings.Contains(list, "~") || slices.Contains(many, list) {
			continue
		}
		l, err := parseListed(line, list[:strings.Index(list, ":")])
		if err != nil {
			t.Fatal(err)
		}
		n := min(len(l.start), len(ends[list]))
		if l.start[:n] < ends[list][:n] {
			t.Errorf("%s: %s begins %s, before %s", list, l.name, l.start, ends[list])
		}
		ends[list] = l.end
		if l.end == ".." {
			ends[list] = "9999"
		}
	}
}
