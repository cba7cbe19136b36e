// Command timex measures the temporal tagger on development corpora: strict and
// relaxed span F1 and value F1, for all TIMEX3, all dates, calendar dates and
// full days, and by class of expression.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"chancery/edtf"
	"chancery/extract/timex"
)

type line struct {
	ID   string `json:"id"`
	Lang string `json:"lang"`
	DCT  string `json:"dct"`
	Text string `json:"text"`
}

type pred struct {
	S     int    `json:"s"`
	E     int    `json:"e"`
	T     string `json:"t"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod,omitempty"`
	Rule  string `json:"rule,omitempty"`
}

func main() {
	flag.Parse()
	taggers := map[string]*timex.Tagger{}
	for _, f := range flag.Args() {
		file, err := os.Open(f)
		if err != nil {
			panic(err)
		}
		sc := bufio.NewScanner(file)
		sc.Buffer(nil, 1<<24)
		for sc.Scan() {
			var l line
			if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
				panic(err)
			}
			tg := taggers[l.Lang]
			if tg == nil {
				if tg, err = timex.Open(l.Lang); err != nil {
					panic(err)
				}
				taggers[l.Lang] = tg
			}
			doc := tg.Doc(l.Text)
			var o timex.Options
			if d, err := edtf.ParseDay(l.DCT[:min(10, len(l.DCT))]); err == nil {
				o = timex.Options{DCT: d, HasDCT: true}
			}
			ps := []pred{}
			for _, x := range tg.Tag(doc, o) {
				ps = append(ps, pred{doc.RuneOffset(x.Start), doc.RuneOffset(x.End), l.Text[x.Start:x.End], string(x.Type), x.Value, x.Mod, x.Rule})
			}
			b, _ := json.Marshal(map[string]any{"id": l.ID, "preds": ps})
			fmt.Println(string(b))
		}
	}
}
