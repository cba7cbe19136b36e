package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Setting is one thing a deployment can choose, by the names it goes by.
type Setting struct {
	Key     string // in the file; the flag is the same with dashes
	Env     string
	Default string
	Usage   string
	set     func(*Config, string) error
}

// Flag is the setting's name on the command line, without the dashes.
func (s Setting) Flag() string { return strings.ReplaceAll(s.Key, "_", "-") }

// Settings lists everything that can be chosen, in the order help shows it.
func Settings() []Setting {
	return []Setting{
		{"addr", "CHANCERY_ADDR", DefaultAddr, "listen on `host:port`", setAddr},
		{"db", "CHANCERY_DB", DefaultDB, "database `file`", setDB},
		{"base_url", "CHANCERY_BASE_URL", "", "the `address` users type, for example https://events.example.org", setBaseURL},
		{"lang", "CHANCERY_LANG", DefaultLang, "`language` of titles in command-line output (fr, en)", setLang},
		{"zone", "CHANCERY_ZONE", DefaultZone, "time `zone` named in calendars", setZone},
		{"demo", "CHANCERY_DEMO", "true", "load the demo data into an empty database (true, false)", setDemo},
		{"allow_private_nets", "CHANCERY_ALLOW_PRIVATE_NETS", "", "private `networks` that may be fetched from, for example 10.1.0.0/16,192.168.7.4", setNets},
		{"fetch_ports", "CHANCERY_FETCH_PORTS", "80,443", "`ports` that may be fetched from, for example 80,443,8443", setPorts},
		{"workers", "CHANCERY_WORKERS", "4", "`number` of feeds and articles fetched at a time; with 0 serve leaves them to 'chancery worker'", setWorkers},
		{"log_level", "CHANCERY_LOG_LEVEL", "info", "log `level`: debug, info, warn or error", setLogLevel},
		{"log_format", "CHANCERY_LOG_FORMAT", "text", "log `format`: text or json", setLogFormat},
	}
}

// Input is what a Config is made from.
type Input struct {
	// Getenv reads the environment; nil: there is none.
	Getenv func(string) string
	// Flags are the values of the flags that were given, by Setting.Key.
	Flags map[string]string
	// File is the path of a YAML file; "" falls back to CHANCERY_CONFIG, and
	// when that is empty too no file is read.
	File string
}

// FileEnv names the environment variable that holds the file's path.
const FileEnv = "CHANCERY_CONFIG"

// Load makes a Config. Its error lists every fault there is, each with the name
// the value was given under.
func Load(in Input) (*Config, error) {
	if in.Getenv == nil {
		in.Getenv = func(string) string { return "" }
	}
	path := in.File
	if path == "" {
		path = in.Getenv(FileEnv)
	}
	file, err := readFile(path)
	if err != nil {
		return nil, err
	}
	var c Config
	var faults []error
	for _, s := range Settings() {
		value, origin := s.Default, "default of "+s.Key
		if v, ok := file[s.Key]; ok {
			value, origin = v, path+": "+s.Key
		}
		if v := in.Getenv(s.Env); v != "" {
			value, origin = v, s.Env
		}
		if v, ok := in.Flags[s.Key]; ok {
			value, origin = v, "--"+s.Flag()
		}
		if err := s.set(&c, strings.TrimSpace(value)); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", origin, err))
		}
		delete(file, s.Key)
	}
	for key := range file {
		faults = append(faults, fmt.Errorf("%s: there is no setting %q", path, key))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return &c, nil
}

// maxFile is more than any settings need, in bytes.
const maxFile = 64 << 10

// readFile reads a flat YAML mapping; lists become comma-separated.
func readFile(path string) (map[string]string, error) {
	if path == "" {
		return map[string]string{}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	var tree map[string]yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(raw)).Decode(&tree); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := map[string]string{}
	for key, node := range tree {
		switch node.Kind {
		case yaml.ScalarNode:
			out[key] = node.Value
		case yaml.SequenceNode:
			var values []string
			if err := node.Decode(&values); err != nil {
				return nil, fmt.Errorf("%s: %s: write a list of texts", path, key)
			}
			out[key] = strings.Join(values, ",")
		default:
			return nil, fmt.Errorf("%s: line %d: %s: write one value or a list", path, node.Line, key)
		}
	}
	return out, nil
}
