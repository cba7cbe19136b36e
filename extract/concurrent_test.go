package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"chancery/extract"
)

// TestConcurrent: articles are read in memory that is used again and again, by
// many at once; each must give what it gives alone.
func TestConcurrent(t *testing.T) {
	files, err := filepath.Glob("../internal/eval/event/testdata/dev/*.txt")
	if err != nil || len(files) < 10 {
		t.Fatal("no articles of our own: ", err)
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	docs := make([]extract.Document, len(files))
	want := make([]string, len(files))
	read := func(i int) string {
		r, err := x.Extract(docs[i])
		if err != nil {
			return err.Error()
		}
		out, err := json.Marshal(r)
		if err != nil {
			return err.Error()
		}
		return string(out)
	}
	for i, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		docs[i] = extract.Document{Text: string(raw), Published: "2019-12-03"}
		want[i] = read(i)
	}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range files {
				k := (i + g*7) % len(files)
				if got := read(k); got != want[k] {
					t.Errorf("%s reads differently beside others:\n%s\n%s", files[k], got, want[k])
				}
			}
		})
	}
	wg.Wait()
}
