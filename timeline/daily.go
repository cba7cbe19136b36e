package timeline

import "chancery/edtf"

// daily is a selection counted by day and lane, made once for selections so
// large that walking their rows for every view would be felt. Views of years
// then cost days, not events.
type daily struct {
	first int32 // first day
	days  int
	lanes int
	count []uint32 // events of one day, by lane, then day; one row more counts each event once
	top   []best   // weightiest event, by lane and day
	spans []run    // rows that cover several days, or lie outside
}

// run is a run of rows of one segment.
type run struct {
	seg  *segment
	rows []int32
}

const (
	dailyEvents = 20_000    // a selection this large is worth counting
	dailyCells  = 1_500_000 // lanes times days; a longer history is walked
)

// dailyOf gives the count of a selection by lanes; nil when it is not worth it.
func (sel *selection) dailyOf(l *laneSet) *daily {
	l.once.Do(func() {
		days := int(sel.last-sel.first) + 1
		if sel.dated < dailyEvents || days*(len(l.keys)+2) > dailyCells {
			return
		}
		l.daily = newDaily(sel, l, int32(sel.first), days)
	})
	return l.daily
}

func newDaily(sel *selection, l *laneSet, first int32, days int) *daily {
	d := &daily{first: first, days: days, lanes: len(l.keys) + 1}
	d.count = make([]uint32, (d.lanes+1)*days)
	d.top = make([]best, d.lanes*days)
	var buf [16]int
	for i, set := range sel.sets {
		seg := sel.snap.parts[i].seg
		r := run{seg: seg}
		set.each(0, seg.dated, func(row int) bool {
			day := int(seg.start[row] - first)
			if seg.end[row]-seg.start[row] != 1 || day < 0 || day >= days {
				r.rows = append(r.rows, int32(row))
				return true
			}
			d.count[d.lanes*days+day]++
			w := int(seg.weight[row]) + 1
			for _, lane := range l.of(seg, row, buf[:0]) {
				d.count[lane*days+day]++
				if top := &d.top[lane*days+day]; w > top.weight {
					*top = best{ref{seg, row}, w}
				}
			}
			return true
		})
		d.spans = append(d.spans, r)
	}
	return d
}

// fill puts the days and spans in view into a tile's counter and gives how many
// events they are.
func (d *daily) fill(c *counter, l *laneSet) (total int) {
	lo, hi := max(int(c.from-d.first), 0), min(int(c.to-d.first), d.days)
	for day := lo; day < hi; day++ {
		total += int(d.count[d.lanes*d.days+day])
	}
	for lane := range d.lanes {
		for day := lo; day < hi; day++ {
			n := d.count[lane*d.days+day]
			if n == 0 {
				continue
			}
			bin := c.grid.at(int32(day) + d.first)
			c.whole[lane*c.grid.n+bin] += n
			c.offer(lane, bin, d.top[lane*d.days+day])
		}
	}
	for _, r := range d.spans {
		seen := make([]int32, 0, len(r.rows))
		for _, row := range r.rows {
			if r.seg.start[row] < c.to && r.seg.end[row] > c.from {
				seen = append(seen, row)
			}
		}
		total += len(seen)
		c.add(r.seg, seen, l)
	}
	return total
}

// wide tells whether a view covers so much of a selection that its days are
// fewer than the events in it.
func (sel *selection) wide(from, to edtf.Day) bool {
	return int64(to-from)*16 > int64(sel.last-sel.first)
}
