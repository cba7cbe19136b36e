package timex

// A dateline stands among this many first lines, and is no further than this
// from the day the document is said to be of.
const (
	datelineLines = 3
	datelineDays  = 45
)

// dateline takes a full date that is a whole line at the head of a text for the
// day the text was written: where it differs from the document's day, which may
// be that of a later edition or of its retrieval, "today" is the text's own.
func (r *reckoner) dateline(mt *match, found []Timex) {
	m := r.m
	if !r.o.HasDCT || len(found) != 1 || int(m.toks[mt.first].Sent) >= datelineLines || m.limit >= len(m.toks) ||
		mt.first != m.from || mt.last != m.limit {
		return
	}
	x := &found[0]
	if x.Type != Date || x.Anchor != "" || x.Year == 0 || x.Days.Days() != 1 || distance(x.Days.Start, r.o.DCT) > datelineDays {
		return
	}
	r.o.DCT = x.Days.Start
	r.because(x, "a line of its own at the head: the day of the text")
}
