package event

import (
	"fmt"

	"chancery/edtf"
)

// Blocks are the keys by which reports that may tell one event are brought
// together, so that a report is compared with few of the many known. Store is
// what a report is filed under, Seek what to look up for it: two reports whose
// Compare reaches SameEvent always meet under a key of the one's Seek and the
// other's Store.
type Blocks struct{ Store, Seek []string }

const (
	// blockDays is the length of the periods that days are put into.
	blockDays = 16
	// blockReach is the longest interval, in days, that is filed by its
	// periods. What lasts longer is not compared by its days.
	blockReach = 400
)

// BlocksOf files a report by its type, each of its states and the time of the
// event and of the report.
func BlocksOf(f Facts) Blocks {
	var b Blocks
	kind := family(f.Type)
	for _, c := range f.Countries {
		if days, ok := f.comparable(); ok {
			b.both(periods(kind+"|"+c+"|d", days)...)
		}
		if f.Published != 0 {
			b.published(f, kind+"|"+c+"|p")
		}
	}
	b.moved(f)
	return b
}

// comparable gives the days by which a report is compared.
func (f Facts) comparable() (edtf.Interval, bool) {
	return f.Days, f.Known && f.Days.Days() <= blockReach
}

func (b *Blocks) both(keys ...string) {
	b.Store = append(b.Store, keys...)
	b.Seek = append(b.Seek, keys...)
}

// published files by the report's own day, which counts where one of the two
// is undated: so an undated report looks around itself and is found around.
func (b *Blocks) published(f Facts, prefix string) {
	own := periods(prefix, edtf.One(f.Published))
	near := edtf.Interval{Start: f.Published - undatedReach, End: f.Published + undatedReach + 1}
	if _, ok := f.comparable(); ok {
		b.Store = append(b.Store, own...)
		b.Seek = append(b.Seek, periods(prefix+"u", edtf.One(f.Published))...)
		return
	}
	b.Store = append(append(b.Store, own...), periods(prefix+"u", near)...)
	b.Seek = append(b.Seek, periods(prefix, near)...)
}

// moved files what may be the other end of an event that was put off: it is
// looked for by its people, as far as it may have moved.
func (b *Blocks) moved(f Facts) {
	days, ok := f.comparable()
	if !ok {
		return
	}
	for _, p := range f.People {
		off, set := "off|"+f.Type+"|"+p, "set|"+f.Type+"|"+p
		switch f.Status {
		case postponed:
			reach := edtf.Interval{Start: days.Start, End: days.End + movedReach + 1}
			b.Store = append(b.Store, periods(off, reach)...)
			b.Seek = append(b.Seek, periods(set, reach)...)
		case planned, occurred, ongoing:
			start := periods(set, edtf.One(days.Start))
			b.Store = append(b.Store, start...)
			b.Seek = append(b.Seek, periods(off, edtf.One(days.Start))...)
		}
	}
}

// periods names the periods that an interval touches.
func periods(prefix string, days edtf.Interval) []string {
	var out []string
	for p := floor(days.Start); p <= floor(days.End-1); p++ {
		out = append(out, fmt.Sprintf("%s%d", prefix, p))
	}
	return out
}

func floor(d edtf.Day) int {
	if d < 0 {
		return -int(-d+blockDays-1) / blockDays
	}
	return int(d) / blockDays
}

// family is the group of types that Compare may find to be one event.
func family(t string) string {
	if talks(t) {
		return "talks"
	}
	return t
}
