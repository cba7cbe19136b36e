package models

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"chancery/edtf"
)

// ActorRecord is what a curator knows of an actor: under which names articles
// speak of it and which offices it held. It wins over the built-in gazetteer.
// Records are added, never changed; the last one of a key counts.
type ActorRecord struct {
	ID        uint64 `gorm:"primaryKey"`
	Key       string // of the actor
	Kind      string
	Country   string            // ISO 3166-1 alpha-3, or an organisation's code
	Names     map[string]string `gorm:"serializer:json"` // by language tag
	Aliases   []string          `gorm:"serializer:json"` // further spellings, in any language
	Surname   string            // what stands alone; "" for the last word of the name
	Terms     []OfficeTerm      `gorm:"serializer:json"`
	Source    string            // where the curator has it from
	UserID    *uint64
	User      *User
	CreatedAt time.Time
}

// OfficeTerm is a time in office.
type OfficeTerm struct {
	Country string `json:"country"`
	Office  string `json:"office"`
	Start   string `json:"start"` // YYYY-MM-DD, the first day
	End     string `json:"end"`   // the last day, "" while it lasts
}

// Offices a term can be of.
var Offices = []string{
	"head-of-state", "head-of-government", "foreign-minister", "defence-minister", "vice-president", "crown-prince",
	"finance-minister", "interior-minister", "minister", "secretary-general", "commission-president",
	"council-president", "high-representative", "high-commissioner", "director", "ambassador", "envoy", "adviser",
	"spokesperson", "official", "first-lady",
}

// MaxAliases and MaxTerms bound a record.
const (
	MaxAliases = 50
	MaxTerms   = 50
)

// String writes a term as ParseTerms reads it.
func (t OfficeTerm) String() string {
	end := t.End
	if end == "" {
		end = ".."
	}
	return t.Country + " " + t.Office + " " + t.Start + "/" + end
}

// ParseTerms reads one term a line: "FRA foreign-minister 2024-09-21/..". Its
// error is a FieldError of "terms" that names the line.
func ParseTerms(s string) ([]OfficeTerm, error) {
	var out []OfficeTerm
	for line := range strings.Lines(s) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if len(f) != 3 || !strings.Contains(f[2], "/") {
			return nil, FieldError{"terms", "not_a_term", fmt.Sprintf("%q: write CODE office START/END, with .. for an open end", strings.TrimSpace(line))}
		}
		start, end, _ := strings.Cut(f[2], "/")
		if end == ".." {
			end = ""
		}
		out = append(out, OfficeTerm{strings.ToUpper(f[0]), f[1], start, end})
	}
	return out, nil
}

// LocalName is the name for display: in English, else the first by language.
func (r *ActorRecord) LocalName() string {
	if n := r.Names["en"]; n != "" {
		return n
	}
	tags := make([]string, 0, len(r.Names))
	for tag := range r.Names {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	for _, tag := range tags {
		return r.Names[tag]
	}
	return ""
}

// Validate tells everything that is wrong with the record as FieldErrors.
func (r *ActorRecord) Validate() error {
	var c checks
	c.required("key", r.Key)
	c.oneOf("kind", r.Kind, ActorKinds)
	if len(r.Names) == 0 {
		c.add("names", "required", "give the actor a name in at least one language")
	}
	for tag, n := range r.Names {
		c.length("names."+tag, n, MaxName)
	}
	for _, a := range append([]string{r.Surname}, r.Aliases...) {
		c.length("aliases", a, MaxName)
	}
	if len(r.Aliases) > MaxAliases {
		c.add("aliases", "too_many", fmt.Sprintf("give at most %d", MaxAliases))
	}
	if r.Country != "" && !ValidCode(r.Country) {
		c.add("country", "bad_code", "use three capitals such as FRA, or an organisation's code")
	}
	c.required("source", r.Source)
	c.length("source", r.Source, MaxTitle)
	r.checkTerms(&c)
	return c.err()
}

func (r *ActorRecord) checkTerms(c *checks) {
	if len(r.Terms) > MaxTerms {
		c.add("terms", "too_many", fmt.Sprintf("give at most %d", MaxTerms))
	}
	if len(r.Terms) > 0 && r.Kind != KindPerson {
		c.add("terms", "not_a_person", "only people hold offices")
	}
	for _, t := range r.Terms {
		start, err := edtf.ParseDay(t.Start)
		end, err2 := start, error(nil)
		if t.End != "" {
			end, err2 = edtf.ParseDay(t.End)
		}
		switch {
		case !ValidCode(t.Country):
			c.add("terms", "bad_code", t.String()+": begin with a code in capitals, such as FRA or UN")
		case !slices.Contains(Offices, t.Office):
			c.add("terms", "not_an_office", t.String()+": the office must be one of "+strings.Join(Offices, ", "))
		case err != nil || err2 != nil:
			c.add("terms", "not_a_term", t.String()+": write days as YYYY-MM-DD")
		case end < start:
			c.add("terms", "before_from", t.String()+": the end lies before the start")
		}
	}
}
