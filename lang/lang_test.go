package lang

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	for in, want := range map[string]string{"fr": "fr", "FR": "fr", "fr-CA": "fr", "en_US": "en", "de-AT-1996": "de"} {
		got, err := Match(in)
		if err != nil || got != want {
			t.Errorf("Match(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "xx", "x-fr"} {
		if got, err := Match(in); !errors.Is(err, ErrUnknown) {
			t.Errorf("Match(%q) = %q, %v; want ErrUnknown", in, got, err)
		}
	}
}

func TestDecodeNamesFileAndLine(t *testing.T) {
	var v struct{ Name string }
	err := Decode("fr", "text.yaml", &v)
	if err == nil || !strings.Contains(err.Error(), "lang/fr/text.yaml") || !strings.Contains(err.Error(), "line") {
		t.Errorf("an unknown key gives %v", err)
	}
	if err := Decode("fr", "none.yaml", &v); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}

// TestEveryTextIsComplete: detection needs the function words, the tokenizer
// the abbreviations.
func TestEveryTextIsComplete(t *testing.T) {
	for _, tag := range Tags() {
		text, err := LoadText(tag)
		if err != nil {
			t.Fatal(err)
		}
		if text.Name == "" || len(text.FunctionWords) < 40 || len(text.Abbreviations) == 0 {
			t.Errorf("lang/%s/text.yaml: name %q, %d function words, %d abbreviations",
				tag, text.Name, len(text.FunctionWords), len(text.Abbreviations))
		}
		if !slices.IsSorted(Files(tag)) || !Has(tag, "text.yaml") || Has(tag, "none.yaml") {
			t.Errorf("lang/%s: files %v", tag, Files(tag))
		}
	}
}
