package actor

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"flag"
	"maps"
	"math"
	"os"
	"slices"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
)

var update = flag.Bool("update", false, "write data/compact.bin anew from the tables")

// TestCompact: the compact form says what all the tables say.
func TestCompact(t *testing.T) {
	b := fromTables(t)
	want := encode(t, b)
	if *update {
		if err := os.WriteFile("data/compact.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(want, []byte(compactData)) {
		t.Error(`data/compact.bin is not what the tables say: run "go generate ./extract/actor"`)
	}
}

// TestCompactIsRead: what is written is read again, whole.
func TestCompactIsRead(t *testing.T) {
	if !upToDate() {
		t.Skip("TestCompact tells what to do")
	}
	b := newBuilder()
	if !b.compact() {
		t.Fatal("data/compact.bin is longer or shorter than what was read")
	}
	if got := encode(t, b); !bytes.Equal(got, []byte(compactData)) {
		t.Errorf("%d bytes read and written anew are %d others", len(compactData), len(got))
	}
}

// TestBothWaysIn: people and places from the compact form and from the tables
// make the same gazetteer.
func TestBothWaysIn(t *testing.T) {
	fast := opened(t)
	slow, err := open(nil, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	if len(fast.records) != len(slow.records) || len(fast.trie.entries) != len(slow.trie.entries) || len(fast.trie.head) != len(slow.trie.head) {
		t.Fatalf("%d records, %d entries, %d nodes; from the tables %d, %d, %d", len(fast.records), len(fast.trie.entries),
			len(fast.trie.head), len(slow.records), len(slow.trie.entries), len(slow.trie.head))
	}
	for i := range fast.records {
		a, b := &fast.records[i], &slow.records[i]
		if a.id != b.id || !slices.Equal(a.names, b.names) || !slices.Equal(fast.terms[i], slow.terms[i]) {
			t.Errorf("%s: %v %v; from the tables %s: %v %v", a.id, a.names, fast.terms[i], b.id, b.names, slow.terms[i])
		}
	}
	if !maps.Equal(fast.capitals, slow.capitals) {
		t.Error("other capitals")
	}
}

func newBuilder() *builder {
	g := &Gazetteer{
		states: map[string]*stateInfo{}, orgHeads: map[int32]string{}, orgKeys: map[string]int32{},
		capitals: map[string]int32{}, families: map[string]bool{},
	}
	return &builder{g: g, bits: map[string]uint16{}}
}

// fromTables reads the tables, and no pack.
func fromTables(t *testing.T) *builder {
	b := newBuilder()
	b.empty()
	for _, f := range []func() error{b.languages, b.states, b.orgs, b.places, b.people, b.overlays, b.indexPeople} {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// writer makes the compact form.
type writer struct {
	out   []byte
	codes map[string]int
}

func (w *writer) int(n int)    { w.out = binary.AppendUvarint(w.out, uint64(n)) }
func (w *writer) signed(n int) { w.int(n<<1 ^ n>>63) }
func (w *writer) str(s string) {
	w.int(len(s))
	w.out = append(w.out, s...)
}
func (w *writer) word(n uint64) { w.out = binary.LittleEndian.AppendUint64(w.out, n) }
func (w *writer) code(s string) { w.int(w.codes[s]) }

func (w *writer) flags(set ...bool) {
	var n byte
	for i, f := range set {
		if f {
			n |= 1 << i
		}
	}
	w.out = append(w.out, n)
}

func encode(t *testing.T, b *builder) []byte {
	sum, err := tablesSum()
	if err != nil {
		t.Fatal(err)
	}
	g, w := b.g, &writer{codes: map[string]int{}}
	w.out = append(w.out, compactMagic...)
	w.word(sum)
	letters := lettersOf(g)
	lower, fold := text.Hash(letters)
	w.str(letters)
	w.word(lower)
	w.word(fold)
	codes := codesOf(g)
	w.int(len(codes))
	for i, c := range codes {
		w.str(c)
		w.codes[c] = i
	}
	w.records(t, g)
	w.offices(g)
	w.trie(g.trie)
	return w.out
}

// lettersOf gives every letter of the names once: when one is folded otherwise,
// the compact form is out of date.
func lettersOf(g *Gazetteer) string {
	set := map[rune]bool{}
	for i := range g.records {
		for _, n := range g.records[i].names {
			for _, r := range n.name {
				set[r] = true
			}
		}
	}
	return string(slices.Sorted(maps.Keys(set)))
}

func codesOf(g *Gazetteer) []string {
	set := map[string]bool{}
	for i := range g.records {
		set[g.records[i].country] = true
		for _, n := range g.records[i].names {
			set[n.tag] = true
		}
		for _, x := range g.terms[i] {
			set[x.Country], set[x.Office] = true, true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

func (w *writer) records(t *testing.T, g *Gazetteer) {
	names, surnames, terms := 0, 0, 0
	for i := range g.records {
		names, surnames, terms = names+len(g.records[i].names), surnames+len(g.records[i].surnames), terms+len(g.terms[i])
	}
	for _, n := range []int{len(g.records), names, surnames, terms} {
		w.int(n)
	}
	for i := range g.records {
		r := &g.records[i]
		w.str(r.id)
		w.out = append(w.out, byte(slices.Index(compactKinds, r.kind)))
		w.code(r.country)
		capital, ok := g.capitals[r.country]
		w.flags(r.hasPoint, r.capital, r.region, r.family, r.top, ok && capital == int32(i), r.town)
		if r.hasPoint {
			lat, lon := math.Round(r.lat*pointScale), math.Round(r.lon*pointScale)
			if lat/pointScale != r.lat || lon/pointScale != r.lon {
				t.Errorf("%s: %v %v is finer than the compact form", r.id, r.lat, r.lon)
			}
			w.signed(int(lat))
			w.signed(int(lon))
		}
		w.int(int(r.rank))
		w.int(len(r.names))
		for _, n := range r.names {
			w.code(n.tag)
			w.str(n.name)
		}
		w.int(len(r.surnames))
		for _, s := range r.surnames {
			w.str(s)
		}
		w.int(len(g.terms[i]))
		for _, x := range g.terms[i] {
			w.term(x)
		}
	}
}

func (w *writer) term(x Term) {
	w.code(x.Country)
	w.code(x.Office)
	w.signed(int(x.Start))
	w.flags(x.Vague, x.top, x.Acting, x.End == edtf.MaxDay)
	if x.End != edtf.MaxDay {
		w.int(int(x.End - x.Start))
	}
}

func (w *writer) offices(g *Gazetteer) {
	keys := slices.SortedFunc(maps.Keys(g.offices), func(a, b officeKey) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.office, b.office))
	})
	n := 0
	for _, k := range keys {
		n += len(g.offices[k])
	}
	w.int(len(keys))
	w.int(n)
	for _, k := range keys {
		w.code(k.country)
		w.code(k.office)
		w.int(len(g.offices[k]))
		for _, x := range g.offices[k] {
			w.int(int(x.person))
			w.int(slices.Index(g.terms[x.person], x.Term))
		}
	}
}

func (w *writer) trie(t *trie) {
	w.int(len(t.head) - 1)
	w.int(len(t.entries))
	for _, bits := range t.first {
		w.word(bits)
	}
	for i := range t.small[0] { // of all languages as one: few such names are in the tables
		all := uint64(0)
		for n := range t.small {
			all |= t.small[n][i]
		}
		w.word(all)
	}
	keys := make([]uint64, len(t.head))
	for i, k := range t.keys {
		if k != 0 {
			keys[t.child[i]] = k
		}
	}
	for _, k := range keys[1:] {
		w.word(k)
	}
	for _, e := range t.head {
		var list []entry
		for ; e >= 0; e = t.entries[e].next {
			list = append(list, t.entries[e])
		}
		w.int(len(list))
		for _, x := range list {
			w.out = append(w.out, byte(x.kind), x.flags)
			w.int(int(x.langs))
			w.int(int(x.rec + 1))
		}
	}
}
