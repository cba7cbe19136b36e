package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"

	"chancery/store"
)

func TestUsers(t *testing.T) {
	db := filepath.Join(t.TempDir(), "chancery.db")
	const password = "correct horse battery"
	steps := []struct {
		stdin  string
		args   []string
		code   int
		has    string // in both streams together
		hasNot string
	}{
		{"", []string{"list"}, exitFailed, "there is no database", "ROLE"},
		{password + "\n", []string{"add", "ada", "--role", "admin", "--password-stdin"}, exitOK, "Added ada as admin", ""},
		{password, []string{"add", "Ada", "--password-stdin"}, exitFailed, "there is an account", ""},
		{password, []string{"add", "bob", "--role", "king", "--password-stdin"}, exitFailed, "role", ""},
		{"short", []string{"add", "bob", "--password-stdin"}, exitFailed, "at least 10", "short"},
		{"", []string{"add", "bob", "--password-stdin"}, exitFailed, "no password", ""},
		{password, []string{"add", "bob"}, exitFailed, "--password-stdin", ""},
		{password, []string{"add", "two words", "--password-stdin"}, exitFailed, "no spaces", ""},
		{"", []string{"list"}, exitOK, "ada   admin  active  never", "bob"},
		{"", []string{"disable", "ada"}, exitOK, "ada is disabled", ""},
		{"", []string{"list"}, exitOK, "disabled", ""},
		{"", []string{"enable", "ada"}, exitOK, "ada is enabled", ""},
		{"", []string{"disable", "nobody"}, exitFailed, "no account nobody", ""},
		{"another long password\r\n", []string{"passwd", "ada", "--password-stdin"}, exitOK, "New password", "another"},
	}
	for _, s := range steps {
		got := call(t, nil, s.stdin, append([]string{"users", "--db", db}, s.args...)...)
		text := got.stdout + got.stderr
		if got.code != s.code || !strings.Contains(text, s.has) || s.hasNot != "" && strings.Contains(text, s.hasNot) {
			t.Errorf("users %v: want code %d, %q and not %q; got %+v", s.args, s.code, s.has, s.hasNot, got)
		}
	}
	if got := call(t, nil, "", "users", "list", "--db", database(t)); got.code != exitOK || got.stdout != "" ||
		!strings.Contains(got.stderr, "No accounts yet") {
		t.Errorf("without accounts: %+v", got)
	}
	opened, err := store.Open(t.Context(), store.Options{DSN: db})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = opened.Close() }()
	u, err := opened.UserByName(t.Context(), "ada")
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := argon2id.ComparePasswordAndHash("another long password", u.PasswordHash); !ok || err != nil || u.DisabledAt != nil {
		t.Errorf("the stored account is %+v (%v)", u, err)
	}
}
