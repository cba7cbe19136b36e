package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// handler stacks, from outside in: size limit, session, CSRF, router.
func (s *server) handler() http.Handler {
	router := s.router()
	stateful := s.sessions.LoadAndSave(s.csrf(router))
	return compress(s.limit(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isStateful(r) {
			stateful.ServeHTTP(w, r)
			return
		}
		router.ServeHTTP(w, r)
	})))
}

func (s *server) router() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	_ = r.SetTrustedProxies(nil) // cannot fail on nil
	r.HandleMethodNotAllowed = true
	r.Use(s.secure, s.loadUser, s.chooseLang, s.logRequest, s.recoverer, s.refused)
	r.NoRoute(s.h(func(*gin.Context) error { return notFound() }))
	r.NoMethod(s.h(func(*gin.Context) error {
		return &httpError{Status: http.StatusMethodNotAllowed, Key: "method_not_allowed"}
	}))
	s.get(r, "/static/*file", s.assets.serve)
	for _, mount := range []func(gin.IRoutes){
		s.mountEvents, s.mountEdit, s.mountReview, s.mountArticles, s.mountPublished, s.mountActors,
		s.mountFeeds, s.mountUsers, s.mountViews, s.mountAccount, s.mountAuth, s.mountHealth, s.mountAPI,
	} {
		mount(r)
	}
	s.mountTimeline(r) // GET / and its data, in timeline.go
	s.mountCalendar(r) // GET /calendar.ics and /f/…, in calendar.go
	return r
}

// get mounts a handler for GET and HEAD.
func (s *server) get(r gin.IRoutes, path string, fn func(*gin.Context) error) {
	read(r, path, s.h(fn))
}

func read(r gin.IRoutes, path string, h gin.HandlerFunc) {
	r.GET(path, h)
	r.HEAD(path, h)
}
