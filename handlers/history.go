package handlers

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// HistoryPage is /events/{id}/history.
type HistoryPage struct {
	Page
	Event     EventItem
	Revisions []RevisionView
	CanEdit   bool
}

// RevisionView is one revision in words, newest first.
type RevisionView struct {
	ID       uint64
	At       time.Time
	Who      string // "" for the extractor
	Action   string
	Note     string
	Article  string // title of the report that caused it
	URL      string // of that article
	Changes  []ChangeView
	Undoable bool
}

// ChangeView is one field's step in words.
type ChangeView struct{ Field, Lang, Before, After string }

func (s *server) history(c *gin.Context) error {
	e, err := s.pathEvent(c)
	if err != nil {
		return err
	}
	revisions, err := s.deps.Events.Revisions(c.Request.Context(), e.ID)
	if err != nil {
		return err
	}
	l := localeOf(c)
	item := newEventItem(l, e)
	v := HistoryPage{
		Page: s.page(c, l.T("history.title", "event", item.Title), "timeline"), Event: item,
		CanEdit: userOf(c) != nil && e.MergedInto == nil,
	}
	v.NoIndex = true
	for i := range revisions {
		v.Revisions = append(v.Revisions, revisionView(l, e, &revisions[i]))
	}
	return s.render(c, http.StatusOK, "history", &v)
}

func revisionView(l *locale, e *models.Event, r *models.Revision) RevisionView {
	v := RevisionView{ID: r.ID, At: r.CreatedAt, Action: r.Action, Note: r.Note, Undoable: undoable(e, r)}
	if r.User != nil {
		v.Who = r.User.Name
	}
	if r.Article != nil {
		v.Article, v.URL = r.Article.Title, articleURL(r.Article.ID)
	}
	for _, ch := range r.Changes {
		v.Changes = append(v.Changes, changeView(l, ch))
	}
	return v
}

func changeView(l *locale, ch models.Change) ChangeView {
	field, lang, _ := strings.Cut(ch.Field, ".")
	return ChangeView{field, lang, l.value(field, ch.Before), l.value(field, ch.After)}
}

// value words a field's value as a Change holds it.
func (l *locale) value(field, value string) string {
	switch {
	case value == "":
		return ""
	case field == models.FieldType, field == models.FieldStatus, field == models.FieldReview:
		return l.V(field, value)
	case field == models.FieldDate || field == "edtf":
		return l.Date(value)
	case field == models.FieldLocked:
		names := strings.Split(value, ",")
		for i, n := range names {
			name, lang, isText := strings.Cut(n, ".")
			if names[i] = l.V("field", name); isText {
				names[i] += " (" + lang + ")"
			}
		}
		return strings.Join(names, ", ")
	case field == models.FieldPlace:
		return placeWords(value)
	case field == models.FieldActors:
		return l.actorWords(value)
	case field == models.FieldCountries:
		return strings.ReplaceAll(value, ",", ", ")
	}
	return value
}

type namedValue struct{ Name, Country, Role string }

func placeWords(value string) string {
	var p namedValue
	if json.Unmarshal([]byte(value), &p) != nil {
		return value
	}
	if p.Country != "" {
		return p.Name + " (" + p.Country + ")"
	}
	return p.Name
}

func (l *locale) actorWords(value string) string {
	var list []namedValue
	if json.Unmarshal([]byte(value), &list) != nil {
		return value
	}
	words := make([]string, len(list))
	for i, a := range list {
		words[i] = a.Name + " (" + l.V("role", a.Role) + ")"
	}
	return strings.Join(words, "; ")
}
