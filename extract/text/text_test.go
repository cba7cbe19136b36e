package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var french = NewRules(Words{
	Elisions: []string{"d", "l", "qu", "s"}, Abbreviations: []string{"M", "MM"},
	ReadAlso: []string{"lire aussi"}, Credits: []string{"afp"},
})

var english = NewRules(Words{Suffixes: []string{"s"}, Abbreviations: []string{"Mr", "U.S"}})

func words(d *Doc) (out []string) {
	for i := range d.Tokens {
		out = append(out, d.Word(i))
	}
	return out
}

func TestTokens(t *testing.T) {
	tests := []struct {
		in    string
		rules *Rules
		want  string
	}{
		{"L’Ukraine d'Europe aujourd'hui", french, "L’|Ukraine|d'|Europe|aujourd'hui"},
		{"Trump's visit to the U.S. on the 19th", english, "Trump|'s|visit|to|the|U.S.|on|the|19th"},
		{"nord-coréen, 18h30", french, "nord|-|coréen|,|18h30"},
		{"l' »époque", french, "l|'|»|époque"},
		{"COP29 à Bakou", french, "COP29|à|Bakou"},
		{"\xff\xfe bad", french, "\xff|\xfe|bad"},
		{"29日，COP29峰会", french, "29|日|，|COP29|峰|会"},
		{"《和平》（北京）", french, "《|和|平|》|（|北|京|）"},
		{"\u200fالقـاهرة، ١٥ مايو؟", french, "القـاهرة|،|١٥|مايو|؟"},
		{"Съёмка в Киеве", french, "Съёмка|в|Киеве"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(strings.Split(tt.want, "|"), words(New(tt.in, "", tt.rules))); diff != "" {
			t.Errorf("%q: %s", tt.in, diff)
		}
	}
}

func TestHashFoldsWriting(t *testing.T) {
	same := [][2]string{{"ÉTÉ", "été"}, {"e\u0301te\u0301", "été"}, {"d’", "d'"}, {"Ukra\u00adine", "ukraine"}, {"１５", "15"}, {"١٥", "15"}, {"۱۵", "15"}, {"القـاهرة", "القاهرة"}, {"ＷＴＯ（", "wto("}}
	for _, p := range same {
		a, _ := Hash(p[0])
		b, _ := Hash(p[1])
		if a != b {
			t.Errorf("%q and %q hash apart", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"أحمد", "احمد"}, {"القاهرة", "القاهره"}, {"مُحَمَّد", "محمد"}, {"علی", "علي"}, {"Семён", "семен"}} {
		if _, a := Hash(p[0]); a != second(Hash(p[1])) {
			t.Errorf("%q and %q fold apart", p[0], p[1])
		}
	}
	if _, a := Hash("Росс"); FoldOn(a, "ией") != second(Hash("россией")) {
		t.Error("a fold hash does not go on")
	}
	if _, a := Hash("普"); a == second(Hash("晋")) {
		t.Error("two ideographs hash alike")
	}
	a, fa := Hash("à")
	b, fb := Hash("a")
	if a == b || fa != fb {
		t.Error("an accent must count in lower and not in fold")
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		name, in string
		rules    *Rules
		want     []string
	}{
		{"abbreviation", "M. Macron part. Il revient mardi.", french, []string{"M. Macron part.", "Il revient mardi."}},
		{"quote", "« Assez ! » Il est parti.", french, []string{"« Assez ! »", "Il est parti."}},
		{"initial", "Donald J. Trump spoke. He left.", english, []string{"Donald J. Trump spoke.", "He left."}},
		{"lines", "Titre court\nLe texte.", french, []string{"Titre court", "Le texte."}},
		{
			"wrapped", "Le président est\nattendu lundi à\nMoscou pour des\nentretiens. Il part\nensuite.", french,
			[]string{"Le président est\nattendu lundi à\nMoscou pour des\nentretiens.", "Il part\nensuite."},
		},
		{
			"afternoon", "He left at 5 p.m. Friday. They ate at 6 p.m. The end.", NewRules(Words{Function: []string{"the"}}),
			[]string{"He left at 5 p.m. Friday.", "They ate at 6 p.m.", "The end."},
		},
		{"full-width", "他到了。她走了！真的？", french, []string{"他到了。", "她走了！", "真的？"}},
		{"full-width quote", "他说：“到了。”她走了。", french, []string{"他说：“到了。”", "她走了。"}},
		{"caseless", "وصل الوزير. غادر السفير؟ نعم.", french, []string{"وصل الوزير.", "غادر السفير؟", "نعم."}},
		{"caseless abbreviation", "قال د. محمد ذلك. ثم غادر.", NewRules(Words{Abbreviations: []string{"د"}}), []string{"قال د. محمد ذلك.", "ثم غادر."}},
		{"decimal", "It grew 3.5 percent. Good.", english, []string{"It grew 3.5 percent.", "Good."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := New(tt.in, "", tt.rules)
			var got []string
			for i := range d.Sents {
				got = append(got, d.Sentence(i))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestForeign(t *testing.T) {
	d := New("Le ministre est arrivé à Rome. Il y reste deux jours.\nLire aussi : la visite de lundi\n"+
		"Il repart demain.\nAFP.\nLa conférence a abouti à un texte.\nAutre sujet, avec un ...", "", french)
	var got []bool
	for _, s := range d.Sents {
		got = append(got, s.Foreign)
	}
	if diff := cmp.Diff([]bool{false, false, true, false, true, true, true}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRuneOffset(t *testing.T) {
	s := strings.Repeat("é«a» 𝄞", 40)
	d := New(s, "", french)
	for b := range len(s) + 1 {
		if b == len(s) || utf8.RuneStart(s[b]) {
			if got, want := d.RuneOffset(b), utf8.RuneCountInString(s[:b]); got != want {
				t.Fatalf("byte %d: %d, want %d", b, got, want)
			}
		}
	}
}

// TestLongText: a text too long for the kept buffers reads like a short one.
func TestLongText(t *testing.T) {
	const part = "L’Élysée l'a dit le 1er mai. M. Macron ira à l'ONU.\n"
	short := New(part, "", french)
	n := mostKept/len(short.Tokens) + 1
	long := New(strings.Repeat(part, n), "", french)
	if len(long.Tokens) != n*len(short.Tokens) || len(long.Sents) != n*len(short.Sents) {
		t.Fatalf("%d tokens and %d sentences, want %d times %d and %d", len(long.Tokens), len(long.Sents), n, len(short.Tokens), len(short.Sents))
	}
	for i := range long.Tokens {
		a, b := &long.Tokens[i], &short.Tokens[i%len(short.Tokens)]
		if a.Lower != b.Lower || a.Fold != b.Fold || a.Kind != b.Kind {
			t.Fatalf("token %d is %q", i, long.Word(i))
		}
	}
}

func TestSet(t *testing.T) {
	var none Set
	if none.Has(0) || none.Has(7) || !none.Empty() {
		t.Error("the empty set holds something")
	}
	s := NewSet(0, 1, 1<<29, 7, 7, 1<<63)
	for _, h := range []uint64{0, 1, 1 << 29, 7, 1 << 63} {
		if !s.Has(h) {
			t.Errorf("%d is missing", h)
		}
	}
	if s.Has(2) || s.Has(1<<30) || s.Empty() {
		t.Error("the set holds what was never put in")
	}
}

func FuzzNew(f *testing.F) {
	for _, s := range []string{"L’Ukraine. M. Macron ...", "U.S. 1er\n\n« a »", "\xff", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := New(s, "", french)
		end := int32(0)
		for i, tok := range d.Tokens {
			if tok.Start < end || tok.End <= tok.Start || int(tok.End) > len(s) {
				t.Fatalf("token %d: %+v", i, tok)
			}
			end = tok.End
		}
	})
}

func BenchmarkNew(b *testing.B) {
	s := strings.Repeat("Le Kremlin a confirmé attendre le président français Emmanuel Macron lundi, et l’Ukraine. ", 1000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		New(s, "", french)
	}
}

func second(_, b uint64) uint64 { return b }
