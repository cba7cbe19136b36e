package seeds_test

import (
	"context"
	"path/filepath"
	"testing"

	"chancery/extract"
	"chancery/internal/testkit"
	"chancery/lang"
	"chancery/models"
	"chancery/seeds"
)

// TestExpectedEvents reads every article of the demo and looks for the events
// its author expects.
func TestExpectedEvents(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("articles/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, want := testkit.LoadExpected(t, file)
			res, err := x.Extract(extract.Document{Text: text, Published: want.Published})
			if err != nil {
				t.Fatal(err)
			}
			for _, miss := range want.Misses(res) {
				t.Error(miss)
			}
		})
	}
}

func TestLoadIsInOrderAndWhole(t *testing.T) {
	last, n := "", 0
	err := seeds.Load(context.Background(), func(_ context.Context, a seeds.Article, from *models.Source) error {
		n++
		if a.Published < last {
			t.Errorf("%s comes after %s", a.Name, last)
		}
		last = a.Published
		if from.Name != seeds.SourceName || a.Title == "" {
			t.Errorf("%s: %+v %+v", a.Name, a, from)
		}
		if _, err := lang.Match(a.Lang); err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files, _ := filepath.Glob("articles/*.txt"); n != len(files) {
		t.Errorf("%d of %d articles were loaded", n, len(files))
	}
}
