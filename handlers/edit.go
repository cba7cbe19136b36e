package handlers

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// EditPage is /events/{id}/edit and /events/new.
type EditPage struct {
	Page
	ID      uint64 // 0 for a new event
	Heading string
	Action  string // where the form goes
	Back    string
	Form    EventForm
	Errors  FormErrors
	// Conflicting is set when somebody else has saved meanwhile; Conflict holds
	// the fields on which the two differ.
	Conflicting  bool
	Conflict     []ConflictRow
	DateExamples []string
	Names        []string // of known actors, for the datalist
	Types        []string
	Statuses     []string
	Kinds        []string
	Roles        []string
}

// dateExamples are shown beside the date control with what they mean.
var dateExamples = []string{
	"2022-02-07", "2023-03-26/2023-03-29", "2022-03", "2022", "2022-21", "2022-02-15?", "2022-02~", "2022-02-24/..",
}

// ConflictRow is one field on which two people differ.
type ConflictRow struct{ Field, Lang, Theirs, Mine string }

func (s *server) mountEdit(r gin.IRoutes) {
	read(r, "/events/new", s.member(s.newForm))
	r.POST("/events/new", s.member(s.create))
	read(r, "/events/:id/edit", s.member(s.editForm))
	r.POST("/events/:id/edit", s.member(s.edit))
	r.POST("/events/:id/undo", s.member(s.undo))
}

func (s *server) newForm(c *gin.Context) error {
	e := &models.Event{Type: "meeting", Status: models.StatusPlanned}
	return s.showForm(c, http.StatusOK, e, EditPage{Form: formOf(e, s.languages(c))})
}

func (s *server) editForm(c *gin.Context) error {
	e, err := s.openEvent(c)
	if err != nil {
		return err
	}
	return s.showForm(c, http.StatusOK, e, EditPage{Form: formOf(e, s.languages(c))})
}

// languages are those of the interface, the reader's own first.
func (s *server) languages(c *gin.Context) []string {
	own := localeOf(c).Tag
	return append([]string{own}, slices.DeleteFunc(slices.Clone(s.locales.order), func(t string) bool { return t == own })...)
}

// openEvent is the event of the path, unless it has become another one.
func (s *server) openEvent(c *gin.Context) (*models.Event, error) {
	e, err := s.pathEvent(c)
	if err == nil && e.MergedInto != nil {
		err = &httpError{Status: http.StatusConflict, Key: "merged"}
	}
	return e, err
}

func (s *server) showForm(c *gin.Context, status int, e *models.Event, v EditPage) error {
	l := localeOf(c)
	v.ID, v.Action, v.Back, v.Heading = e.ID, "/events/new", "/", l.T("edit.new")
	if e.ID != 0 {
		v.Action, v.Back = eventURL(e.ID)+"/edit", eventURL(e.ID)
		v.Heading = l.T("edit.title", "event", newEventItem(l, e).Title)
	}
	v.Page = s.page(c, v.Heading, "review")
	v.NoIndex = true
	v.Types, v.Statuses, v.Kinds, v.Roles = models.EventTypes, models.Statuses, models.ActorKinds, models.ActorRoles
	v.DateExamples = dateExamples
	known, _, err := s.deps.Actors.Actors(c.Request.Context(), "", 300, 0)
	if err != nil {
		return err
	}
	for i := range known {
		v.Names = append(v.Names, known[i].Name)
	}
	return s.render(c, status, "edit", &v)
}

func (s *server) create(c *gin.Context) error {
	e := &models.Event{Review: models.ReviewAccepted, Confidence: 1}
	f := readForm(c.Request.PostForm, formOf(e, s.languages(c)))
	if c.PostForm("do") == "add_actor" {
		f.addRow()
		return s.showForm(c, http.StatusOK, e, EditPage{Form: f})
	}
	ctx := c.Request.Context()
	err := s.apply(ctx, f, e)
	if err == nil {
		err = s.deps.Events.CreateEvent(ctx, e, s.revision(c, "create", f.Note, models.Changes(nil, e)))
	}
	if errors.Is(err, models.ErrInvalid) {
		e.ID = 0
		return s.showForm(c, http.StatusUnprocessableEntity, e, EditPage{Form: f, Errors: formErrors(localeOf(c), err)})
	}
	if err != nil {
		return err
	}
	return s.saved(c, e.ID, "edit.created")
}

func (s *server) edit(c *gin.Context) error {
	was, err := s.openEvent(c)
	if err != nil {
		return err
	}
	f := readForm(c.Request.PostForm, formOf(was, s.languages(c)))
	if c.PostForm("do") == "add_actor" {
		f.addRow()
		return s.showForm(c, http.StatusOK, was, EditPage{Form: f})
	}
	ctx := c.Request.Context()
	e := cloneEvent(was)
	if err := s.apply(ctx, f, e); errors.Is(err, models.ErrInvalid) {
		return s.showForm(c, http.StatusUnprocessableEntity, was, EditPage{Form: f, Errors: formErrors(localeOf(c), err)})
	} else if err != nil {
		return err
	}
	if f.Version != was.Version {
		return s.conflict(c, was, e, f)
	}
	if c.PostForm("do") == "save_accept" {
		e.Review = models.ReviewAccepted
	}
	return s.store(c, was, e, f)
}

// store saves what the form changed; nothing changed is no revision.
func (s *server) store(c *gin.Context, was, e *models.Event, f EventForm) error {
	changes := models.Changes(was, e)
	if len(changes) == 0 {
		s.setNotice(c.Request.Context(), "edit.nothing")
		return redirect(c, eventURL(e.ID))
	}
	err := s.deps.Events.UpdateEvent(c.Request.Context(), e, s.revision(c, "edit", f.Note, changes))
	if errors.Is(err, models.ErrConflict) {
		now, err := s.openEvent(c)
		if err != nil {
			return err
		}
		return s.conflict(c, now, e, f)
	}
	if err != nil {
		return err
	}
	return s.saved(c, e.ID, "edit.saved")
}

// conflict shows both versions. The form keeps what was typed and carries the
// version now stored, so that saving it again is a decision, not an accident.
func (s *server) conflict(c *gin.Context, now, mine *models.Event, f EventForm) error {
	l := localeOf(c)
	v := EditPage{Form: f, Conflicting: true}
	v.Form.Version = now.Version
	for _, ch := range models.Changes(now, mine) {
		row := changeView(l, ch)
		if row.Field != models.FieldLocked {
			v.Conflict = append(v.Conflict, ConflictRow{row.Field, row.Lang, row.Before, row.After})
		}
	}
	return s.showForm(c, http.StatusConflict, now, v)
}

// revision is a change by the logged-in user.
func (s *server) revision(c *gin.Context, action, note string, changes []models.Change) models.Revision {
	id := userOf(c).ID
	return models.Revision{UserID: &id, Action: action, Note: note, Changes: changes}
}

// saved tells the rest of the house and shows the event.
func (s *server) saved(c *gin.Context, id uint64, notice string) error {
	s.changed(c.Request.Context(), id)
	s.setNotice(c.Request.Context(), notice)
	return redirect(c, eventURL(id))
}

// changed brings what is kept in memory up to date. The change itself is
// stored, so a failure here is the operator's to know.
func (s *server) changed(ctx context.Context, id uint64) {
	if s.deps.Changed == nil {
		return
	}
	if err := s.deps.Changed(ctx, id); err != nil {
		s.log.Error("cannot follow a change", "event", id, "error", err)
	}
}
