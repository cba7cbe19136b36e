package actor

import (
	"runtime"
	"strings"
	"testing"

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

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSmall: the whole gazetteer stays under 30 MB.
func TestSmall(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	g := opened(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if mb := float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20); after.HeapAlloc > before.HeapAlloc && mb > 30 {
		t.Errorf("the gazetteer takes %.1f MB", mb)
	} else {
		t.Logf("%.1f MB, %d records, %d entries", mb, len(g.records), len(g.trie.entries))
	}
}
