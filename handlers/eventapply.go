package handlers

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chancery/models"
)

// cloneEvent copies what a form changes, so that the event as it was read can
// be compared with the one it becomes.
func cloneEvent(e *models.Event) *models.Event {
	c := *e
	c.Titles, c.Summaries = maps.Clone(e.Titles), maps.Clone(e.Summaries)
	c.Countries, c.Locked = slices.Clone(e.Countries), slices.Clone(e.Locked)
	c.Actors, c.Mentions = slices.Clone(e.Actors), slices.Clone(e.Mentions)
	if e.Place != nil {
		p := *e.Place
		c.Place = &p
	}
	return &c
}

// apply writes the form into the event and locks what it changed. All faults
// come back together as FieldErrors named after the form's controls.
func (s *server) apply(ctx context.Context, f EventForm, e *models.Event) error {
	was := cloneEvent(e)
	var faults models.FieldErrors
	e.Type, e.Status, e.Attribution = f.Type, f.Status, f.Attribution
	if f.Date != e.EDTF {
		if err := e.SetDate(f.Date); err != nil {
			faults = append(faults, models.FieldError{Field: "date", Code: "not_a_date", Message: err.Error()})
		} else {
			e.DayBasis = curatorBasis(f.Date)
		}
	}
	for _, row := range f.Titles {
		must(e.SetField(models.FieldTitle+"."+row.Lang, row.Text))
	}
	for _, row := range f.Summaries {
		must(e.SetField(models.FieldSummary+"."+row.Lang, row.Text))
	}
	faults = append(faults, f.applyPlace(e)...)
	more, err := s.applyActors(ctx, f, e)
	if err != nil {
		return err
	}
	faults = append(faults, more...)
	e.Countries = f.countryCodes()
	if unchanged := slices.Equal(e.Countries, slices.Sorted(slices.Values(was.Countries))); unchanged {
		e.Countries = derivedCountries(was, e)
	}
	lock(f, was, e)
	faults = append(faults, recordFaults(e, f, faults)...)
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// curatorBasis is what a date that a person set rests on; none has no basis.
func curatorBasis(expr string) string {
	if expr == "" {
		return ""
	}
	return "curator"
}

// must marks calls whose field names are our own constants.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// recordFaults adds what the record itself finds wrong, under the names of the
// form's controls, unless that control is already faulted.
func recordFaults(e *models.Event, f EventForm, have models.FieldErrors) (out models.FieldErrors) {
	var found models.FieldErrors
	errors.As(e.Validate(), &found)
	for _, fault := range found {
		switch fault.Field {
		case "role": // the actor rows say so themselves
			continue
		case models.FieldTitle:
			fault.Field = textControl(models.FieldTitle, f.Titles, models.MaxTitle)
		case models.FieldSummary:
			fault.Field = textControl(models.FieldSummary, f.Summaries, models.MaxSummary)
		}
		if !slices.ContainsFunc(have, func(h models.FieldError) bool { return h.Field == fault.Field }) {
			out = append(out, fault)
		}
	}
	return out
}

// textControl is the control of the first text that is too long, else the
// first there is.
func textControl(field string, rows []TextRow, most int) string {
	for _, r := range rows {
		if tooLong(r.Text, most) {
			return field + "." + r.Lang
		}
	}
	if len(rows) == 0 {
		return field
	}
	return field + "." + rows[0].Lang
}

func (f EventForm) applyPlace(e *models.Event) (faults models.FieldErrors) {
	if f.PlaceName == "" {
		if f.PlaceCountry != "" {
			faults = append(faults, models.FieldError{Field: "place", Code: "required", Message: "name the place, or empty its country"})
		}
		e.Place, e.PlaceID = nil, nil
		return faults
	}
	if f.PlaceCountry != "" && !models.ValidCode(f.PlaceCountry) {
		faults = append(faults, models.FieldError{Field: "place_country", Code: "bad_code", Message: "use three capitals such as FRA"})
	}
	if tooLong(f.PlaceName, models.MaxName) {
		faults = append(faults, models.FieldError{Field: "place", Code: "too_long", Message: fmt.Sprintf("use at most %d characters", models.MaxName)})
	}
	if e.Place != nil && e.Place.Name == f.PlaceName && e.Place.Country == f.PlaceCountry {
		return faults
	}
	e.PlaceID = nil
	e.Place = &models.Place{Key: newKey(f.PlaceName), Name: f.PlaceName, Country: f.PlaceCountry}
	return faults
}

// derivedCountries follows a change of actors or place: their countries join,
// those that only the old ones brought in leave.
func derivedCountries(was, now *models.Event) []string {
	old, cur := countriesOf(was), countriesOf(now)
	var out []string
	for _, c := range was.Countries {
		if !slices.Contains(old, c) || slices.Contains(cur, c) {
			out = append(out, c)
		}
	}
	for _, c := range cur {
		if !slices.Contains(old, c) {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func countriesOf(e *models.Event) []string {
	var out []string
	for _, a := range e.Actors {
		if a.Actor.Country != "" {
			out = append(out, a.Actor.Country)
		}
	}
	if e.Place != nil && e.Place.Country != "" {
		out = append(out, e.Place.Country)
	}
	return out
}

// lock takes what the form changed out of the extractor's hands and gives back
// what the form says.
func lock(f EventForm, was, e *models.Event) {
	for _, row := range f.Locked {
		if row.Unlock {
			e.Locked = slices.DeleteFunc(e.Locked, func(s string) bool { return s == row.Field })
		}
	}
	lockChanged(was, e)
}

// lockChanged puts what differs into a person's hands.
func lockChanged(was, e *models.Event) {
	for _, ch := range models.Changes(was, e) {
		if field, _, _ := strings.Cut(ch.Field, "."); slices.Contains(models.LockableFields, field) {
			e.Lock(ch.Field)
		}
	}
}

func tooLong(s string, most int) bool { return len([]rune(s)) > most }

// newKey is the key of an actor or place first met by name: the same name,
// however it is written, gives the same key.
func newKey(name string) string { return "new:" + fold(name) }

// NewActorKey is the key under which the forms keep an actor that is in no
// gazetteer.
func NewActorKey(name string) string { return newKey(name) }

// fold drops case and accents and makes every run of spaces one.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return strings.Join(strings.Fields(s), " ")
}
