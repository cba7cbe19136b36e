package actor

import (
	"bytes"
	"reflect"
	"testing"

	"go.yaml.in/yaml/v3"

	"chancery/lang"
)

// TestPacksAsYAML: packs are read as a full YAML parser reads them.
func TestPacksAsYAML(t *testing.T) {
	for _, tag := range opened(t).Tags() {
		got, _, err := loadPack(tag, 1)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := lang.Read(tag, "actors.yaml")
		if err != nil {
			t.Fatal(err)
		}
		var want packFile
		dec := yaml.NewDecoder(bytes.NewReader(raw))
		dec.KnownFields(true)
		if err := dec.Decode(&want); err != nil || len(want.States) < 200 {
			t.Fatalf("%s: %d states, %v", tag, len(want.States), err)
		}
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("%s: read otherwise than YAML", tag)
		}
	}
}
