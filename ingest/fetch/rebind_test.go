package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// names is a name server that gives each name one address after the other.
type names struct {
	mu      sync.Mutex
	answers []string
}

func (n *names) will(answers ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.answers = answers
}

// next gives the answer to a question of the wanted kind; the last one stays.
func (n *names) next(v4 bool) (netip.Addr, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	a := netip.MustParseAddr(n.answers[0])
	if a.Is4() != v4 {
		return a, false
	}
	if len(n.answers) > 1 {
		n.answers = n.answers[1:]
	}
	return a, true
}

// resolver starts the server and gives what asks it.
func (n *names) resolver(t *testing.T) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			size, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:size]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response, m.Additionals = true, nil
			q := m.Questions[0]
			h := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET}
			if a, ok := n.next(q.Type == dnsmessage.TypeA); ok && a.Is4() {
				m.Answers = []dnsmessage.Resource{{Header: h, Body: &dnsmessage.AResource{A: a.As4()}}}
			} else if ok {
				m.Answers = []dnsmessage.Resource{{Header: h, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}}}
			}
			if out, err := m.Pack(); err == nil {
				_, _ = conn.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// TestSpecialAddresses: none of them is reached by a redirect, by a name that
// leads there, nor by one that led elsewhere a moment ago.
func TestSpecialAddresses(t *testing.T) {
	var target string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close") // so that the name is looked up again
		switch r.URL.Path {
		case "/redirect":
			http.Redirect(w, r, target, http.StatusFound)
		case "/again":
			http.Redirect(w, r, "/inside", http.StatusFound)
		}
	})
	u, _ := url.Parse(s.URL)
	dns := &names{}
	// The test's own server stands for the public web, and nothing else does.
	c := near(t, s, func(o *Options) {
		o.Private = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
		o.Resolver = dns.resolver(t)
	})
	dns.will("127.0.0.1")
	if _, err := c.Get(t.Context(), Request{URL: "http://public.test:" + u.Port() + "/"}); err != nil {
		t.Fatalf("the public name: %v", err)
	}
	if len(special) < 30 {
		t.Errorf("%d addresses, want thirty", len(special))
	}
	for name, ip := range special {
		if strings.HasSuffix(ip, ":127.0.0.1") || ip == "127.0.0.1" { // the test's own server
			ip = strings.TrimSuffix(ip, "1") + "2"
		}
		address := "http://" + net.JoinHostPort(ip, u.Port()) + "/"
		target = address
		for way, get := range map[string]func() error{
			"redirect": func() error { _, err := c.Get(t.Context(), Request{URL: s.URL + "/redirect"}); return err },
			"name": func() error {
				dns.will(ip)
				_, err := c.Get(t.Context(), Request{URL: "http://inside.test:" + u.Port() + "/"})
				return err
			},
			"rebinding": func() error {
				dns.will("127.0.0.1", ip)
				_, err := c.Get(t.Context(), Request{URL: "http://rebind.test:" + u.Port() + "/again"})
				return err
			},
		} {
			if err := get(); !errors.Is(err, ErrBlocked) {
				t.Errorf("%s, %s, by %s: %v", name, ip, way, err)
			}
		}
	}
}
