// Command timex measures the temporal tagger on development corpora and prints
// precision, recall and F1: strict and relaxed spans and values (TempEval-3
// style), for all TIMEX3, all dates, calendar dates and full days, and by class
// of expression.
//
//	go run ./internal/eval/timex                 every corpus present
//	go run ./internal/eval/timex -errors FILE…   and every miss, line by line
//
// The corpora are not part of the repository; without them it says so and ends.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("timex", flag.ContinueOnError)
	flags.SetOutput(stderr)
	showErrors := flags.Bool("errors", false, "print every miss, false alarm and wrong value")
	preds := flags.String("preds", "", "also write the predictions, one JSON document a line, to this `file`")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	files := flags.Args()
	if len(files) == 0 {
		var err error
		if files, err = corpora(); err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
	}
	out := io.Discard
	if *preds != "" {
		f, err := os.Create(*preds)
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
		defer f.Close()
		out = f
	}
	e := evaluator{stdout: stdout, preds: out, showErrors: *showErrors}
	for _, f := range files {
		if err := e.file(f); err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
	}
	return 0
}

// corpora finds the development corpora beside the checkout.
func corpora() ([]string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for ; filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "..", "shared", "corpora", "timex", "*.jsonl"))
	if err == nil && len(files) == 0 {
		err = errors.New("no corpora at ../shared/corpora/timex: give the files as arguments")
	}
	return files, err
}
