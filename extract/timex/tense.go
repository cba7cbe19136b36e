package timex

import (
	"strings"

	"chancery/extract/text"

	"golang.org/x/text/unicode/norm"
)

// tense knows the words by which a clause tells past from future.
type tense struct {
	lex     *lexicon
	tight   *lexicon          // words that tell only right before the expression
	saying  *lexicon          // verbs of saying, which may follow what is said
	endings [256][]verbEnding // by their last byte
}

// verbEnding is a verb's ending and what it tells; a circumfix ("ge-t") has a
// prefix as well.
type verbEnding struct {
	prefix, suffix string
	sym            sym
}

// What a cue tells.
const (
	cuePast sym = iota + 1
	cueFuture
	cuePresent
	cueParticiple // past, unless an auxiliary before it says otherwise
	cueNeutral    // tells nothing, and ends with no verb ending
	cueBoundary   // a clause begins
	cuePerfect    // an auxiliary: past with a participle, else present
	cueEither     // a present or a participle: the auxiliary tells
	cueCommit     // what follows is ahead, what stands before is past: "agreed to"
)

// How far from an expression a verb may stand, in tokens, and how far an
// auxiliary from its participle.
const (
	reachLeft      = 24
	reachRight     = 18
	reachAuxiliary = 4
)

// compileTense enters the lists; "-era" among them is an ending.
func compileTense(p *tensePack, rules *text.Rules) *tense {
	t := &tense{lex: newLexicon(rules)}
	for _, l := range []struct {
		words []string
		sym   sym
	}{
		{p.Neutral, cueNeutral},
		{p.Past, cuePast},
		{p.Future, cueFuture},
		{p.Present, cuePresent},
		{p.Participle, cueParticiple},
		{p.Boundary, cueBoundary},
		{p.Perfect, cuePerfect},
		{p.Either, cueEither},
		{p.Commit, cueCommit},
	} {
		for _, w := range l.words {
			for _, form := range braces(w) {
				if prefix, suffix, ok := strings.Cut(form, "-"); ok && suffix != "" && !strings.Contains(suffix, "-") {
					last := suffix[len(suffix)-1]
					t.endings[last] = append(t.endings[last], verbEnding{prefix, suffix, l.sym})
					continue
				}
				t.lex.add(form, lexeme{sym: l.sym})
			}
		}
	}
	t.tight = newLexicon(rules)
	for _, w := range p.TightPast {
		t.tight.add(w, lexeme{sym: cuePast})
	}
	for _, w := range p.TightFuture {
		t.tight.add(w, lexeme{sym: cueFuture})
	}
	t.saying = newLexicon(rules)
	for _, w := range p.Saying {
		for _, form := range braces(w) {
			t.saying.add(form, lexeme{sym: cuePast})
		}
	}
	return t
}

// before tells what the words right before token first say.
func (m *matcher) before(first int) (dir, at int) {
	lex := m.g.tense.tight
	for back := 1; back <= 3 && first-back >= m.from; back++ {
		n := lex.start(&m.toks[first-back])
		for j := first - back + 1; n != 0 && j < first; j++ {
			n = lex.next(n, &m.toks[j])
		}
		if n == 0 || len(lex.nodes[n].lexemes) == 0 {
			continue
		}
		if lex.nodes[n].lexemes[0].sym == cuePast {
			return -1, first - back
		}
		return +1, first - back
	}
	return 0, 0
}

// cue tells what the words from token i say; n is how many they are.
func (t *tense) cue(d *text.Doc, i, limit int) (s sym, n int) {
	tok := &d.Tokens[i]
	node := t.lex.start(tok)
	for j := i; node != 0; {
		upper := false // what asks for a capital knows better: May is no "may"
		for k := range t.lex.nodes[node].lexemes {
			if l := &t.lex.nodes[node].lexemes[k]; l.fits(tok) && (l.upper || !upper) {
				s, n, upper = l.sym, j-i+1, l.upper
			}
		}
		if j++; j >= limit {
			break
		}
		node = t.lex.next(node, &d.Tokens[j])
	}
	if n > 0 || tok.Kind != text.Word || tok.Upper && int(d.Sents[tok.Sent].First) != i {
		return s, max(n, 1)
	}
	if i > 0 && d.Tokens[i-1].Kind == text.Hyphen && !tok.Space {
		return 0, 1 // "EU-related", "UN-backed" tell no time
	}
	return t.byEnding(d.Word(i)), 1
}

