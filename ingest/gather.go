package ingest

import (
	"context"
	"maps"
	"slices"

	"chancery/extract/event"
	"chancery/models"
)

// largest is the number of reports that are compared each with each. A report
// of an event told more often than that joins the event of its best match.
const largest = 1500

// company is a new report with all the reports that a decision on it may touch:
// those of the components it matches.
type company struct {
	nodes     []node // the new report is the first
	events    map[uint64]*models.Event
	component uint64
	apart     map[[2]int]bool
	// because is the person's word that had the report told anew; nil for a
	// report that came in with its article.
	because *models.Revision
}

// gather finds the events whose reports match the new one, those of the further
// components, and everything that was ever found to match those.
func gather(ctx context.Context, tx Records, n node, also []uint64) (*company, error) {
	c := &company{nodes: []node{n}, events: map[uint64]*models.Event{}}
	near, err := tx.EventsUnder(ctx, event.BlocksOf(n.Facts).Seek)
	if err != nil || len(near)+len(also) == 0 {
		return c, err
	}
	said, err := tx.Reports(ctx, idsOf(near))
	if err != nil {
		return nil, err
	}
	nodes, err := nodesUnder(ctx, tx, near, said)
	if err != nil {
		return nil, err
	}
	components := append(matched(n, nodes, near), also...)
	if len(components) == 0 {
		return c, nil
	}
	c.component = slices.Min(components)
	heads, err := tx.EventsOfComponents(ctx, components)
	if err != nil {
		return nil, err
	}
	for i := range heads {
		c.events[heads[i].ID] = &heads[i]
	}
	if nodes, err = c.known(ctx, tx, near, nodes); err != nil {
		return nil, err
	}
	c.nodes = append(c.nodes, c.atHome(nodes)...)
	return c, c.decided(ctx, tx)
}

// atHome takes the first report's own place out of the nodes: one that is told
// anew has an event already, which it may be pinned to.
func (c *company) atHome(nodes []node) []node {
	first := &c.nodes[0]
	return slices.DeleteFunc(nodes, func(o node) bool {
		if o.id != first.id {
			return false
		}
		first.home, first.Pin = o.home, o.Pin
		return true
	})
}

// known are the nodes of the company's events; nodes are those of the events
// near, which need not be made again.
func (c *company) known(ctx context.Context, tx Records, near []models.Event, nodes []node) ([]node, error) {
	missing := maps.Clone(c.events)
	for _, e := range near {
		delete(missing, e.ID)
	}
	nodes = slices.DeleteFunc(nodes, func(n node) bool { return c.events[n.home] == nil })
	if len(missing) == 0 {
		return nodes, nil
	}
	var heads []models.Event
	for _, id := range slices.Sorted(maps.Keys(missing)) {
		heads = append(heads, *missing[id])
	}
	said, err := tx.Reports(ctx, idsOf(heads))
	if err != nil {
		return nil, err
	}
	more, err := nodesUnder(ctx, tx, heads, said)
	return append(nodes, more...), err
}

func idsOf(events []models.Event) []uint64 {
	ids := make([]uint64, len(events))
	for i, e := range events {
		ids[i] = e.ID
	}
	return ids
}

// nodesUnder are the reports of the events, and for events a person has had a
// word in those pinned to it, with the event's own state beside them.
func nodesUnder(ctx context.Context, tx Records, heads []models.Event, said []models.Mention) ([]node, error) {
	var byHand []uint64
	for _, e := range heads {
		if e.ByHand() {
			byHand = append(byHand, e.ID)
		}
	}
	out := nodesOf(said)
	if len(byHand) == 0 {
		return out, nil
	}
	for i := range out {
		if slices.Contains(byHand, out[i].home) {
			out[i].Pin = out[i].home
		}
	}
	records, err := tx.EventRecords(ctx, byHand)
	for i := range records {
		out = append(out, eventNode(&records[i]))
	}
	return out, err
}

