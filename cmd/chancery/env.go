package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"chancery/config"
	"chancery/store"
)

// env is what a command has from the outside world. Data goes to stdout,
// everything said to a person to stderr.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	getenv         func(string) string

	// Set before a command runs.
	cfg *config.Config
	log *slog.Logger
}

// settingKey marks a flag as one of config's settings.
const settingKey = "chancery_setting"

// settingFlags gives a command the flags for some of config's settings. They
// are texts whatever they mean: config reads and checks them.
func settingFlags(flags *pflag.FlagSet, keys ...string) {
	wanted := map[string]bool{}
	for _, k := range keys {
		wanted[k] = true
	}
	for _, s := range config.Settings() {
		if !wanted[s.Key] {
			continue
		}
		flags.String(s.Flag(), s.Default, s.Usage+" ["+s.Env+"]")
		_ = flags.SetAnnotation(s.Flag(), settingKey, []string{s.Key}) // the flag is there
	}
}

// load reads the settings for a command about to run.
func (e *env) load(cmd *cobra.Command) error {
	in := config.Input{Getenv: e.getenv, Flags: map[string]string{}}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if key := f.Annotations[settingKey]; len(key) == 1 {
			in.Flags[key[0]] = f.Value.String()
		}
		if f.Name == configFlag {
			in.File = f.Value.String()
		}
	})
	cfg, err := config.Load(in)
	if err != nil {
		return err
	}
	e.cfg = cfg
	options := &slog.HandlerOptions{Level: cfg.LogLevel}
	if cfg.LogJSON {
		e.log = slog.New(slog.NewJSONHandler(e.stderr, options))
	} else {
		e.log = slog.New(slog.NewTextHandler(e.stderr, options))
	}
	return nil
}

// openStore opens the configured database and brings its schema up to date.
// The caller closes it.
func (e *env) openStore(ctx context.Context) (*store.DB, error) {
	db, err := e.openAsIs(ctx)
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx); err != nil {
		_ = db.Close() // the first error is the one to tell
		return nil, err
	}
	return db, nil
}

// withStore runs fn on the migrated database, which must be there already: a
// typing mistake in its name shall not make an empty one.
func (e *env) withStore(ctx context.Context, fn func(context.Context, *store.DB) error) error {
	if err := e.needDatabase(); err != nil {
		return err
	}
	return e.withNewStore(ctx, fn)
}

// openAsIs opens the configured database without touching its schema.
func (e *env) openAsIs(ctx context.Context) (*store.DB, error) {
	return store.Open(ctx, store.Options{DSN: e.cfg.DB, Now: e.now, Log: e.log})
}

// say tells the person at the terminal something.
func (e *env) say(format string, args ...any) {
	_, _ = fmt.Fprintf(e.stderr, format+"\n", args...)
}

// print writes data.
func (e *env) print(format string, args ...any) error {
	_, err := fmt.Fprintf(e.stdout, format+"\n", args...)
	return err
}
