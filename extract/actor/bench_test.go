package actor

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"chancery/edtf"
	"chancery/extract/text"
)

const wire = `Le président français Emmanuel Macron est attendu lundi à Moscou, a confirmé le Kremlin, avant de se rendre
mardi en Ukraine. Le chancelier allemand Olaf Scholz doit suivre le 15 février. Les pourparlers, très attendus par les
capitales européennes, porteront sur la sécurité du continent et sur les garanties demandées par la Russie depuis le mois
de décembre. Aucune percée n'est espérée à ce stade par les diplomates, qui rappellent que les positions restent éloignées.
`

func BenchmarkMatch(b *testing.B) {
	g := opened(b)
	doc := text.New(strings.Repeat(wire, 50), "fr", rules(b, "fr"))
	day := edtf.DayOf(2022, 2, 4)
	b.SetBytes(int64(len(doc.Text)))
	b.ReportAllocs()
	for b.Loop() {
		g.Match(doc, day, true)
	}
}

// BenchmarkScan is the trie pass alone.
func BenchmarkScan(b *testing.B) {
	g := opened(b)
	doc := text.New(strings.Repeat(wire, 50), "fr", rules(b, "fr"))
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		m := &matcher{g: g, p: g.packs["fr"], doc: doc}
		m.scan()
	}
}

func BenchmarkOpen(b *testing.B) { benchmarkOpen(b, true) }

// BenchmarkOpenTables opens without the compact form: what it saves.
func BenchmarkOpenTables(b *testing.B) { benchmarkOpen(b, false) }

// benchmarkOpen tells the processor time on all cores beside that of the clock.
func benchmarkOpen(b *testing.B, compactForm bool) {
	from := processorTime(b)
	n := 0
	for b.Loop() {
		if _, err := open(nil, nil, compactForm); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64((processorTime(b)-from).Microseconds())/1000/float64(n), "cpu-ms/op")
}

func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestSmall: the whole gazetteer stays under 30 MB.
func TestSmall(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	g, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if mb := float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20); after.HeapAlloc > before.HeapAlloc && mb > 30 {
		t.Errorf("the gazetteer takes %.1f MB", mb)
	} else {
		t.Logf("%.1f MB, %d records, %d entries", mb, len(g.records), len(g.trie.entries))
	}
}
