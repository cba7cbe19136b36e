package fetch

import (
	"errors"
	"net"
	"net/netip"
	"testing"
)

// special are addresses no page may lead us to, one of each kind.
var special = map[string]string{
	"this network":           "0.0.0.0",
	"this network, another":  "0.1.2.3",
	"loopback":               "127.0.0.1",
	"loopback, another":      "127.255.255.254",
	"private 10":             "10.0.0.1",
	"private 172":            "172.31.255.255",
	"private 192":            "192.168.1.1",
	"carrier's NAT":          "100.64.0.1",
	"link-local":             "169.254.1.1",
	"cloud metadata":         "169.254.169.254",
	"protocol assignments":   "192.0.0.8",
	"documentation 1":        "192.0.2.1",
	"documentation 2":        "198.51.100.1",
	"documentation 3":        "203.0.113.1",
	"benchmarks":             "198.18.0.1",
	"6to4 relay":             "192.88.99.1",
	"multicast":              "224.0.0.1",
	"reserved":               "240.0.0.1",
	"broadcast":              "255.255.255.255",
	"v6 unspecified":         "::",
	"v6 loopback":            "::1",
	"v6 mapped loopback":     "::ffff:127.0.0.1",
	"v6 mapped private":      "::ffff:10.0.0.1",
	"v6 compatible":          "::127.0.0.1",
	"v6 NAT64 of loopback":   "64:ff9b::7f00:1",
	"v6 NAT64, local":        "64:ff9b:1::1",
	"v6 discard":             "100::1",
	"v6 Teredo":              "2001::1",
	"v6 benchmarks":          "2001:2::1",
	"v6 ORCHID":              "2001:20::1",
	"v6 documentation":       "2001:db8::1",
	"v6 6to4 of loopback":    "2002:7f00:1::1",
	"v6 unique local":        "fd00::1",
	"v6 link-local":          "fe80::1",
	"v6 site-local":          "fec0::1",
	"v6 multicast":           "ff02::1",
	"v6 cloud metadata":      "fd00:ec2::254",
	"v6 documentation, long": "3fff::1",
}

func network(ip string) string {
	if netip.MustParseAddr(ip).Is4() {
		return "tcp4"
	}
	return "tcp6"
}

func TestGuardRefuses(t *testing.T) {
	g := guard(Options{Ports: []uint16{80, 443}})
	for name, ip := range special {
		if err := g.Safe(network(ip), net.JoinHostPort(ip, "443"), nil); err == nil {
			t.Errorf("%s, %s, may be dialled", name, ip)
		}
	}
	for _, ip := range []string{"1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450::1"} {
		if err := g.Safe(network(ip), net.JoinHostPort(ip, "80"), nil); err != nil {
			t.Errorf("public %s: %v", ip, err)
		}
		if err := g.Safe(network(ip), net.JoinHostPort(ip, "22"), nil); err == nil {
			t.Errorf("port 22 of %s may be dialled", ip)
		}
	}
	if err := g.Safe("udp4", "1.1.1.1:80", nil); err == nil {
		t.Error("UDP may be dialled")
	}
}

func TestGuardAllows(t *testing.T) {
	g := guard(Options{Ports: []uint16{80}, Private: []netip.Prefix{
		netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("fd12::/16"),
	}})
	for ip, want := range map[string]bool{"10.1.2.3": true, "10.2.0.1": false, "fd12::1": true, "fd13::1": false, "127.0.0.1": false} {
		if err := g.Safe(network(ip), net.JoinHostPort(ip, "80"), nil); (err == nil) != want {
			t.Errorf("%s: %v, want allowed %v", ip, err, want)
		}
	}
}

// TestClientIsGuarded: the guard stands in the way of real requests, also where
// a name leads inside.
func TestClientIsGuarded(t *testing.T) {
	c := New(Options{})
	for _, host := range []string{
		"127.0.0.1", "localhost", "0.0.0.0", "169.254.169.254", "10.0.0.1", "127.1", "0x7f.0.0.1", "2130706433", "[::ffff:127.0.0.1]",
	} {
		_, err := c.Get(t.Context(), Request{URL: "http://" + host + "/"})
		if err == nil {
			t.Errorf("%s was fetched", host)
		}
		if ip, perr := netip.ParseAddr(host); (perr == nil && ip.Is4() || host == "localhost") && !errors.Is(err, ErrBlocked) {
			t.Errorf("%s: %v, want ErrBlocked", host, err)
		}
	}
}
