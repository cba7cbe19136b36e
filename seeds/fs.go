// Package seeds holds the demo data: short articles written for Chancery from
// public facts, with the events a careful reader takes from each. They are
// loaded the way any article is, so the demo shows what the extractor does.
package seeds

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"chancery/models"
)

//go:embed articles/*.txt
var files embed.FS

// SourceName is what the demo's articles give as their source.
const SourceName = "Chancery demo"

// Article is one of the demo's articles.
type Article struct {
	Name      string // file name
	Title     string // the text's first line
	Text      string // whole, title included
	Lang      string
	Published string // YYYY-MM-DD
}

// Articles gives the demo's articles, oldest first.
func Articles() ([]Article, error) {
	names, err := fs.Glob(files, "articles/*.txt")
	if err != nil {
		return nil, err
	}
	var out []Article
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		a, err := parse(path.Base(name), string(raw))
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b Article) int {
		return strings.Compare(a.Published+a.Name, b.Published+b.Name)
	})
	return out, nil
}

// parse reads a file named SLUG-YYYY-MM-DD.LANG.txt.
func parse(name, text string) (Article, error) {
	stem := strings.TrimSuffix(name, ".txt")
	dot := strings.LastIndexByte(stem, '.')
	if dot < len("2006-01-02")+1 {
		return Article{}, fmt.Errorf("seeds: %s is not named SLUG-YYYY-MM-DD.LANG.txt", name)
	}
	title, _, _ := strings.Cut(text, "\n")
	return Article{
		Name: name, Title: title, Text: text, Lang: stem[dot+1:], Published: stem[dot-len("2006-01-02") : dot],
	}, nil
}

// Load hands every article to save, oldest first, and stops at the first error.
// It is safe to repeat when save knows an article it has seen.
func Load(ctx context.Context, save func(context.Context, Article, *models.Source) error) error {
	articles, err := Articles()
	if err != nil {
		return err
	}
	for _, a := range articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := save(ctx, a, &models.Source{Name: SourceName}); err != nil {
			return fmt.Errorf("seeds: %s: %w", a.Name, err)
		}
	}
	return nil
}
