package timeline

import (
	"cmp"
	"math"
	"slices"

	"chancery/edtf"
)

// Density counts events by time and lane. Bins are a power of two of days wide
// and lie on a fixed grid, so that they stand still while one pans.
//
// An event inside one bin counts there. One that covers several, because it
// lasts or because its date is only known to the month or year, is spread
// evenly over the bins it covers: it adds up to one and claims no false day.
type Density struct {
	From edtf.Day    `json:"from"` // start of the first bin
	Days int         `json:"days"` // width of a bin
	Bins [][]float32 `json:"bins"` // by lane, then by time
}

// binPixels is how wide a bin is drawn at least.
const binPixels = 5

// labelBins is how many bins share one labelled event in each lane.
const labelBins = 16

// most labelled events in a density tile.
const mostLabels = 120

// bins is the grid laid over a stretch.
type bins struct {
	shift uint  // a bin is 1<<shift days wide
	first int32 // number of the first bin
	n     int
}

func grid(from, to edtf.Day, width int) bins {
	g := bins{}
	want := float64(to-from) * binPixels / float64(max(width, binPixels))
	for float64(int64(1)<<g.shift) < want && g.shift < 24 {
		g.shift++
	}
	g.first = int32(from) >> g.shift
	g.n = int(int32(to-1)>>g.shift-g.first) + 1
	return g
}

func (g *bins) at(day int32) int { return int(day>>g.shift - g.first) }

// counter gathers one density tile in a single pass.
type counter struct {
	grid  bins
	from  int32
	to    int32
	lanes int
	whole []uint32  // events inside one bin
	steps []float32 // change of spread events' share from one bin to the next
	cells int
	best  []best // weightiest event by lane and cell
}

// best is a row with its weight one higher, so that the zero value loses.
type best struct {
	ref
	weight int
}

// density counts the rows in view and picks those that get a label.
func density(sel *selection, l *laneSet, q *Query) (labels []ref, d *Density, total int) {
	g := grid(q.From, q.To, q.Width)
	lanes := len(l.keys) + 1
	c := &counter{grid: g, from: int32(q.From), to: int32(q.To), lanes: lanes, cells: g.n/labelBins + 2}
	c.whole = make([]uint32, lanes*g.n)
	c.steps = make([]float32, lanes*(g.n+1))
	c.best = make([]best, lanes*c.cells)
	if sel.wide(q.From, q.To) {
		if counted := sel.dailyOf(l); counted != nil {
			total = counted.fill(c, l)
			return c.labels(), c.density(), total
		}
	}
	sel.overlapping(q.From, q.To, func(s *segment, rows []int32) bool {
		total += len(rows)
		c.add(s, rows, l)
		return true
	})
	return c.labels(), c.density(), total
}

// add counts a run of rows.
func (c *counter) add(s *segment, rows []int32, l *laneSet) {
	var buf [16]int
	one := buf[:1]
	for _, r := range rows {
		row := int(r)
		a := c.grid.at(max(s.start[row], c.from))
		b := a
		if s.end[row]-s.start[row] > 1 {
			b = c.grid.at(min(s.end[row], c.to) - 1)
		}
		lanes := one
		if l.by == LanesType {
			one[0] = l.typ[s.typ[row]&31]
		} else {
			lanes = l.of(s, row, buf[:0])
		}
		for _, lane := range lanes {
			c.put(s, row, lane, a, b)
		}
	}
}

// put counts a row in one lane, in the bins from a to b.
func (c *counter) put(s *segment, row, lane, a, b int) {
	if a == b {
		c.whole[lane*c.grid.n+a]++
	} else {
		share := 1 / float32(b-a+1)
		c.steps[lane*(c.grid.n+1)+a] += share
		c.steps[lane*(c.grid.n+1)+b+1] -= share
	}
	c.offer(lane, a, best{ref{s, row}, int(s.weight[row]) + 1})
}

// offer keeps an event when it is the weightiest of its cell. Cells lie on the
// fixed grid too, so that labels do not jump.
func (c *counter) offer(lane, bin int, b best) {
	cell := &c.best[lane*c.cells+(int(c.grid.first)+bin)>>4-int(c.grid.first)>>4]
	if b.weight > cell.weight || b.weight == cell.weight && byTime(b.ref, cell.ref) < 0 {
		*cell = b
	}
}

func (c *counter) density() *Density {
	d := &Density{From: edtf.Day(c.grid.first << c.grid.shift), Days: 1 << c.grid.shift}
	for lane := range c.lanes {
		row := make([]float32, c.grid.n)
		var spread float64
		for i := range row {
			spread += float64(c.steps[lane*(c.grid.n+1)+i])
			n := float64(c.whole[lane*c.grid.n+i])
			if spread > 0.001 {
				n += spread
			}
			row[i] = float32(math.Round(n*100) / 100)
		}
		d.Bins = append(d.Bins, row)
	}
	return d
}

// labels gives the weightiest events, in order of time, each once.
func (c *counter) labels() []ref {
	picked := slices.DeleteFunc(c.best, func(b best) bool { return b.weight == 0 })
	slices.SortFunc(picked, func(a, b best) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), byTime(a.ref, b.ref))
	})
	rows := []ref{}
	for _, b := range picked {
		if len(rows) < mostLabels && !slices.Contains(rows, b.ref) {
			rows = append(rows, b.ref)
		}
	}
	slices.SortFunc(rows, byTime)
	return rows
}
