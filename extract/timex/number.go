package timex

import (
	"unicode/utf8"

	"chancery/edtf"
	"chancery/extract/text"
)

// digits is a number token taken apart: "18h30" is 18, "h", 30.
type digits struct {
	n, places int // value and count of the leading digits
	tail      string
	n2        int
	places2   int
}

// readDigits takes a number token apart; full-width digits count, soft hyphens and joiners do not.
func readDigits(s string) (d digits, ok bool) {
	s = text.Visible(s)
	i := 0
	d.n, d.places, i = leading(s, 0)
	if d.places == 0 || d.places > 12 {
		return d, false
	}
	start := i
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			break
		}
		i += n
	}
	d.tail = s[start:i]
	d.n2, d.places2, i = leading(s, i)
	return d, i == len(s) && d.places2 <= 4
}

func leading(s string, i int) (n, places, end int) {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			r -= '0'
		case r >= '０' && r <= '９':
			r -= '０'
		default:
			return n, places, i
		}
		if places < 13 {
			n = n*10 + int(r)
		}
		places++
		i += size
	}
	return n, places, i
}

// reading is one way to read the tokens from a place: a terminal, its value
// and how many tokens it takes.
type reading struct {
	sym sym
	val value
	n   int
}

// readings collects what digits at token i can be.
func (m *matcher) digitReadings(i int, out []reading) []reading {
	d, ok := readDigits(m.doc.Word(i))
	if !ok {
		return out
	}
	v := value{num: float64(d.n)}
	add := func(s sym, v value, n int) { out = append(out, reading{s, v, n}) }
	if d.tail != "" {
		return m.tailReadings(d, out)
	}
	add(symInt, v, 1)
	add(symN, v, 1)
	if d.places <= 2 {
		if d.n >= 1 && d.n <= 31 {
			add(symDay, v, 1)
		}
		if d.n <= 24 {
			add(symHour, v, 1)
		}
		if d.n >= 1 && d.n <= 12 {
			add(symMonth, v, 1)
		}
		if d.places == 2 {
			add(symShort, v, 1)
			if d.n < 60 {
				add(symMinute, v, 1)
			}
		}
	}
	if d.places == 4 && d.n >= 1000 && d.n < 2200 {
		add(symYear, v, 1)
	}
	if d.places == 4 && d.n < 2400 && d.n%100 < 60 {
		add(symWatch, clock(d.n/100, d.n%100), 1)
	}
	out = m.apartClock(i, d, out)
	if m.g.ordDot && d.places <= 2 && m.mark(i+1, ".") {
		add(symOrd, v, 2)
		if d.n >= 1 && d.n <= 31 {
			add(symDay, v, 2)
		}
	}
	if i+1 < m.limit && m.toks[i+1].Kind == text.Symbol && !m.toks[i+1].Space && m.g.tails[m.doc.Word(i+1)] == symOrd && d.n >= 1 && d.n <= 31 {
		add(symOrd, v, 2) // "1°", whose degree sign is a token of its own
		add(symDay, v, 2)
	}
	return m.joined(i, d, out)
}

// tailReadings: "1er", "19th", "18h30", "10pm", "1990s".
func (m *matcher) tailReadings(d digits, out []reading) []reading {
	s, ok := m.g.tails[d.tail]
	if !ok {
		return out
	}
	v := value{num: float64(d.n)}
	switch s {
	case symOrd, symDay:
		if d.places2 > 0 {
			return out
		}
		out = append(out, reading{symOrd, v, 1})
		if d.n >= 1 && d.n <= 31 {
			out = append(out, reading{symDay, v, 1})
		}
	case symClock:
		if d.n <= 24 && d.n2 < 60 && d.places2 != 1 && d.places2 <= 2 {
			out = append(out, reading{symClock, clock(d.n, d.n2), 1})
		}
	case symAm, symPm:
		if d.places2 == 0 && d.n >= 1 && d.n <= 12 {
			h := d.n % 12
			if s == symPm {
				h += 12
			}
			out = append(out, reading{s, clock(h, 0), 1})
		}
	default:
		if d.places2 == 0 {
			out = append(out, reading{s, v, 1})
		}
	}
	return out
}

// apartClock: "18 h", "18 h 30".
func (m *matcher) apartClock(i int, d digits, out []reading) []reading {
	if i+1 >= m.limit || d.n > 24 || d.places > 2 || m.toks[i+1].Kind != text.Word || m.g.tails[m.doc.Word(i+1)] != symClock {
		return out
	}
	out = append(out, reading{symClock, clock(d.n, 0), 2})
	if i+2 < m.limit && m.toks[i+2].Kind == text.Number {
		if b, ok := readDigits(m.doc.Word(i + 2)); ok && b.tail == "" && b.places == 2 && b.n < 60 {
			out = append(out, reading{symClock, clock(d.n, b.n), 3})
		}
	}
	return out
}

// clock is the value of a time of day, in seconds.
func clock(h, m int) value { return value{num: float64(h*3600 + m*60)} }

