package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"chancery/lang"
)

// troubled are the states whose smaller towns are in the news; foreign are those
// outside Europe of which towns are taken from 100,000 inhabitants.
var (
	troubled = strings.Fields("UA SY IQ YE LY SD SS ML NE BF TD CF CD SO ET ER IL PS LB AF MM HT AM AZ GE MD XK MZ CM NG PK IR KP BA")
	foreign  = strings.Fields("DZ MA TN EG SA AE OM QA KW BH JO TR KZ UZ KG TJ TM MN KR JP TW VN TH KH LA MY ID PH BD LK NP IN CN RU ZA KE TZ UG RW BI AO ZM ZW MG SN CI GH GN BJ TG SL LR GM MR GA CG BR AR CL PE CO EC BO PY UY VE CU DO GT HN SV NI CR PA MX")
)

// town tells whether a smaller place is worth having all the same: in a state in
// trouble, the seat of a part of a state, or one that the catalogues of several
// languages name. English-speaking states are left out: their towns bear the
// names of people.
func town(c city, names map[string]map[string]string) bool {
	if !strings.HasPrefix(c.feature, "PPL") || strings.HasPrefix(c.feature, "PPLX") ||
		slices.Contains([]string{"PPLQ", "PPLW", "PPLH", "PPLCH", "PPLL"}, c.feature) {
		return false
	}
	named := namedIn(c.id, names)
	switch {
	case slices.Contains(troubled, c.country):
		return c.people >= 20_000 || c.feature == "PPLA"
	case slices.Contains(foreign, c.country):
		return c.people >= 100_000 && named >= 3 || c.feature == "PPLA" && named >= 3 || c.people >= 300_000
	case slices.Contains(near, c.country) && !slices.Contains(strings.Fields("US CA GB IE"), c.country):
		return c.people >= 50_000 && named >= 3 || c.feature == "PPLA" && named >= 3
	}
	return false
}

// namedIn counts the catalogues that have a name.
func namedIn(id string, names map[string]map[string]string) int {
	n := 0
	for _, l := range columns() {
		if names[l][id] != "" {
			n++
		}
	}
	return n
}

// Parts of spoken states are spoken of without their state; of wellKnown ones
// those are that most catalogues name.
var (
	spoken    = strings.Fields("US CA AU DE AT FR")
	wellKnown = strings.Fields("IT ES MX CH PL RU UA TR")
)

// leftOut are parts of states that are called like a river, or whose belonging
// is in dispute.
var leftOut = strings.Fields("SD.41 SD.42 IL.WE BE.VLG BE.WAL BE.BRU")

// regional are the states whose parts have names in the news.
var regional = strings.Fields(`US CA MX BR AR CO VE PE CL CU HT NI HN SV GT BO DE FR ES IT GB BE NL CH AT PL CZ HU GR TR UA RU BY MD GE
	AM AZ KZ UZ KG TJ AF PK IN CN JP KR KP MM TH VN ID PH MY AU EG LY TN DZ MA MR ML NE BF TD NG CM CF CD CG SD SS ET ER SO KE UG
	TZ MZ ZA SY IQ IR IL PS LB JO SA YE OM RS XK BA`)

