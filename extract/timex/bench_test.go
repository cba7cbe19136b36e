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

func BenchmarkTag(b *testing.B) {
	g, err := Open("fr")
	if err != nil {
		b.Fatal(err)
	}
	s := strings.Repeat(news, 20)
	o := options(b, "2022-02-04")
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		g.Tag(g.Doc(s), o)
	}
}

func BenchmarkTokens(b *testing.B) {
	g, err := Open("fr")
	if err != nil {
		b.Fatal(err)
	}
	s := strings.Repeat(news, 20)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.New(s, "fr", g.Rules())
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open("fr"); err != nil {
			b.Fatal(err)
		}
	}
}
