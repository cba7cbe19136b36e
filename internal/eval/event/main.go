// Command event prints how well events are found in articles whose events a
// careful reader has written down: the demo's, those written for measuring
// (testdata/dev and testdata/held) and, where they lie beside the checkout, the
// shared examples, real articles (testdata/real) and a newsroom's agenda. It
// ships with nothing. What is held out is only counted, never shown.
//
//	go run ./internal/eval/event [-v] [-only SET,…]
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
	only := flag.String("only", "", "measure just these folders of testdata, or folders by their paths, with commas between")
	flag.Parse()
	if err := run(os.Stdout, *verbose, *only); err != nil {
		fmt.Fprintln(os.Stderr, "event:", err)
		os.Exit(1)
	}
}

const testdata = "internal/eval/event/testdata"

// set is a folder of articles, each with what a reader takes from it.
type set struct{ name, dir string }

// heldOut tells the sets whose texts were never looked at while rules were
// written.
func (s set) heldOut() bool { return strings.HasPrefix(s.name, "held") }

// sets are measured apart: the demo, every folder of testdata, and the shared
// examples.
func sets(only string) ([]set, error) {
	if only != "" {
		var out []set
		for name := range strings.SplitSeq(only, ",") {
			out = append(out, named(name))
		}
		return out, nil
	}
	folders, err := os.ReadDir(testdata)
	if err != nil {
		return nil, err
	}
	out := []set{{"demo", "seeds/articles"}, {"shared", "../shared/articles"}}
	for _, f := range folders {
		if f.Name() != "real" {
			out = append(out, set{f.Name(), filepath.Join(testdata, f.Name())})
		}
	}
	return out, nil
}

// named is the set of a folder: one of testdata, or any other by its path, so
// that articles that may not be published are measured too.
func named(folder string) set {
	if strings.ContainsRune(folder, filepath.Separator) {
		return set{filepath.Base(folder), folder}
	}
	return set{folder, filepath.Join(testdata, folder)}
}

func run(w io.Writer, verbose bool, only string) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	measured, err := sets(only)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(w, "%-12s %8s %6s %9s %6s %6s %8s %6s %6s %12s\n",
		"set", "articles", "must", "precision", "recall", "F1", "status", "day", "actors", "false events")
	var all []judged
	for _, set := range measured {
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
			if err := s.article(x, file, w, verbose && !set.heldOut()); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
		s.print(w, set.name)
		all = collect(set.heldOut() || set.name == "demo", all, &s)
		s.byFamily(w, verbose && !set.heldOut())
		s.byRole(w)
	}
	if only != "" {
		return nil
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
