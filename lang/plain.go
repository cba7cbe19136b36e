package lang

import (
	"encoding"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Packs are read at every start, and most of what they hold is plain: keys by
// indentation, lists in brackets, words with or without quotes. That much of YAML
// is read here ten times as fast as by a full parser. Whatever is not plain, a
// mistake above all, is left to the full parser, which tells the line.

// plainKind tells the shapes of a node apart.
type plainKind uint8

const (
	plainScalar plainKind = iota
	plainList
	plainMap
)

// plainNode is a piece of a file. Keys go with the kids of a map.
type plainNode struct {
	kind plainKind
	text string
	keys []string
	kids []plainNode
}

// decodePlain reads a file into v, which stays as it is when the file or the
// type is not plain.
func decodePlain(raw []byte, v any) bool {
	to := reflect.ValueOf(v)
	if to.Kind() != reflect.Pointer || to.IsNil() {
		return false
	}
	tree, ok := parsePlain(string(raw))
	if !ok {
		return false
	}
	fresh := reflect.New(to.Elem().Type())
	if !fill(fresh.Elem(), tree) {
		return false
	}
	to.Elem().Set(fresh.Elem())
	return true
}

func parsePlain(s string) (plainNode, bool) {
	p := &plainParser{s: s}
	if !printable(s) || !p.nextLine() {
		return plainNode{}, false
	}
	n := p.block(0)
	if p.bad || p.at < len(p.s) {
		return plainNode{}, false
	}
	return n, true
}

// printable: UTF-8 without control characters and the rarer ends of lines, which
// YAML has rules of its own for.
func printable(s string) bool {
	for _, r := range s {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r >= 0xfffd {
			return false
		}
	}
	return true
}

// plainParser stands at the first character of a line that says something;
// indent is how far that is from the margin.
type plainParser struct {
	s      string
	at     int
	indent int
	bad    bool
}

func (p *plainParser) fail() plainNode {
	p.bad = true
	return plainNode{}
}

// nextLine goes over empty lines and comments; false at the end of the file.
func (p *plainParser) nextLine() bool {
	for p.at < len(p.s) {
		start := p.at
		for p.at < len(p.s) && p.s[p.at] == ' ' {
			p.at++
		}
		if p.at < len(p.s) && p.s[p.at] != '\n' && p.s[p.at] != '#' {
			p.indent = p.at - start
			return true
		}
		p.toLine()
	}
	p.indent = -1
	return false
}

// toLine goes to the start of the next line.
func (p *plainParser) toLine() {
	if i := strings.IndexByte(p.s[p.at:], '\n'); i >= 0 {
		p.at += i + 1
	} else {
		p.at = len(p.s)
	}
}

// endLine asks that nothing but a comment is left of a line.
func (p *plainParser) endLine() {
	for p.at < len(p.s) && p.s[p.at] == ' ' {
		p.at++
	}
	if p.at < len(p.s) && p.s[p.at] != '\n' && (p.s[p.at] != '#' || p.s[p.at-1] != ' ') {
		p.bad = true
		return
	}
	p.toLine()
	p.nextLine()
}

// block reads the map or list whose lines begin at an indent.
func (p *plainParser) block(indent int) plainNode {
	if strings.HasPrefix(p.s[p.at:], "- ") {
		return p.dashes(indent)
	}
	n := plainNode{kind: plainMap}
	for !p.bad && p.indent == indent {
		key := p.key(true)
		if p.bad {
			break
		}
		n.keys = append(n.keys, key)
		n.kids = append(n.kids, p.value(indent))
	}
	if p.indent > indent {
		return p.fail()
	}
	return n
}

func (p *plainParser) dashes(indent int) plainNode {
	n := plainNode{kind: plainList}
	for !p.bad && p.indent == indent && strings.HasPrefix(p.s[p.at:], "- ") {
		p.at += 2
		for p.at < len(p.s) && p.s[p.at] == ' ' {
			p.at++
			p.indent++
		}
		p.indent += 2
		switch {
		case p.at >= len(p.s) || p.s[p.at] == '\n' || p.s[p.at] == '#' || p.s[p.at] == '-':
			return p.fail()
		case p.s[p.at] == '[' || p.s[p.at] == '{':
			n.kids = append(n.kids, p.flow())
			p.endLine()
		case p.keyed():
			n.kids = append(n.kids, p.block(p.indent))
		default:
			n.kids = append(n.kids, p.scalar(false))
			p.endLine()
		}
	}
	if p.indent >= indent {
		return p.fail()
	}
	return n
}

// keyed tells whether a line begins with a key.
func (p *plainParser) keyed() bool {
	ahead := *p
	ahead.key(true)
	return !ahead.bad
}

// longestKey is somewhat less than YAML allows.
const longestKey = 1000

// key reads a key and its colon.
func (p *plainParser) key(block bool) string {
	start := p.at
	k := p.scalar(!block)
	if p.bad || p.at-start > longestKey || k.text == "" && p.s[p.at-1] != '"' && p.s[p.at-1] != '\'' || p.at >= len(p.s) || p.s[p.at] != ':' {
		p.bad = true
		return ""
	}
	p.at++
	if p.at < len(p.s) && p.s[p.at] != ' ' && p.s[p.at] != '\n' {
		p.bad = true
	}
	return k.text
}

// value reads what stands behind a key, on its line or in lines further in.
func (p *plainParser) value(indent int) plainNode {
	for p.at < len(p.s) && p.s[p.at] == ' ' {
		p.at++
	}
	if p.at >= len(p.s) {
		return p.fail()
	}
	switch p.s[p.at] {
	case '\n', '#':
		p.endLine()
		if p.bad || p.indent <= indent {
			return p.fail()
		}
		if c := p.s[p.at]; c == '[' || c == '{' {
			n := p.flow() // a list that begins below its key
			p.endLine()
			return n
		}
		return p.block(p.indent)
	case '[', '{':
		n := p.flow()
		p.endLine()
		return n
	}
	n := p.scalar(false)
	p.endLine()
	return n
}

// space goes over spaces, line ends and comments inside brackets.
func (p *plainParser) space() {
	for p.at < len(p.s) {
		switch p.s[p.at] {
		case ' ', '\n':
			p.at++
		case '#':
			if p.at > 0 && p.s[p.at-1] != ' ' && p.s[p.at-1] != '\n' {
				p.bad = true
				return
			}
			p.toLine()
		default:
			return
		}
	}
	p.bad = true // brackets must close
}

// flow reads "[a, b]" or "{a: b}".
func (p *plainParser) flow() plainNode {
	n, end := plainNode{kind: plainList}, byte(']')
	if p.s[p.at] == '{' {
		n.kind, end = plainMap, '}'
	}
	p.at++
	for p.space(); !p.bad; p.space() {
		if p.s[p.at] == end {
			p.at++
			return n
		}
		if n.kind == plainMap {
			n.keys = append(n.keys, p.key(false))
			if p.space(); p.bad {
				break
			}
		}
		if c := p.s[p.at]; c == '[' || c == '{' {
			n.kids = append(n.kids, p.flow())
		} else {
			n.kids = append(n.kids, p.scalar(true))
		}
		if p.space(); p.bad {
			break
		}
		switch p.s[p.at] {
		case ',':
			p.at++
		case end:
		default:
			return p.fail() // "[a: b]", or a word that goes on in the next line
		}
	}
	return p.fail()
}

// scalar reads a word, quoted or not; inside brackets it ends at a comma or
// bracket.
func (p *plainParser) scalar(flow bool) plainNode {
	if p.at >= len(p.s) {
		return p.fail()
	}
	switch c := p.s[p.at]; {
	case c == '"' || c == '\'':
		return p.quoted(c)
	case strings.IndexByte("!&*|>%@`?,[]{}#", c) >= 0, c == '-' && (p.at+1 >= len(p.s) || p.s[p.at+1] == ' '):
		return p.fail()
	}
	start := p.at
scan:
	for ; p.at < len(p.s); p.at++ {
		switch c := p.s[p.at]; c {
		case '\n':
			break scan
		case ':':
			if p.at+1 >= len(p.s) || p.s[p.at+1] == ' ' || p.s[p.at+1] == '\n' || flow && strings.IndexByte(",[]{}", p.s[p.at+1]) >= 0 {
				break scan
			}
		case '#':
			if p.s[p.at-1] == ' ' {
				break scan
			}
		case ',', '[', ']', '{', '}':
			if flow {
				break scan
			}
		}
	}
	text := strings.TrimRight(p.s[start:p.at], " ")
	if text == "" || text == "~" || strings.EqualFold(text, "null") {
		return p.fail()
	}
	return plainNode{text: text}
}

func (p *plainParser) quoted(q byte) plainNode {
	var b strings.Builder
	for p.at++; p.at < len(p.s); {
		i := strings.IndexByte(p.s[p.at:], q)
		if i < 0 {
			break
		}
		part := p.s[p.at : p.at+i]
		if strings.IndexByte(part, '\n') >= 0 || q == '"' && strings.IndexByte(part, '\\') >= 0 {
			break
		}
		p.at += i + 1
		if q != '\'' || p.at >= len(p.s) || p.s[p.at] != q {
			if b.Len() == 0 {
				return plainNode{text: part}
			}
			b.WriteString(part)
			return plainNode{text: b.String()}
		}
		b.WriteString(part + "'") // two quotes stand for one
		p.at++
	}
	return p.fail()
}

// fill puts a node into a value; false when either is not plain.
func fill(v reflect.Value, n plainNode) bool {
	switch v.Addr().Interface().(type) {
	case yaml.Unmarshaler, encoding.TextUnmarshaler:
		return false // types that read themselves
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(n.text)
		return n.kind == plainScalar
	case reflect.Bool:
		v.SetBool(n.text == "true")
		return n.kind == plainScalar && (n.text == "true" || n.text == "false")
	case reflect.Int:
		i, err := strconv.Atoi(n.text)
		v.SetInt(int64(i))
		return n.kind == plainScalar && err == nil && strconv.Itoa(i) == n.text
	case reflect.Float64:
		f, err := strconv.ParseFloat(n.text, 64)
		v.SetFloat(f)
		return n.kind == plainScalar && err == nil && decimal(n.text)
	case reflect.Uint8:
		i, err := strconv.ParseUint(n.text, 10, 8)
		v.SetUint(i)
		return n.kind == plainScalar && err == nil && strconv.FormatUint(i, 10) == n.text
	case reflect.Slice:
		if n.kind != plainList {
			return false
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.kids), len(n.kids)))
		for i := range n.kids {
			if !fill(v.Index(i), n.kids[i]) {
				return false
			}
		}
		return true
	case reflect.Map:
		return fillMap(v, n)
	case reflect.Struct:
		return fillStruct(v, n)
	}
	return false
}

