package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"
)

// matching keeps the events that hold every word of the query, its last one as
// a prefix, in titles, evidence or actors' names.
func matching(query string) scope {
	if strings.TrimSpace(query) == "" {
		return all
	}
	match := matchExpr(query)
	if match == "" { // nothing but signs: no event holds them
		return func(g *gorm.DB) *gorm.DB { return g.Where("1 = 0") }
	}
	return func(g *gorm.DB) *gorm.DB {
		return g.Where("events.id IN (SELECT rowid FROM event_search WHERE event_search MATCH ?)", match)
	}
}

// matchExpr writes a query of plain words, each quoted, so that nothing a
// person types is an operator. Words between double quotes stay a phrase.
func matchExpr(query string) string {
	var terms []string
	for i, part := range strings.Split(query, `"`) {
		words := searchWords(part)
		if i%2 == 1 && len(words) > 0 {
			words = []string{strings.Join(words, " ")}
		}
		terms = append(terms, words...)
	}
	for i, w := range terms {
		terms[i] = `"` + w + `"`
	}
	if n := len(terms); n > 0 && !strings.HasSuffix(query, `"`) {
		terms[n-1] += "*"
	}
	return strings.Join(terms, " ")
}

// searchWords splits as the index does, at everything that is no letter, digit
// or accent. Up to two letters before an apostrophe are an elided article or
// pronoun, which the sought text need not have: "l'accord" finds "cet accord".
func searchWords(s string) []string {
	var words, elided []string
	var word []rune
	flush := func(apostrophe bool) {
		switch {
		case len(word) == 0:
		case apostrophe && len(word) <= 2:
			elided = append(elided, string(word))
		default:
			words = append(words, string(word))
		}
		word = word[:0]
	}
	for _, r := range s {
		if unicode.In(r, unicode.L, unicode.N, unicode.M, unicode.Co) {
			word = append(word, r)
			continue
		}
		flush(strings.ContainsRune("'’ʼ‘", r))
	}
	flush(false)
	if len(words) == 0 {
		return elided
	}
	return words
}

// fold drops case, accents and the difference between apostrophes, and makes
// every run of spaces one.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case strings.ContainsRune("’ʼ‘", r):
			return '\''
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// likePattern finds a folded text anywhere; used with ESCAPE '\'.
func likePattern(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(fold(s)) + "%"
}

// reindexSQL writes the search row of the events a condition on e names.
const reindexSQL = `INSERT OR REPLACE INTO event_search (rowid, title, evidence, actors)
SELECT e.id,
  (SELECT group_concat(value, ' ') FROM json_each(e.titles)),
  (SELECT group_concat(m.text || ' ' || m.title, ' ') FROM mentions m WHERE m.event_id = e.id),
  (SELECT group_concat(a.name || ' ' || coalesce((SELECT group_concat(value, ' ') FROM json_each(a.names)), ''), ' ')
     FROM event_actors ea JOIN actors a ON a.id = ea.actor_id WHERE ea.event_id = e.id)
FROM events e WHERE `

func reindexEvent(g *gorm.DB, id uint64) error { return g.Exec(reindexSQL+"e.id = ?", id).Error }

// reindexActor follows a change of an actor's names into its events.
func reindexActor(g *gorm.DB, actorID uint64) error {
	return g.Exec(reindexSQL+"e.id IN (SELECT event_id FROM event_actors WHERE actor_id = ?)", actorID).Error
}
