package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"chancery/extract"
)

func newExplain(e *env) *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "explain [flags] FILE",
		Short: "Print every annotation of an article with the rule that made it",
		Long: "Reads an article as extract does and prints, sentence by sentence, the dates, names\n" +
			"and events found in it, each with its rule, and what each event's confidence is\n" +
			"made of.",
		Example: "  chancery explain --published 2022-02-04 article.txt",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			f.format = "text"
			if err := f.check(args); err != nil {
				return err
			}
			return e.explain(f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.published, "published", "", "`day` the article was published, YYYY-MM-DD")
	flags.StringVar(&f.lang, "lang", "", "`language` of the article (default: told from the text)")
	return cmd
}

func (e *env) explain(f extractFlags, path string) error {
	in, err := e.readInput(path)
	if err != nil {
		return err
	}
	d, err := in.document("")
	if err != nil {
		return err
	}
	if f.published != "" {
		d.Published, d.PublishedBy = f.published, ""
	}
	d.Lang, d.Explain = cmp.Or(f.lang, d.Lang), true
	x, err := extract.New()
	if err != nil {
		return err
	}
	r, err := x.Read(d)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return e.print("%s", strings.Join(explanation(r), "\n"))
}

// explanation lists a reading's annotations, sentence by sentence.
func explanation(r *extract.Reading) []string {
	a := r.Article
	out := []string{fmt.Sprintf("language %s · published %s (%s)", a.Lang, cmp.Or(a.Published, "unknown"), a.PublishedBy)}
	for _, c := range a.Candidates {
		out = append(out, fmt.Sprintf("  candidate %s %.2f: %s", c.Date, c.Score, strings.Join(c.Why, "; ")))
	}
	for s := range r.Doc.Sents {
		out = append(out, "", sentenceLine(r, s))
		out = append(out, sentenceNotes(r, s)...)
	}
	return out
}

func sentenceLine(r *extract.Reading, s int) string {
	mark := ""
	if r.Doc.Sents[s].Foreign {
		mark = " (not part of this article: no event is taken from it)"
	}
	if tag := r.Doc.Sents[s].Lang; tag != "" {
		mark += " (in " + tag + ": its dates are read, no event is taken from it)"
	}
	return fmt.Sprintf("[%d]%s %s", s+1, mark, strings.Join(strings.Fields(r.Doc.Sentence(s)), " "))
}

func sentenceNotes(r *extract.Reading, s int) []string {
	sent := r.Doc.Sents[s]
	var out []string
	for _, t := range r.Timexes {
		if t.First >= int(sent.First) && t.First < int(sent.Last) {
			anchor := cmp.Or(t.Anchor, "absolute")
			out = append(out, fmt.Sprintf("  timex  %q %s %s [%s, %s]%s", r.Doc.Text[t.Start:t.End], t.Type, t.Value, t.Rule, anchor, because(t.Why)))
		}
	}
	for _, m := range r.Mentions {
		if m.First >= int(sent.First) && m.First < int(sent.Last) {
			out = append(out, fmt.Sprintf("  %-6s %q → %s %s %s %s [%s]", m.Kind, r.Doc.Text[m.Start:m.End],
				cmp.Or(m.Name, "?"), m.ID, m.Country, m.Office, m.Rule))
		}
	}
	for _, ev := range r.Events {
		for _, x := range ev.Evidence {
			if x.Sent == s {
				out = append(out, fmt.Sprintf("  EVENT  %s %s %s %s · trigger %q [%s] · confidence %.2f%s", ev.Type, ev.Status,
					cmp.Or(ev.EDTF, "undated"), strings.Join(ev.Countries, " "), x.Trigger, x.Rule, ev.Confidence, because(ev.Reasons)))
			}
		}
	}
	return out
}

func because(reasons []string) string {
	reasons = slices.DeleteFunc(slices.Clone(reasons), func(s string) bool { return s == "" })
	if len(reasons) == 0 {
		return ""
	}
	return ": " + strings.Join(reasons, "; ")
}
