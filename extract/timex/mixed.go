package timex

import (
	"sync"

	"chancery/extract/language"
	"chancery/extract/text"
	"chancery/lang"
)

// Languages reads texts that may hold paragraphs of another language than their
// own: each paragraph is read by its own language's pack. Packs are loaded when
// the first text or paragraph needs them. It may be shared by goroutines.
type Languages struct {
	mu      sync.Mutex
	taggers map[string]*Tagger
	teller  *language.Teller
}

// Open gives the Tagger of a language, compiled at the first call.
func (l *Languages) Open(tag string) (*Tagger, error) {
	l.mu.Lock()
	t := l.taggers[tag]
	l.mu.Unlock()
	if t != nil {
		return t, nil
	}
	tag, err := lang.Match(tag)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open(tag)
}

func (l *Languages) open(tag string) (*Tagger, error) {
	if t := l.taggers[tag]; t != nil {
		return t, nil
	}
	t, err := Open(tag)
	if err != nil {
		return nil, err
	}
	if l.taggers == nil {
		l.taggers = map[string]*Tagger{}
	}
	l.taggers[tag] = t
	return t, nil
}

// Doc tokenises a text of the given language; paragraphs that are clearly
// another's are read by that one's rules, and their sentences carry its tag.
func (l *Languages) Doc(s, tag string) (*text.Doc, error) {
	doc, err := l.Borrow(s, tag)
	if doc != nil {
		doc.Keep()
	}
	return doc, err
}

// Borrow is Doc in memory that is used again, see text.Borrow.
func (l *Languages) Borrow(s, tag string) (*text.Doc, error) {
	own, err := l.Open(tag)
	if err != nil {
		return nil, err
	}
	doc := text.Borrow(s, own.tag, own.Rules())
	doc.Reread(func(sents []text.Sentence) (string, *text.Rules) {
		if err != nil || own.reads(doc, sents) {
			return "", nil
		}
		var other *Tagger
		if other, err = l.other(own, doc.Tokens[sents[0].First:sents[len(sents)-1].Last]); other == nil {
			return "", nil
		}
		return other.tag, other.Rules()
	})
	return doc, err
}

// other gives the tagger of a paragraph's language when it is not the text's.
func (l *Languages) other(own *Tagger, paragraph []text.Token) (*Tagger, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.teller == nil {
		t, err := language.New()
		if err != nil {
			return nil, err
		}
		l.teller = t
	}
	tag := l.teller.Other(paragraph, own.tag)
	if tag == "" || !lang.Has(tag, packFile) {
		return nil, nil //nolint:nilnil // no other language is no error
	}
	return l.open(tag)
}

// Tag finds the temporal expressions of a document made by Doc. What one
// paragraph names is what the next leans on, whatever the languages.
func (l *Languages) Tag(doc *text.Doc, o Options) ([]Timex, error) {
	return l.AppendTag(nil, doc, o)
}

// AppendTag is Tag behind what a list holds already.
func (l *Languages) AppendTag(list []Timex, doc *text.Doc, o Options) ([]Timex, error) {
	own, err := l.Open(doc.Lang)
	if err != nil {
		return nil, err
	}
	packs := map[string]*Tagger{"": own}
	for i := range doc.Sents {
		if s := &doc.Sents[i]; s.Lang != "" && packs[s.Lang] == nil {
			if packs[s.Lang], err = l.Open(s.Lang); err != nil {
				return nil, err
			}
		}
	}
	return own.tagAll(list, doc, o, packs), nil
}

// A paragraph is the text's own without a further look when it is shorter than
// this, or so many of its first words are function words of that language.
const (
	fewestWords  = 12
	firstWords   = 64
	plainlyShare = 0.34
	// plainlyWords are that share of the most words looked at: more need not be
	// counted.
	plainlyWords = 22
)

// reads is the cheap look that settles nearly every paragraph: is it short, or
// plainly of the tagger's language?
func (t *Tagger) reads(doc *text.Doc, sents []text.Sentence) bool {
	words, own := 0, 0
	for i := sents[0].First; i < sents[len(sents)-1].Last && words < firstWords && own < plainlyWords; i++ {
		switch tok := &doc.Tokens[i]; tok.Kind {
		case text.Clitic:
			words++
			own++
		case text.Word:
			words++
			if t.common.Has(tok.Lower) {
				own++
			}
		}
	}
	return words < fewestWords || float64(own) >= plainlyShare*float64(words)
}
