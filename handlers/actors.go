package handlers

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// ActorsPage is /actors.
type ActorsPage struct {
	Page
	Query       string
	Items       []ActorItem
	Total       int
	First, Last int
	Prev, Next  string
	CanAdd      bool
}

// ActorItem is an actor in a list.
type ActorItem struct {
	ActorLink
	Events int
}

// ActorPage is /actors/{id}.
type ActorPage struct {
	Page
	Actor    ActorLink
	Office   string
	Key      string
	Wikidata string    // address of the record, "" when there is none
	Names    []TextRow // each spelling once
	Edit     string    // address of the form, "" for readers
	History  string    // address of what curators wrote, "" for readers
	Timeline string    // address of the actor's timeline
	Calendar string
	SaveView string // address that offers the actor as a view to keep
	List     EventListView
}

func (s *server) mountActors(r gin.IRoutes) {
	s.get(r, "/actors", s.actors)
	s.get(r, "/actors/:id", s.actor)
	s.mountActorForms(r)
}

func (s *server) actors(c *gin.Context) error {
	offset, err := queryNumber(c, "offset", 0, 0, 1<<30)
	if err != nil {
		return err
	}
	query := clean(c.Query("q"))
	if tooLong(query, models.MaxQuery) {
		return models.FieldError{Field: "q", Code: "too_long", Message: "shorten the search text"}
	}
	list, total, err := s.deps.Actors.Actors(c.Request.Context(), query, pageSize, offset)
	if err != nil {
		return err
	}
	l := localeOf(c)
	v := ActorsPage{Page: s.page(c, l.T("actor.list"), "actors"), Query: query, Total: total, CanAdd: s.curates(c)}
	for i := range list {
		v.Items = append(v.Items, ActorItem{actorLink(l, &list[i].Actor), list[i].Events})
	}
	if len(list) > 0 {
		v.First, v.Last = offset+1, offset+len(list)
	}
	v.Prev, v.Next = pager(c.Request.URL, pageSize, offset, total)
	return s.render(c, http.StatusOK, "actors", &v)
}

func actorLink(l *locale, a *models.Actor) ActorLink {
	return ActorLink{Name: a.LocalName(l.Tag), URL: actorURL(a.ID), Kind: a.Kind, Country: otherCountry(l, a), IsNew: a.IsNew}
}

func (s *server) pathActor(c *gin.Context) (*models.Actor, error) {
	id, err := pathID(c)
	if err != nil {
		return nil, err
	}
	return s.deps.Actors.Actor(c.Request.Context(), id)
}

func (s *server) actor(c *gin.Context) error {
	ctx, l := c.Request.Context(), localeOf(c)
	a, err := s.pathActor(c)
	if err != nil {
		return err
	}
	f, err := pageFilter(c)
	if err != nil {
		return err
	}
	f.Actors, f.Desc = []string{a.Key}, true
	page, err := s.deps.Events.Events(ctx, f)
	if err != nil {
		return err
	}
	link := actorLink(l, a)
	query := "actor=" + url.QueryEscape(a.Key)
	v := ActorPage{
		Page: s.page(c, link.Name, "actors"), Actor: link, Office: a.Office, Key: a.Key, Wikidata: wikidata(a.Key),
		Timeline: "/?" + query, Calendar: "/calendar.ics?" + query, SaveView: "/views?" + query, List: newEventList(l, page, f, c.Request.URL),
	}
	if s.curates(c) {
		v.Edit, v.History = link.URL+"/edit", link.URL+"/history"
	}
	for _, lang := range withOthers(nil, a.Names) {
		name := a.Names[lang]
		if !slices.ContainsFunc(v.Names, func(r TextRow) bool { return r.Text == name }) {
			v.Names = append(v.Names, TextRow{lang, name})
		}
	}
	return s.render(c, http.StatusOK, "actor", &v)
}

// wikidata is the public record of a Q-number.
func wikidata(key string) string {
	if len(key) < 2 || key[0] != 'Q' {
		return ""
	}
	for _, r := range key[1:] {
		if r < '0' || r > '9' {
			return ""
		}
	}
	return "https://www.wikidata.org/wiki/" + key
}
