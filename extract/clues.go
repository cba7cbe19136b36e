package extract

import (
	"fmt"
	"math"

	"chancery/edtf"
	"chancery/extract/timex"
)

// isoWeekday is 1 for Monday … 7 for Sunday.
func isoWeekday(d edtf.Day) int { return (int(d.Weekday())+6)%7 + 1 }

// weekdayClues: news calls its own day by name ("a annoncé vendredi"), so the
// weekday most told of in the past is the likeliest; days told as coming are
// not today.
func weekdayClues(tx []timex.Timex) []clue {
	var past, future [8]int
	for _, t := range tx {
		if t.Weekday == 0 || t.DayOfMonth != 0 || t.Type == timex.Set {
			continue
		}
		if t.Direction > 0 {
			future[t.Weekday]++
		} else {
			past[t.Weekday]++
		}
	}
	top := 0
	for w := 1; w <= 7; w++ {
		if past[w] > past[top] {
			top = w
		}
	}
	var out []clue
	if top > 0 {
		out = append(out, clue{
			weight: func(d edtf.Day) float64 { return at(isoWeekday(d) == top, 1.6, 0) },
			why:    func(d edtf.Day) string { return "the text tells of " + d.Weekday().String() + " as of its own day" },
		})
	}
	out = append(out, clue{
		weight: func(d edtf.Day) float64 { return at(future[isoWeekday(d)] > past[isoWeekday(d)], -1.5, 0) },
		why:    func(edtf.Day) string { return "" },
	})
	return out
}

// yearlessClues: "le 15 février" lies near, but further off than the days news
// calls by their weekday; with a weekday beside it the year must agree.
func yearlessClues(tx []timex.Timex) []clue {
	var out []clue
	for _, t := range tx {
		if t.DayOfMonth == 0 || t.Month == 0 || t.Year != 0 {
			continue
		}
		out = append(out, clue{
			strong: t.Weekday != 0,
			weight: func(d edtf.Day) float64 { return yearlessWeight(t, d) },
			why: func(d edtf.Day) string {
				day, ok := nearest(d, t.Month, t.DayOfMonth, t.Weekday)
				if !ok {
					return ""
				}
				return fmt.Sprintf("%s is %d days from it", day, abs(int(day-d)))
			},
		})
	}
	return out
}

// Scales, in days, of how far the dates of a news text lie from its own.
const (
	nearScale   = 25.0
	farthest    = 200
	namedDays   = 6 // nearer days are called by their weekday
	wrongYear   = -3.0
	yearlessMax = 1.5
	// A day given with its weekday ("jeudi 21 novembre") is one of the days
	// around the article's, as a bare weekday is.
	agreeMax   = 4.0
	agreeScale = 10.0
	// againstTense is for a day on the other side than its clause's tense says,
	// which in reports of what was to be is often the wrong one.
	againstTense = -0.8
)

func yearlessWeight(t timex.Timex, d edtf.Day) float64 {
	day, ok := nearest(d, t.Month, t.DayOfMonth, t.Weekday)
	if !ok {
		return wrongYear
	}
	away := int(day - d)
	if t.Direction > 0 && away < 0 || t.Direction < 0 && away > 0 {
		return againstTense
	}
	if t.Weekday != 0 {
		return agreeMax * math.Exp(-float64(abs(away))/agreeScale)
	}
	w := yearlessMax * math.Exp(-float64(abs(away))/nearScale)
	if abs(away) <= namedDays {
		w -= 0.9
	}
	return w
}

// nearest is the day of that month and day nearest to d, in the years around
// it, on which the weekday (0: any) falls.
func nearest(d edtf.Day, month, dayOfMonth, weekday int) (edtf.Day, bool) {
	year, _, _ := d.Date()
	best, found := edtf.Day(0), false
	for y := year - 1; y <= year+1; y++ {
		if !edtf.Valid(y, month, dayOfMonth) {
			continue
		}
		c := edtf.DayOf(y, month, dayOfMonth)
		if weekday != 0 && isoWeekday(c) != weekday || abs(int(c-d)) > farthest {
			continue
		}
		if !found || abs(int(c-d)) < abs(int(best-d)) {
			best, found = c, true
		}
	}
	return best, found
}

// fullDateClues: an article is written near the dates it gives in full, and
// after those it tells in the past.
func fullDateClues(tx []timex.Timex) []clue {
	var out []clue
	for _, t := range tx {
		if t.Year == 0 || !t.Known || t.Type == timex.Set {
			continue
		}
		day := t.Days
		exact := day.Days() == 1
		scale := at(exact, 40, 300)
		out = append(out, clue{
			strong: exact || day.Days() <= 31,
			weight: func(d edtf.Day) float64 {
				away := float64(max(int(day.Start-d), int(d-day.Last()), 0))
				w := at(exact, 2, 1) * math.Exp(-away/scale)
				if t.Direction < 0 && d < day.Start {
					w -= 2
				}
				return w
			},
			why: func(edtf.Day) string { return fmt.Sprintf("the text names %s", t.EDTF) },
		})
	}
	return out
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
