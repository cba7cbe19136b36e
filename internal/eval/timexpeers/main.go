// Command timexpeers times the tagger beside chrono-node and go-dateparser, in
// one run and on the same text: megabytes a second of processor time, processor
// time to start, peak memory, and how many full days each finds. It installs
// the two, from their registries, in a temporary folder; the product knows
// neither.
//
//	go run ./internal/eval/timexpeers -lang fr -docs ../shared/corpora/timex/fr-tempeval2-dev.jsonl
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"text/tabwriter"
)

// The versions compared with.
const (
	chronoVersion     = "chrono-node@2.10.3"
	dateparserVersion = "github.com/markusmobius/go-dateparser@v1.2.4"
)

var (
	//go:embed peers/chrono.cjs
	chronoProgram []byte
	//go:embed peers/dateparser.go.txt
	dateparserProgram []byte
)

// report is what each program prints of itself.
type report struct {
	Start float64  `json:"start"` // processor seconds until the first answer
	Rate  float64  `json:"rate"`  // megabytes a processor second
	Preds [][]pred `json:"preds"`
}

// pred is a day found: bytes from and to, and the day.
type pred struct {
	S int    `json:"s"`
	E int    `json:"e"`
	V string `json:"v"`
}

func main() {
	docs := flag.String("docs", "", "documents {\"text\",\"dct\",\"timex\"}, one a line; without it a page of invented news")
	tag := flag.String("lang", "fr", "their language")
	seconds := flag.Float64("seconds", 2, "how long each reads")
	self := flag.Bool("self", false, "be the program measured")
	flag.Parse()
	if err := run(context.Background(), *docs, *tag, *seconds, *self); err != nil {
		fmt.Fprintln(os.Stderr, "timexpeers:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, docs, tag string, seconds float64, self bool) error {
	if self {
		return measureSelf(docs, tag, seconds)
	}
	dir, err := os.MkdirTemp("", "timexpeers")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if docs == "" {
		docs = filepath.Join(dir, "docs.jsonl")
		if err := invent(docs); err != nil {
			return err
		}
	}
	if docs, err = filepath.Abs(docs); err != nil {
		return err
	}
	gold, err := readGold(docs)
	if err != nil {
		return err
	}
	me, err := os.Executable()
	if err != nil {
		return err
	}
	secs := strconv.FormatFloat(seconds, 'f', -1, 64)
	out := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "program\tMB per processor second\tstart, ms\tpeak memory, MB\tF1 of full days")
	for _, p := range []struct {
		name    string
		install func(context.Context, string) error
		command []string
	}{
		{"chancery", nil, []string{me, "-self", "-docs", docs, "-lang", tag, "-seconds", secs}},
		{"chrono-node", installChrono, []string{"node", "chrono.cjs", docs, tag, secs}},
		{"go-dateparser", installDateparser, []string{filepath.Join(dir, "go-dateparser", "peer"), docs, tag, secs}},
	} {
		where := filepath.Join(dir, p.name)
		if err := os.MkdirAll(where, 0o700); err != nil {
			return err
		}
		if p.install != nil {
			if err := p.install(ctx, where); err != nil {
				return fmt.Errorf("installing %s: %w", p.name, err)
			}
		}
		r, peak, err := measure(ctx, where, p.command)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Fprintf(out, "%s\t%.2f\t%.0f\t%.0f\t%s\n", p.name, r.Rate, r.Start*1000, peak, f1(gold, r.Preds))
	}
	return out.Flush()
}

// measure runs a program and gives its report and its peak memory in MB.
func measure(ctx context.Context, dir string, command []string) (report, float64, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	raw, err := cmd.Output()
	if err != nil {
		return report{}, 0, err
	}
	var r report
	if err := json.Unmarshal(raw, &r); err != nil {
		return report{}, 0, err
	}
	peak := 0.0
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		peak = float64(u.Maxrss) / 1024
	}
	return r, peak, nil
}

func installChrono(ctx context.Context, dir string) error {
	if err := os.WriteFile(filepath.Join(dir, "chrono.cjs"), chronoProgram, 0o600); err != nil {
		return err
	}
	return do(ctx, dir, "npm", "install", "--no-audit", "--no-fund", "--prefix", ".", chronoVersion)
}

func installDateparser(ctx context.Context, dir string) error {
	if err := os.WriteFile(filepath.Join(dir, "main.go"), dateparserProgram, 0o600); err != nil {
		return err
	}
	for _, command := range [][]string{
		{"go", "mod", "init", "peer"}, {"go", "get", dateparserVersion}, {"go", "build", "-o", "peer", "."},
	} {
		if err := do(ctx, dir, command...); err != nil {
			return err
		}
	}
	return nil
}

func do(ctx context.Context, dir string, command ...string) error {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir = dir
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %w\n%s", command, err, said)
	}
	return nil
}
