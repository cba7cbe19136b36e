package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chancery/extract/text"
)

// maxRun is the most tokens a name may have.
const maxRun = 12

// run is a name as hashes of its tokens.
type run struct {
	hash [maxRun]uint64
	n    int
}

func (r *run) path() []uint64 { return r.hash[:r.n] }

// paths gives the runs of token hashes under which a name may be met, the second
// empty unless there are two. Hyphens and spaces are alike; a name with an
// apostrophe gets two runs, since languages differ in where they cut it
// (d'|Ivoire, D'Alema).
func paths(name string) (joined, cut run) {
	for i := range len(name) {
		if c := name[i]; c == '.' || c == curly[0] || c == modifier[0] {
			name = apostrophes.Replace(name)
			break
		}
	}
	joined.read(name, false)
	if strings.IndexByte(name, '\'') >= 0 {
		cut.read(name, true)
	}
	return joined, cut
}

const (
	curly    = "’"
	modifier = "ʼ"
)

var apostrophes = strings.NewReplacer(".", "", curly, "'", "‘", "'", modifier, "'")

// read hashes the words of a name.
func (r *run) read(name string, cut bool) {
	start := 0
	for i, c := range name {
		switch {
		case c == ' ' || c == '-' || c == '\u00a0' || c == ',' || c == '+' || c == middleDot:
			r.word(name[start:i])
			start = i + utf8.RuneLen(c)
		case c >= utf8.RuneSelf && (text.Ideograph(c) || c == '（' || c == '）'): // tokens of their own
			r.word(name[start:i])
			start = i + utf8.RuneLen(c)
			r.word(name[i:start])
		case cut && c == '\'':
			r.word(name[start : i+1])
			start = i + 1
		}
	}
	r.word(name[start:])
}

func (r *run) word(w string) {
	if w != "" && r.n < maxRun {
		_, r.hash[r.n] = text.Hash(w)
		r.n++
	}
}

// writing gives the flags that say how the text must write a name: "Chine"
// with a capital, "UN" in capitals (so that "un" and "us" are left alone).
func writing(name string) uint8 {
	r, _ := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return 0
	}
	letters, upper := 0, 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		} else if r == ' ' {
			return needUpper
		}
	}
	if letters > 1 && letters == upper && letters <= 5 {
		return needUpper | needCaps
	}
	return needUpper
}

// accentless: a short single word in plain letters, which an accent turns into
// another word (Peres and "Pères").
func accentless(name string) bool {
	for i := range len(name) {
		if c := name[i]; c >= utf8.RuneSelf || c == ' ' || c == '-' || c == '\'' {
			return false
		}
	}
	return len(name) <= 6
}

// foldName is a name in lower case, without accents, its words joined by
// hyphens: the stable part of a new person's id.
func foldName(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case unicode.IsLetter(r):
			b.WriteString(baseLetter(r))
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// baseLetter drops a letter's accents; letters of other scripts stay.
func baseLetter(r rune) string {
	switch r {
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'ß':
		return "ss"
	}
	for _, c := range norm.NFD.String(string(r)) {
		return string(c)
	}
	return string(r)
}
