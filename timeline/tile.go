package timeline

import (
	"cmp"
	"slices"
	"strconv"

	"chancery/edtf"
	"chancery/models"
)

// Tile is a stretch of the timeline at a level of detail that suits its width:
// every event when there are few, else densities and the weightiest events.
type Tile struct {
	Version uint64   `json:"version"`
	From    edtf.Day `json:"from"` // half-open, days since 1970-01-01
	To      edtf.Day `json:"to"`
	Total   int      `json:"total"`   // events that share a day with the stretch
	Matches int      `json:"matches"` // dated events of the filter, whatever the day
	Undated int      `json:"undated"` // events of the filter that have no date
	// First and Last are the extent of the filter's dated events, open ends
	// left out; nil when there are none.
	First   *edtf.Day `json:"first"`
	Last    *edtf.Day `json:"last"` // inclusive
	Lanes   []Lane    `json:"lanes"`
	Items   []Item    `json:"items"`
	Density *Density  `json:"density,omitempty"` // nil: Items are all there are
}

// Lane is one horizontal band.
type Lane struct {
	Key   string `json:"key"`   // type, country code or actor key; "" for the rest
	Label string `json:"label"` // name of an actor; "" where the page has the word
	Total int    `json:"total"` // dated events of the filter, whatever the day
}

// Item is one event as it is drawn.
type Item struct {
	ID         uint64   `json:"id"`
	Title      string   `json:"title"`
	Start      edtf.Day `json:"start"` // half-open interval the event may cover
	End        edtf.Day `json:"end"`
	Precision  string   `json:"precision"`
	Type       string   `json:"type"`
	Status     string   `json:"status"`
	Review     string   `json:"review"`
	Confidence float64  `json:"confidence"`
	Weight     int      `json:"weight"`
	Lanes      []int    `json:"lanes"`
	OpenStart  bool     `json:"open_start,omitempty"`
	OpenEnd    bool     `json:"open_end,omitempty"`
	// Unsure marks a date the text itself calls uncertain or approximate, or
	// one that rests on the article's day alone.
	Unsure bool `json:"unsure,omitempty"`
}

// Tile answers a query. An empty stretch gives the extent of the filter's
// events.
func (x *Index) Tile(q Query) Tile {
	q.defaults()
	sel := x.selection(&q)
	if q.From >= q.To {
		q.From, q.To = sel.stretch()
	}
	t := Tile{
		Version: sel.snap.version, From: q.From, To: q.To, Matches: sel.dated, Undated: sel.undated,
		Items: []Item{},
	}
	if sel.first <= sel.last {
		first, last := sel.first, sel.last
		t.First, t.Last = &first, &last
	}
	lanes := sel.lanesBy(q.Lanes)
	t.Lanes = x.laneLabels(lanes, q.Lang)
	few, all := sel.collect(&q)
	if t.Total = len(few); !all {
		few, t.Density, t.Total = density(sel, lanes, &q)
	}
	few = sel.withSelected(few, q.Select)
	for _, f := range few {
		t.Items = append(t.Items, x.item(f.seg, f.row, lanes, q.Lang))
	}
	return t
}

func (q *Query) defaults() {
	if q.Items <= 0 {
		q.Items = DefaultItems
	}
	if q.Width <= 0 {
		q.Width = 1000
	}
	if q.Lanes == "" {
		q.Lanes = LanesType
	}
}

// stretch is what to show when no range is asked for.
func (sel *selection) stretch() (from, to edtf.Day) {
	if sel.first > sel.last {
		return 0, 1
	}
	return sel.first, sel.last + 1
}

// ref is one row of one segment.
type ref struct {
	seg *segment
	row int
}

// collect gives the rows in view when they are few enough to list; false when
// they are not.
func (sel *selection) collect(q *Query) (rows []ref, all bool) {
	sel.overlapping(q.From, q.To, func(s *segment, run []int32) bool {
		for _, row := range run {
			rows = append(rows, ref{s, int(row)})
		}
		return len(rows) <= q.Items
	})
	if len(rows) > q.Items {
		return nil, false
	}
	slices.SortFunc(rows, byTime)
	return rows, true
}

func byTime(a, b ref) int {
	return cmp.Or(cmp.Compare(a.seg.start[a.row], b.seg.start[b.row]),
		cmp.Compare(a.seg.id[a.row], b.seg.id[b.row]))
}

// withSelected adds an event to the list when it is chosen by the filter and
// dated.
func (sel *selection) withSelected(rows []ref, id uint64) []ref {
	r, ok := sel.locate(id)
	if !ok || slices.Contains(rows, r) {
		return rows
	}
	rows = append(rows, r)
	slices.SortFunc(rows, byTime)
	return rows
}

func (sel *selection) locate(id uint64) (ref, bool) {
	if id == 0 {
		return ref{}, false
	}
	for i := range sel.snap.parts {
		seg := sel.snap.parts[i].seg
		if row, ok := seg.find(id); ok && sel.sets[i].has(row) && row < seg.dated {
			return ref{seg, row}, true
		}
	}
	return ref{}, false
}

func (x *Index) item(s *segment, row int, lanes *laneSet, lang string) Item {
	meta := s.meta[row]
	return Item{
		ID: s.id[row], Title: x.words.title(s.titles(row), lang),
		Start: edtf.Day(s.start[row]), End: edtf.Day(s.end[row]),
		Precision:  string(precisions[meta&precisionBits>>precisionShift]),
		Type:       models.EventTypes[s.typ[row]],
		Status:     models.Statuses[meta&statusBits],
		Review:     models.Reviews[meta&reviewBits>>reviewShift],
		Confidence: float64(s.confidence[row]) / 100, Weight: int(s.weight[row]),
		Lanes:     lanes.of(s, row, nil),
		OpenStart: meta&flagOpenStart != 0, OpenEnd: meta&flagOpenEnd != 0,
		Unsure: meta&(flagUncertain|flagApprox|flagFallback) != 0,
	}
}

func (x *Index) laneLabels(l *laneSet, lang string) []Lane {
	out := make([]Lane, 0, len(l.keys)+1)
	for i, k := range l.keys {
		lane := Lane{Key: strconv.Itoa(int(k)), Total: l.total[i]}
		switch l.by {
		case LanesType:
			lane.Key = models.EventTypes[k]
		case LanesCountry:
			lane.Key = x.words.country(uint16(k))
		case LanesActor:
			lane.Key, lane.Label, _ = x.words.actorLabel(k, lang)
		}
		out = append(out, lane)
	}
	// The last lane holds what belongs to none of the others.
	if rest := l.total[len(l.keys)]; rest > 0 || len(out) == 0 {
		out = append(out, Lane{Total: rest})
	}
	return out
}
