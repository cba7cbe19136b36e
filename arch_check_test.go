package chancery_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestArchitectureChecker proves the checker on small trees: it must find each
// breach, and nothing in a tree that keeps the rules.
func TestArchitectureChecker(t *testing.T) {
	clean := map[string]string{
		"lang/fr/text.yaml":        "a: b",
		"lang/lang.go":             "// Package lang is documented.\npackage lang",
		"models/models.go":         "// Package models is documented.\npackage models\n\nimport _ \"chancery/edtf\"",
		"models/more.go":           "package models",
		"extract/extract.go":       "// Package extract is documented.\npackage extract\n\nimport _ \"chancery/extract/timex\"\n\nconst a = \"fra\"",
		"extract/extract_test.go":  "package extract_test\n\nimport (\n\t_ \"chancery/handlers\"\n\t_ \"chancery/internal/testkit\"\n)\n\nconst a = \"fr\"",
		"ingest/fetch/fetch.go":    "// Package fetch is documented.\npackage fetch\n\nimport \"net/http\"\n\nvar _ = http.DefaultTransport",
		"cmd/chancery/main.go":     "// Command chancery is documented.\npackage main\n\nimport _ \"chancery/store\"",
		"cmd/chancery/a_test.go":   "package main\n\nimport _ \"chancery/store\"",
		"store/testdata/broken.go": "this is not Go",
		"third_party/x/go.mod":     "module x",
		"third_party/x/x.go":       "package x",
		"arch_test.go":             "package chancery_test",
	}
	tests := []struct {
		name, file, src, want string // want "": no fault
	}{
		{"clean tree", "models/extra.go", "package models", ""},
		{"forbidden import", "models/extra.go", "package models\n\nimport _ \"chancery/store\"", "models may not import store"},
		{"forbidden import by a sub-package", "extract/text/a.go", "// Package text is documented.\npackage text\n\nimport _ \"chancery/lang\"", "extract/text may not import lang"},
		{"store from handlers", "handlers/a.go", "// Package handlers is documented.\npackage handlers\n\nimport _ \"chancery/store\"", "handlers may not import store"},
		{"store from a test", "handlers/a_test.go", "package handlers\n\nimport _ \"chancery/store\"", ""},
		{"testkit in the product", "store/a.go", "// Package store is documented.\npackage store\n\nimport _ \"chancery/internal/testkit\"", "for tests only"},
		{"look-alike prefix", "handlers/a.go", "// Package handlers is documented.\npackage handlers\n\nimport _ \"chancery/timelines\"", "may not import timelines"},
		{"no doc comment", "jobs/a.go", "package jobs", "jobs: the package has no doc comment"},
		{"unknown room", "util/a.go", "// Package util is documented.\npackage util", "does not know this package"},
		{"unknown room with tests only", "util/a_test.go", "package util", "does not know this package"},
		{"default client", "ingest/a.go", "// Package ingest is documented.\npackage ingest\n\nimport \"net/http\"\n\nvar _ = http.DefaultClient", "http.DefaultClient leaves"},
		{"default client under another name", "ingest/a.go", "// Package ingest is documented.\npackage ingest\n\nimport web \"net/http\"\n\nfunc f() { web.Get(\"\") }", "http.Get leaves"},
		{"another package's Get", "ingest/a.go", "// Package ingest is documented.\npackage ingest\n\nimport \"net/http\"\n\nvar _ http.Header\n\nfunc f() { cache.Get(\"\") }", ""},
		{"language tag in the engine", "extract/extra.go", "package extract\n\nconst a = `fr`", `language tag "fr"`},
		{"language tag elsewhere", "models/extra.go", "package models\n\nconst a = \"fr\"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := fstest.MapFS{}
			for name, src := range clean {
				tree[name] = &fstest.MapFile{Data: []byte(src)}
			}
			tree[tt.file] = &fstest.MapFile{Data: []byte(tt.src)}
			got := strings.Join(architecture(t, tree), "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("faults are %q, want %q", got, tt.want)
			}
		})
	}
}
