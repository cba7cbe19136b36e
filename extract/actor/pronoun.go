package actor

import "fmt"

// Pronoun classes: who may be meant.
const (
	masculine = "he"
	feminine  = "she"
)

// women reads who is a woman.
func (b *builder) women() error {
	b.g.woman = map[int32]bool{}
	return rows("women.tsv", func(c []string) error {
		i, ok := b.g.byID[c[0]]
		if !ok {
			return fmt.Errorf("no person %q", c[0])
		}
		b.g.woman[i] = true
		return nil
	})
}

// pronoun links "he" or "she" to the one person this sentence and the one
// before name, if there is just one and it can be that one. Where things have
// genders too, that person must have been the subject: "Macron est à Kiev. Il …"
func (m *matcher) pronoun(it *item) {
	tok := int(it.first)
	if m.impersonal(int(it.last)) {
		return
	}
	var who *Mention
	here := m.doc.Tokens[tok].Sent
	for n := len(m.out) - 1; n >= 0; n-- {
		x := &m.out[n]
		if m.doc.Tokens[x.First].Sent+1 < here {
			break
		}
		if x.Kind != Person {
			continue
		}
		if x.Each != nil || who != nil && who.ID != x.ID {
			return
		}
		who = x
	}
	if who == nil || who.ID == "" || !m.ofGender(who, m.g.classes[m.first(it, pronounEntry).class]) || m.namesUnknown(tok) {
		return
	}
	if m.p.gendered && !m.topicAt(who, tok) {
		return
	}
	m.emit(tok, int(it.last), Mention{
		Kind: Person, ID: who.ID, Name: who.Name, Country: who.Country, Office: who.Office,
		Described: true, New: who.New, Score: 0.6, Rule: PronounRule,
	})
}

// PronounRule marks the mentions that are pronouns.
const PronounRule = "pronoun"

// impersonal: "il faut", "il y a".
func (m *matcher) impersonal(tok int) bool {
	return m.p.impersonal.has(runHash([]uint64{m.fold(tok)})) || m.p.impersonal.has(runHash([]uint64{m.fold(tok), m.fold(tok + 1)}))
}

// ofGender: people known are men or women; of others nobody knows.
func (m *matcher) ofGender(x *Mention, class string) bool {
	p, known := m.g.byID[x.ID]
	return !known || m.g.woman[p] == (class == feminine)
}

// topicAt: a person opens the sentence before and a pronoun its own.
func (m *matcher) topicAt(who *Mention, tok int) bool {
	s := &m.doc.Sents[m.doc.Tokens[tok].Sent]
	if tok > int(s.First)+1 || m.doc.Tokens[who.First].Sent == m.doc.Tokens[tok].Sent {
		return false
	}
	for j := int(m.doc.Sents[m.doc.Tokens[who.First].Sent].First); j < who.First; j++ {
		if !m.p.articles.has(m.fold(j)) && !m.p.titles.has(m.fold(j)) && m.itemCovering(j) == nil {
			return false
		}
	}
	return true
}

// namesUnknown: the two sentences hold a name of two words that nobody of the
// gazetteer bears, who may be meant as well.
func (m *matcher) namesUnknown(tok int) bool {
	sent := m.doc.Tokens[tok].Sent
	for j := int(m.doc.Sents[max(sent-1, 0)].First) + 1; j < tok; j++ {
		if m.capitalWord(j) && m.capitalWord(j+1) && m.adjacent(j, j+1) && !m.p.openers.has(m.fold(j)) && !m.startsSentence(j) &&
			m.itemCovering(j) == nil && m.itemCovering(j+1) == nil && !m.inMention(j) {
			return true
		}
	}
	return false
}

func (m *matcher) inMention(tok int) bool {
	for n := len(m.out) - 1; n >= 0; n-- {
		if m.out[n].First <= tok && tok < m.out[n].Last {
			return true
		}
	}
	return false
}
