package handlers

import (
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"chancery/models"
	"chancery/timeline"
)

// apiParam is one query parameter of the API.
type apiParam struct {
	name, about string
	values      []string // allowed ones; nil for any
	list        bool     // may be repeated, or hold several values with commas between
	number      bool
}

// filterParams are those of models.ParseFilter.
func filterParams() []apiParam {
	return []apiParam{
		{name: "q", about: "words in titles, evidence and actors' names"},
		{name: "from", about: "first day, YYYY-MM-DD; an event counts when it overlaps"},
		{name: "to", about: "last day, YYYY-MM-DD"},
		{name: "actor", about: "actor keys (Wikidata ids) or names", list: true},
		{name: "country", about: "ISO 3166-1 alpha-3 codes, or organisations' codes", list: true},
		{name: "type", about: "event types", values: models.EventTypes, list: true},
		{name: "status", about: "statuses", values: models.Statuses, list: true},
		{name: "review", about: "review states; pending and accepted when left out", values: models.Reviews, list: true},
		{name: "undated", about: "1: only events without a date"},
		{name: "lang", about: "language of title, summary and names: en, fr, …"},
	}
}

func listParams() []apiParam {
	return append(filterParams(),
		apiParam{name: "desc", about: "1: newest first"},
		apiParam{name: "limit", about: "events a page, 1 to 500; 50 when left out", number: true},
		apiParam{name: "offset", about: "events to skip", number: true})
}

func tileParams() []apiParam {
	lanes := make([]string, len(timeline.LaneKinds))
	for i, l := range timeline.LaneKinds {
		lanes[i] = string(l)
	}
	return append(filterParams(),
		apiParam{name: "lanes", about: "what the lanes stand for", values: lanes},
		apiParam{name: "width", about: "of the drawing in pixels", number: true},
		apiParam{name: "items", about: "most events to give one by one", number: true})
}

func neighbourParams() []apiParam {
	return append(filterParams(),
		apiParam{name: "id", about: "of the event; the first or last one when left out", number: true},
		apiParam{name: "dir", about: "which side", values: []string{"next", "prev"}})
}

// object is a JSON object of the description, whose form OpenAPI fixes.
type object = map[string]any

// openAPI is GET /api/openapi.json. Schemas are read off the Go types that the
// handlers answer with.
func (s *server) openAPI(c *gin.Context) error {
	g := schemas{}
	paths := object{}
	for _, r := range s.apiRoutes() {
		paths[openPath(r.path)] = object{"get": g.operation(r)}
	}
	doc := object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Chancery", "version": "1",
			"description": "Dated diplomatic events with their evidence. Dates are EDTF; start and end are inclusive days, empty when not known to the day. Text offsets count Unicode code points.",
		},
		"paths": paths, "components": object{"schemas": g},
	}
	if s.deps.BaseURL != "" {
		doc["servers"] = []object{{"url": s.deps.BaseURL}}
	}
	c.JSON(http.StatusOK, doc)
	return nil
}

// openPath writes Gin's ":id" as "{id}".
func openPath(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if strings.HasPrefix(p, ":") {
			parts[i] = "{" + p[1:] + "}"
		}
	}
	return strings.Join(parts, "/")
}

// schemas are the components by Go type name.
type schemas map[string]any

func (g schemas) operation(r apiRoute) object {
	params := []object{}
	if strings.Contains(r.path, ":id") {
		params = append(params, object{"name": "id", "in": "path", "required": true, "schema": object{"type": "integer", "minimum": 1}})
	}
	for _, p := range r.params {
		params = append(params, p.object())
	}
	fault := g.answer("What is wrong", APIError{})
	responses := object{"200": g.answer("What was asked for", r.answer), "500": fault}
	if len(r.params) > 0 {
		responses["400"] = fault
	} else {
		responses["404"] = fault
	}
	return object{"summary": r.summary, "parameters": params, "responses": responses}
}

func (p apiParam) object() object {
	schema := object{"type": "string"}
	if p.number {
		schema["type"] = "integer"
	}
	if p.values != nil {
		schema["enum"] = p.values
	}
	if p.list {
		schema = object{"type": "array", "items": schema}
	}
	out := object{"name": p.name, "in": "query", "description": p.about, "schema": schema}
	if p.list {
		out["style"], out["explode"] = "form", false
	}
	return out
}

func (g schemas) answer(about string, v any) object {
	return object{"description": about, "content": object{"application/json": object{"schema": g.of(reflect.TypeOf(v))}}}
}

// of gives the schema of a type; structs become components.
func (g schemas) of(t reflect.Type) object {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return object{"type": "string", "format": "date-time"}
	case t.Kind() == reflect.Pointer:
		return object{"anyOf": []object{g.of(t.Elem()), {"type": "null"}}}
	case t.Kind() == reflect.Slice:
		return object{"type": "array", "items": g.of(t.Elem())}
	case t.Kind() == reflect.Map:
		return object{"type": "object", "additionalProperties": g.of(t.Elem())}
	case t.Kind() == reflect.Struct:
		if _, done := g[t.Name()]; !done {
			g[t.Name()] = nil // ends a type that holds itself
			g[t.Name()] = g.record(t)
		}
		return object{"$ref": "#/components/schemas/" + t.Name()}
	case t.Kind() == reflect.Bool:
		return object{"type": "boolean"}
	case t.Kind() == reflect.String:
		return object{"type": "string"}
	case t.Kind() == reflect.Float64, t.Kind() == reflect.Float32:
		return object{"type": "number"}
	}
	return object{"type": "integer"}
}

func (g schemas) record(t reflect.Type) object {
	props, required := object{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || name == "-" || name == "" {
			continue
		}
		props[name] = g.of(f.Type)
		if !strings.Contains(opts, "omit") {
			required = append(required, name)
		}
	}
	return object{"type": "object", "properties": props, "required": required}
}
