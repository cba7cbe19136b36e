package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldAt is the longest content line in octets, without its line break (RFC
// 5545, 3.1).
const foldAt = 75

// icsText collects the content lines of a calendar.
type icsText struct{ buf []byte }

// line writes "name:value" as it stands, folded. The value must already be in
// its type's form; text values go through text instead.
func (t *icsText) line(name, value string) {
	t.fold(name + ":" + clean(value, false))
}

// text writes a TEXT value, escaped; nothing at all when it is empty.
func (t *icsText) text(name, value string) {
	if value = strings.TrimSpace(clean(value, true)); value != "" {
		t.fold(name + ":" + escapeText(value))
	}
}

// fold breaks a line of clean UTF-8 so that no part is over 75 octets and no
// character is cut: a reader that joins octets would cope with a cut
// character, one that decodes line by line would not.
func (t *icsText) fold(line string) {
	room := foldAt
	for len(line) > room {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		t.buf = append(t.buf, line[:cut]...)
		t.buf = append(t.buf, "\r\n "...)
		line, room = line[cut:], foldAt-1
	}
	t.buf = append(t.buf, line...)
	t.buf = append(t.buf, "\r\n"...)
}

var textEscaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

func escapeText(s string) string { return textEscaper.Replace(s) }

// clean takes out what no calendar line may hold: control characters and bytes
// that are no UTF-8 (they become U+FFFD). Line breaks of every kind become one
// "\n" in texts that may have them, else a space.
func clean(s string, breaks bool) string {
	if plain(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	newline := ' '
	if breaks {
		newline = '\n'
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r', '\u0085', '\u2028', '\u2029':
			return newline
		case '\t':
			return ' '
		case '\ufeff':
			return -1
		}
		if unicode.IsControl(r) {
			return -1
		}
		return r // strings.Map hands bad bytes over as U+FFFD
	}, s)
}

// plain is the quick way out for texts with nothing to clean.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] == 0x7f {
			return false
		}
		if s[i] >= 0x80 {
			return utf8.ValidString(s) && !strings.ContainsAny(s, "\x00\n\r\t\u0085\u2028\u2029\ufeff") &&
				strings.IndexFunc(s, unicode.IsControl) < 0
		}
	}
	return true
}
