package handlers

import (
	"io/fs"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"chancery/static"
	"chancery/templates"
)

func itemTitles(v map[string]any) []string {
	out := []string{}
	for _, i := range v["items"].([]any) {
		out = append(out, i.(map[string]any)["title"].(string))
	}
	return out
}

func TestTimelineTile(t *testing.T) {
	s := newSite(t)
	const visit, summit = "Emmanuel Macron visits Moscow", `Summit <script>alert("x")</script>`
	for query, want := range map[string][]string{
		"":                                {visit, summit},
		"?from=2022-02-07&to=2022-02-07":  {visit},
		"?from=2022-02-08&to=2022-02-28":  {},
		"?from=2022-03-10&to=2022-03-10":  {summit},
		"?to=2022-02-20":                  {visit},
		"?from=2022-02-20":                {summit},
		"?type=visit&lang=fr":             {"Emmanuel Macron en visite à Moscou"},
		"?actor=Q7747":                    {visit},
		"?actor=vladimir+poutine":         {visit},
		"?actor=Macron":                   {visit, summit}, // part of a name
		"?actor=Nobody":                   {},
		"?country=RUS&status=planned":     {visit},
		"?review=rejected":                {"Not diplomatic"},
		"?q=kremlin":                      {visit}, // in the evidence alone
		"?q=unheard":                      {},
		"?undated=1":                      {},
		"?type=summit&sel=1&width=100000": {summit},
		"?from=2022-03-10&to=2022-03-12&type=visit,summit&sel=1": {visit, summit}, // the selected one always
	} {
		v := s.get("/api/v1/timeline" + query).want(200).json()
		if got := itemTitles(v); !slices.Equal(got, want) {
			t.Errorf("%q gives %q, want %q", query, got, want)
		}
	}
	v := s.get("/api/v1/timeline?lanes=country&lang=fr").json()
	if lane := v["lanes"].([]any)[0].(map[string]any); lane["label"] != "France" && lane["label"] != "Russie" {
		t.Errorf("first lane is %v", lane)
	}
	if v["undated"].(float64) != 1 {
		t.Errorf("undated is %v", v["undated"])
	}
}

func TestTimelineRefuses(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{
		"/api/v1/timeline?from=soon", "/api/v1/timeline?lanes=colour", "/api/v1/timeline?type=wedding",
		"/api/v1/timeline/facets?status=maybe", "/api/v1/timeline/neighbour?id=x", "/timeline/list?to=2022-02-30",
	} {
		if a := s.get(path); a.Status != http.StatusBadRequest && a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s answers %d", path, a.Status)
		}
	}
	for _, path := range []string{
		"/timeline/card/0", "/timeline/card/x", "/timeline/card/999",
		"/api/v1/timeline/neighbour?id=999", "/api/v1/timeline/neighbour?id=2",
	} {
		s.get(path).want(http.StatusNotFound)
	}
	a := s.get("/?from=30.2.2022&lanes=colour&type=visit").want(http.StatusBadRequest)
	a.shows(".field-error", "calendar day").shows(".error-summary", "unknown lanes").shows(".event-list", "visits Moscow")
	if !strings.Contains(a.Body, `value="30.2.2022"`) {
		t.Error("what was typed does not come back")
	}
}

func TestTimelineWithoutIndex(t *testing.T) {
	s := newSite(t, func(d *Deps) { d.Timeline = nil })
	s.get("/").want(200).shows(".event-list", "visits Moscow")
	s.get("/timeline/list?type=visit").want(200).shows(".event-list", "visits Moscow")
	s.get("/api/v1/timeline").want(http.StatusNotFound)
}

func TestTimelineEntityTag(t *testing.T) {
	s := newSite(t)
	ask := func(path, tag string) *answer {
		req := s.request(http.MethodGet, path, nil)
		req.Header.Set("If-None-Match", tag)
		return s.do(req)
	}
	tag := s.get("/api/v1/timeline").Header.Get("ETag")
	if a := ask("/api/v1/timeline", tag); a.Status != http.StatusNotModified || a.Body != "" {
		t.Errorf("the same tile again answers %d", a.Status)
	}
	if a := ask("/api/v1/timeline?type=visit", tag); a.Status != http.StatusOK {
		t.Errorf("another filter answers %d to the tag", a.Status)
	}
	s.deps.Timeline.(interface{ Remove(...uint64) }).Remove(s.visit.ID)
	if a := ask("/api/v1/timeline", tag); a.Status != http.StatusOK {
		t.Errorf("a changed timeline answers %d to the old tag", a.Status)
	}
}

