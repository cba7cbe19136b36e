package timeline

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/models"
)

// undatedDay is where rows without a date sort: after all others.
const undatedDay = math.MaxInt32

// record is one event on its way into a segment.
type record struct {
	id         uint64
	start, end int32 // half-open; undatedDay for both when undated
	typ        uint8 // index into models.EventTypes
	weight     uint8 // which events get a label when there is no room for all
	confidence uint8 // hundredths
	meta       uint16
	countries  []uint16
	actors     []uint32
	titles     []byte // see packTitles
}

// meta packs the small facts of a row.
const (
	statusBits     = 0x0007
	reviewShift    = 3
	reviewBits     = 0x3 << reviewShift
	precisionShift = 5
	precisionBits  = 0x7 << precisionShift
	flagOpenStart  = 1 << 8
	flagOpenEnd    = 1 << 9
	flagUncertain  = 1 << 10
	flagApprox     = 1 << 11
	flagFallback   = 1 << 12 // the day is the article's own, a last resort
)

var precisions = []edtf.Precision{
	edtf.None, edtf.Century, edtf.Decade, edtf.Year, edtf.Season, edtf.Month, edtf.DayP, edtf.Range,
}

// record packs an event; nil for one that was merged into another.
func (x *Index) record(e *models.Event) *record {
	if e.MergedInto != nil {
		return nil
	}
	r := &record{
		id: e.ID, start: undatedDay, end: undatedDay,
		typ:        uint8(indexOr(models.EventTypes, e.Type, len(models.EventTypes)-1)),
		confidence: uint8(math.Round(100 * min(max(e.Confidence, 0), 1))),
		meta: uint16(indexOr(models.Statuses, e.Status, 0)) |
			uint16(indexOr(models.Reviews, e.Review, 0))<<reviewShift |
			uint16(indexOr(precisions, edtf.Precision(e.Precision), 0))<<precisionShift,
	}
	if e.StartDay != nil && e.EndDay != nil && *e.EndDay > *e.StartDay {
		r.start, r.end = *e.StartDay, *e.EndDay
		r.meta |= dateFlags(e)
	}
	r.weight = weigh(e)
	r.countries = x.words.countryIDs(e.Countries)
	r.actors = x.words.actorIDs(e.Actors)
	r.titles = x.words.packTitles(e.Titles)
	return r
}

func indexOr[T comparable](list []T, v T, other int) int {
	if i := slices.Index(list, v); i >= 0 {
		return i
	}
	return other
}

// dateFlags reads what the day interval does not say off the EDTF expression.
func dateFlags(e *models.Event) uint16 {
	var f uint16
	if edtf.Day(*e.StartDay) <= edtf.MinDay {
		f |= flagOpenStart
	}
	if edtf.Day(*e.EndDay) >= edtf.MaxDay {
		f |= flagOpenEnd
	}
	if strings.ContainsAny(e.EDTF, "?%") {
		f |= flagUncertain
	}
	if strings.ContainsAny(e.EDTF, "~%") {
		f |= flagApprox
	}
	if e.DayBasis == "publication" {
		f |= flagFallback
	}
	return f
}

// weigh ranks events for labels: sure, accepted, often reported, with many
// actors first.
func weigh(e *models.Event) uint8 {
	w := 100 * min(max(e.Confidence, 0), 1)
	if e.Review == models.ReviewAccepted {
		w += 40
	}
	w += float64(8*min(len(e.Mentions), 8) + 6*min(len(e.Actors), 8))
	return uint8(min(w, 255))
}

// packTitles writes the titles as language number, length, bytes, one after
// the other, in the order of their tags.
func (d *dictionary) packTitles(titles map[string]string) []byte {
	tags := make([]string, 0, len(titles))
	for tag, s := range titles {
		if s != "" {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	var out []byte
	for _, tag := range tags {
		s := titles[tag]
		out = append(out, d.langID(tag))
		out = binary.AppendUvarint(out, uint64(len(s)))
		out = append(out, s...)
	}
	return out
}

// title picks the wanted language from packed titles, else English, else the
// first.
func (d *dictionary) title(packed []byte, lang string) string {
	want, en := d.langID(lang), d.langID("en")
	var best []byte
	rank := 0
	for len(packed) > 1 {
		tag := packed[0]
		n, k := binary.Uvarint(packed[1:])
		text := packed[1+k : 1+k+int(n)]
		packed = packed[1+k+int(n):]
		r := 1
		switch tag {
		case want:
			r = 3
		case en:
			r = 2
		}
		if r > rank {
			best, rank = text, r
		}
	}
	return string(best)
}
