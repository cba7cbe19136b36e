package actor

import "math/bits"

// trie maps runs of token hashes to entries. All edges of all nodes live in
// one open-addressed table keyed by (node, hash), so that a step costs one
// probe whatever the number of names.
type trie struct {
	keys    []uint64
	child   []int32
	used    int
	head    []int32 // node -> first entry, -1 without
	entries []entry
	// first marks the hashes names begin with: most words of a text begin none,
	// and this answers from the processor's cache.
	first [firstBits / 64]uint64
	// small marks, for each language by its bit's number, the hashes that may begin
	// a name there though the text writes no capital: most words of a text are small,
	// and hardly any of them begins a name, though "de" and "la" begin many.
	small [mostLanguages][smallBits / 64]uint64
	// further marks all edges in the same way: most words behind the first word of
	// a name do not go on with it.
	further [furtherBits / 64]uint64
}

const (
	firstBits   = 1 << 18
	smallBits   = 1 << 16
	furtherBits = 1 << 19
)

// begins tells whether a name may begin with the hash.
func (t *trie) begins(h uint64) bool { return t.first[h%firstBits/64]&(1<<(h%64)) != 0 }

// beginsSmall is begins for a word without a capital in the language of that number.
func (t *trie) beginsSmall(language int, h uint64) bool {
	return t.small[language][h%smallBits/64]&(1<<(h%64)) != 0
}

// markSmall notes the hash that an entry's names begin with, unless they ask for
// a capital.
func (t *trie) markSmall(h uint64, e entry) {
	if e.flags&(needUpper|needCaps) != 0 {
		return
	}
	for langs := e.langs; langs != 0; langs &= langs - 1 {
		t.small[bits.TrailingZeros16(langs)][h%smallBits/64] |= 1 << (h % 64)
	}
}

// entryKind says what a name in the trie is good for.
type entryKind uint8

const (
	nameEntry        entryKind = iota // full name of a record
	surnameEntry                      // surname of a person
	givenEntry                        // given name of a person
	adjectiveEntry                    // demonym or adjective of a state
	peopleEntry                       // noun that means a state's people
	roleEntry                         // "président", "Foreign Minister"
	pluralEntry                       // the same in the plural
	complementEntry                   // "des Affaires étrangères" behind a demonym
	institutionEntry                  // "gouvernement", "Foreign Ministry"
	counterpartEntry                  // "homologue"
	seatEntry                         // palace or ministry standing for its state
	blockEntry                        // "Washington Post": looks like a name, is none
	pairEntry                         // "pays", "hommes": what two of a kind are called
	countEntry                        // "Vingt-Sept": an organisation by the number of its members, the class
	pronounEntry                      // "he", "she"
)

// entry is one meaning of one run of tokens.
type entry struct {
	kind  entryKind
	class uint8  // index into Gazetteer.classes, for roles and complements
	flags uint8  // needUpper, needCaps
	langs uint16 // bit set of languages in which it holds
	rec   int32  // index into Gazetteer.records, -1 without
	next  int32  // next entry of the same node, -1 at the end
}

const (
	needUpper uint8 = 1 << iota // the text must begin it with a capital
	needCaps                    // the text must write it in capitals
	plain                       // one word without accents: an accent in the text makes it another
	secondary                   // stands for the record only behind a role ("King Charles")
	shortened                   // stands for the record only where the text names it in full
)

func newTrie(names int) *trie {
	size := 1024
	for size < names*4 {
		size *= 2
	}
	return &trie{keys: make([]uint64, size), child: make([]int32, size), head: append(make([]int32, 0, size/2), -1), entries: make([]entry, 0, names)}
}

// step follows the edge h out of node; -1 when there is none.
func (t *trie) step(node int32, h uint64) int32 {
	key := edge(node, h)
	if node != 0 && !t.marked(key) {
		return -1
	}
	mask := uint64(len(t.keys) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		switch t.keys[i] {
		case key:
			return t.child[i]
		case 0:
			return -1
		}
	}
}

// add puts an entry at the end of a run of hashes.
func (t *trie) add(path []uint64, e entry) {
	node := int32(0)
	for _, h := range path {
		node = t.grow(node, h)
	}
	t.markSmall(path[0], e)
	for i := t.head[node]; i >= 0; i = t.entries[i].next {
		have := &t.entries[i]
		if have.kind == e.kind && have.rec == e.rec && have.class == e.class && have.flags == e.flags {
			have.langs |= e.langs
			return
		}
	}
	e.next = -1
	t.entries = append(t.entries, e)
	last := int32(len(t.entries) - 1)
	if t.head[node] < 0 {
		t.head[node] = last
		return
	}
	i := t.head[node]
	for t.entries[i].next >= 0 {
		i = t.entries[i].next
	}
	t.entries[i].next = last
}

// grow follows the edge h out of node and makes it where there is none.
func (t *trie) grow(node int32, h uint64) int32 {
	key := edge(node, h)
	mask := uint64(len(t.keys) - 1)
	i := key & mask
	for ; t.keys[i] != 0; i = (i + 1) & mask {
		if t.keys[i] == key {
			return t.child[i]
		}
	}
	t.head = append(t.head, -1)
	next := int32(len(t.head) - 1)
	t.keys[i], t.child[i] = key, next
	t.mark(key)
	if node == 0 {
		t.first[h%firstBits/64] |= 1 << (h % 64)
	}
	if t.used++; t.used*2 > len(t.keys) {
		t.rehash()
	}
	return next
}

func (t *trie) put(key uint64, child int32) {
	mask := uint64(len(t.keys) - 1)
	i := key & mask
	for t.keys[i] != 0 {
		i = (i + 1) & mask
	}
	t.keys[i], t.child[i] = key, child
	t.mark(key)
}

// mark enters an edge into the filter before the table.
func (t *trie) mark(key uint64) { t.further[key>>45&(furtherBits/64-1)] |= 1 << (key >> 39 & 63) }

func (t *trie) marked(key uint64) bool {
	return t.further[key>>45&(furtherBits/64-1)]&(1<<(key>>39&63)) != 0
}

func (t *trie) rehash() {
	keys, child := t.keys, t.child
	t.keys, t.child = make([]uint64, 2*len(keys)), make([]int32, 2*len(keys))
	for i, k := range keys {
		if k != 0 {
			t.put(k, child[i])
		}
	}
}

// edge mixes node and hash into a key that is never 0 (the empty slot).
func edge(node int32, h uint64) uint64 {
	x := h ^ uint64(node+1)*0x9e3779b97f4a7c15
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 32
	return x | 1
}
