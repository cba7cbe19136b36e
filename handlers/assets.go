package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

// asset is one embedded static file, ready to be served.
type asset struct {
	body        []byte
	contentType string
	hash        string
}

// assets are the embedded static files by path.
type assets struct{ files map[string]asset }

// newAssets reads every file but Go sources; they are few and small.
func newAssets(fsys fs.FS) (*assets, error) {
	a := &assets{files: map[string]asset{}}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".go" {
			return err
		}
		body, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		a.files[name] = asset{body, contentType(name), hex.EncodeToString(sum[:6])}
		return nil
	})
	return a, err
}

// contentType does not ask the machine's mime tables for the types we ship:
// a browser refuses a module script served as text/plain.
func contentType(name string) string {
	switch ext := path.Ext(name); ext {
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	default:
		if t := mime.TypeByExtension(ext); t != "" {
			return t
		}
		return "application/octet-stream"
	}
}

// url is the address of a file with its content's hash, so that it may be
// cached for ever. An unknown file gives a plain address (and a 404).
func (a *assets) url(name string) string {
	if f, ok := a.files[name]; ok {
		return "/static/" + name + "?v=" + f.hash
	}
	return "/static/" + name
}

// serve is GET /static/*file.
func (a *assets) serve(c *gin.Context) error {
	f, ok := a.files[strings.TrimPrefix(c.Param("file"), "/")]
	if !ok {
		return notFound()
	}
	h := c.Writer.Header()
	h.Set("Content-Type", f.contentType)
	h.Set("ETag", `"`+f.hash+`"`)
	h.Set("Cache-Control", "public, max-age=300")
	if c.Query("v") == f.hash {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if match := c.GetHeader("If-None-Match"); strings.Contains(match, `"`+f.hash+`"`) {
		c.Status(http.StatusNotModified)
		return nil
	}
	if c.Request.Method == http.MethodHead {
		c.Status(http.StatusOK)
		return nil
	}
	_, err := c.Writer.Write(f.body)
	return err
}
