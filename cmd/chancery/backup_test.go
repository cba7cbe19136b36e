package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBackupAndRestore(t *testing.T) {
	db, dir := database(t), t.TempDir()
	copied := filepath.Join(dir, "copy.db")
	if got := call(t, nil, "", "backup", "--db", db, copied); got.code != exitOK || got.stdout != "" {
		t.Fatalf("%+v", got)
	}
	if got := call(t, nil, "", "backup", "--db", db, copied); got.code != exitFailed || !strings.Contains(got.stderr, "there already") {
		t.Errorf("a second backup to the same file: %+v", got)
	}
	restored := filepath.Join(dir, "restored.db")
	if got := call(t, nil, "", "restore", "--db", restored, copied); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	if got := call(t, nil, "", "export", "--db", restored, "--format", "csv"); !strings.Contains(got.stdout, "uid-2022-02-07") {
		t.Errorf("the restored database gives %+v", got)
	}
	if got := call(t, nil, "", "restore", "--db", restored, copied); got.code != exitFailed || !strings.Contains(got.stderr, "--force") {
		t.Errorf("over an existing database: %+v", got)
	}
	if got := call(t, nil, "", "restore", "--force", "--db", restored, copied); got.code != exitOK || !strings.Contains(got.stderr, "Kept the old") {
		t.Errorf("by force: %+v", got)
	}
	if _, err := os.Stat(restored + ".before-20220205T090000Z"); err != nil {
		t.Errorf("the old database was not kept: %v", err)
	}
}

func TestBackupThroughPipes(t *testing.T) {
	db := database(t)
	got := call(t, nil, "", "backup", "--db", db, "-")
	if got.code != exitOK || !strings.HasPrefix(got.stdout, "SQLite format 3\x00") {
		t.Fatalf("code %d, stderr %q", got.code, got.stderr)
	}
	target := filepath.Join(t.TempDir(), "piped.db")
	if got := call(t, nil, got.stdout, "restore", "--db", target, "-"); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	if got := call(t, nil, "", "doctor", "--db", target); got.code != exitOK || !strings.Contains(got.stdout, "events: 2") {
		t.Errorf("%+v", got)
	}
}

func TestRestoreRefuses(t *testing.T) {
	good, err := os.ReadFile(backupOf(t))
	if err != nil {
		t.Fatal(err)
	}
	// A page in the middle overwritten: the header still looks right.
	damaged := append([]byte{}, good...)
	for i := len(damaged) / 3; i < 2*len(damaged)/3; i++ {
		damaged[i] = 0xAA
	}
	for name, body := range map[string]string{
		"text":  "this is a text file and no database at all, however long it may be " + strings.Repeat("x", 600),
		"empty": "", "cut off": string(good[:len(good)/2]), "damaged": string(damaged),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			got := call(t, nil, body, "restore", "--db", filepath.Join(dir, "chancery.db"), "-")
			if got.code != exitFailed || strings.Contains(got.stderr, "Restored") {
				t.Errorf("%+v", got)
			}
			if files, _ := os.ReadDir(dir); len(files) != 0 {
				t.Errorf("left behind: %v", files)
			}
		})
	}
}

func TestRestoreWhileInUse(t *testing.T) {
	db := database(t)
	if err := os.WriteFile(db+"-wal", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := call(t, nil, "", "restore", "--force", "--db", db, backupOf(t))
	if got.code != exitFailed || !strings.Contains(got.stderr, "stop the server") {
		t.Errorf("%+v", got)
	}
}

func backupOf(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup.db")
	if got := call(t, nil, "", "backup", "--db", database(t), path); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	return path
}

func TestDoctor(t *testing.T) {
	db := database(t)
	got := call(t, nil, "", "doctor", "--db", db)
	for _, want := range []string{"ok   database", "ok   schema", "warn nobody can administer", "events: 2, of them 2 wait", "ok   queue: 0 jobs waiting (0 of them after a failure), 0 running, 0 failed\n"} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("missing %q in\n%s", want, got.stdout)
		}
	}
	if got.code != exitOK {
		t.Errorf("exit code %d", got.code)
	}
	empty := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, nil, "", "doctor", "--db", empty); got.code != exitFailed || !strings.Contains(got.stdout, "chancery migrate") {
		t.Errorf("a database without a schema: %+v", got)
	}
	open := map[string]string{"CHANCERY_ADDR": "0.0.0.0:80"}
	if got := call(t, open, "", "doctor", "--db", db); !strings.Contains(got.stdout, "warn listens on 0.0.0.0:80") {
		t.Errorf("an open address: %+v", got)
	}
}
