package main

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// buildOffices turns the editors' lists of who held which office, one list an
// office (offices.txt), into people-offices.tsv, one row a person. People whom
// the other files know keep their id and name there.
func buildOffices(lists, to string) (int, error) {
	known, err := readKnown(to, "people.tsv", "people-editor.tsv")
	if err != nil {
		return 0, err
	}
	f, err := os.Open(lists)
	if err != nil {
		return 0, fmt.Errorf("run from the root of the checkout: %w", err)
	}
	defer f.Close()
	held, err := readOffices(bufio.NewScanner(f), known)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", lists, err)
	}
	var b strings.Builder
	b.WriteString(officesHeader)
	for _, id := range slices.SortedFunc(maps.Keys(held), byLength) {
		p := held[id]
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", p.id, p.name, strings.Join(p.variants(), ";"), strings.Join(p.terms, ";"))
	}
	return len(held), os.WriteFile(filepath.Join(to, "people-offices.tsv"), []byte(b.String()), 0o644)
}

const officesHeader = `# People in office, from the editors' lists of offices: id, English name, variants, terms. These rows win over the other files'.
# Rebuilt by internal/gazetteer from its offices.txt. Source: editor.
`

// byLength sorts short Wikidata ids first.
func byLength(a, b string) int {
	if d := len(a) - len(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// holder is a person of the lists.
type holder struct {
	id, name, country string
	names             []string
	terms             []string
}

func (h *holder) variants() []string {
	if h.country == "" {
		return h.names
	}
	return append([]string{"c=" + h.country}, h.names...)
}

// knownPeople finds people of the other files by their folded names.
type knownPeople map[string][]holder

// readKnown reads the names and states of the other files' people.
func readKnown(dir string, files ...string) (knownPeople, error) {
	byID := map[string]*holder{}
	names := map[string][]string{}
	for _, file := range files {
		err := cells(filepath.Join(dir, file), func(c []string) {
			h := byID[c[0]]
			if h == nil {
				h = &holder{id: c[0]}
				byID[c[0]] = h
			}
			h.name = c[1]
			names[fold(c[1])] = append(names[fold(c[1])], c[0])
			for v := range strings.SplitSeq(c[2], ";") {
				tag, name, _ := strings.Cut(v, "=")
				switch tag {
				case "c":
					h.country = name
				case "s", "e":
				default:
					names[fold(name)] = append(names[fold(name)], c[0])
				}
			}
			for t := range strings.FieldsSeq(strings.ReplaceAll(c[3], ";", " ; ")) {
				if len(t) == 3 && strings.ToUpper(t) == t && h.country == "" {
					h.country = t
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	out := knownPeople{}
	for name, ids := range names {
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			out[name] = append(out[name], *byID[id])
		}
	}
	return out, nil
}

// find gives the person of a name and state; an organisation's chief may come
// from any state.
func (k knownPeople) find(name, country string) (holder, error) {
	var fit []holder
	for _, h := range k[fold(name)] {
		if country == "" || h.country == country || len(h.country) != 3 || organisations[h.country] {
			fit = append(fit, h)
		}
	}
	switch len(fit) {
	case 0:
		return holder{}, nil
	case 1:
		return fit[0], nil
	}
	return holder{}, fmt.Errorf("%q is the name of %s and %s: give one of them another", name, fit[0].id, fit[1].id)
}

var errBadLine = errors.New("write “@ STATE office” or “Name | start/end | variants”")

// readOffices reads blocks of "@ STATE office" with a line a term below. A term
// without an end lasts until the next line's begins.
func readOffices(s *bufio.Scanner, known knownPeople) (map[string]*holder, error) {
	held := map[string]*holder{}
	var code, office string
	var open *listed
	for n := 1; s.Scan(); n++ {
		line := strings.TrimSpace(s.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if head, ok := strings.CutPrefix(line, "@ "); ok {
			f := strings.Fields(head)
			if len(f) != 2 || open != nil {
				return nil, fmt.Errorf("line %d: %w; the last term of the list before needs an end", n, errBadLine)
			}
			code, office = f[0], f[1]
			continue
		}
		l, err := parseListed(line, code)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if open != nil {
			open.keep(held, code, office, l.start)
			open = nil
		}
		if l.holder, err = l.identify(held, known); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if l.end == "" {
			open = &l
			continue
		}
		l.keep(held, code, office, l.end)
	}
	if open != nil {
		return nil, fmt.Errorf("%s: %w", open.name, errBadLine)
	}
	return held, s.Err()
}

// listed is one line of a list.
type listed struct {
	holder
	start, end string
	acting     bool
}

func parseListed(line, code string) (listed, error) {
	c := strings.Split(line, "|")
	for i := range c {
		c[i] = strings.TrimSpace(c[i])
	}
	if len(c) < 2 || len(c) > 3 || code == "" || c[0] == "" {
		return listed{}, errBadLine
	}
	l := listed{}
	l.name, l.acting = strings.CutPrefix(c[0], "~")
	l.start, l.end, _ = strings.Cut(c[1], "/")
	if l.start == "" || l.end != "" && l.end != ".." && l.end < l.start {
		return listed{}, fmt.Errorf("%s: term %q: %w", l.name, c[1], errBadLine)
	}
	if len(code) == 3 && !organisations[code] {
		l.country = code
	}
	if len(c) == 3 {
		for v := range strings.SplitSeq(c[2], ";") {
			if from, ok := strings.CutPrefix(v, "c="); ok {
				l.country = from
			} else {
				l.names = append(l.names, v)
			}
		}
	}
	return l, nil
}

// organisations whose codes are as long as a state's.
var organisations = map[string]bool{"WTO": true, "IMF": true, "WHO": true, "ICC": true, "ICJ": true, "LAS": true, "OIC": true, "ECB": true, "OIF": true, "GCC": true, "OAS": true, "SCO": true, "CIS": true, "COE": true, "EAC": true, "ILO": true, "IOM": true, "WFP": true, "FAO": true, "IEA": true}

// identify finds who the line means: among the lists' people, then among the
// other files', else somebody new.
func (l *listed) identify(held map[string]*holder, known knownPeople) (holder, error) {
	slug := "p:" + strings.Join(strings.FieldsFunc(fold(l.name), func(r rune) bool { return r < 'a' || r > 'z' }), "-")
	found, err := known.find(l.name, l.country)
	if err != nil {
		return holder{}, err
	}
	if found.id != "" {
		found.names = l.names
		return found, nil
	}
	for _, id := range []string{slug, slug + "-" + strings.ToLower(l.country)} {
		h := held[id]
		if taken := len(known.withID(id)) > 0; !taken && (h == nil || l.country == "" || h.country == l.country) {
			return holder{id: id, name: l.name, country: l.country, names: l.names}, nil
		}
	}
	return holder{}, fmt.Errorf("%q of %s bears the name of somebody else: tell them apart by a middle name", l.name, l.country)
}

// withID lists the known people with an id.
func (k knownPeople) withID(id string) []holder {
	for _, list := range k {
		for _, h := range list {
			if h.id == id {
				return list
			}
		}
	}
	return nil
}

func (l *listed) keep(held map[string]*holder, code, office, end string) {
	h := held[l.id]
	if h == nil {
		h = &holder{id: l.id, name: l.name, country: l.country}
		held[l.id] = h
	}
	for _, v := range l.names {
		if !slices.Contains(h.names, v) {
			h.names = append(h.names, v)
		}
	}
	if l.acting {
		office = "~" + office
	}
	h.terms = append(h.terms, fmt.Sprintf("%s %s %s/%s", code, office, l.start, end))
}

// cells calls f with the cells of each row of a table, "#" begins a comment.
func cells(path string, f func([]string)) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		for len(c) < 4 {
			c = append(c, "")
		}
		f(c)
	}
	return nil
}

// fold makes two spellings of a name alike: no case, accents or marks.
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '’', r == '\'', r == '.':
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'đ':
			b.WriteByte('d')
		case r == '-':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
