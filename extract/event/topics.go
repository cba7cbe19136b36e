package event

import "slices"

// borrowTopic: "Les négociations reprendront jeudi" are those of the states the
// article is about.
func (st *story) borrowTopic(d *draft) {
	if !st.collective(d) {
		return
	}
	role := roleOr(d.frame.role[slotWith], "participant")
	for _, i := range st.topics() {
		d.add(i, role)
		d.topical = true
	}
}

// collective types need no name where the article has said whose they are.
func (st *story) collective(d *draft) bool {
	switch d.frame.Type {
	case "negotiation", "agreement", "summit", "meeting", "mediation":
		h := &st.hits[d.core.hit]
		strangers := h.last < len(st.doc.Tokens) && st.class[h.last]&cWith != 0 // "talks with the union"
		return h.verb < 0 && d.timex >= 0 && !strangers
	}
	return false
}

// topicMentions is how often a state must be named for an article to be about
// it.
const topicMentions = 2

// topics gives a mention of each of the two states or organisations the
// article names most.
func (st *story) topics() []int {
	count := map[string]int{}
	first := map[string]int{}
	for i := len(st.mentions) - 1; i >= 0; i-- {
		m := &st.mentions[i]
		if m.Country != "" && !st.doc.Sents[st.doc.Tokens[m.First].Sent].Foreign {
			count[m.Country]++
			first[m.Country] = i
		}
	}
	var codes []string
	for c, n := range count {
		if n >= topicMentions {
			codes = append(codes, c)
		}
	}
	slices.SortFunc(codes, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return first[a] - first[b]
	})
	if len(codes) < 2 {
		return nil
	}
	return []int{first[codes[0]], first[codes[1]]}
}
