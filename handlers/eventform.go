package handlers

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"chancery/models"
)

// maxActorRows is how many actors a form takes: more than any event has, since
// a row that is not read back is an actor lost.
const maxActorRows = 1000

// EventForm is an event as the form holds it: texts as typed.
type EventForm struct {
	Version      int
	Type, Status string
	Date         string
	Titles       []TextRow
	Summaries    []TextRow
	PlaceName    string
	PlaceCountry string
	Countries    string
	Attribution  string
	Note         string
	Actors       []ActorRow
	Locked       []LockRow
}

// TextRow is a text in one language.
type TextRow struct{ Lang, Text string }

// ActorRow is one line of the form's actors.
type ActorRow struct {
	Index                          int
	Key, Name, Kind, Country, Role string
	Remove                         bool
}

// Blank tells whether the row was left empty.
func (r ActorRow) Blank() bool { return r.Name == "" && r.Key == "" }

// Number counts the rows from 1, for people.
func (r ActorRow) Number() int { return r.Index + 1 }

// Field is the row's control name.
func (r ActorRow) Field(part string) string { return actorField(r.Index, part) }

func actorField(index int, part string) string { return "actor." + strconv.Itoa(index) + "." + part }

// LockRow is a field a person set, and whether the extractor gets it back.
type LockRow struct {
	Field  string // "date", "title.fr"
	Unlock bool
}

// Name is the field without its language.
func (r LockRow) Name() string { name, _, _ := strings.Cut(r.Field, "."); return name }

// Lang is the text's language, "" for other fields.
func (r LockRow) Lang() string { _, lang, _ := strings.Cut(r.Field, "."); return lang }

// formOf fills the form from an event.
func formOf(e *models.Event, langs []string) EventForm {
	f := EventForm{
		Version: e.Version, Type: e.Type, Status: e.Status, Date: e.EDTF, Attribution: e.Attribution,
		Countries: strings.Join(e.Countries, ", "),
	}
	for _, lang := range withOthers(langs, e.Titles, e.Summaries) {
		f.Titles = append(f.Titles, TextRow{lang, e.Titles[lang]})
		f.Summaries = append(f.Summaries, TextRow{lang, e.Summaries[lang]})
	}
	if e.Place != nil {
		f.PlaceName, f.PlaceCountry = e.Place.Name, e.Place.Country
	}
	for i, a := range e.Actors {
		f.Actors = append(f.Actors, ActorRow{
			Index: i, Key: a.Actor.Key, Name: a.Actor.Name, Kind: a.Actor.Kind, Country: a.Actor.Country, Role: a.Role,
		})
	}
	for _, field := range e.Locked {
		f.Locked = append(f.Locked, LockRow{Field: field})
	}
	f.addRow()
	return f
}

// withOthers adds the languages that texts exist in to the interface's own.
func withOthers(langs []string, texts ...map[string]string) []string {
	out := slices.Clone(langs)
	for _, m := range texts {
		var more []string
		for lang := range m {
			if !slices.Contains(out, lang) {
				more = append(more, lang)
			}
		}
		slices.Sort(more)
		out = append(out, more...)
	}
	return out
}

// addRow appends an empty actor row.
func (f *EventForm) addRow() {
	if len(f.Actors) < maxActorRows {
		f.Actors = append(f.Actors, ActorRow{Index: len(f.Actors), Kind: models.KindPerson, Role: "participant"})
	}
}

// readForm lays the form as sent over the event's own: a control that was not
// sent stays as it is, so that a client that knows fewer of them loses nothing.
func readForm(q url.Values, f EventForm) EventForm {
	set := func(name string, into *string) {
		if q.Has(name) {
			*into = clean(q.Get(name))
		}
	}
	for name, into := range map[string]*string{
		"type": &f.Type, "status": &f.Status, "date": &f.Date, "place": &f.PlaceName, "place_country": &f.PlaceCountry,
		"countries": &f.Countries, "attribution": &f.Attribution, "note": &f.Note,
	} {
		set(name, into)
	}
	f.PlaceCountry, f.Countries = strings.ToUpper(f.PlaceCountry), strings.ToUpper(f.Countries)
	if q.Has("version") {
		f.Version, _ = strconv.Atoi(q.Get("version"))
	}
	for i := range f.Titles {
		set("title."+f.Titles[i].Lang, &f.Titles[i].Text)
		set("summary."+f.Summaries[i].Lang, &f.Summaries[i].Text)
	}
	if q.Has(actorField(0, "name")) {
		f.Actors = readActors(q)
	}
	for i := range f.Locked {
		f.Locked[i].Unlock = q.Get("unlock."+f.Locked[i].Field) != ""
	}
	return f
}

func readActors(q url.Values) (rows []ActorRow) {
	for i := range maxActorRows {
		if !q.Has(actorField(i, "name")) {
			break
		}
		row := ActorRow{Index: i, Remove: q.Get(actorField(i, "remove")) != ""}
		for part, into := range map[string]*string{
			"key": &row.Key, "name": &row.Name, "kind": &row.Kind, "country": &row.Country, "role": &row.Role,
		} {
			*into = clean(q.Get(actorField(i, part)))
		}
		row.Country = strings.ToUpper(row.Country)
		rows = append(rows, row)
	}
	return rows
}

// countryCodes splits the countries control.
func (f EventForm) countryCodes() []string {
	codes := strings.FieldsFunc(f.Countries, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' })
	slices.Sort(codes)
	return slices.Compact(codes)
}

// filled are the rows that say something and stay.
func (f EventForm) filled() []ActorRow {
	var rows []ActorRow
	for _, r := range f.Actors {
		if !r.Remove && !r.Blank() {
			rows = append(rows, r)
		}
	}
	return rows
}
