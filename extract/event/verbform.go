package event

import "chancery/extract/text"

// attributes: a participle between an article and its noun, or before a title
// that opens the sentence, only describes: "the ousted president", "Expelled
// diplomats". What acts upon a noun ("the cancelled visit") is not meant.
func (sc *scene) attributes(v *hit) bool {
	if v.tense&pp == 0 || v.tense&fut != 0 || sc.x.verbFinal || v.group.first < v.first || v.last >= len(sc.doc.Tokens) || !sc.sameSent(v.first, v.last) {
		return false
	}
	next := sc.doc.Tokens[v.last]
	if next.Kind != text.Word || sc.timex[v.last] > 0 || sc.class[v.last]&^cOfficial != 0 {
		return false
	}
	k := v.first - 1
	if k < 0 || !sc.sameSent(k, v.first) {
		return sc.class[v.last]&cOfficial != 0
	}
	if sc.doc.Tokens[k].Kind == text.Hyphen {
		return true // "a UN-backed court"
	}
	return sc.class[k]&(cDet|cPoss) != 0 && sc.class[k]&(cRel|cSub|cPron|cObjPron) == 0
}
