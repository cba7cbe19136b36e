package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"chancery/models"
	"chancery/store"
)

var today = time.Date(2022, 2, 5, 9, 0, 0, 0, time.UTC)

// called is what one run of the program gave.
type called struct {
	code           int
	stdout, stderr string
}

// call runs the program in process, in an environment of its own.
func call(t *testing.T, environ map[string]string, stdin string, args ...string) called {
	t.Helper()
	var out, errs bytes.Buffer
	e := &env{
		stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs,
		now: func() time.Time { return today }, getenv: func(k string) string { return environ[k] },
	}
	code := e.run(t.Context(), args)
	return called{code, out.String(), errs.String()}
}

// database makes a migrated database with two events and gives its path.
func database(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "chancery.db")
	db, err := store.Open(t.Context(), store.Options{DSN: path, Now: func() time.Time { return today }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, date := range []string{"2022-02-07", "2022-03"} {
		e := &models.Event{
			UID: "uid-" + date, Type: []string{"visit", "agreement"}[i], Status: models.StatusPlanned, Review: models.ReviewPending,
			DayBasis: "text", Titles: map[string]string{"en": "Event of " + date, "fr": "Événement " + date}, Countries: []string{"FRA"},
		}
		if err := e.SetDate(date); err != nil {
			t.Fatal(err)
		}
		if err := db.CreateEvent(t.Context(), e, models.Revision{Action: "create"}); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestUsage(t *testing.T) {
	tests := []struct {
		name   string
		args   []string
		env    map[string]string
		code   int
		stdout string // must be in there
		stderr string
	}{
		{"help", []string{"--help"}, nil, exitOK, "Without a subcommand it serves", ""},
		{"help of a command", []string{"export", "--help"}, nil, exitOK, "chancery export --format ics", ""},
		{"help by word", []string{"help", "users", "add"}, nil, exitOK, "users add ada", ""},
		{"help on nothing", []string{"help", "nonsense"}, nil, exitUsage, "", "no such command"},
		{"version", []string{"--version"}, nil, exitOK, "chancery version", ""},
		{"unknown command", []string{"frobnicate"}, nil, exitUsage, "", `unknown command "frobnicate"`},
		{"unknown flag", []string{"--frobnicate"}, nil, exitUsage, "", "unknown flag: --frobnicate"},
		{"unknown flag of a command", []string{"migrate", "--x"}, nil, exitUsage, "", "chancery migrate --help"},
		{"surplus argument", []string{"migrate", "now"}, nil, exitUsage, "", `"now"`},
		{"missing argument", []string{"users", "add"}, nil, exitUsage, "", "accepts 1 arg"},
		{"group alone", []string{"users"}, nil, exitUsage, "", "choose one of add, disable, enable, list, passwd"},
		{"unknown in group", []string{"users", "ad"}, nil, exitUsage, "", `unknown command "ad"`},
		{"bad flag value", []string{"export", "--limit", "many"}, nil, exitUsage, "", "--limit"},
		{"bad setting by flag", []string{"migrate", "--log-level", "loud"}, nil, exitUsage, "", `--log-level: "loud" is no log level`},
		{"bad setting by environment", []string{"migrate"}, map[string]string{"CHANCERY_ADDR": "8080"}, exitUsage, "", "CHANCERY_ADDR"},
		{"missing settings file", []string{"migrate", "--config", "absent.yaml"}, nil, exitUsage, "", "absent.yaml"},
		{"database in no folder", []string{"migrate", "--db", "no/such/folder/x.db"}, nil, exitFailed, "", "create it first"},
		{"postgres", []string{"migrate", "--db", "postgres://localhost/x"}, nil, exitFailed, "", "not supported yet"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			got := call(t, tt.env, "", tt.args...)
			if got.code != tt.code {
				t.Errorf("exit code %d, want %d", got.code, tt.code)
			}
			if !strings.Contains(got.stdout, tt.stdout) {
				t.Errorf("stdout has no %q:\n%s", tt.stdout, got.stdout)
			}
			if !strings.Contains(got.stderr, tt.stderr) {
				t.Errorf("stderr has no %q:\n%s", tt.stderr, got.stderr)
			}
			if tt.code != exitOK && got.stdout != "" {
				t.Errorf("a refused command wrote to stdout: %q", got.stdout)
			}
			if strings.Contains(got.stderr, "goroutine") {
				t.Errorf("stderr shows a stack:\n%s", got.stderr)
			}
		})
	}
}

// Every command has a short description and an example that begins with the
// command itself.
func TestEveryCommandHasAnExample(t *testing.T) {
	var check func(*cobra.Command)
	check = func(c *cobra.Command) {
		if c.Short == "" || !strings.Contains(c.Example, "chancery") {
			t.Errorf("%s: description %q, example %q", c.CommandPath(), c.Short, c.Example)
		}
		for _, sub := range c.Commands() {
			check(sub)
		}
	}
	check(newRoot(&env{}))
}

func TestInterrupted(t *testing.T) {
	path := database(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	e := &env{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, now: time.Now, getenv: func(string) string { return "" }}
	if code := e.run(ctx, []string{"export", "--db", path}); code != exitFailed || !strings.Contains(errs.String(), "chancery: stopped") {
		t.Errorf("exit code %d, stderr %q", code, errs.String())
	}
}

func TestMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	if got := call(t, nil, "", "migrate", "--db", path); got.code != exitOK || !strings.HasPrefix(got.stdout, "schema 0 → ") {
		t.Errorf("first: %+v", got)
	}
	if got := call(t, map[string]string{"CHANCERY_DB": path}, "", "migrate"); got.code != exitOK || !strings.Contains(got.stdout, "up to date") {
		t.Errorf("second: %+v", got)
	}
}

func TestExport(t *testing.T) {
	path := database(t)
	tests := []struct {
		name        string
		args        []string
		code        int
		has, hasNot string // in stdout, or stderr when it fails
	}{
		{"json by default", nil, exitOK, `"title":"Event of 2022-02-07"`, ""},
		{"in French", []string{"--lang", "fr", "--format", "csv"}, exitOK, "Événement 2022-03", ""},
		{"calendar", []string{"--format", "ics", "--base-url", "https://c.example"}, exitOK, "URL:https://c.example/events/1", "20220301"},
		{"calendar with whole intervals", []string{"--format", "ics", "--whole"}, exitOK, "DTSTART;VALUE=DATE:20220301", ""},
		{"by type", []string{"--type", "agreement"}, exitOK, "Event of 2022-03", "2022-02-07"},
		{"by day", []string{"--from", "2022-03-01", "--to", "2022-03-31"}, exitOK, "Event of 2022-03", "2022-02-07"},
		{"by country", []string{"--country", "RUS"}, exitOK, "events", "Event of"},
		{"newest first, one", []string{"--desc", "--limit", "1"}, exitOK, "Event of 2022-03", "2022-02-07"},
		{"rejected only", []string{"--review", "rejected"}, exitOK, "events", "Event of"},
		{"unknown type", []string{"--type", "party", "--from", "yesterday"}, exitUsage, `unknown type "party"`, ""},
		{"unknown format", []string{"--format", "pdf"}, exitUsage, "choose one of ics, csv", ""},
		{"negative limit", []string{"--limit", "-1"}, exitUsage, "0 or more", ""},
		{"no folder", []string{"-o", filepath.Join(t.TempDir(), "no", "where.csv")}, exitFailed, "where.csv", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := call(t, nil, "", append([]string{"export", "--db", path}, tt.args...)...)
			text := got.stdout
			if tt.code != exitOK {
				text = got.stderr
			}
			if got.code != tt.code || !strings.Contains(text, tt.has) || tt.hasNot != "" && strings.Contains(text, tt.hasNot) {
				t.Errorf("want code %d, %q and not %q; got %+v", tt.code, tt.has, tt.hasNot, got)
			}
		})
	}
}

func TestExportToFile(t *testing.T) {
	path, dir := database(t), t.TempDir()
	out := filepath.Join(dir, "events.csv")
	if got := call(t, nil, "", "export", "--db", path, "-o", out); got.code != exitOK || got.stdout != "" {
		t.Fatalf("%+v", got)
	}
	body, err := os.ReadFile(out)
	if err != nil || !strings.HasPrefix(string(body), "id,uid") {
		t.Errorf("the file's name did not choose the format: %.40q, %v", body, err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files are left, want the one", len(files))
	}
}

// A command that only reads must not make a database out of a typing mistake.
func TestNoDatabaseIsMade(t *testing.T) {
	for _, args := range [][]string{{"export"}, {"backup", "copy.db"}, {"doctor"}, {"users", "disable", "ada"}} {
		t.Chdir(t.TempDir())
		got := call(t, nil, "", append(args, "--db", "typo.db")...)
		if got.code != exitFailed || !strings.Contains(got.stdout+got.stderr, "no database typo.db") {
			t.Errorf("%v: %+v", args, got)
		}
		if files, _ := os.ReadDir("."); len(files) != 0 {
			t.Errorf("%v left %d files", args, len(files))
		}
	}
}