func (t *tense) byEnding(word string) sym {
	word = strings.ToLower(plain(word))
	for _, e := range t.endings[word[len(word)-1]] {
		if len(word) > len(e.prefix)+len(e.suffix)+1 && strings.HasSuffix(word, e.suffix) && strings.HasPrefix(word, e.prefix) {
			return e.sym
		}
	}
	return 0
}

// plain composes accents and drops soft hyphens and joiners, as the pack is written.
func plain(word string) string {
	seen := text.Visible(word)
	if seen == "" {
		return word
	}
	word = seen
	if !norm.NFC.IsNormalString(word) {
		word = norm.NFC.String(word)
	}
	return word
}

// direction weighs the verbs around tokens [first, last) of a sentence: the
// nearest to the left in the same clause, else the nearest to the right, else
// whatever stands further left. It gives -1, +1 or 0, and the word that told.
func (m *matcher) direction(first, last int) (dir int, word string) {
	if dir, at := m.before(first); dir != 0 {
		return dir, m.doc.Word(at)
	}
	if dir, at := m.scanLeft(first, false); dir != 0 {
		return dir, m.doc.Word(at)
	}
	if dir, at := m.scanRight(last); dir != 0 {
		return dir, m.doc.Word(at)
	}
	if dir, at := m.scanLeft(first, true); dir != 0 {
		return dir, m.doc.Word(at)
	}
	return 0, ""
}

func (m *matcher) scanLeft(first int, beyond bool) (dir, at int) {
	t := m.g.tense
	for i := first - 1; i >= m.from && i >= first-reachLeft; i-- {
		s, _ := t.cue(m.doc, i, first)
		if s != 0 && i > m.from {
			if whole, n := t.cue(m.doc, i-1, first); n > 1 && (whole != cueNeutral || s == cuePresent) {
				s, i = whole, i-1 // "a pris part mardi": the words say it together
			}
		}
		switch s {
		case cuePast:
			return -1, i
		case cueFuture, cuePresent, cueCommit:
			return +1, i
		case cueParticiple:
			if m.passiveInfinitive(i) {
				continue
			}
			return m.auxiliary(i), i
		case cueEither:
			return m.either(i), i
		case cuePerfect:
			if dir := m.perfect(i); dir != 0 {
				return dir, i
			}
		case cueBoundary:
			if !beyond {
				return 0, 0
			}
		}
		if !beyond && m.clauseMark(i) {
			return 0, 0
		}
	}
	return 0, 0
}

func (m *matcher) scanRight(last int) (dir, at int) {
	t, comma := m.g.tense, false
	for i := last; i < m.limit && i < last+reachRight; i++ {
		s, n := t.cue(m.doc, i, m.limit)
		comma = comma || m.doc.Word(i) == ","
		if comma && (s == cuePast || s == cueParticiple) && (m.says(i) || m.says(i+1)) {
			return 0, 0
		}
		switch s {
		case cuePast, cueParticiple, cueCommit:
			return -1, i
		case cueFuture, cuePresent:
			return +1, i
		case cueEither:
			return m.either(i), i
		case cuePerfect:
			if dir := m.perfect(i); dir != 0 {
				return dir, i
			}
		case cueBoundary:
			if i > last {
				return 0, 0
			}
		}
		if m.clauseMark(i) {
			return 0, 0
		}
		i += n - 1
	}
	return 0, 0
}

