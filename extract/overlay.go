package extract

import (
	"fmt"

	"chancery/extract/actor"
	"chancery/extract/event"
)

// With gives an extractor that knows a curator's actors, too; they win over
// the built-in ones. The receiver stays as it is, so that readings under way
// are not disturbed; without any the receiver itself is given.
func (x *Extractor) With(extra ...actor.Extra) (*Extractor, error) {
	if len(extra) == 0 {
		return x, nil
	}
	gaz, err := x.gaz.With(extra...)
	if err != nil {
		return nil, fmt.Errorf("adding a curator's actors: %w", err)
	}
	out := &Extractor{gaz: gaz, titles: map[string]*event.Titles{}, kits: map[string]*kit{}, tell: x.tell, langs: x.langs}
	for tag := range x.titles {
		if out.titles[tag], err = event.OpenTitles(tag, gaz); err != nil {
			return nil, err
		}
	}
	return out, nil
}
