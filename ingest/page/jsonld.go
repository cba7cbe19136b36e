package page

import (
	"encoding/json"
	"strings"
)

// ldArticle is what schema.org data says of an article.
type ldArticle struct {
	article   bool // of an article type; else of the page around it
	headline  string
	published string
	lang      string
	byline    string
	site      string
	body      string
}

// readLD reads a script of linked data. Broken ones, of which there are many,
// give nothing.
func readLD(script string) []ldArticle {
	s := strings.TrimSpace(script)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA[")
	s = strings.TrimSuffix(strings.TrimSpace(s), "//]]>")
	s = strings.TrimSuffix(strings.TrimSpace(s), ";")
	// Line breaks inside of strings are the commonest fault; outside of them a
	// space is as good.
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return nil
	}
	var out []ldArticle
	findArticles(v, 0, &out)
	return out
}

// findArticles goes down lists and @graph, articles first come.
func findArticles(v any, depth int, out *[]ldArticle) {
	if depth > 6 || len(*out) >= 50 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			findArticles(item, depth+1, out)
		}
	case map[string]any:
		kind := strings.ToLower(strings.Join(texts(v["@type"]), " "))
		article := strings.Contains(kind, "article") || strings.Contains(kind, "blogposting") || strings.Contains(kind, "report")
		if article || strings.Contains(kind, "webpage") {
			*out = append(*out, ldArticle{
				article: article, headline: text(v["headline"]), published: text(v["datePublished"]), lang: text(v["inLanguage"]),
				byline: strings.Join(names(v["author"]), ", "), site: strings.Join(names(v["publisher"]), ", "), body: text(v["articleBody"]),
			})
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			findArticles(v[key], depth+1, out)
		}
	}
}

// texts gives a string or the strings of a list.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, texts(item)...)
		}
		return out
	case map[string]any:
		return texts(or(text(v["@value"]), text(v["name"])))
	}
	return nil
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		return or(text(v["@value"]), text(v["name"]))
	case []any:
		if len(v) > 0 {
			if _, list := v[0].([]any); !list {
				return text(v[0])
			}
		}
	}
	return ""
}

// names gives the names of people or organisations, plain or as objects.
func names(v any) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var out []string
	for _, item := range list {
		if s := squeeze(text(item)); s != "" && len(out) < 10 {
			out = append(out, s)
		}
	}
	return out
}
