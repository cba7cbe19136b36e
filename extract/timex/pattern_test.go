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
		{"no such class", "rules:\n  - rule: a\n    find: \"{planet}\"\n    is: date\n", "lang/xx/timex.yaml:3: rule a: \"{planet}\": there is no class {planet}"},
		{"no such kind", "rules:\n  - rule: a\n    find: \"{day}\"\n    is: dates\n", "choose one of"},
		{"no such field", "rules:\n  - rule: a\n    find: \"{day:dya}\"\n    is: date\n", "there is no field \"dya\""},
		{"no such part", "rules:\n  - rule: a\n    find: \"$day\"\n    is: date\n", "there is no part $day"},
		{"nothing to say", "rules:\n  - rule: a\n    find: \"every {n}\"\n    is: set\n", "needs {unit} or"},
		{"nothing to find", "rules:\n  - rule: a\n    is: date\n", "nothing to find"},
		{"bad compound", "compounds: [a b]\n", "compounds"},
		{"bad tail", "tails: {orr: [er]}\n", "there is no number class"},
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
