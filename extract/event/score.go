package event

import "math"

// factor is one part of a draft's confidence, with its reason.
type factor struct {
	value  float64
	reason string
}

// defaultWeight is the prior of a frame that gives none.
const defaultWeight = 0.85

// mostFactors is how many there can be.
const mostFactors = 12

// factors are what a draft's confidence is the product of, in the list's memory.
func (d *draft) factors(st *story, out []factor) []factor {
	w := d.frame.Weight
	if w == 0 {
		w = defaultWeight
	}
	out = append(out, factor{w, d.frame.reason})
	switch {
	case !d.known:
		out = append(out, factor{0.65, "no date"})
	case d.basis == basisContext:
		out = append(out, factor{0.9, "date from the sentences around"})
	case d.basis == basisPublication && !st.leads(d.sent):
		out = append(out, factor{0.45, "date of publication, far from the lead"})
	case d.basis == basisPublication:
		out = append(out, factor{0.8, "date of publication"})
	default:
		out = append(out, factor{1.08, "date in the clause"})
	}
	if st.longAgo(d) {
		out = append(out, factor{0.5, "only a month or a year of the past"})
	}
	if d.inherit {
		out = append(out, factor{0.85, "actors from the sentence around"})
	}
	if d.loose {
		out = append(out, factor{0.8, "actors only named beside it"})
	}
	if d.topical {
		out = append(out, factor{0.7, "actors the article is about"})
	}
	if d.demonyms {
		out = append(out, factor{0.92, "actors known by nationality only"})
	}
	if d.status == proposed {
		out = append(out, factor{0.85, "only a possibility"})
	}
	switch {
	case d.noise > 1:
		out = append(out, factor{0.4, "words of another field"})
	case d.noise == 1:
		out = append(out, factor{0.75, "a word of another field"})
	}
	if st.noisy {
		out = append(out, factor{0.4, "the article is of another field"})
	}
	return out
}

// leadLength is how many sentences of an article are about its own day.
const leadLength = 5

// leads tells whether a sentence is among the article's first.
func (st *story) leads(sent int) bool { return sent < leadLength }

// confidence of a scored draft; 0 until score was called.
func (d *draft) confidence() float64 { return d.score }

// longAgo: what is over and known to the month only is told as background.
func (st *story) longAgo(d *draft) bool {
	past := d.status == occurred || d.status == ongoing || d.status == cancelled
	return d.known && past && d.days.Days() > 14 && st.notFuture(d.days)
}

// The log odds of an event are modesty plus trust times those of its score: the
// scores are too sure of themselves, and too unsure, and the product of many
// parts is too low. go run ./internal/eval/event prints how it holds on the
// development sets; docs/benchmarks.md says how it was weighed against texts read
// for the first time.
const (
	trust   = 0.69
	modesty = 0.6
)

// probability turns a score into how often events of that score are right.
func probability(score float64) float64 {
	score = min(max(score, 0.01), 0.99)
	return 1 / (1 + math.Exp(-modesty)*math.Pow(score/(1-score), -trust))
}
