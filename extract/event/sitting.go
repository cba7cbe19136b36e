package event

import "chancery/extract/actor"

// adverbial tells whether a word is part of a phrase that only says how: "en
// tête-à-tête", "à partir de".
func (sc *scene) adverbial(i int) bool {
	const both = classCovered | cAdv
	return sc.class[i]&both == both
}

// named tells whether a noun lies wholly inside an organisation's name.
func (sc *scene) named(h *hit) bool {
	m := &sc.mentions[sc.mention[h.first]-1]
	return m.Kind == actor.Org && m.First <= h.first && h.last <= m.Last && !sc.sitting(m)
}

// sitting: a body named with a day of its own is one of its meetings: "le
// Conseil européen des 23 et 24 juin", and so is "un Conseil européen".
func (sc *scene) sitting(m *actor.Mention) bool {
	if m.First > 0 && sc.sameSent(m.First-1, m.First) && sc.class[m.First-1]&cIndef != 0 {
		return true
	}
	for k := m.Last; k < len(sc.doc.Tokens) && sc.sameSent(k, m.First); k++ {
		if sc.timex[k] > 0 {
			return k > m.Last && usable(&sc.timexes[sc.timex[k]-1])
		}
		if sc.class[k]&(cOf|cDet) == 0 {
			return false
		}
	}
	return false
}
