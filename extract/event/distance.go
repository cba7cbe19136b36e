package event

import (
	"slices"

	"chancery/extract/actor"
	"chancery/extract/text"
)

// Costs of what stands between two parts of a sentence. They are set on
// examples, not on any article: a comma hardly parts, a subordinator does.
const (
	costComma    = 0.8
	costAnd      = 2
	costRelative = 3
	costSub      = 7
	costBreak    = 5 // ; : and dashes
	costVerb     = 2 // another verb of the lexicon
	costWord     = 0.5
	costFar      = 9 // beyond this two parts have nothing to do with each other
)

func punctCost(s string) float64 {
	switch s {
	case ",", "(", ")":
		return costComma
	case ";", ":", "–", "—":
		return costBreak
	}
	return 0
}

// titleReach is how much longer a title before a comma may be.
const titleReach = 3

// describe marks the words before a person's name that only describe it, from
// the article on: "le président français" in "le président français X".
func (sc *scene) describe() {
	for i := range sc.mentions {
		m := &sc.mentions[i]
		if m.Kind != actor.Person {
			continue
		}
		comma := sc.titleComma(m)
		from, official := -1, !comma
		start, reach := m.First-1, nounReach+2
		if comma {
			start, reach = start-1, reach+titleReach
		}
		for k := start; k >= 0 && m.First-k <= reach && sc.sameSent(k, m.First); k-- {
			if sc.class[k]&(cDet|cPoss) != 0 {
				if official {
					from = sc.wholeTitle(m, k)
				} else if k > 0 && sc.class[k-1]&cOf != 0 {
					continue // "la représentante de l'Union, X"
				}
				break
			}
			if comma && official && sc.class[k]&anyPrep != 0 {
				from = k + 1 // "du président ukrainien, X": the article is in the preposition
				break
			}
			if start < m.First-1 && sc.class[k]&^classMarks == cOfficial {
				official = true
				continue
			}
			if sc.class[k] == cOf && m.Office != "" {
				continue // "secrétaire d'État", "ministre des Affaires étrangères"
			}
			own := sc.mention[k] > 0 && !sc.mentions[sc.mention[k]-1].Demonym
			if own || sc.timex[k] > 0 || sc.hitAt[k] > 0 || sc.class[k]&^classMarks != 0 || sc.doc.Tokens[k].Kind == text.Punct {
				break
			}
		}
		if from < 0 && m.Office != "" {
			from = sc.capitalTitle(m)
		}
		for k := from; from >= 0 && k < m.First; k++ {
			sc.nounPhr[k] = true
		}
	}
}

// capitalTitle finds the start of a title without an article, written in
// capitals: "US Secretary of State X"; -1 when there is none.
func (sc *scene) capitalTitle(m *actor.Mention) int {
	from := -1
	for k := m.First - 1; k >= 0 && m.First-k <= nounReach+3 && sc.sameSent(k, m.First); k-- {
		switch {
		case sc.hitAt[k] > 0 || sc.timex[k] > 0 || sc.doc.Tokens[k].Kind != text.Word:
			return from
		case sc.doc.Tokens[k].Upper:
			from = k
		case sc.class[k] != cOf || k == 0 || !sc.doc.Tokens[k-1].Upper:
			return from
		}
	}
	return from
}

// titleComma: "el presidente ruso, Vladímir Putin": a comma stands between
// title and name, in languages that write it so.
func (sc *scene) titleComma(m *actor.Mention) bool {
	return sc.x.commaTitles && m.Office != "" && m.First > 1 && sc.sameSent(m.First-1, m.First) && sc.doc.Word(m.First-1) == ","
}

// wholeTitle goes on to the left where the article found belongs to a title of
// two parts: "le chef de [la] diplomatie américaine X".
func (sc *scene) wholeTitle(m *actor.Mention, k int) int {
	if m.Office == "" || k < 3 || !sc.sameSent(k-3, k) || sc.class[k-1]&cOf == 0 {
		return k
	}
	if sc.hitAt[k-2] > 0 || sc.mention[k-2] > 0 || sc.class[k-2] != 0 {
		return k
	}
	if sc.class[k-3]&(cDet|cPoss) != 0 {
		return k - 3
	}
	return k - 2
}

// govern finds for each mention the preposition its noun phrase hangs on.
func (sc *scene) govern() {
	for i := range sc.mentions {
		if sc.second(i) {
			sc.gov[i] = sc.gov[i-1]
			continue
		}
		if sc.gov[i] = sc.governor(i); sc.gov[i] == 0 && sc.dateline(i) {
			sc.gov[i] = cTo // where the article was written, not who acts
		}
	}
}

