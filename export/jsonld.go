package export

import (
	"io"
	"time"

	"chancery/models"
)

// WriteJSONLD writes a schema.org graph. An event whose day is not known has no
// startDate: schema.org wants an ISO 8601 date there, and its EDTF expression
// stands beside it as a property of its own.
func WriteJSONLD(w io.Writer, events Events, o Options) error {
	const head = `{"@context": {"@vocab": "https://schema.org/", "edtf": "http://id.loc.gov/datatypes/edtf/EDTF"}, "@graph": [`
	if _, err := io.WriteString(w, head); err != nil {
		return err
	}
	separator := "\n"
	for e, err := range events {
		if err != nil {
			return err
		}
		line, err := encode(linked(e, o))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, separator+string(line)); err != nil {
			return err
		}
		separator = ",\n"
	}
	_, err := io.WriteString(w, "\n]}\n")
	return err
}

type ldEvent struct {
	Type        string     `json:"@type"`
	ID          string     `json:"@id"`
	Name        string     `json:"name"`
	Description string     `json:"description,omitempty"`
	Start       string     `json:"startDate,omitempty"`
	End         string     `json:"endDate,omitempty"`
	EDTF        string     `json:"edtf,omitempty"`
	Kind        string     `json:"additionalType"`
	Status      string     `json:"eventStatus,omitempty"`
	URL         string     `json:"url,omitempty"`
	Modified    string     `json:"dateModified,omitempty"`
	Location    *ldThing   `json:"location,omitempty"`
	Actors      []ldThing  `json:"contributor,omitempty"`
	Sources     []ldSource `json:"subjectOf,omitempty"`
}

type ldThing struct {
	Type   string `json:"@type"`
	Name   string `json:"name"`
	SameAs string `json:"sameAs,omitempty"`
	Geo    *ldGeo `json:"geo,omitempty"`
}

type ldGeo struct {
	Type string  `json:"@type"`
	Lat  float64 `json:"latitude"`
	Lon  float64 `json:"longitude"`
}

type ldSource struct {
	Type      string `json:"@type"`
	Name      string `json:"headline,omitempty"`
	URL       string `json:"url,omitempty"`
	Lang      string `json:"inLanguage,omitempty"`
	Published string `json:"datePublished,omitempty"`
}

func linked(e *models.Event, o Options) ldEvent {
	r := NewRecord(e, o)
	out := ldEvent{
		Type: "Event", ID: r.URL, Name: r.Title, Description: r.Summary, Start: r.Start, End: r.End, EDTF: r.EDTF,
		Kind: r.Type, Status: ldStatus(r.Status), URL: r.URL,
	}
	if out.ID == "" {
		out.ID = "urn:chancery:event:" + r.UID
	}
	if r.UpdatedAt != nil {
		out.Modified = r.UpdatedAt.Format(time.RFC3339)
	}
	if p := r.Place; p != nil {
		out.Location = &ldThing{Type: "Place", Name: p.Name, SameAs: wikidata(p.ID)}
		if p.Lat != nil && p.Lon != nil {
			out.Location.Geo = &ldGeo{"GeoCoordinates", *p.Lat, *p.Lon}
		}
	}
	for _, a := range r.Actors {
		out.Actors = append(out.Actors, ldThing{Type: ldKind(a.Kind), Name: a.Name, SameAs: wikidata(a.ID)})
	}
	for _, s := range r.Sources {
		out.Sources = append(out.Sources, ldSource{"NewsArticle", s.Title, s.URL, s.Lang, s.Published})
	}
	return out
}

// ldStatus knows only what schema.org has a word for.
func ldStatus(status string) string {
	switch status {
	case models.StatusPlanned:
		return "https://schema.org/EventScheduled"
	case models.StatusPostponed:
		return "https://schema.org/EventPostponed"
	case models.StatusCancelled:
		return "https://schema.org/EventCancelled"
	}
	return ""
}

func ldKind(kind string) string {
	switch kind {
	case models.KindPerson:
		return "Person"
	case models.KindState:
		return "Country"
	}
	return "Organization"
}

// wikidata is the entity's address when the key is a Wikidata id.
func wikidata(key string) string {
	if len(key) < 2 || key[0] != 'Q' {
		return ""
	}
	for _, c := range key[1:] {
		if c < '0' || c > '9' {
			return ""
		}
	}
	return "https://www.wikidata.org/entity/" + key
}
