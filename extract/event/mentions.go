package event

import (
	"slices"

	"chancery/extract/actor"
	"chancery/extract/text"
)

// abbreviated makes one mention of a name and its abbreviation in brackets
// behind it, "the International Atomic Energy Agency (IAEA)", so that nothing
// stands between it and its verb.
func abbreviated(doc *text.Doc, ms []actor.Mention) []actor.Mention {
	for i := 1; i < len(ms); i++ {
		name, short := &ms[i-1], &ms[i]
		if short.ID == "" || short.ID != name.ID || short.First != name.Last+1 || short.Last >= len(doc.Tokens) ||
			doc.Word(name.Last) != "(" || doc.Word(short.Last) != ")" {
			continue
		}
		name.Last = short.Last + 1
		ms = slices.Delete(ms, i, i+1)
		i--
	}
	return ms
}