// seats makes a capital that acts the organisation seated there ("Bruxelles a
// gelé les avoirs"), unless the article names more of its own state.
func (sc *scene) seats() {
	if len(sc.x.speaksFor) == 0 {
		return
	}
	for i := range sc.mentions {
		m := &sc.mentions[i]
		s, ok := sc.x.speaksFor[m.ID]
		if !ok || !m.Metonym || sc.gov[i]&(cWith|cBetween|cBy|cAgainst) == 0 && (sc.gov[i] != 0 || !sc.verbFollows(m.Last)) {
			continue
		}
		if slices.ContainsFunc(sc.mentions, func(o actor.Mention) bool { return o.Country == m.Country && o.ID != m.ID }) {
			continue
		}
		m.ID, m.Kind, m.Country = s.ID, actor.Org, s.Code
	}
}

// nounReach is how many words of no class may stand between a preposition and
// the name it governs ("avec son homologue russe, le très attendu X").
const nounReach = 4

func (sc *scene) governor(i int) class {
	m := &sc.mentions[i]
	if sc.owns(m.Last) {
		return cOf // "Trump's ire": the name is no subject
	}
	unknown := 0
	start := m.First
	for start > 0 && sc.nounPhr[start-1] {
		start--
	}
	if sc.ownsNoun(start) {
		return cOf
	}
	// "à Akaba le président X": what stands before a title's article is not of it.
	titled := start < m.First && sc.class[start]&cDet != 0
	for k := start - 1; k >= 0 && sc.sameSent(k, m.First); k-- {
		c := sc.class[k]
		if prep := c & anyPrep; prep != 0 {
			if head := sc.officialsBefore(k); (prep&cOf != 0 || prep == cTo && m.Kind == actor.Org) && head >= 0 {
				k = head
				continue
			}
			if prep == cAfter && sc.verbFollowsList(i) {
				return 0 // "after X appointed Y": a conjunction
			}
			return prep
		}
		switch {
		case sc.mention[k] > 0:
			before := int(sc.mention[k]) - 1
			if !sc.mentions[before].Demonym {
				return 0
			}
		case sc.timex[k] > 0, sc.hitAt[k] > 0 && sc.hits[sc.hitAt[k]-1].verb >= 0:
			return 0
		case c&cAnd != 0:
			return sc.coordinated(i, k)
		case c&(cSub|cRel|cHave|cBe|cPlanned|cCond|cNeg) != 0:
			return 0
		case sc.doc.Tokens[k].Kind == text.Punct:
			return sc.apposed(i, k)
		case sc.doc.Tokens[k].Kind == text.Stop && !sc.doc.Tokens[k].Space:
			// A stop inside a sentence ends an abbreviation: "MM. X et Y".
		case sc.doc.Tokens[k].Kind == text.Stop || sc.doc.Tokens[k].Kind == text.Quote:
			return 0
		case titled && c == 0 && sc.doc.Tokens[k].Upper && k > int(sc.doc.Sents[sc.doc.Tokens[k].Sent].First):
			return 0
		case c&(cDet|cAdv) != 0 || sc.doc.Tokens[k].Upper:
		default:
			if unknown++; unknown > nounReach {
				return 0
			}
		}
	}
	return 0
}

// owns tells whether a possessive clitic stands right behind a name.
func (sc *scene) owns(k int) bool {
	return k < len(sc.doc.Tokens) && sc.doc.Tokens[k].Kind == text.Clitic && !sc.doc.Tokens[k].Space
}

// officialsBefore finds the noun of people in office that a name hangs on by
// "of": "les ministres des Affaires étrangères de l'UE" act for the UE, and so
// do all of a list: "les présidents de Serbie, de Croatie et de Bosnie". It
// gives the noun's token, or -1.
func (sc *scene) officialsBefore(of int) int {
	from, listed, open := of, false, true
	for k := of - 1; k >= max(0, from-6) && sc.sameSent(k, of); k-- {
		c := sc.class[k]
		if c&cOfficial != 0 {
			return k
		}
		if before := int(sc.mention[k]) - 1; before >= 0 && listed && sc.mentions[before].Kind == actor.State {
			k = sc.mentions[before].First
			from, listed, open = k, false, true
			continue
		}
		open = open && (c&(cOf|cDet|cAnd) != 0 || sc.doc.Word(k) == ",")
		if listed = open && c&(cOf|cDet) == 0; listed {
			continue
		}
		if sc.mention[k] > 0 || sc.hitAt[k] > 0 || c&^(cOf|cDet|cAnd|classCovered|classMarks) != 0 || sc.doc.Tokens[k].Kind != text.Word && sc.doc.Tokens[k].Kind != text.Clitic {
			return -1
		}
	}
	return -1
}

