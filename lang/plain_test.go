package lang

import (
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestPlainAgrees: where a file is read the plain way, the full parser reads the
// same.
func TestPlainAgrees(t *testing.T) {
	plain := 0
	for _, tag := range Tags() {
		for _, file := range Files(tag) {
			raw, err := Read(tag, file)
			if err != nil {
				t.Fatal(err)
			}
			tree, ok := parsePlain(string(raw))
			if !ok {
				if !strings.Contains(file, "cases") && !strings.Contains(file, "disambiguation") {
					t.Errorf("lang/%s/%s is not plain: it would be slow to open", tag, file)
				}
				continue
			}
			plain++
			agrees(t, tag+"/"+file, string(raw), tree)
		}
	}
	t.Logf("%d files are plain", plain)
}

func agrees(t *testing.T, name, raw string, tree plainNode) {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(raw), &doc); err != nil {
		t.Errorf("%s: plain, and not YAML: %v", name, err)
		return
	}
	if want := plainOf(doc.Content[0]); !reflect.DeepEqual(tree, want) {
		t.Errorf("%s: %+v, want %+v", name, tree, want)
	}
}

// plainOf turns what the full parser read into the plain form.
func plainOf(n *yaml.Node) plainNode {
	switch n.Kind {
	case yaml.SequenceNode:
		out := plainNode{kind: plainList}
		for _, c := range n.Content {
			out.kids = append(out.kids, plainOf(c))
		}
		return out
	case yaml.MappingNode:
		out := plainNode{kind: plainMap}
		for i := 0; i < len(n.Content); i += 2 {
			out.keys = append(out.keys, n.Content[i].Value)
			out.kids = append(out.kids, plainOf(n.Content[i+1]))
		}
		return out
	}
	return plainNode{text: n.Value}
}

func TestPlain(t *testing.T) {
	for _, good := range []string{
		"a: b\n", "a: [b, c d, 'it''s', \"x, y\"] # c\n", "a:\n  b: [c]\n  d: {e: [f, g], h: i}\n",
		"# c\n\na:\n  - name: b\n    c: [d]\n  - name: e\ng: true\n", "a: [b,\n    c,  # why\n  d]\n", "\"\": [x]\nk: d'x\n", "- [a, 2022-02-04, \"\"]\n- {t: u}\n",
		"u: http://x.y\n", "a: ['', x:y]\n",
	} {
		tree, ok := parsePlain(good)
		if !ok {
			t.Errorf("%q should be plain", good)
			continue
		}
		agrees(t, good, good, tree)
	}
	for _, other := range []string{
		"", "a: |\n  b\n", "a: &x b\n", "a: *x\n", "a: [b\n", "a: b\n  c: d\n", "a: \"b\\n\"\n", "a: [b c\n  d]\n", "a: ~\n", "a:\nb: c\n",
		"a: [b: c]\n", "a\n", "a: b\n c: d\n", "a: [b] c\n", "a:b\n", "a: !!str b\n", "a: b: c\n", "\ta: b\n", "a: 'b\n", "? a\n: b\n",
	} {
		if tree, ok := parsePlain(other); ok {
			t.Errorf("%q should be left to the full parser: %+v", other, tree)
		}
	}
}

// TestDecodePlain: types are filled as the full parser fills them, or not at all.
func TestDecodePlain(t *testing.T) {
	type inner struct {
		Name string              `yaml:"name"`
		Rest map[string][]string `yaml:",inline"`
	}
	type Words struct {
		Verbs []string `yaml:"verbs"`
	}
	type frame struct {
		ID     string `yaml:"id"`
		Words  `yaml:",inline"`
		Weight float64 `yaml:"weight"`
	}
	type all struct {
		S  string                         `yaml:"s"`
		B  bool                           `yaml:"b"`
		L  []string                       `yaml:"l"`
		M  map[string]map[string][]string `yaml:"m"`
		N  map[int][]string               `yaml:"n"`
		U  map[uint8][]string             `yaml:"u"`
		In []inner                        `yaml:"in"`
		F  []frame                        `yaml:"f"`
	}
	for _, raw := range []string{
		"s: no\nb: true\nl: [1, yes, x]\nm: {a: {b: [c]}}\nn: {6: [six]}\nu: {255: [x]}\nin:\n  - name: a\n    b: [c, d]\n    e: [f]\n", "s: x\n", "l: []\n", "f:\n  - id: a\n    verbs: [x]\n    weight: 0.85\n  - weight: 1\n  - weight: 0\n",
	} {
		var got, want all
		if !decodePlain([]byte(raw), &got) {
			t.Errorf("%q is not taken", raw)
		}
		dec := yaml.NewDecoder(strings.NewReader(raw))
		dec.KnownFields(true)
		if err := dec.Decode(&want); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v (%v)", raw, got, want, err)
		}
	}
	for _, raw := range []string{"z: unknown\n", "b: maybe\n", "s: [x]\n", "l: x\n", "s: a\ns: b\n", "m: {a: {b: [c], b: [d]}}\n", "n: {six: [x]}\n", "n: {06: [x]}\n", "u: {256: [x]}\n", "f: [{weight: 010}]\n", "f: [{weight: x}]\n", "f: [{weight: 0.5, nouns: [x]}]\n"} {
		got := all{S: "kept"}
		if decodePlain([]byte(raw), &got) || got.S != "kept" || got.L != nil {
			t.Errorf("%q is taken: %+v", raw, got)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("a: [b, 'c', \"d\"]\nb:\n  - c: {d: e}\n")
	f.Fuzz(func(t *testing.T, s string) {
		if tree, ok := parsePlain(s); ok {
			agrees(t, s, s, tree)
		}
	})
}