func TestTimelineFacets(t *testing.T) {
	v := newSite(t).get("/api/v1/timeline/facets?type=visit").want(200).json()
	if v["total"].(float64) != 1 {
		t.Errorf("total %v", v["total"])
	}
	found := map[string]float64{}
	for _, f := range v["types"].([]any) {
		found[f.(map[string]any)["label"].(string)] = f.(map[string]any)["count"].(float64)
	}
	if found["Visit"] != 1 || found["Summit"] != 1 || found["Statement"] != 1 {
		t.Errorf("types %v: the others still count", found)
	}
}

func TestTimelineNeighbour(t *testing.T) {
	s := newSite(t)
	if v := s.get("/api/v1/timeline/neighbour").want(200).json(); v["title"] != "Emmanuel Macron visits Moscow" {
		t.Errorf("the first event is %v", v["title"])
	}
	if v := s.get("/api/v1/timeline/neighbour?dir=prev&lang=fr").want(200).json(); !strings.Contains(v["title"].(string), "Summit") {
		t.Errorf("the last event is %v", v["title"])
	}
}

func TestTimelineListAndCard(t *testing.T) {
	s := newSite(t)
	a := s.get("/timeline/list?from=2022-02-01&to=2022-02-28&actor=Macron&offset=0").want(200)
	a.shows(".timeline-dates", "February 2022").shows(".event-list", "visits Moscow").lacks("html > body > header")
	if !strings.Contains(a.Body, `href="/export.csv?actor=Q3052772&amp;from=2022-02-01&amp;to=2022-02-28"`) {
		t.Error("the download does not follow the filter and the dates")
	}
	if strings.Contains(a.Body, "calendar.ics?actor=Q3052772&amp;from") {
		t.Error("the calendar follows the dates in view: it would stay empty")
	}
	a = s.get("/timeline/list?from=2022-02-01&to=2022-02-28&lang=en")
	a.shows(".notice-quiet a", "List the undated events")
	s.get("/timeline/list").shows(".notice-quiet", "at the end of the list")
	s.get("/timeline/card/1").want(200).shows(".evidence", "Le Kremlin a confirmé").shows(".btn-primary", "Open event")
}

func TestTimelineFormShowsItsState(t *testing.T) {
	a := newSite(t).get("/?type=visit&country=FRA&q=moscow&actor=Q3052772&lanes=country").want(200)
	for _, want := range []string{
		`value="visit" checked`, `value="FRA" selected`, `name="q" value="moscow"`, `value="country" selected`,
		`name="actor" value="Emmanuel Macron"`,
	} {
		if !strings.Contains(a.Body, want) {
			t.Errorf("the form lacks %s", want)
		}
	}
}

// TestScriptsSayOnlyWhatThereIs compares the words the scripts ask for with
// the messages they are given.
func TestScriptsSayOnlyWhatThereIs(t *testing.T) {
	var code strings.Builder
	err := fs.WalkDir(static.FS, "js", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			raw, _ := fs.ReadFile(static.FS, name)
			code.Write(raw)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	ls, err := loadLocales(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	words := (&server{now: time.Now}).timelineConfig(ls.get("en")).Words
	for _, m := range regexp.MustCompile(`\bsay\(\s*"(\w+)"`).FindAllStringSubmatch(code.String(), -1) {
		if words[m[1]] == "" {
			t.Errorf("scripts say %q, which no message has", m[1])
		}
	}
	for key := range words {
		if base, _, _ := strings.Cut(key, "_one"); !strings.Contains(code.String(), `"`+key+`"`) && !strings.HasPrefix(base, "events") {
			t.Errorf("no script says timeline.js.%s", key)
		}
	}
}
