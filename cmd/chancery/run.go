package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"chancery/models"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// run is the whole program but for the process around it. It stops what it is
// doing when the process is asked to end.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// Whoever asks a second time does not want to wait.
	context.AfterFunc(ctx, stop)
	e := &env{stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now, getenv: os.Getenv}
	return e.run(ctx, args)
}

func (e *env) run(ctx context.Context, args []string) int {
	root := newRoot(e)
	root.SetIn(e.stdin)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	return e.report(cmd, err)
}

// report says what went wrong and turns it into an exit code. What a command
// returned from its own work is a failure unless it says otherwise; whatever
// stopped it from starting is wrong usage.
func (e *env) report(cmd *cobra.Command, err error) int {
	var failed *runError
	var usage *usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage) || !errors.As(err, &failed):
		e.complain(err)
		e.say("Run '%s --help' for usage.", cmd.CommandPath())
		return exitUsage
	case errors.Is(err, context.Canceled):
		e.say("chancery: stopped")
		return exitFailed
	}
	e.complain(err)
	return exitFailed
}

// complain writes an error, one line for each of several.
func (e *env) complain(err error) {
	var fields models.FieldErrors
	if errors.As(err, &fields) && len(fields) > 0 {
		for _, f := range fields {
			e.say("chancery: %v", f)
		}
		return
	}
	for line := range strings.SplitSeq(strings.TrimSpace(err.Error()), "\n") {
		e.say("chancery: %s", line)
	}
}

// runError marks an error as coming from a command's own work.
type runError struct{ err error }

func (e *runError) Error() string { return e.err.Error() }
func (e *runError) Unwrap() error { return e.err }

// usageError marks an error as the fault of how the command was called.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// wrongUsage makes a usageError.
func wrongUsage(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

// finish gives every command the manners they all share: its own errors are
// told from wrong usage, and a command that only groups others insists on one
// of them.
func finish(cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		finish(sub)
	}
	if !cmd.Runnable() {
		cmd.Args = cobra.ArbitraryArgs
		cmd.RunE = chooseSubcommand
	}
	work := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := work(cmd, args); err != nil {
			return &runError{err}
		}
		return nil
	}
}

func chooseSubcommand(cmd *cobra.Command, args []string) error {
	var names []string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	choices := strings.Join(names, ", ")
	if len(args) > 0 {
		return wrongUsage("unknown command %q: choose one of %s", args[0], choices)
	}
	return wrongUsage("choose one of %s", choices)
}
