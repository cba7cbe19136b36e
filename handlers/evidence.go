package handlers

import (
	"strings"
	"unicode"

	"chancery/models"
)

// Segment is a run of text and what it is: "" plain, "trigger" or "timex".
type Segment struct{ Text, Kind string }

// Evidence is the sentence a fact rests on, with what stands around it.
type Evidence struct {
	MentionID     uint64
	Before, After string // the neighbouring sentences, "" for none
	Sentence      []Segment
	Lang          string
	URL           string // of the mention in its article
	Rule          string
	Extractor     string
}

// span is a half-open run of code points.
type span struct{ start, end int }

// newEvidence cuts a mention out of its article. Without the article's text the
// stored sentence is all there is.
func (s *server) newEvidence(m *models.Mention) Evidence {
	ev := Evidence{
		MentionID: m.ID, Rule: m.Rule, Extractor: m.ExtractorVersion,
		URL: articleURL(m.ArticleID) + "#m" + itoa(m.ID),
	}
	text := []rune(m.Text)
	offset := m.Start
	if m.Article != nil {
		ev.Lang = m.Article.Lang
		if whole := []rune(m.Article.Text); m.Start >= 0 && m.Start < m.End && m.End <= len(whole) {
			text = whole[m.Start:m.End]
			ev.Before, ev.After = s.around(m.Article.Lang, whole, span{m.Start, m.End})
		}
	}
	timex := span{m.TimexStart - offset, m.TimexEnd - offset}
	if timex.start < 0 || timex.end > len(text) || timex.start >= timex.end {
		timex = span{}
	}
	ev.Sentence = segments(text, timex, findTrigger(text, m.Trigger))
	return ev
}

// segments cuts a text at the marks; where both cover a letter the date wins.
func segments(text []rune, timex span, triggers []span) []Segment {
	var out []Segment
	for i := 0; i < len(text); {
		kind := kindAt(i, timex, triggers)
		j := i + 1
		for j < len(text) && kindAt(j, timex, triggers) == kind {
			j++
		}
		out = append(out, Segment{string(text[i:j]), kind})
		i = j
	}
	return out
}

func kindAt(i int, timex span, triggers []span) string {
	if timex.holds(i) {
		return "timex"
	}
	for _, t := range triggers {
		if t.holds(i) {
			return "trigger"
		}
	}
	return ""
}

func (s span) holds(i int) bool { return i >= s.start && i < s.end }

// findTrigger finds the parts of a trigger in the text. The extractor writes a
// verb and the noun it governs as "effectuera … visite".
func findTrigger(text []rune, trigger string) []span {
	var out []span
	for part := range strings.SplitSeq(trigger, "…") {
		if at := findWord(text, strings.TrimSpace(part)); at != (span{}) {
			out = append(out, at)
		}
	}
	return out
}

// findWord finds where the word stands in the text, case aside and not inside
// another word; an empty span when it does not (the trigger may be a lemma).
func findWord(text []rune, word string) span {
	want := []rune(strings.ToLower(word))
	if len(want) == 0 {
		return span{}
	}
	low := make([]rune, len(text))
	for i, r := range text {
		low[i] = unicode.ToLower(r)
	}
	for i := 0; i+len(want) <= len(low); i++ {
		end := i + len(want)
		if string(low[i:end]) == string(want) && !letterAt(low, i-1) && !letterAt(low, end) {
			return span{i, end}
		}
	}
	return span{}
}

func letterAt(text []rune, i int) bool { return i >= 0 && i < len(text) && unicode.IsLetter(text[i]) }

// around gives the sentences before and after a span, within its paragraph's
// neighbourhood.
func (s *server) around(lang string, text []rune, at span) (before, after string) {
	spans := s.sentences(lang, text)
	for i, sp := range spans {
		if sp.end <= at.start {
			before = string(text[sp.start:sp.end])
		}
		if sp.start >= at.end {
			after = string(text[spans[i].start:spans[i].end])
			break
		}
	}
	return strings.TrimSpace(before), strings.TrimSpace(after)
}

// sentences splits by the injected splitter; what it cannot split, for want of
// the language's rules, is cut into paragraphs.
func (s *server) sentences(lang string, text []rune) []span {
	var out []span
	if s.deps.Sentences != nil {
		for _, p := range s.deps.Sentences(lang, string(text)) {
			if p[0] >= 0 && p[0] < p[1] && p[1] <= len(text) {
				out = append(out, span{p[0], p[1]})
			}
		}
	}
	if len(out) == 0 {
		return paragraphs(text)
	}
	return out
}

// paragraphs are the spans between line breaks that hold more than spaces.
func paragraphs(text []rune) []span {
	var out []span
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		if strings.TrimSpace(string(text[start:end])) != "" {
			out = append(out, span{start, end})
		}
		start = end + 1
	}
	return out
}
