// Command event prints how well events are found in articles whose events a
// careful reader has written down: the demo's, those written for measuring
// (testdata/dev and testdata/held) and, where they lie beside the checkout, the
// shared examples, real articles (testdata/real) and a newsroom's agenda. It
// ships with nothing. What is held out is only counted, never shown.
//
//	go run ./internal/eval/event [-v]
package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery/extract"
)

func main() {
	verbose := flag.Bool("v", false, "print what is missing or should not be there")
	flag.Parse()
	if err := run(os.Stdout, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "event:", err)
		os.Exit(1)
	}
}

// sets are measured apart; the texts of held were never looked at while rules
// were written.
var sets = []struct{ name, dir string }{
	{"demo", "seeds/articles"},
	{"dev", "internal/eval/event/testdata/dev"},
	{"held out", "internal/eval/event/testdata/held"},
	{"dev2", "internal/eval/event/testdata/dev2"},
	{"held2", "internal/eval/event/testdata/held2"},
	{"shared", "../shared/articles"},
}

func run(w io.Writer, verbose bool) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(w, "%-12s %8s %6s %9s %6s %6s %8s %6s %6s %12s\n",
		"set", "articles", "must", "precision", "recall", "F1", "status", "day", "actors", "false events")
	var all []judged
	for _, set := range sets {
		files, err := filepath.Glob(filepath.Join(set.dir, "*.events.json"))
		if err != nil {
			return err
		}
		if len(files) == 0 {
			_, _ = fmt.Fprintf(w, "%-12s not there\n", set.name)
			continue
		}
		s := score{}
		for _, file := range files {
			if err := s.article(x, file, w, verbose && !strings.HasPrefix(set.name, "held")); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
		s.print(w, set.name)
		all = collect(strings.HasPrefix(set.name, "held") || set.name == "demo", all, &s)
		s.byFamily(w, verbose && !strings.HasPrefix(set.name, "held"))
	}
	for _, set := range []string{"dev", "held"} {
		scores, err := real(x, filepath.Join("internal/eval/event/testdata/real", set+".jsonl"), w, verbose && set == "dev")
		if err != nil {
			return err
		}
		for _, lang := range slices.Sorted(maps.Keys(scores)) {
			scores[lang].print(w, "real "+set+" "+lang)
			all = collect(set == "held", all, scores[lang])
			scores[lang].byFamily(w, verbose && set == "dev")
		}
	}
	reliability(w, all)
	return agenda(w, x)
}
