package actor

import (
	"fmt"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
)

var g20 = strings.Fields("ARG AUS BRA CAN CHN FRA DEU IND IDN ITA JPN MEX RUS SAU ZAF KOR TUR GBR USA")

// frames put a role and a demonym into a sentence; %s is the demonym.
var frames = map[string]map[string]string{
	"fr": {"head-of-state": "Le président %s est arrivé.", "monarch": "Le souverain %s est arrivé.", "head-of-government": "Le Premier ministre %s est arrivé."},
	"en": {"head-of-state": "The %s president arrived.", "monarch": "The %s monarch arrived.", "head-of-government": "The %s prime minister arrived."},
	"de": {"head-of-state": "Der %se Präsident kam an.", "monarch": "Der %se Monarch kam an.", "head-of-government": "Der %se Regierungschef kam an."},
	"es": {"head-of-state": "El presidente %s ha llegado.", "monarch": "El monarca %s ha llegado.", "head-of-government": "El primer ministro %s ha llegado."},
}

// TestG20 finds each head of state and of government of the G20, in office on
// five New Year's Days, by name and by description in four languages.
func TestG20(t *testing.T) {
	g := opened(t)
	adjectives := map[string]map[string][]string{}
	for tag := range frames {
		file, _, err := loadPack(tag, 1)
		if err != nil {
			t.Fatal(err)
		}
		adjectives[tag] = file.Adjectives
	}
	for _, year := range []int{1995, 2005, 2015, 2022, 2025} {
		day := edtf.DayOf(year, 1, 1)
		for _, state := range g20 {
			for _, office := range []string{"head-of-state", "head-of-government"} {
				if list := g.offices[officeKey{state, office}]; len(list) == 0 || list[len(list)-1].End <= day && office == "head-of-government" {
					continue // the president governs; Turkey did away with the premier in 2018
				}
				holders := g.Holders(state, office, day)
				if len(holders) == 0 {
					t.Errorf("%d: no %s of %s", year, office, state)
					continue
				}
				for tag := range frames {
					t.Run(fmt.Sprintf("%d/%s/%s/%s", year, state, office, tag), func(t *testing.T) {
						named(t, g, tag, holders[0], day)
						adjective, _, _ := strings.Cut(adjectives[tag][state][0], "/")
						describedAs(t, g, tag, frameOf(g, state, office), adjective, holders[0], day)
					})
				}
			}
		}
	}
}

func named(t *testing.T, g *Gazetteer, tag, id string, day edtf.Day) {
	name := g.Name(id, tag)
	doc := text.New(name+".", tag, rules(t, tag))
	if got := g.Match(doc, day, true); len(got) != 1 || got[0].ID != id {
		t.Errorf("%q: %s, want %s", name, show(doc, got), id)
	}
}

func frameOf(g *Gazetteer, state, office string) string {
	if office == "head-of-state" && g.states[state].monarchy {
		return "monarch"
	}
	return office
}

func describedAs(t *testing.T, g *Gazetteer, tag, frame, adjective, id string, day edtf.Day) {
	doc := text.New(fmt.Sprintf(frames[tag][frame], adjective), tag, rules(t, tag))
	if got := g.Match(doc, day, true); len(got) != 1 || got[0].ID != id {
		t.Errorf("%s: %s, want %s", doc.Text, show(doc, got), id)
	}
}
