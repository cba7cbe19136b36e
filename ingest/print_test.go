package ingest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// prose makes a text of n words, each drawn from a vocabulary as news has it: a
// few frequent ones and many rare ones.
func prose(rng *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", int(3000*rng.Float64()*rng.Float64()*rng.Float64()))
	}
	return words
}

// rewrite replaces whole stretches of a text, as an editor does.
func rewrite(rng *rand.Rand, words []string, share float64) []string {
	out := append([]string(nil), words...)
	for changed := 0; changed < int(share*float64(len(words))); {
		at, n := rng.IntN(len(out)), 12
		for i := at; i < min(at+n, len(out)); i++ {
			out[i] = fmt.Sprintf("new%d", rng.IntN(100000))
			changed++
		}
	}
	return out
}

func TestPrintRecognises(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ changed, atLeast float64 }{{0.1, 1}, {0.3, 0.97}, {0.45, 0.85}} {
		found, shared := 0, 0
		const n = 300
		for range n {
			text := prose(rng, 150+rng.IntN(600))
			a, b := printOf(strings.Join(text, " ")), printOf(strings.ToUpper(strings.Join(rewrite(rng, text, c.changed), ", ")))
			if a.alike(b) >= copied {
				found++
			}
			if inCommon(a.bands(), b.bands()) > 1 {
				shared++
			}
		}
		if got := float64(min(found, shared)) / n; got < c.atLeast {
			t.Errorf("with %.0f %% changed %.3f are found, want %.3f (%d by share, %d by bands)", 100*c.changed, got, c.atLeast, found, shared)
		}
	}
}

func TestPrintTellsApart(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var prints []textPrint
	for range 300 {
		prints = append(prints, printOf(strings.Join(prose(rng, 30+rng.IntN(600)), " ")))
	}
	for i, a := range prints {
		for _, b := range prints[:i] {
			if a.alike(b) >= copied {
				t.Fatalf("different texts are %.2f alike", a.alike(b))
			}
		}
	}
}

func TestPrintOfLittle(t *testing.T) {
	if printOf("") != nil || printOf("Le ministre est à Paris.") != nil {
		t.Error("a text too short to recognise has a print")
	}
	p := printOf(strings.Join(prose(rand.New(rand.NewPCG(5, 6)), 40), " "))
	if got := readPrint(p.bytes()); got.alike(p) != 1 {
		t.Error("a print is not read as it was written")
	}
	if readPrint([]byte("short")) != nil || textPrint(nil).alike(p) != 0 || len(p.bands()) != slots/2 {
		t.Error("broken prints")
	}
}

func inCommon(a, b []int64) int {
	n := 0
	for i := range a {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}
