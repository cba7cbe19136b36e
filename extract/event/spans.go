package event

import (
	"iter"

	"chancery/extract/actor"
	"chancery/extract/timex"
)

// span says which hits, mentions and temporal expressions a sentence holds:
// ranges of their indexes, for all of them stand in the order of the text.
type span struct {
	hits, mentions, timexes struct{ from, to int }
}

// indexNames notes the mentions and temporal expressions of each sentence.
func (sc *scene) indexNames() {
	m, t := 0, 0
	for s := range sc.spans {
		sp, end := &sc.spans[s], int(sc.doc.Sents[s].Last)
		sp.mentions.from, sp.timexes.from = m, t
		for m < len(sc.mentions) && sc.mentions[m].First < end {
			m++
		}
		for t < len(sc.timexes) && sc.timexes[t].First < end {
			t++
		}
		sp.mentions.to, sp.timexes.to = m, t
	}
}

// indexHits does the same for the hits, once they are chosen and sorted.
func (sc *scene) indexHits() {
	h := 0
	for s := range sc.spans {
		sp, end := &sc.spans[s], int(sc.doc.Sents[s].Last)
		sp.hits.from = h
		for h < len(sc.hits) && sc.hits[h].first < end {
			h++
		}
		sp.hits.to = h
	}
}

func (sc *scene) sentOf(token int) int { return int(sc.doc.Tokens[token].Sent) }

func (sc *scene) hitRange(sent int) (from, to int) {
	return sc.spans[sent].hits.from, sc.spans[sent].hits.to
}

// hitsOf gives the hits of a sentence with their indexes.
func (sc *scene) hitsOf(sent int) iter.Seq2[int, *hit] {
	return each(sc.hits, sc.spans[sent].hits.from, sc.spans[sent].hits.to)
}

// mentionsOf gives the mentions of a sentence with their indexes.
func (sc *scene) mentionsOf(sent int) iter.Seq2[int, *actor.Mention] {
	return each(sc.mentions, sc.spans[sent].mentions.from, sc.spans[sent].mentions.to)
}

// timexesOf gives the temporal expressions of a sentence with their indexes.
func (sc *scene) timexesOf(sent int) iter.Seq2[int, *timex.Timex] {
	return each(sc.timexes, sc.spans[sent].timexes.from, sc.spans[sent].timexes.to)
}

func each[T any](list []T, from, to int) iter.Seq2[int, *T] {
	return func(yield func(int, *T) bool) {
		for i := from; i < to; i++ {
			if !yield(i, &list[i]) {
				return
			}
		}
	}
}
