package extract

import (
	"fmt"
	"math"
	"regexp"
	"slices"

	"chancery/edtf"
	"chancery/extract/timex"
)

// publishedGiven and the others say where an article's date came from.
const (
	publishedGiven    = "given"
	publishedText     = "text" // the text says when it was written
	publishedInferred = "inferred"
	publishedNone     = "none"
)

// mostCandidates is how many days an undated article is offered.
const mostCandidates = 5

// rivals is how far behind the best a day may lie, in log-score, to count as a
// rival of it; the thousands of days nothing speaks for are none.
const rivals = 3.0

// leastLead is the share of the weight the best candidate must hold for the
// article to be read as of that day.
const leastLead = 0.3

// Days an undated article may be from.
var (
	firstDay = edtf.DayOf(1990, 1, 1)
	lastDay  = edtf.DayOf(2035, 12, 31)
)

// dateArticle sets the reading's day: the given one, or the best of the days
// the text itself supports. Nothing else is ever taken for it.
func (x *Extractor) dateArticle(d Document, k *kit, r *Reading) error {
	if d.Published != "" {
		day, err := edtf.ParseDay(d.Published)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDate, err)
		}
		r.DCT, r.HasDCT = day, true
		r.Article.Published, r.Article.PublishedBy = day.String(), publishedGiven
		if d.PublishedBy != "" {
			r.Article.PublishedBy = d.PublishedBy
		}
		return nil
	}
	r.Article.PublishedBy = publishedNone
	clues, err := x.clues(d, k, r)
	if err != nil {
		return err
	}
	r.Article.Candidates = rank(clues)
	if best := r.Article.Candidates; len(best) > 0 && best[0].Score >= leastLead {
		day, err := edtf.ParseDay(best[0].Date)
		if err != nil {
			return err
		}
		r.DCT, r.HasDCT = day, true
		r.Article.Published, r.Article.PublishedBy = best[0].Date, publishedInferred
		if slices.ContainsFunc(clues, func(c clue) bool { return c.written && c.weight(day) > 0 }) {
			r.Article.PublishedBy = publishedText
		}
	}
	return nil
}

// clue is one piece of evidence for the day: weight gives what it adds to a
// day's log-score, and why is its reason in words where it speaks for the day.
type clue struct {
	weight func(edtf.Day) float64
	why    func(edtf.Day) string
	strong bool // it can date an article by itself
	// written: it is a day, with its year, that is there to say when the text was
	// written.
	written bool
}

// clues gathers what the text, its office holders and its file name say.
func (x *Extractor) clues(d Document, k *kit, r *Reading) ([]clue, error) {
	tx, err := x.langs.Tag(r.Doc, timex.Options{})
	if err != nil {
		return nil, err
	}
	tx = slices.DeleteFunc(tx, func(t timex.Timex) bool {
		return r.Doc.Sents[r.Doc.Tokens[t.First].Sent].Foreign
	})
	ms := x.gaz.Match(r.Doc, 0, false)
	var out []clue
	out = append(out, nameClues(d.Name)...)
	out = append(out, datelineClues(r.Doc, tx)...)
	out = append(out, weekdayClues(tx)...)
	out = append(out, yearlessClues(tx)...)
	out = append(out, fullDateClues(tx)...)
	out = append(out, x.officeClues(r.Doc, ms)...)
	out = append(out, x.occasionClues(k.dating, r.Doc, ms)...)
	return out, nil
}

// rank scores every day and gives the best, one a fortnight apart at least for
// days that no clue tells apart.
func rank(clues []clue) []Candidate {
	if !slices.ContainsFunc(clues, func(c clue) bool { return c.strong }) {
		return []Candidate{}
	}
	type scored struct {
		day   edtf.Day
		score float64
	}
	var days []scored
	best, total := math.Inf(-1), 0.0
	for d := firstDay; d <= lastDay; d++ {
		s := 0.0
		for _, c := range clues {
			s += c.weight(d)
		}
		days = append(days, scored{d, s})
		best = max(best, s)
	}
	for _, d := range days {
		if d.score >= best-rivals {
			total += math.Exp(d.score - best)
		}
	}
	slices.SortStableFunc(days, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	out := []Candidate{}
	for _, d := range days[:mostCandidates] {
		p := math.Exp(d.score-best) / total
		if p < 0.01 {
			break
		}
		out = append(out, Candidate{Date: d.day.String(), Score: math.Round(p*100) / 100, Why: reasons(clues, d.day)})
	}
	return out
}

// leastWeight is what a clue must add to a day to be named as a reason for it.
const leastWeight = 0.1

func reasons(clues []clue, d edtf.Day) []string {
	var out []string
	for _, c := range clues {
		if c.weight(d) < leastWeight {
			continue
		}
		if s := c.why(d); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// inName is the weight of a date in the file's name: who names files by date
// means it, whatever the tenses of the text suggest.
const inName = 12

var nameDate = regexp.MustCompile(`((?:19|20)[0-9]{2})[-_.]?([01][0-9])[-_.]?([0-3][0-9])`)

// nameClues: a date in the file's name.
func nameClues(name string) []clue {
	var out []clue
	for _, m := range nameDate.FindAllString(name, 2) {
		day, err := edtf.ParseDay(fmt.Sprintf("%s-%s-%s", m[:4], digits(m)[4:6], digits(m)[6:8]))
		if err != nil {
			continue
		}
		out = append(out, clue{
			strong: true,
			weight: func(d edtf.Day) float64 { return at(d == day, inName, 0) },
			why:    func(edtf.Day) string { return "the file's name holds this date" },
		})
	}
	return out
}

func digits(s string) string {
	out := make([]byte, 0, 8)
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			out = append(out, s[i])
		}
	}
	return string(out)
}

func at(ok bool, yes, no float64) float64 {
	if ok {
		return yes
	}
	return no
}
