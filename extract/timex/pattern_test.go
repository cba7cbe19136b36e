package timex

import (
	"strings"
	"testing"

	"chancery/lang"

	"go.yaml.in/yaml/v3"
)

func TestParsePattern(t *testing.T) {
	tests := []struct {
		in   string
		want int // plain sequences
	}{
		{"a b", 1}, {"a [b] c", 2}, {"(a|b) [c]", 4}, {"jour{,s}", 2}, {"<{day}> au <{day} {month}>", 1}, {"\\( a \\)", 1},
	}
	for _, tt := range tests {
		seqs, err := parsePattern(tt.in)
		if err != nil || len(seqs) != tt.want {
			t.Errorf("%q: %d sequences, %v; want %d", tt.in, len(seqs), err, tt.want)
		}
	}
}

func TestParsePatternRefuses(t *testing.T) {
	for _, in := range []string{"", "[a]", "(a", "a]", "{", "<a", "a | [b]", "< >"} {
		if seqs, err := parsePattern(in); err == nil {
			t.Errorf("%q gives %v", in, seqs)
		}
	}
	if _, err := parsePattern(strings.Repeat("[a|b|c] ", 12)); err == nil {
		t.Error("a pattern without end is accepted")
	}
}

// TestCompileExplains: a linguist's slip is told with the file, the line and
// what would be right.
func TestCompileExplains(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"an empty word", "words:\n  month:\n    \"1\": [jan, \"\"]\n", "lang/xx/timex.yaml:3: words: month: 1: an empty word"},
		{"no such class", "rules:\n  - rule: a\n    find: \"{planet}\"\n    is: date\n", "lang/xx/timex.yaml:3: rule a: \"{planet}\": there is no class {planet}"},
		{"no such kind", "rules:\n  - rule: a\n    find: \"{day}\"\n    is: dates\n", "choose one of"},
		{"no such field", "rules:\n  - rule: a\n    find: \"{day:dya}\"\n    is: date\n", "there is no field \"dya\""},
		{"no such part", "rules:\n  - rule: a\n    find: \"$day\"\n    is: date\n", "there is no part $day"},
		{"nothing to say", "rules:\n  - rule: a\n    find: \"every {n}\"\n    is: set\n", "needs {unit} or"},
		{"nothing to find", "rules:\n  - rule: a\n    is: date\n", "lang/xx/timex.yaml:3: rule a: it has nothing to find"},
		{"bad compound", "compounds: [a b]\n", "lang/xx/timex.yaml:1: compounds"},
		{"bad tail", "tails: {orr: [er]}\n", "lang/xx/timex.yaml:1: tails: there is no number class"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p pack
			if err := yaml.Unmarshal([]byte(tt.yaml), &p); err != nil {
				t.Fatal(err)
			}
			_, err := compile("xx", &p, lang.Text{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// TestCompileListsAllFaults: several slips are told at once, each with its file
// and line.
func TestCompileListsAllFaults(t *testing.T) {
	const faulty = `words:
  month: {"1": [""]}
compounds: [a b]
tails: {orr: [er]}
rules:
  - rule: a
    find: "{planet}"
    is: date
  - rule: good
    find: "{day} {monthnumber}"
    is: date
  - rule: b
    find: ["{day}", "(open"]
    is: date
  - rule: c
    find: "{day}"
    is: dates
`
	var p pack
	if err := yaml.Unmarshal([]byte(faulty), &p); err != nil {
		t.Fatal(err)
	}
	_, err := compile("xx", &p, lang.Text{})
	if err == nil {
		t.Fatal("a faulty pack is compiled")
	}
	got := strings.Split(err.Error(), "\n")
	want := []string{":2: words: month", ":3: compounds", ":4: tails", ":7: rule a", ":13: rule b", ":17: rule c"}
	if len(got) != len(want) {
		t.Fatalf("%d faults, not %d: %v", len(got), len(want), err)
	}
	for i, w := range want {
		if !strings.HasPrefix(got[i], "lang/xx/"+packFile+w) {
			t.Errorf("fault %d is %q, want %q", i, got[i], w)
		}
	}
}

// TestPackRefusesShapes: what is no text where text belongs, or an empty
// example, is told with its line, and never ends the program.
func TestPackRefusesShapes(t *testing.T) {
	const faulty = `rules:
  - rule: a
    find: {day: 1}
    is: [date]
    examples:
      - []
      - [[a], b]
`
	var p pack
	err := yaml.Unmarshal([]byte(faulty), &p)
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"line 3", "line 4", "line 6", "line 7"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not name %s", err, want)
		}
	}
}
