package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// UsersPage is /admin/users.
type UsersPage struct {
	Page
	Users []models.User
}

func (s *server) mountUsers(r gin.IRoutes) { read(r, "/admin/users", s.admin(s.users)) }

func (s *server) users(c *gin.Context) error {
	list, err := s.deps.Users.Users(c.Request.Context())
	if err != nil {
		return err
	}
	v := UsersPage{Page: s.page(c, localeOf(c).T("users.title"), "users"), Users: list}
	v.NoIndex = true
	return s.render(c, http.StatusOK, "users", &v)
}
