package handlers

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

// renderer holds every page's template for every language, parsed once.
type renderer struct {
	pages map[string]map[string]*template.Template // language → page name
}

// newRenderer parses layouts, partials and pages. The functions that speak a
// language are bound when the set is built, so that no template has to pass
// one around: t (message), n (plural message), v (vocabulary), date, asset.
func newRenderer(fsys fs.FS, ls *locales, a *assets) (*renderer, error) {
	pages, err := fs.Glob(fsys, "pages/*.html")
	if err != nil {
		return nil, err
	}
	r := &renderer{pages: map[string]map[string]*template.Template{}}
	for tag, l := range ls.byTag {
		base, err := template.New("").Option("missingkey=error").Funcs(funcs(l, a)).
			ParseFS(fsys, "layouts/*.html", "partials/*.html")
		if err != nil {
			return nil, err
		}
		r.pages[tag] = map[string]*template.Template{}
		for _, file := range pages {
			set, err := base.Clone()
			if err != nil {
				return nil, err
			}
			if set, err = set.ParseFS(fsys, file); err != nil {
				return nil, err
			}
			r.pages[tag][strings.TrimSuffix(path.Base(file), ".html")] = set
		}
	}
	return r, nil
}

func funcs(l *locale, a *assets) template.FuncMap {
	return template.FuncMap{
		"t": l.T, "n": l.N, "v": l.V, "has": l.Has,
		"date": l.Date, "day": l.Day, "moment": l.Moment, "percent": l.Percent,
		"asset":    a.url,
		"country":  func(code string) string { return countryName(l, code) },
		"datetime": datetimeAttr,
		"field":    newField,
		"choice":   newChoice(l),
		"join":     strings.Join,
		"list":     func(items ...string) []string { return items },
	}
}

// execute writes a page into memory first: a template that fails half-way must
// not leave half a page behind a status 200.
func (r *renderer) execute(lang, name string, data view) ([]byte, error) {
	set := r.pages[lang][name]
	if set == nil {
		return nil, fmt.Errorf("no template %q for language %q", name, lang)
	}
	var buf bytes.Buffer
	if err := set.ExecuteTemplate(&buf, "base", data); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// render answers with a page; name is its file in templates/pages without ".html".
func (s *server) render(c *gin.Context, status int, name string, data view) error {
	body, err := s.views.execute(data.base().Lang, name, data)
	if err != nil {
		return err
	}
	if h := c.Writer.Header(); h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-cache") // it differs by reader and language
	}
	c.Data(status, "text/html; charset=utf-8", body)
	return nil
}
