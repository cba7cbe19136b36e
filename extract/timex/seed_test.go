package timex

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestSeedArticle: the dates of the first article must not depend on what
// stands around them.
func TestSeedArticle(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/articles/afp-2022-02-04.fr.txt")
	if err != nil {
		t.Skip("the article is not at ../shared/articles")
	}
	g := open(t, "fr")
	paragraphs := strings.Split(strings.TrimSpace(string(raw)), "\n")
	want := []string{
		"vendredi = 2022-02-04", "lundi = 2022-02-07", "le 15 février = 2022-02-15", "mardi = 2022-02-08",
		"le 14 février = 2022-02-14", "des mois = PXM", "jeudi 21 novembre = 2019-11-21",
	}
	reversed := slices.Clone(paragraphs)
	slices.Reverse(reversed)
	for name, text := range map[string]string{
		"as written": string(raw), "reversed": strings.Join(reversed, "\n"), "in one": strings.Join(paragraphs, " "),
	} {
		got := tagged(t, g, text, "2022-02-04")
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %s is missing in %q", name, w, got)
			}
		}
	}
	var alone []string
	for _, p := range paragraphs {
		alone = append(alone, tagged(t, g, p, "2022-02-04")...)
	}
	if got := tagged(t, g, string(raw), "2022-02-04"); !slices.Equal(got, alone) {
		t.Errorf("together %q, paragraph by paragraph %q", got, alone)
	}
}