// joined reads numbers written together with marks: 18:30, 04/02/2022, 2,5.
func (m *matcher) joined(i int, d digits, out []reading) []reading {
	b, ok := m.after(i)
	if !ok {
		return out
	}
	sep := m.sep(i + 1)
	switch c, three := m.after(i + 2); {
	case three && m.sep(i+3) == sep && (sep == "/" || sep == "-" || sep == "."):
		if v, ok := m.numericDate(d, b, c); ok {
			out = append(out, reading{symNumeric, v, 5})
		}
	case sep == ":" && d.n <= 24 && b.places == 2 && b.n < 60:
		n := 3
		if three && m.sep(i+3) == ":" {
			n = 5
		}
		out = append(out, reading{symClock, clock(d.n, b.n), n})
	case sep == "." && m.g.ordDot && d.places <= 2 && b.places <= 2 && m.mark(i+3, ".") && edtf.Valid(2024, b.n, d.n):
		out = append(out, reading{symDayMonth, value{num: float64(b.n*100 + d.n)}, 4})
	case sep == "." || sep == ",":
		if sep == "." && d.n <= 24 && b.places == 2 && b.n < 60 && d.places <= 2 {
			out = append(out, reading{symDot, clock(d.n, b.n), 3})
		}
		if b.places == 3 {
			out = append(out, reading{symN, value{num: float64(d.n*1000 + b.n)}, 3})
		} else {
			f := float64(b.n)
			for range b.places {
				f /= 10
			}
			out = append(out, reading{symN, value{num: float64(d.n) + f}, 3})
		}
	}
	return out
}

// after gives the plain number two tokens on, when a mark joins both without a
// space.
func (m *matcher) after(i int) (digits, bool) {
	if i+2 >= m.limit {
		return digits{}, false
	}
	mark, next := &m.toks[i+1], &m.toks[i+2]
	if mark.Space || next.Space || len(m.sep(i+1)) != 1 || next.Kind != text.Number {
		return digits{}, false
	}
	d, ok := readDigits(m.doc.Word(i + 2))
	return d, ok && d.tail == ""
}

// sep is a mark between digits; all hyphens are "-".
func (m *matcher) sep(i int) string {
	if m.toks[i].Kind == text.Hyphen {
		return "-"
	}
	return m.doc.Word(i)
}

// mark tells whether token i is this mark, written onto the token before it.
func (m *matcher) mark(i int, s string) bool {
	return i < m.limit && !m.toks[i].Space && m.doc.Word(i) == s
}

// numericDate reads three numbers as a date in the pack's order, or by ISO.
func (m *matcher) numericDate(a, b, c digits) (value, bool) {
	y, mo, d := c, b, a
	switch {
	case a.places == 4:
		y, mo, d = a, b, c
	case m.g.monthly && a.n <= 12:
		mo, d = a, b
	}
	year := y.n
	switch {
	case y.places == 2:
		year = fullYear(y.n)
	case y.places != 4:
		return value{}, false
	}
	if mo.n > 12 && d.n <= 12 {
		mo, d = d, mo
	}
	if mo.n < 1 || mo.n > 12 || d.n < 1 || d.n > 31 || year < 1000 || year > 2199 {
		return value{}, false
	}
	return value{num: float64(year*10000 + mo.n*100 + d.n)}, true
}

// fullYear gives the century of a two-digit year.
func fullYear(n int) int {
	if n < 40 {
		return 2000 + n
	}
	return 1900 + n
}

// spelled reads a number in words from token i: its value and length. It adds
// and multiplies as the languages of Europe do: "vingt et un", "two hundred
// and five", "quatre-vingt-dix".
func (m *matcher) spelled(i int) (value, int) {
	total, cur, end := 0.0, -1.0, i
	for at := i; at < m.limit; {
		v, n := m.numberWord(at)
		if n == 0 {
			if at == i || at != end || !m.g.joiners[m.toks[at].Lower] {
				break
			}
			at++
			continue
		}
		if v.text == "X" || cur >= 0 && !combines(cur, v.num) {
			if cur < 0 && at == i {
				return v, n
			}
			break
		}
		switch {
		case cur < 0:
			cur = v.num
		case v.num >= 1000:
			total, cur = total+cur*v.num, 0
		case v.num == 100 && cur < 100:
			cur = max(cur, 1) * 100
		default:
			cur += v.num
		}
		at += n
		end = at
	}
	if cur < 0 {
		return value{}, 0
	}
	return value{num: total + cur}, end - i
}

// combines tells whether a number word may follow a number read so far.
func combines(cur, next float64) bool {
	c, n := int(cur), int(next)
	switch {
	case n >= 1000:
		return c > 0 && c < 1000
	case n == 100:
		return c >= 2 && c <= 9 || c == 1
	case c == 0 || c%100 == 0:
		return true
	case c%10 == 0 && n < 10 && c%100 >= 20:
		return true
	}
	return c%20 == 0 && c%100 >= 60 && n < 20
}

func (m *matcher) numberWord(i int) (v value, n int) {
	node := m.g.lex.start(&m.toks[i])
	for j := i; node != 0; {
		for k := range m.g.lex.nodes[node].lexemes {
			if l := &m.g.lex.nodes[node].lexemes[k]; l.sym == m.g.numbers && l.fits(&m.toks[i]) {
				v, n = *l.val, j-i+1
			}
		}
		if j++; j >= m.limit {
			break
		}
		node = m.g.lex.next(node, &m.toks[j])
	}
	return v, n
}
