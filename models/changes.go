package models

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Field names of an event, as Event.Locked and Change.Field use them. Texts by
// language carry the tag: "title.fr", "summary.en".
const (
	FieldType        = "type"
	FieldStatus      = "status"
	FieldReview      = "review"
	FieldDate        = "date"
	FieldTitle       = "title"
	FieldSummary     = "summary"
	FieldPlace       = "place"
	FieldActors      = "actors"
	FieldCountries   = "countries"
	FieldAttribution = "attribution"
	FieldMergedInto  = "merged_into"
	FieldLocked      = "locked"
	// FieldIdentity is locked when a person decided which reports are the event.
	FieldIdentity = "identity"
)

// LockableFields are the fields a person can take out of the extractor's hands,
// texts without their language.
var LockableFields = []string{
	FieldType, FieldStatus, FieldDate, FieldTitle, FieldSummary,
	FieldPlace, FieldActors, FieldCountries, FieldAttribution,
}

// placeValue and actorValue are how a place and an actor's part are written in
// a Change: as JSON, so that a change can be taken back.
type placeValue struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
}

type actorValue struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Kind    string `json:"kind,omitempty"`
	Country string `json:"country,omitempty"`
	Role    string `json:"role"`
}

// FieldValues writes the event's facts as text, one entry a field.
func (e *Event) FieldValues() map[string]string {
	v := map[string]string{
		FieldType: e.Type, FieldStatus: e.Status, FieldReview: e.Review, FieldDate: e.EDTF,
		FieldCountries: strings.Join(slices.Sorted(slices.Values(e.Countries)), ","), FieldAttribution: e.Attribution,
		FieldLocked: strings.Join(slices.Sorted(slices.Values(e.Locked)), ","),
	}
	for lang, s := range e.Titles {
		v[FieldTitle+"."+lang] = s
	}
	for lang, s := range e.Summaries {
		v[FieldSummary+"."+lang] = s
	}
	if e.Place != nil {
		v[FieldPlace] = encode(placeValue{e.Place.Key, e.Place.Name, e.Place.Country})
	}
	if e.MergedInto != nil {
		v[FieldMergedInto] = strconv.FormatUint(*e.MergedInto, 10)
	}
	if len(e.Actors) > 0 {
		parts := make([]actorValue, len(e.Actors))
		for i, a := range e.Actors {
			parts[i] = actorValue{a.Actor.Key, a.Actor.Name, a.Actor.Kind, a.Actor.Country, a.Role}
		}
		v[FieldActors] = encode(parts)
	}
	return v
}

// Changes lists what differs between two states of an event, by field name;
// before may be nil for an event that is new.
func Changes(before, after *Event) []Change {
	old := map[string]string{}
	if before != nil {
		old = before.FieldValues()
	}
	now := after.FieldValues()
	keys := slices.Collect(maps.Keys(now))
	for k := range old {
		if _, ok := now[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	var out []Change
	for _, k := range keys {
		if old[k] != now[k] {
			out = append(out, Change{Field: k, Before: old[k], After: now[k]})
		}
	}
	return out
}

// SetField sets a field to a value as FieldValues writes it. Actors and place
// come back with key and name only; the caller completes them. The error wraps
// ErrInvalid.
func (e *Event) SetField(field, value string) error {
	name, lang, _ := strings.Cut(field, ".")
	switch name {
	case FieldType:
		e.Type = value
	case FieldStatus:
		e.Status = value
	case FieldReview:
		e.Review = value
	case FieldAttribution:
		e.Attribution = value
	case FieldDate, "edtf": // its name in the JSON formats
		if err := e.SetDate(value); err != nil {
			return fmt.Errorf("%w: %w", ErrInvalid, err)
		}
	case FieldTitle:
		e.Titles = withText(e.Titles, lang, value)
	case FieldSummary:
		e.Summaries = withText(e.Summaries, lang, value)
	case FieldCountries:
		e.Countries = splitList(value)
	case FieldLocked:
		e.Locked = splitList(value)
	case FieldPlace:
		return e.setPlace(value)
	case FieldActors:
		return e.setActors(value)
	default:
		return fmt.Errorf("%w: the field %q cannot be set", ErrInvalid, field)
	}
	return nil
}

func (e *Event) setPlace(value string) error {
	e.Place, e.PlaceID = nil, nil
	if value == "" {
		return nil
	}
	var p placeValue
	if err := json.Unmarshal([]byte(value), &p); err != nil {
		return fmt.Errorf("%w: place %q", ErrInvalid, value)
	}
	e.Place = &Place{Key: p.Key, Name: p.Name, Country: p.Country}
	return nil
}

func (e *Event) setActors(value string) error {
	e.Actors = nil
	if value == "" {
		return nil
	}
	var parts []actorValue
	if err := json.Unmarshal([]byte(value), &parts); err != nil {
		return fmt.Errorf("%w: actors %q", ErrInvalid, value)
	}
	for _, p := range parts {
		a := Actor{Key: p.Key, Name: p.Name, Kind: p.Kind, Country: p.Country}
		e.Actors = append(e.Actors, EventActor{Role: p.Role, Actor: a})
	}
	return nil
}

// withText copies the map: the event's earlier state may still share it.
func withText(m map[string]string, lang, s string) map[string]string {
	out := maps.Clone(m)
	if out == nil {
		out = map[string]string{}
	}
	if s == "" {
		delete(out, lang)
	} else {
		out[lang] = s
	}
	return out
}

func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

func encode(v any) string {
	b, _ := json.Marshal(v) // plain structs of strings
	return string(b)
}
