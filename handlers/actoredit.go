package handlers

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// ActorEditPage is /actors/new and /actors/{id}/edit.
type ActorEditPage struct {
	Page
	Heading     string
	Action      string // where the form goes
	Back        string
	Form        ActorForm
	Errors      FormErrors
	Conflicting bool // somebody else has saved meanwhile
	Kinds       []string
	Offices     []string
}

// ActorHistoryPage is /actors/{id}/history.
type ActorHistoryPage struct {
	Page
	Actor   ActorLink
	Records []ActorRecordView
}

// ActorRecordView is one record and how it differs from the one before.
type ActorRecordView struct {
	ID          uint64
	At          time.Time
	Who, Source string
	Changes     []ChangeView
}

// mountActorForms mounts what curators need to add and correct actors.
func (s *server) mountActorForms(r gin.IRoutes) {
	if s.deps.Records == nil {
		return
	}
	read(r, "/actors/new", s.member(s.newActor))
	r.POST("/actors/new", s.member(s.createActor))
	read(r, "/actors/:id/edit", s.member(s.editActorForm))
	r.POST("/actors/:id/edit", s.member(s.editActor))
	read(r, "/actors/:id/history", s.member(s.actorHistory))
}

// curates tells whether the reader may correct actors.
func (s *server) curates(c *gin.Context) bool { return s.deps.Records != nil && userOf(c) != nil }

func (s *server) showActorForm(c *gin.Context, status int, a *models.Actor, v ActorEditPage) error {
	l := localeOf(c)
	v.Heading, v.Action, v.Back = l.T("actor.add"), "/actors/new", "/actors"
	if a != nil {
		v.Heading, v.Back = l.T("actor.edit_title", "name", a.LocalName(l.Tag)), actorURL(a.ID)
		v.Action = v.Back + "/edit"
	}
	v.Page = s.page(c, v.Heading, "actors")
	v.NoIndex = true
	v.Kinds, v.Offices = models.ActorKinds, models.Offices
	return s.render(c, status, "actor_edit", &v)
}

func (s *server) newActor(c *gin.Context) error {
	r := &models.ActorRecord{Kind: models.KindPerson}
	return s.showActorForm(c, http.StatusOK, nil, ActorEditPage{Form: actorFormOf(r, s.languages(c))})
}

func (s *server) createActor(c *gin.Context) error {
	f := actorFormOf(&models.ActorRecord{Kind: models.KindPerson}, s.languages(c))
	f.read(c.Request.PostForm)
	r, err := f.record("")
	if err == nil {
		err = s.freeKey(c.Request.Context(), r.Key, f)
	}
	return s.saveActor(c, nil, f, r, err)
}

// freeKey refuses a new actor under a name that is another's already: that one
// is to be corrected.
func (s *server) freeKey(ctx context.Context, key string, f ActorForm) error {
	_, err := s.deps.Actors.ActorByKey(ctx, key)
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return models.FieldError{Field: "names." + f.Names[0].Lang, Code: "known", Message: "there is an actor of this name: correct that one"}
}

func (s *server) editActorForm(c *gin.Context) error {
	a, r, err := s.actorRecord(c)
	if err != nil {
		return err
	}
	r.Source = "" // of this change
	return s.showActorForm(c, http.StatusOK, a, ActorEditPage{Form: actorFormOf(r, s.languages(c))})
}

// actorRecord is the actor of the path with what is known of it: what a curator
// wrote last, else what the reader of articles knows, else what articles said.
func (s *server) actorRecord(c *gin.Context) (*models.Actor, *models.ActorRecord, error) {
	ctx := c.Request.Context()
	a, err := s.pathActor(c)
	if err != nil {
		return nil, nil, err
	}
	history, err := s.deps.Records.ActorHistory(ctx, a.Key)
	if err != nil {
		return nil, nil, err
	}
	if len(history) > 0 {
		return a, &history[0], nil
	}
	if s.deps.KnownActor != nil {
		if r, ok := s.deps.KnownActor(ctx, a.Key); ok {
			return a, &r, nil
		}
	}
	r := &models.ActorRecord{Key: a.Key, Kind: a.Kind, Country: a.Country, Names: a.Names}
	if len(r.Names) == 0 {
		r.Names = map[string]string{localeOf(c).Tag: a.Name}
	}
	return a, r, nil
}

