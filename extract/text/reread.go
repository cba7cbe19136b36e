package text

import "slices"

// Reread reads paragraphs again by the rules of another language. The function
// says for each paragraph, given as its sentences, which: nil keeps it. Every
// sentence read again carries that language's tag in Lang.
func (d *Doc) Reread(other func(sents []Sentence) (lang string, rules *Rules)) {
	var tokens []Token
	var sents []Sentence
	var room *tokenizer // for the new lists
	kept := 0           // sentences before it are in the new lists, once there are any
	for first := 0; first < len(d.Sents); {
		last := first + 1
		for last < len(d.Sents) && d.Sents[last].Para == d.Sents[first].Para {
			last++
		}
		if lang, rules := other(d.Sents[first:last]); rules != nil {
			if room == nil {
				room = borrowed()
				tokens = slices.Grow(room.toks, len(d.Tokens)+len(d.Tokens)/8)
				sents = slices.Grow(room.sents, len(d.Sents)+len(d.Sents)/8)
			}
			tokens, sents = d.keep(tokens, sents, kept, first)
			tokens, sents = d.again(tokens, sents, d.Sents[first:last], lang, rules)
			kept = last
		}
		first = last
	}
	if room == nil {
		return
	}
	room.toks, room.sents = d.Tokens, d.Sents
	d.Tokens, d.Sents = d.keep(tokens, sents, kept, len(d.Sents))
	if d.lent != nil { // the two change places
		d.lent.toks, d.lent.sents = d.Tokens, d.Sents
		tokenizers.Put(room)
	}
}

// keep appends sentences [first, last) as they are.
func (d *Doc) keep(tokens []Token, sents []Sentence, first, last int) ([]Token, []Sentence) {
	for k := first; k < last; k++ {
		s := d.Sents[k]
		tokens, sents = put(tokens, sents, d.Tokens[s.First:s.Last], s)
	}
	return tokens, sents
}

// again appends a paragraph as the other language reads it.
func (d *Doc) again(tokens []Token, sents []Sentence, para []Sentence, lang string, rules *Rules) ([]Token, []Sentence) {
	from := para[0].Start
	sub := Borrow(d.Text[from:para[len(para)-1].End], lang, rules)
	foreign := slices.ContainsFunc(para, func(s Sentence) bool { return s.Foreign })
	for i := range sub.Tokens {
		sub.Tokens[i].Start += from
		sub.Tokens[i].End += from
	}
	sub.Tokens[0].Space = d.Tokens[para[0].First].Space
	for _, s := range sub.Sents {
		own := sub.Tokens[s.First:s.Last]
		s.Start, s.End, s.Para, s.Lang = s.Start+from, s.End+from, para[0].Para, lang
		s.Foreign = s.Foreign || foreign
		tokens, sents = put(tokens, sents, own, s)
	}
	sub.Release()
	return tokens, sents
}

// put appends a sentence and its tokens, numbered anew.
func put(tokens []Token, sents []Sentence, own []Token, s Sentence) ([]Token, []Sentence) {
	s.First = int32(len(tokens))
	for _, t := range own {
		t.Sent = int32(len(sents))
		tokens = append(tokens, t)
	}
	s.Last = int32(len(tokens))
	return tokens, append(sents, s)
}