// decimal: digits and a point, with no zero before them, which YAML has other
// readings of.
func decimal(s string) bool {
	return strings.Trim(s, "0123456789.") == "" && (s == "0" || s[0] != '0' || s[1] == '.')
}

func fillMap(v reflect.Value, n plainNode) bool {
	if n.kind != plainMap {
		return false
	}
	if v.IsNil() {
		v.Set(reflect.MakeMapWithSize(v.Type(), len(n.keys)))
	}
	key, val := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
	for i := range n.keys {
		key.SetZero()
		val.SetZero()
		if !fill(key, plainNode{text: n.keys[i]}) || v.MapIndex(key).IsValid() || !fill(val, n.kids[i]) {
			return false
		}
		v.SetMapIndex(key, val)
	}
	return true
}

// fillStruct finds fields by their yaml tags; an inline map or struct takes what is
// left.
func fillStruct(v reflect.Value, n plainNode) bool {
	if n.kind != plainMap {
		return false
	}
	set, left := map[string]bool{}, plainNode{kind: plainMap}
	for i, key := range n.keys {
		f := field(v, key)
		switch {
		case set[key]:
			return false
		case !f.IsValid():
			left.keys, left.kids = append(left.keys, key), append(left.kids, n.kids[i])
		case !fill(f, n.kids[i]):
			return false
		}
		set[key] = true
	}
	if len(left.keys) == 0 {
		return true
	}
	rest := field(v, ",inline")
	return rest.IsValid() && fill(rest, left)
}

// field finds the field whose tag is the key; none for a tag with options.
func field(v reflect.Value, key string) reflect.Value {
	t := v.Type()
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("yaml") == key && t.Field(i).IsExported() {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}
