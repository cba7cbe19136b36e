package actor

import "strings"

// Find lists the ids of the records one of whose names holds the words, case
// and accents aside, in the order of the tables; nil for no words.
func (g *Gazetteer) Find(words string) []string {
	words = foldName(words)
	if words == "" {
		return nil
	}
	var out []string
	for i := range g.records {
		for _, n := range g.records[i].names {
			if strings.Contains("-"+foldName(n.name)+"-", words) {
				out = append(out, g.records[i].id)
				break
			}
		}
	}
	return out
}

// HasCode tells whether a code is a state's or an organisation's.
func (g *Gazetteer) HasCode(code string) bool {
	if g.states[code] != nil {
		return true
	}
	for _, i := range g.orgKeys {
		if g.records[i].country == code {
			return true
		}
	}
	return false
}
