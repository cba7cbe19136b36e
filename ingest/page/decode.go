package page

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Decode gives a page or feed as UTF-8. What the bytes are counts before what
// they are said to be: text that is UTF-8 throughout is hardly ever anything
// else, whatever a header left from another century says. Then come a byte
// order mark, the header, the document's own declaration, and at last
// windows-1252, which browsers assume too.
func Decode(b []byte, contentType string) []byte {
	if enc := byteOrder(b); enc != "" {
		return convert(b, enc)
	}
	label := declared(b, contentType)
	if strings.EqualFold(label, "iso-2022-jp") { // ASCII by its bytes
		return convert(b, label)
	}
	if utf8.Valid(b) {
		return b
	}
	if label == "" {
		label = "windows-1252"
	}
	if _, name := charset.Lookup(label); name == "utf-8" || name == "" {
		if mostlyUTF8(b) {
			return bytes.ToValidUTF8(b, []byte("\uFFFD"))
		}
		label = "windows-1252"
	}
	return convert(b, label)
}

// byteOrder gives the encoding a byte order mark stands for.
func byteOrder(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return "utf-8"
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return "utf-16be"
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return "utf-16le"
	}
	return ""
}

// declarationRE finds the declaration of HTML (charset=…) and XML
// (encoding="…").
var declarationRE = regexp.MustCompile(`(?i)(?:charset\s*=\s*|<\?xml[^>]{0,80}encoding\s*=\s*)["']?\s*([a-z0-9_:.-]+)`)

// declared gives the encoding header or document names, "" when none does.
func declared(b []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		if enc, _ := charset.Lookup(params["charset"]); enc != nil {
			return params["charset"]
		}
	}
	// A document must name it within 1,024 bytes; many do so a little later.
	if m := declarationRE.FindSubmatch(b[:min(len(b), 8192)]); m != nil {
		if enc, _ := charset.Lookup(string(m[1])); enc != nil {
			return string(m[1])
		}
	}
	return ""
}

// mostlyUTF8 tells a UTF-8 text with a few broken places from another encoding.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good >= 4*bad
}

func convert(b []byte, label string) []byte {
	enc, name := charset.Lookup(label)
	if enc == nil || name == "replacement" {
		return bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	if name == "utf-8" {
		return bytes.ToValidUTF8(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), []byte("\uFFFD"))
	}
	dec, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	return bytes.TrimPrefix(dec, []byte("\uFEFF"))
}
