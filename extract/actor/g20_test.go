package actor

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract/text"
)

// g20Days are the years of the New Year's Days on which the heads are asked for.
var g20Days = []int{1995, 2005, 2015, 2022, 2025}

// g20Heads says who was in office on these days, written out and not read from
// the tables that are tested: state, office, then a holder a day, "-" where
// there was no such office. Of two on a day ("/") the first is who acts.
const g20Heads = `
ARG	head-of-state	Carlos Menem	Néstor Kirchner	Cristina Fernández de Kirchner	Alberto Fernández	Javier Milei
AUS	head-of-state	Elizabeth II	Elizabeth II	Elizabeth II	Elizabeth II	Charles III
AUS	head-of-government	Paul Keating	John Howard	Tony Abbott	Scott Morrison	Anthony Albanese
BRA	head-of-state	Fernando Henrique Cardoso	Luiz Inácio Lula da Silva	Dilma Rousseff	Jair Bolsonaro	Luiz Inácio Lula da Silva
CAN	head-of-state	Elizabeth II	Elizabeth II	Elizabeth II	Elizabeth II	Charles III
CAN	head-of-government	Jean Chrétien	Paul Martin	Stephen Harper	Justin Trudeau	Justin Trudeau
CHN	head-of-state	Jiang Zemin	Hu Jintao	Xi Jinping	Xi Jinping	Xi Jinping
CHN	head-of-government	Li Peng	Wen Jiabao	Li Keqiang	Li Keqiang	Li Qiang
FRA	head-of-state	François Mitterrand	Jacques Chirac	François Hollande	Emmanuel Macron	Emmanuel Macron
FRA	head-of-government	Édouard Balladur	Jean-Pierre Raffarin	Manuel Valls	Jean Castex	François Bayrou
DEU	head-of-state	Roman Herzog	Horst Köhler	Joachim Gauck	Frank-Walter Steinmeier	Frank-Walter Steinmeier
DEU	head-of-government	Helmut Kohl	Gerhard Schröder	Angela Merkel	Olaf Scholz	Olaf Scholz
IND	head-of-state	Shankar Dayal Sharma	A. P. J. Abdul Kalam	Pranab Mukherjee	Ram Nath Kovind	Droupadi Murmu
IND	head-of-government	P. V. Narasimha Rao	Manmohan Singh	Narendra Modi	Narendra Modi	Narendra Modi
IDN	head-of-state	Suharto	Susilo Bambang Yudhoyono	Joko Widodo	Joko Widodo	Prabowo Subianto
ITA	head-of-state	Oscar Luigi Scalfaro	Carlo Azeglio Ciampi	Giorgio Napolitano	Sergio Mattarella	Sergio Mattarella
ITA	head-of-government	Silvio Berlusconi	Silvio Berlusconi	Matteo Renzi	Mario Draghi	Giorgia Meloni
JPN	head-of-state	Akihito	Akihito	Akihito	Naruhito	Naruhito
JPN	head-of-government	Tomiichi Murayama	Jun'ichirō Koizumi	Shinzō Abe	Fumio Kishida	Shigeru Ishiba
KOR	head-of-state	Kim Young-sam	Roh Moo-hyun	Park Geun-hye	Moon Jae-in	Choi Sang-mok/Yoon Suk-yeol
KOR	head-of-government	Lee Hong-koo	Lee Hae Chan	Jung Hong-won	Kim Boo-kyum	Han Duck-soo
MEX	head-of-state	Ernesto Zedillo	Vicente Fox	Enrique Peña Nieto	Andrés Manuel López Obrador	Claudia Sheinbaum
RUS	head-of-state	Boris Yeltsin	Vladimir Putin	Vladimir Putin	Vladimir Putin	Vladimir Putin
RUS	head-of-government	Viktor Chernomyrdin	Mikhail Fradkov	Dmitry Medvedev	Mikhail Mishustin	Mikhail Mishustin
SAU	head-of-state	King Fahd	King Fahd	King Abdullah of Saudi Arabia	King Salman	King Salman
SAU	head-of-government	King Fahd	King Fahd	King Abdullah of Saudi Arabia	King Salman	Mohammed bin Salman
ZAF	head-of-state	Nelson Mandela	Thabo Mbeki	Jacob Zuma	Cyril Ramaphosa	Cyril Ramaphosa
TUR	head-of-state	Süleyman Demirel	Ahmet Necdet Sezer	Recep Tayyip Erdoğan	Recep Tayyip Erdoğan	Recep Tayyip Erdoğan
TUR	head-of-government	Tansu Çiller	Recep Tayyip Erdoğan	Ahmet Davutoğlu	-	-
GBR	head-of-state	Elizabeth II	Elizabeth II	Elizabeth II	Elizabeth II	Charles III
GBR	head-of-government	John Major	Tony Blair	David Cameron	Boris Johnson	Keir Starmer
USA	head-of-state	Bill Clinton	George W. Bush	Barack Obama	Joe Biden	Joe Biden
`

