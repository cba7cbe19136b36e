package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// BenchmarkColdStart builds the program and starts it, each time on a new
// database that it fills with the demo, until the first page has come. It
// reports the time and the memory the process then holds.
func BenchmarkColdStart(b *testing.B) {
	if runtime.GOOS != "linux" {
		b.Skip("reads the memory of the process from /proc")
	}
	bin := filepath.Join(b.TempDir(), "chancery")
	build := exec.CommandContext(b.Context(), "go", "build", "-o", bin, ".")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var took time.Duration
	var memory float64
	n := 0
	for b.Loop() {
		d, rss := coldStart(b, bin)
		took += d
		memory = max(memory, rss)
		n++
	}
	b.ReportMetric(took.Seconds()/float64(n), "s/first-page")
	b.ReportMetric(memory, "MB-resident")
}

func coldStart(b *testing.B, bin string) (time.Duration, float64) {
	b.Helper()
	addr := freeAddress(b)
	ctx, cancel := context.WithTimeout(b.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, "serve", "--addr", addr, "--db", filepath.Join(b.TempDir(), "cold.db"))
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	firstPage(ctx, b, "http://"+addr+"/")
	took := time.Since(start)
	rss := resident(b, cmd.Process.Pid)
	_ = cmd.Process.Signal(os.Interrupt) // it may have ended by itself, which Wait tells
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	return took, rss
}

func freeAddress(b *testing.B) string {
	b.Helper()
	var lc net.ListenConfig
	ln, err := lc.Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	return ln.Addr().String()
}

func firstPage(ctx context.Context, b *testing.B, url string) {
	b.Helper()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			b.Fatal(err)
		}
		res, err := (&http.Client{}).Do(req)
		if err == nil {
			_, err = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
			if err == nil && res.StatusCode == http.StatusOK {
				return
			}
		}
		select {
		case <-ctx.Done():
			b.Fatal(ctx.Err())
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// resident memory of a process in megabytes.
func resident(b *testing.B, pid int) float64 {
	b.Helper()
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for s := bufio.NewScanner(f); s.Scan(); {
		var kb float64
		if strings.HasPrefix(s.Text(), "VmRSS:") {
			if _, err := fmt.Sscanf(s.Text(), "VmRSS: %f kB", &kb); err != nil {
				b.Fatal(err)
			}
			return kb / 1024
		}
	}
	b.Fatal("no VmRSS")
	return 0
}
