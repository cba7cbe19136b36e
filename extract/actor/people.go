package actor

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/lang"
)

// people reads the files of persons; the editors' come last and win: names
// are added, terms of the same office replace the other source's.
func (b *builder) people() error {
	for _, file := range []string{"people.tsv", "people-editor.tsv", "people-offices.tsv", "people-scripts.tsv"} {
		err := rows(file, func(c []string) error { return b.person(c) })
		if err != nil {
			return err
		}
	}
	return nil
}

// person reads one row: id, English name, variants, terms. Variants are
// "fr=Vladimir Poutine" (the first of a language is its display name), "=…"
// for any language and "s=…" for what stands as the surname.
func (b *builder) person(c []string) error {
	if len(c) < 4 {
		return fmt.Errorf("want id, name, variants, terms")
	}
	terms, err := parseTerms(c[3])
	if err != nil {
		return err
	}
	i, known := b.g.byID[c[0]]
	if !known {
		i = b.newRec(rec{id: c[0], kind: Person, names: []langName{{lang.Default, c[1]}}})
	} else if r := &b.g.records[i]; r.names[0].name != c[1] {
		r.names = slices.Insert(r.names, 0, langName{lang.Default, c[1]})
	}
	r := &b.g.records[i]
	for v := range strings.SplitSeq(c[2], ";") {
		tag, name, ok := strings.Cut(strings.TrimSpace(v), "=")
		switch {
		case !ok:
		case tag == "s" && name == "-": // none: known by title or full name only
			r.surnames = append(r.surnames, "")
		case tag == "s":
			r.surnames = append(r.surnames, name)
		case tag == "c":
			r.country = name
		default:
			r.names = append(r.names, langName{tag, name})
		}
	}
	b.replaceTerms(i, terms)
	if r.country == "" && len(terms) > 0 {
		r.country = terms[len(terms)-1].Country
	}
	return nil
}

func (b *builder) replaceTerms(i int32, terms []Term) {
	old := slices.DeleteFunc(b.g.terms[i], func(t Term) bool {
		return slices.ContainsFunc(terms, func(n Term) bool { return n.Country == t.Country && n.Office == t.Office })
	})
	if all := append(old, terms...); len(all) > 0 {
		b.g.terms[i] = all
	}
}

// indexPeople puts every person's names in the trie, once all terms are known.
func (b *builder) indexPeople() error {
	translits, err := b.translits()
	if err != nil {
		return err
	}
	groups, err := spellings()
	if err != nil {
		return err
	}
	if err := b.readParticles(); err != nil {
		return err
	}
	for i := range b.g.records {
		r := &b.g.records[i]
		if r.kind != Person {
			continue
		}
		for _, t := range b.g.terms[int32(i)] {
			r.top = r.top || topOffices[t.Office]
			if _, state := b.g.states[t.Country]; state && b.g.states[r.country] == nil {
				r.country = t.Country
			}
		}
		r.family = b.g.families[r.country]
		b.transliterate(r, translits)
		b.indexPerson(int32(i), groups)
	}
	return nil
}

// findEntries notes where each person's full name is.
func (g *Gazetteer) findEntries() {
	g.personEntry = make([]int32, len(g.records))
	for e := range g.trie.entries {
		if en := &g.trie.entries[e]; en.kind == nameEntry && g.records[en.rec].kind == Person {
			g.personEntry[en.rec] = int32(e)
		}
	}
}

func (b *builder) indexPerson(i int32, groups map[string][]string) {
	r := &b.g.records[i]
	surnames := slices.Clone(r.surnames)
	if info := b.g.states[r.country]; info != nil && info.noSurname && len(surnames) == 0 {
		surnames = []string{""}
	}
	told := len(surnames) > 0 // by hand, or that there is none
	for _, n := range r.names {
		b.add(n.name, entry{kind: nameEntry, rec: i, langs: allLangs})
		if r.top {
			for _, v := range respell(n.name, groups) {
				b.add(v, entry{kind: nameEntry, rec: i, langs: allLangs})
			}
		}
		if !told {
			whole := surname(n.name, r.family, b.particles)
			surnames = append(surnames, whole)
			if bare := withoutParticle(whole, b.particles); bare != "" {
				b.add(bare, entry{kind: surnameEntry, rec: i, langs: allLangs, flags: shortened})
			}
		}
		if bare := regnal(n.name); bare != "" {
			b.add(bare, entry{kind: surnameEntry, rec: i, langs: allLangs, flags: secondary})
		}
		if given := givenName(n.name); given != "" && !r.family && !slices.Contains(r.surnames, given) {
			bearer := i
			if !r.top {
				bearer = -1 // only tells that the word is a given name
			}
			b.add(given, entry{kind: givenEntry, rec: bearer, langs: allLangs})
		}
	}
	slices.Sort(surnames)
	for _, s := range slices.Compact(surnames) {
		if s != "" {
			b.add(s, entry{kind: surnameEntry, rec: i, langs: allLangs})
		}
	}
}

// readParticles reads the words that open a surname in whatever language.
func (b *builder) readParticles() error {
	b.particles = map[string]bool{}
	return rows("particles.tsv", func(c []string) error {
		for _, w := range strings.Fields(c[0]) {
			b.particles[w] = true
		}
		return nil
	})
}

// givenName is the first of several words, when it is long enough to tell.
func givenName(name string) string {
	i := strings.IndexFunc(name, partsNames)
	if i <= 2 {
		return ""
	}
	return name[:i]
}

// partsNames: a space, or the mark that stands between the parts of a foreign
// name in scripts without spaces.
func partsNames(r rune) bool { return r == ' ' || r == middleDot }

const middleDot = '\u00b7'

// surname is the part of a name that stands alone: the last word with its
// particles, or the first where the family name comes first.
func surname(name string, familyFirst bool, particles map[string]bool) string {
	words := strings.FieldsFunc(name, partsNames)
	if len(words) < 2 {
		return ""
	}
	if familyFirst {
		return words[0]
	}
	i := len(words) - 1
	if isRoman(words[i]) {
		return "" // "Charles III" has none
	}
	for i > 1 && particles[strings.ToLower(words[i-1])] {
		i--
	}
	return strings.Join(words[i:], " ")
}

// withoutParticle gives the rest of a surname that a hyphen joins to its particle,
// since the press drops it ("Bashir" for al-Bashir), "" for others.
func withoutParticle(surname string, particles map[string]bool) string {
	particle, rest, ok := strings.Cut(surname, "-")
	if r, _ := utf8.DecodeRuneInString(rest); !ok || !particles[strings.ToLower(particle)] || !unicode.IsUpper(r) {
		return ""
	}
	return rest
}

func isRoman(s string) bool { return strings.Trim(s, "IVX.") == "" }

// regnal gives the bare name of a monarch or pope with a number, "" for others.
func regnal(name string) string {
	words := strings.Fields(name)
	if n := len(words); n > 1 && isRoman(words[n-1]) {
		return strings.Join(words[:n-1], " ")
	}
	return ""
}