// says tells whether token i is a verb of saying: ", a déclaré X" behind a comma
// tells when it was said, not when what is said takes place.
func (m *matcher) says(i int) bool {
	if i >= m.limit {
		return false
	}
	n := m.g.tense.saying.start(&m.toks[i])
	return n != 0 && len(m.g.tense.saying.nodes[n].lexemes) > 0
}

// passiveInfinitive: in "avant d'être reçu vendredi" the participle goes with a
// word that tells no time of its own; the verb before them does.
func (m *matcher) passiveInfinitive(i int) bool {
	if i-1 < m.from {
		return false
	}
	s, _ := m.g.tense.cue(m.doc, i-1, i)
	return s == cueNeutral
}

// auxiliary asks what stands before a participle: "devrait être présenté" is
// future, "est arrivé" past.
func (m *matcher) auxiliary(i int) int {
	t := m.g.tense
	for k := i - 1; k >= m.from && k >= i-reachAuxiliary; k-- {
		switch s, _ := t.cue(m.doc, k, i); s {
		case cueFuture:
			return +1
		case cuePast, cueBoundary:
			return -1
		}
		if m.clauseMark(k) {
			return -1
		}
	}
	return -1
}

// perfect asks for the participle of the auxiliary at token i: right before it
// ("begonnen hat") or after it in the clause. Without one the auxiliary is a
// present; when the clause is broken off by a mark, nothing can be said.
func (m *matcher) perfect(i int) int {
	if i > m.from {
		if s, _ := m.g.tense.cue(m.doc, i-1, i); s == cueParticiple || s == cueEither {
			return -1
		}
	}
	for k := i + 1; k < m.limit && k < i+reachRight; k++ {
		switch s, _ := m.g.tense.cue(m.doc, k, m.limit); s {
		case cueParticiple, cueEither, cuePast:
			return -1
		case cueBoundary:
			return +1
		}
		if m.clauseMark(k) {
			return 0
		}
	}
	return +1
}

// either reads a form that is a present as well as a participle: with an
// auxiliary in its clause it is the latter.
func (m *matcher) either(i int) int {
	for _, step := range []int{-1, +1} {
		for k := i + step; k >= m.from && k < m.limit && k > i-reachRight && k < i+reachAuxiliary; k += step {
			switch s, _ := m.g.tense.cue(m.doc, k, m.limit); s {
			case cuePerfect, cuePast:
				return -1
			case cueFuture:
				return +1
			case cueBoundary:
				k = m.limit // the clause ends
			}
			if k < m.limit && m.clauseMark(k) {
				break
			}
		}
	}
	return +1
}

// pastBy tells whether a past verb overrules the word right before a weekday
// that opens a clause: "By Tuesday they were back". Months do not bear it.
func (m *matcher) pastBy(first, last int) bool {
	dir, at := m.before(first)
	if dir <= 0 || !m.opensClause(at) {
		return false
	}
	right, _ := m.scanRight(last)
	return right < 0
}

// clockReach is how many tokens after a weekday a time of day may begin.
const clockReach = 4

// clockFollows tells whether a time of day written in digits follows.
func (m *matcher) clockFollows(i int) bool {
	var buf [12]reading
	for end := min(i+clockReach, m.limit); i < end; i++ {
		if m.toks[i].Kind != text.Number {
			continue
		}
		for _, rd := range m.digitReadings(i, buf[:0]) {
			if rd.sym == symClock {
				return true
			}
		}
		return false
	}
	return false
}

// opensClause tells whether token i stands first in its sentence or after a
// mark.
func (m *matcher) opensClause(i int) bool {
	return i == m.from || m.toks[i-1].Kind == text.Punct || m.toks[i-1].Kind == text.Stop
}

// clauseMark tells whether token i is a mark that parts clauses for good.
func (m *matcher) clauseMark(i int) bool {
	switch m.doc.Word(i) {
	case ";", ":", "—", "–", "(", ")", "«", "»", "“", "”", "\"":
		return true
	}
	return false
}
