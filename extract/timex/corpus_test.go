package timex

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// sharedDoc is one article of the development corpora.
type sharedDoc struct {
	Lang      string `json:"lang"`
	DCT       string `json:"dct"`
	Published string `json:"published"`
	Text      string `json:"text"`
}

// sharedDocs reads articles of the corpora that lie beside the checkout, which
// are not part of the repository; empty when they are absent.
func sharedDocs(t testing.TB, files ...string) []sharedDoc {
	t.Helper()
	var out []sharedDoc
	for _, name := range files {
		f, err := os.Open(filepath.Join("../../../shared/corpora", name))
		if err != nil {
			continue
		}
		in := bufio.NewScanner(f)
		in.Buffer(nil, 1<<24)
		for in.Scan() {
			var d sharedDoc
			if err := json.Unmarshal(in.Bytes(), &d); err != nil {
				t.Fatal(err)
			}
			if d.DCT == "" {
				d.DCT = d.Published
			}
			d.DCT = d.DCT[:min(len(d.DCT), len("2006-01-02"))]
			out = append(out, d)
		}
		if err := in.Err(); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
