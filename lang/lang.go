// Package lang holds the language packs, one folder a language (BCP 47), as
// data, and reads them. It knows file names and YAML, nothing about what the
// files say: each extractor decodes its own file into its own type.
//
// Adding a language is adding a folder; no Go file names one.
package lang

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed */*.yaml
var packs embed.FS

// Default is the language that names and titles fall back to where they lack
// the wanted one: the facts' own files are written in it.
const Default = "en"

// ErrUnknown is wrapped when no pack answers to a language tag.
var ErrUnknown = errors.New("unknown language")

// Tags lists the languages that have a pack, sorted.
func Tags() []string { return slices.Clone(tags()) }

// tags reads the list once: the packs are part of the program.
var tags = sync.OnceValue(func() []string {
	entries, err := fs.ReadDir(packs, ".")
	if err != nil {
		return nil
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() {
			list = append(list, e.Name())
		}
	}
	return list
})

// Match finds the pack for a tag: "fr-CA" and "FR" both give "fr". The error
// wraps ErrUnknown and names the languages there are.
func Match(tag string) (string, error) {
	want := strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	for want != "" {
		for _, have := range tags() {
			if strings.EqualFold(have, want) {
				return have, nil
			}
		}
		cut := strings.LastIndexByte(want, '-')
		if cut < 0 {
			break
		}
		want = want[:cut]
	}
	return "", fmt.Errorf("%w %q: choose one of %s", ErrUnknown, tag, strings.Join(tags(), ", "))
}

// Files lists the pack files of a language ("actors.yaml", …), sorted.
func Files(tag string) []string {
	entries, err := fs.ReadDir(packs, tag)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(names)
	return names
}

// Has tells whether a language's pack holds a file.
func Has(tag, file string) bool { return slices.Contains(Files(tag), file) }

// Read gives the bytes of a pack file. A missing file is an fs.ErrNotExist.
func Read(tag, file string) ([]byte, error) { return packs.ReadFile(path.Join(tag, file)) }

// Decode reads a pack file into v. Unknown keys are refused, and errors name
// file and line, so that a linguist finds the slip.
func Decode(tag, file string, v any) error {
	raw, err := Read(tag, file)
	if err != nil {
		return err
	}
	if decodePlain(raw, v) {
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("lang/%s/%s: %w", tag, file, err)
	}
	return nil
}
