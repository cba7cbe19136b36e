package actor

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"chancery/extract/text"
)

// inflection is what a pack says of how the words of names change, so that each
// name stands in it once.
type inflection struct {
	// Script is the Unicode name of the script whose words change so. Names in
	// it are met in articles of every language: they look like no word there.
	Script string `yaml:"script"`
	// Endings: how a base form ends, and what stands in its place elsewhere; the
	// longest that fits wins.
	Endings map[string][]string `yaml:"endings"`
	// Beginnings are the same for the first word of a name: clitics.
	Beginnings map[string][]string `yaml:"beginnings"`
	// Letters: a letter, and the other ways to write it.
	Letters map[string]string `yaml:"letters"`
}

// forms leads from a word as it stands in a text to the base forms it may be
// of: an open-addressed table of pairs of hashes, at most half full. It is
// filled when the first text of its language comes.
type forms struct {
	form, base []uint64
	used       int

	once sync.Once
	how  *inflection
	// script, bit and names are what it is filled from.
	script *unicode.RangeTable
	bit    uint16
	names  []changing
}

// ready fills the table. It may be called by any number of goroutines.
func (f *forms) ready() {
	if f != nil {
		f.once.Do(f.fill)
	}
}

// has tells whether a word is a form of any other.
func (f *forms) has(h uint64) bool {
	if f == nil {
		return false
	}
	mask := uint64(len(f.form) - 1)
	for i := h & mask; f.form[i] != 0; i = (i + 1) & mask {
		if f.form[i] == h {
			return true
		}
	}
	return false
}

// of calls yield with each base form.
func (f *forms) of(h uint64, yield func(base uint64) bool) {
	if f == nil {
		return
	}
	mask := uint64(len(f.form) - 1)
	for i := h & mask; f.form[i] != 0; i = (i + 1) & mask {
		if f.form[i] == h && !yield(f.base[i]) {
			return
		}
	}
}

func (f *forms) add(form, base uint64) {
	if form == base || form == 0 {
		return
	}
	if 2*(f.used+1) > len(f.form) {
		f.grow()
	}
	mask := uint64(len(f.form) - 1)
	i := form & mask
	for ; f.form[i] != 0; i = (i + 1) & mask {
		if f.form[i] == form && f.base[i] == base {
			return
		}
	}
	f.form[i], f.base[i] = form, base
	f.used++
}

func (f *forms) grow() {
	form, base := f.form, f.base
	size := max(1024, 2*len(form))
	f.form, f.base, f.used = make([]uint64, size), make([]uint64, size), 0
	for i, h := range form {
		if h != 0 {
			f.add(h, base[i])
		}
	}
}

// changing is a name whose words may change in the languages it holds in.
type changing struct {
	name   string
	langs  uint16
	person bool
}

// otherScripts: names that begin below are in letters no pack changes.
const otherScripts = 0xcd

// note keeps a name for inflect, when the packs are read.
func (b *builder) note(name string, langs uint16, person bool) {
	if name != "" && name[0] >= otherScripts {
		b.changing = append(b.changing, changing{name, langs, person})
	}
}

// inflect fills the packs' tables of forms.
func (b *builder) inflect() error {
	for i := range b.g.records {
		r := &b.g.records[i]
		for _, n := range r.names {
			b.note(n.name, allLangs, r.kind == Person)
		}
		for _, s := range r.surnames {
			b.note(s, allLangs, true)
		}
	}
	for i, tag := range b.g.tags {
		how := &b.read[i].file.Inflection
		if how.Script == "" {
			continue
		}
		table := unicode.Scripts[how.Script]
		if table == nil {
			return fmt.Errorf("lang/%s/actors.yaml: inflection: no script %q", tag, how.Script)
		}
		p := b.g.packs[tag]
		p.forms = &forms{how: how, script: table, bit: p.bit, names: b.changing}
	}
	return nil
}

func (f *forms) fill() {
	f.grow()
	for letter, others := range f.how.Letters {
		_, base := text.Hash(letter)
		for _, other := range others {
			_, h := text.Hash(string(other))
			f.add(h, base)
		}
	}
	if len(f.how.Endings)+len(f.how.Beginnings) > 0 {
		f.inflectNames()
	}
	f.how, f.names = nil, nil
}

func (f *forms) inflectNames() {
	seen := make(map[string]bool, len(f.names))
	for _, c := range f.names {
		if c.langs&f.bit == 0 {
			continue
		}
		words := strings.FieldsFunc(c.name, func(r rune) bool { return r == ' ' || r == '-' })
		for k, w := range words {
			first := k == 0 || c.person && k == len(words)-1 // a surname stands alone
			if r, _ := utf8.DecodeRuneInString(w); !unicode.Is(f.script, r) || seen[w] && !first {
				continue
			}
			_, base := text.Hash(w)
			if !seen[w] {
				seen[w] = true
				stem, others := ending(w, f.how.Endings)
				_, from := text.Hash(stem)
				for _, o := range others {
					f.add(text.FoldOn(from, o), base)
				}
			}
			if first {
				rest, others := beginning(w, f.how.Beginnings)
				for _, o := range others {
					_, from := text.Hash(o)
					f.add(text.FoldOn(from, rest), base)
				}
			}
		}
	}
}

// leastStem is how many letters of a word must stay when an ending is taken off.
const leastStem = 2

// ending gives the stem of a word and the endings it takes instead of its own.
func ending(w string, endings map[string][]string) (stem string, others []string) {
	if others, ok := endings[w]; ok {
		return "", others
	}
	n := 0 // letters before i
	for i := range w {
		if n++; n <= leastStem {
			continue
		}
		if others, ok := endings[w[i:]]; ok {
			return w[:i], others
		}
	}
	return w, endings[""]
}

// beginning gives the rest of a word and the beginnings it takes instead of
// its own.
func beginning(w string, beginnings map[string][]string) (rest string, others []string) {
	for i := len(w); i >= 0; i-- {
		if others, ok := beginnings[w[:i]]; ok && utf8.RuneCountInString(w[i:]) >= leastStem {
			return w[i:], others
		}
	}
	return w, nil
}