// regions gives the rows of the parts of states, "UA.05" in the catalogues. The
// point is that of the seat.
func regions(list []city, alpha3 map[string]string, names map[string]map[string]string, taken *taken) []string {
	seats := map[string]city{}
	for _, c := range list {
		if _, have := seats[c.country+"."+c.part]; !have && (c.feature == "PPLA" || c.feature == "PPLC") {
			seats[c.country+"."+c.part] = c
		}
	}
	var codes []string
	for code := range names["en"] {
		if state, _, ok := strings.Cut(code, "."); ok && slices.Contains(regional, state) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	var rows []string
	for _, code := range codes {
		state, _, _ := strings.Cut(code, ".")
		seat, known := seats[code]
		r := row{id: "gn:" + code, country: alpha3[state], lat: seat.lat, lon: seat.lon, hasPoint: known, flag: "part"}
		if r.country == "" || slices.Contains(leftOut, code) {
			continue
		}
		if slices.Contains(spoken, state) || slices.Contains(wellKnown, state) && namedIn(code, names) >= 8 {
			r.flag = "region"
		}
		r.names = namesOf(code, "", names)
		for i, n := range r.names {
			r.names[i] = withBare(n, columns()[i])
		}
		r.names = taken.free(state, taken.notCity(r.country, r.names))
		if r.names[0] != "" {
			rows = append(rows, r.String())
		}
	}
	return rows
}

// Kinds of parts of states stand before or behind the name, and are common nouns
// in running text: "l'oblast de Donetsk", "Helmand Province".
var (
	kindBefore  = regexp.MustCompile(`^(Oblast|Óblast|Oblast'|Krai|Canton|Kanton|Cantone|Cantón|Cantão|Province|Provincia|Província|Provincie|Provinz|Governorate|Gobernación|Governatorato|Gouvernorat|Gouvernement|Kraï|Kraj|Région|Region|Región|Regione|Região|Regio|Préfecture|Präfektur|Prefectura|Departamento|Département|Dipartimento|Estado|État|Wilaya|District|Distrito|Distretto|Muhafazat|République|Republik|Republic|República|Repubblica|Comté|Condado|Bundesstaat)( de la | de l’| de l'| de los | de las | de | du | des | dei | degli | d’| d'| del | della | dello | di | do | da | of | )(\p{Lu}.*)$`)
	kindBehind  = regexp.MustCompile(`^(.*\pL)[ -](Province|Oblast|Governorate|Region|State|Prefecture|Krai|County|District|Territory|Department|Wilaya|Provinz|Republic)$`)
	adjectival  = regexp.MustCompile(`(ian|ish|oon|Capital|Autonomous|Metropolitan|South|North|West|East)$`)
	kindChinese = regexp.MustCompile(`^(\p{Han}{2,})(省|市|縣|县)$`)
)

// capitalKinds are the languages that write "Province of" with a capital.
var capitalKinds = []string{"en", "de"}

// withBare adds the name of a part of a state without its kind, and writes the
// kind before it small where the language does.
func withBare(name, tag string) string {
	if c := kindBefore.FindStringSubmatch(name); c != nil {
		kind := c[1]
		if !slices.Contains(capitalKinds, tag) {
			kind = strings.ToLower(kind)
		}
		return c[3] + ";" + kind + c[2] + c[3]
	}
	if c := kindBehind.FindStringSubmatch(name); c != nil && !adjectival.MatchString(c[1]) {
		return c[1] + ";" + name
	}
	return bareChinese(name)
}

func bareChinese(name string) string {
	if c := kindChinese.FindStringSubmatch(name); c != nil {
		return c[1] + ";" + name
	}
	return name
}

// taken are the words that mean something else than a smaller place.
type taken struct {
	words  []map[string]bool          // of a language, by column; nil where there is no list
	people map[string]bool            // given names and surnames, folded
	states map[string]bool            // names of states and their capitals, folded
	cities map[string]map[string]bool // names of cities by state, folded; of large ones under ""
}

// wordLists are Debian's, by language.
var wordLists = map[string]string{
	"en": "american-english", "fr": "french", "de": "ngerman", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch",
}

func readTaken(dir, dictionaries string) (*taken, error) {
	t := &taken{people: map[string]bool{}, states: map[string]bool{}, cities: map[string]map[string]bool{}}
	for _, l := range columns() {
		var words map[string]bool
		if file := wordLists[l]; file != "" {
			var err error
			if words, err = readWords(filepath.Join(dictionaries, file)); err != nil {
				return nil, err
			}
		}
		t.words = append(t.words, words)
	}
	for _, file := range []string{"people.tsv", "people-editor.tsv", "people-offices.tsv"} {
		err := cells(filepath.Join(dir, file), func(c []string) {
			for name := range strings.SplitSeq(c[1]+";"+c[2], ";") {
				if _, after, ok := strings.Cut(name, "="); ok {
					name = after
				}
				for w := range strings.FieldsSeq(name) {
					t.people[fold(w)] = true
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	err := cells(filepath.Join(dir, "places-editor.tsv"), func(c []string) {
		if len(c) > 6 {
			t.city(c[1], c[6:])
		}
	})
	if err != nil {
		return nil, err
	}
	return t, stateNames(t.states)
}

// city notes the names of a city.
func (t *taken) city(state string, names []string) {
	if t.cities[state] == nil {
		t.cities[state] = map[string]bool{}
	}
	for _, n := range names {
		for v := range strings.SplitSeq(n, ";") {
			t.cities[state][fold(v)] = true
		}
	}
}

// notCity leaves out the names of a part of a state that a city there has: the
// city stands for it.
func (t *taken) notCity(state string, names []string) []string {
	for i, n := range names {
		kept := strings.Split(n, ";")
		names[i] = strings.Join(slices.DeleteFunc(kept, func(v string) bool { return t.cities[state][fold(v)] || t.cities[""][fold(v)] }), ";")
	}
	return names
}

// columns are the languages of the names.
func columns() []string { return append([]string{"en"}, placeLangs...) }

// free leaves out the names that mean another thing: a state, a person by one
// word alone, or words of the language and nothing else. A language without a
// name of its own shares the English one, which is then free in it, too, or in
// none.
//
// In a state in trouble a town that is called like a person is worth more than
// the doubt, which the text has to settle.
func (t *taken) free(state string, names []string) []string {
	people := !slices.Contains(troubled, state)
	out := slices.Clone(names)
	for i, n := range names {
		var kept []string
		for v := range strings.SplitSeq(n, ";") {
			if v != "" && !t.states[fold(v)] && (!people || !t.person(v)) && !t.ordinary(i, v) {
				kept = append(kept, v)
			}
		}
		out[i] = strings.Join(kept, ";")
	}
	return out
}

func (t *taken) person(name string) bool { return !strings.Contains(name, " ") && t.people[fold(name)] }

// ordinary: every word is one of the language; the English name is met in all.
func (t *taken) ordinary(column int, name string) bool {
	lists := t.words[column : column+1]
	if column == 0 {
		lists = t.words
	}
	for k, words := range lists {
		all := words != nil
		for w := range strings.FieldsSeq(strings.ReplaceAll(name, "-", " ")) {
			// A list of German words has nouns as they are written.
			if !words[strings.ToLower(w)] && (!t.capitalNouns(column, k) || !words[w]) {
				all = false
			}
		}
		if all {
			return true
		}
	}
	return false
}

// capitalNouns: the list is of a language that writes nouns with a capital.
func (t *taken) capitalNouns(column, k int) bool {
	return slices.Index(placeLangs, "de")+1 == column+k
}

// readWords reads a list of words, one a line; none of a single letter.
func readWords(path string) (map[string]bool, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: install Debian's lists of words (wamerican, wfrench, wngerman, wspanish, witalian, wportuguese, wdutch) or give their folder with -dict", err)
	}
	out := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		if w := strings.TrimSpace(line); len(w) > 1 {
			out[w] = true
		}
	}
	return out, nil
}

// stateNames notes the names of all states in all languages.
func stateNames(into map[string]bool) error {
	for _, tag := range lang.Tags() {
		if !lang.Has(tag, "actors.yaml") {
			continue
		}
		var pack struct {
			States map[string][]string `yaml:"states"`
			Rest   map[string]any      `yaml:",inline"`
		}
		if err := lang.Decode(tag, "actors.yaml", &pack); err != nil {
			return err
		}
		for _, names := range pack.States {
			for _, n := range names {
				into[fold(n)] = true
			}
		}
	}
	return nil
}
