package handlers

import (
	"context"
	"fmt"
	"slices"

	"chancery/models"
)

// applyActors sets the event's actors from the rows. Faults are named after
// the row's controls.
func (s *server) applyActors(ctx context.Context, f EventForm, e *models.Event) (models.FieldErrors, error) {
	var faults models.FieldErrors
	have := slices.Clone(e.Actors)
	e.Actors = nil
	for _, row := range f.filled() {
		if bad := row.faults(); len(bad) > 0 {
			faults = append(faults, bad...)
			continue
		}
		a, err := s.actorFor(ctx, row, have)
		if err != nil {
			return nil, err
		}
		twice := slices.ContainsFunc(e.Actors, func(x models.EventActor) bool { return x.Actor.Key == a.Key })
		if twice {
			faults = append(faults, models.FieldError{Field: row.Field("name"), Code: "twice", Message: "this actor is there twice"})
			continue
		}
		e.Actors = append(e.Actors, models.EventActor{EventID: e.ID, ActorID: a.ID, Role: row.Role, Actor: a})
	}
	return faults, nil
}

func (r ActorRow) faults() (out models.FieldErrors) {
	add := func(part, code, msg string) {
		out = append(out, models.FieldError{Field: r.Field(part), Code: code, Message: msg})
	}
	switch {
	case r.Name == "":
		add("name", "required", "name the actor, or mark the row for removal")
	case tooLong(r.Name, models.MaxName):
		add("name", "too_long", fmt.Sprintf("use at most %d characters", models.MaxName))
	}
	if !slices.Contains(models.ActorKinds, r.Kind) {
		add("kind", "choose", "choose a kind")
	}
	if !slices.Contains(models.ActorRoles, r.Role) {
		add("role", "choose", "choose a role")
	}
	if r.Country != "" && !models.ValidCode(r.Country) {
		add("country", "bad_code", "use three capitals such as FRA, or an organisation's code")
	}
	return out
}

// actorFor finds who a row means: the actor it was filled with when the name is
// still that one's, else a known actor of that name, else a new one. A kind or
// country that differs from the record is a curator's correction of it.
func (s *server) actorFor(ctx context.Context, r ActorRow, have []models.EventActor) (models.Actor, error) {
	a, err := s.knownActor(ctx, r, have)
	if err != nil {
		return a, err
	}
	if a.Key == "" {
		return models.Actor{Key: newKey(r.Name), Kind: r.Kind, Name: r.Name, Country: r.Country, ByHand: true}, nil
	}
	if a.Kind != r.Kind || r.Country != "" && a.Country != r.Country {
		a.Kind, a.ByHand, a.IsNew = r.Kind, true, false
		if r.Country != "" {
			a.Country = r.Country
		}
	}
	return a, nil
}

func (s *server) knownActor(ctx context.Context, r ActorRow, have []models.EventActor) (models.Actor, error) {
	for _, x := range have {
		if x.Actor.Key == r.Key && named(&x.Actor, r.Name) {
			return x.Actor, nil
		}
	}
	found, _, err := s.deps.Actors.Actors(ctx, r.Name, 200, 0)
	if err != nil {
		return models.Actor{}, err
	}
	var first models.Actor
	for i := range found {
		a := &found[i].Actor
		if !named(a, r.Name) {
			continue
		}
		if a.Kind == r.Kind { // a state and a group may share a name
			return *a, nil
		}
		if first.Key == "" {
			first = *a
		}
	}
	return first, nil
}

// named tells whether the actor goes by the name, case and accents aside.
func named(a *models.Actor, name string) bool {
	want := fold(name)
	if fold(a.Name) == want || fold(a.Key) == want {
		return true
	}
	for _, n := range a.Names {
		if fold(n) == want {
			return true
		}
	}
	return false
}
