package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

func TestLinesKeepTheirOrder(t *testing.T) {
	var in, want strings.Builder
	for n := range 500 {
		fmt.Fprintf(&in, "{\"id\":%d}\n\n", n)
		fmt.Fprintf(&want, "%d\n", n)
	}
	var got bytes.Buffer
	e := &env{stdin: strings.NewReader(in.String()), stdout: &got, stderr: io.Discard}
	err := e.eachLine(t.Context(), nil, func(l line) (any, error) {
		if l.ID[len(l.ID)-1] == '3' {
			time.Sleep(time.Millisecond) // the next is done first
		}
		return l.ID, nil
	})
	if err != nil || got.String() != want.String() {
		t.Errorf("%v\n%s", err, got.String())
	}
}

// Whoever sends one line gets its answer before the next.
func TestLineIsAnsweredAtOnce(t *testing.T) {
	in, send := io.Pipe()
	receive, out := io.Pipe()
	e := &env{stdin: in, stdout: out, stderr: io.Discard}
	done := make(chan error, 1)
	go func() {
		done <- e.eachLine(t.Context(), nil, func(l line) (any, error) { return l.ID, nil })
		_ = out.Close()
	}()
	answers := bufio.NewScanner(receive)
	for n := range 3 {
		_, _ = fmt.Fprintf(send, "{\"id\":%d}\n", n)
		if !answers.Scan() || answers.Text() != fmt.Sprint(n) {
			t.Fatalf("line %d: %q", n, answers.Text())
		}
	}
	_ = send.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestLinesStopWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in := strings.NewReader(strings.Repeat("{\"id\":1}\n", 100_000))
	e := &env{stdin: in, stdout: io.Discard, stderr: io.Discard}
	err := e.eachLine(ctx, nil, func(l line) (any, error) {
		cancel()
		return l.ID, nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run gives %v", err)
	}
}

// A place that takes no more stops the run, with what it said.
func TestLinesStopWhenTheirOutputFails(t *testing.T) {
	in := strings.NewReader(strings.Repeat("{\"id\":1}\n", 1000))
	full := errors.New("no space left")
	e := &env{stdin: in, stdout: fullDisk{full}, stderr: io.Discard}
	if err := e.eachLine(t.Context(), nil, func(l line) (any, error) { return l.ID, nil }); !errors.Is(err, full) {
		t.Errorf("a full disk gives %v", err)
	}
}

type fullDisk struct{ err error }

func (f fullDisk) Write([]byte) (int, error) { return 0, f.err }
