package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"chancery/store"
)

func newBackup(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a copy of the database while it is in use",
		Long: "Writes a compact, consistent copy of the database to a new file, or to standard\n" +
			"output for -. The server may go on running.",
		Example: "  chancery backup /var/backups/chancery-2022-02-04.db\n  chancery backup - | gzip > chancery.db.gz",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			if err := e.needDatabase(); err != nil {
				return err
			}
			db, err := e.openAsIs(ctx)
			if err != nil {
				return err
			}
			return errors.Join(e.backup(ctx, db, args[0]), db.Close())
		},
	}
}

func (e *env) backup(ctx context.Context, db *store.DB, path string) error {
	if path != "-" {
		if err := db.Backup(ctx, path); err != nil {
			return err
		}
		e.say("Backed up %s to %s.", e.cfg.DB, path)
		return nil
	}
	dir, err := os.MkdirTemp("", "chancery-backup-*")
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	copied := filepath.Join(dir, "backup.db")
	if err := db.Backup(ctx, copied); err != nil {
		return err
	}
	f, err := os.Open(copied)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	_, err = io.Copy(e.stdout, f)
	return errors.Join(err, f.Close())
}

func newRestore(e *env) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the database's place",
		Long: "Checks a backup (- reads it from standard input) and puts it in the database's\n" +
			"place. Stop the server first. A database that is there already is kept under\n" +
			"another name, and only moved aside with --force.",
		Example: "  chancery restore /var/backups/chancery-2022-02-04.db\n  gunzip < chancery.db.gz | chancery restore --force -",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.restore(cmd.Context(), args[0], force)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "move an existing database aside")
	return cmd
}

func (e *env) restore(ctx context.Context, backup string, force bool) error {
	target := e.cfg.DB
	there := exists(target)
	switch {
	case there && exists(target+"-wal"):
		return fmt.Errorf("%s is in use, or was not closed: stop the server; if none runs, 'chancery doctor' closes it", target)
	case there && !force:
		return fmt.Errorf("%s is there already: use --force to move it aside and restore", target)
	}
	fresh, err := e.copyBeside(target, backup)
	if err != nil {
		return fmt.Errorf("restore %s: %w", backup, err)
	}
	defer removeDatabase(fresh)
	if err := e.checkBackup(ctx, fresh); err != nil {
		return fmt.Errorf("restore %s: %w", backup, err)
	}
	if there {
		aside := target + ".before-" + e.now().UTC().Format("20060102T150405Z")
		if exists(aside) {
			return fmt.Errorf("restore: %s is there already: try again in a second", aside)
		}
		if err := os.Rename(target, aside); err != nil {
			return fmt.Errorf("restore: move the old database aside: %w", err)
		}
		e.say("Kept the old database as %s.", aside)
	}
	if err := os.Rename(fresh, target); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	e.say("Restored %s.", target)
	return nil
}

// copyBeside copies the backup into the target's folder, so that putting it in
// place is one rename.
func (e *env) copyBeside(target, backup string) (string, error) {
	from := e.stdin
	if backup != "-" {
		f, err := os.Open(backup)
		if err != nil {
			return "", err
		}
		defer func() { _ = f.Close() }()
		from = f
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".restore-*.db")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, from)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		removeDatabase(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// checkBackup refuses a file that is no database of ours, a damaged one, and
// one that a newer program made.
func (e *env) checkBackup(ctx context.Context, path string) error {
	db, err := store.Open(ctx, store.Options{DSN: path, Now: e.now, Log: e.log})
	if err != nil {
		return errors.New("this is no Chancery database")
	}
	return errors.Join(inspect(ctx, db), db.Close())
}

func inspect(ctx context.Context, db *store.DB) error {
	faults, err := db.Check(ctx)
	switch {
	case err != nil:
		return errors.New("this is no Chancery database")
	case len(faults) > 0:
		return fmt.Errorf("the backup is damaged: %s", strings.Join(faults, "; "))
	}
	current, latest, err := db.SchemaVersion(ctx)
	switch {
	case err != nil || current == 0:
		return errors.New("this is no Chancery database")
	case current > latest:
		return fmt.Errorf("the backup has schema %d and this program knows %d: use the newer program", current, latest)
	}
	return nil
}

// needDatabase says so when there is no database file yet, for commands that
// would otherwise make an empty one.
func (e *env) needDatabase() error {
	if e.cfg.DB == ":memory:" || strings.Contains(e.cfg.DB, "://") || exists(e.cfg.DB) {
		return nil
	}
	return fmt.Errorf("there is no database %s: name one with --db, or run 'chancery' once to make it", e.cfg.DB)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// removeDatabase removes a database file and what SQLite keeps beside it.
func removeDatabase(path string) {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + suffix) // mostly not there
	}
}
