package handlers

import "github.com/gin-gonic/gin"

// mountCalendar adds the iCalendar addresses.
func (s *server) mountCalendar(gin.IRouter) {}
