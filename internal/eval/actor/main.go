// Command actor measures how well the gazetteer links the people and places of
// real visits: the traveller, the city in its country, and those named with
// their office at the host's. The corpus of visits lies beside the checkout.
//
// Usage, from the root of the checkout:
//
//	go run ./internal/eval/actor [-misses 40]
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"chancery/extract/actor"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("actor", flag.ContinueOnError)
	fs.SetOutput(stderr)
	file := fs.String("visits", "../shared/corpora/events/visits-dev.jsonl", "corpus of visits")
	misses := fs.Int("misses", 0, "how many of the commonest misses to list")
	if err := fs.Parse(args); err != nil {
		return 2
	}
	visits, err := read(*file)
	if err != nil {
		fmt.Fprintln(stderr, "actor:", err)
		return 1
	}
	g, err := actor.Open()
	if err != nil {
		fmt.Fprintln(stderr, "actor:", err)
		return 1
	}
	b := newBench(g)
	for _, v := range visits {
		if err := b.measure(v); err != nil {
			fmt.Fprintln(stderr, "actor:", err)
			return 1
		}
	}
	b.print(stdout, *misses)
	if err := b.byLanguage(stdout); err != nil {
		fmt.Fprintln(stderr, "actor:", err)
		return 1
	}
	return 0
}

// visit is one line of the corpus.
type visit struct {
	Lang    string `json:"lang"`
	Start   string `json:"start"`
	Visitor string `json:"visitor"`
	Role    string `json:"role"`
	From    string `json:"visitor_country"`
	Host    string `json:"host_country"`
	Place   string `json:"place"`
	Text    string `json:"text"`
}

func read(path string) ([]visit, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: give the corpus with -visits", err)
	}
	defer f.Close()
	var out []visit
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var v visit
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, len(out)+1, err)
		}
		out = append(out, v)
	}
	return out, s.Err()
}
