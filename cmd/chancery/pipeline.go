package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"runtime"
	"runtime/debug"
)

// manyGC is how much garbage, in percent of what is in use, a run over many
// documents lets gather: what is in use is small and stays as it is, so the
// collector would else take a quarter of the time. 200 MB are held instead of 90.
const manyGC = 400

// throughput lets the collector rest and gives the way back. GOGC, where it is
// set, has the last word.
func throughput() (restore func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	old := debug.SetGCPercent(manyGC)
	return func() { debug.SetGCPercent(old) }
}

// job is a line on its way; its result comes on done, encoded.
type job struct {
	raw     []byte
	tooLong bool
	number  int
	done    chan encoded
}

type encoded struct {
	line []byte
	err  error
}

// lines reads lines, has every processor call fn on some of them, and writes
// the results in the order of the lines. It holds a few lines for each
// processor, whatever the input's length.
func lines(ctx context.Context, in io.Reader, out *bufio.Writer, bar *progress, fn func(line) (any, error)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := runtime.GOMAXPROCS(0)
	work, ordered := make(chan job), make(chan job, 2*workers)
	for range workers {
		go func() {
			for j := range work {
				j.done <- encode(resultOf(j.raw, j.tooLong, j.number, fn))
			}
		}()
	}
	failed := make(chan error, 1)
	go func() {
		defer close(ordered)
		defer close(work)
		failed <- readJobs(ctx, in, work, ordered)
	}()
	for j := range ordered {
		var res encoded
		select {
		case res = <-j.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if res.err == nil {
			_, res.err = out.Write(res.line)
		}
		// Whoever feeds a line and waits for its answer gets it.
		if res.err == nil && len(ordered) == 0 {
			res.err = out.Flush()
		}
		if res.err != nil {
			return res.err
		}
		bar.step()
	}
	return <-failed
}

// readJobs reads lines and hands each to whoever is free and, in their order, to
// the writer.
func readJobs(ctx context.Context, in io.Reader, work, ordered chan<- job) error {
	r := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ; n++ {
		raw, tooLong, err := readLine(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if len(bytes.TrimSpace(raw)) > 0 || tooLong {
			j := job{raw: raw, tooLong: tooLong, number: n, done: make(chan encoded, 1)}
			for _, to := range []chan<- job{ordered, work} {
				select {
				case to <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// encode writes a result as one line of JSON.
func encode(res any) encoded {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(res)
	return encoded{b.Bytes(), err}
}