// matched gives the components of the events with a report that matches.
func matched(n node, nodes []node, heads []models.Event) []uint64 {
	component := componentsOf(heads)
	var out []uint64
	for _, o := range nodes {
		if event.Compare(n.Facts, o.Facts).Score >= event.SameEvent {
			out = append(out, component[o.home])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func componentsOf(heads []models.Event) map[uint64]uint64 {
	component := make(map[uint64]uint64, len(heads))
	for i := range heads {
		component[heads[i].ID] = heads[i].Component()
	}
	return component
}

// decided notes which of the reports a person found not to be of one event.
func (c *company) decided(ctx context.Context, tx Records) error {
	var ids []uint64
	for id, e := range c.events {
		if e.ByHand() {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	ds, err := tx.Decisions(ctx, ids)
	if err != nil {
		return err
	}
	c.apart = map[[2]int]bool{}
	for _, d := range ds {
		for i, a := range c.nodes {
			for k, b := range c.nodes {
				if i != k && a.home == d.EventID && a.Pin != 0 && b.is(d) {
					c.apart[[2]int{i, k}], c.apart[[2]int{k, i}] = !d.Same, !d.Same
				}
			}
		}
	}
	return nil
}

// is tells whether a decision speaks of the node.
func (n node) is(d models.Decision) bool {
	if d.OtherID != nil {
		return n.home == *d.OtherID && n.Pin != 0
	}
	return d.ArticleID != nil && n.id == models.ReportKey{ArticleID: *d.ArticleID, Report: d.Report} && n.Pin == 0
}

// groups parts the company into events.
func (c *company) groups() [][]int {
	rs := make([]event.Report, len(c.nodes))
	for i, n := range c.nodes {
		rs[i] = n.Report
		if first := n.said.Facts.CopyOf; first != nil {
			rs[i].Tie = c.keyOf(*first)
		}
	}
	if len(c.events) == 1 && c.apart == nil && event.Consistent(rs) {
		all := make([]int, len(rs))
		for i := range rs {
			all[i] = i
		}
		return [][]int{all}
	}
	if len(rs) > largest {
		return c.append()
	}
	return event.Cluster(rs, func(a, b int) bool { return c.apart[[2]int{a, b}] })
}

// keyOf gives the key of a report, "" when it is not of the company.
func (c *company) keyOf(id models.ReportKey) string {
	for _, n := range c.nodes {
		if n.id == id {
			return n.Key
		}
	}
	return ""
}

// append leaves what is known as it is and adds the new report to the event of
// its best match.
func (c *company) append() [][]int {
	best, score := -1, 0.0
	groups := map[uint64][]int{}
	for i, n := range c.nodes[1:] {
		groups[n.home] = append(groups[n.home], i+1)
		if s := event.Compare(c.nodes[0].Facts, n.Facts).Score; s > score && !c.apart[[2]int{0, i + 1}] && n.Article != c.nodes[0].Article {
			best, score = i+1, s
		}
	}
	var out [][]int
	for home, members := range groups {
		if best > 0 && c.nodes[best].home == home && score >= event.SameEvent {
			members = append(members, 0)
			best = 0
		}
		out = append(out, members)
	}
	if best != 0 {
		out = append(out, []int{0})
	}
	return out
}

// unfiled is how many events are filed at a time.
const unfiled = 200

// file brings the blocks of events up to date that a person or an older
// program changed.
func (g *Ingester) file(ctx context.Context, tx Records) error {
	for {
		events, err := tx.UnfiledEvents(ctx, unfiled)
		if err != nil || len(events) == 0 {
			return err
		}
		for i := range events {
			said, err := tx.Reports(ctx, []uint64{events[i].ID})
			if err != nil {
				return err
			}
			if err := tx.FileEvent(ctx, &events[i], blocksOf(nodesOf(said), &events[i])); err != nil {
				return err
			}
		}
	}
}
