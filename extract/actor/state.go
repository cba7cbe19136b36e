package actor

// State gives the record id of a state or territory by its ISO 3166-1 alpha-3
// code; false when there is none.
func (g *Gazetteer) State(code string) (id string, ok bool) {
	s, ok := g.states[code]
	if !ok {
		return "", false
	}
	return g.records[s.rec].id, true
}
