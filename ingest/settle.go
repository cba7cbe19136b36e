package ingest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"chancery/extract/event"
	"chancery/models"
)

// settle saves the company's events where the new report changed them: most
// often one gets a report more; now and then two turn out to be one, or a
// report to belong to another.
func (g *Ingester) settle(ctx context.Context, tx Records, c *company, report *models.Event) (ids []uint64, created bool, err error) {
	groups := c.groups()
	owner := c.owners(groups)
	for k, members := range groups {
		if !c.changed(members, owner[k]) {
			continue
		}
		id, err := g.write(ctx, tx, c, members, owner[k], report)
		if err != nil {
			return nil, false, err
		}
		owner[k] = id
		if slices.Contains(members, 0) {
			ids = slices.Insert(ids, 0, id)
			created = c.events[id] == nil
		} else {
			ids = append(ids, id)
		}
	}
	gone, err := g.close(ctx, tx, c, groups, owner)
	return append(ids, gone...), created, err
}

// owners says which known event each group goes on as; 0 for a new one. An
// event goes to the group with the most of its reports; of several in a group
// the one a person has had a word in goes on, else the oldest.
func (c *company) owners(groups [][]int) []uint64 {
	own := make([]uint64, len(groups))
	for _, e := range c.eldest() {
		best, most := -1, 0
		for k, members := range groups {
			n := 0
			for _, i := range members {
				if c.nodes[i].home == e.ID {
					n++
				}
			}
			if own[k] == 0 && n > most {
				best, most = k, n
			}
		}
		if best >= 0 {
			own[best] = e.ID
		}
	}
	return own
}

// eldest are the company's events, those of persons first, then by age.
func (c *company) eldest() []*models.Event {
	var out []*models.Event
	for _, e := range c.events {
		out = append(out, e)
	}
	rank := func(e *models.Event) int {
		if e.ByHand() {
			return 0
		}
		return 1
	}
	slices.SortFunc(out, func(a, b *models.Event) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// changed tells whether a group is not just what its event held before.
func (c *company) changed(members []int, owner uint64) bool {
	if owner == 0 || slices.Contains(members, 0) {
		return true
	}
	for _, i := range members {
		if c.nodes[i].home != owner {
			return true
		}
	}
	held := 0
	for _, n := range c.nodes {
		if n.home == owner {
			held++
		}
	}
	return held != len(members)
}

// write saves a group as the event that owns it, or as a new one.
func (g *Ingester) write(ctx context.Context, tx Records, c *company, members []int, owner uint64, report *models.Event) (uint64, error) {
	nodes := make([]node, len(members))
	for i, k := range members {
		nodes[i] = c.nodes[k]
	}
	slices.SortFunc(nodes, func(a, b node) int { return strings.Compare(a.Key, b.Key) })
	e, err := g.event(ctx, tx, owner, report, slices.Contains(members, 0))
	if err != nil {
		return 0, err
	}
	before := *e
	if c.component != 0 {
		e.ComponentID = c.component
	}
	if err := g.believe(ctx, tx, e, nodes, report); err != nil {
		return 0, err
	}
	rev := c.revision(before, e, members, report)
	if owner == 0 {
		rev.Changes = models.Changes(nil, e)
		err = tx.CreateEvent(ctx, e, rev)
	} else {
		err = tx.UpdateEvent(ctx, e, rev)
	}
	if err != nil {
		return 0, err
	}
	var moved []models.ReportKey
	for _, n := range nodes {
		if n.home != 0 && n.home != e.ID {
			moved = append(moved, n.id)
		}
	}
	if err := tx.MoveReports(ctx, moved, e.ID); err != nil {
		return 0, err
	}
	return e.ID, tx.FileEvent(ctx, e, blocksOf(nodes, e))
}

// event is the record to write to: the known event, with the new report's
// mentions if it is to get them, or one made of the report.
func (g *Ingester) event(ctx context.Context, tx Records, owner uint64, report *models.Event, withReport bool) (*models.Event, error) {
	if owner == 0 {
		if withReport {
			return report, nil
		}
		return &models.Event{UID: uuid.NewString(), Review: models.ReviewPending}, nil
	}
	events, err := tx.EventRecords(ctx, []uint64{owner})
	if err != nil {
		return nil, err
	}
	if len(events) == 0 {
		return nil, models.ErrNotFound
	}
	e := &events[0]
	if withReport {
		for _, m := range report.Mentions {
			if m.ID == 0 { // a report told anew has others that are stored
				e.Mentions = append(e.Mentions, m)
			}
		}
	}
	return e, nil
}

// revision says what happened to the event, and why.
func (c *company) revision(before models.Event, e *models.Event, members []int, report *models.Event) models.Revision {
	article := report.Mentions[0].ArticleID
	r := models.Revision{Action: "report", ArticleID: &article, Changes: models.Changes(&before, e)}
	var notes []string
	if c.because != nil {
		r.UserID = c.because.UserID
		notes = append(notes, c.because.Note)
	}
	switch {
	case e.ID == 0 && slices.Contains(members, 0):
		r.Action, r.Note = "create", strings.Join(notes, "; ")
		return r
	case e.ID == 0:
		r.Action = "split"
		notes = append(notes, "reports that a later one showed to be of another event")
	case slices.Contains(members, 0):
		notes = append(notes, c.why(members)...)
	default:
		notes = append(notes, "a later report showed which reports are of this event")
	}
	if kept := kept(e, c, members); len(kept) > 0 {
		notes = append(notes, "kept as the curator set it: "+strings.Join(kept, ", "))
	}
	r.Note = strings.Join(notes, "; ")
	return r
}

// why gives the reasons of the new report's best match in its group.
func (c *company) why(members []int) []string {
	if c.nodes[0].said.Facts.CopyOf != nil {
		return []string{"the same sentence in a copy of the article"}
	}
	var best event.Match
	for _, i := range members {
		if m := event.Compare(c.nodes[0].Facts, c.nodes[i].Facts); i != 0 && m.Score > best.Score {
			best = m
		}
	}
	return best.Reasons
}

// close marks the events whose reports have all gone to others.
func (g *Ingester) close(ctx context.Context, tx Records, c *company, groups [][]int, owner []uint64) ([]uint64, error) {
	var out []uint64
	for _, e := range c.eldest() {
		if slices.Contains(owner, e.ID) {
			continue
		}
		into := uint64(0)
		for k, members := range groups {
			if slices.ContainsFunc(members, func(i int) bool { return c.nodes[i].home == e.ID }) {
				into = owner[k]
				break
			}
		}
		if into == 0 {
			continue // it had no report: nothing to say
		}
		if err := tx.MergeEvents(ctx, e.ID, into, models.Revision{Action: "merge", Note: "a later report showed both to be one event"}); err != nil {
			return nil, err
		}
		out = append(out, e.ID)
	}
	return out, nil
}
