package actor

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chancery/extract/text"
)

// packs reads every language's actors.yaml into the trie. Keys are visited in
// order, so that two runs build the same table.
func (b *builder) packs() error {
	for i, tag := range b.g.tags {
		<-b.read[i].done
		file, p, err := b.read[i].file, b.read[i].pack, b.read[i].err
		if err != nil {
			return err
		}
		b.g.packs[tag] = p
		for _, load := range []func(*packFile, *pack) error{b.packStates, b.packInitials, b.packOrgs, b.packRoles, b.packSenses} {
			if err := load(file, p); err != nil {
				return fmt.Errorf("lang/%s/actors.yaml: %w", tag, err)
			}
		}
	}
	return nil
}

// reading is a pack file on its way in.
type reading struct {
	file *packFile
	pack *pack
	err  error
	done chan struct{}
}

// readPacks parses the YAML of all languages beside the rest of the loading: it
// is the larger part of it.
func (b *builder) readPacks() {
	b.read = make([]reading, len(b.g.tags))
	for i, tag := range b.g.tags {
		r := &b.read[i]
		r.done = make(chan struct{})
		go func() {
			r.file, r.pack, r.err = loadPack(tag, b.bits[tag])
			close(r.done)
		}()
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (b *builder) packStates(f *packFile, p *pack) error {
	for _, code := range sortedKeys(f.States) {
		info := b.g.states[code]
		if info == nil {
			return fmt.Errorf("states: no state %q", code)
		}
		for i, name := range f.States[code] {
			if i == 0 {
				r := &b.g.records[info.rec]
				r.names = append(r.names, langName{p.tag, name})
			}
			b.add(name, entry{kind: nameEntry, rec: info.rec, langs: p.everywhere})
		}
	}
	for _, code := range sortedKeys(f.Adjectives) {
		info := b.g.states[code]
		if info == nil {
			return fmt.Errorf("adjectives: no state %q", code)
		}
		for _, a := range f.Adjectives[code] {
			b.adjective(a, info.rec, f, p)
		}
	}
	for _, code := range sortedKeys(f.People) {
		info := b.g.states[code]
		if info == nil {
			return fmt.Errorf("people: no state %q", code)
		}
		for _, name := range f.People[code] {
			b.add(name, entry{kind: peopleEntry, rec: info.rec, langs: p.bit})
		}
	}
	return nil
}

// adjective adds all forms. Where a plural shows the noun, the forms after the
// first are nouns.
func (b *builder) adjective(a string, rec int32, f *packFile, p *pack) {
	for i, form := range inflect(a, f.Endings) {
		kind := adjectiveEntry
		if i > 0 && f.Nominal == "plural" {
			kind = peopleEntry
		}
		b.add(form, entry{kind: kind, rec: rec, langs: p.bit})
	}
}

func (b *builder) packInitials(f *packFile, p *pack) error {
	b.shorten(f, p)
	return nil
}

func (b *builder) packOrgs(f *packFile, p *pack) error {
	for _, key := range sortedKeys(f.Organisations) {
		i, ok := b.g.orgKeys[key]
		if !ok {
			return fmt.Errorf("organisations: no key %q", key)
		}
		b.named(i, f.Organisations[key], p)
	}
	for _, key := range sortedKeys(f.Groups) {
		b.named(b.group(key), f.Groups[key], p)
	}
	for _, key := range sortedKeys(f.GroupAdjectives) {
		for _, a := range f.GroupAdjectives[key] {
			b.add(a, entry{kind: adjectiveEntry, rec: b.group(key), langs: p.bit})
		}
	}
	for _, key := range sortedKeys(f.Seats) {
		e, ok := b.seats[key]
		if !ok {
			return fmt.Errorf("seats: no key %q", key)
		}
		e.langs = p.everywhere
		for _, name := range f.Seats[key] {
			b.add(name, e)
		}
	}
	for _, name := range f.Blocks {
		b.add(name, entry{kind: blockEntry, rec: -1, langs: p.bit})
	}
	return nil
}

func (b *builder) named(i int32, names []string, p *pack) {
	for k, name := range names {
		if k == 0 {
			r := &b.g.records[i]
			r.names = append(r.names, langName{p.tag, name})
		}
		b.add(name, entry{kind: nameEntry, rec: i, langs: p.everywhere})
	}
}

func (b *builder) group(key string) int32 {
	if i, ok := b.g.byID[key]; ok {
		return i
	}
	return b.newRec(rec{id: key, kind: Group})
}

func (b *builder) packRoles(f *packFile, p *pack) error {
	put := func(m map[string][]string, kind entryKind) {
		for _, class := range sortedKeys(m) {
			for _, name := range m[class] {
				b.role(name, entry{kind: kind, class: b.class(class), rec: -1, langs: p.bit})
			}
		}
	}
	put(f.Roles, roleEntry)
	put(f.Plurals, pluralEntry)
	put(f.Complements, complementEntry)
	put(f.Pairs, pairEntry)
	for class := range f.Pronouns {
		if class != masculine && class != feminine {
			return fmt.Errorf("pronouns: neither he nor she: %q", class)
		}
	}
	put(f.Pronouns, pronounEntry)
	for _, n := range sortedKeys(f.Counted) {
		for _, name := range f.Counted[n] {
			b.add(name, entry{kind: countEntry, class: n, rec: -1, langs: p.bit})
		}
	}
	for _, class := range sortedKeys(f.RoleStates) {
		for _, code := range sortedKeys(f.RoleStates[class]) {
			info := b.g.states[code]
			if info == nil {
				return fmt.Errorf("role_states: no state %q", code)
			}
			for _, name := range f.RoleStates[class][code] {
				b.role(name, entry{kind: roleEntry, class: b.class(class), rec: info.rec, langs: p.bit})
			}
		}
	}
	for _, name := range f.Institutions {
		b.role(name, entry{kind: institutionEntry, class: b.class("institution"), rec: -1, langs: p.bit})
	}
	for _, name := range f.Capitals {
		b.role(name, entry{kind: institutionEntry, class: b.class("capital"), rec: -1, langs: p.bit})
	}
	for _, name := range f.Counterparts {
		b.role(name, entry{kind: counterpartEntry, class: b.class("counterpart"), rec: -1, langs: p.bit})
	}
	return nil
}

// role adds a role name. Roles are common nouns: capitals vary with style, so
// only acronyms ("PM") ask for them.
func (b *builder) role(name string, e entry) {
	if w := writing(name); w&needCaps != 0 {
		e.flags |= w
	}
	b.put(name, e)
}

// senses also holds for the inflected forms of the name.
func (b *builder) packSenses(f *packFile, p *pack) error {
	for _, s := range f.Senses {
		other, err := b.senseRec(s.Otherwise)
		if err != nil {
			return err
		}
		c := compiledSense{otherwise: other, cues: map[uint64][]int32{}}
		for _, key := range sortedKeys(s.Cues) {
			i, err := b.senseRec(key)
			if err != nil {
				return err
			}
			b.add(s.Name, entry{kind: senseKind(f, s.Name), rec: i, langs: p.bit})
			for _, w := range s.Cues[key] {
				_, h := text.Hash(w)
				c.cues[h] = append(c.cues[h], i)
			}
		}
		c.words = text.NewSet(slices.Collect(maps.Keys(c.cues))...)
		for _, form := range inflect(s.Name, f.Endings) {
			joined, cut := paths(form)
			p.senses[runHash(joined.path())] = c
			if cut.n > 0 {
				p.senses[runHash(cut.path())] = c
			}
		}
	}
	return nil
}

// senseKind: a name that is an adjective of some state is one in all senses.
func senseKind(f *packFile, name string) entryKind {
	for _, list := range f.Adjectives {
		for _, a := range list {
			if strings.EqualFold(strings.Split(a, "/")[0], name) {
				return adjectiveEntry
			}
		}
	}
	return nameEntry
}

func (b *builder) senseRec(key string) (int32, error) {
	if info := b.g.states[key]; info != nil {
		return info.rec, nil
	}
	if i, ok := b.g.byID[key]; ok {
		return i, nil
	}
	return 0, fmt.Errorf("senses: no record %q", key)
}

// runHash joins a run's hashes into one key.
func runHash(path []uint64) uint64 {
	h := uint64(len(path))
	for _, p := range path {
		h = edge(int32(h&0x7fffffff), p)
	}
	return h
}
