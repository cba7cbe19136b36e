package actor

// postReach is how many tokens may stand between an envoy's office and the place
// of the post, or between that place and the name.
const postReach = 2

// posted gives the bearer of a name the office told before it with the place of
// the post between them: "UN envoy to Yemen Martin Griffiths", "the EU's envoy
// for Kosovo, Miroslav Lajčák".
func (m *matcher) posted(x *Mention) {
	n := len(m.out) - 3
	if n < 0 || x.Office != "" {
		return
	}
	office, post := &m.out[n], &m.out[n+1]
	if office.Kind != Person || !office.Described || office.Office != "envoy" || post.Kind != State && post.Kind != Place || post.Demonym ||
		!m.sameSentence(office.First, x.First) || post.First-office.Last > postReach || !m.closeBehind(post, x) {
		return
	}
	x.Country, x.Office = office.Country, office.Office
	office.ID, office.Name = x.ID, x.Name
}

// closeBehind: the name follows the post at once, or behind a comma.
func (m *matcher) closeBehind(post, x *Mention) bool {
	return x.First == post.Last || x.First == post.Last+1 && m.doc.Word(post.Last) == ","
}

// asTold keeps for a person who holds no office on the day the one the text told
// before: the envoy named once in full is the envoy by the surname, too.
func (m *matcher) asTold(x *Mention) {
	for n := len(m.out) - 2; n >= 0; n-- {
		if o := &m.out[n]; o.ID == x.ID && o.Kind == Person && o.Office != "" {
			x.Country, x.Office = o.Country, o.Office
			return
		}
	}
}
