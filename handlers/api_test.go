package handlers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery/models"
)

func (a *answer) json() map[string]any {
	a.t.Helper()
	if ct := a.Header.Get("Content-Type"); !strings.HasPrefix(ct, "application/json") {
		a.t.Fatalf("%s is %s", a.path, ct)
	}
	var v map[string]any
	if err := json.Unmarshal([]byte(a.Body), &v); err != nil {
		a.t.Fatalf("%s: %v in %s", a.path, err, a.Body)
	}
	return v
}

func TestAPIEvents(t *testing.T) {
	s := newSite(t)
	for query, titles := range map[string][]string{
		"":                           {"Emmanuel Macron visits Moscow", `Summit <script>alert("x")</script>`, "A statement without a day"},
		"?desc=1&limit=1":            {`Summit <script>alert("x")</script>`},
		"?limit=1&offset=1":          {`Summit <script>alert("x")</script>`},
		"?type=visit&lang=fr":        {"Emmanuel Macron en visite à Moscou"},
		"?review=rejected":           {"Not diplomatic"},
		"?actor=Q7747":               {"Emmanuel Macron visits Moscow"},
		"?from=2022-03-20":           {`Summit <script>alert("x")</script>`},
		"?undated=1":                 {"A statement without a day"},
		"?country=FRA&status=denied": {},
	} {
		v := s.get("/api/v1/events" + query).want(200).json()
		got := []string{}
		for _, e := range v["events"].([]any) {
			got = append(got, e.(map[string]any)["title"].(string))
		}
		if !slices.Equal(got, titles) {
			t.Errorf("%q gives %q, want %q", query, got, titles)
		}
	}
}

func TestAPIEvent(t *testing.T) {
	s := newSite(t)
	v := s.get("/api/v1/" + strings.TrimPrefix(eventURL(s.visit.ID), "/")).want(200).json()
	for key, want := range map[string]any{
		"start": "2022-02-07", "end": "2022-02-07", "edtf": "2022-02-07", "status": "planned", "day_basis": "text", "attribution": "Kremlin",
	} {
		if v[key] != want {
			t.Errorf("%s is %v, want %v", key, v[key], want)
		}
	}
	ev := v["evidence"].([]any)[0].(map[string]any)
	if ev["text"] != testSentence || ev["rule"] != "fr.visit.await" {
		t.Errorf("evidence %v", ev)
	}
}

func TestAPIArticle(t *testing.T) {
	s := newSite(t)
	v := s.get("/api/v1" + articleURL(s.article.ID)).want(200).json()
	if v["text"] != testText || v["published"] != "2022-02-04" || v["source"] != "News Example" {
		t.Errorf("article %v", v)
	}
	m := v["mentions"].([]any)[0].(map[string]any)
	text := []rune(testText)
	if got := string(text[int(m["s"].(float64)):int(m["e"].(float64))]); got != testSentence || m["event_id"] != float64(s.visit.ID) {
		t.Errorf("mention %v marks %q", m, got)
	}
}

func TestAPIRefuses(t *testing.T) {
	s := newSite(t)
	for path, want := range map[string]struct {
		status int
		code   string
		field  string
	}{
		"/api/v1/events?type=wedding":                                {400, "bad_query", "type"},
		"/api/v1/events?from=x&limit=2":                              {400, "bad_query", "from"},
		"/api/v1/events?limit=0":                                     {400, "bad_query", "limit"},
		"/api/v1/events?limit=501":                                   {400, "bad_query", "limit"},
		"/api/v1/events?offset=-1":                                   {400, "bad_query", "offset"},
		"/api/v1/events?q=" + strings.Repeat("x", models.MaxQuery+1): {400, "bad_query", "q"},
		"/api/v1/events/77":                                          {404, "not_found", ""},
		"/api/v1/events/x":                                           {404, "not_found", ""},
		"/api/v1/articles/77":                                        {404, "not_found", ""},
		"/api/v9/nothing":                                            {404, "not_found", ""},
	} {
		v := s.get(path).want(want.status).json()
		if v["error"] != want.code || v["message"] == "" {
			t.Errorf("%s: %v", path, v)
		}
		if want.field != "" && v["fields"].([]any)[0].(map[string]any)["field"] != want.field {
			t.Errorf("%s: %v", path, v)
		}
	}
	if v := s.do(s.request("POST", "/api/v1/events", nil)).want(405).json(); v["error"] != "method_not_allowed" {
		t.Errorf("%v", v)
	}
}

