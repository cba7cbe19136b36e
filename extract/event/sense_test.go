package event_test

import (
	"strings"
	"testing"

	"chancery/lang"

	"go.yaml.in/yaml/v3"
)

// Every pattern of a sense is for a sense that some language tells, or it could
// never be used.
func TestSensesOfTitles(t *testing.T) {
	told := map[string]bool{}
	for _, tag := range tags("events.yaml") {
		var p struct {
			Senses map[string]map[string][]string `yaml:"senses"`
		}
		decode(t, tag, "events.yaml", &p)
		for kind, senses := range p.Senses {
			for s := range senses {
				told[kind+"."+s] = true
			}
		}
	}
	for _, tag := range tags("titles.yaml") {
		var p struct {
			Types map[string][]string `yaml:"types"`
		}
		decode(t, tag, "titles.yaml", &p)
		for key := range p.Types {
			if strings.Contains(key, ".") && !told[key] {
				t.Errorf("lang/%s/titles.yaml: no language tells %s", tag, key)
			}
		}
	}
}

// decode reads a part of a pack's file.
func decode(t *testing.T, tag, file string, v any) {
	t.Helper()
	raw, err := lang.Read(tag, file)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(raw, v); err != nil {
		t.Fatalf("lang/%s/%s: %v", tag, file, err)
	}
}
