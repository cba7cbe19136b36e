package handlers

import (
	"slices"
	"strings"

	"chancery/models"
)

// Paragraph is a line of an article's text.
type Paragraph []TextRun

// TextRun is a run of an article's text under the same mentions. Anchors are
// the mentions that begin with it, Refs the events whose mentions end with it.
type TextRun struct {
	Text    string
	URL     string // the event's page when the run is evidence, else ""
	Anchors []string
	Refs    []Ref
}

// Ref is a footnote mark: the number of an event and its page.
type Ref struct {
	Number int
	URL    string
}

// markMentions cuts the text wherever a mention or a line begins or ends, so
// that overlapping and nested mentions need no nested links. A run under
// several mentions links to the one that began last; all are in the footnotes.
// Mentions of events without a number and those outside the text are left out.
func markMentions(text string, mentions []models.Mention, numbers map[uint64]int) []Paragraph {
	runes := []rune(text)
	valid := slices.DeleteFunc(slices.Clone(mentions), func(m models.Mention) bool {
		return m.Start < 0 || m.Start >= m.End || m.End > len(runes) || numbers[m.EventID] == 0
	})
	slices.SortStableFunc(valid, func(a, b models.Mention) int { return a.Start - b.Start })
	var out []Paragraph
	for _, p := range paragraphs(runes) {
		out = append(out, markParagraph(runes, p, valid))
	}
	for i := range out {
		for j := range out[i] {
			out[i][j].number(numbers)
		}
	}
	return out
}

// withoutTitle drops a first line that only repeats the title, which the page
// shows above the text; evidence stays.
func withoutTitle(text []Paragraph, title string) []Paragraph {
	if len(text) > 1 && len(text[0]) == 1 && text[0][0].URL == "" && strings.TrimSpace(text[0][0].Text) == strings.TrimSpace(title) {
		return text[1:]
	}
	return text
}

func (r *TextRun) number(numbers map[uint64]int) {
	for i := range r.Refs {
		id := uint64(r.Refs[i].Number)
		r.Refs[i] = Ref{numbers[id], eventURL(id)}
	}
}

// markParagraph cuts one paragraph. Refs hold event ids until they are numbered.
func markParagraph(text []rune, p span, mentions []models.Mention) Paragraph {
	cuts := []int{p.start, p.end}
	for i := range mentions {
		for _, at := range []int{mentions[i].Start, mentions[i].End} {
			if at > p.start && at < p.end {
				cuts = append(cuts, at)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out Paragraph
	for i := 0; i+1 < len(cuts); i++ {
		out = append(out, run(text, span{cuts[i], cuts[i+1]}, p, mentions))
	}
	return out
}

func run(text []rune, at, p span, mentions []models.Mention) TextRun {
	r := TextRun{Text: string(text[at.start:at.end])}
	seen := map[uint64]bool{}
	for i := range mentions {
		m := &mentions[i]
		if m.Start >= at.end || m.End <= at.start {
			continue
		}
		r.URL = eventURL(m.EventID)
		if m.Start == at.start || m.Start < p.start && at.start == p.start && firstParagraph(text, m, p) {
			r.Anchors = append(r.Anchors, "m"+itoa(m.ID))
		}
		if (m.End == at.end || m.End > p.end && at.end == p.end && blank(text[p.end:m.End])) && !seen[m.EventID] {
			seen[m.EventID] = true
			r.Refs = append(r.Refs, Ref{Number: int(m.EventID)})
		}
	}
	return r
}

// firstParagraph tells whether a mention that begins in the white space before
// p has its first letters in p.
func firstParagraph(text []rune, m *models.Mention, p span) bool { return blank(text[m.Start:p.start]) }

func blank(text []rune) bool {
	for _, r := range text {
		if r != ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\u00a0' {
			return false
		}
	}
	return true
}
