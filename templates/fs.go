// Package templates embeds the pages' HTML templates and the interface's
// messages, one folder a language. Adding a language is adding a folder.
package templates

import "embed"

// FS holds layouts/, partials/, pages/ (all *.html) and messages/<lang>/*.yaml.
//
//go:embed layouts/*.html partials/*.html pages/*.html messages/*/*.yaml
var FS embed.FS
