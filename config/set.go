package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

func setAddr(c *Config, v string) error {
	_, port, err := net.SplitHostPort(v)
	if err != nil {
		return fmt.Errorf("%q is no address to listen on: write host:port, for example %s", v, DefaultAddr)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q is no port: choose a number up to 65535, or 0 for any free one", port)
	}
	c.Addr = v
	return nil
}

func setDB(c *Config, v string) error {
	if v == "" {
		return errors.New("name a database file, for example " + DefaultDB)
	}
	c.DB = v
	return nil
}

func setBaseURL(c *Config, v string) error {
	if v == "" {
		return nil
	}
	u, err := url.Parse(v)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%q is no web address: write it with http:// or https://", v)
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return fmt.Errorf("%q must hold nothing but scheme, host and port", v)
	case strings.Trim(u.Path, "/") != "":
		return fmt.Errorf("%q has a path: the site must be served at the root of a host", v)
	}
	c.BaseURL = u.Scheme + "://" + u.Host
	return nil
}

func setLang(c *Config, v string) error {
	for _, r := range v {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-') {
			return fmt.Errorf("%q is no language tag: write fr or en", v)
		}
	}
	if len(v) < 2 || len(v) > 35 {
		return fmt.Errorf("%q is no language tag: write fr or en", v)
	}
	c.Lang = v
	return nil
}

func setZone(c *Config, v string) error {
	if v == "" || v == "Local" {
		return fmt.Errorf("%q names no time zone: write one such as %s", v, DefaultZone)
	}
	if _, err := time.LoadLocation(v); err != nil {
		return fmt.Errorf("%q names no time zone: write one such as %s", v, DefaultZone)
	}
	c.Zone = v
	return nil
}

func setDemo(c *Config, v string) error {
	b, err := strconv.ParseBool(v)
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", v)
	}
	c.Demo = b
	return nil
}

func setNets(c *Config, v string) error {
	c.AllowPrivateNets = nil
	for part := range strings.SplitSeq(v, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		prefix, err := netip.ParsePrefix(part)
		if err != nil {
			ip, ipErr := netip.ParseAddr(part)
			if ipErr != nil {
				return fmt.Errorf("%q is no network: write for example 10.1.0.0/16 or 192.168.7.4", part)
			}
			prefix = netip.PrefixFrom(ip, ip.BitLen())
		}
		c.AllowPrivateNets = append(c.AllowPrivateNets, prefix.Masked())
	}
	return nil
}

func setLogLevel(c *Config, v string) error {
	if err := c.LogLevel.UnmarshalText([]byte(v)); err != nil {
		return fmt.Errorf("%q is no log level: choose debug, info, warn or error", v)
	}
	return nil
}

func setLogFormat(c *Config, v string) error {
	switch v {
	case "text":
		c.LogJSON = false
	case "json":
		c.LogJSON = true
	default:
		return fmt.Errorf("%q is no log format: choose text or json", v)
	}
	return nil
}

func setPorts(c *Config, v string) error {
	c.FetchPorts = nil
	for part := range strings.SplitSeq(v, ",") {
		n, err := strconv.ParseUint(strings.TrimSpace(part), 10, 16)
		if err != nil || n == 0 {
			return fmt.Errorf("%q is no port: write numbers from 1 to 65535, for example 80,443", part)
		}
		c.FetchPorts = append(c.FetchPorts, uint16(n))
	}
	return nil
}

// maxWorkers is more than one writer can keep busy.
const maxWorkers = 64

func setWorkers(c *Config, v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > maxWorkers {
		return fmt.Errorf("%q is no number of workers: write 0 to %d", v, maxWorkers)
	}
	c.Workers = n
	return nil
}
