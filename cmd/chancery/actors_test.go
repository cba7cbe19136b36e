package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestActors(t *testing.T) {
	db := database(t)
	const zoe = "new:zoe quelquun"
	steps := []struct {
		name   string
		stdin  string
		args   []string
		code   int
		has    string // in both streams together
		hasNot string
	}{
		{"only the gazetteer", "", []string{"list", "lavrov"}, exitOK, "Q58217  person  RUS   0       Sergei Lavrov", "Moscow"},
		{"nobody", "", []string{"list", "qwertzuiop"}, exitOK, "No such actor", "KEY"},
		{"built in", "", []string{"show", "Q58217"}, exitOK, "# built in, never corrected", ""},
		{"by a name", "", []string{"show", "Lavrov"}, exitOK, "- key: Q58217", ""},
		{"by many names", "", []string{"show", "maria"}, exitFailed, "give the key", ""},
		{"nothing to show", "", []string{"show", "qwertzuiop"}, exitFailed, "there is no actor", ""},
		{"no source", "", []string{"add", "--name", "fr=Zoé Quelquun"}, exitUsage, "--source", ""},
		{"no name", "", []string{"add", "--source", "x"}, exitUsage, "--name", ""},
		{"no language", "", []string{"add", "--name", "Zoé Quelquun", "--source", "x"}, exitUsage, "write a language", ""},
		{"bad term", "", []string{"add", "--name", "fr=Zoé Quelquun", "--term", "FRA king 2031", "--source", "x"}, exitFailed, "write CODE office START/END", ""},
		{"bad office", "", []string{"add", "--name", "fr=Zoé Quelquun", "--term", "FRA king 2031-01-01/..", "--source", "x"}, exitFailed, "the office must be one of", ""},
		{"nothing was stored", "", []string{"list", "quelquun"}, exitOK, "No such actor", "KEY"},
		{"no account", "", []string{"add", "--name", "fr=Zoé Quelquun", "--source", "x", "--user", "bob"}, exitFailed, "no account bob", ""},
		{
			"added", "",
			[]string{"add", "--name", "fr=Zoé Quelquun", "--country", "fra", "--term", "FRA head-of-state 2031-05-01/..", "--source", "Journal officiel"},
			exitOK, "Added " + zoe + " (Zoé Quelquun).", "",
		},
		{"twice", "", []string{"add", "--name", "fr=Zoé  QUELQUUN", "--source", "x"}, exitFailed, "correct it with", ""},
		{"corrected", "", []string{"set", "quelquun", "--alias", "Z. Quelquun", "--name", "en=Zoe Somebody", "--source", "agency"}, exitOK, "Corrected " + zoe, ""},
		{"same again", "", []string{"set", zoe, "--alias", "Z. Quelquun", "--source", "agency"}, exitOK, "1 as they were already", "Corrected"},
		{"history", "", []string{"show", zoe}, exitOK, "by the command line: names.en, aliases (agency)", ""},
		{"a name taken out, an alias added", "", []string{"set", zoe, "--name", "en=", "--alias", "Zozo", "--source", "agency"}, exitOK, "Corrected", ""},
		{"what counts now", "", []string{"show", zoe}, exitOK, "- Z. Quelquun\n    - Zozo", "en: Zoe Somebody"},
		{"mistyped key", "- {key: p:zoe, names: {fr: Zoé}, source: x}", []string{"import", "-"}, exitFailed, "there is no actor", ""},
		{"mistyped field", "names:\n  fr: Zoé\nofice: king\n", []string{"import", "-"}, exitFailed, `line 3: there is no field "ofice"`, ""},
		{"no record", "x", []string{"import", "-"}, exitFailed, "line 1: write a record", ""},
		{"empty", "", []string{"import", "-"}, exitFailed, "holds no record", ""},
		{"bad column", "names.fr,fonction\nAda,x\n", []string{"import", "-"}, exitFailed, `no column "fonction"`, ""},
		{"uneven table", "names.fr,source\nAda\n", []string{"import", "-"}, exitFailed, "line 2", ""},
		{
			"one of two is wrong", "- {names: {en: Ada One}, source: x}\n- {names: {en: Bob Two}, country: france, source: x}\n",
			[]string{"import", "-"},
			exitFailed, "record 2 (Bob Two): country: ", "Added",
		},
		{"none of them was stored", "", []string{"list", "Ada One"}, exitOK, "No such actor", "KEY"},
		{
			"the same actor twice", "- {names: {en: Ada One}, source: x}\n- {names: {en: ADA ONE}, source: x}\n",
			[]string{"import", "-"},
			exitFailed, "same actor as record 1", "Added",
		},
		{
			"a table", "names.en,names.fr,country,aliases,terms,source\nAda One,Ada Un,GBR,A. One;Ada O.,GBR minister 2030-01-01/2030-12-31;GBR minister 2031-02-01/..,gazette\n",
			[]string{"import", "-"},
			exitOK, "Added new:ada one (Ada One).", "",
		},
		{"the table's actor", "", []string{"show", "Ada Un"}, exitOK, "- GBR minister 2030-01-01/2030-12-31\n    - GBR minister 2031-02-01/..", ""},
		{"no file", "", []string{"import", "/no/such.yaml"}, exitFailed, "there is no file", ""},
		{"bad limit", "", []string{"list", "--limit", "0"}, exitUsage, "above 0", ""},
	}
	for _, s := range steps {
		got := call(t, nil, s.stdin, append([]string{"actors", "--db", db}, s.args...)...)
		text := got.stdout + got.stderr
		if got.code != s.code || !strings.Contains(text, s.has) || s.hasNot != "" && strings.Contains(text, s.hasNot) {
			t.Errorf("%s: actors %v: want code %d, %q and not %q; got %+v", s.name, s.args, s.code, s.has, s.hasNot, got)
		}
	}
}

// TestActorsReadWhatTheyShow: what is shown is a file to be imported, which
// changes nothing until it is edited.
func TestActorsReadWhatTheyShow(t *testing.T) {
	db := database(t)
	shown := call(t, nil, "", "actors", "show", "Q58217", "--db", db)
	file := filepath.Join(t.TempDir(), "lavrov.yaml")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text := strings.Replace(shown.stdout, `source: ""`, "source: spelling list", 1)
	write(text)
	if got := call(t, nil, "", "actors", "import", file, "--db", db); got.code != exitOK || !strings.Contains(got.stderr, "1 as they were already") {
		t.Errorf("unchanged: %+v", got)
	}
	write(strings.Replace(text, "names:\n", "names:\n    tlh: lavrov\n", 1))
	if got := call(t, nil, "", "actors", "import", file, "--db", db); got.code != exitOK || !strings.Contains(got.stderr, "Corrected Q58217") {
		t.Errorf("edited: %+v", got)
	}
	got := call(t, nil, "", "actors", "show", "Q58217", "--db", db)
	if !strings.Contains(got.stdout, "tlh: lavrov") || !strings.Contains(got.stdout, "(spelling list)") {
		t.Errorf("shown afterwards: %+v", got)
	}
}
