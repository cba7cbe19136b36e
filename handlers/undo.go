package handlers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// undoable tells whether a revision can be taken back: it changed fields that
// can be set, and each of them still is what the revision made it.
func undoable(e *models.Event, r *models.Revision) bool {
	if r.Action == "create" || r.Action == "merge" || r.Action == "split" || r.Action == "apart" || e.MergedInto != nil {
		return false
	}
	some := false
	for _, ch := range r.Changes {
		if ch.Field == models.FieldLocked {
			continue
		}
		as, back := cloneEvent(e), cloneEvent(e)
		if as.SetField(ch.Field, ch.After) != nil || len(models.Changes(e, as)) > 0 || back.SetField(ch.Field, ch.Before) != nil {
			return false
		}
		some = true
	}
	return some
}

// undo is POST /events/{id}/undo: it takes one revision back, as a new one.
func (s *server) undo(c *gin.Context) error {
	ctx := c.Request.Context()
	was, err := s.openEvent(c)
	if err != nil {
		return err
	}
	revisions, err := s.deps.Events.Revisions(ctx, was.ID)
	if err != nil {
		return err
	}
	r := findRevision(revisions, clean(c.PostForm("revision")))
	if r == nil {
		return notFound()
	}
	if !undoable(was, r) {
		return &httpError{Status: http.StatusConflict, Key: "not_undoable"}
	}
	e := cloneEvent(was)
	if err := s.takeBack(c, e, r); err != nil {
		return err
	}
	note := localeOf(c).T("history.undo_note", "id", r.ID)
	if err := s.deps.Events.UpdateEvent(ctx, e, s.revision(c, "undo", note, models.Changes(was, e))); err != nil {
		return err
	}
	return s.saved(c, e.ID, "history.undone")
}

func findRevision(list []models.Revision, id string) *models.Revision {
	for i := range list {
		if itoa(list[i].ID) == id {
			return &list[i]
		}
	}
	return nil
}

// takeBack sets the fields to what they were. A person decided so: the fields
// stay in a person's hands.
func (s *server) takeBack(c *gin.Context, e *models.Event, r *models.Revision) error {
	was := cloneEvent(e)
	for _, ch := range r.Changes {
		if ch.Field == models.FieldLocked {
			continue
		}
		if err := e.SetField(ch.Field, ch.Before); err != nil {
			return err
		}
	}
	if e.EDTF != was.EDTF {
		e.DayBasis = curatorBasis(e.EDTF)
	}
	lockChanged(was, e)
	return s.completeActors(c, e)
}

// completeActors replaces the bare actors a revision holds by the records.
func (s *server) completeActors(c *gin.Context, e *models.Event) error {
	for i := range e.Actors {
		a := &e.Actors[i]
		if a.ActorID != 0 {
			continue
		}
		known, err := s.deps.Actors.ActorByKey(c.Request.Context(), a.Actor.Key)
		if errors.Is(err, models.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		a.Actor, a.ActorID = *known, known.ID
	}
	return nil
}
