package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"syscall"

	"chancery/edtf"
	"chancery/extract/timex"
)

// gold is a document with its annotated expressions; their offsets are code
// points.
type gold struct {
	Text  string `json:"text"`
	DCT   string `json:"dct"`
	Timex []struct {
		S     int    `json:"s"`
		E     int    `json:"e"`
		Value string `json:"value"`
	} `json:"timex"`
}

func readGold(path string) ([]gold, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []gold
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var g gold
		if err := json.Unmarshal(in.Bytes(), &g); err != nil {
			return nil, err
		}
		g.DCT = g.DCT[:min(len(g.DCT), len("2006-01-02"))]
		out = append(out, g)
	}
	return out, in.Err()
}

func used() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// measureSelf is the program the other two are compared with.
func measureSelf(docs, tag string, seconds float64) error {
	tagger, err := timex.Open(tag)
	if err != nil {
		return err
	}
	tagger.Tag(tagger.Doc("2022-02-04"), timex.Options{})
	r := report{Start: used()}
	texts, err := readGold(docs)
	if err != nil {
		return err
	}
	size, from := 0, used()
	for round := 0; round == 0 || used()-from < seconds; round++ {
		for _, d := range texts {
			doc := tagger.Doc(d.Text)
			found := tagger.Tag(doc, options(d.DCT))
			size += len(d.Text)
			if round == 0 {
				r.Preds = append(r.Preds, days(found))
			}
		}
	}
	r.Rate = float64(size) / 1e6 / (used() - from)
	return json.NewEncoder(os.Stdout).Encode(r)
}

func options(dct string) timex.Options {
	day, err := edtf.ParseDay(dct)
	return timex.Options{DCT: day, HasDCT: err == nil}
}

func days(found []timex.Timex) []pred {
	out := []pred{}
	for _, x := range found {
		out = append(out, pred{x.Start, x.End, x.Value})
	}
	return out
}

var fullDay = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// f1 of the days: right when a gold full day is overlapped by one of the same
// value. Readings of another kind are not counted, for the others give every
// expression a day.
func f1(docs []gold, preds [][]pred) string {
	right, given, wanted := 0, 0, 0
	for i, d := range docs {
		if i >= len(preds) {
			break
		}
		at := byteOffsets(d.Text)
		for _, p := range preds[i] {
			for _, t := range d.Timex {
				overlap := p.S < at[min(t.E, len(at)-1)] && at[min(t.S, len(at)-1)] < p.E
				if overlap && fullDay.MatchString(t.Value) {
					given++
					if p.V == t.Value {
						right++
					}
					break
				}
			}
		}
		for _, t := range d.Timex {
			if fullDay.MatchString(t.Value) {
				wanted++
			}
		}
	}
	if wanted == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", 2*float64(right)/float64(given+wanted))
}

// byteOffsets gives the byte of each code point.
func byteOffsets(s string) []int {
	var out []int
	for i := range s {
		out = append(out, i)
	}
	return append(out, len(s))
}

// invented is agency prose of our own, with the usual share of dates.
const invented = `Le président se rendra lundi à Moscou pour des entretiens avec son homologue, a annoncé vendredi la présidence. Cette visite, la première depuis deux ans, intervient alors que les tensions restent vives.
Le porte-parole a rappelé que les accords signés le 12 février 2015 prévoyaient un retrait des armes lourdes. Le chancelier est quant à lui attendu à Kiev le 14 février, puis à Moscou le lendemain.
Les ministres se réuniront la semaine prochaine à Bruxelles pour examiner de nouvelles mesures, selon plusieurs sources.
`

func invent(path string) error {
	raw, err := json.Marshal(gold{Text: strings.Repeat(invented, 5), DCT: "2022-02-04"})
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(raw, '\n'), 0o600)
}