// TestOpenAPIIsTrue holds the description against the router and against what
// the addresses really answer.
func TestOpenAPIIsTrue(t *testing.T) {
	s := newSite(t)
	doc := s.get("/api/openapi.json").want(200).json()
	paths := doc["paths"].(map[string]any)
	srv, err := newServer(s.deps)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range srv.router().Routes() {
		if r.Method == "GET" && strings.HasPrefix(r.Path, "/api/v") && paths[openPath(r.Path)] == nil {
			t.Errorf("%s is not described", r.Path)
		}
	}
	ids := map[string]uint64{"/api/v1/events/{id}": s.visit.ID, "/api/v1/articles/{id}": s.article.ID}
	for path, ops := range paths {
		op := ops.(map[string]any)["get"].(map[string]any)
		address := strings.Replace(path, "{id}", fmt.Sprint(ids[path]), 1)
		c := checker{t, doc, address}
		c.holds(s.get(address).want(200).json(), schemaOf(op, "200"), "")
		for _, p := range op["parameters"].([]any) {
			name := p.(map[string]any)["name"].(string)
			if p.(map[string]any)["in"] == "query" {
				c.accepts(s, name, p.(map[string]any)["schema"].(map[string]any))
			}
		}
	}
	op := paths["/api/v1/events"].(map[string]any)["get"].(map[string]any)
	c := checker{t, doc, "a refusal"}
	c.holds(s.get("/api/v1/events?type=x").want(400).json(), schemaOf(op, "400"), "")
}

func schemaOf(op map[string]any, status string) map[string]any {
	r := op["responses"].(map[string]any)[status].(map[string]any)
	return r["content"].(map[string]any)["application/json"].(map[string]any)["schema"].(map[string]any)
}

// checker checks values against the schemas of a description.
type checker struct {
	t    *testing.T
	doc  map[string]any
	what string
}

// accepts tries the allowed values of a parameter.
func (c checker) accepts(s *site, name string, schema map[string]any) {
	items, list := schema["items"].(map[string]any)
	if list {
		schema = items
	}
	values, ok := schema["enum"].([]any)
	if !ok {
		return
	}
	var all []string
	for _, v := range values {
		all = append(all, v.(string))
	}
	if list {
		all = []string{strings.Join(all, ",")}
	}
	for _, v := range all {
		s.get(c.what + "?" + name + "=" + v).want(200)
	}
}

func (c checker) holds(v any, schema map[string]any, at string) {
	if ref, ok := schema["$ref"].(string); ok {
		parts := strings.Split(ref, "/")
		schema = c.doc["components"].(map[string]any)["schemas"].(map[string]any)[parts[len(parts)-1]].(map[string]any)
	}
	if choices, ok := schema["anyOf"].([]any); ok {
		if v == nil {
			return
		}
		schema = choices[0].(map[string]any)
		c.holds(v, schema, at)
		return
	}
	switch v := v.(type) {
	case map[string]any:
		c.object(v, schema, at)
	case []any:
		c.is(schema, "array", at)
		for i, x := range v {
			c.holds(x, schema["items"].(map[string]any), fmt.Sprintf("%s[%d]", at, i))
		}
	case string:
		c.is(schema, "string", at)
	case bool:
		c.is(schema, "boolean", at)
	case float64:
		if schema["type"] != "number" {
			c.is(schema, "integer", at)
		}
	default:
		c.t.Errorf("%s%s is %v, not %v", c.what, at, v, schema["type"])
	}
}

func (c checker) object(v, schema map[string]any, at string) {
	c.is(schema, "object", at)
	props, _ := schema["properties"].(map[string]any)
	for k, x := range v {
		p, ok := props[k].(map[string]any)
		if !ok {
			p, ok = schema["additionalProperties"].(map[string]any)
		}
		if !ok {
			c.t.Errorf("%s%s.%s is not described", c.what, at, k)
			continue
		}
		c.holds(x, p, at+"."+k)
	}
	required, _ := schema["required"].([]any)
	for _, k := range required {
		if _, there := v[k.(string)]; !there {
			c.t.Errorf("%s%s.%s is missing", c.what, at, k)
		}
	}
}

func (c checker) is(schema map[string]any, want, at string) {
	if schema["type"] != want {
		c.t.Errorf("%s%s is a %s, described as %v", c.what, at, want, schema["type"])
	}
}