func (s *server) editActor(c *gin.Context) error {
	a, known, err := s.actorRecord(c)
	if err != nil {
		return err
	}
	f := actorFormOf(known, s.languages(c))
	f.Source = ""
	f.read(c.Request.PostForm)
	r, err := f.record(a.Key)
	return s.saveActor(c, a, f, r, err)
}

// saveActor stores a record, or shows the form again with what is wrong.
func (s *server) saveActor(c *gin.Context, a *models.Actor, f ActorForm, r *models.ActorRecord, err error) error {
	ctx := c.Request.Context()
	var saved *models.Actor
	if err == nil {
		id := userOf(c).ID
		r.UserID = &id
		saved, err = s.deps.Records.SaveActorRecord(ctx, r, f.Base)
	}
	switch {
	case errors.Is(err, models.ErrInvalid):
		return s.showActorForm(c, http.StatusUnprocessableEntity, a, ActorEditPage{Form: f, Errors: formErrors(localeOf(c), err)})
	case errors.Is(err, models.ErrConflict):
		return s.actorConflict(c, a, f, r.Key)
	case err != nil:
		return err
	}
	s.setNotice(ctx, "actor.saved")
	return redirect(c, actorURL(saved.ID))
}

// actorConflict keeps what was typed; the form now stands on the newest record,
// so that saving it again is a decision.
func (s *server) actorConflict(c *gin.Context, a *models.Actor, f ActorForm, key string) error {
	history, err := s.deps.Records.ActorHistory(c.Request.Context(), key)
	if err != nil {
		return err
	}
	f.Base = 0
	if len(history) > 0 {
		f.Base = history[0].ID
	}
	return s.showActorForm(c, http.StatusConflict, a, ActorEditPage{Form: f, Conflicting: true})
}

func (s *server) actorHistory(c *gin.Context) error {
	ctx, l := c.Request.Context(), localeOf(c)
	a, err := s.pathActor(c)
	if err != nil {
		return err
	}
	records, err := s.deps.Records.ActorHistory(ctx, a.Key)
	if err != nil {
		return err
	}
	link := actorLink(l, a)
	v := ActorHistoryPage{Page: s.page(c, l.T("actor.history_title", "name", link.Name), "actors"), Actor: link}
	v.NoIndex = true
	for i := range records {
		r := &records[i]
		before := &models.ActorRecord{}
		if i+1 < len(records) {
			before = &records[i+1]
		}
		view := ActorRecordView{ID: r.ID, At: r.CreatedAt, Source: r.Source, Changes: recordChanges(before, r)}
		if r.User != nil {
			view.Who = r.User.Name
		}
		v.Records = append(v.Records, view)
	}
	return s.render(c, http.StatusOK, "actor_history", &v)
}

// recordChanges lists the fields in which two records differ.
func recordChanges(before, after *models.ActorRecord) []ChangeView {
	var out []ChangeView
	add := func(field, lang, a, b string) {
		if a != b {
			out = append(out, ChangeView{field, lang, a, b})
		}
	}
	for _, lang := range withOthers(nil, before.Names, after.Names) {
		add("name", lang, before.Names[lang], after.Names[lang])
	}
	add("kind", "", before.Kind, after.Kind)
	add("country", "", before.Country, after.Country)
	add("aliases", "", strings.Join(before.Aliases, "; "), strings.Join(after.Aliases, "; "))
	add("surname", "", before.Surname, after.Surname)
	add("terms", "", strings.ReplaceAll(actorFormOf(before, nil).Terms, "\n", "; "), strings.ReplaceAll(actorFormOf(after, nil).Terms, "\n", "; "))
	return out
}
