package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// writeOut writes to standard output for "-", else to a file that appears whole
// or not at all: who reads it meanwhile, and whoever finds it after a failure,
// sees the old one.
func (e *env) writeOut(path string, write func(io.Writer) error) error {
	if path == "-" || path == "" {
		w := bufio.NewWriter(e.stdout)
		return errors.Join(write(w), w.Flush())
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	w := bufio.NewWriter(f)
	err = errors.Join(write(w), w.Flush())
	if err == nil {
		err = errors.Join(f.Chmod(0o644), f.Sync())
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
