package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// maxPasswordLine bounds what is read from a pipe, in bytes.
const maxPasswordLine = 4096

var (
	errNoTerminal = errors.New("standard input is no terminal to ask for a password on: use --password-stdin")
	errNoPassword = errors.New("standard input holds no password: write it on the first line")
	errMismatch   = errors.New("the two passwords differ: nothing was changed")
)

// askPassword asks twice at the terminal, without showing what is typed.
func (e *env) askPassword(ctx context.Context, name string) (string, error) {
	f, ok := e.stdin.(*os.File)
	if !ok || !isTerminal(f) {
		return "", errNoTerminal
	}
	var typed [2]string
	for i, prompt := range []string{"Password for " + name + ": ", "Once more: "} {
		_, _ = fmt.Fprint(e.stderr, prompt)
		raw, err := readHidden(ctx, int(f.Fd()))
		e.say("")
		if err != nil {
			return "", fmt.Errorf("read the password: %w", err)
		}
		typed[i] = string(raw)
	}
	if typed[0] != typed[1] {
		return "", errMismatch
	}
	return typed[0], nil
}

// readHidden reads a line that is not shown. A read cannot be interrupted, so
// it is left behind when the program is asked to end, and the terminal is made
// to show again what is typed.
func readHidden(ctx context.Context, fd int) ([]byte, error) {
	type line struct {
		text []byte
		err  error
	}
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	done := make(chan line, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		done <- line{text, err}
	}()
	select {
	case l := <-done:
		return l.text, l.err
	case <-ctx.Done():
		return nil, errors.Join(ctx.Err(), term.Restore(fd, before))
	}
}

// pipedPassword takes the first line of standard input.
func (e *env) pipedPassword(context.Context, string) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(e.stdin, maxPasswordLine)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", errNoPassword
	}
	return line, nil
}
