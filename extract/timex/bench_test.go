package timex

import (
	"strings"
	"testing"

	"chancery/extract/text"
)

// news is a page of invented agency prose with the usual share of dates.
const news = `Le président français Emmanuel Macron se rendra lundi à Moscou pour des entretiens avec son homologue russe, a annoncé vendredi l’Élysée dans un communiqué. Cette visite, la première depuis deux ans, intervient alors que les tensions restent vives aux frontières de l'Ukraine, où plus de cent mille soldats sont déployés depuis des mois.
« Nous continuerons de dialoguer avec toutes les parties, parce que c'est la seule voie raisonnable », a déclaré le porte-parole du gouvernement à l'issue du Conseil des ministres. Il a rappelé que les accords signés le 12 février 2015 prévoyaient un retrait des armes lourdes.
Le chancelier allemand est quant à lui attendu à Kiev le 14 février, puis à Moscou le lendemain. Les ministres des Affaires étrangères des vingt-sept pays membres se réuniront la semaine prochaine à Bruxelles pour examiner de nouvelles mesures économiques, selon plusieurs sources diplomatiques européennes.
`

// benchTexts are what the benchmarks read: the invented page, and the French
// news of the development corpora when they are at hand.
func benchTexts(b *testing.B) map[string][]string {
	out := map[string][]string{"invented": {strings.Repeat(news, 20)}}
	for _, d := range sharedDocs(b, "timex/fr-tempeval2-dev.jsonl", "events/fr-crisis-dev.jsonl") {
		if len(d.Text) <= longestArticle {
			out["news"] = append(out["news"], d.Text)
		}
	}
	return out
}

// longestArticle, in bytes: beyond it stand whole pages of readers' comments.
const longestArticle = 100_000

// eachText runs f over every text again and again. Beside the clock's MB/s it
// gives those of processor time, which other work on the machine does not
// change.
func eachText(b *testing.B, f func(string)) {
	for name, texts := range benchTexts(b) {
		b.Run(name, func(b *testing.B) {
			size := 0
			for _, s := range texts {
				size += len(s)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			from := processorTime(b)
			for b.Loop() {
				for _, s := range texts {
					f(s)
				}
			}
			used := processorTime(b) - from
			b.ReportMetric(float64(size)*float64(b.N)/1e6/used.Seconds(), "MB/cpu-s")
		})
	}
}

func BenchmarkTag(b *testing.B) {
	g, err := Open("fr")
	if err != nil {
		b.Fatal(err)
	}
	o := options(b, "2022-02-04")
	eachText(b, func(s string) { g.Tag(g.Doc(s), o) })
}

// BenchmarkMixed is BenchmarkTag with a look at each paragraph's language.
func BenchmarkMixed(b *testing.B) {
	var langs Languages
	o := options(b, "2022-02-04")
	eachText(b, func(s string) {
		doc, err := langs.Doc(s, "fr")
		if err == nil {
			_, err = langs.Tag(doc, o)
		}
		if err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	g, err := Open("fr")
	if err != nil {
		b.Fatal(err)
	}
	eachText(b, func(s string) { text.New(s, "fr", g.Rules()) })
}

func BenchmarkOpen(b *testing.B) {
	for tag := range opened(b) {
		b.Run(tag, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Open(tag); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
