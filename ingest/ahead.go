package ingest

import (
	"context"

	"chancery/extract/event"
	"chancery/models"
)

// ahead reads for all the items what merging them is going to ask for: the
// events found under the keys of their reports, then the components of those
// that match. An item by itself has nothing to read ahead of.
func ahead(ctx context.Context, tx Batch, rs []reading) error {
	if len(rs) < 2 {
		return nil
	}
	var nodes []node
	var want models.Ahead
	for _, r := range rs {
		if r.known != 0 {
			continue
		}
		a := article(r.item, r.hash, r.res)
		for i, found := range r.res.Events {
			if len(found.Evidence) == 0 {
				continue
			}
			e := newEvent(a, i, found)
			n := newNode(e)
			nodes = append(nodes, n)
			want.Keys = append(want.Keys, event.BlocksOf(n.Facts).Seek...)
			for _, p := range e.Actors {
				want.Actors = append(want.Actors, p.Actor.Key)
			}
			if e.Place != nil {
				want.Places = append(want.Places, e.Place.Key)
			}
		}
	}
	if err := tx.ReadAhead(ctx, want); err != nil {
		return err
	}
	var match models.Ahead
	for _, n := range nodes {
		components, err := matching(ctx, tx, n)
		if err != nil {
			return err
		}
		match.Components = append(match.Components, components...)
	}
	return tx.ReadAhead(ctx, match)
}

// matching gives the components of the stored events with a report that matches.
func matching(ctx context.Context, tx Records, n node) ([]uint64, error) {
	near, err := tx.EventsUnder(ctx, event.BlocksOf(n.Facts).Seek)
	if err != nil {
		return nil, err
	}
	component := componentsOf(near)
	said, err := tx.Reports(ctx, idsOf(near))
	var out []uint64
	for i := range said {
		if event.Compare(n.Facts, reportFacts(&said[i])).Score >= event.SameEvent {
			out = append(out, component[said[i].EventID])
		}
	}
	return out, err
}
