package config

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	_ "time/tzdata" // zones on a machine that has none
)

func env(values map[string]string) func(string) string {
	return func(k string) string { return values[k] }
}

func TestDefaults(t *testing.T) {
	c, err := Load(Input{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != "127.0.0.1:8080" || c.DB != "chancery.db" || c.Lang != "en" || !c.Demo ||
		c.LogLevel != slog.LevelInfo || c.LogJSON || c.SecureCookies() || c.Location().String() != "Europe/Paris" {
		t.Errorf("defaults are %+v", c)
	}
}

func TestPrecedence(t *testing.T) {
	path := write(t, "addr: 127.0.0.1:1\ndb: file.db\nlang: fr\nallow_private_nets: [10.1.0.0/16, 192.168.7.4]\n")
	c, err := Load(Input{
		File:   path,
		Getenv: env(map[string]string{"CHANCERY_ADDR": "127.0.0.1:2", "CHANCERY_DB": "env.db"}),
		Flags:  map[string]string{"addr": "127.0.0.1:3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.Addr != "127.0.0.1:3" || c.DB != "env.db" || c.Lang != "fr" {
		t.Errorf("flag, environment and file gave %q, %q, %q", c.Addr, c.DB, c.Lang)
	}
	if len(c.AllowPrivateNets) != 2 || c.AllowPrivateNets[1].String() != "192.168.7.4/32" {
		t.Errorf("networks are %v", c.AllowPrivateNets)
	}
	c, err = Load(Input{Getenv: env(map[string]string{FileEnv: path})})
	if err != nil || c.DB != "file.db" {
		t.Errorf("the file named by %s gave %+v, %v", FileEnv, c, err)
	}
}

func TestEveryFaultIsNamed(t *testing.T) {
	_, err := Load(Input{
		File:   write(t, "colour: blue\nlog_format: xml\n"),
		Getenv: env(map[string]string{"CHANCERY_ADDR": "8080", "CHANCERY_ZONE": "Mars/Olympus"}),
		Flags:  map[string]string{"base_url": "events.example.org", "demo": "perhaps"},
	})
	if err == nil {
		t.Fatal("six faults were accepted")
	}
	for _, want := range []string{`no setting "colour"`, "log_format", "CHANCERY_ADDR", "CHANCERY_ZONE", "--base-url", "--demo"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("missing %q in %v", want, err)
		}
	}
}

func TestValues(t *testing.T) {
	tests := []struct {
		key, value string
		ok         bool
	}{
		{"addr", "127.0.0.1:0", true},
		{"addr", "[::1]:8080", true},
		{"addr", ":8080", true},
		{"addr", "localhost", false},
		{"addr", "localhost:http", false},
		{"addr", "localhost:70000", false},
		{"db", " ", false},
		{"base_url", "https://events.example.org/", true},
		{"base_url", "https://example.org/events", false},
		{"base_url", "ftp://example.org", false},
		{"base_url", "https://me:secret@example.org", false},
		{"base_url", "https://example.org?x=1", false},
		{"lang", "fr-CA", true},
		{"lang", "", false},
		{"lang", "../fr", false},
		{"zone", "Africa/Dakar", true},
		{"zone", "Local", false},
		{"zone", "../../etc/passwd", false},
		{"allow_private_nets", "", true},
		{"allow_private_nets", "10.0.0.0/8, fd00::/8", true},
		{"allow_private_nets", "10.0.0.0/33", false},
		{"allow_private_nets", "intranet", false},
		{"log_level", "DEBUG", true},
		{"log_level", "loud", false},
		{"log_format", "json", true},
	}
	for _, tt := range tests {
		_, err := Load(Input{Flags: map[string]string{tt.key: tt.value}})
		if (err == nil) != tt.ok {
			t.Errorf("%s = %q gives %v, want accepted: %v", tt.key, tt.value, err, tt.ok)
		}
	}
}

func TestBadFiles(t *testing.T) {
	for name, body := range map[string]string{
		"a list": "- addr\n", "not YAML": "addr: [", "nested": "addr:\n  host: a\n",
	} {
		if _, err := Load(Input{File: write(t, body)}); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if _, err := Load(Input{File: filepath.Join(t.TempDir(), "absent.yaml")}); err == nil {
		t.Error("a missing file was accepted")
	}
	if _, err := Load(Input{File: write(t, "# nothing chosen\n")}); err != nil {
		t.Errorf("an empty file is fine, got %v", err)
	}
}

func TestURL(t *testing.T) {
	tests := []struct{ base, addr, want string }{
		{"", "127.0.0.1:8080", "http://127.0.0.1:8080"},
		{"", "0.0.0.0:8080", "http://localhost:8080"},
		{"", "[::]:8080", "http://localhost:8080"},
		{"", "[::1]:8080", "http://[::1]:8080"},
		{"", ":80", "http://localhost:80"},
		{"https://events.example.org/", "127.0.0.1:8080", "https://events.example.org"},
	}
	for _, tt := range tests {
		c, err := Load(Input{Flags: map[string]string{"base_url": tt.base}})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.URL(tt.addr); got != tt.want {
			t.Errorf("URL(%q) with base %q = %q, want %q", tt.addr, tt.base, got, tt.want)
		}
	}
}

func write(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "chancery.yaml")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
