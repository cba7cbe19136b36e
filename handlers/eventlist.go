package handlers

import (
	"net/url"
	"strconv"

	"chancery/models"
)

// EventItem is one event in a list, in words.
type EventItem struct {
	ID        uint64
	Number    int // footnote that leads here, 0 for none
	URL       string
	Title     string
	Type      string
	Status    string
	Review    string
	EDTF      string // for {{date}} and {{datetime}}
	Precision string
	DayBasis  string
	Place     string
	Actors    []ActorLink
	Countries []string
}

// ActorLink is an actor with the part it plays and its page.
type ActorLink struct {
	Name, URL, Role, Kind, Country string
	IsNew                          bool
}

// EventListView fills the partial "event_list": the list below the timeline,
// on an actor's page and in the review queue.
type EventListView struct {
	Items      []EventItem
	Total      int
	First      int    // number of the first item shown, from 1; 0 when none
	Last       int    // number of the last item shown
	Prev, Next string // addresses of the neighbouring pages, "" for none
	Empty      string // message key shown when there is nothing
}

// newEventList words one page of events. u is the page's own address: the
// pager keeps everything in it but the offset.
func newEventList(l *locale, page models.EventPage, f models.EventFilter, u *url.URL) EventListView {
	v := EventListView{Total: page.Total, Empty: "list.empty"}
	for i := range page.Events {
		v.Items = append(v.Items, newEventItem(l, &page.Events[i]))
	}
	if len(v.Items) > 0 {
		v.First, v.Last = f.Offset+1, f.Offset+len(v.Items)
	}
	v.Prev, v.Next = pager(u, f.Limit, f.Offset, page.Total)
	return v
}

func newEventItem(l *locale, e *models.Event) EventItem {
	item := EventItem{
		ID: e.ID, URL: eventURL(e.ID), Title: e.Title(l.Tag), Type: e.Type, Status: e.Status, Review: e.Review,
		EDTF: e.EDTF, Precision: e.Precision, DayBasis: e.DayBasis, Countries: e.Countries, Actors: actorLinks(l, e),
	}
	if e.Place != nil {
		item.Place = e.Place.LocalName(l.Tag)
	}
	if item.Title == "" {
		item.Title = l.T("event.untitled", "id", e.ID)
	}
	return item
}

func actorLinks(l *locale, e *models.Event) []ActorLink {
	links := make([]ActorLink, 0, len(e.Actors))
	for i := range e.Actors {
		a := &e.Actors[i]
		links = append(links, ActorLink{
			Name: a.Actor.LocalName(l.Tag), URL: actorURL(a.ActorID), Role: a.Role,
			Kind: a.Actor.Kind, Country: otherCountry(l, &a.Actor), IsNew: a.Actor.IsNew,
		})
	}
	return links
}

// otherCountry is an actor's country unless that only repeats its name: France
// is no news of France.
func otherCountry(l *locale, a *models.Actor) string {
	if a.Country == "" || fold(countryName(l, a.Country)) == fold(a.LocalName(l.Tag)) {
		return ""
	}
	return a.Country
}

// pager gives the addresses of the pages before and after.
func pager(u *url.URL, limit, offset, total int) (prev, next string) {
	if limit <= 0 {
		return "", ""
	}
	at := func(o int) string {
		q := u.Query()
		q.Del("lang")
		q.Set("offset", strconv.Itoa(o))
		if o == 0 {
			q.Del("offset")
		}
		if len(q) == 0 {
			return u.EscapedPath()
		}
		return u.EscapedPath() + "?" + q.Encode()
	}
	if offset > 0 {
		prev = at(max(0, offset-limit))
	}
	if offset+limit < total {
		next = at(offset + limit)
	}
	return prev, next
}

func eventURL(id uint64) string   { return "/events/" + strconv.FormatUint(id, 10) }
func actorURL(id uint64) string   { return "/actors/" + strconv.FormatUint(id, 10) }
func articleURL(id uint64) string { return "/articles/" + strconv.FormatUint(id, 10) }
