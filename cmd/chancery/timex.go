package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"chancery/edtf"
	"chancery/extract/timex"
)

// timexLine is one line of the answer: offsets are code points into the text.
type timexLine struct {
	ID    json.RawMessage `json:"id"`
	Preds []timexPred     `json:"preds"`
	// Warning says what was wrong with a dct that could not be used.
	Warning string `json:"warning,omitempty"`
}

type timexPred struct {
	Start int    `json:"s"`
	End   int    `json:"e"`
	Text  string `json:"t"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod,omitempty"`
	EDTF  string `json:"edtf,omitempty"`
}

func newTimex(e *env) *cobra.Command {
	var jsonl bool
	cmd := &cobra.Command{
		Use:   "timex --jsonl [FILE…]",
		Short: "Find temporal expressions only (TIMEX3)",
		Long: "Reads documents {\"id\",\"lang\",\"dct\",\"text\"}, one a line, and writes their temporal\n" +
			"expressions {\"id\",\"preds\":[{\"s\",\"e\",\"type\",\"value\"}]}, one document a line, offsets in\n" +
			"code points. Without a valid dct relative expressions stay unresolved (XXXX-…). A paragraph\n" +
			"that is clearly in another language than its document is read by that one's pack.",
		Example: "  chancery timex --jsonl < documents.jsonl",
		RunE: func(cmd *cobra.Command, args []string) error {
			if !jsonl {
				return wrongUsage("timex reads JSON Lines: call it with --jsonl")
			}
			return e.timexJSONL(cmd.Context(), args)
		},
	}
	cmd.Flags().BoolVar(&jsonl, "jsonl", false, "one document a line in, one answer a line out")
	return cmd
}

func (e *env) timexJSONL(ctx context.Context, paths []string) error {
	var langs timex.Languages
	return e.eachLine(ctx, paths, func(l line) (any, error) {
		o, warning := options(l)
		out, err := answer(l, &langs, o)
		out.Warning = warning
		return out, err
	})
}

// options takes the day of dct, or of published; a time of day behind it is
// dropped. A day that is none is like none: what leans on it stays unresolved,
// and the warning says so.
func options(l line) (o timex.Options, warning string) {
	dct := l.DCT
	if dct == "" {
		dct = l.Published
	}
	if dct == "" {
		return timex.Options{}, ""
	}
	day, err := edtf.ParseDay(dct[:min(len(dct), len("2006-01-02"))])
	if err != nil {
		return timex.Options{}, "dct: " + err.Error()
	}
	return timex.Options{DCT: day, HasDCT: true}, ""
}

func answer(l line, langs *timex.Languages, o timex.Options) (timexLine, error) {
	doc, err := langs.Doc(l.Text, l.Lang)
	if err != nil {
		return timexLine{}, err
	}
	found, err := langs.Tag(doc, o)
	out := timexLine{ID: l.ID, Preds: []timexPred{}}
	for _, x := range found {
		out.Preds = append(out.Preds, timexPred{
			Start: doc.RuneOffset(x.Start), End: doc.RuneOffset(x.End), Text: doc.Text[x.Start:x.End],
			Type: string(x.Type), Value: x.Value, Mod: x.Mod, EDTF: x.EDTF,
		})
	}
	return out, err
}
