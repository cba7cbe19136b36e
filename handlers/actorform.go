package handlers

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chancery/models"
)

// ActorForm is a curator's record of an actor as the form holds it: texts as
// typed.
type ActorForm struct {
	Base                   uint64 // the record it was filled from, 0 for none
	Kind, Country, Surname string
	Names                  []TextRow
	Aliases, Terms         string // one a line
	Source                 string
}

// actorFormOf fills the form from a record.
func actorFormOf(r *models.ActorRecord, langs []string) ActorForm {
	f := ActorForm{
		Base: r.ID, Kind: r.Kind, Country: r.Country, Surname: r.Surname, Source: r.Source,
		Aliases: strings.Join(r.Aliases, "\n"),
	}
	for _, lang := range withOthers(langs, r.Names) {
		f.Names = append(f.Names, TextRow{lang, r.Names[lang]})
	}
	lines := make([]string, len(r.Terms))
	for i, t := range r.Terms {
		lines[i] = t.String()
	}
	f.Terms = strings.Join(lines, "\n")
	return f
}

// read lays what was sent over the form; what was not sent stays.
func (f *ActorForm) read(q url.Values) {
	set := func(name string, into *string) {
		if q.Has(name) {
			*into = clean(q.Get(name))
		}
	}
	for name, into := range map[string]*string{
		"kind": &f.Kind, "country": &f.Country, "surname": &f.Surname, "aliases": &f.Aliases, "terms": &f.Terms, "source": &f.Source,
	} {
		set(name, into)
	}
	for i := range f.Names {
		set("names."+f.Names[i].Lang, &f.Names[i].Text)
	}
	f.Country = strings.ToUpper(f.Country)
	if n, err := strconv.ParseUint(q.Get("base"), 10, 64); err == nil {
		f.Base = n
	}
}

// record is what the form says of the actor with the key.
func (f *ActorForm) record(key string) (*models.ActorRecord, error) {
	r := &models.ActorRecord{
		Key: key, Kind: f.Kind, Country: f.Country, Surname: f.Surname, Source: f.Source, Names: map[string]string{},
	}
	for _, n := range f.Names {
		if n.Text != "" {
			r.Names[n.Lang] = n.Text
		}
	}
	for line := range strings.Lines(f.Aliases) {
		if a := strings.TrimSpace(line); a != "" && !slices.Contains(r.Aliases, a) {
			r.Aliases = append(r.Aliases, a)
		}
	}
	var err error
	if r.Terms, err = models.ParseTerms(f.Terms); err != nil {
		return nil, err
	}
	if r.Key == "" && len(r.Names) > 0 {
		r.Key = newKey(r.LocalName())
	}
	if r.Key == "" {
		return nil, models.FieldError{Field: "names." + f.Names[0].Lang, Code: "required", Message: "give the actor a name in at least one language"}
	}
	return r, nil
}
