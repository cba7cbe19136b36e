package handlers

import (
	"context"
	"net/http/httptest"
	"testing"

	"chancery/models"
)

type fakeStore struct {
	EventStore
	ArticleStore
	ActorStore
	UserStore
}

func (fakeStore) Events(context.Context, models.EventFilter) (models.EventPage, error) {
	return models.EventPage{}, nil
}

func TestSmoke(t *testing.T) {
	f := fakeStore{}
	h, err := New(Deps{Events: f, Articles: f, Actors: f, Users: f})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"/", "/nope", "/?type=x", "/static/nope", "/api/x"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", p, nil))
		t.Log(p, w.Code, w.Header(), w.Body.String())
	}
}
