package actor

import "chancery/extract/text"

// initials reads states by one letter each in a row ("中美关系"), where a script
// shortens names so, before a word that speaks of several: alone the letters
// are parts of other words. It gives how many tokens were read.
func (m *matcher) initials(i int) int {
	n := 0
	for k := i; m.sameSentence(i, k); k++ {
		if _, ok := m.p.initials[m.fold(k)]; !ok {
			break
		}
		if it, ok := m.longest(k); ok && int(it.last) > k+1 {
			break
		}
		n++
	}
	after := [2]uint64{m.fold(i + n), m.fold(i + n + 1)}
	if n < 2 || !m.sameSentence(i, i+n+1) || !m.p.initialsBefore.has(runHash(after[:])) {
		return 0
	}
	for k := i; k < i+n; k++ {
		m.items = append(m.items, item{first: int32(k), last: int32(k + 1), node: m.p.initials[m.fold(k)], kinds: 1 << nameEntry})
	}
	return n
}

// unnamed steps over what begins no name, but for initials.
func (m *matcher) unnamed(i int) int {
	if m.p.initials == nil {
		return 1
	}
	return max(1, m.initials(i))
}

// shorten notes where the trie keeps the states that are written with one
// letter.
func (b *builder) shorten(f *packFile, p *pack) {
	if len(f.Initials) == 0 {
		return
	}
	p.initials = make(map[uint64]int32, len(f.Initials))
	for code, letter := range f.Initials {
		if len(f.States[code]) == 0 {
			continue
		}
		joined, _ := paths(f.States[code][0])
		node := int32(0)
		for _, h := range joined.path() {
			node = b.g.trie.step(node, h)
		}
		_, h := text.Hash(letter)
		p.initials[h] = node
	}
}
