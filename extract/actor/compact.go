package actor

import (
	_ "embed"
	"encoding/binary"
	"hash/crc32"
	"io"
	"sync"

	"chancery/edtf"
	"chancery/extract/text"
)

//go:generate go test . -run TestCompact -update

// compactData is what the tables say, ready to be used: records with their
// terms, the holders of every office, and the trie of the names of people and
// places. It is rebuilt by "go generate ./extract/actor" and is only a faster
// way in: where it does not fit the tables, they are read instead.
//
//go:embed data/compact.bin
var compactData string

// compactKinds are the kinds of record by their number in the compact form.
var compactKinds = []Kind{Person, State, Org, Group, Place}

const compactMagic = "gazetteer 2\n"

// upToDate tells whether the compact form was made of these tables and with
// this way of folding letters.
var upToDate = sync.OnceValue(func() bool {
	if len(compactData) < len(compactMagic) || compactData[:len(compactMagic)] != compactMagic {
		return false
	}
	r := reader{s: compactData, i: len(compactMagic)}
	sum, err := tablesSum()
	if err != nil || r.word() != sum {
		return false
	}
	lower, fold := text.Hash(r.str())
	return r.word() == lower && r.word() == fold
})

// tablesSum is a checksum of all tables.
func tablesSum() (uint64, error) {
	h := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	for _, file := range tables {
		f, err := data.Open("data/" + file)
		if err != nil {
			return 0, err
		}
		if _, err := io.Copy(h, f); err != nil {
			return 0, err
		}
	}
	return uint64(h.Sum32()), nil
}

// reader takes the compact form apart. Strings stay where they are.
type reader struct {
	s string
	i int
}

func (r *reader) byte() byte {
	r.i++
	return r.s[r.i-1]
}

func (r *reader) int() int {
	n, shift := 0, 0
	for {
		c := r.byte()
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
		shift += 7
	}
}

// signed reads what may be below zero.
func (r *reader) signed() int {
	n := r.int()
	return n>>1 ^ -(n & 1)
}

func (r *reader) str() string {
	n := r.int()
	r.i += n
	return r.s[r.i-n : r.i]
}

func (r *reader) word() uint64 {
	var b [8]byte
	r.i += copy(b[:], r.s[r.i:r.i+8])
	return binary.LittleEndian.Uint64(b[:])
}

func (r *reader) strs() []string {
	out := make([]string, r.int())
	for i := range out {
		out[i] = r.str()
	}
	return out
}

// packsHint is how many names all packs add.
const packsHint = 32_000

// compact fills the gazetteer from the compact form; false when there is none.
func (b *builder) compact() bool {
	r := &reader{s: compactData, i: len(compactMagic) + 8}
	r.str()
	r.i += 16
	codes := r.strs()
	b.compactRecords(r, codes)
	b.compactOffices(r, codes)
	b.compactTrie(r)
	return r.i == len(r.s)
}

func (b *builder) compactRecords(r *reader, codes []string) {
	n, names, surnames, terms := r.int(), make([]langName, r.int()), make([]string, r.int()), make([]Term, r.int())
	g := b.g
	g.byID = make(map[string]int32, n)
	g.records, g.terms = make([]rec, n, n+64), make([][]Term, n, n+64)
	for i := range g.records {
		x := &g.records[i]
		x.id, x.kind, x.country = r.str(), compactKinds[r.byte()], codes[r.int()]
		flags := r.byte()
		x.hasPoint, x.capital, x.region, x.family, x.top = flags&1 != 0, flags&2 != 0, flags&4 != 0, flags&8 != 0, flags&16 != 0
		x.town = flags&64 != 0
		if x.hasPoint {
			x.lat, x.lon = float64(r.signed())/pointScale, float64(r.signed())/pointScale
		}
		x.rank = int32(r.int())
		x.names, names = cut(names, r.int())
		for k := range x.names {
			x.names[k] = langName{codes[r.int()], r.str()}
		}
		x.surnames, surnames = cut(surnames, r.int())
		for k := range x.surnames {
			x.surnames[k] = r.str()
		}
		g.terms[i], terms = cut(terms, r.int())
		for k := range g.terms[i] {
			readTerm(r, codes, &g.terms[i][k])
		}
		g.byID[x.id] = int32(i)
		if flags&32 != 0 {
			g.capitals[x.country] = int32(i)
		}
	}
}

// pointScale is the fineness of coordinates.
const pointScale = 1e5

// cut takes n off a slice, with no room to grow into the rest.
func cut[T any](s []T, n int) (head, rest []T) {
	if n == 0 {
		return nil, s
	}
	return s[:n:n], s[n:]
}

func readTerm(r *reader, codes []string, t *Term) {
	t.Country, t.Office, t.Start = codes[r.int()], codes[r.int()], edtf.Day(r.signed())
	flags := r.byte()
	t.Vague, t.top, t.Acting = flags&1 != 0, flags&2 != 0, flags&4 != 0
	t.End = edtf.MaxDay
	if flags&8 == 0 {
		t.End = t.Start + edtf.Day(r.int())
	}
}

func (b *builder) compactOffices(r *reader, codes []string) {
	n, list := r.int(), make([]tenure, r.int())
	b.g.offices = make(map[officeKey][]tenure, n)
	for range n {
		key := officeKey{codes[r.int()], codes[r.int()]}
		var held []tenure
		held, list = cut(list, r.int())
		for k := range held {
			p := int32(r.int())
			held[k] = tenure{p, b.g.terms[p][r.int()]}
		}
		b.g.offices[key] = held
	}
}

// compactTrie reads the edges in the order of the nodes they lead to, then the
// entries of each node.
func (b *builder) compactTrie(r *reader) {
	nodes, entries := r.int(), r.int()
	t := newTrie((nodes + packsHint) / 2)
	t.entries = make([]entry, 0, entries+packsHint)
	for i := range t.first {
		t.first[i] = r.word()
	}
	for i := range t.small[0] {
		t.small[0][i] = r.word()
	}
	for n := range t.small {
		t.small[n] = t.small[0]
	}
	for i := range nodes {
		t.put(r.word(), int32(i+1))
	}
	t.used = nodes
	t.head = t.head[:0]
	for range nodes + 1 {
		n := r.int()
		if n == 0 {
			t.head = append(t.head, -1)
			continue
		}
		t.head = append(t.head, int32(len(t.entries)))
		for k := range n {
			e := entry{kind: entryKind(r.byte()), flags: r.byte(), langs: uint16(r.int()), rec: int32(r.int() - 1), next: -1}
			if k+1 < n {
				e.next = int32(len(t.entries) + 1)
			}
			t.entries = append(t.entries, e)
		}
	}
	b.g.trie = t
}
