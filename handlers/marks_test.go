package handlers

import (
	"fmt"
	"strings"
	"testing"
	"testing/quick"

	"chancery/models"
)

// draw writes marked text compactly: [text→event] and ^event for footnotes.
func draw(text []Paragraph) string {
	var b strings.Builder
	for _, p := range text {
		for _, r := range p {
			for _, a := range r.Anchors {
				b.WriteString("#" + a + " ")
			}
			if r.URL != "" {
				fmt.Fprintf(&b, "[%s→%s]", r.Text, strings.TrimPrefix(r.URL, "/events/"))
			} else {
				b.WriteString(r.Text)
			}
			for _, ref := range r.Refs {
				fmt.Fprintf(&b, "^%d", ref.Number)
			}
		}
		b.WriteString("¶")
	}
	return b.String()
}

func TestMarkMentions(t *testing.T) {
	m := func(id, event uint64, start, end int) models.Mention {
		return models.Mention{ID: id, EventID: event, Start: start, End: end}
	}
	numbers := map[uint64]int{10: 1, 20: 2}
	tests := []struct {
		name, text string
		mentions   []models.Mention
		want       string
	}{
		{"none", "abc", nil, "abc¶"},
		{"one", "abcdef", []models.Mention{m(1, 10, 2, 4)}, "ab#m1 [cd→10]^1ef¶"},
		{"whole", "abc", []models.Mention{m(1, 10, 0, 3)}, "#m1 [abc→10]^1¶"},
		{"code points", "éà€𝄞b", []models.Mention{m(1, 10, 1, 4)}, "é#m1 [à€𝄞→10]^1b¶"},
		{"side by side", "abcd", []models.Mention{m(2, 20, 2, 4), m(1, 10, 0, 2)}, "#m1 [ab→10]^1#m2 [cd→20]^2¶"},
		{"overlap", "abcdef", []models.Mention{m(1, 10, 0, 4), m(2, 20, 2, 6)}, "#m1 [ab→10]#m2 [cd→20]^1[ef→20]^2¶"},
		{"nested", "abcdef", []models.Mention{m(1, 10, 0, 6), m(2, 20, 2, 4)}, "#m1 [ab→10]#m2 [cd→20]^2[ef→10]^1¶"},
		{"same span", "abc", []models.Mention{m(1, 10, 0, 3), m(2, 20, 0, 3)}, "#m1 #m2 [abc→20]^1^2¶"},
		{"same span and event", "abc", []models.Mention{m(1, 10, 0, 3), m(2, 10, 0, 3)}, "#m1 #m2 [abc→10]^1¶"},
		{"over a line break", "ab\n\ncd", []models.Mention{m(1, 10, 1, 5)}, "a#m1 [b→10]¶[c→10]^1d¶"},
		{"from the break on", "ab\n\ncd", []models.Mention{m(1, 10, 2, 6)}, "ab¶#m1 [cd→10]^1¶"},
		{"into the break", "ab\n\ncd", []models.Mention{m(1, 10, 0, 4)}, "#m1 [ab→10]^1¶cd¶"},
		{"outside the text", "ab", []models.Mention{m(1, 10, 1, 9), m(2, 10, -1, 1), m(3, 10, 2, 2), m(4, 10, 9, 8)}, "ab¶"},
		{"unknown event", "ab", []models.Mention{m(1, 30, 0, 2)}, "ab¶"},
		{"empty", "", []models.Mention{m(1, 10, 0, 1)}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := draw(markMentions(tt.text, tt.mentions, numbers)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestWithoutTitle(t *testing.T) {
	plain := []Paragraph{{{Text: " A title "}}, {{Text: "Text."}}}
	marked := []Paragraph{{{Text: "A title", URL: "/events/1"}}, {{Text: "Text."}}}
	for title, want := range map[string]string{"A title": "Text.¶", "Another": " A title ¶Text.¶"} {
		if got := draw(withoutTitle(plain, title)); got != want {
			t.Errorf("%q leaves %q", title, got)
		}
	}
	if got := withoutTitle(marked, "A title"); len(got) != 2 {
		t.Error("evidence was dropped")
	}
	if got := withoutTitle(plain[:1], "A title"); len(got) != 1 {
		t.Error("nothing is left")
	}
}

func TestMarkMentionsLosesNoLetter(t *testing.T) {
	same := func(text string, spans [][2]int8) bool {
		text = strings.ToValidUTF8(text, "?")
		var mentions []models.Mention
		for i, s := range spans {
			mentions = append(mentions, models.Mention{ID: uint64(i), EventID: uint64(1 + i%3), Start: int(s[0]), End: int(s[1])})
		}
		var got, want []string
		for _, p := range markMentions(text, mentions, map[uint64]int{1: 1, 2: 2, 3: 3}) {
			var line string
			for _, r := range p {
				line += r.Text
			}
			got = append(got, line)
		}
		for line := range strings.SplitSeq(text, "\n") {
			if strings.TrimSpace(line) != "" {
				want = append(want, line)
			}
		}
		return strings.Join(got, "\n") == strings.Join(want, "\n")
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
}

func TestEvidence(t *testing.T) {
	s := &server{}
	article := &models.Article{ID: 7, Lang: "fr", Text: "Avant.\nL’été, Macron sera attendu lundi à Kiev.\nAprès."}
	start := strings.Index(article.Text, "L’été")
	start = len([]rune(article.Text[:start]))
	text := "L’été, Macron sera attendu lundi à Kiev."
	at := func(word string) (int, int) {
		i := len([]rune(text[:strings.Index(text, word)]))
		return start + i, start + i + len([]rune(word))
	}
	ts, te := at("lundi")
	marks := func(ev Evidence) string {
		var b strings.Builder
		for _, seg := range ev.Sentence {
			if seg.Kind != "" {
				fmt.Fprintf(&b, "<%s:%s>", seg.Kind, seg.Text)
			} else {
				b.WriteString(seg.Text)
			}
		}
		return b.String()
	}
	base := models.Mention{ID: 3, ArticleID: 7, Article: article, Start: start, End: start + len([]rune(text)), Text: text, TimexStart: ts, TimexEnd: te, Trigger: "Attendu"}
	for name, tt := range map[string]struct {
		change        func(*models.Mention)
		want          string
		before, after string
	}{
		"both":               {func(*models.Mention) {}, "L’été, Macron sera <trigger:attendu> <timex:lundi> à Kiev.", "Avant.", "Après."},
		"lemma":              {func(m *models.Mention) { m.Trigger = "attendre" }, "L’été, Macron sera attendu <timex:lundi> à Kiev.", "Avant.", "Après."},
		"two parts":          {func(m *models.Mention) { m.Trigger = "attendu … Kiev" }, "L’été, Macron sera <trigger:attendu> <timex:lundi> à <trigger:Kiev>.", "Avant.", "Après."},
		"part of a word":     {func(m *models.Mention) { m.Trigger = "tend" }, "L’été, Macron sera attendu <timex:lundi> à Kiev.", "Avant.", "Après."},
		"timex elsewhere":    {func(m *models.Mention) { m.TimexStart, m.TimexEnd = 0, 5 }, "L’été, Macron sera <trigger:attendu> lundi à Kiev.", "Avant.", "Après."},
		"no timex":           {func(m *models.Mention) { m.TimexStart, m.TimexEnd = 0, 0 }, "L’été, Macron sera <trigger:attendu> lundi à Kiev.", "Avant.", "Après."},
		"trigger is timex":   {func(m *models.Mention) { m.Trigger = "lundi" }, "L’été, Macron sera attendu <timex:lundi> à Kiev.", "Avant.", "Après."},
		"span out of text":   {func(m *models.Mention) { m.End = 999 }, "L’été, Macron sera <trigger:attendu> <timex:lundi> à Kiev.", "", ""},
		"article without it": {func(m *models.Mention) { m.Article = nil }, "L’été, Macron sera <trigger:attendu> <timex:lundi> à Kiev.", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := base
			tt.change(&m)
			ev := s.newEvidence(&m)
			if got := marks(ev); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if ev.Before != tt.before || ev.After != tt.after || ev.URL != "/articles/7#m3" {
				t.Errorf("%q %q %s", ev.Before, ev.After, ev.URL)
			}
		})
	}
}

func TestSentencesAreTheGivenSplittersUnlessBroken(t *testing.T) {
	s := &server{deps: Deps{Sentences: func(string, string) [][2]int { return [][2]int{{0, 3}, {3, 2}, {4, 99}, {4, 7}} }}}
	got := s.sentences("fr", []rune("ab. cd."))
	if len(got) != 2 || got[1] != (span{4, 7}) {
		t.Errorf("%v", got)
	}
	s.deps.Sentences = func(string, string) [][2]int { return nil }
	if got := s.sentences("xx", []rune("ab.\ncd.")); len(got) != 2 || got[1] != (span{4, 7}) {
		t.Errorf("without rules: %v", got)
	}
}
