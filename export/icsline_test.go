package export

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, line string }{
		{"short", "SUMMARY:a"},
		{"exactly 75", strings.Repeat("a", 75)},
		{"76", strings.Repeat("a", 76)},
		{"two bytes at the edge", strings.Repeat("a", 74) + "é"},
		{"four bytes at the edge", strings.Repeat("a", 73) + "😀😀"},
		{"nothing but wide", strings.Repeat("漢", 200)},
		{"exactly two lines", strings.Repeat("a", 75+74)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out icsText
			out.fold(tt.line)
			checkLines(t, string(out.buf))
			if got := strings.TrimSuffix(unfold(string(out.buf)), "\r\n"); got != tt.line {
				t.Errorf("unfolds to %q, want %q", got, tt.line)
			}
			if short := len(tt.line) <= foldAt; short && strings.Contains(string(out.buf), "\r\n ") {
				t.Error("a line that fits was folded")
			}
		})
	}
}

func TestClean(t *testing.T) {
	tests := []struct {
		in, text, line string
	}{
		{"plain", "plain", "plain"},
		{"été 😀", "été 😀", "été 😀"},
		{"a\r\nb\rc\nd", "a\nb\nc\nd", "a b c d"},
		{"a\u2028b\u2029c\u0085d", "a\nb\nc\nd", "a b c d"},
		{"nul\x00 bell\x07 del\x7f c1\u0090 bom\ufeff tab\t.", "nul bell del c1 bom tab .", "nul bell del c1 bom tab ."},
		{"bad \xff\xfe byte \xc3", "bad \ufffd\ufffd byte \ufffd", "bad \ufffd\ufffd byte \ufffd"},
	}
	for _, tt := range tests {
		if got := clean(tt.in, true); got != tt.text {
			t.Errorf("clean(%q) as text = %q, want %q", tt.in, got, tt.text)
		}
		if got := clean(tt.in, false); got != tt.line {
			t.Errorf("clean(%q) as line = %q, want %q", tt.in, got, tt.line)
		}
	}
}

// Whatever the text: every line is short, valid UTF-8 and free of control
// characters, and an independent reader gives the cleaned text back.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", `\n`, `\\;,`, "\r\n\r\n", "é\xff", strings.Repeat("😀", 40), "a\u2028b", `\`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var out icsText
		out.text("SUMMARY", s)
		want := strings.TrimSpace(clean(s, true))
		if want == "" {
			if len(out.buf) != 0 {
				t.Fatalf("an empty text wrote %q", out.buf)
			}
			return
		}
		checkLines(t, string(out.buf))
		line := strings.TrimSuffix(unfold(string(out.buf)), "\r\n")
		p, err := ical.ParseProperty(ical.ContentLine(line))
		if err != nil || p == nil {
			t.Fatalf("%q is no content line: %v", line, err)
		}
		if got := ical.FromText(p.Value); got != want && unescape(strings.TrimPrefix(line, "SUMMARY:")) != want {
			t.Fatalf("read back %q, want %q", got, want)
		}
		if unescape(strings.TrimPrefix(line, "SUMMARY:")) != want {
			t.Fatalf("unescapes to %q, want %q", line, want)
		}
	})
}

// unescape reads a TEXT value by the letter of RFC 5545, 3.3.11.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'n' || s[i] == 'N' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func checkLines(t *testing.T, s string) {
	t.Helper()
	if !strings.HasSuffix(s, "\r\n") {
		t.Fatalf("%q does not end in CRLF", s)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(line) > foldAt {
			t.Errorf("%d octets in %q", len(line), line)
		}
		if !utf8.ValidString(line) {
			t.Errorf("%q cuts a character", line)
		}
		if strings.IndexFunc(line, unicode.IsControl) >= 0 {
			t.Errorf("%q holds a control character", line)
		}
	}
}