// coordinated: a name behind "et" shares the slot of the name before it,
// unless a verb follows that makes it a new subject.
func (sc *scene) coordinated(i, and int) class {
	verb := sc.verbFollows(sc.mentions[i].Last)
	k := and - 1
	for k >= 0 && sc.doc.Tokens[k].Kind == text.Punct {
		k--
	}
	if k < 0 || sc.mention[k] == 0 || int(sc.mention[k])-1 >= i {
		return 0
	}
	before := int(sc.mention[k]) - 1
	if before > 0 && sc.mentions[i].Kind == actor.Person && sc.complements(before-1, before) {
		before-- // "A of X and B of Y": the two people are the list
	}
	if g := sc.gov[before]; !verb || g&cBetween != 0 {
		return g
	}
	return 0
}

// apposed: a name in a list, or between commas behind another name of the same
// country ("son homologue russe, Sergueï Lavrov,"), shares that name's slot.
func (sc *scene) apposed(i, comma int) class {
	k := comma - 1
	if sc.doc.Word(comma) != "," || k < 0 || sc.mention[k] == 0 || sc.verbFollows(sc.mentions[i].Last) {
		return 0
	}
	before := int(sc.mention[k]) - 1
	same := sc.mentions[before].Country == sc.mentions[i].Country
	if before < i && (same || sc.mentions[before].Kind == sc.mentions[i].Kind) {
		return sc.gov[before]
	}
	return 0
}

// verbFollowsList: a verb follows the list a name opens or stands in: "after A,
// B and C recognised D".
func (sc *scene) verbFollowsList(i int) bool {
	k := sc.mentions[i].Last
	for sc.sameSent(k, sc.mentions[i].First) && k < len(sc.doc.Tokens)-1 && (sc.mention[k] > 0 || sc.class[k]&(cAnd|cDet) != 0 || sc.doc.Word(k) == ",") {
		k++
	}
	return sc.verbFollows(sc.mentions[i].Last) || sc.mention[k-1] > 0 && sc.verbFollows(k)
}

// verbFollows tells whether a verb group starts right behind token k.
func (sc *scene) verbFollows(k int) bool {
	for ; k < len(sc.doc.Tokens); k++ {
		c := sc.class[k]
		switch {
		case sc.hitAt[k] > 0 && sc.hits[sc.hitAt[k]-1].verb >= 0:
			t := sc.hits[sc.hitAt[k]-1].tense
			return t&^(inf|ger) != 0 && !(sc.x.verbFinal && t&(inf|pp) != 0)
		case c&cNeg != 0 && k+1 < len(sc.doc.Tokens) && sc.class[k+1]&cInf != 0:
			return false // "urged X not to"
		case c&(cHave|cBe|cPlanned|cCond|cNeg|cThere|cRefl) != 0:
			return true
		case c&cAdv != 0:
		default:
			return false
		}
	}
	return false
}

// acts tells whether a mention can play a part: a person, state, organisation
// or group, or a capital that stands for its government.
func (sc *scene) acts(i int) bool {
	m := &sc.mentions[i]
	if m.Demonym {
		return sc.officialAdjective(i)
	}
	if m.Kind == actor.Place {
		return m.Metonym && sc.gov[i]&cTo == 0
	}
	return true
}

// officialAdjective: "the British and Irish governments", "le gouvernement
// turc": the adjective beside people in office stands for its state.
func (sc *scene) officialAdjective(i int) bool {
	m := &sc.mentions[i]
	for k := m.Last; k < min(m.Last+6, len(sc.doc.Tokens)) && sc.sameSent(k, m.First); k++ {
		if sc.class[k]&cOfficial != 0 {
			return true
		}
		if sc.listedAdjective(k) {
			continue
		}
		adjective := sc.mention[k] > 0 && sc.mentions[sc.mention[k]-1].Demonym
		if sc.class[k]&cAnd == 0 && !adjective && !sc.doc.Tokens[k].Upper {
			break
		}
	}
	for k := m.First - 1; k >= max(0, m.First-2) && sc.sameSent(k, m.First); k-- {
		if sc.class[k]&cOfficial != 0 {
			return true
		}
		if sc.class[k]&^classMarks != 0 || sc.mention[k] > 0 || sc.hitAt[k] > 0 {
			return false
		}
	}
	return false
}

// listedAdjective: the comma between two adjectives of nationality, "American,
// British and French forces".
func (sc *scene) listedAdjective(k int) bool {
	return sc.doc.Word(k) == "," && k+1 < len(sc.doc.Tokens) && sc.mention[k+1] > 0 && sc.mentions[sc.mention[k+1]-1].Demonym
}

// places tells whether a mention can be where something happens.
func (sc *scene) places(i int) bool {
	m := &sc.mentions[i]
	return !m.Demonym && (m.Kind == actor.Place || m.Kind == actor.State)
}
