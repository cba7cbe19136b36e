package main

import (
	"strings"
	"testing"
)

// TestTimexWithoutValidDay: a publication day that is none, or missing, leaves
// what leans on it open, and says so; it is never today.
func TestTimexWithoutValidDay(t *testing.T) {
	for _, dct := range []string{`"dct":"2022-02-30",`, `"dct":"yesterday",`, `"dct":"20220204T10:00",`, ``} {
		got := call(t, nil, `{"id":1,"lang":"fr",`+dct+`"text":"Il part lundi. Elle revient le 4 mars ou demain."}`+"\n", "timex", "--jsonl")
		if got.code != 0 {
			t.Fatalf("%s exits %d: %s", dct, got.code, got.stderr)
		}
		for _, want := range []string{`"value":"XXXX-WXX-1"`, `"value":"XXXX-03-04"`} {
			if !strings.Contains(got.stdout, want) {
				t.Errorf("%s: %s lacks %s", dct, got.stdout, want)
			}
		}
		if strings.Contains(got.stdout, `"edtf"`) {
			t.Errorf("%s: something was dated: %s", dct, got.stdout)
		}
		if (dct != "") != strings.Contains(got.stdout, `"warning"`) {
			t.Errorf("%s: warning: %s", dct, got.stdout)
		}
	}
}

// TestTimexOfSeveralLanguages: a paragraph is read by its own language, with
// offsets in code points of the whole text.
func TestTimexOfSeveralLanguages(t *testing.T) {
	const body = `Il a été reçu mardi à l'Élysée, où il a déjà été question de la visite que le président doit faire à Kiev.\n\n` +
		`The minister said on Wednesday that she would be back in the capital next week for talks with the president.`
	got := call(t, nil, `{"id":1,"lang":"fr","dct":"2022-02-04","text":"`+body+`"}`+"\n", "timex", "--jsonl")
	for _, want := range []string{
		`{"s":14,"e":19,"t":"mardi","type":"DATE","value":"2022-02-01"`,
		`{"s":129,"e":138,"t":"Wednesday","type":"DATE","value":"2022-02-02"`,
		`"t":"next week","type":"DATE","value":"2022-W06"`,
	} {
		if got.code != 0 || !strings.Contains(got.stdout, want) {
			t.Errorf("exit %d, %s%s lacks %s", got.code, got.stdout, got.stderr, want)
		}
	}
}
