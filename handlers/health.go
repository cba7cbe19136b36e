package handlers

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// Health is what /healthz and /readyz answer.
type Health struct {
	Status  string `json:"status"`
	Version string `json:"version,omitempty"`
}

func (s *server) mountHealth(r gin.IRoutes) {
	s.get(r, "/healthz", s.healthz)
	s.get(r, "/readyz", s.readyz)
}

// healthz says that the process answers.
func (s *server) healthz(c *gin.Context) error {
	c.JSON(http.StatusOK, Health{"ok", s.deps.Version})
	return nil
}

// readyz says whether requests can be served: the database must answer.
func (s *server) readyz(c *gin.Context) error {
	if s.deps.Health != nil {
		ctx, cancel := context.WithTimeout(c.Request.Context(), 2*time.Second)
		defer cancel()
		if err := s.deps.Health.Ping(ctx); err != nil {
			s.log.Error("not ready", "error", err)
			c.JSON(http.StatusServiceUnavailable, Health{Status: "the database does not answer"})
			return nil
		}
	}
	c.JSON(http.StatusOK, Health{"ok", s.deps.Version})
	return nil
}
