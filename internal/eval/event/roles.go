package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"chancery/extract"
)

// part counts how often a role was to be given, its bearer was among the
// event's actors, and had it.
type part struct{ asked, told, right int }

// playing judges the parts people and states play in a right event. Gold names
// them by name or by code, with the roles a reader accepts between "|"; the
// first of these is the one they are counted under.
func (s *score) playing(m expected, e extract.Event) (notes []string) {
	for _, who := range slices.Sorted(maps.Keys(m.Roles)) {
		accepted := strings.Split(m.Roles[who], "|")
		if s.parts == nil {
			s.parts = map[string]*part{}
		}
		p := s.parts[accepted[0]]
		if p == nil {
			p = &part{}
			s.parts[accepted[0]] = p
		}
		p.asked++
		given := rolesOf(e, who)
		if len(given) == 0 {
			continue
		}
		p.told++
		if slices.ContainsFunc(given, func(r string) bool { return slices.Contains(accepted, r) }) {
			p.right++
		} else {
			notes = append(notes, fmt.Sprintf("%s is %s, not %s: %s", who, strings.Join(given, " and "), m.Roles[who], e.Title))
		}
	}
	return notes
}

// rolesOf lists the roles an event gives someone, named by one of the names
// between "|" or by a code.
func rolesOf(e extract.Event, who string) []string {
	var out []string
	for _, a := range e.Actors {
		for name := range strings.SplitSeq(who, "|") {
			if name == a.Name || name == a.Country || slices.Contains(slices.Collect(maps.Values(a.Names)), name) {
				out = append(out, a.Role)
				break
			}
		}
	}
	return out
}

func (s *score) byRole(w io.Writer) {
	all := part{}
	for _, role := range slices.Sorted(maps.Keys(s.parts)) {
		p := s.parts[role]
		_, _ = fmt.Fprintf(w, "    role %-12s expected %3d, told %3d, right %3d\n", role, p.asked, p.told, p.right)
		all.asked, all.told, all.right = all.asked+p.asked, all.told+p.told, all.right+p.right
	}
	if all.asked > 0 {
		_, _ = fmt.Fprintf(w, "    roles of the events found: %d, told %.2f of them, right %.2f of those told\n", all.asked, ratio(all.told, all.asked), ratio(all.right, all.told))
	}
}
