package models

// Ahead names what a batch of reports is going to ask for, so that it can be
// read at once: the keys events are filed under, components whose events are
// wanted whole, and actors and places by their keys.
type Ahead struct {
	Keys           []string
	Components     []uint64
	Actors, Places []string
}