// Of 19 heads of state and 13 of government on five days, two less, for Turkey
// did away with its premier; one more by name, for South Korea had two at once.
const (
	g20Described = 19*5 + 13*5 - 2
	g20Named     = g20Described + 1
)

// frames put a role and a demonym into a sentence; %s is the demonym.
var frames = map[string]map[string]string{
	"fr": {"head-of-state": "Le président %s est arrivé.", "monarch": "Le souverain %s est arrivé.", "head-of-government": "Le Premier ministre %s est arrivé."},
	"en": {"head-of-state": "The %s president arrived.", "monarch": "The %s monarch arrived.", "head-of-government": "The %s prime minister arrived."},
	"de": {"head-of-state": "Der %se Präsident kam an.", "monarch": "Der %se Monarch kam an.", "head-of-government": "Der %se Regierungschef kam an."},
	"es": {"head-of-state": "El presidente %s ha llegado.", "monarch": "El monarca %s ha llegado.", "head-of-government": "El primer ministro %s ha llegado."},
	"ar": {"head-of-state": "وصل الرئيس %s.", "monarch": "وصل العاهل %s.", "head-of-government": "وصل رئيس الوزراء %s."},
	"zh": {"head-of-state": "%s总统抵达。", "monarch": "%s君主抵达。", "head-of-government": "%s总理抵达。"},
	"ru": {"head-of-state": "Прибыл %s президент.", "monarch": "Прибыл %s монарх.", "head-of-government": "Прибыл %s премьер-министр."},
}

// TestG20 finds each head of state and of government of the G20, in office on
// five New Year's Days, by name and by description in the languages of the
// frames, and counts that none was left out.
func TestG20(t *testing.T) {
	g := opened(t)
	named, described := map[string]int{}, map[string]int{}
	for tag, frame := range frames {
		file, _, err := loadPack(tag, 1)
		if err != nil {
			t.Fatal(err)
		}
		for row := range strings.Lines(strings.TrimSpace(g20Heads)) {
			c := strings.Split(strings.TrimSpace(row), "\t")
			owners := slices.Concat(file.Adjectives[c[0]], file.States[c[0]]) // the name, where there are no adjectives
			if len(c) != 2+len(g20Days) || len(owners) == 0 {
				t.Fatalf("%s: %d cells, adjectives and names %v", c[0], len(c), owners)
			}
			adjective, _, _ := strings.Cut(owners[0], "/")
			sentence := fmt.Sprintf(frame[frameOf(g, c[0], c[1])], adjective)
			for i, year := range g20Days {
				if c[2+i] == "-" {
					continue
				}
				t.Run(fmt.Sprintf("%d/%s/%s/%s", year, c[0], c[1], tag), func(t *testing.T) {
					day := edtf.DayOf(year, 1, 1)
					for k, name := range strings.Split(c[2+i], "/") {
						id := holderNamed(t, g, c[0], c[1], name, day)
						if r, _ := g.Record(id); g.packs[tag].forms != nil && r.Names[tag] == "" {
							t.Errorf("%s has no name in its script: %s", id, name)
						}
						if foundAs(t, g, tag, g.Name(id, tag)+".", id, day) {
							named[tag]++
						}
						if k == 0 && foundAs(t, g, tag, sentence, id, day) {
							described[tag]++
						}
					}
				})
			}
		}
		if named[tag] != g20Named || described[tag] != g20Described {
			t.Errorf("%s: %d by name, want %d; %d by description, want %d", tag, named[tag], g20Named, described[tag], g20Described)
		}
	}
	if len(named) != len(frames) {
		t.Errorf("%d languages", len(named))
	}
}

// holderNamed gives the id of the one holder of that English name.
func holderNamed(t *testing.T, g *Gazetteer, state, office, name string, day edtf.Day) string {
	t.Helper()
	holders := g.Holders(state, office, day)
	i := slices.IndexFunc(holders, func(id string) bool { return g.Name(id, "en") == name })
	if i < 0 {
		t.Fatalf("%s of %s: %v, want %s", office, state, holders, name)
	}
	return holders[i]
}

func frameOf(g *Gazetteer, state, office string) string {
	if office == "head-of-state" && g.states[state].monarchy {
		return "monarch"
	}
	return office
}

// foundAs tells whether a text names that one person and nothing else.
func foundAs(t *testing.T, g *Gazetteer, tag, sentence, id string, day edtf.Day) bool {
	t.Helper()
	doc := text.New(sentence, tag, rules(t, tag))
	got := g.Match(doc, day, true)
	if len(got) != 1 || got[0].ID != id {
		t.Errorf("%q: %s, want %s", sentence, show(doc, got), id)
		return false
	}
	return true
}
