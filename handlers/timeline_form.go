package handlers

import (
	"cmp"
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"chancery/models"
	"chancery/timeline"
)

// facetLength is how many countries and actors are offered to choose from.
const facetLength = 200

// TimelineForm is the filter as a form. It works by GET alone.
type TimelineForm struct {
	Query, From, To, Actor string
	Types                  []TimelineChoice
	Statuses               []TimelineChoice
	Reviews                []TimelineChoice
	Countries              []TimelineChoice
	Lanes                  []TimelineChoice
	Actors                 []timeline.Facet
	Undated                bool
	Active                 int // filters that are set, range and lanes left out
	Errors                 models.FieldErrors
}

// TimelineChoice is one value of a field.
type TimelineChoice struct {
	Value, Label string
	Count        int
	Chosen       bool
}

// Error is what is wrong with a field, "" for nothing.
func (f TimelineForm) Error(field string) string {
	for _, e := range f.Errors {
		if e.Field == field {
			return e.Message
		}
	}
	return ""
}

func (s *server) timelineForm(c *gin.Context, l *locale, q timelineQuery, faults models.FieldErrors) TimelineForm {
	f := q.Filter
	var facets timeline.Facets
	if s.deps.Timeline != nil {
		facets = nameFacets(l, s.deps.Timeline.Facets(q.Query, facetLength))
	}
	v := TimelineForm{
		// What was typed comes back as it was typed, right or wrong.
		Query: strings.TrimSpace(c.Query("q")), From: c.Query("from"), To: c.Query("to"),
		Actor: s.actorNames(c, l, q.raw["actor"]), Undated: f.Undated, Errors: faults, Actors: facets.Actors,
	}
	v.Types = choices(models.EventTypes, f.Types, facets.Types, func(k string) string { return l.V("type", k) })
	v.Statuses = choices(models.Statuses, f.Statuses, facets.Statuses, func(k string) string { return l.V("status", k) })
	reviews := f.Reviews
	if len(reviews) == 0 {
		reviews = []string{models.ReviewPending, models.ReviewAccepted}
	}
	v.Reviews = choices(models.Reviews, reviews, facets.Reviews, func(k string) string { return l.V("review", k) })
	v.Countries = countryChoices(l, f.Countries, facets.Countries)
	for _, by := range timeline.LaneKinds {
		v.Lanes = append(v.Lanes, TimelineChoice{
			Value: string(by), Label: l.T("timeline.lanes." + string(by)), Chosen: by == q.Lanes,
		})
	}
	v.Active = len(f.Types) + len(f.Statuses) + len(f.Countries) + len(q.raw["actor"])
	if f.Query != "" {
		v.Active++
	}
	return v
}

// actorNames shows the actors of the address by name where it holds keys.
func (s *server) actorNames(c *gin.Context, l *locale, values []string) string {
	var names []string
	for _, v := range strings.Split(strings.Join(values, ","), ",") {
		v = strings.TrimSpace(v)
		if a, err := s.deps.Actors.ActorByKey(c.Request.Context(), v); err == nil {
			// A name with a comma would come back as two.
			if name := a.LocalName(l.Tag); !strings.Contains(name, ",") {
				v = name
			}
		}
		if v != "" {
			names = append(names, v)
		}
	}
	return strings.Join(names, ", ")
}

func choices(all, chosen []string, facets []timeline.Facet, name func(string) string) []TimelineChoice {
	out := make([]TimelineChoice, 0, len(all))
	for _, k := range all {
		ch := TimelineChoice{Value: k, Label: name(k), Chosen: slices.Contains(chosen, k)}
		for _, f := range facets {
			if f.Key == k {
				ch.Count = f.Count
			}
		}
		out = append(out, ch)
	}
	return out
}

// countryChoices are the countries there are, by name in the page's language,
// and those chosen though there are none.
func countryChoices(l *locale, chosen []string, facets []timeline.Facet) []TimelineChoice {
	keys := slices.Clone(chosen)
	for _, f := range facets {
		if !slices.Contains(keys, f.Key) {
			keys = append(keys, f.Key)
		}
	}
	out := choices(keys, chosen, facets, func(k string) string { return countryName(l, k) })
	slices.SortFunc(out, func(a, b TimelineChoice) int { return cmp.Compare(a.Label, b.Label) })
	return out
}

// countryName is a country's name in the page's language. Organisations go by
// their letters.
func countryName(l *locale, code string) string {
	if text, ok := l.messages["country."+code]; ok {
		return text
	}
	if len(code) == 3 {
		if r, err := language.ParseRegion(code); err == nil && r.IsCountry() {
			if name := display.Regions(l.tag).Name(r); name != "" {
				return name
			}
		}
	}
	return code
}

// TimelineConfig is what the page hands its scripts as JSON.
type TimelineConfig struct {
	Lang     string            `json:"lang"`
	Today    string            `json:"today"`
	Words    map[string]string `json:"words"`
	Types    map[string]string `json:"types"`
	Statuses map[string]string `json:"statuses"`
}

func (s *server) timelineConfig(l *locale) TimelineConfig {
	v := TimelineConfig{
		Lang: l.Tag, Today: s.now().Format("2006-01-02"),
		Words: map[string]string{}, Types: map[string]string{}, Statuses: map[string]string{},
	}
	for key, text := range l.messages {
		if name, ok := strings.CutPrefix(key, "timeline.js."); ok {
			v.Words[name] = text
		}
	}
	for _, t := range models.EventTypes {
		v.Types[t] = l.V("type", t)
	}
	for _, st := range models.Statuses {
		v.Statuses[st] = l.V("status", st)
	}
	return v
}

// importMap maps the plain address of each script to the one that names its
// content, so that modules which import each other are cached for ever and
// never mixed between versions. It is JSON for a script element; json.Marshal
// escapes what could end one.
func (a *assets) importMap(prefix string) (template.HTML, error) {
	m := struct {
		Imports map[string]string `json:"imports"`
	}{map[string]string{}}
	for name := range a.files {
		if strings.HasPrefix(name, prefix) && strings.HasSuffix(name, ".js") {
			m.Imports["/static/"+name] = a.url(name)
		}
	}
	text, err := json.Marshal(m)
	return template.HTML(text), err //nolint:gosec // our own file names, escaped by json.Marshal
}
