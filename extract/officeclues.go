package extract

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/text"
	"chancery/lang"
)

// officeClues: who is named with an office held it on the article's day.
func (x *Extractor) officeClues(doc *text.Doc, ms []actor.Mention) []clue {
	var out []clue
	seen := map[string]bool{}
	for _, m := range ms {
		if m.Kind != actor.Person || seen[m.ID] || m.Described || doc.Sents[doc.Tokens[m.First].Sent].Foreign {
			continue
		}
		var terms []actor.Term
		for _, t := range x.gaz.Terms(m.ID) {
			if m.Office == "" || t.Office == m.Office {
				terms = append(terms, t)
			}
		}
		if len(terms) == 0 {
			continue
		}
		seen[m.ID] = true
		named := m.Office != ""
		in := func(d edtf.Day) bool {
			return slices.ContainsFunc(terms, func(t actor.Term) bool { return t.Start <= d && d < t.End })
		}
		out = append(out, clue{
			strong: named,
			weight: func(d edtf.Day) float64 { return at(in(d), at(named, 0.5, 0.2), at(named, -3, -0.6)) },
			why:    func(edtf.Day) string { return m.Name + " held office" },
		})
	}
	return out
}

// dating is lang/<tag>/dating.yaml.
type dating struct {
	Kinds  map[string][]string `yaml:"kinds"`
	Before []string            `yaml:"before"`
	After  []string            `yaml:"after"`
}

// Scales of nearness to an occasion, in days.
const (
	occasionScale  = 4.0
	occasionWeight = 3.2
	aboutScale     = 20.0
	aboutWeight    = 1.8
)

// occasionClues: a gathering named by its kind and its place or organisation
// ("les JO", "Pékin") dates the text near its days.
func (x *Extractor) occasionClues(d dating, doc *text.Doc, ms []actor.Mention) []clue {
	body, sents := bodyWords(doc)
	var out []clue
	for _, o := range x.gaz.Occasions() {
		names := d.Kinds[o.Kind]
		if full := o.Names[doc.Lang]; full != "" && holds(body, []string{strings.ToLower(full)}) {
			names = append(slices.Clone(names), strings.ToLower(full))
		} else if !holds(body, names) || !x.at(o, doc, ms) {
			continue
		}
		before, after := beside(sents, names, d.Before), beside(sents, names, d.After)
		out = append(out, clue{
			strong: true,
			weight: func(d edtf.Day) float64 { return occasionAt(o.Days, d, before, after) },
			why: func(edtf.Day) string {
				return fmt.Sprintf("the text speaks of %s (%s)", o.Names[lang.Default], edtf.FormatDays(o.Days))
			},
		})
	}
	return out
}

// occasionAt: highest on the day before and the first day where the text looks
// ahead to the occasion, else during it.
func occasionAt(days edtf.Interval, d edtf.Day, before, after bool) float64 {
	var away int
	switch {
	case before && !after:
		away = abs(int(d - days.Start))
	case after && !before:
		away = abs(int(d - days.Last()))
	default:
		// Nothing says on which side of it the article lies: it tells the season,
		// not the day.
		away = max(int(days.Start-d), int(d-days.Last()), 0)
		return aboutWeight * math.Exp(-float64(away)/aboutScale)
	}
	return occasionWeight * math.Exp(-float64(away)/occasionScale)
}

// at tells whether the text names the occasion's place or one of its
// organisations.
func (x *Extractor) at(o actor.Occasion, doc *text.Doc, ms []actor.Mention) bool {
	return slices.ContainsFunc(ms, func(m actor.Mention) bool {
		if doc.Sents[doc.Tokens[m.First].Sent].Foreign {
			return false
		}
		return o.Place != "" && (m.ID == o.Place || m.PlaceID == o.Place) ||
			m.Kind == actor.Org && slices.Contains(o.Orgs, m.Country)
	})
}

// beside tells whether a sentence that names the occasion holds one of the
// words.
func beside(sents, names, words []string) bool {
	return slices.ContainsFunc(sents, func(s string) bool { return holds(s, names) && holds(s, words) })
}

// bodyWords is the article's own text in lower case, whole and by sentence, its
// words parted by single spaces, with a space at either end.
func bodyWords(doc *text.Doc) (body string, sents []string) {
	for _, sent := range doc.Sents {
		if sent.Foreign {
			continue
		}
		var b strings.Builder
		for i := int(sent.First); i < int(sent.Last); i++ {
			if k := doc.Tokens[i].Kind; k > text.Number && k != text.Clitic {
				continue
			}
			b.WriteByte(' ')
			b.WriteString(strings.ToLower(strings.ReplaceAll(doc.Word(i), "’", "'")))
		}
		sents = append(sents, b.String()+" ")
	}
	return strings.Join(sents, ""), sents
}

func holds(body string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.Contains(body, " "+strings.ReplaceAll(w, "'", "' ")+" ")
	})
}
