package event

import "fmt"

// slot is a place around a trigger that a side of the event may fill. Their
// order is the order in which they give an event its actors.
type slot uint8

const (
	slotSubj slot = iota
	slotOf
	slotBy
	slotObj
	slotBetween
	slotWith
	slotTo
	slotAgainst
	slotFor
	slotAbout
	slotTopic
	slotUnder
	slotAround
	slotCount
)

// slotNames are what packs call the slots.
var slotNames = [slotCount]string{
	"subj", "of", "by", "obj", "between", "with", "to", "against", "for", "about", "topic", "under", "around",
}

// slots are the mentions that fill a core's places.
type slots [slotCount][]int

// prepSlots are the slots that prepositions open, with how far the phrase may
// lie from the word it belongs to.
var prepSlots = [...]struct {
	slot  slot
	class class
	reach float64
}{
	{slotWith, cWith, reachWith},
	{slotBy, cBy, reachWith},
	{slotBetween, cBetween, reachBetween},
	{slotAgainst, cAgainst, reachWith},
	{slotTo, cTo, reachOf + 1},
	{slotAbout, cAbout, reachOf},
	{slotFor, cFor, reachOf},
	{slotUnder, cUnder, reachUnder},
}

// index puts the roles of a frame in the order of the slots.
func (f *frame) index() error {
	f.reason = "trigger " + f.ID
	for n, name := range slotNames {
		f.role[n] = f.Roles[name]
	}
	for name := range f.Roles {
		if !slotNamed(name) {
			return fmt.Errorf("frame %s: unknown slot %q", f.ID, name)
		}
	}
	return nil
}

func slotNamed(name string) bool {
	for _, n := range slotNames {
		if n == name {
			return true
		}
	}
	return false
}

// asks tells whether anything is done with what fills a slot: a role, or what
// binding looks at whatever the frame.
func (f *frame) asks(s slot) bool {
	switch s {
	case slotSubj, slotOf, slotBy, slotObj, slotBetween, slotWith, slotUnder:
		return true
	}
	return f.role[s] != ""
}
