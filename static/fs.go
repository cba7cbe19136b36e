// Package static embeds the style sheet and the scripts of the pages.
package static

import "embed"

// FS holds every static file; Go sources in it are never served.
//
//go:embed *
var FS embed.FS
