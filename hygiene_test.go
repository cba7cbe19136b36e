package chancery_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// longestFile is how many lines a Go file may have before it should be two.
const longestFile = 500

// stray finds what must not be left in the repository. The words are put
// together here so that this file does not hold them itself.
var stray = []struct {
	what    string
	pattern *regexp.Regexp
	only    string // extensions it matters in; "" for all
}{
	{
		"a path of one machine",
		regexp.MustCompile(`(?:^|[\s"'=(:,` + "`" + `])/(?:` + strings.Join([]string{"work", "root", "farm", "home", "Users", "tmp"}, "|") + `)/`), "",
	},
	{"a note to self", regexp.MustCompile(`\b(?:TO` + `DO|FIX` + `ME|HA` + `CK)\b`), ".go .js .css .html .yaml .yml .sh .sql .md"},
	{
		"a registry's host", regexp.MustCompile(`proxy\.golang` + `\.org|sum\.golang` + `\.org|registry\.npm` + `js\.org|deb\.debian` + `\.org|pypi` + `\.org`), "",
	},
}

// TestRepositoryIsClean reads every file a clone would have.
func TestRepositoryIsClean(t *testing.T) {
	tree := os.DirFS(".")
	ignored, err := fs.ReadFile(tree, ".gitignore")
	if err != nil {
		t.Fatal(err)
	}
	faults, read := hygiene(t, tree, strings.Fields(string(ignored)))
	for _, f := range faults {
		t.Error(f)
	}
	if read < 50 {
		t.Errorf("only %d files were read: is this the repository's root?", read)
	}
}

func hygiene(t *testing.T, tree fs.FS, ignored []string) (faults []string, read int) {
	t.Helper()
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case isIgnored(name, ignored) || name == ".git":
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular() || path.Base(name) == "go.sum":
			return nil
		}
		body, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		read++
		faults = append(faults, strayIn(name, body)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return faults, read
}

func strayIn(name string, body []byte) (faults []string) {
	if bytes.IndexByte(body, 0) >= 0 {
		return nil // a picture
	}
	n := 0
	for line := range bytes.Lines(body) {
		n++
		for _, s := range stray {
			if ext := path.Ext(name); s.only != "" && (ext == "" || !strings.Contains(s.only, ext)) {
				continue
			}
			if s.pattern.Match(line) {
				faults = append(faults, fmt.Sprintf("%s:%d: %s: %.120s", name, n, s.what, bytes.TrimSpace(line)))
			}
		}
	}
	if path.Ext(name) == ".go" && n > longestFile {
		faults = append(faults, fmt.Sprintf("%s: %d lines: make it two files", name, n))
	}
	return faults
}

// isIgnored understands as much of .gitignore as this repository's file uses.
func isIgnored(name string, patterns []string) bool {
	for _, p := range patterns {
		target := path.Base(name)
		if rooted, ok := strings.CutPrefix(p, "/"); ok {
			p, target = rooted, name
		}
		if ok, _ := path.Match(strings.TrimSuffix(p, "/"), target); ok {
			return true
		}
	}
	return false
}

func TestHygieneChecker(t *testing.T) {
	ignored := []string{"/chancery", "*.db", "/.ci/tmp/"}
	tests := []struct {
		name, file, body, want string
	}{
		{"clean", "a.go", "package a // see /events/1, and workers/", ""},
		{"machine path", "docs/a.md", "open `/ho" + "me/ada/x`", "docs/a.md:1: a path"},
		{"note to self", "a.go", "package a\n\n// TO" + "DO later", "a.go:3: a note"},
		{"the Spanish word", "lang/es/a.txt", "TO" + "DO", ""},
		{"registry", "README.md", "https://proxy.golang" + ".org/x", "a registry"},
		{"long file", "a.go", strings.Repeat("//\n", longestFile+1), "make it two"},
		{"ignored file", "x.db", "/ro" + "ot/x", ""},
		{"ignored folder", ".ci/tmp/x.md", " /ro" + "ot/x", ""},
		{"picture", "a.png", "\x00 /ro" + "ot/x", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			faults, _ := hygiene(t, fstest.MapFS{tt.file: &fstest.MapFile{Data: []byte(tt.body)}}, ignored)
			got := strings.Join(faults, "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("faults are %q, want %q", got, tt.want)
			}
		})
	}
}
