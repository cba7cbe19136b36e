// Package config turns flags, environment and an optional YAML file into one
// validated Config. It keeps nothing in globals and reads nothing by itself:
// the caller hands over the environment and the flags that were set.
//
// Order of precedence: flag, environment variable, file, default.
package config

import (
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// Defaults, as the help texts state them.
const (
	DefaultAddr = "127.0.0.1:8080"
	DefaultDB   = "chancery.db"
	DefaultLang = "en"
	DefaultZone = "Europe/Paris"
)

// Config is everything a deployment can choose. A value from Load is valid.
type Config struct {
	Addr    string // host:port to listen on
	DB      string // path of the SQLite file
	BaseURL string // as users type it, no slash at the end; "" follows Addr
	// Lang is the language of command-line output where text has to be in one.
	Lang string
	// Zone names the time zone calendars are written for.
	Zone string
	// Demo loads the demo data into an empty database.
	Demo bool
	// AllowPrivateNets are networks that feeds and articles may be fetched
	// from although they are not public.
	AllowPrivateNets []netip.Prefix
	// FetchPorts are the ports that may be fetched from.
	FetchPorts []uint16
	// Workers is how many jobs of the queue serve does at a time; 0 leaves them
	// to other processes.
	Workers  int
	LogLevel slog.Level
	LogJSON  bool
}

// SecureCookies tells whether users reach the site by https.
func (c *Config) SecureCookies() bool { return strings.HasPrefix(c.BaseURL, "https://") }

// Location is the calendars' time zone. Load has made sure it exists.
func (c *Config) Location() *time.Location {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// URL is where users reach a server that listens on addr, which may differ
// from Addr when that left the choice of port to the system.
func (c *Config) URL(addr string) string {
	if c.BaseURL != "" {
		return c.BaseURL
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "http://" + addr
	}
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	u := url.URL{Scheme: "http", Host: net.JoinHostPort(host, port)}
	return u.String()
}
