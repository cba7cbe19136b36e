package main

import (
	"fmt"
	"io"
	"math"
	"slices"

	"chancery/extract"
)

// judged is an event's confidence and whether a careful reader agrees.
type judged struct {
	confidence float64
	right      bool
}

// bounds part confidences into the rows of the reliability table.
var bounds = []float64{0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01}

// reliability prints how often events of a confidence were right: of a
// probability it should be as often as the confidence says. brier is the mean
// squared difference, error the mean difference of the rows, weighted.
func reliability(w io.Writer, all []judged) {
	_, _ = fmt.Fprintf(w, "\n%-12s %8s %12s %8s\n", "confidence", "events", "mean", "right")
	brier, gap, low := 0.0, 0.0, 0.0
	for _, high := range bounds {
		n, sum, right := 0, 0.0, 0
		for _, j := range all {
			if j.confidence < low || j.confidence >= high {
				continue
			}
			n++
			sum += j.confidence
			if j.right {
				right++
			}
		}
		if n > 0 {
			_, _ = fmt.Fprintf(w, "%.2f – %.2f  %8d %12.2f %8.2f\n", low, min(high, 1), n, sum/float64(n), ratio(right, n))
			gap += math.Abs(sum - float64(right))
		}
		low = high
	}
	for _, j := range all {
		brier += math.Pow(j.confidence-truth(j), 2)
	}
	n := max(len(all), 1)
	a, b := fit(all)
	_, _ = fmt.Fprintf(w, "%d events, brier %.3f, error %.3f; best fit of log odds %.2f %+.2f times those of the confidence\n\n",
		len(all), brier/float64(n), gap/float64(n), a, b)
}

func truth(j judged) float64 {
	if j.right {
		return 1
	}
	return 0
}

// fit finds a and b of the logistic curve that makes the confidences most
// likely (Platt's scaling), by Newton's steps.
func fit(all []judged) (a, b float64) {
	b = 1
	for range 50 {
		var ga, gb, haa, hab, hbb float64
		for _, j := range all {
			c := min(max(j.confidence, 0.01), 0.99)
			x := math.Log(c / (1 - c))
			p := 1 / (1 + math.Exp(-(a + b*x)))
			d, v := truth(j)-p, p*(1-p)
			ga, gb = ga+d, gb+d*x
			haa, hab, hbb = haa+v, hab+v*x, hbb+v*x*x
		}
		det := haa*hbb - hab*hab
		if det == 0 {
			break
		}
		a += (hbb*ga - hab*gb) / det
		b += (haa*gb - hab*ga) / det
	}
	return a, b
}

// judge notes what became of each event of an article.
func (s *score) judge(events []extract.Event, used []bool) {
	for i, e := range events {
		s.judged = append(s.judged, judged{e.Confidence, used[i]})
	}
}

// collect gathers the judgements of the sets that may be looked at.
func collect(held bool, all []judged, s *score) []judged {
	if held {
		return all
	}
	return slices.Concat(all, s.judged)
}
