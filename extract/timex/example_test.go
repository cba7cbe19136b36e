package timex_test

import (
	"fmt"

	"chancery/edtf"
	"chancery/extract/timex"
)

func Example() {
	tagger, err := timex.Open("fr")
	if err != nil {
		fmt.Println(err)
		return
	}
	published := edtf.DayOf(2022, 2, 4) // a Friday
	doc := tagger.Doc("Elle est attendue lundi à Rome. Il a reçu jeudi soir son homologue.")
	for _, x := range tagger.Tag(doc, timex.Options{DCT: published, HasDCT: true}) {
		fmt.Println(doc.Text[x.Start:x.End], x.Type, x.Value, x.EDTF)
	}
	// Output:
	// lundi DATE 2022-02-07 2022-02-07
	// jeudi soir TIME 2022-02-03TEV 2022-02-03
}

// A range is two expressions; the first carries the whole of it.
func ExampleTagger_Tag_range() {
	tagger, err := timex.Open("en")
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := tagger.Doc("The summit runs from June 8 to 9.")
	for _, x := range tagger.Tag(doc, timex.Options{DCT: edtf.DayOf(2018, 5, 29), HasDCT: true}) {
		fmt.Println(x.Role, x.Value, x.EDTF, x.Days.Days(), "days")
	}
	// Output:
	// first 2018-06-08 2018-06-08/2018-06-09 2 days
	// last 2018-06-09 2018-06-09 1 days
}

// Without a publication day nothing is guessed.
func ExampleTagger_Tag_undated() {
	tagger, err := timex.Open("en")
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := tagger.Doc("They will meet on Monday and on March 4.")
	for _, x := range tagger.Tag(doc, timex.Options{}) {
		fmt.Printf("%s %q\n", x.Value, x.EDTF)
	}
	// Output:
	// XXXX-WXX-1 ""
	// XXXX-03-04 ""
}
