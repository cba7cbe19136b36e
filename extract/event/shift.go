package event

// pastConjunction skips "after he" behind "a day".
func (sc *scene) pastConjunction(k int) int {
	for from := k; k < len(sc.doc.Tokens) && k < from+2 && sc.class[k]&cSub != 0; k++ {
	}
	return k
}

// shiftDays: "au lendemain de la visite" dates the visit by the clause's day.
func (sc *scene) shiftDays(cs []*core, sent int) {
	for _, t := range sc.timexesOf(sent) {
		if t.OfEvent == 0 {
			continue
		}
		for _, c := range cs {
			first := sc.hits[c.hit].first
			if from := sc.pastConjunction(t.Last); first >= from && sc.between(from, first) <= costWord*2 {
				c.shift, c.moved = t.OfEvent, true
				break
			}
		}
	}
}
